package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"
)

// stage builds the new folder where no reader sees it.
func (p place) stage(plan *plan, now standing, others extras) error {
	err := os.Mkdir(p.next(), 0o777)
	if err == nil {
		err = p.carryOver(others)
	}
	if err == nil {
		err = p.stageSite(plan)
	}
	if err == nil && now.exists {
		err = keepMode(p.next(), now.mode)
	}
	if err != nil {
		return p.tell("write", err)
	}
	return nil
}

// tell wraps an error of the file system with what the author knows.
func (p place) tell(verb string, err error) error {
	var refused *RefusedError
	switch {
	case errors.As(err, &refused):
		return err
	case errors.Is(err, syscall.EXDEV), errors.Is(err, syscall.EBUSY):
		return refuse("choose a folder inside it with --out",
			"%s is a disk, or a layer of a container, and cannot be replaced as a whole", p.name)
	case errors.Is(err, fs.ErrPermission), inUse(err):
		return refuse("close the programs that have files of it open, and build again",
			"%s cannot be replaced: it, or a file in it, is in use or closed to you", p.name)
	}
	return fmt.Errorf("%s %s: %w", verb, p.name, err)
}

// carryOver puts what is not Goldseam's into the new folder.
func (p place) carryOver(others extras) error {
	for _, dir := range others.folders {
		info, err := os.Lstat(under(p.dir, dir))
		if err != nil {
			return err
		}
		if otherDisk(info, p.dir) {
			return refuse(otherFolder, "%s in %s is a disk of its own and cannot be carried over", dir, p.name)
		}
		if err := os.MkdirAll(under(p.next(), dir), 0o777); err != nil {
			return err
		}
		if err := keepMode(under(p.next(), dir), info.Mode()); err != nil {
			return err
		}
	}
	return each(len(others.files), func(lo, hi int) error {
		for _, f := range others.files[lo:hi] {
			if err := p.carry(f); err != nil {
				return err
			}
		}
		return nil
	})
}

func (p place) carry(f entry) error {
	from, to := under(p.dir, f.path), under(p.next(), f.path)
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	// Some systems link to the target of a symbolic link instead of the link.
	if f.kind == fs.ModeSymlink {
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(target, to)
	}
	err := p.sys.link(from, to)
	if err == nil || !f.kind.IsRegular() || errors.Is(err, syscall.EXDEV) || errors.Is(err, fs.ErrExist) {
		return err
	}
	return copyFile(from, to)
}

// keepMode gives a new folder the mode of the one it stands for. Its owner can
// always write to it, without which no later Write could take it apart.
func keepMode(dir string, mode fs.FileMode) error {
	info, err := os.Stat(dir)
	if err != nil || info.Mode() == mode|0o700 {
		return err
	}
	return os.Chmod(dir, mode|0o700)
}

// stageSite writes the files of the site, and the list last of all.
func (p place) stageSite(plan *plan) error {
	for _, dir := range plan.outer {
		if err := makeFolder(under(p.next(), dir)); err != nil {
			return err
		}
	}
	paths := plan.tree.Paths()
	lines := make(list, len(paths))
	err := each(len(paths), func(lo, hi int) error {
		last := "."
		for i := lo; i < hi; i++ {
			// Folders without folders inside are made here, since all their
			// files are neighbours in the list and mostly one worker's.
			if dir := path.Dir(paths[i]); dir != last {
				last = dir
				if err := makeFolder(under(p.next(), dir)); err != nil {
					return err
				}
			}
			data, _ := plan.tree.File(paths[i])
			lines[i] = listed{sum: sha256.Sum256(data), size: int64(len(data)), path: paths[i]}
			if err := p.stageFile(paths[i], data, plan.same[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return create(filepath.Join(p.next(), listName), lines.encode(plan.tree.kind))
}

func (p place) stageFile(rel string, data []byte, same bool) error {
	from, to := under(p.dir, rel), under(p.next(), rel)
	if !same {
		return create(to, data)
	}
	err := p.sys.link(from, to)
	if err == nil || errors.Is(err, syscall.EXDEV) || errors.Is(err, fs.ErrExist) {
		return err
	}
	return copyFile(from, to)
}

func makeFolder(name string) error {
	if err := os.Mkdir(name, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// create writes a file that must not be there yet: where the file system takes
// two names for one, such as a.html and A.html, none is lost in silence.
func create(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// copyFile stands in for a hard link: same bytes, same mode, same time.
func copyFile(from, to string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	info, err := src.Stat()
	if err != nil {
		return err
	}
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm()|0o200)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	if err := errors.Join(err, dst.Close()); err != nil {
		return err
	}
	return errors.Join(os.Chmod(to, info.Mode()), os.Chtimes(to, info.ModTime(), info.ModTime()))
}
