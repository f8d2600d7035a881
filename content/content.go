// Package content holds the base program, Steady Ground, for embedding.
package content

import "embed"

// FS is the folder content: program.yaml, ledger.yaml, a folder for each language, help lines.
//
//go:embed program.yaml ledger.yaml help-lines en es ar
var FS embed.FS
