package patch

import (
	"fmt"
	"slices"
	"strconv"

	"goldseam/internal/diag"
	"goldseam/internal/strictyaml"
)

// list changes a list whose items are known by their text.
func (a *applier) list(f *strictyaml.Format, old, then *part, n *strictyaml.Node, what string) *part {
	var base []*part
	var all []string
	if old != nil && old.shape == strictyaml.ListNode {
		base = old.items
	}
	for _, item := range base {
		text, _ := textOf(f.Items, item)
		all = append(all, text)
	}
	c := a.verbs(n, []string{"replace", removeKey, "before", "after", "prepend", "append"}, func(string) string { return "" })
	if !known(f.Items) {
		for _, verb := range []string{"replace", removeKey, "before", "after"} {
			if key := c.keys[verb]; key != nil {
				a.problems.Add(key.Pos, diag.PatchItem, fmt.Sprintf("the items of %s have no names to find them by", what), "add items with \"prepend:\" or \"append:\", or write the whole list anew")
				delete(c.by, verb)
			}
		}
	}
	find := func(name *strictyaml.Node) bool {
		switch at := slices.Index(all, name.Text); {
		case at < 0:
			a.unknown(name, "item of "+what, all, texts(f, then))
			return false
		case slices.Contains(all[at+1:], name.Text):
			a.problems.Add(name.Pos, diag.PatchItem, fmt.Sprintf("%q stands twice in %s", short(name.Text), what), "write the whole list anew")
			return false
		}
		return true
	}
	if list := c.by[removeKey]; list != nil {
		for _, name := range a.nameList(list) {
			if find(name) {
				c.gone[name.Text] = true
			}
		}
	}
	replaced := map[string]*part{}
	keys, values := a.pairs(c, "replace")
	for i, key := range keys {
		switch {
		case !find(key):
		case c.gone[key.Text]:
			a.problems.Add(key.Pos, diag.PatchItem, fmt.Sprintf("%q is replaced and removed at once", short(key.Text)), "keep one of the two")
		case values[i].Shape == strictyaml.ScalarNode && values[i].Text == "":
			a.problems.Add(values[i].Pos, diag.EmptyValue, "the new text is empty", "write it; to take an item out, name it below \"remove:\"")
		case a.sound(values[i], f.Items, "the new text"):
			replaced[key.Text] = partOf(values[i], true)
		}
	}
	for _, verb := range []string{"before", "after"} {
		places := c.before
		if verb == "after" {
			places = c.after
		}
		keys, values := a.pairs(c, verb)
		for i, key := range keys {
			if find(key) {
				places[key.Text] = a.items(f, values[i], verb)
			}
		}
	}
	var out []*part
	if first := c.by["prepend"]; first != nil {
		out = a.items(f, first, "prepend")
	}
	for i, item := range base {
		out = append(out, c.before[all[i]]...)
		if now := replaced[all[i]]; now != nil {
			item = now
		}
		if !c.gone[all[i]] {
			out = append(out, item)
		}
		out = append(out, c.after[all[i]]...)
	}
	if last := c.by["append"]; last != nil {
		out = append(out, a.items(f, last, "append")...)
	}
	now := &part{shape: strictyaml.ListNode, patch: true, at: n.Pos}
	if old != nil {
		now = old.with(nil, nil)
		now.shape = strictyaml.ListNode
	}
	now.items = out
	return now
}

// texts gives the texts of a list.
func texts(f *strictyaml.Format, p *part) []string {
	if p == nil {
		return nil
	}
	var out []string
	for _, item := range p.items {
		text, _ := textOf(f.Items, item)
		out = append(out, text)
	}
	return out
}

// items gives the new items below a verb.
func (a *applier) items(f *strictyaml.Format, n *strictyaml.Node, verb string) []*part {
	if !a.sound(n, f, strconv.Quote(verb)) {
		return nil
	}
	return partOf(n, true).items
}
