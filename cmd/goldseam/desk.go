package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"goldseam/content"
	"goldseam/internal/desk"
)

// newDesk makes what the editing page works with. The base alone cannot be changed.
func (w *workspace) newDesk() *desk.Desk {
	var o desk.Options
	if w.edition || w.program {
		o.Folder = written{w.abs}
	}
	if !w.program {
		o.Base = below{"content/", content.FS}
	}
	return desk.New(o)
}

// below is a file tree that stands in a folder of another one.
type below struct {
	at string
	fs fs.FS
}

func (b below) Open(name string) (fs.File, error) {
	rest, ok := strings.CutPrefix(name, b.at)
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return b.fs.Open(rest)
}

// written is the folder that the editing page may write to: in it only what is
// below content and base, never through a link, and only under names that mean
// one file on every system.
type written struct{ dir string }

// largest is more than a text that a build takes.
const largest = 2 << 20

var (
	// plainName is a name that every system takes as it is: no hidden file, no
	// drive, no stream, no end that one system drops.
	plainName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$`)
	// device is a name that Windows keeps for itself, with whatever end.
	device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
)

// mayWrite says why a path is none of the editing page's, nil if it is.
func mayWrite(name string) error {
	parts := strings.Split(name, "/")
	if !fs.ValidPath(name) || len(parts) < 2 || parts[0] != "content" && parts[0] != "base" || path.Ext(name) != ".md" && path.Ext(name) != ".yaml" || len(name) > 400 {
		return fmt.Errorf("%q is no text of the program", name)
	}
	for _, part := range parts {
		if !plainName.MatchString(part) || device.MatchString(part) {
			return fmt.Errorf("%q cannot be the name of a file everywhere", part)
		}
	}
	if slices.Contains([]string{"ledger.yaml", "program.yaml", "seen.yaml"}, path.Base(name)) && len(parts) == 2 {
		return fmt.Errorf("%q is not for the editing page", name)
	}
	return nil
}

// Read gives a file of the folder.
func (w written) Read(name string) ([]byte, error) {
	if err := mayWrite(name); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(w.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if there, err := straight(root, name); err != nil || !there {
		return nil, cmp.Or(err, error(fs.ErrNotExist))
	}
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > largest {
		return nil, fmt.Errorf("%s is larger than 2 MB", name)
	}
	return root.ReadFile(name)
}

// straight tells whether a path is there, and refuses one that leads over a link,
// through a file, or to a name that only this system takes for the same.
func straight(root *os.Root, name string) (there bool, err error) {
	parts := strings.Split(name, "/")
	for i := range parts {
		at := path.Join(parts[:i+1]...)
		info, err := root.Lstat(at)
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		last := i == len(parts)-1
		if !last && !info.IsDir() || last && !info.Mode().IsRegular() {
			return false, fmt.Errorf("%s is a link or something else that is no %s: the editing page leaves it alone", at, map[bool]string{true: "file", false: "folder"}[last])
		}
		if err := spelled(root, path.Dir(at), parts[i]); err != nil {
			return false, err
		}
	}
	return true, nil
}

// spelled refuses a name that stands in its folder with other capital letters.
func spelled(root *os.Root, dir, name string) error {
	f, err := root.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	names, err := f.Readdirnames(-1)
	if err == nil && !slices.Contains(names, name) {
		i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
		if i < 0 {
			return fs.ErrNotExist // gone meanwhile
		}
		err = fmt.Errorf("%s is written %q on the disk: give it the name %q there", path.Join(dir, name), names[i], name)
	}
	return err
}

// Write makes the changes. New texts are written beside their places first, so
// that what can fail has failed before anything takes the place of something.
func (w written) Write(changes []desk.Change) (err error) {
	root, err := os.OpenRoot(w.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	var beside []string
	defer func() {
		for _, name := range beside {
			_ = root.Remove(name) // gone already if all went well
		}
	}()
	for i, c := range changes {
		if err := mayWrite(c.Path); err != nil {
			return err
		}
		if _, err := straight(root, c.Path); err != nil {
			return err
		}
		beside = append(beside, "")
		if c.Data == nil {
			continue
		}
		dir := path.Dir(c.Path)
		if err := root.MkdirAll(dir, 0o777); err != nil {
			return told(dir, err)
		}
		beside[i] = path.Join(dir, fmt.Sprintf(".%s.%d.tmp", path.Base(c.Path), os.Getpid()))
		if err := root.WriteFile(beside[i], c.Data, 0o666); err != nil {
			return told(c.Path, err)
		}
	}
	for i, c := range changes {
		if c.Data == nil {
			err = root.Remove(c.Path)
			if errors.Is(err, fs.ErrNotExist) {
				err = nil
			}
		} else {
			err = root.Rename(beside[i], c.Path)
		}
		if err != nil {
			return told(c.Path, err)
		}
	}
	return nil
}

// told says in words that a file cannot be written.
func told(name string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s cannot be written: look at the permissions of the file and its folder", filepath.FromSlash(name))
	}
	return fmt.Errorf("%s cannot be written: %w", filepath.FromSlash(name), err)
}

var _ desk.Folder = written{}
