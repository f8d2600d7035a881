package patch

import (
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/strictyaml"
)

// part is a part of a front matter that is put together of base and patch.
type part struct {
	shape strictyaml.Shape
	text  string
	style strictyaml.Style
	keys  []*part
	items []*part
	patch bool // it stands in the patch
	at    diag.Pos
	node  *strictyaml.Node // of a part that is as it stands in one of the two
}

// partOf gives a part as it stands.
func partOf(n *strictyaml.Node, patch bool) *part {
	out := &part{shape: n.Shape, text: n.Text, style: n.Style, patch: patch, at: n.Pos, node: n}
	for _, k := range n.Keys {
		out.keys = append(out.keys, partOf(k, patch))
	}
	for _, i := range n.Items {
		out.items = append(out.items, partOf(i, patch))
	}
	return out
}

// with gives a group or list with other contents.
func (p *part) with(keys, items []*part) *part {
	out := *p
	out.keys, out.items, out.node = keys, items, nil
	return &out
}

// index finds a name of a group.
func (p *part) index(name string) int {
	if p == nil || p.shape != strictyaml.GroupNode {
		return -1
	}
	return slices.IndexFunc(p.keys, func(k *part) bool { return k.text == name })
}

// get gives the value of a name of a group; nil if it has none, or nothing after it.
func (p *part) get(name string) *part {
	i := p.index(name)
	if i < 0 || p.items[i].empty() {
		return nil
	}
	return p.items[i]
}

// empty tells a name with nothing after it, which counts as left out.
func (p *part) empty() bool {
	return p.shape == strictyaml.ScalarNode && p.text == "" && p.style == strictyaml.Unquoted
}

// entry is something with a permanent name: of a group, or of a list whose items have an id.
type entry struct {
	name       string
	key, value *part // there is no key in a list
}

// idKey is the key by which items of a list are known.
const idKey = "id"

// listed tells a list whose items have permanent names.
func listed(f *strictyaml.Format) bool {
	return f.Kind == strictyaml.List && f.Items.Kind == strictyaml.Struct && slices.ContainsFunc(f.Items.Fields, func(k strictyaml.Field) bool { return k.Name == idKey })
}

// entries gives what has a name in a group or list.
func entries(f *strictyaml.Format, p *part) []entry {
	var out []entry
	if p == nil {
		return nil
	}
	for i, item := range p.items {
		if f.Kind == strictyaml.List {
			if id := item.get(idKey); id != nil {
				out = append(out, entry{id.text, nil, item})
			} else {
				out = append(out, entry{"", nil, item})
			}
			continue
		}
		out = append(out, entry{p.keys[i].text, p.keys[i], item})
	}
	return out
}

// named tells a format whose parts have names that an author chose.
func named(f *strictyaml.Format) bool {
	return f.Kind == strictyaml.Mapping && f.Keys == nil || listed(f)
}

// textOf gives the text by which an item of a list is known; false if it is known by none.
func textOf(f *strictyaml.Format, item *part) (string, bool) {
	switch {
	case f.Kind == strictyaml.Text && item.shape == strictyaml.ScalarNode:
		return item.text, true
	case f.Kind == strictyaml.Struct && f.Short >= 0:
		if item.shape == strictyaml.ScalarNode {
			return item.text, true
		}
		if text := item.get(f.Fields[f.Short].Name); text != nil && text.shape == strictyaml.ScalarNode {
			return text.text, true
		}
	}
	return "", false
}

// known tells a format of items that are known by their text.
func known(f *strictyaml.Format) bool {
	return f.Kind == strictyaml.Text || f.Kind == strictyaml.Struct && f.Short >= 0
}

// fits tells whether a part has the shape that a format wants.
func fits(f *strictyaml.Format, p *part) bool {
	switch f.Kind {
	case strictyaml.List:
		return p.shape == strictyaml.ListNode
	case strictyaml.Mapping:
		return p.shape == strictyaml.GroupNode
	case strictyaml.Struct:
		return p.shape == strictyaml.GroupNode || f.Short >= 0 && p.shape == strictyaml.ScalarNode
	}
	return p.shape == strictyaml.ScalarNode
}

func names(list []entry) []string {
	out := make([]string, len(list))
	for i, e := range list {
		out[i] = e.name
	}
	return out
}

// short gives the beginning of a text, for a message.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 70 {
		return string(r[:67]) + "…"
	}
	return s
}
