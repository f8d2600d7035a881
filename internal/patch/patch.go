// Package patch changes parts of a base file and lets the rest follow the base.
//
// A patch is a YAML file beside the place of the file it changes:
// say-sorry.patch.yaml changes say-sorry.md. It is applied at the level of text.
// What comes of it is a text like any other, with a map that says of each place
// whether it stands in the base file or in the patch, so that whatever is found
// in it later is shown where its author can mend it. What a patch does not touch
// keeps the base's own lines.
package patch

import (
	"bytes"

	"goldseam/internal/diag"
	"goldseam/internal/frontmatter"
	"goldseam/internal/markdown"
	"goldseam/internal/strictyaml"
)

// Source is the text of a file.
type Source struct {
	File string // as shown in problems
	Text []byte
}

// Derived is a base text with the changes of a patch.
type Derived struct {
	Text []byte
	From []Line // of each line of Text
}

// Line says where a line of a derived text stands.
type Line struct {
	Patch bool // in the patch; otherwise in the base file
	Line  int
	marks []mark // of a line that is put together: where its parts stand, in order
}

// mark says where a part of a line stands, from a column on.
type mark struct {
	column int
	patch  bool
	at     diag.Pos
	fixed  bool // the part is written differently there, so that only its beginning is known
}

// Place gives where something in a derived text stands.
func (d *Derived) Place(line, column int) (patch bool, l, c int) {
	from := d.From[min(max(line, 1), len(d.From))-1]
	if len(from.marks) == 0 {
		return from.Patch, from.Line, column
	}
	m := from.marks[0]
	for _, later := range from.marks[1:] {
		if later.column <= column {
			m = later
		}
	}
	if m.fixed || column < m.column {
		return m.patch, m.at.Line, m.at.Column
	}
	return m.patch, m.at.Line, m.at.Column + column - m.column
}

// Patcher applies patches. It may be used by several goroutines.
type Patcher struct {
	formats map[Kind]*strictyaml.Format
	names   *strictyaml.Format // of a list of names
	words   *strictyaml.Format // of a text
	convert *markdown.Converter
}

// New makes a Patcher.
func New() *Patcher {
	type own struct {
		Names []string `yaml:"names"`
		Words string   `yaml:"words"`
	}
	of := strictyaml.Of[own]()
	return &Patcher{formats: formats(), names: of.Fields[0].Format, words: of.Fields[1].Format, convert: markdown.New("en")}
}

// Apply gives the base's text with the changes of a patch, and what does not
// fit. Changes that do not fit are left out. Nothing comes of a base or a patch
// that cannot be read at all; what is wrong with the base is not said here.
// Then is the base's text that the patch was made for, if it is known: it tells
// what a name that is no longer there has become.
func (p *Patcher) Apply(kind Kind, base, patch Source, then []byte) (*Derived, diag.List) {
	text, problems := frontmatter.Clean(patch.File, patch.Text)
	if problems != nil {
		return nil, problems
	}
	src := strictyaml.Source{File: patch.File, Line: 1, Text: text}
	root, problems := strictyaml.Parse(src)
	if problems != nil {
		return nil, problems
	}
	file := p.open(kind, base.File, base.Text)
	if file == nil {
		return nil, nil
	}
	a := &applier{Patcher: p, src: src, lines: bytes.Split(text, []byte("\n")), kind: kind}
	if then != nil {
		a.then = p.open(kind, base.File, then)
	}
	if root.Shape != strictyaml.GroupNode {
		a.problems = append(a.problems, strictyaml.Check(src, root, p.formats[kind], "this file")...)
		return nil, a.problems
	}
	if len(root.Keys) == 0 {
		// A patch is begun with remarks alone; until somebody writes something, nothing is lost.
		a.problems.Warn(diag.Pos{File: patch.File, Line: 1, Column: 1}, diag.EmptyFile, "this file changes nothing yet", "write what to change, such as \"title: New title\", or delete the file")
		return nil, a.problems
	}
	return a.apply(file, root), a.problems
}

// applier is the work on one patch.
type applier struct {
	*Patcher
	src      strictyaml.Source
	lines    [][]byte // of the patch
	kind     Kind
	then     *file
	problems diag.List
}

// file is a file that patches change, taken apart.
type file struct {
	lines  [][]byte // all of it
	matter strictyaml.Source
	root   *strictyaml.Node
	body   int // first line of the body, from 1; 0 if the kind has none
	blank  []byte
}

// open takes a file apart; nil if it cannot be read.
func (p *Patcher) open(kind Kind, name string, text []byte) *file {
	text, problems := frontmatter.Clean(name, text)
	if problems != nil {
		return nil
	}
	f := &file{matter: strictyaml.Source{File: name, Line: 1, Text: text}}
	if kind.body() {
		parts, problems := frontmatter.Split(name, text)
		if problems != nil {
			return nil
		}
		f.matter, f.blank = parts.Matter, parts.Body
		f.body = parts.Matter.Line + bytes.Count(parts.Matter.Text, []byte("\n")) + 1
	}
	f.lines = bytes.Split(text, []byte("\n"))
	if f.root, problems = strictyaml.Parse(f.matter); problems != nil || f.root.Shape != strictyaml.GroupNode {
		return nil
	}
	return f
}

// apply puts the parts of a file together again.
func (a *applier) apply(f *file, root *strictyaml.Node) *Derived {
	merged := a.root(f, root)
	w := &writer{}
	end := len(f.lines) + 1
	if f.body > 0 {
		end = f.body - 1 // the line that ends the front matter
		w.base(f, 1, 2)
	}
	w.matter(f, merged, f.matter.Line, end)
	if f.body > 0 {
		w.base(f, end, end+1)
		a.body(w, f, root)
	}
	return w.derived()
}
