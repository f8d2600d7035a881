package snapshot_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
)

func paths(files []*snapshot.File) []string {
	out := make([]string, len(files))
	for i, f := range files {
		out[i] = f.Path
	}
	return out
}

func TestBelow(t *testing.T) {
	tree := snapshot.Of(map[string]string{"a": "", "a.md": "", "a/b": "", "a/c/d": "", "a0": "", "ab/c": ""})
	for folder, want := range map[string][]string{"a": {"a/b", "a/c/d"}, "a/c": {"a/c/d"}, "a/b": {}, "ab": {"ab/c"}, "z": {}} {
		if got := paths(tree.Below(folder)); !slices.Equal(got, want) {
			t.Errorf("Below(%q) = %q, want %q", folder, got, want)
		}
	}
	if got := paths(tree.Files()); !slices.Equal(got, tree.Paths()) {
		t.Errorf("Files are %q, want them as the paths %q", got, tree.Paths())
	}
}

func TestWhatChanged(t *testing.T) {
	files := fstest.MapFS{"a.md": {Data: []byte("a")}, "b.md": {Data: []byte("b")}, "c.md": {Data: []byte("c")}}
	o := overlay.New(overlay.Layer{Mount: "content", FS: files})
	one := read(t, o)
	files["b.md"] = &fstest.MapFile{Data: []byte("B")}
	two, _, err := one.Refresh(t.Context(), o, []string{"content/b.md"})
	if err != nil {
		t.Fatal(err)
	}
	if got := one.Changes(two); !slices.Equal(got, []string{"content/b.md"}) {
		t.Errorf("Changes after an edit = %q", got)
	}
	replaced, ok := one.Replaced(two)
	if !ok || len(replaced) != 1 || replaced[0] != one.File("content/b.md") {
		t.Errorf("Replaced after an edit = %q, %v, want the old b.md", paths(replaced), ok)
	}
	if got := two.Below("content")[1]; string(got.Data) != "B" {
		t.Errorf("the list has %q, want the new text", got.Data)
	}
	delete(files, "a.md")
	files["d.md"] = &fstest.MapFile{}
	three, _, err := two.Rescan(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if got := two.Changes(three); !slices.Equal(got, []string{"content/a.md", "content/d.md"}) {
		t.Errorf("Changes after files came and went = %q", got)
	}
	if _, ok := two.Replaced(three); ok {
		t.Error("Replaced tells what it cannot know: files came and went")
	}
	if _, ok := read(t, o).Replaced(three); ok {
		t.Error("Replaced tells of snapshots that have nothing to do with one another")
	}
}

// TestWith holds that a tree with other files is told from the one it was made of by these alone.
func TestWith(t *testing.T) {
	tree := snapshot.Of(map[string]string{"content/a.md": "a", "content/b.md": "b", "content/c.md": "c"})
	other := &snapshot.File{Path: "content/b.md", Shown: "b", Data: []byte("B")}
	next := tree.With([]*snapshot.File{other, {Path: "content/d.md"}})
	if next.File("content/b.md") != other || next.Files()[1] != other || next.Below("content")[1] != other || tree.File("content/b.md") == other {
		t.Error("the file is not in its place")
	}
	if next.Len() != 3 || next.File("content/d.md") != nil {
		t.Errorf("the tree has %q", next.Paths())
	}
	replaced, ok := tree.Replaced(next)
	if !ok || len(replaced) != 1 || replaced[0] != tree.File("content/b.md") {
		t.Errorf("replaced are %v (%v)", replaced, ok)
	}
}
