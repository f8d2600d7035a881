package render

import (
	"fmt"
	"slices"
	"strconv"

	"goldseam/internal/markdown"
	"goldseam/internal/worksheet"
)

// Rows that a table to fill in has before scripts add more, and on paper. What
// takes much paper in a row is there fewer times: it can be printed again.
const (
	fewRows   = 3
	mostRows  = 6
	manyCells = 8 // of which there is one row
	tallCell  = 5 // options, of which there are two rows
)

// sheetForm makes the view of a worksheet's form. Prefix makes its ids unique on a page with other sheets.
func (e *environment) sheetForm(s *worksheet.Sheet) SheetForm {
	form := SheetForm{Number: s.Number, Sheet: s.ID, Title: s.Title, Never: s.Never, Print: s.Print, Privacy: e.olderItems(s.Privacy, s.Stale, "privacy")}
	hidden := map[string]bool{}
	for _, r := range s.Rules {
		hidden[r.Reveal] = r.Reveal != ""
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		if f.Retired {
			continue
		}
		view := e.field(f, fmt.Sprintf("s%d-%d", s.Number, i+1))
		view.Hidden = hidden[f.ID]
		view.Label = e.older(view.Label, s.Stale.Has("fields", -1, f.ID))
		if f.Pick != "" {
			pickable(&view, s.Field(f.Pick))
		}
		form.Fields = append(form.Fields, view)
	}
	return form
}

// pickable marks the cells that are asked only if they are ticked in another field.
func pickable(v *FieldView, from *worksheet.Field) {
	for i := range v.Items {
		pickable(&v.Items[i], from)
	}
	if len(v.Rows) > 0 {
		v.PickFrom = from.Label
	}
	for _, row := range v.Rows {
		for i := range row.Cells {
			row.Cells[i].Pick = from.Has(row.Cells[i].Field)
		}
	}
}

// field makes the view of one field. Id is its id on the page and the name of its inputs, which tells nothing.
func (e *environment) field(f *worksheet.Field, id string) FieldView {
	v := FieldView{
		Type: f.Type, ID: id, Name: id, Field: f.ID, Label: f.Label, Help: f.Help, Optional: f.Optional, Private: f.Private,
		Never: f.Never, Limit: f.Limit, Default: f.Default, Other: f.Other, OtherID: id + "-o", Low: f.Low, High: f.High,
		Minutes: f.Minutes, Turns: f.Turns, Text: f.Text,
	}
	if f.Each {
		each := *f
		each.Each, each.Help = false, ""
		for i, who := range []string{"me", "other-person"} {
			place := each
			place.ID, place.Label = f.ID+"."+[]string{"me", "other"}[i], e.word(who)
			v.Items = append(v.Items, e.field(&place, id+"-"+strconv.Itoa(i+1)))
		}
		return v
	}
	switch f.Type {
	case "choice", "multi", "checklist":
		v.Options = options(f.Options, id)
	case "scale":
		e.scale(f, &v)
	case "rows":
		v.Columns, v.Rows = e.rows(f, id, rowCount(f.Columns, f.Limit), "row")
	case "tracker":
		v.Columns, v.Rows = e.rows(e.dated(f), id, rowCount(f.Columns, fewRows), "entry")
	case "agreement":
		v.Columns, v.Rows = e.rows(e.agreement(f), id, min(rowCount(nil, f.Limit), fewRows), "agreement-line")
	case "sentence":
		v.Parts = e.sentence(f, id)
		if slices.ContainsFunc(v.Parts, func(p PartView) bool { return markdown.IsForeign(p.Text) }) {
			v.Lang, v.Dir = e.program.Source.Tag, e.program.Source.Dir
		}
	case "timer":
		for _, s := range f.Stages {
			v.Stages = append(v.Stages, StageView{s.Label, s.Minutes})
		}
	case "show":
		if f.Panel != "" {
			v.Text = e.word("panel-" + f.Panel)
		}
		v.Both = f.Both != ""
	}
	return v
}

func rowCount(columns []worksheet.Field, limit int) int {
	n := fewRows
	if limit > 0 {
		n = min(limit, mostRows)
	}
	if len(columns) > manyCells {
		return 1
	}
	for i := range columns {
		if len(columns[i].Options) > tallCell {
			return min(n, 2)
		}
	}
	return n
}

func options(list []worksheet.Option, id string) []OptionView {
	out := make([]OptionView, len(list))
	for i, o := range list {
		out[i] = OptionView{ID: id + "-" + strconv.Itoa(i+1), Value: o.ID, Label: o.Label}
	}
	return out
}

// scale fills in the steps 0 to 10, or one scale for each item.
func (e *environment) scale(f *worksheet.Field, v *FieldView) {
	if len(f.Items) == 0 {
		for n := range 11 {
			s := strconv.Itoa(n)
			v.Steps = append(v.Steps, OptionView{ID: v.ID + "-" + s, Value: s, Label: Text(e.number(n))})
		}
		return
	}
	for i, item := range f.Items {
		one := worksheet.Field{ID: f.ID + "." + item.ID, Type: "scale", Label: item.Label, Low: f.Low, High: f.High, Private: f.Private, Never: f.Never}
		v.Items = append(v.Items, e.field(&one, v.ID+"-"+strconv.Itoa(i+1)))
	}
}

func (e *environment) number(n int) string { return strconv.Itoa(n) }

// dated gives a tracker's columns a date in front.
func (e *environment) dated(f *worksheet.Field) *worksheet.Field {
	d := *f
	d.Columns = append([]worksheet.Field{{ID: "on", Type: "date", Label: e.word("entry-date")}}, f.Columns...)
	return &d
}

// agreement gives an agreement its columns: the line, and keep, change or stop.
func (e *environment) agreement(f *worksheet.Field) *worksheet.Field {
	a := *f
	a.Columns = []worksheet.Field{
		{ID: "line", Type: "longtext", Label: e.word("agreement-line")},
		{ID: "choice", Type: "choice", Label: e.word("agreement-choice"), Options: []worksheet.Option{
			{ID: "keep", Label: e.word("agreement-keep")}, {ID: "change", Label: e.word("agreement-change")}, {ID: "stop", Label: e.word("agreement-stop")},
		}},
		{ID: "review", Type: "date", Label: e.word("agreement-review")},
	}
	return &a
}

func (e *environment) rows(f *worksheet.Field, id string, count int, name string) ([]ColumnView, []RowView) {
	var columns []ColumnView
	for _, c := range f.Columns {
		columns = append(columns, ColumnView{c.ID, c.Label})
	}
	var rows []RowView
	for r := range count {
		row := RowView{Label: e.wordN(name, r+1)}
		for c := range f.Columns {
			row.Cells = append(row.Cells, e.field(&f.Columns[c], fmt.Sprintf("%s-%d-%d", id, r+1, c+1)))
		}
		rows = append(rows, row)
	}
	return columns, rows
}

func (e *environment) sentence(f *worksheet.Field, id string) []PartView {
	var parts []PartView
	for i, p := range f.Parts {
		if p.Gap == "" {
			parts = append(parts, PartView{Text: p.Text})
			continue
		}
		gap := FieldView{Type: "text", ID: id + "-" + strconv.Itoa(i+1), Field: p.Gap, Label: p.Label}
		gap.Name = gap.ID
		gap.Options = options(p.Options, gap.ID)
		parts = append(parts, PartView{Gap: &gap})
	}
	return parts
}
