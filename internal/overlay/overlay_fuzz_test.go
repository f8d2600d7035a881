package overlay_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
)

// model is what an overlay must look like: each folder and file by its path.
type model map[string]node

type node struct {
	dir  bool
	text string
}

// add puts a layer below those that are there.
func (m model) add(l overlay.Layer, files fstest.MapFS) {
	own := model{".": {dir: true}}
	put := func(name string, n node) {
		own[name] = n
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			own[dir] = node{dir: true}
		}
	}
	put(l.Mount, node{dir: true})
	for name, f := range files {
		top, _, _ := strings.Cut(name, "/")
		if l.Only == nil || slices.Contains(l.Only, top) {
			put(path.Join(l.Mount, name), node{f.Mode.IsDir(), string(f.Data)})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(own)) { // a folder comes before what is in it
		_, taken := m[name]
		if above := m[path.Dir(name)]; !taken && (above.dir || name == ".") {
			m[name] = own[name]
		}
	}
}

// skipped tells whether a snapshot leaves a file out for the name of it or of a folder around it.
func skipped(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if part == ".h" || part == "c~" {
			return true
		}
	}
	return false
}

// stack makes layers, and the model of them, of any bytes.
func stack(seed []byte) ([]overlay.Layer, model) {
	next := func(n int) int {
		if len(seed) == 0 {
			return 0
		}
		b := int(seed[0]) % n
		seed = seed[1:]
		return b
	}
	mounts := []string{".", "a", "b", "a/b", "a/b/d"}
	parts := []string{"a", "b", "d", "e", ".h", "c~"}
	var layers []overlay.Layer
	m := model{".": {dir: true}}
	for range 1 + next(4) {
		files := fstest.MapFS{}
		l := overlay.Layer{Mount: mounts[next(len(mounts))], Show: fmt.Sprintf("layer%d", len(layers))}
		if next(3) == 1 {
			l.Only = []string{"a", "d"}
		}
		for range next(7) {
			name := parts[next(len(parts))]
			for range next(4) {
				name += "/" + parts[next(len(parts))]
			}
			f := &fstest.MapFile{Data: []byte(fmt.Sprintf("%s in %s", name, l.Show))}
			if next(6) == 1 {
				f = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
			}
			if fits(files, name) {
				files[name] = f
			}
		}
		l.FS = files
		layers = append(layers, l)
		m.add(l, files)
	}
	return layers, m
}

// fits tells whether a tree could hold one more path: a file is no folder.
func fits(files fstest.MapFS, name string) bool {
	for other, f := range files {
		if other == name || strings.HasPrefix(other, name+"/") || strings.HasPrefix(name, other+"/") && !f.Mode.IsDir() {
			return false
		}
	}
	return true
}

// FuzzOpen holds an overlay, and a snapshot of it, against the model.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("\x01\x00\x00\x02\x00\x00\x00\x00\x01\x01\x03\x00"), "a/b")
	f.Add([]byte("\x03\x01\x01\x06\x00\x02\x01\x02\x00\x03\x00\x00\x02\x00\x00\x00\x04\x00\x05\x00"), "../a")
	f.Add([]byte("\x02\x03\x00\x01\x02\x00\x00\x00\x00\x01\x00\x00\x00\x04\x01\x03\x01\x00\x00\x00\x03\x00\x00"), "a//b")
	f.Add([]byte("\x01\x00\x00\x01\x00\x00\x00\x03\x00\x01\x02\x00\x00"), "")
	f.Fuzz(func(t *testing.T, seed []byte, name string) {
		layers, m := stack(seed)
		o := overlay.New(layers...)
		if err := errors.Join(checkOverlay(o, m, name), checkSnapshot(t, o, m)); err != nil {
			t.Fatalf("%v\n%+v", err, layers)
		}
	})
}

// files is what is asked of an overlay.
type files interface {
	fs.ReadDirFS
	fs.ReadFileFS
	fs.StatFS
}

// checkOverlay is the oracle of FuzzOpen: everything of the model is there as it
// stands in it, and so is whatever else there is a name for.
func checkOverlay(o files, m model, name string) error {
	names := append(slices.Sorted(maps.Keys(m)), name, name+"/", "/"+name, "a//b", "./a", "..")
	for known := range m {
		names = append(names, known+"/a", known+"/none", path.Dir(known)+"/e")
	}
	for _, name := range names {
		if err := checkName(o, m, name); err != nil {
			return fmt.Errorf("%q: %w", name, err)
		}
	}
	return nil
}

func checkName(o files, m model, name string) error {
	want, known := m[name]
	info, statErr := o.Stat(name)
	file, openErr := o.Open(name)
	entries, dirErr := o.ReadDir(name)
	text, readErr := o.ReadFile(name)
	if !known {
		cause := fs.ErrNotExist
		if !fs.ValidPath(name) {
			cause = fs.ErrInvalid
		}
		for _, err := range []error{statErr, openErr, dirErr, readErr} {
			if !errors.Is(err, cause) {
				return fmt.Errorf("%v, want %v", err, cause)
			}
		}
		return nil
	}
	if err := errors.Join(statErr, openErr); err != nil {
		return err
	}
	defer file.Close()
	opened, err := file.Stat()
	if err != nil {
		return err
	}
	for _, i := range []fs.FileInfo{info, opened} {
		if i.IsDir() != want.dir || i.Name() != path.Base(name) || !want.dir && i.Size() != int64(len(want.text)) {
			return fmt.Errorf("%s, want %+v", fs.FormatFileInfo(i), want)
		}
	}
	if !want.dir {
		if readErr != nil || string(text) != want.text || dirErr == nil {
			return fmt.Errorf("holds %q (%v), and lists %q (%v); want %q", text, readErr, entries, dirErr, want.text)
		}
		return nil
	}
	return checkFolder(m, name, entries, errors.Join(dirErr, isNil(readErr)))
}

func isNil(err error) error {
	if err == nil {
		return errors.New("a folder was read as a file")
	}
	return nil
}

func checkFolder(m model, name string, entries []fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	var got, want []string
	for _, e := range entries {
		got = append(got, fmt.Sprint(e.Name(), e.IsDir()))
	}
	for _, below := range slices.Sorted(maps.Keys(m)) {
		if below != "." && path.Dir(below) == name {
			want = append(want, fmt.Sprint(path.Base(below), m[below].dir))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	inOrder := slices.IsSortedFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	if !slices.Equal(got, want) || !inOrder {
		return fmt.Errorf("lists %q, want %q in order", got, want)
	}
	return nil
}

// checkSnapshot holds a snapshot against the model: the same files, those left out that are nobody's content.
func checkSnapshot(t *testing.T, o *overlay.FS, m model) error {
	tree, err := snapshot.Read(t.Context(), o)
	if err != nil {
		return err
	}
	for name := range m { // "." is a look at all
		if _, changed, err := tree.Refresh(t.Context(), o, []string{name}); changed || err != nil {
			return fmt.Errorf("a second look at %q finds a change where there is none (%v)", name, err)
		}
	}
	var want []string
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if !m[name].dir && !skipped(name) {
			want = append(want, name)
		}
	}
	if !slices.Equal(tree.Paths(), want) {
		return fmt.Errorf("the snapshot holds %q, want %q", tree.Paths(), want)
	}
	for _, name := range want {
		if f := tree.File(name); f.Err != nil || !bytes.Equal(f.Data, []byte(m[name].text)) {
			return fmt.Errorf("the snapshot's %q holds %q (%v), want %q", name, f.Data, f.Err, m[name].text)
		}
	}
	return nil
}

// bugged is an overlay with a planted bug.
type bugged struct {
	files
	open func(name string) string // which name to answer for
}

func (b bugged) ReadFile(name string) ([]byte, error)       { return b.files.ReadFile(b.open(name)) }
func (b bugged) ReadDir(name string) ([]fs.DirEntry, error) { return b.files.ReadDir(b.open(name)) }
func (b bugged) Stat(name string) (fs.FileInfo, error)      { return b.files.Stat(b.open(name)) }

func TestOpenOracleCatches(t *testing.T) {
	upper := fstest.MapFS{"a": file("upper a"), "d/e": file("e")}
	lower := fstest.MapFS{"a": file("lower a"), "b/x": file("x"), "d": file("a file"), "g/h": file("h")}
	one, two := overlay.Layer{Mount: "a", FS: upper}, overlay.Layer{Mount: "a", FS: lower}
	m := model{".": {dir: true}}
	m.add(one, upper)
	m.add(two, lower)
	sound := overlay.New(one, two)
	if err := errors.Join(checkOverlay(sound, m, "a/a"), checkSnapshot(t, sound, m)); err != nil {
		t.Fatal(err)
	}
	only := two
	only.Only = []string{"a", "b", "d"}
	for name, o := range map[string]*overlay.FS{
		"wrong layer on top": overlay.New(two, one), "layer missing": overlay.New(one), "part of a layer missing": overlay.New(one, only),
		"layer elsewhere": overlay.New(one, overlay.Layer{Mount: "b", FS: lower}), "too much": overlay.New(one, two, overlay.Layer{Mount: "z", FS: upper}),
	} {
		if checkOverlay(o, m, "a/a") == nil || checkSnapshot(t, o, m) == nil {
			t.Errorf("an oracle misses a planted bug: %s", name)
		}
	}
	for name, open := range map[string]func(string) string{
		"invalid path cleaned": path.Clean,
		"one file for another": func(name string) string { return strings.Replace(name, "b/x", "g/h", 1) },
		"missing file made up": func(name string) string { return strings.Replace(name, "none", "a", 1) },
	} {
		if checkOverlay(bugged{sound, open}, m, "a/a") == nil {
			t.Errorf("the oracle misses a planted bug: %s", name)
		}
	}
}
