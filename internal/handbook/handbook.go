// Package handbook is the how-to handbook for counselors: a program like any
// other, built with Goldseam itself.
//
// A task is a lesson, a chapter is a phase. Beside its texts and pictures it has
// templates of its own for what makes no sense in a manual: no leave button, no
// choice of path, nothing to fill in. Words of the interface and all styles but a
// few are those of the base.
package handbook

import (
	"context"
	"embed"
	"io/fs"
	"path"

	"goldseam/content"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
	"goldseam/themes"
)

//go:embed program
var files embed.FS

// Tree gives all files that the handbook is made of.
func Tree(ctx context.Context) (*snapshot.Tree, error) {
	own := func(name string) fs.FS { return sub(files, path.Join("program", name)) }
	return snapshot.Read(ctx, overlay.New(
		overlay.Layer{Mount: ".", FS: own("."), Only: []string{"edition.yaml"}, Show: "handbook"},
		overlay.Layer{Mount: "content", FS: own("content"), Show: "handbook/content"},
		overlay.Layer{Mount: "theme", FS: own("theme"), Show: "handbook/theme"},
		overlay.Layer{Mount: "content/en", FS: sub(content.FS, "en"), Only: []string{"strings.yaml", "style.yaml"}, Show: "(base) content/en"},
		overlay.Layer{Mount: "theme", FS: themes.Hearth(), Show: "(base) themes/hearth"},
	))
}

func sub(tree fs.FS, dir string) fs.FS {
	part, err := fs.Sub(tree, dir)
	if err != nil {
		panic("handbook: " + err.Error()) // fs.Sub refuses only a malformed name
	}
	return part
}
