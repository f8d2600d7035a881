package build_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"goldseam/internal/overlay"
	"goldseam/themes"
)

// disk is a folder in memory whose files have the times at which they were
// written, so that a snapshot finds out what changed the way it does on a disk.
type disk struct {
	fstest.MapFS
	clock int
}

func newDisk(files map[string]string) *disk {
	d := &disk{MapFS: fstest.MapFS{}}
	for name, text := range files {
		d.MapFS[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(0, 0)}
	}
	return d
}

func (d *disk) put(name, text string) {
	d.clock++
	d.MapFS[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(int64(d.clock), 0)}
}

func (d *disk) get(name string) string {
	if f, ok := d.MapFS[name]; ok {
		return string(f.Data)
	}
	return ""
}

func (d *disk) has(name string) bool { return d.MapFS[name] != nil }

// edit changes the text of a file, if there is one.
func (d *disk) edit(name string, change func(string) string) {
	if d.has(name) {
		d.put(name, change(d.get(name)))
	}
}

// replace changes a part of a file, which must be there.
func (d *disk) replace(tb testing.TB, name, old, next string) {
	tb.Helper()
	if !strings.Contains(d.get(name), old) {
		tb.Fatalf("%s has no %q", name, old)
	}
	d.put(name, strings.Replace(d.get(name), old, next, 1))
}

// save keeps all files as they are; restore brings them back.
func (d *disk) save() map[string]*fstest.MapFile { return maps.Clone(d.MapFS) }

func (d *disk) restore(files map[string]*fstest.MapFile) {
	clear(d.MapFS)
	maps.Copy(d.MapFS, files)
}

// edition is the overlay of an edition in the folder mine over a program in the
// folder base, with the theme below both.
func (d *disk) edition(tb testing.TB) *overlay.FS {
	tb.Helper()
	var layers []overlay.Layer
	add := func(mount, folder string, edition bool, only ...string) {
		tree, err := d.Sub(folder)
		if err != nil {
			tb.Fatal(err)
		}
		layers = append(layers, overlay.Layer{Mount: mount, FS: tree, Show: folder, Edition: edition, Only: only})
	}
	add(".", "mine", true, "edition.yaml", "ledger.yaml", "slots")
	for _, sub := range []string{"content", "theme", "static", "base"} {
		add(sub, "mine/"+sub, true)
	}
	add("content", "base/content", false)
	return overlay.New(append(layers, overlay.Layer{Mount: "theme", FS: themes.Hearth(), Show: "(base) theme"})...)
}

// base is the overlay of the program in the folder base alone, with the theme.
func (d *disk) base(tb testing.TB) *overlay.FS {
	tb.Helper()
	tree, err := d.Sub("base/content")
	if err != nil {
		tb.Fatal(err)
	}
	return overlay.New(overlay.Layer{Mount: "content", FS: tree, Show: "base/content"}, overlay.Layer{Mount: "theme", FS: themes.Hearth(), Show: "theme"})
}
