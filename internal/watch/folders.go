package watch

import (
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Keys of what is logged.
const (
	keyFolder = "folder"
	keyError  = "error"
)

// folders is the set of watched folders: each folder below the roots, and for a
// root that is not there the nearest folder above it. Files are never watched,
// since such a watch is lost when an editor saves by renaming.
type folders struct {
	sys    system
	roots  []string
	ignore func(path string) bool
	log    *slog.Logger
	seen   map[string]fs.FileInfo // by path, as the folder was when it was added
	blind  bool                   // the system does not watch all of them
}

func newFolders(o Options, roots []string) folders {
	return folders{roots: roots, ignore: o.Ignore, log: o.Log, seen: map[string]fs.FileInfo{}}
}

// place tells where a path stands.
type place int

const (
	outside place = iota
	above         // a root, or a folder on the way to one
	inside        // and not itself a root
)

func (f *folders) place(path string) place {
	p := outside
	for _, root := range f.roots {
		switch {
		case path == root:
			return above
		case below(path, root):
			p = inside
		case below(root, path) && p == outside:
			p = above
		}
	}
	return p
}

// left says whether a path inside a root is none of our business, by a name on its way or by Ignore.
func (f *folders) left(path string) bool {
	for _, root := range f.roots {
		if below(path, root) && !f.leftBelow(path, root) {
			return false
		}
	}
	return true
}

func (f *folders) leftBelow(path, root string) bool {
	for ; path != root; path = filepath.Dir(path) {
		if f.leftItself(path) {
			return true
		}
	}
	return false
}

func (f *folders) leftItself(path string) bool {
	name := filepath.Base(path)
	return name == ".git" || name == "node_modules" || f.ignore != nil && f.ignore(path)
}

// sync makes the set agree with the disk, whatever was missed. It costs a walk over the folders.
func (f *folders) sync() {
	f.dropStale()
	for _, root := range f.roots {
		f.addRoot(root)
	}
}

// dropStale forgets folders that went or are another folder now, those above the
// roots, and those the system dropped by itself. They all go before anything is
// added: a folder under its new name shares the system's watch with the old name
// and would get none of its own.
func (f *folders) dropStale() {
	listed := map[string]bool{}
	for _, path := range f.sys.list() {
		listed[path] = true
	}
	for path, old := range f.seen {
		now, err := f.stat(path)
		keep := err == nil && listed[path] && os.SameFile(old, now) && (f.place(path) == inside || slices.Contains(f.roots, path))
		if !keep {
			f.drop(path)
		}
	}
}

func (f *folders) addRoot(root string) {
	for {
		if isFolder(root) {
			f.addTree(root, func(string) {})
			return
		}
		near := filepath.Dir(root)
		next := root
		for !isFolder(near) && near != filepath.Dir(near) {
			near, next = filepath.Dir(near), near
		}
		f.add(near)
		if !isFolder(next) {
			return
		}
		// It was made between the look and the watch: look again.
	}
}

// addTree adds a folder with all in it and calls found for each path in it.
// A folder is watched before it is read, so that nothing made in between is missed.
func (f *folders) addTree(dir string, found func(path string)) {
	f.add(dir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		f.log.Debug("folder cannot be read", keyFolder, dir, keyError, err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if f.leftItself(path) {
			continue
		}
		found(path)
		if e.IsDir() { // not so for a symbolic link
			f.addTree(path, found)
		}
	}
}

func (f *folders) add(dir string) {
	if _, ok := f.seen[dir]; ok {
		return
	}
	info, err := f.stat(dir)
	if err != nil || !info.IsDir() {
		return
	}
	os.SameFile(info, info) // Windows looks up a folder's identity only when first asked, by then perhaps another's
	if err := f.sys.add(dir); err != nil {
		f.trouble(dir, err)
		return
	}
	f.seen[dir] = info
}

// forget drops a folder and all in it. Nested folders must go too: the system
// would keep reporting them under names that are no longer true.
func (f *folders) forget(dir string) {
	for path := range f.seen {
		if path == dir || below(path, dir) {
			f.drop(path)
		}
	}
}

func (f *folders) drop(path string) {
	delete(f.seen, path)
	if err := f.sys.remove(path); err != nil { // mostly because the system dropped it first
		f.log.Debug("watch was gone", keyFolder, path, keyError, err)
	}
}

func (f *folders) has(dir string) bool {
	_, ok := f.seen[dir]
	return ok
}

// trouble reports a folder that cannot be watched; the limit of the system only once.
func (f *folders) trouble(dir string, err error) {
	if outOfWatches(err) {
		f.giveUp(err)
		return
	}
	f.log.Debug("folder cannot be watched", keyFolder, dir, keyError, err)
}

// giveUp says once that the heartbeat has to do for what the system does not watch.
func (f *folders) giveUp(err error) {
	if f.blind {
		return
	}
	f.blind = true
	advice := "this computer does not report changed files, so changes show after a few seconds instead of at once"
	if outOfWatches(err) {
		advice = "this computer cannot watch any more folders, so some changes show after a few seconds instead of at once; " +
			"closing editors and other programs that watch folders helps"
	}
	f.log.Warn(advice, keyError, err)
}

// stat follows a symbolic link only for a root and above, which the user named.
func (f *folders) stat(path string) (fs.FileInfo, error) {
	if f.place(path) == inside {
		return os.Lstat(path)
	}
	return os.Stat(path)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// below says whether a path is inside a folder, and not the folder itself.
func below(path, dir string) bool {
	if len(path) <= len(dir) || !strings.HasPrefix(path, dir) {
		return false
	}
	return os.IsPathSeparator(path[len(dir)]) || os.IsPathSeparator(dir[len(dir)-1])
}
