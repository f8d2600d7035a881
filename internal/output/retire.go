package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// retire takes an old site apart. What is not Goldseam's was carried over before
// the exchange; only what somebody put there since is moved now, so that
// everything is in one of the two folders at every moment.
func (p place) retire() error {
	_, was, err := readList(p.old())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	c, err := walk(p.old())
	if err != nil {
		return err
	}
	if err := p.retireFiles(c, was); err != nil {
		return err
	}
	for _, dir := range c.sort(was, was.has).folders {
		if err := os.MkdirAll(under(p.dir, dir), 0o777); err != nil {
			return err
		}
	}
	for depth := len(c.folders) - 1; depth > 0; depth-- {
		level := c.folders[depth]
		err := each(len(level), func(lo, hi int) (err error) {
			for i := lo; i < hi && err == nil; i++ {
				err = remove(under(p.old(), level[i]))
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	// The list goes last: until then a crash leaves a folder that can be told to be Goldseam's.
	if err := remove(filepath.Join(p.old(), listName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return remove(p.old())
}

func (p place) retireFiles(c contents, was list) error {
	return each(len(c.files), func(lo, hi int) (err error) {
		for _, f := range c.files[lo:hi] {
			switch {
			case f.path == listName:
			case f.kind.IsRegular() && was.has(f.path):
				err = remove(under(p.old(), f.path))
			default:
				err = p.handOn(f)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// handOn removes a file that is not Goldseam's from the old site if the new one
// has it, and moves it there if not. Of two versions the newer stays.
func (p place) handOn(f entry) error {
	from, to := under(p.old(), f.path), under(p.dir, f.path)
	there, err := os.Lstat(to)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		return rename(from, to)
	}
	if err != nil {
		return err
	}
	here, err := os.Lstat(from)
	if err != nil {
		return err
	}
	if os.SameFile(here, there) || sameLink(from, to) {
		return remove(from)
	}
	_, now, err := readList(p.dir)
	if err != nil {
		return err
	}
	if there.IsDir() || now.has(f.path) {
		return refuse(fmt.Sprintf("move it away from %s, where it is kept, and build again", filepath.Join(p.workPath(), "old", filepath.FromSlash(f.path))),
			"%s came into %s while the site was being written, and the site has a file of its own there", f.path, p.name)
	}
	if there.ModTime().After(here.ModTime()) {
		return remove(from)
	}
	return rename(from, to)
}

func sameLink(a, b string) bool {
	to, err := os.Readlink(a)
	if err != nil {
		return false
	}
	also, err := os.Readlink(b)
	return err == nil && to == also
}

// remove deletes a file or an empty folder, also from a folder closed to its owner.
func remove(name string) error {
	err := os.Remove(name)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	if os.Chmod(filepath.Dir(name), 0o700) != nil {
		return err
	}
	return os.Remove(name)
}
