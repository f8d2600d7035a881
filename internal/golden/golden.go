// Package golden compares results with files under testdata and rewrites them
// on request; tests only.
//
// A request is the flag -update, or the environment variable GOLDSEAM_UPDATE=1,
// which packages without goldens let pass.
package golden

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

const (
	flagName = "update"
	variable = "GOLDSEAM_UPDATE"
)

var _ = flag.Bool(flagName, false, "rewrite golden files instead of comparing with them")

// Folder is a folder of golden files, all of which a test has to claim.
type Folder struct {
	t       testing.TB
	dir     string
	pattern string
	update  bool
	claimed map[string]bool
}

// New takes the files of a folder, such as "testdata", whose names match a
// pattern, such as "*.html". When the test ends, a file that it never compared
// with is an error; under update it is deleted.
func New(t testing.TB, dir, pattern string) *Folder {
	f := &Folder{t: t, dir: dir, pattern: pattern, update: requested(), claimed: map[string]bool{}}
	t.Cleanup(f.finish)
	return f
}

// requested tells whether golden files are to be rewritten.
func requested() bool {
	return os.Getenv(variable) == "1" || flag.Lookup(flagName).Value.String() == "true"
}

// Check compares a result with the file called name.
func (f *Folder) Check(t testing.TB, name string, got []byte) {
	t.Helper()
	if fits, err := filepath.Match(f.pattern, name); err != nil || !fits || f.claimed[name] {
		t.Errorf("%s does not match %s, or is claimed twice (%v)", name, f.pattern, err)
		return
	}
	f.claimed[name] = true
	file := filepath.Join(f.dir, name)
	want, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
		return
	}
	if err == nil && bytes.Equal(got, want) {
		return
	}
	if f.update {
		if err := errors.Join(os.MkdirAll(f.dir, 0o755), os.WriteFile(file, got, 0o644)); err != nil {
			t.Error(err)
		}
		return
	}
	t.Errorf("the result differs from %s; if it is right, run the test with %s=1\n%s", file, variable, diff.Diff("want", want, "got", got))
}

// finish looks for files that nothing was compared with. A run of some tests only leaves many unclaimed.
func (f *Folder) finish() {
	if only := flag.Lookup("test.run"); f.t.Failed() || f.t.Skipped() || only != nil && only.Value.String() != "" {
		return
	}
	names, err := filepath.Glob(filepath.Join(f.dir, f.pattern))
	if err != nil {
		f.t.Error(err)
	}
	for _, name := range names {
		switch {
		case f.claimed[filepath.Base(name)]:
		case f.update:
			if err := os.Remove(name); err != nil {
				f.t.Error(err)
			}
		default:
			f.t.Errorf("no test compares anything with %s; delete it, or run the test with %s=1", name, variable)
		}
	}
}
