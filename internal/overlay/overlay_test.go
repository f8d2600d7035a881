package overlay_test

import (
	"errors"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"goldseam/internal/overlay"
)

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func sample() *overlay.FS {
	return overlay.New(
		overlay.Layer{Mount: ".", FS: fstest.MapFS{"edition.yaml": file("e"), "secret.txt": file("s")}, Only: []string{"edition.yaml"}, Show: "mine", Edition: true},
		overlay.Layer{Mount: "content", FS: fstest.MapFS{"en/a.md": file("upper a"), "en/new/n.md": file("n"), "en/x": file("a file")}, Show: "mine/content", Dir: "/home/mine/content", Edition: true},
		overlay.Layer{Mount: "content", FS: fstest.MapFS{"en/a.md": file("lower a"), "en/b.md": file("b"), "en/x/hidden.md": file("h")}, Show: "base: content"},
		overlay.Layer{Mount: "theme/deep", FS: fstest.MapFS{"t.html": file("t")}, Show: "base: theme"},
	)
}

func TestFS(t *testing.T) {
	if err := fstest.TestFS(sample(), "edition.yaml", "content/en/a.md", "content/en/b.md", "content/en/new/n.md", "content/en/x", "theme/deep/t.html"); err != nil {
		t.Fatal(err)
	}
}

func TestUpperWins(t *testing.T) {
	o := sample()
	for name, want := range map[string]string{
		"content/en/a.md": "upper a", "content/en/b.md": "b", "content/en/x": "a file", "theme/deep/t.html": "t",
	} {
		got, err := fs.ReadFile(o, name)
		if err != nil || string(got) != want {
			t.Errorf("ReadFile(%q) = %q, %v, want %q", name, got, err, want)
		}
	}
	for _, name := range []string{"secret.txt", "content/en/x/hidden.md", "content/nothing.md", "theme/t.html"} {
		if _, err := o.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Open(%q) = %v, want that it does not exist", name, err)
		}
	}
}

func TestOrigin(t *testing.T) {
	o := sample()
	tests := []struct {
		name, shown   string
		edition, over bool
	}{
		{"content/en/a.md", "mine/content/en/a.md", true, true},
		{"content/en/b.md", "base: content/en/b.md", false, false},
		{"content/en/new/n.md", "mine/content/en/new/n.md", true, false},
		{"edition.yaml", "mine/edition.yaml", true, false},
	}
	for _, tt := range tests {
		got, ok := o.Origin(tt.name)
		if !ok || got.Shown != tt.shown || got.Layer.Edition != tt.edition || got.Over != tt.over {
			t.Errorf("Origin(%q) = %q edition %v over %v (%v), want %+v", tt.name, got.Shown, got.Layer.Edition, got.Over, ok, tt)
		}
	}
	if _, ok := o.Origin("content/en/none.md"); ok {
		t.Error("Origin of a file that does not exist reports one")
	}
}

func TestLocate(t *testing.T) {
	o := sample()
	if got, want := o.Locate("/home/mine/content/en/a.md"), []string{"content/en/a.md"}; !slices.Equal(got, want) {
		t.Errorf("Locate = %q, want %q", got, want)
	}
	if got := o.Locate("/home/mine/contents/en/a.md"); got != nil {
		t.Errorf("Locate of a file elsewhere = %q, want none", got)
	}
}

type broken struct{ fs.FS }

func (b broken) Open(name string) (fs.File, error) {
	if name == "en/a.md" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return b.FS.Open(name)
}

func TestOnlyMissingFallsThrough(t *testing.T) {
	o := overlay.New(
		overlay.Layer{Mount: "content", FS: broken{fstest.MapFS{"en/a.md": file("upper")}}},
		overlay.Layer{Mount: "content", FS: fstest.MapFS{"en/a.md": file("lower")}},
	)
	if _, err := fs.ReadFile(o, "content/en/a.md"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a file that may not be read gave %v, want the refusal, never the base's file", err)
	}
}
