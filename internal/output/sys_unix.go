//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package output

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// lockFile opens a file, which it makes if need be, and holds it until it is closed or the process ends.
func lockFile(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	switch {
	case err == nil:
		err = stillThere(f, name)
	case errors.Is(err, unix.EWOULDBLOCK):
		err = errBusy{}
	case errors.Is(err, errors.ErrUnsupported), errors.Is(err, unix.ENOLCK):
		err = nil // a file system without locks
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// stillThere fails if the file was removed after it was opened and before it was
// locked: such a lock keeps nobody out.
func stillThere(f *os.File, name string) error {
	held, err := f.Stat()
	if err != nil {
		return err
	}
	info, err := os.Lstat(name)
	if err != nil {
		return err
	}
	if !os.SameFile(held, info) {
		return fs.ErrNotExist
	}
	return nil
}

// removeLock removes the file before it lets go, lest it remove a lock that another process took.
func removeLock(f *os.File) error { return errors.Join(os.Remove(f.Name()), f.Close()) }

// inUse reports whether a file could not be moved because a program has it open.
func inUse(error) bool { return false }

// otherDisk reports whether a folder is on another file system than dir. Moved
// along with its parent, a mount would be lost to whoever made it.
func otherDisk(info fs.FileInfo, dir string) bool {
	var top unix.Stat_t
	sys, ok := info.Sys().(*syscall.Stat_t)
	return ok && unix.Stat(dir, &top) == nil && uint64(sys.Dev) != uint64(top.Dev)
}

func rename(from, to string) error { return os.Rename(from, to) }
