// Package strictyaml decodes YAML into structs, refusing whatever was not asked
// for, and says where each thing stands in the author's file.
//
// The Go types are the format. A field takes its key from its yaml tag; these
// tags say more:
//
//	yaml:"name,required"    the key must be there and must not be empty
//	enum:"a b c"            a text, or each text of a list, or each value of a map, is one of these
//	keys:"a b c"            the keys of a map are among these
//	desc:"…"                what the key is for, shown by editors
//	example:"…"             what to write, shown in hints
//	instead:"name"          in a translation: the key that this one takes the words of
//
// Texts, whole numbers, yes-or-no values, lists, maps, structs and pointers to
// them may be used; [Map] keeps the order of its keys. A struct with a field
// tagged yaml:"name,short" may also be written as that field's text alone.
//
// YAML 1.2 rules hold for plain words: no, on and 2024 are texts where a text is
// asked for. Anchors, aliases, merge keys, tags and a second document are refused.
package strictyaml

import (
	"reflect"
	"strings"
)

// Map is a mapping whose order matters, such as the fields of a worksheet.
type Map[V any] []Pair[V]

// Pair is one entry of a Map.
type Pair[V any] struct {
	Key   string
	Value V
}

// Keys lists the keys in order.
func (m Map[V]) Keys() []string {
	out := make([]string, len(m))
	for i, p := range m {
		out[i] = p.Key
	}
	return out
}

// Get gives the value of a key.
func (m Map[V]) Get(key string) (V, bool) {
	for _, p := range m {
		if p.Key == key {
			return p.Value, true
		}
	}
	var zero V
	return zero, false
}

func (Map[V]) pairs() {}

// ordered is what all Maps have in common.
type ordered interface{ pairs() }

// Kind is the shape a value must have.
type Kind int

// The shapes.
const (
	Text Kind = iota
	Number
	Bool
	List
	Mapping // any keys
	Struct  // known keys
)

// Format describes one value of a format: what [Decode] accepts and what a schema for editors says.
type Format struct {
	Kind   Kind
	Enum   []string // allowed texts; nil for any
	Keys   []string // allowed keys of a Mapping; nil for any
	Items  *Format  // of a List or Mapping
	Fields []Field  // of a Struct
	Short  int      // index in Fields of the one that a text alone stands for, or -1

	typ       reflect.Type
	structure map[string]bool // of a translation: keys that are known and not its to give
}

// Field is one key of a Struct.
type Field struct {
	Name     string
	Required bool
	Desc     string
	Example  string
	Format   *Format

	index   int
	instead string // of a translation: the structural key whose words stand here
}

// Of describes the format that a Go type stands for. The type must be a struct.
func Of[T any]() *Format {
	return describe(reflect.TypeFor[T](), "", map[reflect.Type]*Format{})
}

// describe walks a type. Structs are described once each, so that a type may contain itself.
func describe(t reflect.Type, tag reflect.StructTag, seen map[reflect.Type]*Format) *Format {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	f := &Format{Short: -1, typ: t, Enum: words(tag.Get("enum"))}
	switch {
	case t.Implements(reflect.TypeFor[ordered]()):
		f.Kind, f.Keys, f.Enum = Mapping, words(tag.Get("keys")), nil
		value, _ := t.Elem().FieldByName("Value")
		f.Items = describe(value.Type, tag, seen)
	case t.Kind() == reflect.String:
		f.Kind = Text
	case t.Kind() == reflect.Int:
		f.Kind = Number
	case t.Kind() == reflect.Bool:
		f.Kind = Bool
	case t.Kind() == reflect.Slice:
		f.Kind, f.Enum = List, nil
		f.Items = describe(t.Elem(), tag, seen)
	case t.Kind() == reflect.Map:
		f.Kind, f.Keys, f.Enum = Mapping, words(tag.Get("keys")), nil
		f.Items = describe(t.Elem(), tag, seen)
	case t.Kind() == reflect.Struct:
		if known := seen[t]; known != nil {
			return known
		}
		f.Kind = Struct
		seen[t] = f
		f.Fields = fields(t, f, seen)
	default:
		panic("strictyaml: no format for " + t.String())
	}
	return f
}

func fields(t reflect.Type, f *Format, seen map[reflect.Type]*Format) []Field {
	var out []Field
	for i := range t.NumField() {
		sf := t.Field(i)
		name, options, _ := strings.Cut(sf.Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		if options == "short" || strings.HasSuffix(options, ",short") {
			f.Short = len(out)
		}
		out = append(out, Field{
			Name: name, Required: strings.HasPrefix(options, "required"),
			Desc: sf.Tag.Get("desc"), Example: sf.Tag.Get("example"),
			Format: describe(sf.Type, sf.Tag, seen), index: i, instead: sf.Tag.Get("instead"),
		})
	}
	return out
}

func words(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Fields(s)
}

// names lists the keys of a Struct.
func (f *Format) names() []string {
	out := make([]string, len(f.Fields))
	for i, field := range f.Fields {
		out[i] = field.Name
	}
	return out
}

// field finds a key of a Struct; nil if there is none.
func (f *Format) field(name string) *Field {
	for i := range f.Fields {
		if f.Fields[i].Name == name {
			return &f.Fields[i]
		}
	}
	return nil
}
