package patch_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// What follows is a second, slower way to apply a patch: to values instead of
// texts. It shares nothing with the package.

// val is a value of YAML: a string, a []val, or an ordered.
type val = any

type ordered []field

type field struct {
	name  string
	value val
}

func (o ordered) at(name string) int {
	return slices.IndexFunc(o, func(f field) bool { return f.name == name })
}

// parsed reads YAML. What has nothing after its name is left out.
func parsed(tb testing.TB, text []byte) val {
	tb.Helper()
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(text)).Decode(&doc); err != nil {
		tb.Fatalf("%v in:\n%s", err, text)
	}
	var walk func(n *yaml.Node) val
	walk = func(n *yaml.Node) val {
		switch n.Kind {
		case yaml.MappingNode:
			out := ordered{}
			for i := 0; i < len(n.Content); i += 2 {
				if v := n.Content[i+1]; v.Tag != "!!null" || v.Value != "" {
					out = append(out, field{n.Content[i].Value, walk(v)})
				}
			}
			return out
		case yaml.SequenceNode:
			out := []val{}
			for _, item := range n.Content {
				out = append(out, walk(item))
			}
			return out
		}
		return n.Value
	}
	return walk(doc.Content[0])
}

// node makes YAML of a value, in one of many ways of writing it.
func node(rng *rand.Rand, v val) *yaml.Node {
	switch v := v.(type) {
	case ordered:
		n := &yaml.Node{Kind: yaml.MappingNode, Style: pickOf(rng, []yaml.Style{0, 0, yaml.FlowStyle})}
		for _, f := range v {
			n.Content = append(n.Content, node(rng, f.name), node(rng, f.value))
		}
		for i := 0; i < len(n.Content); i += 2 { // a name over several lines is none
			if n.Content[i].Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
				n.Content[i].Style = yaml.DoubleQuotedStyle
			}
		}
		return n
	case []val:
		n := &yaml.Node{Kind: yaml.SequenceNode, Style: pickOf(rng, []yaml.Style{0, 0, yaml.FlowStyle})}
		for _, item := range v {
			n.Content = append(n.Content, node(rng, item))
		}
		return n
	}
	s := v.(string)
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s, Style: pickOf(rng, []yaml.Style{0, 0, yaml.SingleQuotedStyle, yaml.DoubleQuotedStyle, yaml.LiteralStyle, yaml.FoldedStyle})}
	if s == "true" || s == "false" || s != "" && strings.Trim(s, "0123456789") == "" {
		n.Tag, n.Style = "", 0
	}
	return n
}

// written writes a value as YAML.
func written(tb testing.TB, rng *rand.Rand, v val) string {
	tb.Helper()
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(node(rng, v)); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func pickOf[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// author makes up patches and says what must come of them.
type author struct {
	rng   *rand.Rand
	fresh int
}

// words gives a text with all that could go wrong in it.
func (a *author) words() string {
	a.fresh++
	return strings.ReplaceAll(pickOf(a.rng, []string{
		"Text %d", "Text: with %d", "Don't %d", `Say "it" %d`, "#%d", "- %d", "%d #1", "a  b %d", "- a: %d", "& %d", "no", "null", "~", "%d", "{x} %d", "Tab\tand %d", "Line\nand %d\n", " %d ", "ünïcodé %d", `back\slash %d`, "%d!", "'", "[%d]", "a - b %d", "@%d", "*%d*", "|", ">", "%d:", "a, b %d", "", "true",
	}), "%d", fmt.Sprint(a.fresh))
}

// group makes up changes of a group of known keys and gives what comes of it.
// Texts, lists and maps of a kind are told apart by what stands there.
func (a *author) group(base ordered, required func(name string) bool, depth int) (patch, want ordered) {
	want = slices.Clone(base)
	var gone []val
	for i := len(base) - 1; i >= 0; i-- {
		f := base[i]
		if a.rng.IntN(3) > 0 {
			continue
		}
		if a.rng.IntN(6) == 0 && !required(f.name) {
			gone = append(gone, f.name)
			want = slices.Delete(want, i, i+1)
			continue
		}
		p, w := a.value(f.name, f.value, depth+1)
		if p != nil {
			patch, want[i].value = append(patch, field{f.name, p}), w
		}
	}
	if gone != nil {
		patch = append(patch, field{"remove", gone})
	}
	return patch, want
}

func (a *author) value(name string, v val, depth int) (patch, want val) {
	switch v := v.(type) {
	case ordered:
		if isNamed(name) {
			return a.named(v, depth)
		}
		p, w := a.group(v, func(string) bool { return true }, depth)
		if p == nil {
			return nil, v
		}
		return p, w
	case []val:
		return a.list(v)
	}
	if closed(name) {
		return v, v
	}
	s := a.words()
	return s, s
}

// isNamed tells the maps whose names an author chose.
func isNamed(name string) bool {
	return slices.Contains([]string{"fields", "options", "items", "columns", "gaps", "stages", "avoid", "instructions", "idioms", "words"}, name)
}

// closed tells the keys whose values are known ones.
func closed(name string) bool {
	return slices.Contains([]string{
		"minutes", "for", "mode", "on_red", "heavy", "fill", "keep", "print", "share", "kind", "on_amber", "type", "optional", "private", "each", "retired", "limit", "other", "turns", "every", "panel", "table", "average_after",
		"broke", "hurt", "both", "unsure", "on_bill",
	}, name)
}

func (a *author) item(of val) val {
	if o, ok := of.(ordered); ok && o.at("text") < 0 {
		return o
	}
	if a.rng.IntN(3) == 0 && fmt.Sprintf("%T", of) != "string" {
		return ordered{{"text", a.some()}, {"with", "together"}}
	}
	return a.some()
}

// some gives words that are not empty.
func (a *author) some() string {
	for {
		if s := a.words(); s != "" {
			return s
		}
	}
}

// text is that by which an item of a list is known.
func text(item val) (string, bool) {
	switch item := item.(type) {
	case string:
		return item, true
	case ordered:
		if i := item.at("text"); i >= 0 {
			return item[i].value.(string), true
		}
	}
	return "", false
}

func (a *author) list(v []val) (patch, want val) {
	var out []val
	var replace, before, after ordered
	var remove, prepend, last []val
	count := map[string]int{}
	for _, item := range v {
		s, _ := text(item)
		count[s]++
	}
	for _, item := range v {
		s, known := text(item)
		known = known && count[s] == 1 && len(s) < 900
		if known && a.rng.IntN(5) == 0 {
			n := []val{a.item(item)}
			before, out = append(before, field{s, n}), append(out, n...)
		}
		switch {
		case known && a.rng.IntN(5) == 0:
			n := a.item(item)
			replace, out = append(replace, field{s, n}), append(out, n)
		case known && a.rng.IntN(8) == 0:
			remove = append(remove, s)
		default:
			out = append(out, item)
		}
		if known && a.rng.IntN(5) == 0 {
			n := []val{a.item(item), a.item(item)}
			after, out = append(after, field{s, n}), append(out, n...)
		}
	}
	like := val("")
	if len(v) > 0 {
		like = v[0]
	}
	if a.rng.IntN(4) == 0 {
		prepend = []val{a.item(like)}
		out = slices.Concat(prepend, out)
	}
	if a.rng.IntN(4) == 0 {
		last = []val{a.item(like)}
		out = append(out, last...)
	}
	if a.rng.IntN(6) == 0 {
		out = []val{a.item(like), a.item(like)}
		return out, out
	}
	p := ordered{}
	for verb, what := range map[string]ordered{"replace": replace, "before": before, "after": after} {
		if what != nil {
			p = append(p, field{verb, what})
		}
	}
	for verb, what := range map[string][]val{"remove": remove, "prepend": prepend, "append": last} {
		if what != nil {
			p = append(p, field{verb, what})
		}
	}
	if len(p) == 0 {
		return nil, v
	}
	if out == nil {
		out = []val{}
	}
	slices.SortFunc(p, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return p, out
}

func (a *author) named(v ordered, depth int) (patch, want val) {
	var out, change, before, after, add ordered
	var remove []val
	like := func() field {
		a.fresh++
		return field{fmt.Sprintf("new_%d", a.fresh), v[a.rng.IntN(len(v))].value}
	}
	for _, f := range v {
		if a.rng.IntN(8) == 0 {
			n := like()
			before, out = append(before, field{f.name, ordered{n}}), append(out, n)
		}
		switch {
		case a.rng.IntN(4) == 0:
			var p, w val
			if o, ok := f.value.(ordered); ok {
				gp, gw := a.group(o, func(name string) bool { return closed(name) || name == "label" }, depth+1)
				p, w = gp, gw
				if gp == nil {
					p = nil
				}
			} else {
				s := a.words()
				p, w = s, s
			}
			if p == nil {
				out = append(out, f)
				continue
			}
			change, out = append(change, field{f.name, p}), append(out, field{f.name, w})
		case a.rng.IntN(8) == 0:
			remove = append(remove, f.name)
		default:
			out = append(out, f)
		}
		if a.rng.IntN(8) == 0 {
			n := like()
			after, out = append(after, field{f.name, ordered{n}}), append(out, n)
		}
	}
	if a.rng.IntN(3) == 0 {
		n := like()
		add, out = ordered{n}, append(out, n)
	}
	p := ordered{}
	for verb, what := range map[string]ordered{"change": change, "before": before, "after": after, "add": add} {
		if what != nil {
			p = append(p, field{verb, what})
		}
	}
	if remove != nil {
		p = append(p, field{"remove", remove})
	}
	if len(p) == 0 {
		return nil, v
	}
	if out == nil {
		out = ordered{}
	}
	slices.SortFunc(p, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return p, out
}
