package follow_test

import (
	"context"
	"io/fs"
	"maps"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"goldseam/content"
	"goldseam/internal/follow"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
	"goldseam/themes"
)

// world is a base program and an edition of it, as texts: those of the base by
// overlay path, those of the edition by their place in its folder.
type world struct{ base, edition map[string]string }

// newWorld has the real base program and an edition that says nothing.
func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{map[string]string{}, map[string]string{"edition.yaml": "goldseam: 1.0.0\n"}}
	err := fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" && path.Ext(name) != ".yaml" {
			return err
		}
		text, err := fs.ReadFile(content.FS, name)
		w.base["content/"+name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) clone() *world { return &world{maps.Clone(w.base), maps.Clone(w.edition)} }

func mapFS(files map[string]string, below string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		if rest, ok := strings.CutPrefix(name, below); ok {
			out[rest] = &fstest.MapFile{Data: []byte(text), Mode: 0o666}
		}
	}
	return out
}

func (w *world) layers() []overlay.Layer {
	return []overlay.Layer{
		{Mount: ".", FS: mapFS(w.edition, ""), Only: []string{"edition.yaml", "ledger.yaml", "slots", "base"}, Edition: true},
		{Mount: "content", FS: mapFS(w.edition, "content/"), Show: "content", Edition: true},
		{Mount: "content", FS: mapFS(w.base, "content/"), Show: "(base) content"},
		{Mount: "theme", FS: themes.Hearth()},
	}
}

func read(t testing.TB, layers ...overlay.Layer) *snapshot.Tree {
	t.Helper()
	tree, err := snapshot.Read(context.Background(), overlay.New(layers...))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// tree is the edition over the base.
func (w *world) tree(t testing.TB) *snapshot.Tree { return read(t, w.layers()...) }

func (w *world) open(t testing.TB) *follow.Edition {
	t.Helper()
	layers := w.layers()
	kept := read(t, overlay.Layer{Mount: "base", FS: mapFS(w.edition, "base/"), Show: "base"})
	return follow.Open(read(t, layers[2:]...), read(t, layers...), kept)
}

// write does what is to be written.
func (w *world) write(list []follow.Write) {
	for _, f := range list {
		if f.Gone {
			delete(w.edition, f.Path)
			continue
		}
		w.edition[f.Path] = string(f.Text)
	}
}

// copy takes a base file into the edition.
func (w *world) copy(t testing.TB, name string) {
	t.Helper()
	list, refused := w.open(t).Copy(name)
	if refused != nil {
		t.Fatal(refused)
	}
	w.write(list)
}

// replace changes a text, which must have old once.
func replace(t testing.TB, files map[string]string, name, old, fresh string) {
	t.Helper()
	if n := strings.Count(files[name], old); n != 1 {
		t.Fatalf("%s has %q %d times", name, old, n)
	}
	files[name] = strings.Replace(files[name], old, fresh, 1)
}
