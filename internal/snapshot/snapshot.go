// Package snapshot holds the files of an overlay in memory as they stood at one
// moment, and finds out which of them changed since.
//
// A snapshot is immutable. The next one shares each file that is still the
// same, so that "the same pointer" means "the same text" and results made from
// a file can be used again.
package snapshot

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"goldseam/internal/overlay"
)

// MaxSize is the size in bytes above which a file is not read. Lessons and
// worksheets are a few kilobytes; pictures should be far smaller than this.
const MaxSize = 16 << 20

// ErrTooLarge marks a file over MaxSize.
var ErrTooLarge = errors.New("larger than 16 MB")

// File is one file at one moment.
type File struct {
	Path    string // path in the overlay, such as "content/en/program.md"
	Shown   string // path as the author knows it
	Edition bool   // it stands in a counselor's edition
	Over    bool   // it hides a file of a layer below
	Data    []byte // the content; nil where Err is set
	Err     error  // why the file could not be read
}

// stat is what the disk says of a file without opening it.
type stat struct {
	size    int64
	mtime   time.Time
	settled bool // the file was read so long after its last change that size and time prove it unchanged
}

// Tree is all files of an overlay at one moment. It is immutable.
type Tree struct {
	files map[string]*File
	stats map[string]stat
	paths []string
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

// Below lists the files below a folder in order of their paths.
func (t *Tree) Below(folder string) []*File {
	prefix := folder + "/"
	i, _ := slices.BinarySearch(t.paths, prefix)
	var out []*File
	for ; i < len(t.paths) && strings.HasPrefix(t.paths[i], prefix); i++ {
		out = append(out, t.files[t.paths[i]])
	}
	return out
}

// Of makes a snapshot of text by overlay path, for tests and examples.
func Of(files map[string]string) *Tree {
	m := make(map[string]*File, len(files))
	for name, text := range files {
		m[name] = &File{Path: name, Shown: name, Data: []byte(text)}
	}
	return &Tree{files: m, paths: slices.Sorted(maps.Keys(m))}
}

// Read takes a snapshot of an overlay.
func Read(ctx context.Context, o *overlay.FS) (*Tree, error) {
	t, _, err := (&Tree{}).Rescan(ctx, o)
	return t, err
}

// Rescan takes a new snapshot by looking at every file, and tells whether any changed.
func (t *Tree) Rescan(ctx context.Context, o *overlay.FS) (next *Tree, changed bool, err error) {
	next, changed, err = t.replace(ctx, t.paths, find(o, "."))
	if err == nil {
		next.shown = nil
		for _, l := range o.Layers() {
			next.shown = append(next.shown, mount{l.Mount, l.Show})
		}
	}
	return next, changed, err
}

// Refresh takes a new snapshot by looking only at the given overlay paths,
// files or folders, and tells whether any file changed.
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
	return t.replace(ctx, old, found)
}

// replace gives a snapshot in which the files called old make way for those found.
func (t *Tree) replace(ctx context.Context, old []string, found map[string]*entry) (*Tree, bool, error) {
	names := slices.Sorted(maps.Keys(found))
	fresh, err := t.read(ctx, names, found)
	if err != nil {
		return nil, false, err
	}
	next := &Tree{files: maps.Clone(t.files), stats: maps.Clone(t.stats), paths: t.paths, shown: t.shown}
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
		next.paths = slices.Sorted(maps.Keys(next.files))
	}
	return next, changed, nil
}

// reading is the outcome of looking at one file; file is nil if it is gone.
type reading struct {
	file *File
	stat stat
}

// read looks at the named files, a few at a time.
func (t *Tree) read(ctx context.Context, names []string, found map[string]*entry) ([]reading, error) {
	out := make([]reading, len(names))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0) * 2)
	const batch = 64 // a task for each file would cost more than the reading
	for start := 0; start < len(names); start += batch {
		group.Go(func() error {
			for i := start; i < min(start+batch, len(names)); i++ {
				out[i] = found[names[i]].read(t.files[names[i]], t.stats[names[i]])
			}
			return ctx.Err()
		})
	}
	return out, group.Wait()
}

// entry is a file that was found, before it is read.
type entry struct {
	File
	layer fs.FS
	rel   string
}

// find lists the files at or below an overlay path, upper layers winning.
func find(o *overlay.FS, name string) map[string]*entry {
	found := map[string]*entry{}
	for _, l := range o.Layers() {
		rel, ok := l.Inside(name)
		if !ok && (name == "." || strings.HasPrefix(l.Mount, name+"/")) {
			rel, ok = ".", true // the whole layer stands below name
		}
		if !ok {
			continue
		}
		// What cannot be listed is left out here; the folder's own files report it when they are read.
		_ = fs.WalkDir(l.FS, rel, func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if p != "." && (skip(path.Base(p)) || !l.Admits(p)) {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if d.IsDir() {
				return nil
			}
			at := path.Join(l.Mount, p)
			if upper := found[at]; upper != nil {
				upper.Over = true
				return nil
			}
			if hidden(found, at) {
				return nil
			}
			found[at] = &entry{File: File{Path: at, Shown: path.Join(l.Show, p), Edition: l.Edition}, layer: l.FS, rel: p}
			return nil
		})
	}
	return found
}

// hidden reports whether an upper layer has a file where at has a folder.
func hidden(found map[string]*entry, at string) bool {
	for dir := path.Dir(at); dir != "."; dir = path.Dir(dir) {
		if found[dir] != nil {
			return true
		}
	}
	return false
}

// skip tells files that are nobody's content: hidden ones and what editors leave while they save.
func skip(base string) bool {
	return strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") || strings.HasSuffix(base, ".swp") ||
		strings.HasSuffix(base, ".tmp") || strings.HasPrefix(base, "#") || base == "4913" || base == "node_modules"
}

// read gives the file, which is before itself where the content is still the same.
func (e *entry) read(before *File, was stat) reading {
	info, err := fs.Stat(e.layer, e.rel)
	if errors.Is(err, fs.ErrNotExist) {
		return reading{}
	}
	f := e.File
	if before != nil && (before.Shown != f.Shown || before.Over != f.Over || before.Edition != f.Edition) {
		before = nil
	}
	if err != nil {
		return f.unreadable(before, err)
	}
	now := stat{info.Size(), info.ModTime(), time.Since(info.ModTime()) > 2*time.Second}
	if before != nil && before.Err == nil && was.settled && was.size == now.size && was.mtime.Equal(now.mtime) {
		return reading{before, was}
	}
	if now.size > MaxSize {
		return f.unreadable(before, ErrTooLarge)
	}
	data, err := fs.ReadFile(e.layer, e.rel)
	if errors.Is(err, fs.ErrNotExist) {
		return reading{}
	}
	if err != nil {
		return f.unreadable(before, err)
	}
	if before != nil && before.Err == nil && bytes.Equal(before.Data, data) {
		return reading{before, now}
	}
	f.Data = data
	return reading{&f, now}
}

// unreadable gives the file with the reason why it cannot be read.
func (f File) unreadable(before *File, err error) reading {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err // the path in it is one inside a layer, which no author knows
	}
	if before != nil && before.Err != nil && before.Err.Error() == err.Error() {
		return reading{before, stat{}}
	}
	f.Err = err
	return reading{&f, stat{}}
}
