package patch

import (
	"fmt"
	"slices"
	"strconv"

	"goldseam/internal/diag"
	"goldseam/internal/nearest"
	"goldseam/internal/strictyaml"
)

// changes are a group of changes to things that have names, each with its verb.
type changes struct {
	verbs  []string
	by     map[string]*strictyaml.Node
	keys   map[string]*strictyaml.Node
	before map[string][]*part // what is put before a name of the base
	after  map[string][]*part
	gone   map[string]bool
}

// verbs sorts a group of changes by its verbs. Which says where a name belongs that stands in place of a verb.
func (a *applier) verbs(n *strictyaml.Node, known []string, which func(name string) string) *changes {
	c := &changes{verbs: known, by: map[string]*strictyaml.Node{}, keys: map[string]*strictyaml.Node{}, before: map[string][]*part{}, after: map[string][]*part{}, gone: map[string]bool{}}
	for i, key := range n.Keys {
		value := n.Items[i]
		if !slices.Contains(known, key.Text) {
			hint := nearest.Hint(key.Text, known, "changes here")
			if place := which(key.Text); place != "" {
				hint = place
			}
			a.problems.Add(key.Pos, diag.UnknownKey, fmt.Sprintf("%q is no kind of change", short(key.Text)), hint)
			continue
		}
		if value.Empty() {
			a.problems.Add(key.Pos, diag.EmptyValue, fmt.Sprintf("%q is empty", key.Text), "write below it what to change, or delete it")
			continue
		}
		c.by[key.Text], c.keys[key.Text] = value, key
	}
	return c
}

// pairs gives the names and values below a verb.
func (a *applier) pairs(c *changes, verb string) (keys, values []*strictyaml.Node) {
	n := c.by[verb]
	if n == nil {
		return nil, nil
	}
	if n.Shape != strictyaml.GroupNode {
		a.problems.Add(n.Pos, diag.WrongType, fmt.Sprintf("%q needs lines of the form \"name: value\", and here is something else", verb), "write what is changed, a colon, and what to make of it")
		return nil, nil
	}
	return n.Keys, n.Items
}

// named changes things that have permanent names: fields, options, columns, help lines.
func (a *applier) named(f *strictyaml.Format, old, then *part, n *strictyaml.Node, what string) *part {
	base := entries(f, old)
	all := names(base)
	c := a.verbs(n, []string{"change", "add", "before", "after", removeKey}, func(name string) string {
		if slices.Contains(all, name) {
			return fmt.Sprintf("write \"change:\" above it and move it to the right: change: {%s: …}", name)
		}
		return ""
	})
	find := func(name *strictyaml.Node) bool {
		if slices.Contains(all, name.Text) {
			return true
		}
		a.unknown(name, "name in "+what, all, names(entries(f, then)))
		return false
	}
	if list := c.by[removeKey]; list != nil {
		for _, name := range a.nameList(list) {
			if find(name) {
				c.gone[name.Text] = true
			}
		}
	}
	added := map[string]bool{}
	add := func(keys, values []*strictyaml.Node) (out []entry) {
		for i, key := range keys {
			switch {
			case slices.Contains(all, key.Text) && !c.gone[key.Text]:
				a.problems.Add(key.Pos, diag.RepeatedID, fmt.Sprintf("%s has %q already", what, key.Text), "to change it, write it below \"change:\"; something new needs a name of its own")
			case added[key.Text]:
				a.problems.Add(key.Pos, diag.RepeatedID, fmt.Sprintf("%q is added twice", key.Text), "keep one of the two and delete the other")
			default:
				if value := a.fresh(f, key, values[i]); value != nil {
					added[key.Text] = true
					out = append(out, entry{key.Text, partOf(key, true), value})
				}
			}
		}
		return out
	}
	placed := map[string]map[string][]entry{"before": {}, "after": {}}
	for _, verb := range []string{"before", "after"} {
		places := placed[verb]
		keys, values := a.pairs(c, verb)
		for i, place := range keys {
			if !find(place) {
				continue
			}
			if values[i].Shape != strictyaml.GroupNode {
				a.problems.Add(values[i].Pos, diag.WrongType, fmt.Sprintf("%s %q needs the name of what is new, and below it what it is", verb, place.Text), fmt.Sprintf("write: %s: {%s: {new-name: …}}", verb, place.Text))
				continue
			}
			places[place.Text] = add(values[i].Keys, values[i].Items)
		}
	}
	last := add(a.pairs(c, "add"))
	changed := map[string]*part{}
	touched := map[string]*strictyaml.Node{}
	keys, values := a.pairs(c, "change")
	for i, key := range keys {
		if !find(key) {
			continue
		}
		if c.gone[key.Text] {
			a.problems.Add(key.Pos, diag.PatchItem, fmt.Sprintf("%q is changed and removed at once", key.Text), "keep one of the two")
			continue
		}
		at := slices.Index(all, key.Text)
		was := then.entry(f, key.Text)
		if now := a.value(f.Items, base[at].value, was, values[i], strconv.Quote(key.Text)); now != nil {
			changed[key.Text], touched[key.Text] = now, key
		}
	}
	var out []entry
	for _, e := range base {
		out = append(out, placed["before"][e.name]...)
		if !c.gone[e.name] {
			if now := changed[e.name]; now != nil {
				e.value = now
				if e.key != nil {
					e.key = a.touched(e.key, touched[e.name])
				}
			}
			out = append(out, e)
		}
		out = append(out, placed["after"][e.name]...)
	}
	out = append(out, last...)
	return joined(f, old, out, n)
}

// entry gives what has a name in a group or list.
func (p *part) entry(f *strictyaml.Format, name string) *part {
	for _, e := range entries(f, p) {
		if e.name == name {
			return e.value
		}
	}
	return nil
}

// fresh gives something new with a name; nil if it is not sound.
func (a *applier) fresh(f *strictyaml.Format, key, value *strictyaml.Node) *part {
	if f.Kind != strictyaml.List {
		if !a.sound(value, f.Items, strconv.Quote(key.Text)) {
			return nil
		}
		return partOf(value, true)
	}
	if !a.sound(value, f.Items, strconv.Quote(key.Text), idKey) {
		return nil
	}
	out := partOf(value, true)
	id := partOf(key, true)
	if i := out.index(idKey); i >= 0 {
		if out.items[i].text != key.Text {
			a.problems.Add(out.items[i].at, diag.PatchItem, fmt.Sprintf("this is called %q above and %q here", key.Text, out.items[i].text), "delete this line: the name above is enough")
			return nil
		}
		return out
	}
	name := *id
	name.text, name.style = idKey, strictyaml.Unquoted
	return out.with(append([]*part{&name}, out.keys...), append([]*part{id}, out.items...))
}

// joined makes a group or list of what has a name. N is what the patch says of it.
func joined(f *strictyaml.Format, old *part, list []entry, n *strictyaml.Node) *part {
	out := &part{shape: strictyaml.GroupNode, patch: true, at: n.Pos}
	if old != nil {
		out = old.with(nil, nil)
	}
	if f.Kind == strictyaml.List {
		out.shape = strictyaml.ListNode
	}
	for _, e := range list {
		if f.Kind != strictyaml.List {
			out.keys = append(out.keys, e.key)
		}
		out.items = append(out.items, e.value)
	}
	return out
}
