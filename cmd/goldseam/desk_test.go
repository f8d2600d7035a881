package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"goldseam/internal/desk"
)

func TestWritten(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "mine")
	put := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(top, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(top, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put("outside/secret.md", "secret")
	put("mine/edition.yaml", "goldseam: 1.0.0\n")
	put("mine/content/en/file.md/x.md", "")
	put("mine/content/en/Phase/lesson.md", "")
	link := func(to, from string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Skip(err)
		}
	}
	link("../outside", "content/away")
	link("../../outside/secret.md", "content/en/secret.md")
	link("file.md", "content/en/inside")
	link(filepath.Join(top, "nothing"), "content/en/dangling.md")
	w := written{dir}
	for _, name := range []string{
		"", ".", "/", "content", "x.md", "edition.yaml", "ledger.yaml", "../outside/secret.md", "content/../edition.yaml", "content/../../outside/secret.md",
		"content/en/../../x.md", "/etc/passwd.md", filepath.ToSlash(filepath.Join(top, "outside/secret.md")), "content//x.md", "content/en/x.md/", "./content/x.md",
		"content/away/secret.md", "content/away/new.md", "content/en/secret.md", "content/en/inside/x.md", "content/en/dangling.md", "content/en/file.md",
		"content/en/.hidden.md", "content/.git/x.md", "content/en/con.md", "content/en/COM1.md", "content/aux/x.md", "content/en/x.md.", "content/en/x.md ",
		"content/en/a:b.md", "content/en/x.md::$DATA", `content\en\x.md`, `content/en\..\x.md`, "content/en/x.sh", "content/en/x", "content/en/x.md\x00", "content/en/\u202ex.md",
		"CONTENT/en/x.md", "theme/x.md", "static/x.md", "slots/footer.md", "public/x.md", "content/ledger.yaml", "content/program.yaml", "base/seen.yaml",
		"content/en/phase..md", "content/" + strings.Repeat("x", 500) + ".md",
	} {
		if err := w.Write([]desk.Change{{Path: name, Data: []byte("evil")}}); err == nil {
			t.Errorf("Write(%q) is done", name)
		}
		if err := w.Write([]desk.Change{{Path: name}}); err == nil {
			t.Errorf("Write(%q, away) is done", name)
		}
		if data, err := w.Read(name); err == nil || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Read(%q) = %q, %v", name, data, err)
		}
	}
	if text, _ := os.ReadFile(filepath.Join(top, "outside/secret.md")); string(text) != "secret" {
		t.Errorf("what is outside became %q", text)
	}
	for _, name := range []string{"mine/edition.yaml", "outside", "mine/content/en/file.md/x.md"} {
		if _, err := os.Stat(filepath.Join(top, name)); err != nil {
			t.Error(err)
		}
	}
	left, _ := filepath.Glob(filepath.Join(dir, "content/en/.*.tmp"))
	if len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}

	// What it is for.
	const name = "content/en/new/lesson.patch.yaml"
	if _, err := w.Read(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Read before Write: %v", err)
	}
	if err := w.Write([]desk.Change{{Path: name, Data: []byte("one")}, {Path: "base/content/en/new/lesson.md", Data: []byte("two")}, {Path: "content/en/none.md", Data: nil}}); err != nil {
		t.Fatal(err)
	}
	if data, err := w.Read(name); string(data) != "one" || err != nil {
		t.Errorf("Read = %q, %v", data, err)
	}
	if err := w.Write([]desk.Change{{Path: name, Data: nil}}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Read(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Read after it was taken away: %v", err)
	}
	// One change that cannot be made keeps the others from being made.
	if err := w.Write([]desk.Change{{Path: "content/en/fine.md", Data: []byte("x")}, {Path: "content/en/secret.md", Data: []byte("x")}}); err == nil {
		t.Error("written over a link")
	}
	if _, err := w.Read("content/en/fine.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("half of it was written: %v", err)
	}
	if runtime.GOOS == "linux" && os.Getuid() != 0 {
		if err := os.Chmod(filepath.Join(dir, "content/en"), 0o555); err == nil {
			if err := w.Write([]desk.Change{{Path: "content/en/x.md", Data: []byte("x")}}); err == nil || !strings.Contains(err.Error(), "permissions") {
				t.Errorf("Write to a locked folder: %v", err)
			}
			_ = os.Chmod(filepath.Join(dir, "content/en"), 0o777)
		}
	}
}

// TestOtherCapitals holds that a folder which only this system takes for the same is left alone.
func TestOtherCapitals(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "Content/en"), 0o777); err != nil {
		t.Fatal(err)
	}
	err := written{dir}.Write([]desk.Change{{Path: "content/en/x.md", Data: []byte("x")}})
	_, folded := os.Stat(filepath.Join(dir, "content"))
	if err == nil && folded == nil { // Linux makes another folder; others would write into this one
		names, _ := os.ReadDir(dir)
		if len(names) != 2 {
			t.Errorf("written into a folder with another name")
		}
	}
}
