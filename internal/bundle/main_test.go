package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// repo makes a repository of files in a fresh folder and works in it.
func repo(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	return dir
}

func sound() map[string]string {
	return map[string]string{
		"themes/hearth/client/main.ts": "import { word } from './word.ts';\nconsole.log(word);\n",
		"themes/hearth/client/word.ts": "export const word: string = 'one';\n",
		"themes/hearth/client/head.ts": "document.title = 'two';\n",
		"themes/preview/live.ts":       "console.log(3);\n",
	}
}

func with(files map[string]string, name, text string) map[string]string {
	files[name] = text
	return files
}

func TestWritesTheSameBytesTwice(t *testing.T) {
	dir := repo(t, with(sound(), "themes/dist/gone.js", "old"))
	want := map[string]string{
		"main.js": "console.log(\"one\");\n",
		"head.js": "(()=>{document.title=\"two\";})();",
		"live.js": "console.log(3);\n",
	}
	for range 2 {
		var stdout, stderr bytes.Buffer
		if code := run(nil, &stdout, &stderr); code != 0 {
			t.Fatalf("run() = %d, want 0\n%s", code, &stderr)
		}
		for name, w := range want {
			got, err := os.ReadFile(filepath.Join(dir, "themes", "dist", name))
			if err != nil || string(got) != w {
				t.Errorf("%s = %q, %v, want %q", name, got, err, w)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "themes", "dist", "gone.js")); !os.IsNotExist(err) {
		t.Errorf("a script whose source is gone stayed: %v", err)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{
			"syntax after a tab and a letter of two bytes",
			with(sound(), "themes/preview/live.ts", "{\n\tlet ä = ;\n}\n"),
			"themes/preview/live.ts:2:10: Unexpected \";\"\n\t\tlet ä = ;\n\t\t        ^\n",
		},
		{
			"one module in two bundles is reported once",
			with(with(sound(), "themes/hearth/client/head.ts", "import './word.ts';"), "themes/hearth/client/word.ts", "import './nowhere.ts';"),
			"themes/hearth/client/word.ts:1:8: Could not resolve \"./nowhere.ts\"\n\timport './nowhere.ts';\n\t       ^\n",
		},
		{
			"a comment opened inside the head script",
			with(sound(), "themes/hearth/client/head.ts", "document.title = '<!-- x';"),
			"themes/hearth/client/head.ts becomes a script with \"<!--\" in it, which would end or hide the script in the page\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := repo(t, c.files)
			var stdout, stderr bytes.Buffer
			if code := run(nil, &stdout, &stderr); code != 1 {
				t.Errorf("run() = %d, want 1", code)
			}
			if got := stderr.String(); got != c.want {
				t.Errorf("run() said\n%s\nwant\n%s", got, c.want)
			}
			if _, err := os.Stat(filepath.Join(dir, "themes", "dist")); !os.IsNotExist(err) {
				t.Errorf("something was written in spite of a problem: %v", err)
			}
		})
	}
}

func TestBundlesTests(t *testing.T) {
	dir := repo(t, with(sound(), "themes/hearth/components/a/a.test.ts", "import test from 'node:test';\ntest('a', () => {});\n"))
	var stdout, stderr bytes.Buffer
	if code := run([]string{"-test"}, &stdout, &stderr); code != 0 {
		t.Fatalf("run(-test) = %d, want 0\n%s", code, &stderr)
	}
	if _, err := os.Stat(filepath.Join(dir, "themes/node_modules/.cache/test/hearth-components-a-a.test.mjs")); err != nil {
		t.Error(err)
	}
}

func TestUsage(t *testing.T) {
	repo(t, nil)
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"x"}, 2, "bundle: takes no argument, was given \"x\"\n"},
		{nil, 1, "bundle: there is no folder themes here\n\thint: run it from the top of the repository\n"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(c.args, &stdout, &stderr); code != c.code || stderr.String() != c.want {
			t.Errorf("run(%q) = %d, %q, want %d, %q", c.args, code, stderr.String(), c.code, c.want)
		}
	}
}
