package strictyaml

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// Path says to which part a place of the text belongs, by keys and indexes: what
// [Locate] was asked for. Line and column are those of the file.
func (n *Node) Path(line, column int) []any {
	var path []any
	for n != nil {
		starts := n.Items
		if n.Shape == GroupNode {
			starts = n.Keys
		}
		in := -1
		for i, s := range starts {
			if s.Pos.Line < line || s.Pos.Line == line && s.Pos.Column <= column {
				in = i
			}
		}
		switch {
		case in < 0:
			return path
		case n.Shape == GroupNode:
			path = append(path, n.Keys[in].Text)
		default:
			path = append(path, in)
		}
		n = n.Items[in]
	}
	return path
}

// Quoted writes a text so that it is read as that text, in quotes only where it
// needs them. Flow means that it stands within braces or brackets.
func Quoted(text string, flow bool) string {
	if safe(text, flow) {
		return text
	}
	return InQuotes(text)
}

// InQuotes writes any text in double quotes, so that it is read as that text.
func InQuotes(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case NeedsName(r):
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// NeedsName tells characters that are not written as they are: breaks and what nobody sees.
func NeedsName(r rune) bool {
	return r < ' ' || r >= 0x7f && r <= 0x9f || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == utf8.RuneError || r >= 0xfffe && r <= 0xffff || r >= 0xd800 && r <= 0xdfff
}

// safe tells a text that means itself without quotes.
func safe(text string, flow bool) bool {
	if text == "" || strings.TrimSpace(text) != text || strings.HasSuffix(text, ":") || strings.Contains(text, ": ") || strings.Contains(text, " #") {
		return false
	}
	if strings.ContainsAny(text[:1], "-?:,[]{}#&*!|>'\"%@`=~") || flow && strings.ContainsAny(text, ",[]{}?") {
		return false
	}
	switch strings.ToLower(text) {
	case "yes", "no", "on", "off", "y", "n": // other readers of YAML take them for something else
		return false
	}
	if strings.ContainsFunc(text, NeedsName) {
		return false
	}
	var n yaml.Node
	if yaml.Unmarshal([]byte("k: "+text), &n) != nil || len(n.Content) != 1 || len(n.Content[0].Content) != 2 {
		return false
	}
	v := n.Content[0].Content[1]
	return v.Kind == yaml.ScalarNode && v.Tag == "!!str" && v.Value == text && v.LineComment == ""
}
