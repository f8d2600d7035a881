// Package snapshot holds the files of an overlay in memory as they stood at one
// moment, and finds out which of them changed since.
//
// A snapshot is immutable. The next one shares each file that is still the
// same, so that "the same pointer" means "the same text" and results made from
// a file can be used again.
package snapshot

import (
	"context"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"

	"goldseam/internal/overlay"
)

// File is one file at one moment.
type File struct {
	Path    string // path in the overlay, such as "content/en/program.md"
	Shown   string // path as the author knows it
	Edition bool   // it stands in a counselor's edition
	Over    bool   // it hides a file of a layer below
	Data    []byte // the content; nil where Err is set
	Err     error  // why the file could not be read

	// From says where a place of a text that was made of several files really
	// stands; nil for a file as it is on the disk. Line 0 is the text as a whole.
	From func(line, column int) (of *File, l, c int)
}

// Tree is all files of an overlay at one moment. It is immutable.
type Tree struct {
	files map[string]*File
	stats map[string]stat
	paths []string
	list  []*File // in the order of paths
	shown []mount
}

// mount is where a layer stands and how its files are shown.
type mount struct{ at, show string }

// Shown gives a file's path as the author knows it; for a file that does not
// exist, where it would have to stand, in the uppermost tree that could hold it.
func (t *Tree) Shown(name string) string {
	if f := t.files[name]; f != nil {
		return f.Shown
	}
	for _, m := range t.shown {
		if rest, ok := strings.CutPrefix(name, m.at+"/"); ok {
			return path.Join(m.show, rest)
		}
	}
	return name
}

// File gives the file at an overlay path, or nil.
func (t *Tree) File(name string) *File { return t.files[name] }

// Paths lists the overlay paths of all files in order. The caller must not change it.
func (t *Tree) Paths() []string { return t.paths }

// Len counts the files.
func (t *Tree) Len() int { return len(t.paths) }

// Files lists all files in order of their paths. The caller must not change it.
func (t *Tree) Files() []*File { return t.list }

// Below lists the files below a folder in order of their paths. The caller must not change it.
func (t *Tree) Below(folder string) []*File {
	first, _ := slices.BinarySearch(t.paths, folder+"/")
	last, _ := slices.BinarySearch(t.paths, folder+"0") // the character after the slash
	return slices.Clip(t.list[first:last])
}

// Of makes a snapshot of text by overlay path, for texts that are not on a disk.
func Of(files map[string]string) *Tree {
	m := make(map[string]*File, len(files))
	for name, text := range files {
		m[name] = &File{Path: name, Shown: name, Data: []byte(text)}
	}
	t := &Tree{files: m}
	t.sort()
	return t
}

// Without gives a snapshot in which there is no file at a path.
func (t *Tree) Without(name string) *Tree {
	if t.files[name] == nil {
		return t
	}
	next := &Tree{files: maps.Clone(t.files), stats: t.stats, shown: t.shown}
	delete(next.files, name)
	next.sort()
	return next
}

// sort puts paths and files in order.
func (t *Tree) sort() {
	t.paths = slices.Sorted(maps.Keys(t.files))
	t.list = make([]*File, len(t.paths))
	for i, name := range t.paths {
		t.list[i] = t.files[name]
	}
}

// With gives a snapshot in which files stand in the place of those of the same paths.
func (t *Tree) With(files []*File) *Tree {
	next := &Tree{files: maps.Clone(t.files), stats: t.stats, paths: t.paths, list: slices.Clone(t.list), shown: t.shown}
	for _, f := range files {
		if at, ok := slices.BinarySearch(t.paths, f.Path); ok {
			next.files[f.Path], next.list[at] = f, f
		}
	}
	return next
}

// Read takes a snapshot of an overlay.
func Read(ctx context.Context, o *overlay.FS) (*Tree, error) {
	t, _, err := (&Tree{}).scan(ctx, o, 2*runtime.GOMAXPROCS(0))
	return t, err
}

// Rescan takes a new snapshot by looking at every file, one after the other to
// leave the machine to whoever is in a hurry, and tells whether any changed. A
// file whose size, time and permissions are still the same is not read again.
func (t *Tree) Rescan(ctx context.Context, o *overlay.FS) (next *Tree, changed bool, err error) {
	return t.scan(ctx, o, 1)
}

func (t *Tree) scan(ctx context.Context, o *overlay.FS, workers int) (next *Tree, changed bool, err error) {
	next, changed, err = t.replace(ctx, t.paths, find(o, "."), workers)
	if err == nil {
		next.shown = nil
		for _, l := range o.Layers() {
			next.shown = append(next.shown, mount{l.Mount, l.Show})
		}
	}
	return next, changed, err
}

// Refresh takes a new snapshot by reading only what is at the given overlay
// paths, files or folders, and tells whether any file changed.
func (t *Tree) Refresh(ctx context.Context, o *overlay.FS, names []string) (next *Tree, changed bool, err error) {
	var old []string
	found := map[string]*entry{}
	for _, name := range names {
		if name == "." {
			return t.Rescan(ctx, o)
		}
		if t.files[name] != nil {
			old = append(old, name)
		}
		for _, f := range t.Below(name) {
			old = append(old, f.Path)
		}
		maps.Copy(found, find(o, name))
	}
	for _, e := range found {
		e.named = true
	}
	return t.replace(ctx, old, found, 2*runtime.GOMAXPROCS(0))
}

// Changes lists the paths at which two snapshots differ, in order.
func (t *Tree) Changes(next *Tree) []string {
	var out []string
	for name, f := range t.files {
		if next.files[name] != f {
			out = append(out, name)
		}
	}
	for name := range next.files {
		if t.files[name] == nil {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Replaced lists the files of t that next has others for. It can tell only if next
// was made of t, at whatever remove, and no file has come or gone since.
func (t *Tree) Replaced(next *Tree) (files []*File, ok bool) {
	if len(t.paths) != len(next.paths) || len(t.paths) > 0 && &t.paths[0] != &next.paths[0] {
		return nil, false
	}
	for i, f := range t.list {
		if next.list[i] != f {
			files = append(files, f)
		}
	}
	return files, true
}

// replace gives a snapshot in which the files called old make way for those found.
func (t *Tree) replace(ctx context.Context, old []string, found map[string]*entry, workers int) (*Tree, bool, error) {
	names := slices.Sorted(maps.Keys(found))
	fresh, err := t.read(ctx, names, found, workers)
	if err != nil {
		return nil, false, err
	}
	next := &Tree{files: maps.Clone(t.files), stats: maps.Clone(t.stats), paths: t.paths, list: slices.Clone(t.list), shown: t.shown}
	if next.files == nil {
		next.files, next.stats = make(map[string]*File, len(fresh)), make(map[string]stat, len(fresh))
	}
	changed, renamed := false, false
	for i, r := range fresh {
		name := names[i]
		if r.file == nil { // gone since it was found
			delete(found, name)
			continue
		}
		if before := next.files[name]; before != r.file {
			next.files[name] = r.file
			changed, renamed = true, renamed || before == nil
			if before != nil {
				at, _ := slices.BinarySearch(t.paths, name)
				next.list[at] = r.file
			}
		}
		next.stats[name] = r.stat
	}
	for _, name := range old {
		if found[name] == nil {
			delete(next.files, name)
			delete(next.stats, name)
			changed, renamed = true, true
		}
	}
	if renamed {
		next.sort()
	}
	return next, changed, nil
}
