package output

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestWriteRefuses(t *testing.T) {
	const empty = "choose another folder with --out, or empty this one"
	const here = "choose another folder with --out, such as --out public"
	tests := map[string]struct {
		before  files // in the folder that the test is in
		dir     string
		message string
		hint    string
	}{
		"somebody's folder": {
			files{"docs/letter.txt": "dear"},
			"docs",
			`docs holds files that Goldseam did not write, such as "letter.txt"`, empty,
		},
		"somebody's hidden file": {
			files{"docs/.DS_Store": ""},
			"docs",
			`docs holds files that Goldseam did not write, such as ".DS_Store"`, empty,
		},
		"a file": {
			files{"docs": "text"},
			"docs",
			"docs is a file, not a folder", "choose another folder with --out",
		},
		"a link to a file": {
			files{"text": "text", "docs": "-> text"},
			"docs",
			"docs is a file, not a folder", "choose another folder with --out",
		},
		"a damaged list": {
			files{"docs/.goldseam": "goldseam site 1\nwhat"},
			"docs",
			`docs cannot be told from a folder of somebody else: its file ".goldseam" is damaged, or from another version of Goldseam`, empty,
		},
		"a list of a later version": {
			files{"docs/.goldseam": "goldseam site 2\n"},
			"docs",
			`docs cannot be told from a folder of somebody else: its file ".goldseam" is damaged, or from another version of Goldseam`, empty,
		},
		"a list that is a link": {
			files{"list": "goldseam site 1\n", "docs/.goldseam": "-> ../list"},
			"docs",
			`docs cannot be told from a folder of somebody else: its file ".goldseam" is damaged, or from another version of Goldseam`, empty,
		},
		"a list that is a folder": {
			files{"docs/.goldseam/": ""},
			"docs",
			`docs cannot be told from a folder of somebody else: its file ".goldseam" is damaged, or from another version of Goldseam`, empty,
		},
		"here":   {files{}, ".", ". is the folder you are in, or one around it", here},
		"around": {files{}, "..", ".. is the folder you are in, or one around it", here},
		"here by a link": {
			files{"docs": "-> ."},
			"docs",
			"docs is the folder you are in, or one around it", here,
		},
		"the root": {files{}, "/", "/ is the folder you are in, or one around it", here},
		"no name":  {files{}, "", " is the folder you are in, or one around it", here},
		"the work folder taken": {
			files{".docs.goldseam/mine": "mine"},
			"docs",
			".docs.goldseam is in the way: Goldseam needs that name while it writes, and did not make what is there",
			"move it away, or choose another folder with --out",
		},
		"the work folder taken by a lock of somebody": {
			files{".docs.goldseam/lock": "mine"},
			"docs",
			".docs.goldseam is in the way: Goldseam needs that name while it writes, and did not make what is there",
			"move it away, or choose another folder with --out",
		},
		"the work folder a file": {
			files{"sub/.docs.goldseam": "mine"},
			"sub/docs",
			filepath.FromSlash("sub/.docs.goldseam") + " is in the way: Goldseam needs that name while it writes, and did not make what is there",
			"move it away, or choose another folder with --out",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			top := t.TempDir()
			t.Chdir(top)
			put(t, top, test.before)
			_, err := Write(test.dir, files{"index.html": "home"}.tree())
			wantRefused(t, err, test.message, test.hint)
			got, err := read(top)
			check(t, err)
			if len(got) != len(test.before) {
				t.Errorf("the folder now holds %v, want it as before: %v", got, test.before)
			}
		})
	}
}

func TestWriteRefusesWhileAnotherWrites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, files{"index.html": "home"})
	p, err := locate(dir, system{})
	check(t, err)
	lock, err := p.lock()
	check(t, err)
	_, err = Write(dir, files{"index.html": "HOME"}.tree())
	wantRefused(t, err, "another Goldseam is writing to "+dir, "wait until it is done, then build again")
	wantIn(t, dir, files{"index.html": "home"})
	check(t, p.unlock(lock))
	mustWrite(t, dir, files{"index.html": "HOME"})
	wantAlone(t, dir)
}

func TestWriteRefusesInAClosedFolder(t *testing.T) {
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("nothing is closed to this user")
	}
	top := t.TempDir()
	dir := filepath.Join(top, "public")
	check(t, os.Mkdir(dir, 0o777))
	check(t, os.Chmod(top, 0o500))
	defer os.Chmod(top, 0o700)
	_, err := Write(dir, files{"index.html": "home"}.tree())
	wantRefused(t, err, dir+" cannot be replaced as a whole: you may not write to the folder around it",
		"choose a folder of your own with --out")
}

// TestWriteKeepsKindsApart writes each kind where the other one stands, and notes into a site.
func TestWriteKeepsKindsApart(t *testing.T) {
	top := t.TempDir()
	t.Chdir(top)
	site := files{"index.html": "home", "p/1/index.html": "one"}
	book := files{"index.html": "notes"}
	mustWrite(t, "public", site)
	mustWrite(t, "elsewhere", site)
	_, err := Write("notes", NewNotes(book.tree().files))
	check(t, err)
	before, err := read(top)
	check(t, err)
	_, err = Write("public", NewNotes(book.tree().files))
	wantRefused(t, err, "public holds a site, and this is notes for counselors", "choose another folder with --out")
	_, err = Write("notes", site.tree())
	wantRefused(t, err, "notes holds notes for counselors, and this is a site", "choose another folder with --out")
	for _, inside := range []string{"public/notes", "public/p/1/deep/notes"} {
		name := filepath.FromSlash(inside)
		_, err = Write(name, NewNotes(book.tree().files))
		wantRefused(t, err, name+" lies within a site, and whoever reads the site could read it", "choose another folder with --out")
	}
	after, err := read(top)
	check(t, err)
	if !maps.Equal(after, before) {
		t.Errorf("the folder now holds %v, want it as before: %v", after, before)
	}
	book["es/index.html"] = "notas"
	sum, err := Write("notes", NewNotes(book.tree().files))
	check(t, err)
	if sum != (Summary{Written: 1, Kept: 1}) {
		t.Errorf("writing the notes again = %+v", sum)
	}
	wantIn(t, "notes", book)
}
