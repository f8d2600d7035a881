package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// files maps paths to contents, both as tests write and as they read them. A
// value "-> x" is a symbolic link to x, and a path ending in "/" an empty folder.
type files map[string]string

func (f files) tree() *Tree {
	out := make(map[string][]byte, len(f))
	for name, text := range f {
		out[name] = []byte(text)
	}
	return NewTree(out)
}

// put writes files into dir, by hand as it were.
func put(t testing.TB, dir string, f files) {
	t.Helper()
	for name, text := range f {
		to := filepath.Join(dir, filepath.FromSlash(name))
		check(t, os.MkdirAll(filepath.Dir(to), 0o777))
		switch target, isLink := cutLink(text); {
		case isLink:
			check(t, os.Symlink(target, to))
		case name[len(name)-1] == '/':
			check(t, os.MkdirAll(to, 0o777))
		default:
			check(t, os.WriteFile(to, []byte(text), 0o666))
		}
	}
}

func cutLink(text string) (target string, ok bool) {
	if len(text) > 3 && text[:3] == "-> " {
		return text[3:], true
	}
	return "", false
}

// read returns all that is in dir but the list at its top.
func read(dir string) (files, error) {
	out := files{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil || rel == "." || rel == listName {
			return err
		}
		return out.readOne(name, filepath.ToSlash(rel), d)
	})
	return out, err
}

func (f files) readOne(name, rel string, d fs.DirEntry) error {
	switch {
	case d.IsDir():
		entries, err := os.ReadDir(name)
		if len(entries) == 0 {
			f[rel+"/"] = ""
		}
		return err
	case d.Type() == fs.ModeSymlink:
		target, err := os.Readlink(name)
		f[rel] = "-> " + target
		return err
	}
	text, err := os.ReadFile(name)
	f[rel] = string(text)
	return err
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantIn fails unless dir holds exactly want, besides its list.
func wantIn(t testing.TB, dir string, want files) {
	t.Helper()
	got, err := read(dir)
	check(t, err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("in %s (-want +got):\n%s", filepath.Base(dir), diff)
	}
}

// wantAlone fails if anything is left beside dir.
func wantAlone(t testing.TB, dir string) {
	t.Helper()
	if p := (place{dir: dir}); !missing(p.work()) {
		left, _ := read(p.work())
		t.Errorf("left beside the site: %s with %v", p.workName(), left)
	}
}

func mustWrite(t testing.TB, dir string, site files) Summary {
	t.Helper()
	sum, err := Write(dir, site.tree())
	check(t, err)
	return sum
}

func stat(t testing.TB, name string) fs.FileInfo {
	t.Helper()
	info, err := os.Lstat(name)
	check(t, err)
	return info
}

// systems are the file systems that Write must get along with.
func systems() map[string]system {
	no := func(string, string) error { return errors.ErrUnsupported }
	return map[string]system{
		"this one":      {swap: exchange, link: os.Link},
		"no exchange":   {swap: no, link: os.Link},
		"no hard links": {swap: no, link: no},
	}
}
