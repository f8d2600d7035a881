package output

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// lockFile opens a file, which it makes if need be, and lets nobody else open it
// until it is closed or the process ends.
func lockFile(name string) (*os.File, error) {
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	h, err := windows.CreateFile(path, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil,
		windows.OPEN_ALWAYS, windows.FILE_ATTRIBUTE_NORMAL, 0)
	switch {
	case errors.Is(err, windows.ERROR_SHARING_VIOLATION):
		return nil, errBusy{}
	case err != nil:
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(h), name), nil
}

// removeLock cannot remove a file that is open. Once closed, another process may
// have it, which then keeps it from being removed.
func removeLock(f *os.File) error {
	err := f.Close()
	_ = os.Remove(f.Name())
	return err
}

// inUse reports whether a file could not be moved because a program has it open.
func inUse(err error) bool {
	return errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION)
}

// otherDisk is never so here: disks are mounted by links, which stay links.
func otherDisk(fs.FileInfo, string) bool { return false }

// rename waits a little for virus scanners and indexers, which open new files for an instant.
func rename(from, to string) error {
	for wait := time.Millisecond; ; wait *= 2 {
		err := os.Rename(from, to)
		if !inUse(err) || wait > time.Second {
			return err
		}
		time.Sleep(wait)
	}
}
