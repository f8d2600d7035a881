package worksheet

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/markdown"
	"goldseam/internal/nearest"
	"goldseam/internal/strictyaml"
)

// KeysOf lists the keys that belong to each type of field, beside those that belong to all.
func KeysOf(kind string) []string {
	switch kind {
	case "text":
		return []string{"limit", "default", "words", "say"}
	case "longtext":
		return []string{"limit", "words", "say"}
	case "choice", "multi", "checklist":
		return []string{"options", "other"}
	case "scale":
		return []string{"low", "high", "items"}
	case "date", "time":
		return []string{"default"}
	case "rows":
		return []string{"limit", "columns"}
	case "sentence":
		return []string{"text", "gaps", "limit"}
	case "timer":
		return []string{"minutes", "turns", "stages"}
	case "agreement":
		return []string{"limit", "review"}
	case "tracker":
		return []string{"columns", "pick"}
	case "calendar":
		return []string{"title", "every", "from"}
	case "show":
		return []string{"text", "panel", "both"}
	}
	return nil
}

var (
	fieldID  = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	optionID = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)
	dayRule  = regexp.MustCompile(`^(today|in [1-9][0-9]* (days?|weeks?|months?))$`)
	clock    = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
)

// definer builds a sheet and gathers its problems.
type definer struct {
	convert  *markdown.Converter
	at       func(path ...any) diag.Pos
	problems diag.List
}

func (d *definer) add(code diag.Code, message, hint string, path ...any) {
	d.problems.Add(d.at(path...), code, message, hint)
}

// Define makes a worksheet of what an author wrote, and gives every problem of the definition.
func Define(id string, number int, f format.Sheet, intro *markdown.Doc, convert *markdown.Converter, at func(path ...any) diag.Pos) (*Sheet, diag.List) {
	d := &definer{convert: convert, at: at}
	s := &Sheet{
		ID: id, Number: number, Title: convert.Text(f.Title), Neutral: convert.Text(f.Neutral), Fill: f.Fill,
		Never: f.Keep == "never", Print: f.Print == nil || *f.Print, Share: f.Share, Tracker: f.Kind == "tracker", Held: f.OnAmber == "held",
		Rules: f.Rules, Summary: f.Summary, Intro: intro, At: at,
	}
	for _, p := range f.Privacy {
		s.Privacy = append(s.Privacy, convert.Text(p))
	}
	for _, pair := range f.Fields {
		s.Fields = append(s.Fields, d.field(pair.Key, pair.Value))
	}
	if s.Never && s.Share != "none" && f.Share != "" {
		d.add(diag.SheetShare, `a worksheet with "keep: never" cannot be shared`, `write "share: none"`, "share")
	}
	d.references(s)
	d.rules(s)
	return s, d.problems
}

func (d *definer) field(id string, f format.Field) Field {
	if !fieldID.MatchString(id) {
		d.problems.Add(d.at("fields", id), diag.FieldID, fmt.Sprintf("%q cannot be the name of a field", id), "use small letters a to z, digits and _, beginning with a letter: it is permanent and never shown")
	}
	if f.Type != "" {
		d.keys(id, f)
	}
	if f.Label == "" && f.Type != "show" && f.Type != "" {
		d.add(diag.MissingKey, fmt.Sprintf("%q is missing in %q", "label", id), `add a line such as "label: What helped"`, "fields", id)
	}
	out := Field{
		ID: id, Type: f.Type, Label: d.convert.Text(f.Label), Help: d.convert.Text(f.Help), Optional: f.Optional,
		Private: f.Private, Never: f.Keep == "never", Each: f.Each, Was: f.Was, Retired: f.Retired, Limit: f.Limit,
		Default: d.convert.Plain(f.Default), Words: f.Words, Say: d.convert.Text(f.Say), Other: f.Other,
		Low: d.convert.Text(f.Low), High: d.convert.Text(f.High), Minutes: f.Minutes, Turns: f.Turns > 0,
		Review: f.Review, Title: d.convert.Plain(f.Title), Every: f.Every, From: f.From, Panel: f.Panel,
		Pick: f.Pick, Both: f.Both,
	}
	out.Options = d.options(f.Options, "fields", id, "options")
	for _, p := range f.Stages {
		out.Stages = append(out.Stages, Stage{p.Key, d.convert.Text(p.Value.Label), p.Value.Minutes})
		out.Minutes += p.Value.Minutes
	}
	out.Items = d.options(f.Items, "fields", id, "items")
	for _, c := range f.Columns {
		out.Columns = append(out.Columns, d.column(id, c.Key, c.Value))
	}
	switch f.Type {
	case "sentence":
		out.Parts = d.sentence(id, f)
	default:
		out.Text = d.convert.Text(f.Text)
	}
	d.complete(id, f)
	return out
}

// keys reports the keys that do not belong to the field's type.
func (d *definer) keys(id string, f format.Field) {
	common := []string{"type", "label", "help", "optional", "private", "keep", "each", "was", "retired"}
	allowed := append(common, KeysOf(f.Type)...)
	v := reflect.ValueOf(f)
	for i := range v.NumField() {
		key := strings.Split(v.Type().Field(i).Tag.Get("yaml"), ",")[0]
		if !v.Field(i).IsZero() && !slices.Contains(allowed, key) {
			d.add(diag.FieldKey, fmt.Sprintf("a field of type %s has no %q", f.Type, key), "keys that belong to it: "+strings.Join(KeysOf(f.Type), ", "), "fields", id, key)
		}
	}
}

// complete reports what a field of its type cannot do without, and values that mean nothing.
func (d *definer) complete(id string, f format.Field) {
	missing := func(key, example string) {
		d.add(diag.FieldKey, fmt.Sprintf("a field of type %s needs %q", f.Type, key), fmt.Sprintf("add a line such as \"%s: %s\"", key, example), "fields", id)
	}
	bad := func(key, value, hint string) {
		d.add(diag.FieldValue, fmt.Sprintf("%q is no value for %q", value, key), hint, "fields", id, key)
	}
	switch f.Type {
	case "choice", "multi", "checklist":
		if len(f.Options) == 0 {
			missing("options", `{first: The first, second: The second}`)
		}
	case "scale":
		if f.Low == "" {
			missing("low", "not at all")
		}
		if f.High == "" {
			missing("high", "very much")
		}
	case "date":
		if f.Default != "" && !dayRule.MatchString(f.Default) {
			bad("default", f.Default, `write "today", or for example "in 6 weeks"`)
		}
	case "time":
		if f.Default != "" && !clock.MatchString(f.Default) {
			bad("default", f.Default, `write hours and minutes in quotes, such as "21:00"`)
		}
	case "rows", "tracker":
		if len(f.Columns) == 0 {
			missing("columns", `{what: {type: text, label: What}}`)
		}
	case "timer":
		if f.Stages != nil {
			d.stages(id, f)
		} else if f.Minutes < 1 || f.Minutes > mostMinutes {
			missing("minutes", "20")
		}
	case "agreement":
		if f.Review != "" && !dayRule.MatchString(f.Review) {
			bad("review", f.Review, `write for example "in 6 weeks"`)
		}
	case "calendar":
		if f.Title == "" {
			missing("title", "Catch-up")
		}
		if f.Every == "" {
			missing("every", "week")
		}
	case "show":
		shown := 0
		for _, s := range []string{f.Text, f.Panel, f.Both} {
			if s != "" {
				shown++
			}
		}
		if shown == 0 {
			missing("text", "what the reader sees")
		} else if shown > 1 {
			d.add(diag.FieldKey, "a field of type show shows one thing, and this one several", "leave one of text, panel and both", "fields", id)
		}
	}
	if len(f.Words) > 0 && f.Say == "" {
		missing("say", "Try it without this word.")
	}
	if f.Limit < 0 || f.Limit > 20000 {
		bad("limit", fmt.Sprint(f.Limit), "write a number from 1 to 20000")
	}
	if f.Turns != 0 && f.Turns != 2 {
		bad("turns", fmt.Sprint(f.Turns), "write 2, or leave the line out")
	}
}

// mostMinutes is how long a timer can be.
const mostMinutes = 24 * 60

// stages checks the parts of a timer.
func (d *definer) stages(id string, f format.Field) {
	for _, key := range []string{"minutes", "turns"} {
		if key == "minutes" && f.Minutes != 0 || key == "turns" && f.Turns != 0 {
			d.add(diag.FieldKey, fmt.Sprintf("a timer with stages has no %q", key), "delete it: the length is that of all stages, one after another", "fields", id, key)
		}
	}
	if n := len(f.Stages); n < 2 || n > 12 {
		d.add(diag.FieldValue, fmt.Sprintf("a timer has 2 to 12 stages, and this one has %d", n), `join some of them, or write "minutes" in place of one`, "fields", id, "stages")
	}
	sum := 0
	for _, p := range f.Stages {
		if !fieldID.MatchString(p.Key) {
			d.add(diag.FieldID, fmt.Sprintf("%q cannot be the name of a stage", p.Key), "use small letters a to z, digits and _, beginning with a letter: it is permanent and never shown", "fields", id, "stages", p.Key)
		}
		if p.Value.Minutes < 1 {
			d.add(diag.FieldValue, fmt.Sprintf("%q is no value for %q", fmt.Sprint(p.Value.Minutes), "minutes"), "write whole minutes, such as 5", "fields", id, "stages", p.Key)
		}
		sum += p.Value.Minutes
	}
	if sum > mostMinutes {
		d.add(diag.FieldValue, "the stages are longer than a day", "write shorter ones", "fields", id, "stages")
	}
}

func (d *definer) options(m strictyaml.Map[string], path ...any) []Option {
	var out []Option
	for _, p := range m {
		here := append(slices.Clone(path), p.Key)
		if !optionID.MatchString(p.Key) {
			d.add(diag.OptionID, fmt.Sprintf("%q cannot be the name of an option", p.Key), "use small letters a to z, digits, - and _: it is permanent and never shown", here...)
		}
		if p.Value == "" {
			d.add(diag.EmptyValue, fmt.Sprintf("the option %q has no words", p.Key), fmt.Sprintf("write them after the colon: %s: …", p.Key), here...)
		}
		out = append(out, Option{p.Key, d.convert.Text(p.Value)})
	}
	return out
}

func (d *definer) column(field, id string, c format.Column) Field {
	if !fieldID.MatchString(id) {
		d.add(diag.FieldID, fmt.Sprintf("%q cannot be the name of a column", id), "use small letters a to z, digits and _, beginning with a letter: it is permanent and never shown", "fields", field, "columns", id)
	}
	if (c.Type == "choice" || c.Type == "multi") && len(c.Options) == 0 {
		d.add(diag.FieldKey, fmt.Sprintf(`a column of type %s needs "options"`, c.Type), `add "options: {first: The first, second: The second}"`, "fields", field, "columns", id)
	}
	return Field{
		ID: id, Type: c.Type, Label: d.convert.Text(c.Label), Optional: c.Optional, Limit: c.Limit, Private: c.Private, Never: c.Keep == "never",
		Low: d.convert.Text(c.Low), High: d.convert.Text(c.High), Options: d.options(c.Options, "fields", field, "columns", id, "options"),
	}
}

// sentence takes a text with gaps in braces apart.
func (d *definer) sentence(id string, f format.Field) []Part {
	var parts []Part
	var gaps []string
	for _, p := range Pieces(f.Text) {
		if !p.Gap {
			parts = append(parts, Part{Text: d.convert.Text(p.Text)})
			continue
		}
		if !fieldID.MatchString(p.Text) || slices.Contains(gaps, p.Text) {
			d.add(diag.SentenceGap, fmt.Sprintf("%q cannot be the name of a gap here", p.Text), "give each gap a name of its own in small letters, such as {feeling}", "fields", id, "text")
		}
		gaps = append(gaps, p.Text)
		gap, _ := f.Gaps.Get(p.Text)
		label := gap.Label
		if label == "" {
			label = strings.ReplaceAll(p.Text, "_", " ")
		}
		parts = append(parts, Part{Gap: p.Text, Label: d.convert.Text(label), Options: d.options(gap.Options, "fields", id, "gaps", p.Text, "options")})
	}
	if len(gaps) == 0 {
		d.add(diag.SentenceGap, "a sentence needs at least one gap", `write the gaps in braces: text: "I feel {feeling} when {when}."`, "fields", id)
	}
	for _, g := range f.Gaps.Keys() {
		if !slices.Contains(gaps, g) {
			d.problems.Add(d.at("fields", id, "gaps", g), diag.SentenceGap, fmt.Sprintf("the sentence has no gap {%s}", g), nearest.Hint(g, gaps, "gaps"))
		}
	}
	return parts
}

// references checks the names of fields that a sheet uses outside its rules.
func (d *definer) references(s *Sheet) {
	ids := make([]string, len(s.Fields))
	for i := range s.Fields {
		ids[i] = s.Fields[i].ID
	}
	for _, f := range s.Fields {
		if f.Pick != "" {
			d.pick(s, &f, ids)
		}
		if f.Both != "" {
			d.both(s, &f, ids)
		}
		if f.From == "" {
			continue
		}
		if from := s.Field(f.From); from == nil {
			d.add(diag.UnknownField, fmt.Sprintf("%q is not a field of this worksheet", f.From), nearest.Hint(f.From, ids, "fields"), "fields", f.ID, "from")
		} else if from.Type != "date" {
			d.add(diag.FieldValue, fmt.Sprintf("%q is not a date", f.From), "name a field of type date", "fields", f.ID, "from")
		}
	}
	for i, id := range s.Summary.Card {
		if s.Field(id) == nil {
			d.add(diag.UnknownField, fmt.Sprintf("%q is not a field of this worksheet", id), nearest.Hint(id, ids, "fields"), "summary", "card", i)
		}
	}
	if c := s.Summary.Chart; c != nil && c.Y != "" {
		d.chart(s, c, ids)
	}
}

// chart checks that what a chart draws is asked again and again, all of it at the same time.
func (d *definer) chart(s *Sheet, c *format.Chart, ids []string) {
	drawn := d.measure(s, c.Y, ids, []string{"scale", "choice"}, "summary", "chart", "y")
	one := func(name string, kinds []string, key ...any) {
		path := append([]any{"summary", "chart"}, key...)
		if other := d.measure(s, name, ids, kinds, path...); drawn != "" && other != "" && other != drawn {
			d.add(diag.FieldValue, fmt.Sprintf("%q is not asked at the same time as %q", name, c.Y), "a chart is of one tracker: name fields of that", path...)
		}
	}
	for i, name := range c.Also {
		if name == c.Y || slices.Index(c.Also, name) < i {
			d.add(diag.FieldValue, fmt.Sprintf("%q is drawn already", name), "delete it here", "summary", "chart", "also", i)
			continue
		}
		one(name, []string{"scale", "choice"}, "also", i)
	}
	if c.Marks != "" {
		one(c.Marks, []string{"choice", "multi"}, "marks")
	}
	if c.AverageAfter < 0 || c.AverageAfter > 100 {
		d.add(diag.FieldValue, fmt.Sprintf("%q is no value for %q", fmt.Sprint(c.AverageAfter), "average_after"), "write a number from 1 to 100", "summary", "chart", "average_after")
	}
}

// measure checks one field of a chart. It gives what it is an answer of: a tracker's name, or the sheet's; "" if it is none.
func (d *definer) measure(s *Sheet, name string, ids, kinds []string, path ...any) string {
	part := s.part(name)
	id, _, _ := strings.Cut(name, ".")
	switch {
	case part == nil:
		d.add(diag.UnknownField, fmt.Sprintf("%q is not a field of this worksheet", name), nearest.Hint(name, ids, "fields"), path...)
	case !slices.Contains(kinds, part.Type):
		d.add(diag.FieldValue, fmt.Sprintf("%q cannot be drawn in a chart", name), "name a field of type "+strings.Join(kinds, " or "), path...)
	case s.Field(id).Type == "tracker":
		return id
	case !s.Tracker:
		d.add(diag.FieldValue, fmt.Sprintf("%q is asked once, so there is nothing to draw over time", name), `name a column of a tracker, such as week.tempt, or write "kind: tracker"`, path...)
	default:
		return s.ID
	}
	return ""
}

// pick checks that the field which says what a tracker asks is one, and names columns of it.
func (d *definer) pick(s *Sheet, f *Field, ids []string) {
	at := []any{"fields", f.ID, "pick"}
	from := s.Field(f.Pick)
	switch {
	case from == nil:
		d.add(diag.UnknownField, fmt.Sprintf("%q is not a field of this worksheet", f.Pick), nearest.Hint(f.Pick, ids, "fields"), at...)
	case from.Type != "multi":
		d.add(diag.FieldValue, fmt.Sprintf("%q is no field in which several things are ticked", f.Pick), "name a field of type multi", at...)
	case !slices.ContainsFunc(f.Columns, func(c Field) bool { return from.Has(c.ID) }):
		d.add(diag.FieldValue, fmt.Sprintf("no column of %q has the name of an option of %q", f.ID, f.Pick), "give the columns that are asked only if they are ticked the names of those options", at...)
	}
}

// both checks that what two people may both tick are ticks, with a place for each.
func (d *definer) both(s *Sheet, f *Field, ids []string) {
	at := []any{"fields", f.ID, "both"}
	of := s.Field(f.Both)
	switch {
	case of == nil:
		d.add(diag.UnknownField, fmt.Sprintf("%q is not a field of this worksheet", f.Both), nearest.Hint(f.Both, ids, "fields"), at...)
	case of.Type != "multi" && of.Type != "checklist":
		d.add(diag.FieldValue, fmt.Sprintf("nothing is ticked in %q", f.Both), "name a field of type multi or checklist", at...)
	case !of.Each:
		d.add(diag.FieldValue, fmt.Sprintf("%q has one place, so there is nothing that two people both ticked", f.Both), fmt.Sprintf("write \"each: true\" in %q", f.Both), at...)
	}
}

// part finds a field, or a scale or column within one, by a name such as "peace.stay".
func (s *Sheet) part(name string) *Field {
	id, inner, dotted := strings.Cut(name, ".")
	f := s.Field(id)
	if f == nil || !dotted {
		return f
	}
	for _, item := range f.Items {
		if item.ID == inner {
			return f
		}
	}
	return find(f.Columns, inner)
}
