package worksheet

import (
	"fmt"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/nearest"
)

// rules checks every rule: its condition, and that it does exactly one thing.
func (d *definer) rules(s *Sheet) {
	ids := make([]string, len(s.Fields))
	for i := range s.Fields {
		ids[i] = s.Fields[i].ID
	}
	for i, r := range s.Rules {
		at := []any{"rules", i}
		d.action(s, r, ids, at)
		d.condition(s, &r.When, ids, append(slices.Clone(at), "when"))
		if why := never(&r.When); why != "" {
			d.add(diag.RuleNever, "this rule can never hold: "+why, "change the condition, or delete the rule", at...)
		}
	}
}

func (d *definer) action(s *Sheet, r format.Rule, ids []string, at []any) {
	n := 0
	for _, set := range []bool{r.Show != "", r.Say != "" || r.Link != "", r.Reveal != "", r.Suggest != ""} {
		if set {
			n++
		}
	}
	if n != 1 {
		d.add(diag.RuleAction, "a rule does one thing, and this one does "+map[bool]string{true: "nothing", false: "several"}[n == 0], "write one of show, say (with or without link), link, reveal, or suggest with from", at...)
	}
	for key, id := range map[string]string{"reveal": r.Reveal, "suggest": r.Suggest} {
		if id != "" && s.Field(id) == nil {
			d.add(diag.UnknownField, fmt.Sprintf("%q is not a field of this worksheet", id), nearest.Hint(id, ids, "fields"), append(slices.Clone(at), key)...)
		}
	}
	if (r.Suggest == "") != (r.From == "") {
		d.add(diag.RuleAction, "suggest and from belong together", `write "suggest: field" and "from: worksheet.field"`, at...)
	}
	if kind, id, ok := strings.Cut(r.Link, ":"); r.Link != "" && (!ok || id == "" || !slices.Contains([]string{"worksheet", "lesson", "page"}, kind)) {
		d.add(diag.RuleAction, fmt.Sprintf("%q is not a place to link to", r.Link), "write worksheet:…, lesson:… or page:… with a name", append(slices.Clone(at), "link")...)
	}
}

// condition checks one condition and those within it.
func (d *definer) condition(s *Sheet, c *format.Condition, ids []string, at []any) {
	n := 0
	for _, set := range []bool{c.Field != "", c.Path != "", c.Role != "", c.All != nil, c.Any != nil, c.Not != nil} {
		if set {
			n++
		}
	}
	if n != 1 {
		d.add(diag.RuleCondition, "a condition looks at one thing", "write one of field, path, role, all, any or not, each in braces of its own", at...)
		return
	}
	for i := range c.All {
		d.condition(s, &c.All[i], ids, append(slices.Clone(at), "all", i))
	}
	for i := range c.Any {
		d.condition(s, &c.Any[i], ids, append(slices.Clone(at), "any", i))
	}
	if c.Not != nil {
		d.condition(s, c.Not, ids, append(slices.Clone(at), "not"))
	}
	operators := operatorsOf(c)
	if c.Field == "" {
		if len(operators) > 0 {
			d.add(diag.RuleCondition, fmt.Sprintf("%q needs a field to look at", operators[0]), "put field and its question in braces of their own", at...)
		}
		return
	}
	f := s.part(c.Field)
	if f == nil {
		known := ids
		if owner := s.Field(strings.Split(c.Field, ".")[0]); owner != nil {
			known = nil
			for _, part := range owner.Columns {
				known = append(known, owner.ID+"."+part.ID)
			}
			for _, part := range owner.Items {
				known = append(known, owner.ID+"."+part.ID)
			}
		}
		d.add(diag.UnknownField, fmt.Sprintf("%q is not a field of this worksheet", c.Field), nearest.Hint(c.Field, known, "fields"), append(slices.Clone(at), "field")...)
		return
	}
	if len(operators) != 1 {
		d.add(diag.RuleCondition, "a condition asks one question of its field", "write one of is, is_not, any_of, has, at_least, at_most, filled or empty", at...)
		return
	}
	d.operator(s, f, c, operators[0], at)
}

// operator checks that the question suits the field and that the answers it names exist.
func (d *definer) operator(s *Sheet, f *Field, c *format.Condition, op string, at []any) {
	suits := map[string][]string{
		"is": {"choice", "multi", "checklist", "text", "scale"}, "is_not": {"choice", "text", "scale"}, "any_of": {"choice", "text"},
		"has": {"multi", "checklist"}, "at_least": {"scale"}, "at_most": {"scale"},
	}
	if kinds := suits[op]; kinds != nil && !slices.Contains(kinds, f.Type) {
		d.add(diag.RuleCondition, fmt.Sprintf("%q cannot be asked of a field of type %s", op, f.Type), "it suits fields of type "+strings.Join(kinds, ", "), append(slices.Clone(at), op)...)
		return
	}
	if len(f.Options) > 0 {
		var known []string
		for _, o := range f.Options {
			known = append(known, o.ID)
		}
		for _, name := range append(slices.Clone(c.AnyOf), c.Is, c.IsNot, c.Has) {
			if name != "" && !slices.Contains(known, name) && !(f.Other && name == "other") {
				d.add(diag.UnknownOption, fmt.Sprintf("%q is not an option of %q", name, c.Field), nearest.Hint(name, known, "options"), append(slices.Clone(at), op)...)
			}
		}
	}
	for _, n := range []*int{c.AtLeast, c.AtMost} {
		if n != nil && (*n < 0 || *n > 10) {
			d.add(diag.FieldValue, fmt.Sprintf("a scale goes from 0 to 10, not to %d", *n), "write a number from 0 to 10", append(slices.Clone(at), op)...)
		}
	}
	if e := c.Entries; e != nil {
		owner := s.Field(strings.Split(c.Field, ".")[0])
		if !s.Tracker && owner.Type != "tracker" {
			d.add(diag.RuleCondition, "entries can be counted only in a tracker", `write "kind: tracker", or take "entries" away`, append(slices.Clone(at), "entries")...)
		} else if e.Times < 1 || e.Times > e.Last {
			d.add(diag.RuleNever, fmt.Sprintf("%d of the last %d entries can never be", e.Times, e.Last), "times is at least 1 and not more than last", append(slices.Clone(at), "entries")...)
		}
	}
}

// never says why a condition cannot hold whatever is answered, or "".
func never(c *format.Condition) string {
	is := map[string]string{}
	low, high := map[string]int{}, map[string]int{}
	for _, part := range c.All {
		if part.Field == "" || part.Entries != nil {
			if why := never(&part); why != "" {
				return why
			}
			continue
		}
		if part.Is != "" {
			if other, twice := is[part.Field]; twice && other != part.Is {
				return fmt.Sprintf("%q cannot be both %q and %q", part.Field, other, part.Is)
			}
			is[part.Field] = part.Is
		}
		if part.AtLeast != nil {
			low[part.Field] = max(low[part.Field], *part.AtLeast)
		}
		if part.AtMost != nil {
			if h, ok := high[part.Field]; !ok || *part.AtMost < h {
				high[part.Field] = *part.AtMost
			}
		}
	}
	for _, part := range c.All { // in the author's order, so that the same one is named each time
		if h, ok := high[part.Field]; ok && low[part.Field] > h {
			return fmt.Sprintf("%q cannot be at least %d and at most %d", part.Field, low[part.Field], h)
		}
	}
	return ""
}

// operatorsOf lists the questions that a condition asks.
func operatorsOf(c *format.Condition) []string {
	var out []string
	for _, o := range []struct {
		name string
		set  bool
	}{
		{"is", c.Is != ""},
		{"is_not", c.IsNot != ""},
		{"any_of", c.AnyOf != nil},
		{"has", c.Has != ""},
		{"at_least", c.AtLeast != nil},
		{"at_most", c.AtMost != nil},
		{"filled", c.Filled},
		{"empty", c.Empty},
	} {
		if o.set {
			out = append(out, o.name)
		}
	}
	return out
}
