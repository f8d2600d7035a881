package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// place is the folder of a site and the work folder beside it. The work folder
// exists only while a Write is going on, or after one crashed. In it:
//
//	lock  says whose folder this is, and is held by the Write at work
//	next  a new site in the making, never seen by a reader
//	new   a second name of the list in next; once the list of the site is that
//	      same file, the two were exchanged and next is the old site
//	old   the old site, complete when it arrives here, being taken apart
type place struct {
	name string // as the author wrote it, for messages
	dir  string // absolute, without links
	sys  system
}

func (p place) work() string  { return filepath.Join(filepath.Dir(p.dir), p.workName()) }
func (p place) next() string  { return filepath.Join(p.work(), "next") }
func (p place) stamp() string { return filepath.Join(p.work(), "new") }
func (p place) old() string   { return filepath.Join(p.work(), "old") }

func (p place) workName() string { return "." + filepath.Base(p.dir) + ".goldseam" }

// locate finds the real place of a folder that need not exist yet. Behind a
// link stands the folder to be written, so the link stays.
func locate(name string, sys system) (place, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return place{}, fmt.Errorf("find %s: %w", name, err)
	}
	dir, err := resolve(abs, 0)
	if err != nil {
		return place{}, fmt.Errorf("find %s: %w", name, err)
	}
	if dir == filepath.Dir(dir) || holdsWorkingDir(dir) {
		return place{}, refuse(otherFolder+", such as --out public",
			"%s is the folder you are in, or one around it", name)
	}
	return place{name: name, dir: dir, sys: sys}, nil
}

func resolve(dir string, links int) (string, error) {
	found, err := filepath.EvalSymlinks(dir)
	if err == nil || !errors.Is(err, fs.ErrNotExist) || links > 40 || dir == filepath.Dir(dir) {
		return found, err
	}
	if target, err := os.Readlink(dir); err == nil {
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(dir), target)
		}
		return resolve(target, links+1)
	}
	parent, err := resolve(filepath.Dir(dir), links)
	return filepath.Join(parent, filepath.Base(dir)), err
}

// holdsWorkingDir tells whether the working directory is dir or inside it. To
// exchange that would leave the author's terminal in a folder that is gone.
func holdsWorkingDir(dir string) bool {
	want, err := os.Stat(dir)
	if err != nil {
		return false
	}
	at, err := os.Getwd()
	for err == nil {
		info, err := os.Stat(at)
		if err == nil && os.SameFile(info, want) {
			return true
		}
		if at == filepath.Dir(at) {
			return false
		}
		at = filepath.Dir(at)
	}
	return false
}

// standing is what stands at a place before a Write.
type standing struct {
	exists bool
	mode   fs.FileMode
	kind   Kind // "" in an empty folder
	list   list // nil in an empty folder
}

// inspect refuses a folder that Goldseam must not write to.
func (p place) inspect() (standing, error) {
	info, err := os.Stat(p.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return standing{}, nil
	}
	if err != nil {
		return standing{}, fmt.Errorf("look at %s: %w", p.name, err)
	}
	if !info.IsDir() {
		return standing{}, refuse(otherFolder, "%s is a file, not a folder", p.name)
	}
	kind, l, err := readList(p.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := p.inspectUnmarked(); err != nil {
			return standing{}, err
		}
	case errors.Is(err, errBadList{}):
		return standing{}, refuse(otherFolder+", or empty this one",
			"%s cannot be told from a folder of somebody else: its file %q is damaged, or from another version of Goldseam",
			p.name, listName)
	case err != nil:
		return standing{}, fmt.Errorf("look at %s: %w", p.name, err)
	}
	return standing{exists: true, mode: info.Mode(), kind: kind, list: l}, nil
}

// suits refuses a folder that holds another kind than the one to be written, and
// a folder within a site for what is not part of it: a site is put on a host with
// everything in it.
func (p place) suits(now standing, kind Kind) error {
	if now.kind != "" && now.kind != kind {
		return refuse(otherFolder, "%s holds %s, and this is %s", p.name, now.kind.said(), kind.said())
	}
	if kind == Site {
		return nil
	}
	for dir := filepath.Dir(p.dir); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if around, _, err := readList(dir); err == nil && around == Site {
			return refuse(otherFolder, "%s lies within a site, and whoever reads the site could read it", p.name)
		}
	}
	return nil
}

func (p place) inspectUnmarked() error {
	f, err := os.Open(p.dir)
	if err != nil {
		return fmt.Errorf("look at %s: %w", p.name, err)
	}
	defer f.Close()
	names, err := f.Readdirnames(1)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look at %s: %w", p.name, err)
	}
	return refuse(otherFolder+", or empty this one",
		"%s holds files that Goldseam did not write, such as %q", p.name, names[0])
}
