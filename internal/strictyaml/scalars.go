package strictyaml

import (
	"go.yaml.in/yaml/v3"

	"goldseam/internal/diag"
)

// Scalar is one text of a YAML file, with the names of what it stands in.
type Scalar struct {
	Keys []string // from the outermost on; the places of list items are left out
	Text string
	Pos  diag.Pos // where it begins, its quote included
}

// Scalars lists the texts of a file, in order. A file that cannot be read has none.
func Scalars(src Source) []Scalar {
	d := decoder{src: src}
	var out []Scalar
	var walk func(n *yaml.Node, keys []string)
	walk = func(n *yaml.Node, keys []string) {
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				walk(n.Content[i+1], append(keys[:len(keys):len(keys)], n.Content[i].Value))
			}
		case yaml.SequenceNode:
			for _, item := range n.Content {
				walk(item, keys)
			}
		case yaml.ScalarNode:
			out = append(out, Scalar{keys, n.Value, d.pos(n)})
		}
	}
	if root := d.parse(); root != nil {
		walk(root, nil)
	}
	return out
}
