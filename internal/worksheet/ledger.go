package worksheet

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
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

// Listed is a worksheet as a ledger has it.
type Listed struct {
	ID     string
	Fields []Field
}

// Record gives what a ledger lists once the worksheets are published, from what it
// listed before. It takes nothing away: readers have answers to what they were
// asked before, and what was retired, renamed or left out must stay known by its name.
func Record(before []Listed, sheets []*Sheet) []Listed {
	out := slices.Clone(before)
	for _, s := range sheets {
		i := slices.IndexFunc(out, func(l Listed) bool { return l.ID == s.ID })
		if i < 0 {
			out = append(out, Listed{s.ID, s.Fields})
			continue
		}
		out[i].Fields = union(out[i].Fields, s.Fields, func(f *Field) string { return f.ID }, recorded)
	}
	return out
}

// union lists what stood before, each as both say, and then what is new.
func union[T any](before, now []T, name func(*T) string, both func(before, now T) T) []T {
	out := slices.Clone(before)
	for i := range now {
		j := slices.IndexFunc(out, func(old T) bool { return name(&old) == name(&now[i]) })
		if j < 0 {
			out = append(out, now[i])
			continue
		}
		out[j] = both(out[j], now[i])
	}
	return out
}

// recorded is a field as it is now, with all that it had before.
func recorded(before, now Field) Field {
	option := func(o *Option) string { return o.ID }
	either := func(_, now Option) Option { return now }
	now.Was = cmp.Or(now.Was, before.Was)
	now.Options = union(before.Options, now.Options, option, either)
	now.Items = union(before.Items, now.Items, option, either)
	now.Columns = union(before.Columns, now.Columns, func(f *Field) string { return f.ID }, recorded)
	now.Parts = union(before.Parts, now.Parts, func(p *Part) string { return p.Gap }, func(before, now Part) Part {
		now.Options = union(before.Options, now.Options, option, either)
		return now
	})
	return now
}

// Ledger writes a ledger: content/ledger.yaml, or ledger.yaml of an edition.
func Ledger(list []Listed) []byte {
	var b strings.Builder
	b.WriteString("# What was published. Readers' answers are kept by these names: goldseam publish writes this file.\nworksheets:\n")
	for _, s := range list {
		if len(s.Fields) == 0 {
			fmt.Fprintf(&b, "  %s: {}\n", word(s.ID))
			continue
		}
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
