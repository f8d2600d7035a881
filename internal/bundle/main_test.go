package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
		"themes/hearth/client/main.ts":           "import { word } from './word.ts';\nconsole.log(word);\n",
		"themes/hearth/client/word.ts":           "export const word: string = 'one';\n",
		"themes/hearth/client/head.ts":           "document.title = 'two';\n",
		"themes/hearth/client/offline/worker.ts": "console.log(4);\n",
		"themes/preview/live.ts":                 "console.log(3);\n",
		"themes/preview/edit/edit.ts":            "console.log(5);\n",
		"themes/preview/edit/edit.css":           "a { color: red; }\n",
	}
}

func with(files map[string]string, name, text string) map[string]string {
	files[name] = text
	return files
}

func TestWritesTheSameBytesTwice(t *testing.T) {
	dir := repo(t, with(with(sound(), "themes/dist/gone.js", "old"), "themes/dist/site/app-OLD.js", "old"))
	want := map[string]string{
		"site/app-HMLMJH3T.js": "console.log(\"one\");\n",
		"head.js":              "(()=>{document.title=\"two\";})();",
		"live.js":              "console.log(3);\n",
		"edit.js":              "console.log(5);\n",
		"edit.css":             "a{color:red}\n",
		"preload.txt":          "",
		"sw.js":                "(()=>{console.log(4);})();\n",
	}
	for range 2 {
		bundles(t)
		if got := dist(t, dir); !maps.Equal(got, want) {
			t.Errorf("themes/dist holds %q, want %q", got, want)
		}
	}
}

// TestModules holds that what is loaded on use is a module beside the first one,
// without a telling name, and that the worker's file is named where it is used.
func TestModules(t *testing.T) {
	files := with(sound(), "themes/hearth/client/main.ts", "declare const WORKER_FILE: string;\nvoid import('./word.ts');\nnew Worker(new URL(WORKER_FILE, import.meta.url), { type: 'module' });\n")
	dir := repo(t, with(files, "themes/hearth/client/backup/worker.ts", "postMessage('secret');\n"))
	bundles(t)
	got := dist(t, dir)
	var names []string
	for name := range got {
		if rest, ok := strings.CutPrefix(name, "site/"); ok {
			names = append(names, rest)
		}
	}
	slices.Sort(names)
	if len(names) != 3 || !strings.HasPrefix(names[0], "app-") || !strings.HasPrefix(names[1], "c-") || !strings.HasPrefix(names[2], "w-") {
		t.Fatalf("the modules are %q, want app-…, c-… and w-…", names)
	}
	app := got["site/"+names[0]]
	for _, part := range []string{`import("./` + names[1] + `")`, `new URL("./` + names[2] + `",import.meta.url)`} {
		if !strings.Contains(app, part) {
			t.Errorf("the first module is %q, want %s in it", app, part)
		}
	}
	if got["preload.txt"] != "" {
		t.Errorf("%q is loaded before it is used", got["preload.txt"])
	}
	if !strings.Contains(got["site/"+names[2]], "secret") {
		t.Errorf("the worker is %q", got["site/"+names[2]])
	}
}

// TestPreload holds that pages ask at once for what two modules share.
func TestPreload(t *testing.T) {
	files := with(sound(), "themes/hearth/client/main.ts", "import { word } from './word.ts';\nvoid import('./later.ts');\nconsole.log(word());\n")
	files["themes/hearth/client/word.ts"] = "export function word() { return document.title; }\n"
	dir := repo(t, with(files, "themes/hearth/client/later.ts", "import { word } from './word.ts';\nalert(word());\n"))
	bundles(t)
	got := dist(t, dir)
	if text := got[got["preload.txt"]]; !strings.Contains(text, "document.title") || strings.Contains(text, "alert") {
		t.Errorf("asked for at once is %q: %q", got["preload.txt"], text)
	}
}

// TestLeavesPublicKeysOut holds that nothing of the packages left out is bundled,
// and that a name which they no longer have is told.
func TestLeavesPublicKeysOut(t *testing.T) {
	files := with(sound(), "themes/hearth/client/main.ts", "import { p256 } from '@noble/curves/nist.js';\nconsole.log(p256);\n")
	dir := repo(t, with(files, "themes/node_modules/@noble/curves/nist.js", "export const p256 = 'heavy';\n"))
	bundles(t)
	for name, text := range dist(t, dir) {
		if strings.Contains(text, "heavy") {
			t.Errorf("%s holds what was to be left out", name)
		}
	}
	repo(t, with(files, "themes/hearth/client/main.ts", "import { p384 } from '@noble/curves/nist.js';\nconsole.log(p384);\n"))
	var stdout, stderr bytes.Buffer
	if code := run(nil, &stdout, &stderr); code != 1 || !strings.Contains(stderr.String(), `No matching export in "left-out:@noble/curves/nist.js" for import "p384"`) {
		t.Errorf("run() = %d and said\n%s", code, &stderr)
	}
}

// TestLicenses holds that whoever gets a package's code gets its licence.
func TestLicenses(t *testing.T) {
	files := with(sound(), "themes/hearth/client/main.ts", "void import('small');\n")
	files["themes/node_modules/small/index.js"] = "console.log('small');"
	var stdout, stderr bytes.Buffer
	repo(t, files)
	if code := run(nil, &stdout, &stderr); code != 1 || stderr.String() != "the package small has no licence\n" {
		t.Errorf("run() = %d and said %q", code, &stderr)
	}
	dir := repo(t, with(with(files, "themes/node_modules/small/LICENSE.md", "Do as you like.\n"), "themes/node_modules/other/LICENSE", "Not used."))
	bundles(t)
	for name, text := range dist(t, dir) {
		if strings.HasPrefix(name, "site/licenses-") {
			if text != "small\n\nDo as you like.\n\n\n" {
				t.Errorf("the licences are %q", text)
			}
			return
		}
	}
	t.Error("there are no licences")
}

// TestPreviewLicenses holds the same of the preview's scripts, whose licences are in no site.
func TestPreviewLicenses(t *testing.T) {
	files := with(sound(), "themes/preview/edit/edit.ts", "import 'small';\n")
	files["themes/node_modules/small/index.js"] = "console.log('small');"
	files["themes/node_modules/small/LICENSE"] = "Do as you like.\n"
	dir := repo(t, files)
	bundles(t)
	if got := dist(t, dir)["licenses.txt"]; got != "small\n\nDo as you like.\n\n\n" {
		t.Errorf("the licences are %q", got)
	}
}

func bundles(t *testing.T) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(nil, &stdout, &stderr); code != 0 {
		t.Fatalf("run() = %d, want 0\n%s", code, &stderr)
	}
}

// dist reads what was written, by path.
func dist(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	root := os.DirFS(filepath.Join(dir, "themes", "dist"))
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
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
			"a package that was not installed",
			with(sound(), "themes/hearth/client/word.ts", "export { openDB as word } from 'idb';"),
			"themes/hearth/client/word.ts:1:32: Could not resolve \"idb\"\n\texport { openDB as word } from 'idb';\n\t                               ^\n\thint: run: npm --prefix themes ci\n",
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
