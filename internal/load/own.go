package load

import (
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
	"goldseam/internal/worksheet"
)

// An edition's own texts need not be written in the language of the base. Where
// that language has no file, the first of the edition's languages that has one is
// the language such a text has its structure in; in all others it is translated or
// borrowed, as the texts of the base are.

// text finds the file that holds the structure of a text, and the language it is
// written in. Inside is its path within the folder of a language.
func (l *loader) text(inside string, n format.Numbered, why string) (*snapshot.File, string) {
	in := func(tag string) string { return "content/" + tag + "/" + inside }
	if !l.plan.edition.Own || n.Page < program.FirstOwn {
		return l.file(in(l.plan.language), why), l.plan.language
	}
	for _, tag := range append([]string{l.plan.language}, l.plan.languages...) {
		if f := l.tree.File(in(tag)); f != nil {
			return f, tag
		}
	}
	return l.file(in(l.plan.languages[0]), why), l.plan.languages[0]
}

// languageOf gives the language in whose folder a text stands, and its path there.
func languageOf(name string) (tag, inside string) {
	tag, inside, _ = strings.Cut(strings.TrimPrefix(name, "content/"), "/")
	return tag, inside
}

// marked gives a text as it stands among those of another language: each word of
// it is marked as one of the language it is written in.
func (l *loader) marked(value any, tag string) any {
	if value == nil || tag == l.plan.language {
		return value
	}
	w := &wording{convert: l.converter(l.plan.language), source: written(tag)}
	switch v := value.(type) {
	case *program.Lesson:
		return w.lesson(v, format.LessonWords{}, nil, v.File)
	case *program.Page:
		return w.page(v, format.TextWords{}, nil, v.File)
	case *worksheet.Sheet:
		return w.sheet(v, format.SheetWords{}, nil, v.File)
	}
	return value
}

// written is a language as far as texts of it are marked.
func written(tag string) *program.Language {
	return &program.Language{Tag: tag, Dir: program.NewLanguage(tag, "", nil).Dir}
}

// original makes the unit of a text that this language holds the structure of: its
// words without marks. Its problems are those of the unit it is made from.
func (t *translator) original(as use, f *snapshot.File, raw func(*snapshot.File) (any, diag.List)) *unit {
	if u := t.prev.borrowed[borrowing{t.tag, as.from}]; u != nil && u.use == as {
		return u
	}
	value, _ := raw(f)
	return &unit{use: as, value: value}
}
