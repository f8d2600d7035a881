package worksheet

import (
	"fmt"
	"slices"
)

// Suggest tells which part of one field's answers can be offered for which part
// of another's: a column, gap or option by its name, "" where there is one part
// alone. Several parts have one that belongs to them, rows their first column
// of words. There are none where the two don't go together.
func Suggest(from, to *Field) map[string]string {
	parts := map[string]string{}
	switch {
	case !takes(from) || !takes(to):
	case words(from) && words(to):
		parts[""] = ""
	case words(from) && rows(to):
		parts = first("", to)
	case rows(from) && rows(to):
		parts = columns(from, to)
	case from.Type != to.Type:
	case from.Type == "sentence":
		for _, p := range from.Parts {
			if p.Gap != "" && slices.ContainsFunc(to.Parts, func(own Part) bool { return own.Gap == p.Gap }) {
				parts[p.Gap] = p.Gap
			}
		}
	case from.Type == "multi" || from.Type == "checklist":
		shared(parts, "", from, to)
	case len(from.Options) == 0 || slices.ContainsFunc(from.Options, func(o Option) bool { return to.Has(o.ID) }):
		parts[""] = ""
	}
	return parts
}

// takes reports whether a field's answers are in one place and of one time.
func takes(f *Field) bool {
	return !f.Each && len(f.Items) == 0 && !slices.Contains([]string{"tracker", "timer", "calendar", "show"}, f.Type)
}

func words(f *Field) bool { return f.Type == "text" || f.Type == "longtext" }

func rows(f *Field) bool { return f.Type == "rows" || f.Type == "agreement" }

// columnsOf gives the columns of rows; an agreement's lines are one.
func columnsOf(f *Field) []Field {
	if f.Type == "agreement" {
		return []Field{{ID: "line", Type: "longtext"}}
	}
	return f.Columns
}

// first offers a part for the first column of words.
func first(part string, to *Field) map[string]string {
	for _, c := range columnsOf(to) {
		if words(&c) {
			return map[string]string{part: c.ID}
		}
	}
	return nil
}

// columns offers columns for those of the same name, else the first of words for the first of words.
func columns(from, to *Field) map[string]string {
	parts := map[string]string{}
	own := columnsOf(to)
	for _, c := range columnsOf(from) {
		same := find(own, c.ID)
		switch {
		case same == nil || c.Never:
		case c.Type == "multi" && same.Type == "multi":
			shared(parts, c.ID+".", &c, same)
		case c.Type == same.Type || words(&c) && words(same):
			parts[c.ID] = c.ID
		}
	}
	if len(parts) > 0 {
		return parts
	}
	for _, c := range columnsOf(from) {
		if words(&c) && !c.Never {
			return first(c.ID, to)
		}
	}
	return nil
}

// shared adds the options that both have.
func shared(parts map[string]string, prefix string, from, to *Field) {
	for _, o := range from.Options {
		if to.Has(o.ID) {
			parts[prefix+o.ID] = prefix + o.ID
		}
	}
}

// NoSuggestion says why the answers of a field of another sheet cannot be offered for a field, and what to do; "" if they can.
func NoSuggestion(sheet *Sheet, from, to *Field) (why, hint string) {
	never := sheet.Never || from.Never || len(from.Columns) > 0 && !slices.ContainsFunc(from.Columns, func(c Field) bool { return !c.Never })
	const pairs = "fields of the same type go together; text and longtext also with one another, with rows and with an agreement; rows and agreements with one another"
	switch {
	case never:
		return fmt.Sprintf("the answers of %q in %q are never kept, so there is nothing to suggest", from.ID, sheet.ID), "delete this rule, or suggest another field"
	case sheet.Tracker:
		return fmt.Sprintf("%q is filled in again and again, so there is no one answer to suggest", sheet.ID), "delete this rule, or suggest a field of another worksheet"
	case from.Each || to.Each:
		return "a field with two places can be neither suggested nor filled in from another", "name a field without \"each\""
	case len(Suggest(from, to)) == 0:
		return fmt.Sprintf("a field of type %s cannot be filled in from one of type %s, %q", described(to), described(from), from.ID), pairs
	}
	return "", ""
}

// described names a field's type, and what else keeps it apart.
func described(f *Field) string {
	if len(f.Items) > 0 {
		return f.Type + " with items"
	}
	return f.Type
}
