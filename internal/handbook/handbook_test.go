package handbook_test

import (
	"bytes"
	"image/png"
	"path"
	"regexp"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/handbook"
	"goldseam/internal/snapshot"
)

func tree(t *testing.T) *snapshot.Tree {
	t.Helper()
	tree, err := handbook.Tree(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// TestNoProblems holds the handbook to every rule for texts, reading grade included.
func TestNoProblems(t *testing.T) {
	for _, url := range []string{"", "http://localhost/program/_goldseam/help/"} {
		r, err := build.Site(t.Context(), build.Input{Tree: tree(t), URL: url, Texts: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range r.Problems {
			t.Errorf("%s:%d:%d: %s: %s (%s)", p.File, p.Line, p.Column, p.Code, p.Message, p.Hint)
		}
		if r.Site == nil || r.Counts.Lessons < 20 {
			t.Fatalf("the handbook has %d tasks", r.Counts.Lessons)
		}
		home, _ := r.Site.File("index.html")
		for _, not := range []string{"gs-leave", "page-data", "data-path"} {
			if bytes.Contains(home, []byte(not)) {
				t.Errorf("the first page has %q, which makes no sense in a handbook", not)
			}
		}
		if url != "" && !bytes.Contains(home, []byte(`href="/program/_goldseam/help/first-evening/get-goldseam/"`)) {
			t.Error("links do not lead below the base path")
		}
	}
}

var picture = regexp.MustCompile(`!\[([^\]]*)\]\(([^)]*)\)`)

// TestPictures holds that pictures are shown, described, and small: they are in everybody's download.
func TestPictures(t *testing.T) {
	files := tree(t)
	used := map[string]bool{}
	for _, f := range files.Below("content") {
		if path.Ext(f.Path) != ".md" {
			continue
		}
		for _, m := range picture.FindAllStringSubmatch(string(f.Data), -1) {
			used[path.Join(path.Dir(f.Path), m[2])] = true
			if len(m[1]) < 30 {
				t.Errorf("%s: %q says too little to those who cannot see the picture", f.Path, m[1])
			}
		}
	}
	total, count := 0, 0
	for _, f := range files.Below("content/en/pictures") {
		count++
		total += len(f.Data)
		if !used[f.Path] {
			t.Errorf("%s is on no page", f.Path)
		}
		config, err := png.DecodeConfig(bytes.NewReader(f.Data))
		if err != nil || config.Width < 800 || config.Width > 1000 || len(f.Data) > 60_000 {
			t.Errorf("%s: %d wide, %d bytes, %v", f.Path, config.Width, len(f.Data), err)
		}
	}
	if count < 10 || total > 600_000 {
		t.Errorf("%d pictures of %d bytes", count, total)
	}
}
