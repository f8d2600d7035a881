package strictyaml

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// Part is a part of the words of a text: a key, an item of a list or an entry of a map.
type Part struct {
	Key   string
	Index int    // of an item; -1 otherwise
	Name  string // of an entry; "" otherwise
	Text  string // all its words, one after another
}

// Parts gives the words of a text in the order they stand in, as far as the
// format of its translation has a place for them.
func Parts(src Source, words *Format) []Part {
	d := decoder{src: src}
	root := d.parse()
	if root == nil || root.Kind != yaml.MappingNode {
		return nil
	}
	var out []Part
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i].Value, root.Content[i+1]
		name, f := words.wordsOf(key)
		switch {
		case f == nil:
		case value.Kind == yaml.SequenceNode:
			for n, item := range value.Content {
				if text := gather(item, f.Items); text != "" {
					out = append(out, Part{name, n, "", text})
				}
			}
		case value.Kind == yaml.MappingNode && f.Kind == Mapping:
			for n := 0; n+1 < len(value.Content); n += 2 {
				if text := gather(value.Content[n+1], f.Items); text != "" {
					out = append(out, Part{name, -1, value.Content[n].Value, text})
				}
			}
		default:
			if text := gather(value, f); text != "" {
				out = append(out, Part{name, -1, "", text})
			}
		}
	}
	return out
}

// wordsOf finds the key of a translation that has the words of a key of its
// source, and the format of these words there.
func (f *Format) wordsOf(key string) (string, *Format) {
	if own := f.field(key); own != nil {
		return key, own.Format
	}
	for i := range f.Fields {
		if own := &f.Fields[i]; own.instead == key { // items of the source have the words under the same name
			return own.Name, &Format{Kind: List, Short: -1, Items: &Format{Kind: Struct, Short: -1, Fields: []Field{{Name: own.Name, Format: own.Format.Items}}}}
		}
	}
	return "", nil
}

// gather joins the words in a node. Each ends in a character that no text has.
func gather(n *yaml.Node, f *Format) string {
	if f == nil {
		return ""
	}
	var b strings.Builder
	switch n.Kind {
	case yaml.ScalarNode:
		if f.Kind == Text || f.Kind == Struct && f.Short >= 0 {
			b.WriteString(n.Value + "\x00")
		}
	case yaml.SequenceNode:
		for _, item := range n.Content {
			b.WriteString(gather(item, f.Items))
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			inner := f.Items
			if f.Kind == Struct {
				inner = nil
				if own := f.field(n.Content[i].Value); own != nil {
					inner = own.Format
				}
			}
			b.WriteString(gather(n.Content[i+1], inner))
		}
	}
	return b.String()
}
