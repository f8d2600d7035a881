package snapshot

import (
	"io/fs"
	"path"
	"strings"

	"goldseam/internal/overlay"
)

// entry is a file that was found, before it is read.
type entry struct {
	File
	layer fs.FS
	rel   string
	found fs.DirEntry
	named bool // somebody says that it changed
}

// finder gathers the files at or below an overlay path, upper layers winning.
type finder struct {
	files   map[string]*entry
	folders map[string]bool
}

// find lists the files at or below an overlay path.
func find(o *overlay.FS, name string) map[string]*entry {
	f := finder{map[string]*entry{}, map[string]bool{}}
	if !reachable(o, name) {
		return f.files
	}
	for _, l := range o.Layers() {
		rel, ok := l.Inside(name)
		if !ok && (name == "." || strings.HasPrefix(l.Mount, name+"/")) {
			rel, ok = ".", true // the whole layer stands below name
		}
		if ok {
			f.layer(l, rel)
		}
	}
	return f.files
}

// reachable tells whether a look at everything would come to what is called name:
// no folder on the way is left out, and none is a file in the uppermost layer that has it.
func reachable(o *overlay.FS, name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if skip(path.Base(dir)) || isFile(o, dir) {
			return false
		}
	}
	return true
}

func isFile(o *overlay.FS, name string) bool {
	for _, l := range o.Layers() {
		if rel, ok := l.Inside(name); ok {
			if info, err := fs.Lstat(l.FS, rel); err == nil {
				return !info.IsDir()
			}
		} else if strings.HasPrefix(l.Mount, name+"/") {
			return false // the way to a layer is a folder, whatever stands below it
		}
	}
	return false
}

// layer adds what one layer has at or below a path in it.
func (f *finder) layer(l overlay.Layer, rel string) {
	for dir := path.Dir(l.Mount); dir != "."; dir = path.Dir(dir) {
		if f.files[dir] != nil {
			return // a file on the way to the layer hides all of it
		}
		f.folders[dir] = true
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
		at := path.Join(l.Mount, p)
		if upper := f.files[at]; upper != nil {
			if d.IsDir() {
				return fs.SkipDir // all of it is hidden
			}
			upper.Over = true
			return nil
		}
		if d.IsDir() {
			f.folders[at] = true
			return nil
		}
		if !f.folders[at] {
			f.files[at] = &entry{File: File{Path: at, Shown: path.Join(l.Show, p), Edition: l.Edition}, layer: l.FS, rel: p, found: d}
		}
		return nil
	})
}

// skip tells files that are nobody's content: hidden ones, what editors leave
// while they save, and what systems put into every folder.
func skip(base string) bool {
	switch base {
	case "4913", "node_modules", "Thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "#") || strings.HasPrefix(base, "~$") ||
		strings.HasSuffix(base, "~") || strings.HasSuffix(base, ".swp") || strings.HasSuffix(base, ".tmp") ||
		strings.HasSuffix(base, "___jb_tmp___") || strings.HasSuffix(base, "___jb_old___")
}
