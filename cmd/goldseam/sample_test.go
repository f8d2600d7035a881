package main_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSamples checks and builds the editions that live as test data, as their
// counselors would: what is said of each is known, a look at the base changes
// nothing, and a second build gives the same bytes.
func TestSamples(t *testing.T) {
	goldseam := binary(t)
	for _, edition := range []struct {
		name     string
		warnings []string // code and file, sorted
		pages    []string // what only this edition has
		notes    string   // what stands in its book for counselors alone
	}{
		{"river", []string{
			"help-unverified (base) content/help-lines/gb.yaml",
			"help-unverified (base) content/help-lines/ie.yaml",
		}, []string{"p/500/index.html", "s/500/index.html", "i/500/index.html"}, "Keep a chair by the door free"},
		{"tierra", []string{
			"help-unverified (base) content/help-lines/us.yaml",
			"translation-stale content/es/pages/children.md",
			"translation-stale content/es/steady-the-ground/look-after-yourself.md",
		}, []string{"p/500/index.html", "s/500/index.html", "i/500/index.html"}, ""},
		{"nahr", []string{
			"help-unverified (base) content/help-lines/gb.yaml",
		}, []string{"p/500/index.html", "p/501/index.html", "p/502/index.html", "p/503/index.html", "p/504/index.html", "s/500/index.html", "i/500/index.html"}, ""},
	} {
		t.Run(edition.name, func(t *testing.T) {
			t.Parallel()
			dir, err := filepath.Abs(filepath.Join("..", "..", "themes", "browser", "testdata", "editions", edition.name))
			check(t, err)
			run := func(args ...string) string {
				t.Helper()
				cmd := exec.Command(goldseam, args...)
				cmd.Dir = dir
				var errors strings.Builder
				cmd.Stderr = &errors
				out, err := cmd.Output()
				if err != nil {
					t.Fatalf("goldseam %s: %v\n%s", strings.Join(args, " "), err, errors.String())
				}
				return string(out)
			}
			before := written(t, dir)
			for _, args := range [][]string{{"status", "."}, {"update", "--dry-run", "."}} {
				if out := run(args...); !strings.Contains(out, "strings.patch.yaml") {
					t.Errorf("%q says nothing of strings.patch.yaml:\n%s", args, out)
				}
			}
			if !maps.Equal(written(t, dir), before) {
				t.Error("status or update --dry-run changed the edition")
			}
			if got := warnings(t, run("check", "--format", "json", ".")); !slices.Equal(got, edition.warnings) {
				t.Errorf("check says %q, want %q", got, edition.warnings)
			}
			first, second := filepath.Join(t.TempDir(), "first"), filepath.Join(t.TempDir(), "second")
			run("build", ".", "--out", first)
			run("build", ".", "--out", second)
			a, b := written(t, first), written(t, second)
			for name, text := range a {
				if b[name] != text {
					t.Errorf("%s is not the same in a second build", name)
				}
			}
			if len(a) != len(b) {
				t.Errorf("the builds have %d and %d files", len(a), len(b))
			}
			for _, name := range edition.pages {
				if a[name] == "" {
					t.Errorf("%s is missing", name)
				}
			}
			if edition.notes == "" {
				return
			}
			book := filepath.Join(t.TempDir(), "book")
			run("build", ".", "--notes", "--out", book)
			if !strings.Contains(written(t, book)["index.html"], edition.notes) {
				t.Errorf("the book of notes has no %q", edition.notes)
			}
		})
	}
}

// warnings gives the problems of "check --format json", none of which may be an error.
func warnings(t *testing.T, out string) []string {
	t.Helper()
	var list []string
	for line := range strings.Lines(out) {
		var p struct{ File, Code, Severity, Message string }
		check(t, json.Unmarshal([]byte(line), &p))
		if p.Severity != "warning" {
			t.Errorf("%s: %s", p.File, p.Message)
		}
		list = append(list, p.Code+" "+p.File)
	}
	slices.Sort(list)
	return list
}

// written gives the files of a folder with their contents.
func written(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	fsys := os.DirFS(dir)
	check(t, fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		files[name] = string(text)
		return err
	}))
	return files
}
