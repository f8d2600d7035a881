package load_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"goldseam/internal/diag"
	"goldseam/internal/load"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
)

// locked is a file tree in which some files may not be read.
type locked struct {
	fstest.MapFS
	names map[string]bool
}

func (l locked) ReadFile(name string) ([]byte, error) {
	if l.names[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.ReadFile(name)
}

// TestUnreadable puts a file that may not be read in each place a file may have.
func TestUnreadable(t *testing.T) {
	const program = "language: en\nphases:\n  - id: one\n    lessons: [{id: first, page: 1}]\npaths: [hurt]\n"
	names := []string{
		"content/en/one/first.md", "content/en/one/first.notes.md", "content/en/one/phase.md", "content/en/strings.yaml", "content/en/one/hand.png",
		"content/en/pages/help.md", "content/help-lines/gb.yaml", "static/sheet.pdf", "static/logo.svg", "theme/styles/main.css", "theme/pages/home.html",
	}
	for _, name := range names {
		files := fstest.MapFS{"content/program.yaml": {Data: []byte(program)}, name: {Data: []byte("x")}}
		tree, err := snapshot.Read(t.Context(), overlay.New(overlay.Layer{Mount: ".", FS: locked{files, map[string]bool{name: true}}}))
		if err != nil {
			t.Fatal(err)
		}
		r, err := load.Program(t.Context(), tree, nil)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, p := range r.Problems {
			if p.Code == diag.UnreadableFile && p.File == name && p.Severity == diag.Error {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%s may not be read, which is said %d times, want once: %v", name, found, r.Problems)
		}
	}
}
