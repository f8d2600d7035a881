package snapshot_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
)

// A hint may name what no look at all files would find; it must not find it either.
func TestRefreshFindsWhatReadFinds(t *testing.T) {
	upper := fstest.MapFS{
		"en/.obsidian/workspace.md": {}, "en/node_modules/p/readme.md": {}, "en/a.md~/b.md": {}, "en/x": {Data: []byte("file")},
	}
	lower := fstest.MapFS{"en/x/y.md": {Data: []byte("hidden")}, "en/z.md": {}}
	o := overlay.New(overlay.Layer{Mount: "content", FS: upper}, overlay.Layer{Mount: "content", FS: lower})
	tree := read(t, o)
	for _, hint := range []string{
		"content/en/.obsidian/workspace.md", "content/en/.obsidian", "content/en/node_modules/p/readme.md", "content/en/node_modules/p",
		"content/en/a.md~/b.md", "content/en/x/y.md", "content/en/x", "content/en",
	} {
		next, changed, err := tree.Refresh(t.Context(), o, []string{hint})
		if err != nil || changed || !slices.Equal(next.Paths(), tree.Paths()) {
			t.Errorf("Refresh(%q) finds %q (changed %v, %v), want %q", hint, next.Paths(), changed, err, tree.Paths())
		}
	}
}

// A file that was renamed over another one may have the same size and time.
func TestRefreshReadsWhatIsNamed(t *testing.T) {
	dir := t.TempDir()
	o := overlay.New(overlay.Layer{Mount: "content", FS: os.DirFS(dir), Dir: dir})
	long := time.Now().Add(-time.Hour)
	for name, text := range map[string]string{"a.md": "one", "b.md": "two"} {
		write(t, dir, name, text)
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	tree := read(t, o)
	if err := os.Rename(filepath.Join(dir, "b.md"), filepath.Join(dir, "a.md")); err != nil {
		t.Fatal(err)
	}
	next, changed, err := tree.Refresh(t.Context(), o, []string{"content/a.md", "content/b.md"})
	if err != nil || !changed || next.File("content/b.md") != nil || string(next.File("content/a.md").Data) != "two" {
		t.Errorf("after a rename: changed %v, %v, a.md = %q, b.md = %v", changed, err, next.File("content/a.md").Data, next.File("content/b.md"))
	}
}

// locked refuses to open what nobody may read, whoever runs the test.
type locked struct{ fstest.MapFS }

func (l locked) Open(name string) (fs.File, error) {
	if f := l.MapFS[name]; f != nil && f.Mode&0o400 == 0 {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}

func (l locked) ReadFile(name string) ([]byte, error) {
	f, err := l.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return l.MapFS.ReadFile(name)
}

func (l locked) Stat(name string) (fs.FileInfo, error) { return l.MapFS.Stat(name) }

// A change of permissions alone leaves size and time as they are.
func TestRescanSeesPermissions(t *testing.T) {
	files := fstest.MapFS{"a.md": {Data: []byte("one"), Mode: 0o644}}
	o := overlay.New(overlay.Layer{Mount: "content", FS: locked{files}})
	tree := read(t, o)
	files["a.md"].Mode = 0o200
	tree, changed, err := tree.Rescan(t.Context(), o)
	if f := tree.File("content/a.md"); err != nil || !changed || f == nil || f.Err == nil {
		t.Fatalf("a file that may not be read any more: changed %v, %v, %+v", changed, err, f)
	}
	files["a.md"].Mode = 0o644
	tree, changed, err = tree.Rescan(t.Context(), o)
	if f := tree.File("content/a.md"); err != nil || !changed || f == nil || f.Err != nil || string(f.Data) != "one" {
		t.Fatalf("a file that may be read again: changed %v, %v, %+v", changed, err, f)
	}
}

// TestReadAgainstOverlay compares what a snapshot holds with the overlay it was
// taken of, with files where other layers have folders, and refreshed with read.
func TestReadAgainstOverlay(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	prefixes := []string{"", "", "m/"}
	for range 2000 {
		layers := make([]fstest.MapFS, 3)
		for i := range layers {
			layers[i] = randomFiles(rng, i, prefixes[i])
		}
		o := overlay.New(
			overlay.Layer{Mount: "m", FS: layers[0]}, overlay.Layer{Mount: "m", FS: layers[1]}, overlay.Layer{Mount: ".", FS: layers[2]},
		)
		tree := read(t, o)
		want := walk(t, o)
		if got := texts(tree); !maps.Equal(got, want) {
			t.Fatalf("snapshot %v, overlay %v, layers %v", got, want, layers)
		}
		change := rng.IntN(3)
		name := randomName(rng)
		name = prefixes[change] + name
		before := kinds(layers[change])
		delete(layers[change], name)
		if rng.IntN(2) == 0 && fits(layers[change], name) {
			layers[change][name] = &fstest.MapFile{Data: []byte("new")}
		}
		hint := path.Join("m", strings.TrimPrefix(hintOf(before, kinds(layers[change]), name), "m/"))
		next, _, err := tree.Refresh(t.Context(), o, []string{hint})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := texts(next), walk(t, o); !maps.Equal(got, want) {
			t.Fatalf("refreshed at %q: snapshot %v, overlay %v, layers %v", hint, got, want, layers)
		}
	}
}

// kinds lists files and folders.
func kinds(m fstest.MapFS) map[string]string {
	out := map[string]string{}
	for name := range m {
		out[name] = "file"
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			out[dir] = "folder"
		}
	}
	return out
}

// hintOf gives what a system reports of a change: the folder that came or went, or the file itself.
func hintOf(before, after map[string]string, name string) string {
	hint := name
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if before[dir] != after[dir] {
			hint = dir
		}
	}
	return hint
}

func randomName(rng *rand.Rand) string {
	name := string("ab"[rng.IntN(2)])
	for range rng.IntN(3) {
		name += "/" + string("ab"[rng.IntN(2)])
	}
	return name
}

// randomFiles makes a tree in which no file is also a folder.
func randomFiles(rng *rand.Rand, layer int, prefix string) fstest.MapFS {
	m := fstest.MapFS{}
	for range 4 {
		if name := prefix + randomName(rng); fits(m, name) {
			m[name] = &fstest.MapFile{Data: fmt.Append(nil, layer, " ", name)}
		}
	}
	return m
}

func fits(m fstest.MapFS, name string) bool {
	for other := range m {
		if other == name || len(other) > len(name) && other[:len(name)+1] == name+"/" || len(name) > len(other) && name[:len(other)+1] == other+"/" {
			return false
		}
	}
	return true
}

func walk(t *testing.T, o *overlay.FS) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(o, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(o, p)
		out[p] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func texts(tree *snapshot.Tree) map[string]string {
	out := map[string]string{}
	for _, p := range tree.Paths() {
		out[p] = string(tree.File(p).Data)
	}
	return out
}

func read(t *testing.T, o *overlay.FS) *snapshot.Tree {
	t.Helper()
	tree, err := snapshot.Read(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// What is no plain file must not be opened: a pipe would never end.
func TestNotPlain(t *testing.T) {
	dir := t.TempDir()
	for _, err := range []error{os.Mkdir(filepath.Join(dir, "folder"), 0o755), os.Symlink("folder", filepath.Join(dir, "link.md"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	o := overlay.New(
		overlay.Layer{Mount: "content", FS: os.DirFS(dir), Dir: dir},
		overlay.Layer{Mount: "content", FS: fstest.MapFS{"pipe.md": {Data: []byte("one"), Mode: fs.ModeNamedPipe | 0o644}}},
	)
	tree := read(t, o)
	for _, name := range []string{"content/link.md", "content/pipe.md"} {
		if f := tree.File(name); f == nil || f.Err != snapshot.ErrNotPlain || f.Data != nil {
			t.Errorf("%s = %+v, want it refused as no plain file", name, f)
		}
	}
}
