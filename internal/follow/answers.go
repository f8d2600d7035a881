package follow

import (
	"fmt"
	"slices"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
)

// orphans lists the worksheets of the edition's ledger whose answers would have
// no place any more with what edition and base say now. A build says the same
// as a problem, with the place and what to write. After holds texts that an update
// is about to write, by overlay path.
func (e *Edition) orphans(after map[string][]byte) []Item {
	var out []Item
	var ledger format.Ledger
	decode(e.Tree.File("ledger.yaml"), &ledger)
	for _, published := range ledger.Worksheets {
		name := "content/" + e.language + "/worksheets/" + published.Key + ".md"
		f := e.whole.File(name)
		item := Item{Group: Answers, File: name}
		if f != nil {
			item.File = f.Shown
			if text, ok := after[name]; ok {
				f = &snapshot.File{Path: name, Data: text}
			}
		}
		sheet, ok := sheetOf(f)
		switch {
		case f == nil:
			item.Parts = []string{"the whole worksheet"}
		case ok:
			item.Parts = without(published.Value, sheet)
		}
		if len(item.Parts) > 0 {
			item.Count = len(item.Parts)
			out = append(out, item)
		}
	}
	return out
}

// without lists what was published and has no place in a worksheet any more.
func without(published strictyaml.Map[format.Published], sheet format.Sheet) []string {
	var out []string
	lost := func(what string, old, now []string, in string) {
		for _, id := range old {
			if !slices.Contains(now, id) {
				out = append(out, fmt.Sprintf("the %s %q of %q", what, id, in))
			}
		}
	}
	for _, p := range published {
		field, ok := sheet.Fields.Get(p.Key)
		for i := 0; !ok && i < len(sheet.Fields); i++ {
			if sheet.Fields[i].Value.Was == p.Key {
				field, ok = sheet.Fields[i].Value, true
			}
		}
		switch {
		case !ok:
			out = append(out, fmt.Sprintf("the question %q", p.Key))
			continue
		case field.Type != p.Value.Type:
			out = append(out, fmt.Sprintf("the question %q, which was of the type %s and is %s", p.Key, p.Value.Type, field.Type))
			continue
		}
		lost("choice", p.Value.Options, field.Options.Keys(), p.Key)
		lost("line", p.Value.Items, field.Items.Keys(), p.Key)
		lost("column", p.Value.Columns.Keys(), field.Columns.Keys(), p.Key)
		for _, gap := range p.Value.Gaps.Keys() {
			if !strings.Contains(field.Text, "{"+gap+"}") {
				out = append(out, fmt.Sprintf("the gap %q of %q", gap, p.Key))
			}
		}
	}
	return out
}
