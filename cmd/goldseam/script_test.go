package main

import (
	"bytes"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"goldseam/content"
	"goldseam/internal/hosttest"
	"goldseam/internal/load"
	"goldseam/internal/program"
	"goldseam/themes"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"goldseam": main})
}

// TestScript runs the transcripts in testdata/script. With GOLDSEAM_UPDATE=1 it
// writes what is printed now into them.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("GOLDSEAM_UPDATE") == "1",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"program": writeProgram, "edition": writeEdition, "translated": writeLanguage, "edit": edit, "grow": grow, "samefiles": sameFiles, "takeover": takeOver, "host": hostFolder,
			"base": baseProgram, "served": served,
		},
	})
}

// writeProgram is the command "program DIR": it writes a small whole program
// without a problem around the files that a script has put there.
func writeProgram(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "program DIR")
	dir := ts.MkAbs(args[0])
	for name, text := range filesOf(ts, filepath.Join(here(ts), "program")) {
		put(ts, filepath.Join(dir, name), text)
	}
	words, err := content.FS.ReadFile("en/strings.yaml")
	ts.Check(err)
	put(ts, filepath.Join(dir, "content", "en", "strings.yaml"), string(words))
	for _, p := range program.KnownPages {
		text := "---\ntitle: " + strings.ReplaceAll(p.Name, "-", " ") + "\n---\n\nA page.\n"
		put(ts, filepath.Join(dir, "content", "en", "pages", p.Name+".md"), text)
	}
}

// writeEdition is the command "edition DIR": it writes an edition over the base
// program without a problem. Its help lines are its own, since those of the base
// are not verified.
func writeEdition(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "edition DIR")
	dir := ts.MkAbs(args[0])
	lines, err := os.ReadFile(filepath.Join(here(ts), "program", "content", "help-lines", "gb.yaml"))
	ts.Check(err)
	put(ts, filepath.Join(dir, "content", "help-lines", "gb.yaml"), string(lines))
	put(ts, filepath.Join(dir, "edition.yaml"), "goldseam: 1.0.0\nhelp: [GB]\n")
}

// takeOver is the command "takeover DIR FILE…": it copies files of the base
// program or its theme, by overlay path, into an edition.
func takeOver(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: takeover DIR FILE…")
	}
	for _, name := range args[1:] {
		var text []byte
		var err error
		if rest, ok := strings.CutPrefix(name, "theme/"); ok {
			text, err = fs.ReadFile(themes.Hearth(), rest)
		} else {
			text, err = content.FS.ReadFile(strings.TrimPrefix(name, "content/"))
		}
		ts.Check(err)
		put(ts, filepath.Join(ts.MkAbs(args[0]), name), string(text))
	}
}

// writeLanguage is the command "translated TAG": it gives the program of the
// present folder what a language must have before it is published, around the
// files that a script has put there.
func writeLanguage(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "translated TAG")
	from, to := ts.MkAbs("content/en"), ts.MkAbs("content/"+args[0])
	put(ts, filepath.Join(to, "strings.yaml"), ts.ReadFile(filepath.Join(from, "strings.yaml")))
	for _, page := range []string{"before-you-start", "help", "right-now", "limits", "stop-rules"} {
		source := ts.ReadFile(filepath.Join(from, "pages", page+".md"))
		put(ts, filepath.Join(to, "pages", page+".md"), "---\ntitle: "+page+"\nsource: "+strconv.Quote(load.SourceHash([]byte(source)))+"\n---\n\n"+args[0]+"\n")
	}
}

// put writes a file, unless the script brought one for the same place.
func put(ts *testscript.TestScript, name, text string) {
	if _, err := os.Stat(name); err == nil {
		return
	}
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
	ts.Check(os.WriteFile(name, []byte(text), 0o666))
}

// here is the folder testdata, wherever a script stands.
func here(ts *testscript.TestScript) string {
	dir, err := filepath.Abs("testdata")
	ts.Check(err)
	return dir
}

// edit is the command "edit FILE OLD NEW": it makes the mistake that a script is
// about. OLD must be there once; \n, \t and the like in OLD and NEW stand for
// what they stand for in Go. An empty OLD is the start of the file.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 3, "edit FILE OLD NEW")
	file := ts.MkAbs(args[0])
	text, err := os.ReadFile(file)
	ts.Check(err)
	old, fresh := unescaped(ts, args[1]), unescaped(ts, args[2])
	if n := bytes.Count(text, old); len(old) > 0 && n != 1 {
		ts.Fatalf("edit: %s has %q %d times", args[0], old, n)
	}
	ts.Check(os.WriteFile(file, bytes.Replace(text, old, fresh, 1), 0o666))
}

func unescaped(ts *testscript.TestScript, s string) []byte {
	out, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	ts.Check(err)
	return []byte(out)
}

// grow is the command "grow FILE BYTES": it makes the last line of a file that much longer.
func grow(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "grow FILE BYTES")
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.Write(bytes.Repeat([]byte("word "), n/5))
	ts.Check(err)
	ts.Check(f.Close())
}

// sameFiles is the command "[!] samefiles DIR DIR": the folders hold the same files with the same bytes.
func sameFiles(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, false, args, 2, "samefiles DIR DIR")
	a, b := filesOf(ts, args[0]), filesOf(ts, args[1])
	if len(a) == 0 {
		ts.Fatalf("samefiles: %s has no files", args[0])
	}
	var differ []string
	for name, text := range a {
		if other, ok := b[name]; !ok || other != text {
			differ = append(differ, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			differ = append(differ, name)
		}
	}
	if (len(differ) > 0) != neg {
		ts.Fatalf("samefiles: of %d and %d files these differ: %q", len(a), len(b), differ)
	}
}

// hostFolder is the command "host DIR WRONG": it serves a folder as a static host
// does that has one thing wrong, or ” for nothing, and puts the address into $HOST.
func hostFolder(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "host DIR WRONG")
	server := httptest.NewServer(hosttest.Handler(os.DirFS(ts.MkAbs(args[0])), args[1]))
	ts.Defer(server.Close)
	ts.Setenv("HOST", server.URL)
}

func filesOf(ts *testscript.TestScript, dir string) map[string]string {
	out := map[string]string{}
	fsys := os.DirFS(ts.MkAbs(dir))
	ts.Check(fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		out[name] = string(text)
		return err
	}))
	return out
}

func usage(ts *testscript.TestScript, neg bool, args []string, n int, form string) {
	if neg || len(args) != n {
		ts.Fatalf("usage: %s", form)
	}
}
