package output

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// others are files of the kind that people keep in a site's folder.
func others() files {
	return files{
		"CNAME":                    "steady.example",
		".well-known/security.txt": "Contact: mailto:a@b.example",
		".git/refs/heads/main":     "0a",
		"p/1/notes.txt":            "mine",
		"link":                     "-> CNAME",
		"away":                     "-> ../elsewhere",
		"uploads/":                 "",
		"goldseam":                 "not the list",
	}
}

func both(a, b files) files {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

func TestWriteCarriesOthersOver(t *testing.T) {
	for name, sys := range systems() {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, files{"index.html": "home", "p/1/index.html": "one"})
			put(t, dir, others())
			check(t, os.Chmod(filepath.Join(dir, ".git"), 0o500))
			long := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
			check(t, os.Chtimes(filepath.Join(dir, "CNAME"), long, long))
			before := stat(t, filepath.Join(dir, "CNAME"))

			site := files{"index.html": "HOME"}
			for range 3 {
				_, err := write(dir, site.tree(), sys)
				check(t, err)
				wantIn(t, dir, both(site, others()))
				wantAlone(t, dir)
				site["more.html"] += "more"
			}
			if after := stat(t, filepath.Join(dir, "CNAME")); !os.SameFile(before, after) || !after.ModTime().Equal(long) {
				t.Error("CNAME is another file than before")
			}
			if got := stat(t, filepath.Join(dir, ".git")).Mode(); got != fs.ModeDir|0o700 {
				t.Errorf("mode of .git = %v, want its own, open to its owner", got)
			}
		})
	}
}

func TestWriteTellsOthersInTheWay(t *testing.T) {
	tests := map[string]struct {
		other files
		site  files
		path  string
	}{
		"file at a file":     {files{"CNAME": "mine"}, files{"CNAME": "its"}, "CNAME"},
		"equal file":         {files{"CNAME": "its"}, files{"CNAME": "its"}, "CNAME"},
		"file at a folder":   {files{"q": "mine"}, files{"q/1": "its"}, "q"},
		"file in a file":     {files{"q/1": "mine"}, files{"q": "its"}, "q/1"},
		"folder at a file":   {files{"q/": ""}, files{"q": "its"}, "q"},
		"link at a file":     {files{"q": "-> index.html"}, files{"q": "its"}, "q"},
		"link at a folder":   {files{"q": "-> ."}, files{"q/1": "its"}, "q"},
		"in an old folder":   {files{"p/notes": "mine"}, files{"p": "its"}, "p/notes"},
		"deep in the way of": {files{"q/1/2/3": "mine"}, files{"q/1": "its"}, "q/1/2/3"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			site := files{"index.html": "home", "p/index.html": "page"}
			mustWrite(t, dir, site)
			put(t, dir, test.other)
			_, err := Write(dir, test.site.tree())
			wantRefused(t, err,
				test.path+" in "+dir+" is not Goldseam's, and the site has a file of its own there",
				"move it out of the folder and build again, or choose another folder with --out")
			wantIn(t, dir, both(site, test.other))
			wantAlone(t, dir)
		})
	}
}

// What stands at a path of the list but is no plain file was not written by Goldseam.
func TestWriteDeletesNothingBehindLinks(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "public")
	mustWrite(t, dir, files{"index.html": "home", "p/1/index.html": "one", "q": "q", "r": "r"})
	outside := files{"1/index.html": "mine", "precious": "mine"}
	put(t, filepath.Join(top, "outside"), outside)
	for _, name := range []string{"p", "q", "r"} {
		check(t, os.RemoveAll(filepath.Join(dir, name)))
	}
	put(t, dir, files{"p": "-> ../outside", "q": "-> ../outside/precious", "r/deep": "mine"})

	site := files{"index.html": "HOME"}
	mustWrite(t, dir, site)
	wantIn(t, filepath.Join(top, "outside"), outside)
	wantIn(t, dir, both(site, files{"p": "-> ../outside", "q": "-> ../outside/precious", "r/deep": "mine"}))
}

func TestWriteTellsLinkInPlaceOfAPage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := files{"index.html": "home", "page.html": "home"}
	mustWrite(t, dir, site)
	check(t, os.Remove(filepath.Join(dir, "page.html")))
	put(t, dir, files{"page.html": "-> index.html"})
	_, err := Write(dir, site.tree())
	wantRefused(t, err,
		"page.html in "+dir+" is not Goldseam's, and the site has a file of its own there",
		"move it out of the folder and build again, or choose another folder with --out")
	wantIn(t, dir, files{"index.html": "home", "page.html": "-> index.html"})
}

// Others may write into the folder while a new site is being made beside it.
func TestWriteHandsOnWhatCameInBetween(t *testing.T) {
	old := files{"index.html": "home", "CNAME": "one.example", "notes": "old"}
	for name, sys := range systems() {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			mustWrite(t, dir, files{"index.html": "home", "gone.html": "page"})
			put(t, dir, files{"CNAME": "one.example", "notes": "old"})
			came := files{"CNAME": "two.example", ".git/index": "new", "late": "-> CNAME", "later/": "", "gone.html": "-> CNAME"}
			swap := sys.swap
			sys.swap = func(a, b string) error {
				check(t, os.Remove(filepath.Join(dir, "CNAME"))) // as editors save
				check(t, os.Remove(filepath.Join(dir, "gone.html")))
				put(t, dir, came)
				return swap(a, b)
			}
			if name == "no hard links" {
				// There the exchange is not even tried.
				link := sys.link
				sys.link = func(a, b string) error {
					if filepath.Base(b) == "new" {
						_ = sys.swap(a, b)
					}
					return link(a, b)
				}
			}
			site := files{"index.html": "HOME"}
			_, err := write(dir, site.tree(), sys)
			check(t, err)
			wantIn(t, dir, both(both(old, came), site))
			wantAlone(t, dir)
		})
	}
}

func TestWriteKeepsWhatCameInWhereTheSiteIs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, files{"index.html": "home"})
	sys := systems()["this one"]
	swap := sys.swap
	sys.swap = func(a, b string) error {
		put(t, dir, files{"page": "mine"})
		return swap(a, b)
	}
	site := files{"page": "its"}
	_, err := write(dir, site.tree(), sys)
	kept := filepath.Join(filepath.Dir(dir), ".public.goldseam", "old", "page")
	for range 2 {
		wantRefused(t, err,
			"page came into "+dir+" while the site was being written, and the site has a file of its own there",
			"move it away from "+kept+", where it is kept, and build again")
		wantIn(t, dir, site)
		_, err = Write(dir, site.tree())
	}
	moved := filepath.Join(t.TempDir(), "page")
	check(t, os.Rename(kept, moved))
	if text, err := os.ReadFile(moved); string(text) != "mine" {
		t.Errorf("kept %q, %v", text, err)
	}
	mustWrite(t, dir, site)
	wantIn(t, dir, site)
	wantAlone(t, dir)
}

func wantRefused(t testing.TB, err error, message, hint string) {
	t.Helper()
	refused, ok := err.(*RefusedError)
	if !ok {
		t.Errorf("error = %v, want to be refused because %s", err, message)
		return
	}
	if diff := cmp.Diff([]string{message, hint}, []string{refused.Error(), refused.Hint()}); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
}
