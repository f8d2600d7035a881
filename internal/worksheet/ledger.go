package worksheet

import (
	"fmt"
	"regexp"
	"strings"

	"goldseam/internal/format"
)

// Published gives the fields that a ledger lists, as far as it lists them.
func Published(list []format.LedgerField) []Field {
	fields := make([]Field, 0, len(list))
	for _, pair := range list {
		p := pair.Value
		f := Field{ID: pair.Key, Type: p.Type, Each: p.Each, Was: p.Was, Options: named(p.Options), Items: named(p.Items)}
		for _, c := range p.Columns {
			f.Columns = append(f.Columns, Field{ID: c.Key, Type: c.Value.Type, Options: named(c.Value.Options)})
		}
		for _, g := range p.Gaps {
			f.Parts = append(f.Parts, Part{Gap: g.Key, Options: named(g.Value)})
		}
		fields = append(fields, f)
	}
	return fields
}

func named(ids []string) []Option {
	var out []Option
	for _, id := range ids {
		out = append(out, Option{ID: id})
	}
	return out
}

// Ledger writes the ledger of worksheets: content/ledger.yaml, or ledger.yaml of an edition.
func Ledger(sheets []*Sheet) []byte {
	var b strings.Builder
	b.WriteString("# What was published. Readers' answers are kept by these names: goldseam publish writes this file.\nworksheets:\n")
	for _, s := range sheets {
		fmt.Fprintf(&b, "  %s:\n", word(s.ID))
		for i := range s.Fields {
			fmt.Fprintf(&b, "    %s: %s\n", word(s.Fields[i].ID), entry(&s.Fields[i]))
		}
	}
	return []byte(b.String())
}

// entry writes what is kept of a field or column: its type alone where that says all.
func entry(f *Field) string {
	more := ""
	if f.Each {
		more += ", each: true"
	}
	if f.Was != "" {
		more += ", was: " + word(f.Was)
	}
	if len(f.Options) > 0 {
		more += ", options: " + names(f.Options)
	}
	if len(f.Items) > 0 {
		more += ", items: " + names(f.Items)
	}
	var columns, gaps []string
	for i := range f.Columns {
		columns = append(columns, word(f.Columns[i].ID)+": "+entry(&f.Columns[i]))
	}
	for _, p := range f.Parts {
		if p.Gap != "" {
			gaps = append(gaps, word(p.Gap)+": "+names(p.Options))
		}
	}
	if columns != nil {
		more += ", columns: {" + strings.Join(columns, ", ") + "}"
	}
	if gaps != nil {
		more += ", gaps: {" + strings.Join(gaps, ", ") + "}"
	}
	if more == "" {
		return f.Type
	}
	return "{type: " + f.Type + more + "}"
}

func names(options []Option) string {
	ids := make([]string, len(options))
	for i, o := range options {
		ids[i] = word(o.ID)
	}
	return "[" + strings.Join(ids, ", ") + "]"
}

// ambiguous finds names that other readers of YAML take for a number or for yes and no.
var ambiguous = regexp.MustCompile(`^([0-9].*|y|n|yes|no|on|off|true|false|null)$`)

func word(id string) string {
	if ambiguous.MatchString(id) {
		return `"` + id + `"`
	}
	return id
}
