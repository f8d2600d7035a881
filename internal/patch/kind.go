package patch

import (
	"path"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/strictyaml"
)

// Kind is what a file holds that may be changed in parts. The names are those of the schemas.
type Kind string

// The kinds. A translation gives words only.
const (
	Home           Kind = "home"
	Phase          Kind = "phase"
	Lesson         Kind = "lesson"
	Notes          Kind = "notes"
	Worksheet      Kind = "worksheet"
	Page           Kind = "page"
	Country        Kind = "help-lines"
	Strings        Kind = "strings"
	Style          Kind = "style"
	HomeWords      Kind = "home-translation"
	PhaseWords     Kind = "phase-translation"
	LessonWords    Kind = "lesson-translation"
	WorksheetWords Kind = "worksheet-translation"
	PageWords      Kind = "page-translation"
)

const translationOf = "-translation"

// formats gives the format of what stands above a file's text, by kind.
func formats() map[Kind]*strictyaml.Format {
	return map[Kind]*strictyaml.Format{
		Home: strictyaml.Of[format.Home](), Phase: strictyaml.Of[format.PhaseText](), Lesson: strictyaml.Of[format.Lesson](),
		Notes: strictyaml.Of[format.Notes](), Worksheet: strictyaml.Of[format.Sheet](), Page: strictyaml.Of[format.Page](),
		Country: strictyaml.Of[format.Country](), Strings: strictyaml.Of[strictyaml.Map[string]](), Style: strictyaml.Of[format.Style](),
		HomeWords: format.HomeTranslation(), PhaseWords: format.PhaseTranslation(), LessonWords: format.LessonTranslation(),
		WorksheetWords: format.SheetTranslation(), PageWords: format.PageTranslation(),
	}
}

// KindOf says what the file at an overlay path is, in a program whose structure
// is written in a language; false if no part of it can be changed by itself.
func KindOf(name, language string) (Kind, bool) {
	rest, ok := strings.CutPrefix(name, "content/")
	folder, inside, nested := strings.Cut(rest, "/")
	if !ok || !nested {
		return "", false
	}
	dir, base := path.Split(inside)
	switch {
	case folder == "help-lines":
		return Country, dir == "" && path.Ext(base) == ".yaml"
	case inside == "strings.yaml":
		return Strings, true
	case inside == "style.yaml":
		return Style, true
	case path.Ext(base) != ".md" || strings.Count(dir, "/") > 1 || dir == "" && base != "program.md":
		return "", false
	case strings.HasSuffix(base, ".notes.md"):
		return Notes, true
	}
	kind := Lesson
	switch {
	case dir == "":
		kind = Home
	case dir == "worksheets/":
		kind = Worksheet
	case dir == "pages/":
		kind = Page
	case base == "phase.md":
		kind = Phase
	}
	if folder != language {
		kind += translationOf
	}
	return kind, true
}

// body tells the kinds that have a text below their front matter.
func (k Kind) body() bool { return k != Country && k != Strings && k != Style }

// noun is what people call a file of the kind.
func (k Kind) noun() string {
	switch Kind(strings.TrimSuffix(string(k), translationOf)) {
	case Home:
		return "first page"
	case Country, Strings, Style:
		return "file"
	case Notes:
		return "notes"
	}
	return strings.TrimSuffix(string(k), translationOf)
}
