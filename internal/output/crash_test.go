package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Each case is what a crash leaves: a site folder, if any, and the work folder.
// The Write that follows must leave the new site, all that is not Goldseam's,
// and nothing beside.
func TestWriteAfterCrash(t *testing.T) {
	site := files{"index.html": "home", "p/1/index.html": "one"}
	mine := files{"CNAME": "mine"}
	longAgo := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	tests := map[string]struct {
		arrange func(t *testing.T, p place)
		others  files
	}{
		"before the lock was signed": {func(t *testing.T, p place) {
			put(t, p.work(), files{"lock": ""})
		}, mine},
		"before the lock": {func(t *testing.T, p place) {
			check(t, os.Mkdir(p.work(), 0o700))
		}, mine},
		"while building": {func(t *testing.T, p place) {
			put(t, p.work(), files{"lock": lockText, "next/index.html": "ho", "next/p/": "", "next/CNAME": "mine"})
		}, mine},
		"while building, and CNAME was changed since": {func(t *testing.T, p place) {
			put(t, p.work(), files{"lock": lockText, "next/index.html": "ho", "next/CNAME": "mine"})
			put(t, p.dir, files{"CNAME": "mine now"})
		}, files{"CNAME": "mine now"}},
		"before the exchange": {func(t *testing.T, p place) {
			put(t, p.work(), files{"lock": lockText, "next/.goldseam": listText(site), "next/deleted": "since"})
			check(t, os.Link(filepath.Join(p.next(), listName), p.stamp()))
		}, mine},
		"after the exchange": {func(t *testing.T, p place) {
			put(t, p.work(), files{"lock": lockText, "next/index.html": "old", "next/.goldseam": listText(files{"index.html": "old"}), "next/late": "mine"})
			check(t, os.Link(filepath.Join(p.dir, listName), p.stamp()))
		}, files{"CNAME": "mine", "late": "mine"}},
		"while taking apart": {func(t *testing.T, p place) {
			put(t, p.work(), files{"lock": lockText, "old/index.html": "old", "old/.goldseam": listText(files{"a/b": "", "index.html": "old"}), "old/late/r": "mine", "old/a/": ""})
			check(t, os.Link(filepath.Join(p.dir, listName), p.stamp()))
		}, files{"CNAME": "mine", "late/r": "mine"}},
		"at the end of taking apart": {func(t *testing.T, p place) {
			put(t, p.work(), files{"lock": lockText, "old/": ""})
			check(t, os.Link(filepath.Join(p.dir, listName), p.stamp()))
		}, mine},
		"between two renames": {func(t *testing.T, p place) {
			put(t, p.work(), files{"lock": lockText, "next/.goldseam": listText(files{})})
			check(t, os.Rename(p.dir, p.old()))
		}, mine},
		"between two renames, and an empty folder was made since": {func(t *testing.T, p place) {
			put(t, p.work(), files{"lock": lockText, "next/.goldseam": listText(files{})})
			check(t, os.Rename(p.dir, p.old()))
			check(t, os.Mkdir(p.dir, 0o777))
		}, mine},
		"after two renames": {func(t *testing.T, p place) {
			put(t, p.work(), files{"lock": lockText, "old/index.html": "old", "old/.goldseam": listText(files{"index.html": "old"}), "old/CNAME": "older"})
			check(t, os.Chtimes(filepath.Join(p.old(), "CNAME"), longAgo, longAgo))
		}, mine},
	}
	for name, test := range tests {
		for sysName, sys := range systems() {
			t.Run(name+"/"+sysName, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "public")
				mustWrite(t, dir, site)
				put(t, dir, mine)
				p, err := locate(dir, sys)
				check(t, err)
				test.arrange(t, p)
				now := files{"index.html": "new", "p/1/index.html": "one"}
				_, err = write(dir, now.tree(), sys)
				check(t, err)
				wantIn(t, dir, both(now, test.others))
				wantAlone(t, dir)
			})
		}
	}
}

// After a crash between two renames even a Write that is refused puts the old site back.
func TestWriteRefusedAfterCrash(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := files{"index.html": "home"}
	mustWrite(t, dir, site)
	put(t, dir, files{"CNAME": "mine"})
	p, err := locate(dir, system{})
	check(t, err)
	put(t, p.work(), files{"lock": lockText})
	check(t, os.Rename(p.dir, p.old()))
	if _, err := Write(dir, files{"CNAME": "its"}.tree()); err == nil {
		t.Error("Write wrote over CNAME")
	}
	wantIn(t, dir, both(site, files{"CNAME": "mine"}))
	wantAlone(t, dir)
}

// A Write that fails on the way leaves the old site and nothing beside it.
func TestWriteFails(t *testing.T) {
	failed := errors.New("out of order")
	here := systems()["this one"]
	tests := map[string]struct {
		sys  system
		site files
	}{
		"in the exchange": {system{link: os.Link, swap: func(string, string) error { return failed }}, files{"index.html": "HOME"}},
		"between two renames": {system{link: os.Link, swap: func(next, _ string) error {
			_ = os.RemoveAll(next)
			return errors.ErrUnsupported
		}}, files{"index.html": "HOME"}},
		"in a file": {here, files{"index.html": "HOME", strings.Repeat("x", 300): ""}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			site := files{"index.html": "home"}
			mustWrite(t, dir, site)
			put(t, dir, files{"CNAME": "mine"})
			if _, err := write(dir, test.site.tree(), test.sys); err == nil {
				t.Error("Write did not fail")
			}
			wantIn(t, dir, both(site, files{"CNAME": "mine"}))
			wantAlone(t, dir)
		})
	}
}
