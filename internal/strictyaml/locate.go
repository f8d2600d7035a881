package strictyaml

import (
	"go.yaml.in/yaml/v3"

	"goldseam/internal/diag"
)

// Locate gives the place of a part of the text by its keys and indexes, such as
// Locate(src, "steps", 2). Where the part is missing it gives the place of the
// nearest part around it. It reads the text again: places are needed only for problems.
func Locate(src Source, path ...any) diag.Pos {
	d := decoder{src: src}
	pos := diag.Pos{File: src.File, Line: src.Line, Column: 1}
	node := d.parse()
	for i, part := range path {
		var next *yaml.Node
		switch part := part.(type) {
		case string:
			key, value := lookup(node, part)
			next = value
			if i == len(path)-1 && value != nil && (value.Kind != yaml.ScalarNode || value.Value == "") {
				next = key // a group or list is known by its name
			}
		case int:
			if node != nil && node.Kind == yaml.SequenceNode && part < len(node.Content) {
				next = node.Content[part]
			}
		}
		if next == nil {
			break
		}
		node, pos = next, d.pos(next)
	}
	return pos
}

// Key gives the place of a key itself, for problems about the key rather than its value.
func Key(src Source, path ...string) diag.Pos {
	d := decoder{src: src}
	pos := diag.Pos{File: src.File, Line: src.Line, Column: 1}
	node := d.parse()
	for _, part := range path {
		key, value := lookup(node, part)
		if key == nil {
			break
		}
		pos, node = d.pos(key), value
	}
	return pos
}

func lookup(node *yaml.Node, name string) (key, value *yaml.Node) {
	if node == nil || node.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == name {
			return node.Content[i], node.Content[i+1]
		}
	}
	return nil, nil
}
