package patch

import (
	"bytes"
	"slices"

	"goldseam/internal/strictyaml"
)

// Diff writes the patch that makes a text of a base, as short as it can be said.
// It gives nothing where the two say the same, and false where a patch cannot
// say it, or one of the two cannot be read: then the text must stand as a whole file.
func (p *Patcher) Diff(kind Kind, base, text []byte) (patch []byte, ok bool) {
	b, n := p.open(kind, "base", base), p.open(kind, "text", text)
	if b == nil || n == nil {
		return nil, false
	}
	d := &differ{Patcher: p, kind: kind}
	fm := p.formats[kind]
	var root *part
	was, now := partOf(b.root, false), partOf(n.root, true)
	if kind == Strings {
		root, ok = d.strings(was, now)
	} else {
		root, ok = d.group(fm, was, now)
	}
	if !ok {
		return nil, false
	}
	if kind.body() {
		if changes := d.body(b, n); changes != nil {
			root.put(bodyKey, changes)
		}
	}
	patch = yamlOf(root)
	if d.makes(patch, base, n, now) {
		return patch, true
	}
	if !kind.body() || root.index(bodyKey) < 0 {
		return nil, false
	}
	whole := join(n.lines, n.body, len(n.lines)+1)
	if whole == "" {
		return nil, false
	}
	root.items[root.index(bodyKey)] = word(whole + "\n")
	patch = yamlOf(root)
	return patch, d.makes(patch, base, n, now)
}

// differ is the work on one patch.
type differ struct {
	*Patcher
	kind Kind
}

// makes tells whether a patch makes the text of the base.
func (d *differ) makes(patch, base []byte, n *file, now *part) bool {
	made := base
	if len(patch) > 0 {
		got, problems := d.Apply(d.kind, Source{"base", base}, Source{"patch", patch}, nil)
		if got == nil || len(problems) > 0 {
			return false
		}
		made = got.Text
	}
	f := d.open(d.kind, "made", made)
	if f == nil {
		return false
	}
	root := d.formats[d.kind]
	if d.kind == Strings {
		for i, key := range now.keys {
			if value := partOf(f.root, false).get(key.text); value == nil || value.text != now.items[i].text {
				return false
			}
		}
		return len(now.keys) == len(f.root.Keys)
	}
	if !same(root, partOf(f.root, false), now) {
		return false
	}
	return !d.kind.body() || slices.Equal(squeezed(f.lines[f.body-1:]), squeezed(n.lines[n.body-1:]))
}

// squeezed gives lines with one empty line for each run of them, and none at both ends.
func squeezed(lines [][]byte) []string {
	var out []string
	for _, l := range lines {
		blank := len(bytes.TrimSpace(l)) == 0
		if blank && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		if blank {
			l = nil
		}
		out = append(out, string(l))
	}
	if len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// group gives a group to be filled.
func group() *part { return &part{shape: strictyaml.GroupNode} }

// word gives a text.
func word(text string) *part { return &part{text: text, style: strictyaml.Unquoted} }

func list(items ...*part) *part { return &part{shape: strictyaml.ListNode, items: items} }

// put adds something with a name to a group.
func (p *part) put(name string, value *part) {
	p.keys, p.items = append(p.keys, word(name)), append(p.items, value)
}

// verb puts something below a verb of a group of changes.
func (p *part) verb(verb, name string, value *part) {
	if p.index(verb) < 0 {
		p.put(verb, group())
	}
	p.items[p.index(verb)].put(name, value)
}

// gone puts a name below the verb that takes away.
func (p *part) gone(name string) {
	if p.index(removeKey) < 0 {
		p.put(removeKey, list())
	}
	in := p.items[p.index(removeKey)]
	in.items = append(in.items, word(name))
}

// left tells a value that counts as left out.
func left(f *strictyaml.Format, p *part) bool {
	return p == nil || p.empty() || f.Kind == strictyaml.Text && p.shape == strictyaml.ScalarNode && p.text == ""
}

// of gives the format of a key of a group; nil if there is none.
func of(f *strictyaml.Format, key string) *strictyaml.Format {
	if f.Kind == strictyaml.Mapping {
		return f.Items
	}
	for i := range f.Fields {
		if f.Fields[i].Name == key {
			return f.Fields[i].Format
		}
	}
	return nil
}

// same tells whether two parts mean the same.
func same(f *strictyaml.Format, a, b *part) bool {
	if left(f, a) || left(f, b) {
		return left(f, a) && left(f, b)
	}
	if f.Kind == strictyaml.Struct && f.Short >= 0 {
		a, b = long(f, a), long(f, b)
	}
	if a.shape != b.shape || a.text != b.text {
		return false
	}
	switch {
	case f.Kind == strictyaml.List:
		return slices.EqualFunc(a.items, b.items, func(x, y *part) bool { return same(f.Items, x, y) })
	case f.Kind == strictyaml.Struct || f.Kind == strictyaml.Mapping && f.Keys != nil:
		for i, key := range a.keys {
			fm := of(f, key.text)
			if fm == nil || !same(fm, a.items[i], b.get(key.text)) {
				return false
			}
		}
		for i, key := range b.keys {
			if fm := of(f, key.text); fm == nil || a.get(key.text) == nil && !left(fm, b.items[i]) {
				return false
			}
		}
	case f.Kind == strictyaml.Mapping:
		return slices.EqualFunc(a.keys, b.keys, func(x, y *part) bool { return x.text == y.text }) &&
			slices.EqualFunc(a.items, b.items, func(x, y *part) bool { return same(f.Items, x, y) })
	}
	return true
}

// long gives the group that a text alone stands for.
func long(f *strictyaml.Format, p *part) *part {
	if p.shape != strictyaml.ScalarNode {
		return p
	}
	out := group()
	out.put(f.Fields[f.Short].Name, p)
	return out
}

// strings tells words of the interface from those of the base.
func (d *differ) strings(was, now *part) (*part, bool) {
	out := group()
	for i, key := range now.keys {
		old := was.get(key.text)
		if old == nil && was.index(pluralOf(key.text)) < 0 {
			return nil, false
		}
		if old == nil || old.text != now.items[i].text {
			out.put(key.text, now.items[i])
		}
	}
	return out, !slices.ContainsFunc(was.keys, func(k *part) bool { return now.index(k.text) < 0 })
}

// group tells a group of known keys from another.
func (d *differ) group(f *strictyaml.Format, was, now *part) (*part, bool) {
	out := group()
	for i, key := range now.keys {
		fm := of(f, key.text)
		if fm == nil {
			return nil, false
		}
		old, value := was.get(key.text), now.items[i]
		switch {
		case same(fm, old, value):
		case value.empty() && was.index(key.text) >= 0:
			out.gone(key.text)
		case old == nil:
			out.put(key.text, value)
		default:
			change, ok := d.value(fm, old, value)
			if !ok {
				return nil, false
			}
			out.put(key.text, change)
		}
	}
	for i, key := range was.keys {
		fm := of(f, key.text)
		if fm != nil && now.index(key.text) < 0 && !left(fm, was.items[i]) {
			out.gone(key.text)
		}
	}
	return out, true
}
