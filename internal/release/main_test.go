package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

var day = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

func sample() []entry {
	return []entry{{"goldseam", []byte("program"), true}, {"README.txt", []byte("begin"), false}, {"schemas/a.json", []byte("{}"), false}}
}

// names lists what an archive holds, programs with a star.
func names(t *testing.T, data []byte, end string) []string {
	t.Helper()
	var out []string
	add := func(name string, mode fs.FileMode) {
		if mode&0o111 != 0 {
			name += "*"
		}
		out = append(out, name)
	}
	if end == ".zip" {
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.File {
			add(f.Name, f.Mode())
			if !f.Modified.Equal(day) {
				t.Errorf("%s is of %v", f.Name, f.Modified)
			}
		}
		return out
	}
	plain, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(plain); ; {
		h, err := r.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		add(h.Name, h.FileInfo().Mode())
		if h.Uid != 0 || h.Gid != 0 || h.Uname != "" || !h.ModTime.Equal(day) {
			t.Errorf("%s tells of the machine: %+v", h.Name, h)
		}
	}
}

func TestPack(t *testing.T) {
	want := []string{"g/README.txt", "g/goldseam*", "g/schemas/a.json"}
	for _, system := range []target{{"linux", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}} {
		once, end, err := pack(system, "g", day, sample())
		if err != nil {
			t.Fatal(err)
		}
		if got := names(t, once, end); !slices.Equal(got, want) {
			t.Errorf("%v: %q, want %q", system, got, want)
		}
		turned := sample()
		slices.Reverse(turned)
		twice, _, err := pack(system, "g", day, turned)
		if err != nil || !bytes.Equal(once, twice) {
			t.Errorf("%v: two archives of the same files differ, %v", system, err)
		}
	}
}

func TestCommitTime(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1769860800")
	if got, err := commitTime(); err != nil || !got.Equal(day) {
		t.Errorf("commitTime() = %v, %v, want %v", got, err, day)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "yesterday")
	if _, err := commitTime(); err == nil {
		t.Error("a time that is none is taken")
	}
}

// TestTexts holds that no archive goes out without its licences and a schema of each kind.
func TestTexts(t *testing.T) {
	files, err := texts(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		got = append(got, f.name)
		if len(f.data) == 0 {
			t.Errorf("%s is empty", f.name)
		}
	}
	for _, want := range []string{"README.txt", "LICENSE.txt", "LICENSE-content.txt", "schemas/edition.json", "schemas/lesson.json", "schemas/worksheet.json"} {
		if !slices.Contains(got, want) {
			t.Errorf("an archive lacks %s", want)
		}
	}
	if _, err := texts(fstest.MapFS{"LICENSE": {Data: []byte("MIT")}}); err == nil {
		t.Error("an archive without the licence of the content is made")
	}
}

func TestLicence(t *testing.T) {
	dir := t.TempDir()
	if _, err := licence(dir); err == nil {
		t.Error("a source without a licence is given away")
	}
	for name, text := range map[string]string{"LICENSE.md": "MIT", "NOTICE": "by us", "main.go": "package main"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := licence(dir)
	if err != nil || string(got) != "MIT\n\nby us" {
		t.Errorf("licence() = %q, %v", got, err)
	}
}

// TestModules holds that the list covers what only one system needs, and nothing of the tests.
func TestModules(t *testing.T) {
	list, err := modules()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range list {
		got = append(got, m.path)
	}
	for _, want := range []string{"Go", "github.com/yuin/goldmark", "golang.org/x/sys"} {
		if !slices.Contains(got, want) {
			t.Errorf("the licence of %s is not in the list:\n%s", want, strings.Join(got, "\n"))
		}
	}
	for _, not := range []string{"github.com/rogpeppe/go-internal", "github.com/evanw/esbuild", "goldseam"} {
		if slices.Contains(got, not) {
			t.Errorf("%s is in the list, and in no program", not)
		}
	}
}
