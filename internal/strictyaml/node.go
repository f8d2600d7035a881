package strictyaml

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"

	"go.yaml.in/yaml/v3"

	"goldseam/internal/diag"
	"goldseam/internal/nearest"
)

// Shape is what a [Node] is.
type Shape int

// The shapes of a node.
const (
	ScalarNode Shape = iota // a text, number, or true or false
	ListNode
	GroupNode // "name: value" lines
)

// Style is how a scalar is written.
type Style int

// The styles of a scalar.
const (
	Unquoted Style = iota
	SingleQuoted
	DoubleQuoted
	Block // after | or >, on the lines below
)

// Node is a part of a YAML text as it stands there, for whoever changes a text instead of reading it.
type Node struct {
	Shape Shape
	Text  string // of a scalar
	Note  string // a remark at the end of its line, with its #
	Style Style  // of a scalar
	Pos   diag.Pos
	Keys  []*Node // the names of a group: scalars, each once
	Items []*Node // the values of a group in the order of its Keys, or the items of a list
	Flow  bool    // it is written in brackets or braces

	yaml *yaml.Node
}

// Parse reads a text without any format. A problem means that it is not to be
// used: it cannot be read, or holds what is refused everywhere.
func Parse(src Source) (*Node, diag.List) {
	d := decoder{src: src}
	root := d.parse()
	if root == nil || len(d.problems) > 0 {
		return nil, d.problems
	}
	n := d.node(root)
	return n, d.problems
}

func (d *decoder) node(n *yaml.Node) *Node {
	out := &Node{Pos: d.within(d.pos(n)), Note: n.LineComment, Flow: n.Style&yaml.FlowStyle != 0, yaml: n}
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.problems.Add(d.pos(n), diag.YAMLAnchor, "anchors and aliases (& and *) are not used here", "write the text itself; a text that begins with & or * goes in quotes")
	case n.Style&yaml.TaggedStyle != 0:
		d.problems.Add(d.pos(n), diag.YAMLTag, fmt.Sprintf("the mark %q is not used here", n.Tag), "a text that begins with ! goes in quotes")
	case n.Kind == yaml.MappingNode:
		out.Shape = GroupNode
		d.entries(n, "this file", func(key, value *yaml.Node) {
			out.Keys, out.Items = append(out.Keys, d.node(key)), append(out.Items, d.node(value))
		})
	case n.Kind == yaml.SequenceNode:
		out.Shape = ListNode
		for _, item := range n.Content {
			out.Items = append(out.Items, d.node(item))
		}
	default:
		out.Text = n.Value
		switch {
		case n.Style&yaml.SingleQuotedStyle != 0:
			out.Style = SingleQuoted
		case n.Style&yaml.DoubleQuotedStyle != 0:
			out.Style = DoubleQuoted
		case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
			out.Style = Block
		}
	}
	return out
}

// within keeps a place inside the text: nothing, after the last name, may be said to stand below its last line.
func (d *decoder) within(pos diag.Pos) diag.Pos {
	if last := d.src.Line + bytes.Count(d.src.Text, []byte("\n")); pos.Line > last {
		return diag.Pos{File: pos.File, Line: last, Column: 1}
	}
	return pos
}

// Get gives the value of a name of a group; nil if it has none.
func (n *Node) Get(name string) *Node {
	i := slices.IndexFunc(n.Keys, func(k *Node) bool { return k.Text == name })
	if i < 0 {
		return nil
	}
	return n.Items[i]
}

// Empty tells a name with nothing after it.
func (n *Node) Empty() bool {
	return n.Shape == ScalarNode && n.Text == "" && n.Style == Unquoted
}

// Check gives what is wrong with a part as a value of a format. What names it for
// the author, such as `"steps"`. Given are names of a group that need not stand
// in it, since something else says them.
func Check(src Source, n *Node, f *Format, what string, given ...string) diag.List {
	d := decoder{src: src, given: given}
	d.value(n.yaml, f, reflect.New(f.typ).Elem(), what)
	return d.problems
}

// Key finds the field of a format that a name of the group in stands for, or says
// why there is none. More are names that are known beside those of the format.
func (f *Format) Key(src Source, in, key, value *Node, more ...string) (*Field, diag.List) {
	d := decoder{src: src}
	field := f.field(key.Text)
	switch {
	case field == nil && d.structural(key.yaml, value.yaml, f), field == nil && d.glued(key.yaml, value.yaml, f) != "", field == nil && d.cut(in.yaml, key.yaml, f):
	case field == nil:
		known := append(f.names(), more...)
		d.problems.Add(key.Pos, diag.UnknownKey, fmt.Sprintf("unknown key %q", key.Text), nearest.Hint(key.Text, known, "keys here"))
	case d.remarked(key.yaml, value.yaml):
	case value.Empty():
		d.problems.Add(key.Pos, diag.EmptyValue, fmt.Sprintf("%q is empty", key.Text), filled(field))
	}
	if len(d.problems) > 0 {
		return nil, d.problems
	}
	return field, nil
}
