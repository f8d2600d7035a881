package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/worksheet"
)

// averageAfter is how many entries an average takes where the author says nothing.
const averageAfter = 4

// sheetData makes what a worksheet's form tells its script. Links gives where a
// rule's link leads and the title of what is there, nil if nowhere.
func (e *environment) sheetData(s *worksheet.Sheet, links func(string) *PlaceData) SheetData {
	d := SheetData{
		ID: s.ID, Number: s.Number, Title: plain(s.Title), Neutral: plain(s.Neutral), URL: e.addresses.Worksheet(e.lang, s.ID, s.Number),
		Fill: s.Fill, Never: s.Never, Print: s.Print, Share: s.Share, Tracker: s.Tracker, Held: s.Held,
		Privacy: []string{}, Fields: []FieldData{}, Rules: []RuleData{}, Card: append([]string{}, s.Summary.Card...), Table: s.Summary.Table,
	}
	for _, p := range s.Privacy {
		d.Privacy = append(d.Privacy, plain(p))
	}
	for i := range s.Fields {
		d.Fields = append(d.Fields, e.fieldData(&s.Fields[i]))
	}
	for _, r := range s.Rules {
		d.Rules = append(d.Rules, RuleData{
			When: conditionData(&r.When), Show: r.Show, Say: e.lang.Convert.Plain(r.Say), Link: links(r.Link), Reveal: r.Reveal, Suggest: r.Suggest, From: r.From, Take: e.take(s, &r),
		})
	}
	if c := s.Summary.Chart; c != nil {
		d.Chart = &ChartData{c.Y, c.Also, c.Marks, cmp.Or(c.AverageAfter, averageAfter)}
	}
	return d
}

// take gives the parts of another worksheet's answers that a rule suggests, nil for a rule that suggests nothing.
func (e *environment) take(s *worksheet.Sheet, r *format.Rule) map[string]string {
	id, name, _ := strings.Cut(r.From, ".")
	other, to := e.lang.Worksheet(id), s.Field(r.Suggest)
	if other == nil || to == nil || other.Field(name) == nil {
		return nil // left out of this edition
	}
	return worksheet.Suggest(other.Field(name), to)
}

func (e *environment) fieldData(f *worksheet.Field) FieldData {
	d := FieldData{
		ID: f.ID, Type: f.Type, Label: plain(f.Label), Help: plain(f.Help), Optional: f.Optional, Private: f.Private, Never: f.Never, Each: f.Each,
		Was: f.Was, Retired: f.Retired, Limit: f.Limit, Default: f.Default, Words: f.Words, Say: plain(f.Say), Options: optionData(f.Options),
		Other: f.Other, Low: plain(f.Low), High: plain(f.High), Items: optionData(f.Items), Minutes: f.Minutes, Turns: f.Turns,
		Review: f.Review, Title: f.Title, Every: f.Every, From: f.From, Panel: f.Panel, Pick: f.Pick, Both: f.Both, Text: plain(f.Text),
	}
	for _, s := range f.Stages {
		d.Stages = append(d.Stages, StageData{plain(s.Label), s.Minutes})
	}
	columns := f.Columns
	switch f.Type {
	case "tracker":
		columns = e.dated(f).Columns
	case "agreement":
		columns = e.agreement(f).Columns
	}
	for i := range columns {
		d.Columns = append(d.Columns, e.fieldData(&columns[i]))
	}
	for _, p := range f.Parts {
		d.Parts = append(d.Parts, PartData{Text: plain(p.Text), Gap: p.Gap, Label: plain(p.Label), Options: optionData(p.Options)})
	}
	return d
}

func optionData(list []worksheet.Option) []OptionData {
	var out []OptionData
	for _, o := range list {
		out = append(out, OptionData{o.ID, plain(o.Label)})
	}
	return out
}

func conditionData(c *format.Condition) ConditionData {
	d := ConditionData{
		Field: c.Field, Path: c.Path, Role: c.Role, Is: c.Is, IsNot: c.IsNot, AnyOf: c.AnyOf, Has: c.Has,
		AtLeast: c.AtLeast, AtMost: c.AtMost, Filled: c.Filled, Empty: c.Empty,
	}
	if c.Entries != nil {
		d.Entries = &EntriesData{c.Entries.Last, c.Entries.Times}
	}
	for i := range c.All {
		d.All = append(d.All, conditionData(&c.All[i]))
	}
	for i := range c.Any {
		d.Any = append(d.Any, conditionData(&c.Any[i]))
	}
	if c.Not != nil {
		not := conditionData(c.Not)
		d.Not = &not
	}
	return d
}

// ruleLinks gives the places that the rules of worksheets lead to.
func (e *environment) ruleLinks() func(link string) *PlaceData {
	wanted := map[string]bool{}
	for _, s := range e.lang.Worksheets {
		for _, r := range s.Rules {
			wanted[r.Link] = r.Link != ""
		}
	}
	places := map[string]*PlaceData{}
	for _, phase := range e.lang.Phases {
		for _, l := range phase.Lessons {
			if wanted["lesson:"+l.ID] {
				places["lesson:"+l.ID] = &PlaceData{URL: e.addresses.Lesson(e.lang, l), Text: plain(l.Title), Red: l.OnRed}
			}
		}
	}
	for _, s := range e.lang.Worksheets {
		places["worksheet:"+s.ID] = &PlaceData{URL: e.addresses.Worksheet(e.lang, s.ID, s.Number), Text: plain(s.Title), Fill: s.Fill, Held: s.Held}
	}
	for _, p := range e.lang.Pages {
		places["page:"+p.Name] = &PlaceData{URL: e.addresses.Page(e.lang, p), Text: plain(p.Title)}
	}
	return func(link string) *PlaceData { return places[link] }
}

// sheetModule makes the module of all worksheets, which pages load that show
// every answer, and its path in the site.
func sheetModule(all []SheetData) (path string, module []byte) {
	var b bytes.Buffer
	b.WriteString("export default ")
	if err := json.NewEncoder(&b).Encode(all); err != nil {
		panic(err) // texts, numbers and lists of them
	}
	sum := sha256.Sum256(b.Bytes())
	return "f/sheets-" + hex.EncodeToString(sum[:5]) + ".js", b.Bytes()
}
