package load

import (
	"fmt"
	"slices"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/nearest"
	"goldseam/internal/program"
	"goldseam/internal/strictyaml"
	"goldseam/internal/worksheet"
)

// known reports names that the source does not have. What says what is named, such as "field".
func (w *wording) known(code diag.Code, what string, own, source []string, path ...any) {
	for _, id := range own {
		if !slices.Contains(source, id) {
			w.add(code, fmt.Sprintf("%s has no %s %q", w.from, what, id), nearest.Hint(id, source, what+"s there"), append(slices.Clone(path), id)...)
		}
	}
}

func fieldIDs(fields []worksheet.Field) []string {
	ids := make([]string, len(fields))
	for i := range fields {
		ids[i] = fields[i].ID
	}
	return ids
}

func (w *wording) fields(source []worksheet.Field, m strictyaml.Map[format.FieldWords]) []worksheet.Field {
	w.known(diag.UnknownField, "field", m.Keys(), fieldIDs(source), "fields")
	fields := slices.Clone(source)
	for i := range fields {
		own, _ := m.Get(fields[i].ID)
		w.field(&fields[i], own)
	}
	return fields
}

// field gives a field its words.
func (w *wording) field(f *worksheet.Field, m format.FieldWords) {
	w.suited(f, m)
	f.Label, f.Help, f.Say = w.text(m.Label, f.Label), w.text(m.Help, f.Help), w.text(m.Say, f.Say)
	f.Low, f.High = w.text(m.Low, f.Low), w.text(m.High, f.High)
	f.Title = w.plain(m.Title, f.Title)
	if f.Type == "text" {
		f.Default = w.plain(m.Default, f.Default)
	}
	if m.Words != nil {
		f.Words = m.Words
	}
	f.Options = w.options(diag.UnknownOption, "option", f.Options, m.Options, w.text, "fields", f.ID, "options")
	f.Items = w.options(diag.UnknownField, "item", f.Items, m.Items, w.text, "fields", f.ID, "items")
	f.Columns, f.Stages = w.columns(f, m), w.stages(f, m)
	if f.Type == "sentence" {
		f.Parts = w.sentence(f, m)
	} else {
		f.Text = w.text(m.Text, f.Text)
	}
}

// suited reports words that the field's type has no place for.
func (w *wording) suited(f *worksheet.Field, m format.FieldWords) {
	own := []struct {
		key   string
		given bool
	}{
		{"default", m.Default != ""},
		{"words", m.Words != nil},
		{"say", m.Say != ""},
		{"options", m.Options != nil},
		{"low", m.Low != ""},
		{"high", m.High != ""},
		{"items", m.Items != nil},
		{"columns", m.Columns != nil},
		{"text", m.Text != ""},
		{"gaps", m.Gaps != nil},
		{"stages", m.Stages != nil},
		{"title", m.Title != ""},
	}
	for _, o := range own {
		switch {
		case !o.given || f.Type == "":
		case !slices.Contains(worksheet.KeysOf(f.Type), o.key):
			w.add(diag.FieldKey, fmt.Sprintf("a field of type %s has no %q", f.Type, o.key), "delete it", "fields", f.ID, o.key)
		case o.key == "default" && f.Type != "text":
			w.add(diag.TranslationStructure, fmt.Sprintf("a translation gives words only, and the default of a field of type %s is no words: it is the same in every language", f.Type), "delete it", "fields", f.ID, o.key)
		}
	}
}

// options gives options their words. Put makes a text of them.
func (w *wording) options(code diag.Code, what string, source []worksheet.Option, m strictyaml.Map[string], put func(string, program.Text) program.Text, path ...any) []worksheet.Option {
	ids := make([]string, len(source))
	for i, o := range source {
		ids[i] = o.ID
	}
	w.known(code, what, m.Keys(), ids, path...)
	options := slices.Clone(source)
	for i, o := range source {
		own, _ := m.Get(o.ID)
		options[i].Label = put(own, o.Label)
	}
	return options
}

// unmarked is text for places that can hold no mark of a language, such as the lines of a drop-down list.
func (w *wording) unmarked(own string, source program.Text) program.Text {
	if own == "" {
		return source
	}
	return w.convert.Text(own)
}

func (w *wording) columns(f *worksheet.Field, m format.FieldWords) []worksheet.Field {
	w.known(diag.UnknownField, "column", m.Columns.Keys(), fieldIDs(f.Columns), "fields", f.ID, "columns")
	columns := slices.Clone(f.Columns)
	for i := range columns {
		c := &columns[i]
		own, _ := m.Columns.Get(c.ID)
		c.Label, c.Low, c.High = w.text(own.Label, c.Label), w.text(own.Low, c.Low), w.text(own.High, c.High)
		c.Options = w.options(diag.UnknownOption, "option", c.Options, own.Options, w.unmarked, "fields", f.ID, "columns", c.ID, "options")
	}
	return columns
}

// stages gives the parts of a timer their words.
func (w *wording) stages(f *worksheet.Field, m format.FieldWords) []worksheet.Stage {
	ids := make([]string, len(f.Stages))
	for i, s := range f.Stages {
		ids[i] = s.ID
	}
	w.known(diag.UnknownField, "stage", m.Stages.Keys(), ids, "fields", f.ID, "stages")
	stages := slices.Clone(f.Stages)
	for i := range stages {
		own, _ := m.Stages.Get(stages[i].ID)
		stages[i].Label = w.text(own.Label, stages[i].Label)
	}
	return stages
}

// sentence gives a sentence its words. The gaps stay, in the order that the language wants them in.
func (w *wording) sentence(f *worksheet.Field, m format.FieldWords) []worksheet.Part {
	var gaps []string
	parts := map[string]worksheet.Part{}
	source := slices.Clone(f.Parts)
	for _, p := range f.Parts {
		if p.Gap != "" {
			gaps = append(gaps, p.Gap)
		}
	}
	w.known(diag.SentenceGap, "gap", m.Gaps.Keys(), gaps, "fields", f.ID, "gaps")
	for i := range source {
		p := &source[i]
		if p.Gap == "" {
			p.Text = w.text("", p.Text)
			continue
		}
		own, _ := m.Gaps.Get(p.Gap)
		p.Label = w.text(own.Label, p.Label)
		p.Options = w.options(diag.UnknownOption, "option", p.Options, own.Options, w.unmarked, "fields", f.ID, "gaps", p.Gap, "options")
		parts[p.Gap] = *p
	}
	if m.Text == "" || !w.gaps(f.ID, m.Text, gaps) {
		return source
	}
	var out []worksheet.Part
	for _, piece := range worksheet.Pieces(m.Text) {
		if piece.Gap {
			out = append(out, parts[piece.Text])
		} else {
			out = append(out, worksheet.Part{Text: w.convert.Text(piece.Text)})
		}
	}
	return out
}

// gaps tells whether a sentence has each of the source's gaps once and no other.
func (w *wording) gaps(field, sentence string, source []string) bool {
	before := len(w.problems)
	var own, meant []string // one slip is one problem
	for _, p := range worksheet.Pieces(sentence) {
		switch {
		case !p.Gap:
		case slices.Contains(own, p.Text):
			w.add(diag.SentenceGap, fmt.Sprintf("the gap {%s} is here twice", p.Text), "write it once", "fields", field, "text")
		case !slices.Contains(source, p.Text):
			w.add(diag.SentenceGap, fmt.Sprintf("%s has no gap {%s} in this sentence", w.from, p.Text), nearest.Hint(p.Text, source, "gaps there"), "fields", field, "text")
			meant = append(meant, nearest.Name(p.Text, source))
		}
		if p.Gap {
			own = append(own, p.Text)
		}
	}
	for _, gap := range source {
		if !slices.Contains(own, gap) && !slices.Contains(meant, gap) {
			w.add(diag.SentenceGap, fmt.Sprintf("the gap {%s} is missing in this sentence", gap), fmt.Sprintf("write {%s} where its answer belongs; the names of gaps are the same in every language", gap), "fields", field, "text")
		}
	}
	return len(w.problems) == before
}
