package strictyaml

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"goldseam/internal/diag"
	"goldseam/internal/nearest"
)

// Some slips are sound YAML and yet not what was meant: a colon makes a group of
// a text, a # makes a remark of the rest of it, a name stands without its number.

// alone reports what a text that stands for a whole group leaves out.
func (d *decoder) alone(n *yaml.Node, f *Format, what string) {
	for i := range f.Fields {
		if field := &f.Fields[i]; field.Required && i != f.Short {
			d.problems.Add(d.pos(n), diag.MissingKey, fmt.Sprintf("%q is missing%s", field.Name, inside(what)), fmt.Sprintf("write {%s: %s, %s: %s}", f.Fields[f.Short].Name, n.Value, field.Name, sample(field)))
		}
	}
}

// glued reports a known name that the text after it has become a part of, for
// want of a colon or a space. It gives that name.
func (d *decoder) glued(key, value *yaml.Node, f *Format) string {
	at := strings.IndexAny(key.Value, ": ")
	if value.Value != "" || len(value.Content) > 0 || at < 0 || f.field(key.Value[:at]) == nil {
		return ""
	}
	name, text := key.Value[:at], strings.TrimSpace(key.Value[at+1:])
	pos := d.pos(key)
	pos.Column += utf8.RuneCountInString(name)
	d.problems.Add(pos, diag.YAMLSyntax, fmt.Sprintf("after %q a colon and a space are wanted", name), fmt.Sprintf("write: %s: %s", name, text))
	return name
}

// cut reports a text in braces that its own comma has cut: what follows the comma
// stands there as a name with nothing after it. One text is one problem, however
// many commas it has.
func (d *decoder) cut(group, key *yaml.Node, f *Format) bool {
	if group.Style&yaml.FlowStyle == 0 {
		return false
	}
	rest := func(i int) bool { // whether the entry at i is such a piece
		key, value := group.Content[i], group.Content[i+1]
		return key.Kind == yaml.ScalarNode && value.Tag == "!!null" && value.Value == "" && f.field(key.Value) == nil && nearest.Name(key.Value, f.names()) == ""
	}
	at := slices.Index(group.Content, key)
	first := at
	for first >= 0 && rest(first) {
		first -= 2
	}
	if first == at || first < 0 || group.Content[first+1].Kind != yaml.ScalarNode {
		return false
	}
	if first < at-2 {
		return true // said at the first comma
	}
	whole := group.Content[first+1].Value
	for i := at; i < len(group.Content) && rest(i); i += 2 {
		whole += ", " + group.Content[i].Value
	}
	d.problems.Add(d.pos(key), diag.UnknownKey, fmt.Sprintf("unknown key %q", key.Value), "a comma ends a text in braces: "+quoted(whole))
	return true
}

// split reports a text that a colon has made a group of, where a known group could stand as well.
func (d *decoder) split(n *yaml.Node, f *Format) bool {
	if n.Kind != yaml.MappingNode || len(n.Content) != 2 {
		return false
	}
	key := n.Content[0].Value
	return f.field(key) == nil && nearest.Name(key, f.names()) == "" && d.parted(n)
}

// parted reports a text that a colon has made a group of.
func (d *decoder) parted(n *yaml.Node) bool {
	if n.Kind != yaml.MappingNode || n.Style&yaml.FlowStyle != 0 || len(n.Content) != 2 || n.Content[1].Kind != yaml.ScalarNode {
		return false
	}
	key, value := n.Content[0], n.Content[1]
	pos := d.pos(key)
	pos.Column += utf8.RuneCountInString(key.Value)
	d.problems.Add(pos, diag.YAMLColon, "a colon within a text splits it in two", quoted(key.Value+": "+value.Value))
	return true
}

// dashedOn reports an item of a list that has become words of the item above it,
// since its dash is too far to the right.
func (d *decoder) dashedOn(n *yaml.Node) bool {
	if n.Style != 0 || !strings.Contains(n.Value, " -") {
		return false
	}
	lines := strings.Split(string(d.src.Text), "\n")
	if n.Line >= len(lines) {
		return false
	}
	next := strings.TrimSpace(lines[n.Line])
	if !strings.HasPrefix(next, "- ") || !strings.Contains(n.Value, next) {
		return false
	}
	pos := d.pos(n)
	pos.Line++
	pos.Column = strings.Index(lines[n.Line], "-") + 1
	d.problems.Add(pos, diag.YAMLIndent, "this dash is further to the right than the one above it, and so makes one item of two", "begin all items of a list in the same column")
	return true
}

// remarked reports words after a value that count as a remark because they
// follow a #. A real remark has a space after it.
func (d *decoder) remarked(at, value *yaml.Node) bool {
	remark := at.LineComment
	if len(remark) < 2 || remark[1] == ' ' || remark[1] == '#' || value.Kind != yaml.ScalarNode || value.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		return false
	}
	lines := strings.Split(string(d.src.Text), "\n")
	line := lines[min(value.Line, len(lines))-1]
	pos := d.pos(value)
	if i := strings.Index(line, remark); i >= 0 {
		pos.Column = utf8.RuneCountInString(line[:i]) + 1
	}
	whole := strings.TrimSpace(value.Value + " " + remark)
	d.problems.Add(pos, diag.YAMLSyntax, "what follows # is read as a remark and left out", quoted(whole)+"; for a remark write a space after the #")
	return true
}
