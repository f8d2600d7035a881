package snapshot_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
)

func TestRead(t *testing.T) {
	o := overlay.New(
		overlay.Layer{Mount: "content", Show: "mine", Edition: true, FS: fstest.MapFS{
			"en/a.md": {Data: []byte("upper")}, "en/x": {Data: []byte("file")}, "en/.a.md.swp": {}, "en/b.md~": {}, ".git/config": {},
		}},
		overlay.Layer{Mount: "content", Show: "base", FS: fstest.MapFS{
			"en/a.md": {Data: []byte("lower")}, "en/x/y.md": {Data: []byte("hidden")}, "es/c.md": {Data: []byte("c")},
		}},
	)
	tree, err := snapshot.Read(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"content/en/a.md", "content/en/x", "content/es/c.md"}; !slices.Equal(tree.Paths(), want) {
		t.Errorf("paths = %q, want %q", tree.Paths(), want)
	}
	if f := tree.File("content/en/a.md"); string(f.Data) != "upper" || !f.Edition || !f.Over || f.Shown != "mine/en/a.md" {
		t.Errorf("a.md = %q edition %v over %v shown %q", f.Data, f.Edition, f.Over, f.Shown)
	}
	if f := tree.File("content/es/c.md"); f.Edition || f.Over || f.Shown != "base/es/c.md" {
		t.Errorf("c.md = edition %v over %v shown %q", f.Edition, f.Over, f.Shown)
	}
}

func TestSameTextSameFile(t *testing.T) {
	dir := t.TempDir()
	o := overlay.New(overlay.Layer{Mount: "content", FS: os.DirFS(dir), Dir: dir})
	write(t, dir, "a.md", "one")
	write(t, dir, "b.md", "two")
	first, err := snapshot.Read(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "a.md", "one") // a new time, the same text
	second, changed, err := first.Rescan(t.Context(), o)
	if err != nil || changed || second.File("content/a.md") != first.File("content/a.md") {
		t.Errorf("a file saved without a change counts as changed (%v, %v)", changed, err)
	}
	write(t, dir, "a.md", "eno") // the same size, within the same tick of the clock
	third, changed, err := second.Refresh(t.Context(), o, []string{"content/a.md"})
	if err != nil || !changed || string(third.File("content/a.md").Data) != "eno" {
		t.Errorf("a change of the same size was not seen (%v, %v)", changed, err)
	}
	if third.File("content/b.md") != first.File("content/b.md") {
		t.Error("a file that did not change is not shared")
	}
}

func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	o := overlay.New(overlay.Layer{Mount: "content", FS: os.DirFS(dir), Dir: dir})
	if err := os.Symlink("nowhere", filepath.Join(dir, "dangling.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "huge.png"), make([]byte, snapshot.MaxSize+1), 0o644); err != nil {
		t.Fatal(err)
	}
	tree, err := snapshot.Read(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if f := tree.File("content/huge.png"); f == nil || f.Err != snapshot.ErrTooLarge || f.Data != nil {
		t.Errorf("huge.png = %+v, want it refused for its size", f)
	}
	if f := tree.File("content/dangling.md"); f != nil {
		t.Errorf("a link to nothing counts as a file: %+v", f)
	}
}

// TestRefreshAgainstRead makes random changes and hints, and compares each step with a fresh reading.
func TestRefreshAgainstRead(t *testing.T) {
	dir := t.TempDir()
	o := overlay.New(
		overlay.Layer{Mount: "content", FS: os.DirFS(dir), Dir: dir, Edition: true},
		overlay.Layer{Mount: "content", FS: fstest.MapFS{"d0/f0.md": {Data: []byte("base")}, "d1/f1.md": {Data: []byte("base")}}},
	)
	rng := rand.New(rand.NewPCG(1, 2))
	tree, err := snapshot.Read(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	for step := range 300 {
		name := fmt.Sprintf("d%d/f%d.md", rng.IntN(3), rng.IntN(3))
		hint := name
		switch rng.IntN(4) {
		case 0:
			os.Remove(filepath.Join(dir, name))
		case 1:
			os.RemoveAll(filepath.Join(dir, filepath.Dir(name)))
			hint = filepath.Dir(name)
		default:
			os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755)
			write(t, dir, name, fmt.Sprint(rng.IntN(3)))
		}
		tree, _, err = tree.Refresh(t.Context(), o, []string{"content/" + hint})
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := snapshot.Read(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(tree.Paths(), fresh.Paths()) {
			t.Fatalf("step %d: refreshed paths %q, fresh %q", step, tree.Paths(), fresh.Paths())
		}
		for _, p := range fresh.Paths() {
			a, b := tree.File(p), fresh.File(p)
			if string(a.Data) != string(b.Data) || a.Over != b.Over || a.Edition != b.Edition {
				t.Fatalf("step %d: %s refreshed %+v, fresh %+v", step, p, a, b)
			}
		}
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

var _ fs.FS = (*overlay.FS)(nil)
