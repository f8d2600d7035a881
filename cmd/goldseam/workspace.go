package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"goldseam/content"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
	"goldseam/themes"
)

// workspace is what a folder holds, as layers of an overlay.
type workspace struct {
	dir     string // as it was given
	abs     string
	edition bool // it holds an edition
	program bool // it holds a whole program
	overlay *overlay.FS
	roots   []string // folders to watch
}

// openWorkspace looks at a folder. What is in it decides what Goldseam works on.
func openWorkspace(dir string) (*workspace, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(abs)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fail(fmt.Sprintf("there is no folder %s", dir), "give the folder of your edition, or make one: goldseam new "+filepath.Base(dir))
	}
	if err != nil {
		return nil, fail(fmt.Sprintf("the folder %s cannot be opened", dir), "look at its permissions")
	}
	if !info.IsDir() {
		return nil, fail(fmt.Sprintf("%s is a file, not a folder", dir), "give the folder that holds edition.yaml")
	}
	w := &workspace{dir: dir, abs: abs, edition: exists(abs, "edition.yaml"), program: exists(abs, "content", "program.yaml")}
	var layers []overlay.Layer
	add := func(mount, sub string, edition bool) {
		layers = append(layers, overlay.Layer{Mount: mount, FS: folder(filepath.Join(abs, sub)), Show: filepath.ToSlash(filepath.Join(dir, sub)), Dir: filepath.Join(abs, sub), Edition: edition})
	}
	if w.edition || w.program {
		w.roots = []string{abs}
		add(".", ".", true)
		layers[0].Only = []string{"edition.yaml", "ledger.yaml", "slots"}
		for _, sub := range []string{"content", "theme", "static"} {
			add(sub, sub, !w.program)
		}
		if !w.program {
			add("base", "base", true) // the texts that its files were made of; nothing of them is shown
		}
	}
	if w.program && exists(abs, "themes", "hearth") {
		add("theme", filepath.Join("themes", "hearth"), false)
	}
	if w.program {
		layers = append(layers, overlay.Layer{Mount: "theme", FS: themes.Hearth(), Show: "(base) themes/hearth"})
	} else {
		layers = append(layers, baseLayers()...)
	}
	w.overlay = overlay.New(layers...)
	return w, nil
}

// baseLayers are the program and the theme in this binary.
func baseLayers() []overlay.Layer {
	return []overlay.Layer{
		{Mount: "content", FS: content.FS, Show: "(base) content"},
		{Mount: "theme", FS: themes.Hearth(), Show: "(base) themes/hearth"},
	}
}

// base reads what an edition is made of, nil if the folder holds no edition of
// the program in this binary. It never changes, so that reading it once will do.
func (w *workspace) base(ctx context.Context) (*snapshot.Tree, error) {
	if !w.edition || w.program {
		return nil, nil
	}
	return snapshot.Read(ctx, overlay.New(baseLayers()...))
}

func exists(parts ...string) bool {
	_, err := os.Stat(filepath.Join(parts...))
	return err == nil
}

// folder is a folder of the disk as a file tree. It may be made, moved or taken
// away while it is watched, so it is opened anew each time; links that lead out
// of it are not followed.
type folder string

func (f folder) Open(name string) (fs.File, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Open(name)
}

func (f folder) Stat(name string) (fs.FileInfo, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Stat(name)
}

func (f folder) ReadFile(name string) ([]byte, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.ReadFile(name)
}
