package schema

import (
	"slices"

	"goldseam/internal/strictyaml"
)

// Patches name what they change by verbs. What a patch may say of a format
// follows from the format: see package patch, which applies what this describes.

// patch describes the patch of a file. Body tells a file with a text below its front matter.
func (b *builder) patch(f *strictyaml.Format, body bool) *node {
	if f.Kind == strictyaml.Mapping {
		return &node{Type: "object", MinProperties: 1, Additional: b.shape(f.Items, "value", true)}
	}
	s := b.changedGroup(f)
	s.MinProperties = 1
	if body {
		s.Properties = append(s.Properties, property{"body", bodyChanges()})
	}
	return s
}

// changed describes what a patch may say of a value. Required values are in every base.
func (b *builder) changed(f *strictyaml.Format, name string, required bool) *node {
	switch f.Kind {
	case strictyaml.List:
		changes := b.changedList(f)
		if named(f) {
			changes = b.changedNames(f)
		}
		return &node{AnyOf: []*node{b.shape(f, name, false), changes}}
	case strictyaml.Mapping:
		if f.Keys != nil {
			return b.changedGroup(f)
		}
		if required {
			return b.changedNames(f)
		}
		return &node{AnyOf: []*node{b.changedNames(f), b.shape(f, name, true)}} // the base may have none yet
	case strictyaml.Struct:
		return b.changedGroup(f)
	}
	return b.shape(f, name, required)
}

// changedGroup describes changes of known keys, each by itself.
func (b *builder) changedGroup(f *strictyaml.Format) *node {
	s := &node{Type: "object", Additional: false}
	var optional []string
	for _, key := range f.Keys {
		s.Properties = append(s.Properties, property{key, b.shape(f.Items, key, true)})
		optional = append(optional, key)
	}
	for _, field := range f.Fields {
		value := b.changed(field.Format, field.Name, field.Required)
		value.Description = field.Desc
		s.Properties = append(s.Properties, property{field.Name, value})
		if !field.Required {
			optional = append(optional, field.Name)
		}
	}
	if optional != nil {
		s.Properties = append(s.Properties, property{"remove", &node{
			Description: "keys of the base to leave out", Type: "array", MinItems: 1, Items: &node{Type: "string", Enum: optional},
		}})
	}
	return s
}

// named tells a list whose items have permanent names.
func named(f *strictyaml.Format) bool {
	return slices.ContainsFunc(f.Items.Fields, func(k strictyaml.Field) bool { return k.Name == "id" })
}

// changedNames describes changes of what has permanent names.
func (b *builder) changedNames(f *strictyaml.Format) *node {
	fresh := b.shape(f.Items, "new", true)
	if f.Kind == strictyaml.List { // the name stands above it
		fresh = b.body(f.Items, true)
		fresh.Required = slices.DeleteFunc(slices.Clone(fresh.Required), func(key string) bool { return key == "id" })
	}
	each := func(desc string, value *node) *node {
		return &node{Description: desc, Type: "object", MinProperties: 1, Additional: value}
	}
	return &node{Type: "object", MinProperties: 1, Additional: false, Properties: properties{
		{"change", each("by the name of each: what is different", b.changed(f.Items, "change", true))},
		{"add", each("by a new name each: what is put at the end", fresh)},
		{"before", each("by a name of the base: what is put before it, by a new name each", each("", fresh))},
		{"after", each("by a name of the base: what is put after it, by a new name each", each("", fresh))},
		{"remove", textList("names of the base to leave out")},
	}}
}

// changedList describes changes of a list whose items are known by their text.
func (b *builder) changedList(f *strictyaml.Format) *node {
	some := func(desc string) *node {
		return &node{Description: desc, Type: "array", MinItems: 1, Items: b.shape(f.Items, "item", true)}
	}
	s := &node{Type: "object", MinProperties: 1, Additional: false}
	if f.Items.Kind == strictyaml.Text || f.Items.Kind == strictyaml.Struct && f.Items.Short >= 0 {
		s.Properties = properties{
			{"replace", &node{Description: "by the exact text of the base: the new text", Type: "object", MinProperties: 1, Additional: b.shape(f.Items, "item", true)}},
			{"remove", textList("exact texts of the base to leave out")},
			{"before", &node{Description: "by the exact text of the base: new items before it", Type: "object", MinProperties: 1, Additional: some("")}},
			{"after", &node{Description: "by the exact text of the base: new items after it", Type: "object", MinProperties: 1, Additional: some("")}},
		}
	}
	s.Properties = append(s.Properties, property{"prepend", some("new items at the beginning")}, property{"append", some("new items at the end")})
	return s
}

// bodyChanges describes changes of the text below the front matter.
func bodyChanges() *node {
	markdown := func(desc string) *node { return &node{Description: desc, Type: "string", MinLength: 1} }
	by := func(desc string) *node {
		return &node{Description: desc, Type: "object", MinProperties: 1, Additional: markdown("")}
	}
	return &node{Description: "the text below the front matter: a whole new one, or changes of its sections, by the id of each heading", AnyOf: []*node{
		markdown("a whole new text, in Markdown"),
		{Type: "object", MinProperties: 1, Additional: false, Properties: properties{
			{"replace", by("by heading: what stands under it, up to the next heading of its level; a text that begins with a heading replaces that, too")},
			{"before", by("by heading: text before it")},
			{"after", by("by heading: text after all that stands under it")},
			{"remove", textList("headings to leave out, with what stands under them")},
			{"opening", markdown("in place of what stands above the first heading")},
			{"prepend", markdown("text at the beginning")},
			{"append", markdown("text at the end")},
		}},
	}}
}

func textList(desc string) *node {
	return &node{Description: desc, Type: "array", MinItems: 1, Items: &node{Type: "string", MinLength: 1}}
}
