// Package schema writes the JSON Schema of every YAML an author writes, made of
// the same formats that the decoder enforces.
//
// The schemas are for editors: they offer the keys, say what each is for and
// mark what a build would refuse. In two things they are stricter than a build.
// A text that looks like a number must stand in quotes, as a telephone number
// should, which loses its zeros elsewhere. A key with nothing after it is
// marked, since somebody meant to go on there.
package schema

import (
	"encoding/json"
	"slices"

	"goldseam/internal/format"
	"goldseam/internal/strictyaml"
)

// dialect is the JSON Schema the documents are written in.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// Kind is one kind of YAML that an author writes.
type Kind struct {
	Name   string
	Where  string // the files that hold it
	format *strictyaml.Format
	patch  bool // it changes parts of what the format describes
	body   bool // of a patch: the file has a text below its front matter
}

// Kinds lists every kind, in the order of a program's folders.
func Kinds() []Kind {
	whole := []Kind{
		{Name: "program", Where: "content/program.yaml", format: strictyaml.Of[format.Program]()},
		{Name: "edition", Where: "edition.yaml", format: strictyaml.Of[format.Edition]()},
		{Name: "home", Where: "the front matter of content/LANGUAGE/program.md", format: strictyaml.Of[format.Home]()},
		{Name: "phase", Where: "the front matter of content/LANGUAGE/PHASE/phase.md", format: strictyaml.Of[format.PhaseText]()},
		{Name: "lesson", Where: "the front matter of content/LANGUAGE/PHASE/LESSON.md", format: strictyaml.Of[format.Lesson]()},
		{Name: "notes", Where: "the front matter of content/LANGUAGE/PHASE/LESSON.notes.md", format: strictyaml.Of[format.Notes]()},
		{Name: "worksheet", Where: "the front matter of content/LANGUAGE/worksheets/WORKSHEET.md", format: strictyaml.Of[format.Sheet]()},
		{Name: "page", Where: "the front matter of content/LANGUAGE/pages/PAGE.md", format: strictyaml.Of[format.Page]()},
		{Name: "help-lines", Where: "content/help-lines/COUNTRY.yaml", format: strictyaml.Of[format.Country]()},
		{Name: "strings", Where: "content/LANGUAGE/strings.yaml", format: strictyaml.Of[strictyaml.Map[string]]()},
		{Name: "style", Where: "content/LANGUAGE/style.yaml", format: strictyaml.Of[format.Style]()},
		{Name: "home-translation", Where: "the front matter of a translated program.md", format: format.HomeTranslation()},
		{Name: "phase-translation", Where: "the front matter of a translated phase.md", format: format.PhaseTranslation()},
		{Name: "lesson-translation", Where: "the front matter of a translated lesson", format: format.LessonTranslation()},
		{Name: "worksheet-translation", Where: "the front matter of a translated worksheet", format: format.SheetTranslation()},
		{Name: "page-translation", Where: "the front matter of a translated page", format: format.PageTranslation()},
		{Name: "ledger", Where: "content/ledger.yaml, or ledger.yaml of an edition", format: strictyaml.Of[format.Ledger]()},
	}
	return append(whole, patches(whole)...)
}

// patches lists the patches of what can be changed in parts.
func patches(whole []Kind) []Kind {
	places := []struct{ name, where string }{
		{"home", "content/LANGUAGE/program.patch.yaml"},
		{"phase", "content/LANGUAGE/PHASE/phase.patch.yaml"},
		{"lesson", "content/LANGUAGE/PHASE/LESSON.patch.yaml"},
		{"notes", "content/LANGUAGE/PHASE/LESSON.notes.patch.yaml"},
		{"worksheet", "content/LANGUAGE/worksheets/WORKSHEET.patch.yaml"},
		{"page", "content/LANGUAGE/pages/PAGE.patch.yaml"},
		{"help-lines", "content/help-lines/COUNTRY.patch.yaml"},
		{"strings", "content/LANGUAGE/strings.patch.yaml"},
		{"style", "content/LANGUAGE/style.patch.yaml"},
		{"home-translation", "the patch of a translated program.md"},
		{"phase-translation", "the patch of a translated phase.md"},
		{"lesson-translation", "the patch of a translated lesson"},
		{"worksheet-translation", "the patch of a translated worksheet"},
		{"page-translation", "the patch of a translated page"},
	}
	var out []Kind
	for _, p := range places {
		for _, k := range whole {
			if k.Name == p.name {
				body := !slices.Contains([]string{"help-lines", "strings", "style"}, k.Name)
				out = append(out, Kind{Name: k.Name + "-patch", Where: p.where, format: k.format, patch: true, body: body})
			}
		}
	}
	return out
}

// Names lists the names of all kinds.
func Names() []string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, k.Name)
	}
	return names
}

// Of writes the schema of a kind. It reports false if there is no such kind.
func Of(name string) ([]byte, bool) {
	kinds := Kinds()
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return nil, false
	}
	s := describe(kinds[i], "#")
	s.Schema = dialect
	return encode(s), true
}

// All writes one document that defines every kind.
func All() []byte {
	s := &node{Schema: dialect, Title: "Goldseam", Description: "every kind of YAML that an author writes, by its name below $defs"}
	for _, k := range Kinds() {
		s.Defs = append(s.Defs, property{k.Name, describe(k, "#/$defs/"+k.Name)})
	}
	return encode(s)
}

// describe makes the schema of a kind that stands at a place of its document.
func describe(k Kind, at string) *node {
	b := &builder{at: at, names: map[*strictyaml.Format]string{}}
	var s *node
	if k.patch {
		s = b.patch(k.format, k.body)
	} else {
		s = b.shape(k.format, k.Name, true)
	}
	s.Title, s.Description, s.Defs = "Goldseam: "+k.Name, k.Where, b.defs
	return s
}

func encode(s *node) []byte {
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic("schema: " + err.Error()) // the nodes hold nothing that cannot be written
	}
	return append(out, '\n')
}
