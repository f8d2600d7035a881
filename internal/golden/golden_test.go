package golden_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goldseam/internal/golden"
)

// recorder is a test that is watched by another one.
type recorder struct {
	testing.TB
	errors   []string
	cleanups []func()
}

func (r *recorder) Helper()          {}
func (r *recorder) Failed() bool     { return len(r.errors) > 0 }
func (r *recorder) Skipped() bool    { return false }
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Error(a ...any)   { r.errors = append(r.errors, fmt.Sprint(a...)) }
func (r *recorder) Errorf(format string, a ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, a...))
}

// compare runs a test with the golden files "a.txt" and "b.txt" and gives what it says.
func compare(t *testing.T, update string, results map[string]string) (string, map[string]string) {
	t.Helper()
	t.Setenv("GOLDSEAM_UPDATE", update)
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("one\ntwo\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := &recorder{TB: t}
	f := golden.New(r, dir, "*.txt")
	for name, text := range results {
		f.Check(r, name, []byte(text))
	}
	for _, c := range r.cleanups {
		c()
	}
	left := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		left[e.Name()] = string(text)
	}
	return strings.Join(r.errors, "\n"), left
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name    string
		results map[string]string
		want    string // part of what is said; "" for nothing
	}{
		{"same", map[string]string{"a.txt": "one\ntwo\n", "b.txt": "one\ntwo\n"}, ""},
		{"different", map[string]string{"a.txt": "one\nthree\n", "b.txt": "one\ntwo\n"}, " one\n-two\n+three\n"},
		{"missing", map[string]string{"a.txt": "one\ntwo\n", "b.txt": "one\ntwo\n", "c.txt": "x\n"}, "+x\n"},
		{"unclaimed", map[string]string{"a.txt": "one\ntwo\n"}, "no test compares anything with "},
		{"other pattern", map[string]string{"a.txt": "one\ntwo\n", "b.txt": "one\ntwo\n", "c.html": ""}, "does not match"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			said, _ := compare(t, "", tt.results)
			if tt.want == "" && said != "" || !strings.Contains(said, tt.want) {
				t.Errorf("it says %q, want %q in it", said, tt.want)
			}
		})
	}
}

func TestUpdate(t *testing.T) {
	said, left := compare(t, "1", map[string]string{"a.txt": "new\n", "c.txt": "more\n"})
	if said != "" || len(left) != 2 || left["a.txt"] != "new\n" || left["c.txt"] != "more\n" {
		t.Errorf("an update says %q and leaves %q", said, left)
	}
}
