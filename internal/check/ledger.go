package check

import (
	"fmt"
	"slices"

	"goldseam/internal/diag"
	"goldseam/internal/nearest"
	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// Readers have answers for what was published. They find them again by the names
// of worksheets, fields, options, items, columns and gaps, so none of these may go.

const keepAnswers = "readers' answers point to it"

// published compares the worksheets with those of the ledger. Without a ledger nothing is compared.
func published(p *program.Program, targets *program.Targets, out *diag.List) {
	if len(p.Ledger) == 0 {
		return
	}
	listed := map[string]bool{}
	for _, old := range p.Ledger {
		s := p.Source.Worksheet(old.ID)
		listed[old.ID] = true
		switch {
		case s != nil:
			l := ledger{sheet: s, out: out}
			l.compare(old)
		case !targets.Omitted(old.ID): // a worksheet that cannot be read has problems of its own
			out.Add(old.At(), diag.LedgerGone, fmt.Sprintf("the worksheet %q was published, and the program has it no more", old.ID), fmt.Sprintf("bring its file and its line in program.yaml or edition.yaml back: %s", keepAnswers))
		}
	}
	for _, s := range p.Source.Worksheets {
		if !listed[s.ID] { // a new one, which replaces no field
			l := ledger{sheet: s, out: out}
			l.compare(program.Published{})
		}
	}
}

// ledger compares one worksheet with what was published of it.
type ledger struct {
	sheet *worksheet.Sheet
	out   *diag.List
}

func (l *ledger) add(code diag.Code, message, hint string, path ...any) {
	l.out.Add(l.sheet.At(path...), code, message, hint)
}

func (l *ledger) compare(old program.Published) {
	if len(l.sheet.Fields) == 0 {
		return // its front matter could not be read, which is reported there
	}
	for i := range old.Fields {
		before := &old.Fields[i]
		now := l.sheet.Field(before.ID)
		if now == nil {
			now = renamed(l.sheet, before.ID, old.Fields)
		}
		if now == nil {
			l.add(diag.LedgerGone, fmt.Sprintf("the field %q was published and is gone", before.ID), fmt.Sprintf("bring it back with \"retired: true\", or write \"was: %s\" in the field that takes its place: %s", before.ID, keepAnswers), "fields")
			continue
		}
		l.field(now, before)
	}
	for i := range l.sheet.Fields {
		l.was(&l.sheet.Fields[i], old)
	}
}

// renamed finds the field that took the place of another, by the name it has now
// or by one it had in between, as the ledger says.
func renamed(s *worksheet.Sheet, id string, published []worksheet.Field) *worksheet.Field {
	for range len(published) + 1 {
		was := func(f worksheet.Field) bool { return f.Was == id }
		if i := slices.IndexFunc(s.Fields, was); i >= 0 {
			return &s.Fields[i]
		}
		i := slices.IndexFunc(published, was)
		if i < 0 {
			return nil
		}
		id = published[i].ID
		if now := s.Field(id); now != nil {
			return now
		}
	}
	return nil
}

// was checks the name that a field says it had before.
func (l *ledger) was(f *worksheet.Field, old program.Published) {
	if f.Was == "" {
		return
	}
	path := []any{"fields", f.ID, "was"}
	if l.sheet.Field(f.Was) != nil {
		l.add(diag.LedgerWas, fmt.Sprintf("%q cannot have been %q, which is a field of this worksheet still", f.ID, f.Was), "delete the line, or the other field", path...)
		return
	}
	var known []string
	for _, before := range old.Fields {
		if before.ID == f.Was || before.Was == f.Was {
			return
		}
		if l.sheet.Field(before.ID) == nil {
			known = append(known, before.ID)
		}
	}
	hint := "delete the line"
	if best := nearest.Name(f.Was, known); best != "" {
		hint = fmt.Sprintf("did you mean %q?", best)
	}
	l.add(diag.LedgerWas, fmt.Sprintf("no field %q was ever published in this worksheet", f.Was), hint, path...)
}

func (l *ledger) field(now, before *worksheet.Field) {
	path := []any{"fields", now.ID}
	switch {
	case now.Type == "":
		return // reported where it was read
	case now.Type != before.Type:
		l.retyped(fmt.Sprintf("the field %q was published with the type %s", now.ID, before.Type), fmt.Sprintf("write \"type: %s\" again", before.Type), append(path, "type")...)
		return
	case now.Each && !before.Each:
		l.retyped(fmt.Sprintf("the field %q was published with one place, not one for each person", now.ID), `take "each: true" away`, append(path, "each")...)
	case !now.Each && before.Each:
		l.retyped(fmt.Sprintf("the field %q was published with a place for each person", now.ID), `write "each: true" again`, path...)
	}
	l.options("option", now.Options, before.Options, append(path, "options")...)
	l.options("item", now.Items, before.Items, append(path, "items")...)
	l.columns(now, before)
	l.gaps(now, before)
}

func (l *ledger) retyped(message, again string, path ...any) {
	l.add(diag.LedgerType, message, again+`; for another question make a field with a name of its own, and mark this one with "retired: true"`, path...)
}

// options compares choices or items.
func (l *ledger) options(what string, now, before []worksheet.Option, path ...any) {
	for _, o := range before {
		if !slices.ContainsFunc(now, func(n worksheet.Option) bool { return n.ID == o.ID }) {
			l.gone(what, o.ID, path...)
		}
	}
}

func (l *ledger) gone(what, id string, path ...any) {
	l.add(diag.LedgerGone, fmt.Sprintf("the %s %q was published and is gone", what, id), fmt.Sprintf("bring it back, with other words if need be: %s", keepAnswers), path...)
}

func (l *ledger) columns(now, before *worksheet.Field) {
	for i := range before.Columns {
		old := &before.Columns[i]
		j := slices.IndexFunc(now.Columns, func(c worksheet.Field) bool { return c.ID == old.ID })
		path := []any{"fields", now.ID, "columns"}
		if j < 0 {
			l.gone("column", old.ID, path...)
			continue
		}
		c := &now.Columns[j]
		path = append(path, c.ID)
		if c.Type != old.Type && c.Type != "" {
			l.add(diag.LedgerType, fmt.Sprintf("the column %q was published with the type %s", c.ID, old.Type), fmt.Sprintf("write type: %s again, and make a new column with a name of its own", old.Type), append(path, "type")...)
			continue
		}
		l.options("option", c.Options, old.Options, append(path, "options")...)
	}
}

func (l *ledger) gaps(now, before *worksheet.Field) {
	for _, old := range before.Parts {
		i := slices.IndexFunc(now.Parts, func(p worksheet.Part) bool { return p.Gap == old.Gap })
		if i < 0 {
			l.gone("gap", old.Gap, "fields", now.ID, "text")
			continue
		}
		l.options("option", now.Parts[i].Options, old.Options, "fields", now.ID, "gaps", old.Gap, "options")
	}
}
