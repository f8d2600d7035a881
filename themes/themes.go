// Package themes holds the theme, Hearth, and the client scripts made from its
// TypeScript, both inside the binary.
package themes

import (
	"embed"
	"io/fs"
)

// "all:" keeps files whose names begin with a dot or an underscore: dist has
// nothing but a .gitignore until the client was bundled.
//
//go:embed all:hearth all:dist
var files embed.FS

// Hearth returns the theme's sources: templates, components and styles.
func Hearth() fs.FS { return sub("hearth") }

// Client returns the scripts by their paths below dist: head.js, sw.js and the
// modules of the folder site for a site, live.js for the preview. There are none
// where "go run ./internal/bundle" was never run.
func Client() fs.FS { return sub("dist") }

func sub(dir string) fs.FS {
	tree, err := fs.Sub(files, dir)
	if err != nil {
		panic("themes: " + err.Error()) // fs.Sub refuses only a malformed name
	}
	return tree
}
