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
	roots   []string        // folders to watch
	below   []overlay.Layer // the base; empty if the folder is a program of its own
	baseDir string          // the base's folder, absolute; empty if it is the one inside this binary
}

// openWorkspace looks at a folder. What is in it decides what Goldseam works on.
// Base is the folder of another base program than the one inside, or "".
func openWorkspace(dir, base string) (*workspace, error) {
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
	if err := w.lay(base); err != nil {
		return nil, err
	}
	w.overlay = overlay.New(append(layers, w.below...)...)
	return w, nil
}

// lay puts the base below the folder's own files: the program inside this binary,
// or the one in another folder. A whole program has the theme alone below it.
func (w *workspace) lay(base string) error {
	hearth := overlay.Layer{Mount: "theme", FS: themes.Hearth(), Show: "(base) themes/hearth"}
	switch {
	case base != "" && w.program:
		return &failure{fmt.Sprintf("%s holds a whole program, which needs no base", w.dir), "leave out --base", exitUsage}
	case w.program:
		w.below = []overlay.Layer{hearth}
		return nil
	case base == "":
		w.below = []overlay.Layer{{Mount: "content", FS: content.FS, Show: "(base) content"}, hearth}
		return nil
	}
	abs, err := filepath.Abs(base)
	if err != nil {
		return err
	}
	if !exists(abs, "content", "program.yaml") {
		return &failure{fmt.Sprintf("there is no program in %s: it has no content/program.yaml", base), "after --base give the folder of a whole program", exitUsage}
	}
	layer := func(mount, sub string) overlay.Layer {
		return overlay.Layer{Mount: mount, FS: folder(filepath.Join(abs, sub)), Show: filepath.ToSlash(filepath.Join(base, sub)), Dir: filepath.Join(abs, sub)}
	}
	w.baseDir, w.roots = abs, append(w.roots, abs)
	w.below = []overlay.Layer{layer("content", "content"), layer("static", "static")}
	if theme := filepath.Join("themes", "hearth"); exists(abs, theme) {
		w.below = append(w.below, layer("theme", theme))
	}
	w.below = append(w.below, hearth)
	return nil
}

// base reads what an edition is made of, nil if the folder holds no edition. It is
// taken as it stands at the beginning, so that reading it once will do.
func (w *workspace) base(ctx context.Context) (*snapshot.Tree, error) {
	if !w.edition || w.program {
		return nil, nil
	}
	return snapshot.Read(ctx, overlay.New(w.below...))
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
