package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"goldseam/content"
	"goldseam/internal/follow"
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
	if !w.edition && !w.program {
		if err := misplaced(dir, abs); err != nil {
			return nil, err
		}
	}
	var layers []overlay.Layer
	add := func(mount, sub string, edition bool) {
		layers = append(layers, overlay.Layer{Mount: mount, FS: folder(filepath.Join(abs, sub)), Show: filepath.ToSlash(filepath.Join(dir, sub)), Dir: filepath.Join(abs, sub), Edition: edition})
	}
	if w.edition || w.program {
		w.roots = []string{abs}
		add(".", ".", true)
		layers[0].Only = []string{"edition.yaml", "ledger.yaml", "slots"}
		if !w.program {
			layers[0].Only = append(layers[0].Only, astray(abs)...)
		}
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

// misplaced refuses a folder without an edition where one was surely meant: the
// base program in its place would look as if all were well.
func misplaced(dir, abs string) error {
	entries, _ := os.ReadDir(abs) // a folder that cannot be read is refused later
	for _, e := range entries {
		switch name := e.Name(); strings.ToLower(name) {
		case "edition.yaml", "edition.yml", "edition.yaml.txt", "edition.yml.txt", "edition.txt":
			return fail(fmt.Sprintf("%s holds a file %q, and an edition begins with the file edition.yaml", called(dir), name),
				"give it the name edition.yaml, in small letters; your computer may hide the end of a name, so have it show the ends of names first")
		}
	}
	if exists(abs, filepath.FromSlash(follow.SeenFile)) {
		return fail(fmt.Sprintf("the file edition.yaml is missing in %s, and the rest of an edition is there", called(dir)),
			"put it back; if it is lost, make another edition with goldseam new and take its edition.yaml")
	}
	for above := filepath.Dir(abs); above != filepath.Dir(above); above = filepath.Dir(above) {
		if exists(above, "edition.yaml") {
			return fail(fmt.Sprintf("%s lies within an edition, and is none itself", called(dir)),
				"the edition is the folder "+above+": go there, or give that folder to the command")
		}
	}
	return nil
}

// called names a folder in a sentence.
func called(dir string) string {
	if filepath.Clean(dir) == "." {
		return "this folder"
	}
	return filepath.ToSlash(dir)
}

// baseAlone says that a command works on the base program, which whoever is in
// the wrong folder would take for their own edition without problems.
func (a *app) baseAlone(w *workspace) {
	if !w.edition && !w.program {
		fmt.Fprintf(a.err, "goldseam: there is no edition in %s, so this is the base program as it is\n  hint: give the folder that holds edition.yaml, or make an edition: goldseam new my-edition\n", called(w.dir))
	}
}

// astray lists what stands at the top of an edition and may have been meant for
// one of its folders.
func astray(abs string) []string {
	var out []string
	entries, _ := os.ReadDir(abs) // what cannot be read is said where it is read
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() && strayFolder(abs, name) || e.Type().IsRegular() && strings.HasSuffix(name, ".md") {
			out = append(out, name)
		}
	}
	return out
}

// strayFolder tells a folder such as Content or slot. Where small and capital
// letters are one to the disk, it is the right one.
func strayFolder(abs, name string) bool {
	for _, right := range []string{"content", "slots", "theme", "static"} {
		if name == right || !slices.Contains([]string{right, right + "s", strings.TrimSuffix(right, "s")}, strings.ToLower(name)) {
			continue
		}
		mine, err := os.Stat(filepath.Join(abs, name))
		there, missing := os.Stat(filepath.Join(abs, right))
		return err == nil && (missing != nil || !os.SameFile(mine, there))
	}
	return false
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
