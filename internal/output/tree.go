// Package output holds a finished site as files in memory and writes it to a
// folder, whole or not at all.
package output

import (
	"maps"
	"slices"
)

// Kind is what the files of a tree are together. A folder that holds one kind is
// never made into another, so that nothing meant for some reaches all.
type Kind string

// The kinds there are, by the words that lists and messages have for them.
const (
	Site  Kind = "site"
	Notes Kind = "notes" // of counselors
)

// said gives a kind as messages name it.
func (k Kind) said() string {
	if k == Notes {
		return "notes for counselors"
	}
	return "a site"
}

// Tree is a finished site: file contents by slash-separated path, such as
// "p/1/index.html". It is immutable; the bytes of a file that did not change
// between two builds may be shared by both trees.
type Tree struct {
	kind  Kind
	files map[string][]byte
	paths []string
}

// NewTree makes a tree of files, which it keeps: the caller must not change the map or its values afterwards.
func NewTree(files map[string][]byte) *Tree {
	return newTree(Site, files)
}

// NewNotes makes a tree of the files of a book for counselors, as NewTree does of a site's.
func NewNotes(files map[string][]byte) *Tree {
	return newTree(Notes, files)
}

func newTree(kind Kind, files map[string][]byte) *Tree {
	return &Tree{kind: kind, files: files, paths: slices.Sorted(maps.Keys(files))}
}

// Next makes a tree of files as NewTree does, faster where the names are those of t, which may be nil.
func (t *Tree) Next(files map[string][]byte) *Tree {
	if t == nil || len(files) != len(t.paths) {
		return NewTree(files)
	}
	for _, path := range t.paths {
		if _, ok := files[path]; !ok {
			return NewTree(files)
		}
	}
	return &Tree{kind: t.kind, files: files, paths: t.paths}
}

// File returns the content of one file.
func (t *Tree) File(path string) (data []byte, ok bool) {
	data, ok = t.files[path]
	return data, ok
}

// Paths lists all files in order. The caller must not change it.
func (t *Tree) Paths() []string { return t.paths }

// Len counts the files.
func (t *Tree) Len() int { return len(t.paths) }

// Size is the sum of all file sizes, in bytes.
func (t *Tree) Size() int64 {
	var n int64
	for _, f := range t.files {
		n += int64(len(f))
	}
	return n
}
