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
}

// Kinds lists every kind, in the order of a program's folders.
func Kinds() []Kind {
	return []Kind{
		{"program", "content/program.yaml", strictyaml.Of[format.Program]()},
		{"edition", "edition.yaml", strictyaml.Of[format.Edition]()},
		{"home", "the front matter of content/LANGUAGE/program.md", strictyaml.Of[format.Home]()},
		{"phase", "the front matter of content/LANGUAGE/PHASE/phase.md", strictyaml.Of[format.PhaseText]()},
		{"lesson", "the front matter of content/LANGUAGE/PHASE/LESSON.md", strictyaml.Of[format.Lesson]()},
		{"notes", "the front matter of content/LANGUAGE/PHASE/LESSON.notes.md", strictyaml.Of[format.Notes]()},
		{"worksheet", "the front matter of content/LANGUAGE/worksheets/WORKSHEET.md", strictyaml.Of[format.Sheet]()},
		{"page", "the front matter of content/LANGUAGE/pages/PAGE.md", strictyaml.Of[format.Page]()},
		{"help-lines", "content/help-lines/COUNTRY.yaml", strictyaml.Of[format.Country]()},
		{"strings", "content/LANGUAGE/strings.yaml", strictyaml.Of[strictyaml.Map[string]]()},
		{"style", "content/LANGUAGE/style.yaml", strictyaml.Of[format.Style]()},
		{"home-translation", "the front matter of a translated program.md", format.HomeTranslation()},
		{"phase-translation", "the front matter of a translated phase.md", format.PhaseTranslation()},
		{"lesson-translation", "the front matter of a translated lesson", format.LessonTranslation()},
		{"worksheet-translation", "the front matter of a translated worksheet", format.SheetTranslation()},
		{"page-translation", "the front matter of a translated page", format.PageTranslation()},
		{"ledger", "content/ledger.yaml, or ledger.yaml of an edition", strictyaml.Of[format.Ledger]()},
	}
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
	s := b.shape(k.format, k.Name, true)
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
