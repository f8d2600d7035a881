package edit

import (
	"bytes"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/strictyaml"
)

// surgeon changes the lines of a front matter and leaves all others as they are.
type surgeon struct {
	lines [][]byte // each with its line break
}

// row gives the line of the front matter, from 0, on which a part begins. The
// front matter itself begins on the file's second line.
func row(n *strictyaml.Node) int { return n.Pos.Line - 2 }

// block is the lines of one key or item. The remarks and empty lines above it
// are those from the end of the block before.
type block struct{ lead, start, end int }

// blocksOf finds the lines of each of several parts that stand below each other
// within some lines.
func blocksOf(parts []*strictyaml.Node, lines [][]byte, from, to int) []block {
	out := make([]block, len(parts))
	for i, part := range parts {
		start, end := row(part), to
		if i+1 < len(parts) {
			end = row(parts[i+1])
		}
		for end > start+1 && loose(lines[end-1], part.Pos.Column-1) {
			end--
		}
		lead := from
		if i > 0 {
			lead = out[i-1].end
		}
		out[i] = block{lead, start, end}
	}
	return out
}

// loose tells an empty line, or a remark that does not stand within a part that begins in some column.
func loose(line []byte, column int) bool {
	text := bytes.TrimLeft(line, " ")
	if len(bytes.TrimSpace(text)) == 0 {
		return true
	}
	return text[0] == '#' && len(line)-len(text) <= column
}

func (s *surgeon) text(from, to int) []byte { return bytes.Join(s.lines[from:to], nil) }

// group writes a group with known keys that stands on some lines. Keys that are
// not wanted otherwise stay; new ones come where the format has them.
func (s *surgeon) group(n *strictyaml.Node, f *strictyaml.Format, wanted []pair, from, to int, indent string) []byte {
	if len(n.Keys) == 0 || n.Flow { // all of it in braces, which the front matter as a whole may be
		all := Group{}
		for _, w := range wanted {
			all[w.key] = w.value
		}
		if same(f, valueOf(f, n), all) {
			return s.text(from, to)
		}
		var out []byte
		for _, w := range wanted {
			if field := fieldOf(f, w.key); !empty(field.Format, w.value) {
				out = append(out, render(w.key, field.Format, w.value, indent, false)...)
			}
		}
		return out
	}
	var out []byte
	place := func(name string) int {
		return slices.IndexFunc(f.Fields, func(field strictyaml.Field) bool { return field.Name == name })
	}
	fresh := map[int][]byte{} // new keys by the key that they stand below, -1 for none
	for _, w := range wanted {
		field := fieldOf(f, w.key)
		if n.Get(w.key) != nil || empty(field.Format, w.value) {
			continue
		}
		after := -1
		for i, key := range n.Keys {
			if at := place(key.Text); at >= 0 && at < place(w.key) {
				after = i
			}
		}
		fresh[after] = append(fresh[after], render(w.key, field.Format, w.value, indent, false)...)
	}
	end := from
	blocks := blocksOf(n.Keys, s.lines, from, to)
	for i, b := range blocks {
		out = append(out, s.text(b.lead, b.start)...)
		if i == 0 {
			out = append(out, fresh[-1]...)
		}
		out = append(out, s.key(n, i, f, wanted, b, indent)...)
		out = append(out, fresh[i]...)
		end = b.end
	}
	return append(out, s.text(end, to)...)
}

// key writes one key that is there.
func (s *surgeon) key(n *strictyaml.Node, i int, f *strictyaml.Format, wanted []pair, b block, indent string) []byte {
	name := n.Keys[i].Text
	field := fieldOf(f, name)
	at := slices.IndexFunc(wanted, func(w pair) bool { return w.key == name })
	if field == nil || at < 0 {
		return s.text(b.start, b.end)
	}
	v := wanted[at].value
	switch {
	case same(field.Format, valueOf(field.Format, n.Items[i]), v):
		return s.text(b.start, b.end)
	case empty(field.Format, v) && !field.Required:
		return nil
	}
	return s.replace(name, n.Keys[i], n.Items[i], field.Format, v, b, indent)
}

// replace writes a key with another value, with as much of the old one as stays the same.
func (s *surgeon) replace(name string, key, old *strictyaml.Node, f *strictyaml.Format, v any, b block, indent string) []byte {
	if !empty(f, v) && !old.Flow && row(old) > row(key) && old.Shape != strictyaml.ScalarNode {
		first := row(old)
		for first > b.start+1 && loose(s.lines[first-1], 1<<20) {
			first-- // remarks between the key and its value belong to the first part of it
		}
		head := s.text(b.start, first)
		inner := strings.Repeat(" ", old.Pos.Column-1)
		switch v := v.(type) {
		case Group:
			if old.Shape == strictyaml.GroupNode && f.Kind == strictyaml.Struct {
				return append(head, s.group(old, f, whole(f, v), first, b.end, inner)...)
			}
		case Map:
			if old.Shape == strictyaml.GroupNode {
				return append(head, s.named(old, f, v, first, b.end, inner)...)
			}
		case []any:
			if rest, ok := s.list(old, f, v, first, b.end); ok && old.Shape == strictyaml.ListNode {
				return append(head, rest...)
			}
		}
	}
	out := render(name, f, v, indent, old.Flow)
	if old.Note != "" && old.Shape == strictyaml.ScalarNode && bytes.Count(out, []byte("\n")) == 1 {
		out = append(bytes.TrimSuffix(out, []byte("\n")), "  "+old.Note+"\n"...)
	}
	return out
}

// whole lists all keys of a group: one that is not there is to go.
func whole(f *strictyaml.Format, v Group) []pair {
	var out []pair
	for _, field := range f.Fields {
		out = append(out, pair{field.Name, v[field.Name]})
	}
	return out
}

// named writes a map by names that the author chose, in the order that is wanted.
func (s *surgeon) named(n *strictyaml.Node, f *strictyaml.Format, wanted Map, from, to int, indent string) []byte {
	blocks := blocksOf(n.Keys, s.lines, from, to)
	lead := map[string][]byte{}
	var carried, out []byte
	for i, key := range n.Keys {
		above := append(carried, s.text(blocks[i].lead, blocks[i].start)...)
		carried = nil
		if slices.ContainsFunc(wanted, func(e Entry) bool { return e.Key == key.Text }) {
			lead[key.Text] = above
		} else if bytes.ContainsRune(above, '#') {
			carried = above
		}
	}
	for _, w := range wanted {
		i := slices.IndexFunc(n.Keys, func(k *strictyaml.Node) bool { return k.Text == w.Key })
		out = append(out, lead[w.Key]...)
		switch {
		case i < 0:
			out = append(out, render(w.Key, f.Items, w.Value, indent, false)...)
		case same(f.Items, valueOf(f.Items, n.Items[i]), w.Value):
			out = append(out, s.text(blocks[i].start, blocks[i].end)...)
		default:
			out = append(out, s.replace(w.Key, n.Keys[i], n.Items[i], f.Items, w.Value, blocks[i], indent)...)
		}
	}
	return append(append(out, carried...), s.text(blocks[len(blocks)-1].end, to)...)
}

// list writes a list. It reports false where its items do not stand below each other as usual.
func (s *surgeon) list(n *strictyaml.Node, f *strictyaml.Format, wanted []any, from, to int) ([]byte, bool) {
	starts := make([]*strictyaml.Node, len(n.Items))
	indent := ""
	for i, item := range n.Items {
		line := s.lines[row(item)]
		dash := len(line) - len(bytes.TrimLeft(line, " "))
		if line[dash] != '-' || i > 0 && dash != len(indent) {
			return nil, false
		}
		indent = string(line[:dash])
		starts[i] = &strictyaml.Node{Pos: diag.Pos{Line: item.Pos.Line, Column: dash + 1}}
	}
	blocks := blocksOf(starts, s.lines, from, to)
	used := make([]bool, len(blocks))
	match := make([]int, len(wanted))
	for i, w := range wanted {
		match[i] = -1
		for j := range blocks {
			if !used[j] && same(f.Items, valueOf(f.Items, n.Items[j]), w) {
				used[j], match[i] = true, j
				break
			}
		}
	}
	var carried, out []byte
	lead := make([][]byte, len(blocks))
	for j, b := range blocks {
		above := append(carried, s.text(b.lead, b.start)...)
		carried = nil
		if used[j] {
			lead[j] = above
		} else if bytes.ContainsRune(above, '#') {
			carried = above
		}
	}
	for i, w := range wanted {
		if j := match[i]; j >= 0 {
			out = append(append(out, lead[j]...), s.text(blocks[j].start, blocks[j].end)...)
			continue
		}
		out = append(out, item(f.Items, w, indent)...)
	}
	return append(append(out, carried...), s.text(blocks[len(blocks)-1].end, to)...), true
}
