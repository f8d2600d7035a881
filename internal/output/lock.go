package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	lockName = "lock"
	lockText = "goldseam work folder 1\n"
)

// errBusy means that another process holds a lock.
type errBusy struct{}

func (errBusy) Error() string { return "locked by another process" }

func (p place) lockPath() string { return filepath.Join(p.work(), lockName) }

// lock makes the work folder, if it is not there yet, and takes it for this Write alone.
func (p place) lock() (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(p.dir), 0o777); err != nil {
		return nil, fmt.Errorf("make the folder for %s: %w", p.name, err)
	}
	for tries := 1; ; tries++ {
		f, err := p.tryLock()
		switch {
		case err == nil:
			return f, nil
		case errors.Is(err, errBusy{}):
			return nil, refuse("wait until it is done, then build again",
				"another Goldseam is writing to %s", p.name)
		case errors.Is(err, fs.ErrNotExist) && tries < 100:
			// The Write before has just removed its work folder.
		default:
			return nil, p.tellLock(err)
		}
	}
}

func (p place) tellLock(err error) error {
	var refused *RefusedError
	switch {
	case errors.As(err, &refused):
		return err
	case errors.Is(err, fs.ErrPermission):
		return refuse("choose a folder of your own with --out",
			"%s cannot be replaced as a whole: you may not write to the folder around it", p.name)
	}
	return fmt.Errorf("lock %s: %w", p.name, err)
}

func (p place) tryLock() (*os.File, error) {
	err := os.Mkdir(p.work(), 0o700)
	if errors.Is(err, fs.ErrExist) {
		err = p.checkWork()
	}
	if err != nil {
		return nil, err
	}
	f, err := lockFile(p.lockPath())
	if err != nil {
		return nil, err
	}
	if err := p.signLock(f); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// signLock makes sure that the lock file, and with it the work folder, is Goldseam's.
func (p place) signLock(f *os.File) error {
	buf := make([]byte, len(lockText)+1)
	n, _ := f.ReadAt(buf, 0)
	switch string(buf[:n]) {
	case lockText:
		return nil
	case "":
		_, err := f.WriteAt([]byte(lockText), 0)
		return err
	}
	return p.workTaken()
}

// checkWork refuses a work folder of somebody else. One of Goldseam's has its
// lock before it has anything else, and as long as it has anything else.
func (p place) checkWork() error {
	if info, err := os.Lstat(p.work()); err != nil {
		return err
	} else if !info.IsDir() {
		return p.workTaken()
	}
	entries, err := os.ReadDir(p.work())
	if err != nil || len(entries) == 0 {
		return err
	}
	for _, e := range entries {
		if e.Name() == lockName && e.Type().IsRegular() {
			return nil
		}
	}
	return p.workTaken()
}

func (p place) workTaken() error {
	return refuse("move it away, or "+otherFolder,
		"%s is in the way: Goldseam needs that name while it writes, and did not make what is there", p.workPath())
}

// unlock ends the Write. Where something is left for the next one, the lock file stays as its mark.
func (p place) unlock(f *os.File) error {
	entries, err := os.ReadDir(p.work())
	if err != nil || len(entries) != 1 {
		return errors.Join(err, f.Close())
	}
	// That the folder is not removed means that another Write has come in.
	err = removeLock(f)
	_ = os.Remove(p.work())
	return err
}
