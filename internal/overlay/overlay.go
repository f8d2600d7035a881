// Package overlay presents several file trees as one, upper files hiding lower
// ones, and says which tree a file came from.
//
// A layer is a tree mounted at a folder of the overlay: an edition's content
// over the base's content at "content", an edition's theme over the base's at
// "theme". Where two layers hold the same file the upper one wins; where one
// holds a folder and the other a file of the same name the upper one wins as
// well, and nothing below it shows through.
package overlay

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Layer is one file tree of an overlay.
type Layer struct {
	Mount   string   // folder of the overlay in which the tree stands, such as "content"; "." for the top
	FS      fs.FS    // the tree
	Show    string   // what stands before a file's path in messages, such as "my-edition/content"
	Dir     string   // the tree's folder on disk, absolute; empty for a tree inside the program
	Only    []string // names at the tree's top that take part; nil for all
	Edition bool     // the tree is a counselor's edition, not the base
}

// FS is an overlay. It implements [fs.FS], [fs.ReadDirFS], [fs.ReadFileFS] and [fs.StatFS].
type FS struct {
	layers []Layer
}

// New stacks layers, uppermost first.
func New(layers ...Layer) *FS { return &FS{layers: slices.Clone(layers)} }

// Layers lists the layers, uppermost first.
func (o *FS) Layers() []Layer { return slices.Clone(o.layers) }

// Origin is where a file of an overlay really stands.
type Origin struct {
	Layer Layer
	Shown string // the file's path as the author knows it
	Over  bool   // it hides a file of a layer below
}

// Origin tells where the file called name really stands.
func (o *FS) Origin(name string) (Origin, bool) {
	found := -1
	for i, l := range o.layers {
		rel, ok := l.Inside(name)
		if !ok {
			continue
		}
		info, err := fs.Stat(l.FS, rel)
		if err != nil || info.IsDir() {
			continue
		}
		if found >= 0 {
			return Origin{o.layers[found], o.layers[found].shown(name), true}, true
		}
		found = i
	}
	if found < 0 {
		return Origin{}, false
	}
	return Origin{o.layers[found], o.layers[found].shown(name), false}, true
}

// Locate gives the overlay paths at which a file or folder of the disk shows, uppermost layer first.
func (o *FS) Locate(file string) []string {
	var out []string
	for _, l := range o.layers {
		if l.Dir == "" {
			continue
		}
		rel, err := filepath.Rel(l.Dir, file)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			continue
		}
		rel = filepath.ToSlash(rel)
		if !l.Admits(rel) {
			continue
		}
		if name := path.Join(l.Mount, rel); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func (l Layer) shown(name string) string {
	rel, _ := l.Inside(name)
	return path.Join(l.Show, rel)
}

// Inside gives the path of name within the layer's own tree.
func (l Layer) Inside(name string) (string, bool) {
	if l.Mount == "." || l.Mount == "" {
		return name, l.Admits(name)
	}
	if name == l.Mount {
		return ".", true
	}
	rel, ok := strings.CutPrefix(name, l.Mount+"/")
	return rel, ok && l.Admits(rel)
}

// Admits tells whether a path within the layer takes part in the overlay.
func (l Layer) Admits(rel string) bool {
	if rel == "." || l.Only == nil {
		return true
	}
	top, _, _ := strings.Cut(rel, "/")
	return slices.Contains(l.Only, top)
}

// Open implements [fs.FS].
func (o *FS) Open(name string) (fs.File, error) {
	info, file, err := o.find("open", name)
	if err != nil {
		return nil, err
	}
	if file != nil {
		return file, nil
	}
	entries, err := o.ReadDir(name)
	if err != nil {
		return nil, err
	}
	return &dir{name: name, info: info, entries: entries}, nil
}

// Stat implements [fs.StatFS].
func (o *FS) Stat(name string) (fs.FileInfo, error) {
	info, file, err := o.find("stat", name)
	if err != nil {
		return nil, err
	}
	if file != nil {
		defer file.Close()
		return file.Stat()
	}
	return info, nil
}

// find gives the uppermost thing called name: an open file, or the description of a folder.
func (o *FS) find(op, name string) (fs.FileInfo, fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if parent := path.Dir(name); name != "." && parent != "." {
		// A file in an upper layer hides a whole folder of the same name below it.
		info, file, err := o.find(op, parent)
		if err == nil && file != nil {
			file.Close()
			err = fs.ErrNotExist
		}
		if err == nil && !info.IsDir() {
			err = fs.ErrNotExist
		}
		if err != nil {
			return nil, nil, &fs.PathError{Op: op, Path: name, Err: cause(err)}
		}
	}
	for _, l := range o.layers {
		rel, ok := l.Inside(name)
		if !ok {
			if mountPoint(l.Mount, name) {
				return folder(path.Base(name)), nil, nil
			}
			continue
		}
		file, err := l.FS.Open(rel)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, nil, &fs.PathError{Op: op, Path: name, Err: cause(err)}
		}
		info, err := file.Stat()
		if err != nil {
			file.Close()
			return nil, nil, &fs.PathError{Op: op, Path: name, Err: cause(err)}
		}
		if info.IsDir() {
			file.Close()
			return folder(path.Base(name)), nil, nil
		}
		return nil, file, nil
	}
	if name == "." {
		return folder("."), nil, nil
	}
	return nil, nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// ReadDir implements [fs.ReadDirFS]: the entries of all layers, by name, each once.
func (o *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	info, file, err := o.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if file != nil {
		file.Close()
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	}
	_ = info
	seen := map[string]bool{}
	var out []fs.DirEntry
	add := func(e fs.DirEntry) {
		if !seen[e.Name()] {
			seen[e.Name()] = true
			out = append(out, e)
		}
	}
	for _, l := range o.layers {
		rel, ok := l.Inside(name)
		if !ok {
			if next, ok := nextOnWay(l.Mount, name); ok {
				add(fs.FileInfoToDirEntry(folder(next)))
			}
			continue
		}
		entries, err := fs.ReadDir(l.FS, rel)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			if isFile(l.FS, rel) {
				continue // a file below a folder of the same name: hidden
			}
			return nil, &fs.PathError{Op: "readdir", Path: name, Err: cause(err)}
		}
		for _, e := range entries {
			if !l.Admits(path.Join(rel, e.Name())) {
				continue
			}
			if e.IsDir() {
				e = fs.FileInfoToDirEntry(folder(e.Name()))
			}
			add(e)
		}
	}
	slices.SortFunc(out, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return out, nil
}

// ReadFile implements [fs.ReadFileFS].
func (o *FS) ReadFile(name string) ([]byte, error) {
	_, file, err := o.find("read", name)
	if err != nil {
		return nil, err
	}
	if file == nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("is a folder")}
	}
	defer file.Close()
	return io.ReadAll(file)
}

func isFile(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && !info.IsDir()
}

// mountPoint reports whether name lies on the way to mount, so that it is a folder.
func mountPoint(mount, name string) bool {
	return name == "." || strings.HasPrefix(mount, name+"/")
}

// nextOnWay gives the next folder below name on the way to mount.
func nextOnWay(mount, name string) (string, bool) {
	rest := mount
	if name != "." {
		var ok bool
		if rest, ok = strings.CutPrefix(mount, name+"/"); !ok {
			return "", false
		}
	}
	next, _, _ := strings.Cut(rest, "/")
	return next, next != "" && next != "."
}

// cause takes the path off an error, which names a place inside a layer that no author knows.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
