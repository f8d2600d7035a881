package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"goldseam/internal/diag"
	"goldseam/internal/nearest"
)

// Source is YAML text within an author's file.
type Source struct {
	File string // as shown in problems
	Line int    // line of the file on which Text begins, from 1
	Text []byte
}

// Decode reads text into v, a pointer to the Go type that format was made of,
// and gives every problem it finds. What is sound is decoded in any case.
func Decode(src Source, format *Format, v any) diag.List {
	d := decoder{src: src}
	root := d.parse()
	if root == nil {
		return d.problems
	}
	d.value(root, format, reflect.ValueOf(v).Elem(), "this file")
	return d.problems
}

type decoder struct {
	src      Source
	given    []string // names that the outermost group need not have
	problems diag.List
}

func (d *decoder) pos(n *yaml.Node) diag.Pos {
	return diag.Pos{File: d.src.File, Line: d.src.Line + n.Line - 1, Column: n.Column}
}

func (d *decoder) start() diag.Pos {
	return diag.Pos{File: d.src.File, Line: d.src.Line, Column: 1}
}

// parse reads the text into a tree. Nil means that there is nothing to decode and a problem says why.
func (d *decoder) parse() *yaml.Node {
	dec := yaml.NewDecoder(bytes.NewReader(oneBreak(d.src.Text)))
	var doc, more yaml.Node
	err := dec.Decode(&doc)
	if errors.Is(err, io.EOF) {
		return &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}
	}
	if err != nil {
		d.problems = append(d.problems, explain(d.src, err))
		return nil
	}
	if err := dec.Decode(&more); err == nil {
		d.problems.Add(d.pos(&more), diag.YAMLDocuments, `a second part begins here, after a line "---"`, "keep one part in each file: delete this line and what follows it, or move that to a file of its own")
	} else if !errors.Is(err, io.EOF) {
		d.problems = append(d.problems, explain(d.src, err))
		return nil
	}
	if root := doc.Content[0]; root.Kind != yaml.ScalarNode || root.Value != "" || root.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.TaggedStyle) != 0 || root.Anchor != "" {
		return root
	}
	return &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1} // such as a line "---" alone
}

// oneBreak makes spaces of the line breaks that YAML knows beside "\n". No editor
// counts them as lines, and so every place after one would be wrong.
func oneBreak(text []byte) []byte {
	for _, other := range []string{"\u0085", "\u2028", "\u2029"} {
		if bytes.Contains(text, []byte(other)) {
			text = bytes.ReplaceAll(text, []byte(other), []byte(" "))
		}
	}
	return text
}

// value decodes one node. What names it for the author, such as `"steps"`.
func (d *decoder) value(n *yaml.Node, f *Format, v reflect.Value, what string) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		d.problems.Add(d.pos(n), diag.YAMLAnchor, "anchors and aliases (& and *) are not used here", "write the text itself; a text that begins with & or * goes in quotes")
		return
	}
	if n.Style&yaml.TaggedStyle != 0 {
		d.problems.Add(d.pos(n), diag.YAMLTag, fmt.Sprintf("the mark %q is not used here", n.Tag), "a text that begins with ! goes in quotes")
		return
	}
	if n.Kind == yaml.ScalarNode && n.Value == "" && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0 && f.Kind != Text {
		return // a key with nothing after it counts as left out
	}
	if f.Kind == Struct && f.Short >= 0 && n.Kind == yaml.ScalarNode {
		short := f.Fields[f.Short]
		d.value(n, short.Format, settable(v).Field(short.index), what)
		d.alone(n, f, what)
		return
	}
	if f.Kind == Struct && f.Short >= 0 && d.split(n, f) {
		return
	}
	v = settable(v)
	switch f.Kind {
	case Text:
		d.text(n, f, v, what)
	case Number:
		d.number(n, v, what)
	case Bool:
		d.bool(n, v, what)
	case List:
		d.list(n, f, v, what)
	case Mapping:
		d.mapping(n, f, v, what)
	case Struct:
		d.fields(n, f, v, what)
	}
}

// settable gives what a pointer points to, making it first.
func settable(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	return v
}

func (d *decoder) text(n *yaml.Node, f *Format, v reflect.Value, what string) {
	if n.Kind != yaml.ScalarNode {
		if !d.parted(n) {
			d.problems.Add(d.pos(n), diag.WrongType, fmt.Sprintf("%s needs a text, but here is a %s", what, shape(n)), "write one line of text")
		}
		return
	}
	if d.remarked(n, n) || d.dashedOn(n) {
		return
	}
	if n.Tag == "!!null" && n.Value != "" { // the words null and ~ are texts here
		n.Tag = "!!str"
	}
	if f.Enum != nil && n.Value != "" && !slices.Contains(f.Enum, n.Value) {
		d.problems.Add(d.pos(n), diag.UnknownValue, fmt.Sprintf("%q is not a value of %s", n.Value, what), choose(n.Value, f.Enum))
		return
	}
	v.SetString(n.Value)
}

func (d *decoder) number(n *yaml.Node, v reflect.Value, what string) {
	i, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil {
		d.problems.Add(d.pos(n), diag.WrongType, fmt.Sprintf("%s needs a whole number, but here is %s", what, shown(n)), "write a number such as 10, without words or quotes")
		return
	}
	v.SetInt(int64(i))
}

func (d *decoder) bool(n *yaml.Node, v reflect.Value, what string) {
	if n.Kind != yaml.ScalarNode || n.Value != "true" && n.Value != "false" {
		d.problems.Add(d.pos(n), diag.WrongType, fmt.Sprintf("%s needs true or false, but here is %s", what, shown(n)), "write true for yes and false for no, without quotes")
		return
	}
	v.SetBool(n.Value == "true")
}

func (d *decoder) list(n *yaml.Node, f *Format, v reflect.Value, what string) {
	if n.Kind != yaml.SequenceNode {
		d.problems.Add(d.pos(n), diag.WrongType, fmt.Sprintf("%s needs a list, but here is %s", what, shown(n)), `write each item on a line of its own that begins with "- "`)
		return
	}
	out := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, item := range n.Content {
		name := fmt.Sprintf("item %d of %s", i+1, what)
		if item.Kind == yaml.ScalarNode && item.Value == "" {
			d.problems.Add(d.pos(item), diag.EmptyValue, name+" is empty", `write it, or delete the line with only "-"`)
			continue
		}
		d.value(item, f.Items, out.Index(i), name)
	}
	v.Set(out)
}

// namedHint says how to name the items of a list that should be named lines.
func namedHint(n *yaml.Node) string {
	if n.Kind == yaml.SequenceNode && len(n.Content) > 0 && n.Content[0].Kind == yaml.MappingNode {
		return `take the dashes away and begin each with a name of its own and a colon, such as "first:", with its lines further to the right below it`
	}
	return ""
}

// entries goes through the keys of a mapping, each once.
func (d *decoder) entries(n *yaml.Node, what string, each func(key, value *yaml.Node)) bool {
	if n.Kind != yaml.MappingNode {
		d.problems.Add(d.pos(n), diag.WrongType, fmt.Sprintf("%s needs lines of the form \"name: value\", but here is %s", what, shown(n)), namedHint(n))
		return false
	}
	first := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode || key.Tag == "!!merge" || key.Anchor != "":
			d.problems.Add(d.pos(key), diag.YAMLAnchor, "a name must be plain text", "")
			continue
		case first[key.Value] != nil:
			d.problems = append(d.problems, diag.Problem{
				Pos: d.pos(key), Severity: diag.Error, Code: diag.RepeatedKey,
				Message: fmt.Sprintf("%q is here twice", key.Value),
				Hint:    "keep one of the two and delete the other",
				Related: []diag.Related{{Pos: d.pos(first[key.Value]), Message: "first here"}},
			})
			continue
		}
		first[key.Value] = key
		each(key, value)
	}
	return true
}

func (d *decoder) mapping(n *yaml.Node, f *Format, v reflect.Value, what string) {
	plain := v.Kind() == reflect.Map
	if plain && v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	d.entries(n, what, func(key, value *yaml.Node) {
		if f.Keys != nil && !slices.Contains(f.Keys, key.Value) {
			d.problems.Add(d.pos(key), diag.UnknownKey, fmt.Sprintf("%s has no %q", what, key.Value), choose(key.Value, f.Keys))
			return
		}
		name := strconv.Quote(key.Value)
		if plain {
			item := reflect.New(v.Type().Elem()).Elem()
			d.value(value, f.Items, item, name)
			v.SetMapIndex(reflect.ValueOf(key.Value), item)
			return
		}
		pair := reflect.New(v.Type().Elem()).Elem()
		pair.Field(0).SetString(key.Value)
		d.value(value, f.Items, pair.Field(1), name)
		v.Set(reflect.Append(v, pair))
	})
}

func (d *decoder) fields(n *yaml.Node, f *Format, v reflect.Value, what string) {
	given := map[string]bool{}
	for _, name := range d.given {
		given[name] = true
	}
	d.given = nil
	ok := d.entries(n, what, func(key, value *yaml.Node) {
		field := f.field(key.Value)
		if field == nil && d.structural(key, value, f) {
			return
		}
		if field == nil {
			if name := d.glued(key, value, f); name != "" {
				given[name] = true
				return
			}
			if d.cut(n, key, f) {
				return
			}
			d.problems.Add(d.pos(key), diag.UnknownKey, fmt.Sprintf("unknown key %q", key.Value), nearest.Hint(key.Value, f.names(), "keys here"))
			given[nearest.Name(key.Value, f.names())] = true // one slip is one problem
			return
		}
		given[key.Value] = true
		if d.remarked(key, value) {
			return
		}
		if field.Required && value.Value == "" && len(value.Content) == 0 && value.Kind != yaml.AliasNode {
			d.problems.Add(d.pos(key), diag.EmptyValue, fmt.Sprintf("%q is empty", key.Value), filled(field))
			return
		}
		d.value(value, field.Format, v.Field(field.index), strconv.Quote(key.Value))
	})
	if !ok {
		return
	}
	for i := range f.Fields {
		field := &f.Fields[i]
		if field.Required && !given[field.Name] {
			d.problems.Add(d.at(n, what), diag.MissingKey, fmt.Sprintf("%q is missing%s", field.Name, inside(what)), example(field))
		}
	}
}

// at gives the place of a mapping; the whole file's is its first line, whatever stands there.
func (d *decoder) at(n *yaml.Node, what string) diag.Pos {
	if what == "this file" {
		return d.start()
	}
	return d.pos(n)
}
