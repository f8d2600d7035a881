package strictyaml

import (
	"go.yaml.in/yaml/v3"

	"goldseam/internal/diag"
)

// Plain reads text that no format is written down for: each value of it is a
// string, a []any, or a map[string]any. Nil means that there is nothing sound to read.
func Plain(src Source) (any, diag.List) {
	d := decoder{src: src}
	root := d.parse()
	if root == nil || len(d.problems) > 0 {
		return nil, d.problems
	}
	return d.plain(root, "this file"), d.problems
}

func (d *decoder) plain(n *yaml.Node, what string) any {
	switch n.Kind {
	case yaml.SequenceNode:
		out := make([]any, len(n.Content))
		for i, item := range n.Content {
			out[i] = d.plain(item, what)
		}
		return out
	case yaml.MappingNode:
		out := map[string]any{}
		d.entries(n, what, func(key, value *yaml.Node) { out[key.Value] = d.plain(value, what) })
		return out
	case yaml.AliasNode:
		d.problems.Add(d.pos(n), diag.YAMLAnchor, "anchors and aliases (& and *) are not used here", "write the text itself")
	}
	return n.Value
}
