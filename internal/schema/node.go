package schema

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"goldseam/internal/strictyaml"
)

// node is a JSON Schema, its keys in the order in which a person would read them.
type node struct {
	Schema        string     `json:"$schema,omitempty"`
	Title         string     `json:"title,omitempty"`
	Description   string     `json:"description,omitempty"`
	Ref           string     `json:"$ref,omitempty"`
	AnyOf         []*node    `json:"anyOf,omitempty"`
	Type          string     `json:"type,omitempty"`
	MinLength     int        `json:"minLength,omitempty"`
	MinItems      int        `json:"minItems,omitempty"`
	MinProperties int        `json:"minProperties,omitempty"`
	Enum          []string   `json:"enum,omitempty"`
	Examples      []any      `json:"examples,omitempty"`
	Items         *node      `json:"items,omitempty"`
	Properties    properties `json:"properties,omitempty"`
	Required      []string   `json:"required,omitempty"`
	Additional    any        `json:"additionalProperties,omitempty"` // false, or the schema of all other keys
	Defs          properties `json:"$defs,omitempty"`
}

// properties keep the order in which a format names its keys.
type properties []property

type property struct {
	name   string
	schema *node
}

// MarshalJSON implements [json.Marshaler].
func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, e := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(e.name) + ":")
		text, err := json.Marshal(e.schema)
		if err != nil {
			return nil, err
		}
		b.Write(text)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// builder makes the schema of one kind.
type builder struct {
	at    string // where the schema stands in its document
	defs  properties
	names map[*strictyaml.Format]string // definitions of the formats that contain themselves
}

// shape describes a format. Filled means that it may not be empty. A format that
// contains itself becomes a definition, called after the key it was first met at.
func (b *builder) shape(f *strictyaml.Format, name string, filled bool) *node {
	if !contains(f, f, map[*strictyaml.Format]bool{}) {
		return b.body(f, filled)
	}
	if b.names[f] == "" {
		b.names[f] = name
		i := len(b.defs)
		b.defs = append(b.defs, property{name, nil})
		b.defs[i].schema = b.body(f, filled)
	}
	return &node{Ref: b.at + "/$defs/" + b.names[f]}
}

func (b *builder) body(f *strictyaml.Format, filled bool) *node {
	one := 0
	if filled {
		one = 1
	}
	switch f.Kind {
	case strictyaml.Text:
		s := &node{Type: "string", Enum: f.Enum}
		if f.Enum == nil {
			s.MinLength = one
		}
		return s
	case strictyaml.Number:
		return &node{Type: "integer"}
	case strictyaml.Bool:
		return &node{Type: "boolean"}
	case strictyaml.List:
		return &node{Type: "array", MinItems: one, Items: b.shape(f.Items, "item", true)}
	case strictyaml.Mapping:
		return b.mapping(f, one)
	}
	return b.group(f)
}

// mapping describes a group whose keys the author chooses, or some of the known ones.
func (b *builder) mapping(f *strictyaml.Format, one int) *node {
	s := &node{Type: "object", MinProperties: one}
	if f.Keys == nil {
		s.Additional = b.shape(f.Items, "value", false)
		return s
	}
	for _, key := range f.Keys {
		s.Properties = append(s.Properties, property{key, b.shape(f.Items, key, false)})
	}
	s.Additional = false
	return s
}

// group describes a group with known keys, or the text that may stand for it.
func (b *builder) group(f *strictyaml.Format) *node {
	s := &node{Type: "object", Additional: false}
	for _, field := range f.Fields {
		value := b.shape(field.Format, field.Name, field.Required)
		value.Description = field.Desc
		if field.Example != "" {
			value.Examples = []any{example(field)}
		}
		s.Properties = append(s.Properties, property{field.Name, value})
		if field.Required {
			s.Required = append(s.Required, field.Name)
		}
	}
	if f.Short >= 0 && len(s.Required) == 1 { // the text alone says all that must be said
		return &node{AnyOf: []*node{b.body(f.Fields[f.Short].Format, true), s}}
	}
	return s
}

func example(f strictyaml.Field) any {
	if n, err := strconv.Atoi(f.Example); err == nil && f.Format.Kind == strictyaml.Number {
		return n
	}
	return f.Example
}

// contains reports whether a format stands within another, at any depth.
func contains(in, f *strictyaml.Format, seen map[*strictyaml.Format]bool) bool {
	if in == nil || seen[in] {
		return false
	}
	seen[in] = true
	parts := []*strictyaml.Format{in.Items}
	for _, field := range in.Fields {
		parts = append(parts, field.Format)
	}
	return slices.ContainsFunc(parts, func(p *strictyaml.Format) bool { return p == f || contains(p, f, seen) })
}
