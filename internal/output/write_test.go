package output

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestWrite(t *testing.T) {
	type step struct {
		site files
		sum  Summary
	}
	tests := map[string][]step{
		"first": {
			{files{"index.html": "home", "p/1/index.html": "one"}, Summary{Written: 2}},
		},
		"nothing changed": {
			{files{"index.html": "home", "empty": ""}, Summary{Written: 2}},
			{files{"index.html": "home", "empty": ""}, Summary{Kept: 2}},
		},
		"changed and added": {
			{files{"index.html": "home", "p/1/index.html": "one"}, Summary{Written: 2}},
			{files{"index.html": "HOME", "p/1/index.html": "one", "p/2/index.html": "two"}, Summary{Written: 2, Kept: 1}},
		},
		"removed with its folders": {
			{files{"index.html": "home", "p/1/a/b/index.html": "one"}, Summary{Written: 2}},
			{files{"index.html": "home"}, Summary{Kept: 1, Removed: 1}},
		},
		"file becomes folder and folder file": {
			{files{"a": "a", "b/c": "c"}, Summary{Written: 2}},
			{files{"a/d": "d", "b": "b"}, Summary{Written: 2, Removed: 2}},
		},
		"to nothing and back": {
			{files{"a": "a"}, Summary{Written: 1}},
			{files{}, Summary{Removed: 1}},
			{files{"a": "a"}, Summary{Written: 1}},
		},
		"nothing at all": {{files{}, Summary{}}, {files{}, Summary{}}},
	}
	for name, steps := range tests {
		for sysName, sys := range systems() {
			t.Run(name+"/"+sysName, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "new", "public")
				for _, s := range steps {
					sum, err := write(dir, s.site.tree(), sys)
					check(t, err)
					if sum != s.sum {
						t.Errorf("Write = %+v, want %+v", sum, s.sum)
					}
					wantIn(t, dir, s.site)
					wantAlone(t, dir)
				}
			})
		}
	}
}

func TestWriteIntoEmptyFolder(t *testing.T) {
	dir := t.TempDir()
	check(t, os.Chmod(dir, 0o750))
	mustWrite(t, dir, files{"index.html": "home"})
	wantIn(t, dir, files{"index.html": "home"})
	if got := stat(t, dir).Mode().Perm(); got != 0o750 {
		t.Errorf("mode of the folder = %o, want 750 as before", got)
	}
}

func TestWriteKeepsUnchangedFiles(t *testing.T) {
	long := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, sys := range systems() {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			site := files{"same": "same", "p/1/same": "same", "other": "one"}
			mustWrite(t, dir, site)
			for file := range site {
				check(t, os.Chtimes(filepath.Join(dir, file), long, long))
			}
			site["other"] = "two"
			_, err := write(dir, site.tree(), sys)
			check(t, err)
			for file := range site {
				kept := stat(t, filepath.Join(dir, file)).ModTime().Equal(long)
				if want := file != "other"; kept != want {
					t.Errorf("time of %s kept: %t, want %t", file, kept, want)
				}
			}
		})
	}
}

func TestWriteTouchesNothingUnchanged(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "public")
	site := files{"index.html": "home"}
	mustWrite(t, dir, site)
	before, list := stat(t, dir), stat(t, filepath.Join(dir, listName))
	mustWrite(t, dir, site)
	after := stat(t, dir)
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("the folder was touched")
	}
	if !os.SameFile(list, stat(t, filepath.Join(dir, listName))) {
		t.Error("the list was written anew")
	}
}

func TestWriteMendsWhatWasChangedByHand(t *testing.T) {
	tests := map[string]func(t *testing.T, name string){
		"same size":  func(t *testing.T, name string) { check(t, os.WriteFile(name, []byte("PAGE"), 0o666)) },
		"other size": func(t *testing.T, name string) { check(t, os.WriteFile(name, []byte("a page"), 0o666)) },
		"deleted":    func(t *testing.T, name string) { check(t, os.Remove(name)) },
		"folder deleted": func(t *testing.T, name string) {
			check(t, os.RemoveAll(filepath.Dir(name)))
		},
		"edited in place keeping its time": func(t *testing.T, name string) {
			was := stat(t, name).ModTime()
			check(t, os.WriteFile(name, []byte("PAGE"), 0o666))
			check(t, os.Chtimes(name, was, was))
		},
	}
	for name, harm := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			site := files{"index.html": "home", "p/index.html": "page"}
			mustWrite(t, dir, site)
			harm(t, filepath.Join(dir, "p", "index.html"))
			if got, want := mustWrite(t, dir, site), (Summary{Written: 1, Kept: 1}); got != want {
				t.Errorf("Write = %+v, want %+v", got, want)
			}
			wantIn(t, dir, site)
		})
	}
}

// A page that somebody linked elsewhere, say to keep a copy, is never written through.
func TestWriteLeavesSecondNamesAlone(t *testing.T) {
	top := t.TempDir()
	dir, copied := filepath.Join(top, "public"), filepath.Join(top, "copy.html")
	mustWrite(t, dir, files{"index.html": "one"})
	check(t, os.Link(filepath.Join(dir, "index.html"), copied))
	mustWrite(t, dir, files{"index.html": "two"})
	wantIn(t, top, files{"copy.html": "one", "public/index.html": "two", "public/.goldseam": listText(files{"index.html": "two"})})
}

func TestWriteThroughLink(t *testing.T) {
	for _, target := range []string{"real", "real/deep/site"} {
		t.Run(target, func(t *testing.T) {
			top := t.TempDir()
			link := filepath.Join(top, "public")
			check(t, os.Symlink(filepath.FromSlash(target), link))
			for _, page := range []string{"one", "two"} {
				mustWrite(t, link, files{"index.html": page})
				wantIn(t, filepath.Join(top, filepath.FromSlash(target)), files{"index.html": page})
			}
			if got, err := os.Readlink(link); err != nil || got != filepath.FromSlash(target) {
				t.Errorf("the link is now %q, %v", got, err)
			}
			wantAlone(t, link)
			wantAlone(t, filepath.Join(top, filepath.FromSlash(target)))
		})
	}
}

func TestWriteModes(t *testing.T) {
	top := t.TempDir()
	put(t, top, files{"folder/file": ""})
	dir := filepath.Join(top, "public")
	mustWrite(t, dir, files{"p/index.html": "page"})
	for got, want := range map[string]string{"public": "folder", "public/p": "folder", "public/p/index.html": "folder/file"} {
		got, want := stat(t, filepath.Join(top, got)).Mode(), stat(t, filepath.Join(top, want)).Mode()
		if got != want {
			t.Errorf("mode = %v, want %v by the umask", got, want)
		}
	}
}

func TestWriteListIsReproducible(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := files{"b": "b", "a/c": "c"}
	mustWrite(t, dir, files{"b": "old", "z": "z"})
	mustWrite(t, dir, site)
	got, err := os.ReadFile(filepath.Join(dir, listName))
	check(t, err)
	want := "goldseam site 1\n" +
		"2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6 1 a/c\n" +
		"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d 1 b\n"
	if string(got) != want {
		t.Errorf("list = %q, want %q", got, want)
	}
}

func TestWriteRefusesTrees(t *testing.T) {
	tests := map[string]struct {
		site files
		want string
	}{
		"outside":         {files{"../a": ""}, `site path "../a" cannot be a file`},
		"from the root":   {files{"/a": ""}, `site path "/a" cannot be a file`},
		"backslash":       {files{`a\b`: ""}, `site path "a\\b" cannot be a file`},
		"two lines":       {files{"a\nb": ""}, `site path "a\nb" cannot be a file`},
		"the folder":      {files{".": ""}, `site path "." cannot be a file`},
		"the list":        {files{".goldseam": ""}, `site path ".goldseam" is kept for Goldseam's own list`},
		"in the list":     {files{".goldseam/a": ""}, `site path ".goldseam/a" is kept for Goldseam's own list`},
		"file and folder": {files{"a": "", "a/b/c": ""}, `site path "a" is a file and a folder`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			_, err := Write(dir, test.site.tree())
			if err == nil || err.Error() != test.want {
				t.Errorf("Write = %v, want %s", err, test.want)
			}
			if !missing(dir) {
				t.Error("the folder was made")
			}
		})
	}
}
