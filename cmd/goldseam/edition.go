package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"goldseam/internal/follow"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
)

// openEdition looks at the edition in a folder and at what it is made from. A
// folder without one is refused.
func (a *app) openEdition(ctx context.Context, dir string) (*workspace, *follow.Edition, error) {
	w, err := openWorkspace(dir, a.base)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case w.program:
		return nil, nil, fail(fmt.Sprintf("%s holds a whole program, not an edition", dir), "change its files themselves; an edition is a folder with edition.yaml")
	case !w.edition:
		return nil, nil, fail(fmt.Sprintf("there is no edition in %s", called(dir)), "give the folder that holds edition.yaml, or make an edition: goldseam new my-edition")
	}
	base, err := w.base(ctx)
	if err != nil {
		return nil, nil, err
	}
	tree, err := snapshot.Read(ctx, w.overlay)
	if err != nil {
		return nil, nil, err
	}
	kept, err := snapshot.Read(ctx, overlay.New(overlay.Layer{
		Mount: follow.Folder, FS: folder(filepath.Join(w.abs, follow.Folder)), Show: filepath.ToSlash(filepath.Join(dir, follow.Folder)),
	}))
	if err != nil {
		return nil, nil, err
	}
	return w, follow.Open(base, tree, kept), nil
}

// put writes files into the folder, one after the other, each whole or not at
// all. No name and no link leads out of the folder.
func (w *workspace) put(files []follow.Write) error {
	root, err := os.OpenRoot(w.abs)
	if err != nil {
		return fail(fmt.Sprintf("the folder %s cannot be opened", w.dir), "look at its permissions")
	}
	defer root.Close()
	for _, f := range files {
		if err := putFile(root, f); err != nil {
			return fail(fmt.Sprintf("%s cannot be written: %v", path.Join(filepath.ToSlash(w.dir), f.Path), cause(err)), "look at the free space and the permissions of the folder, and at links in it; then run the command again: nothing is lost")
		}
	}
	return nil
}

func putFile(root *os.Root, f follow.Write) error {
	if f.Gone {
		if err := root.Remove(f.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	mode := fs.FileMode(0o666)
	switch info, err := root.Lstat(f.Path); {
	case err == nil && !info.Mode().IsRegular():
		return errors.New("a link or folder stands in its place")
	case err == nil:
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := root.MkdirAll(path.Dir(f.Path), 0o777); err != nil {
		return err
	}
	temp := path.Join(path.Dir(f.Path), "."+path.Base(f.Path)+".goldseam")
	if err := root.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := fill(root, temp, f.Text, mode); err != nil {
		_ = root.Remove(temp)
		return err
	}
	if err := root.Rename(temp, f.Path); err != nil {
		_ = root.Remove(temp)
		return err
	}
	return nil
}

// fill writes a new file and waits until the disk has it.
func fill(root *os.Root, name string, text []byte, mode fs.FileMode) error {
	file, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Sync(), file.Close())
}

// cause takes the names of files off an error, which the message has already.
func cause(err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		err = pe.Err
	case errors.As(err, &le):
		err = le.Err
	}
	if err.Error() == "path escapes from parent" { // what os.Root says of links
		return errors.New("a link on the way leads out of the edition's folder")
	}
	return err
}
