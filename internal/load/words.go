package load

import (
	"fmt"
	"slices"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/markdown"
	"goldseam/internal/origin"
	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// wording puts the words of one translated file in the place of the source's,
// the language that structure is written in. A word that is missing stays the
// source's, marked as such. Whatever is not words is taken over as it is, so
// that no translation can change what a reader is led to or kept from.
type wording struct {
	convert *markdown.Converter
	source  *program.Language
	from    string                     // the source's file as the author knows it
	at      func(path ...any) diag.Pos // place of a part of the front matter
	stale   *origin.Stale              // what of the source is newer; nil if nothing is

	problems diag.List
}

func (w *wording) add(code diag.Code, message, hint string, path ...any) {
	w.problems.Add(w.at(path...), code, message, hint)
}

func (w *wording) text(own string, source program.Text) program.Text {
	if own != "" {
		return w.convert.Text(own)
	}
	if markdown.IsForeign(source) { // it stands among words of another language there, too
		return source
	}
	return markdown.Foreign("span", w.source.Tag, w.source.Dir, source)
}

func (w *wording) plain(own, source string) string {
	if own != "" {
		return w.convert.Plain(own)
	}
	return source
}

// list gives a list of texts, which is as long as the source's or not there.
func (w *wording) list(key string, own []string, source []program.Text) []program.Text {
	own = w.fit(key, own, len(source))
	out := make([]program.Text, len(source))
	for i, s := range source {
		words := ""
		if own != nil {
			words = own[i]
		}
		out[i] = w.text(words, s)
	}
	return out
}

// fit gives a list that has the wanted length, or none.
func (w *wording) fit(key string, own []string, length int) []string {
	if own == nil || len(own) == length {
		return own
	}
	w.add(diag.TranslationLength, fmt.Sprintf("%q has %d here and %d in %s", key, len(own), length, w.from), "write one text for each of them, in the same order", key)
	return nil
}

// body gives the translated text, or the source's where nothing is written.
func (w *wording) body(own, source *markdown.Doc) *markdown.Doc {
	if own == nil || own.Empty() && !source.Empty() {
		return source
	}
	return own
}

// sections reports a text whose sections for two are not those of the source.
func (w *wording) sections(own, source *markdown.Doc) {
	if own == nil || own.Empty() || own.Together() == source.Together() {
		return
	}
	w.add(diag.TranslationStructure, fmt.Sprintf("%d headings have the mark {.together} here and %d in %s", own.Together(), source.Together(), w.from), "write {.together} after the same headings: what is for two people is so in every language")
}

func (w *wording) lesson(source *program.Lesson, m format.LessonWords, doc *markdown.Doc, file string) *program.Lesson {
	l := *source
	l.Title, l.Aim, l.Solo = w.text(m.Title, source.Title), w.text(m.Aim, source.Aim), w.text(m.Solo, source.Solo)
	l.Do, l.Dont = w.list("do", m.Do, source.Do), w.list("dont", m.Dont, source.Dont)
	l.Signs, l.Safety = w.list("signs", m.Signs, source.Signs), w.list("safety", m.Safety, source.Safety)
	var steps []string
	if m.Steps != nil {
		steps = make([]string, len(m.Steps))
	}
	for i, s := range m.Steps {
		steps[i] = s.Text
	}
	texts := make([]program.Text, len(source.Steps))
	for i, s := range source.Steps {
		texts[i] = s.Text
	}
	l.Steps = slices.Clone(source.Steps)
	for i, text := range w.list("steps", steps, texts) {
		l.Steps[i].Text = text
	}
	w.sections(doc, source.Body)
	l.Body, l.File, l.Stale = w.body(doc, source.Body), file, w.stale
	return &l
}

func (w *wording) page(source *program.Page, m format.TextWords, doc *markdown.Doc, file string) *program.Page {
	p := *source
	p.Title, p.Summary = w.text(m.Title, source.Title), w.text(m.Summary, source.Summary)
	p.Body, p.File, p.Stale = w.body(doc, source.Body), file, w.stale
	return &p
}

func (w *wording) sheet(source *worksheet.Sheet, m format.SheetWords, doc *markdown.Doc, file string) *worksheet.Sheet {
	s := *source
	s.Title, s.Neutral = w.text(m.Title, source.Title), w.text(m.Neutral, source.Neutral)
	s.Privacy = w.list("privacy", m.Privacy, source.Privacy)
	s.Intro, s.File, s.Stale = w.body(doc, source.Intro), file, w.stale
	s.Fields = w.fields(source.Fields, m.Fields)
	s.Rules = w.rules(source.Rules, m.Say)
	return &s
}

// rules gives the rules that say something their words.
func (w *wording) rules(source []format.Rule, say []string) []format.Rule {
	var saying []int
	for i, r := range source {
		if r.Say != "" {
			saying = append(saying, i)
		}
	}
	rules := slices.Clone(source)
	for n, own := range w.fit("say", say, len(saying)) {
		if own != "" {
			rules[saying[n]].Say = own
		}
	}
	return rules
}
