package patch_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"goldseam/internal/diag"
	"goldseam/internal/patch"
)

// TestApply shows what comes of patches: the text, where each of its lines stands, and what does not fit.
func TestApply(t *testing.T) {
	files, err := filepath.Glob("testdata/apply/*.txtar")
	if err != nil || len(files) < 5 {
		t.Fatalf("found %d files, %v", len(files), err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string][]byte{}
			for _, f := range a.Files {
				parts[f.Name] = f.Data
			}
			kind := patch.Kind(strings.Fields(string(a.Comment))[0])
			got, problems := patch.New().Apply(kind, patch.Source{File: "base", Text: parts["base"]}, patch.Source{File: "patch", Text: parts["patch"]}, parts["then"])
			shown := map[string]string{"text": mapped(got), "problems": listed(problems)}
			if os.Getenv("GOLDSEAM_UPDATE") == "1" {
				a.Files = a.Files[:0]
				for _, part := range []string{"base", "then", "patch"} {
					if parts[part] != nil {
						a.Files = append(a.Files, txtar.File{Name: part, Data: parts[part]})
					}
				}
				for _, part := range []string{"text", "problems"} {
					a.Files = append(a.Files, txtar.File{Name: part, Data: []byte(shown[part])})
				}
				if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			for part, text := range shown {
				if diff := cmp.Diff(string(parts[part]), text); diff != "" {
					t.Errorf("%s (-want +got):\n%s", part, diff)
				}
			}
		})
	}
}

// mapped shows a derived text with the place of each line.
func mapped(d *patch.Derived) string {
	if d == nil {
		return "none\n"
	}
	var b strings.Builder
	for i, line := range strings.Split(string(d.Text), "\n") {
		mark := "b"
		if d.From[i].Patch {
			mark = "p"
		}
		fmt.Fprintf(&b, "%s%-3d %s\n", mark, d.From[i].Line, line)
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

func listed(problems diag.List) string {
	var b strings.Builder
	for _, p := range problems.Sorted() {
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s\n  hint: %s\n", p.File, p.Line, p.Column, p.Code, p.Message, p.Hint)
	}
	return b.String()
}
