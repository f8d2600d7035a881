package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// listener gathers the hints of one watcher.
type listener struct {
	t    *testing.T
	w    *Watcher
	last Hint
}

func listen(t *testing.T, o Options) *listener {
	t.Helper()
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Errorf("Close() = %v", err)
		}
	})
	return &listener{t: t, w: w}
}

// until reads hints until done says yes.
func (l *listener) until(what string, done func(Hint) bool) {
	l.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		select {
		case h, ok := <-l.w.Hints():
			if !ok {
				l.t.Fatalf("hints ended before %s", what)
			}
			if l.last = h; done(h) {
				return
			}
		case <-deadline:
			l.t.Fatalf("no hint for %s", what)
		}
	}
}

// named waits until each path was hinted at by its own name: a hint for everything does not count.
func (l *listener) named(paths ...string) {
	l.t.Helper()
	missing := map[string]bool{}
	for _, p := range paths {
		missing[p] = true
	}
	l.until(fmt.Sprint(paths), func(h Hint) bool {
		for _, p := range h.Paths {
			delete(missing, p)
		}
		return len(missing) == 0
	})
}

// covered waits until each path was hinted at by name, by a folder above it, or by a hint for everything.
func (l *listener) covered(paths ...string) {
	l.t.Helper()
	missing := map[string]bool{}
	for _, p := range paths {
		missing[p] = true
	}
	l.until(fmt.Sprint(len(paths), " paths such as ", paths[0]), func(h Hint) bool {
		for p := range missing {
			if covers(h, p) {
				delete(missing, p)
			}
		}
		return len(missing) == 0
	})
}

func covers(h Hint, path string) bool {
	for _, p := range h.Paths {
		if p == path || below(path, p) {
			return true
		}
	}
	return h.All
}

// everything waits for a hint for everything.
func (l *listener) everything() {
	l.t.Helper()
	l.until("everything", func(h Hint) bool { return h.All })
}

// settled waits for the end of a burst, so that what is named later is news.
// The last hint may have come late enough to say both.
func (l *listener) settled() {
	l.t.Helper()
	if !l.last.All {
		l.everything()
	}
	l.last = Hint{}
}

// live writes a file until that is noticed by name: its folder is watched again.
func (l *listener) live(path string) {
	l.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		write(l.t, path, "new")
		for wait := time.After(quietTime); wait != nil; {
			select {
			case h := <-l.w.Hints():
				if covers(Hint{Paths: h.Paths}, path) {
					return
				}
			case <-wait:
				wait = nil
			}
		}
	}
	l.t.Fatalf("writing %s is not noticed", path)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func mkdir(t *testing.T, path string) string {
	t.Helper()
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func TestSaves(t *testing.T) {
	saves := map[string]func(t *testing.T, path string){
		"plain": func(t *testing.T, path string) { write(t, path, "new") },
		"vim": func(t *testing.T, path string) { // moves the old file away, writes a new one
			write(t, filepath.Join(filepath.Dir(path), ".lesson.md.swp"), "swap")
			rename(t, path, path+"~")
			write(t, path, "new")
			remove(t, path+"~")
		},
		"rename over": func(t *testing.T, path string) {
			write(t, path+".tmp", "new")
			rename(t, path+".tmp", path)
		},
		"delete": func(t *testing.T, path string) { remove(t, path) },
	}
	for name, save := range saves {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			path := filepath.Join(mkdir(t, filepath.Join(root, "en", "phase")), "lesson.md")
			write(t, path, "old")
			l := listen(t, Options{Roots: []string{root}})
			for range 3 { // a watch on the file itself would see only the first
				save(t, path)
				l.named(path)
				l.settled()
				write(t, path, "again")
				l.named(path)
				l.settled()
			}
		})
	}
}

func TestRenamedFolder(t *testing.T) {
	root := t.TempDir()
	mkdir(t, filepath.Join(root, "a", "b", "c"))
	l := listen(t, Options{Roots: []string{root}})

	b, bb := filepath.Join(root, "a", "b"), filepath.Join(root, "a", "bb")
	for range 3 { // there, and back to a name that was watched before
		rename(t, b, bb)
		l.named(b, bb)
		l.settled()
		path := filepath.Join(bb, "c", "lesson.md")
		write(t, path, "new")
		l.named(path)
		l.settled()
		b, bb = bb, b
	}
}

func TestFolderReplacedByAnother(t *testing.T) {
	root, away := t.TempDir(), t.TempDir()
	mkdir(t, filepath.Join(root, "a", "c"))
	mkdir(t, filepath.Join(away, "a", "c"))
	l := listen(t, Options{Roots: []string{root}})

	rename(t, filepath.Join(root, "a"), filepath.Join(away, "old"))
	rename(t, filepath.Join(away, "a"), filepath.Join(root, "a"))
	l.settled()
	path := filepath.Join(root, "a", "c", "lesson.md")
	write(t, path, "new")
	l.named(path)
}

func TestNewFolders(t *testing.T) {
	root := t.TempDir()
	l := listen(t, Options{Roots: []string{root}})
	first := filepath.Join(mkdir(t, filepath.Join(root, "en", "phase", "deep")), "first.md")
	write(t, first, "written before the folder can be watched")
	l.named(first)
	l.settled()
	second := filepath.Join(filepath.Dir(first), "second.md")
	write(t, second, "written after")
	l.named(second)
}

func TestBurst(t *testing.T) {
	root := t.TempDir()
	l := listen(t, Options{Roots: []string{root}})
	var paths []string
	for i := range 1000 {
		path := filepath.Join(mkdir(t, filepath.Join(root, fmt.Sprint(i%20))), fmt.Sprint(i, ".md"))
		write(t, path, "new")
		paths = append(paths, path)
	}
	l.covered(paths...)
}

func TestRootComesAndGoes(t *testing.T) {
	root := filepath.Join(t.TempDir(), "not", "yet")
	l := listen(t, Options{Roots: []string{root}})
	for range 3 {
		path := filepath.Join(mkdir(t, filepath.Join(root, "en")), "lesson.md")
		l.covered(path)
		l.live(path)
		remove(t, filepath.Dir(root))
		l.covered(path)
	}
}

// Nothing reports that a folder above a root moved; only the heartbeat finds it.
func TestFolderAboveRootMoves(t *testing.T) {
	above := filepath.Join(t.TempDir(), "site")
	root := mkdir(t, filepath.Join(above, "content"))
	l := listen(t, Options{Roots: []string{root}, Heartbeat: 20 * time.Millisecond})
	rename(t, above, above+"2")
	l.everything()
	l.everything() // the look that began after the move
	mkdir(t, root)
	l.live(filepath.Join(root, "lesson.md"))
}

func TestLeftOut(t *testing.T) {
	root := t.TempDir()
	git, public := mkdir(t, filepath.Join(root, ".git", "objects")), mkdir(t, filepath.Join(root, "public"))
	l := listen(t, Options{Roots: []string{root}, Ignore: func(path string) bool { return path == public }})
	write(t, filepath.Join(git, "x"), "new")
	write(t, filepath.Join(public, "index.html"), "new")
	write(t, filepath.Join(mkdir(t, filepath.Join(root, "a", "node_modules")), "x.js"), "new")
	if err := os.Symlink(t.TempDir(), filepath.Join(root, "link")); err != nil {
		t.Log(err)
	}
	last := filepath.Join(root, "lesson.md")
	write(t, last, "new")

	allowed := map[string]bool{filepath.Join(root, "a"): true, filepath.Join(root, "link"): true, last: true}
	l.until(last, func(h Hint) bool {
		for _, p := range h.Paths {
			if !allowed[p] {
				t.Errorf("hint for %s, want none", p)
			}
		}
		return covers(Hint{Paths: h.Paths}, last)
	})
}

func TestRootIsALink(t *testing.T) {
	real := t.TempDir()
	root := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(mkdir(t, filepath.Join(real, "content")), root); err != nil {
		t.Skip(err)
	}
	l := listen(t, Options{Roots: []string{root}})
	path := filepath.Join(root, "lesson.md")
	write(t, path, "new")
	l.named(path)
}

func TestNoRoots(t *testing.T) {
	if _, err := New(Options{}); err == nil {
		t.Error("New(no roots) = nil, want an error")
	}
}

func TestCloseEndsHints(t *testing.T) {
	w, err := New(Options{Roots: []string{t.TempDir()}, Heartbeat: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Errorf("Close() = %v", err)
	}
	if err := w.Close(); err != nil {
		t.Errorf("second Close() = %v", err)
	}
	for range w.Hints() { // ends
	}
}
