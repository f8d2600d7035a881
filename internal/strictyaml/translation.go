package strictyaml

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"goldseam/internal/diag"
)

// Translation marks the format of a translation, which gives words only, as
// that of something whole: a key that only the whole has is structure, and
// refused with the reason, at any depth. It gives back words.
func Translation(words, whole *Format) *Format {
	switch {
	case words == nil || whole == nil:
	case words.Kind == Struct && whole.Kind == Struct:
		words.structure = map[string]bool{}
		for i := range whole.Fields {
			key := &whole.Fields[i]
			if own := words.field(key.Name); own != nil {
				Translation(own.Format, key.Format)
			} else {
				words.structure[key.Name] = true
			}
		}
	default:
		Translation(words.Items, whole.Items)
	}
	return words
}

// structural reports a key of the whole that a translation cannot change.
func (d *decoder) structural(key, value *yaml.Node, f *Format) bool {
	if !f.structure[key.Value] {
		return false
	}
	hint := fmt.Sprintf("delete %q and what belongs to it", key.Value)
	if value.Kind == yaml.ScalarNode {
		hint = fmt.Sprintf("delete \"%s: %s\"", key.Value, value.Value)
	}
	for i := range f.Fields {
		if own := &f.Fields[i]; own.instead == key.Value {
			hint += fmt.Sprintf("; its words go below %q, in the same order", own.Name)
		}
	}
	d.problems.Add(d.pos(key), diag.TranslationStructure, fmt.Sprintf("a translation gives words only, and %q is no words: it is the same in every language", key.Value), hint)
	return true
}
