package build_test

import (
	"io/fs"
	"path"
	"testing"

	"goldseam/content"
	"goldseam/internal/corpus"
	"goldseam/themes"
)

// small is a program of thirty lessons in three phases, with three worksheets.
func small() corpus.Program {
	return corpus.Program{Lessons: 30, PerPhase: 10, PerSheet: 10, Sections: 4}
}

func read(tb testing.TB, fsys fs.FS, name string) []byte {
	tb.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// hearth adds the theme to files by overlay path.
func hearth(tb testing.TB, files map[string]string) map[string]string {
	tb.Helper()
	return within(tb, files, themes.Hearth(), "theme")
}

// base adds the program that Goldseam brings along.
func base(tb testing.TB, files map[string]string) map[string]string {
	tb.Helper()
	return within(tb, files, content.FS, "content")
}

func within(tb testing.TB, files map[string]string, fsys fs.FS, mount string) map[string]string {
	tb.Helper()
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[path.Join(mount, p)] = string(read(tb, fsys, p))
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// client stands for the client bundle, which tests must not depend on.
func client() map[string][]byte {
	return map[string][]byte{"site/app-1.js": []byte("console.log(1)\n"), "head.js": []byte("document.title\n"), "sw.js": []byte("self.x\n")}
}

func hearthFS() fs.FS { return themes.Hearth() }
