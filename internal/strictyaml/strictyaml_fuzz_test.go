package strictyaml_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.yaml.in/yaml/v3"

	"goldseam/internal/diag"
	"goldseam/internal/strictyaml"
)

// decoding is all that came of one text.
type decoding struct {
	src             strictyaml.Source
	value, again    matter
	problems, other diag.List
	places          []diag.Pos // of parts that were looked up
}

func decoded(text []byte) decoding {
	d := decoding{src: strictyaml.Source{File: "f", Line: 2, Text: text}}
	d.problems = strictyaml.Decode(d.src, strictyaml.Of[matter](), &d.value)
	d.other = strictyaml.Decode(d.src, strictyaml.Of[matter](), &d.again)
	for _, p := range [][]any{{"title"}, {"steps", 1}, {"steps", 0, "with"}, {"fields", "q", "options"}, {"not", "title"}} {
		d.places = append(d.places, strictyaml.Locate(d.src, p...))
	}
	d.places = append(d.places, strictyaml.Key(d.src, "paths", "broke"))
	return d
}

// FuzzDecode checks what must hold of any text, whoever wrote it.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		"title: No\nminutes: 10\nfor: everyone\nheavy: true\nlimit: 0\nsteps:\n  - Write it first, alone.\n  - text: Ask.\n    with: together\npaths: {broke: core}\nfields:\n  z: {label: Zed, options: {\"yes\": \"Yes\", no: 2024}}\n  a: {label: null}\nnot: {title: inner}\n",
		"title: |\n  a\n  b\nsteps:\n- >\n  x\n\n  y\n", "title: \"a\\tb\\u2028c\"\nfields: {\"<<\": {label: '#1'}}", "title: a\u2028b\nminutes: x", "title: A\n---\ntitle: B",
		"title: \"a\u2028  b\"\nminutes: x", "title: >\n  a\u0085\n\n  b\nsteps: x", "title: [a\nminutes: 3", "title: 'Don't'", "\ttitle: A", "title: &a A\nfor: *a", "titel: A", "minutes: 1", "title: é\nsteps:\n  - é: ü\n   - b", "title: #1", "? a\n: b", "", "- a", "title: a\n...\nx",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if !utf8.Valid(text) || bytes.ContainsAny(text, "\x00\r\ufeff") {
			t.Skip("refused or mended before it comes to be decoded")
		}
		if err := checkDecoding(decoded(text)); err != nil {
			t.Fatal(err)
		}
	})
}

// checkDecoding is the oracle of FuzzDecode.
func checkDecoding(d decoding) error {
	if diff := cmp.Diff(d.problems, d.other) + cmp.Diff(d.value, d.again); diff != "" {
		return fmt.Errorf("two decodings differ: %s", diff)
	}
	places := d.places
	for _, p := range d.problems {
		places = append(places, p.Pos)
		for _, r := range p.Related {
			places = append(places, r.Pos)
		}
	}
	lines := strings.Split(string(d.src.Text), "\n")
	for _, p := range places {
		i := p.Line - d.src.Line
		if p.File != "f" || i < 0 || i >= len(lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(lines[i])+1 {
			return fmt.Errorf("a place lies outside the text, at %d:%d: %v", p.Line, p.Column, d.problems)
		}
	}
	if len(d.problems) > 0 {
		return nil
	}
	text, err := yaml.Marshal(encode(reflect.ValueOf(d.value)))
	if err != nil {
		return fmt.Errorf("the value cannot be written: %w", err)
	}
	back := decoded(text)
	if len(back.problems) > 0 {
		return fmt.Errorf("the value as written is refused: %v\n%s", back.problems, text)
	}
	if diff := cmp.Diff(d.value, back.value, cmpopts.EquateEmpty()); diff != "" {
		return fmt.Errorf("the value comes back as another: %s", diff)
	}
	return nil
}

// encode writes a value with all its texts in quotes. What is left out or empty is not written.
func encode(v reflect.Value) *yaml.Node {
	node := &yaml.Node{Kind: yaml.MappingNode}
	add := func(key string, value reflect.Value) {
		node.Content = append(node.Content, &yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Value: key}, encode(value))
	}
	switch v.Kind() {
	case reflect.Pointer:
		return encode(v.Elem())
	case reflect.String:
		return &yaml.Node{Kind: yaml.ScalarNode, Style: yaml.DoubleQuotedStyle, Value: v.String()}
	case reflect.Int:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: strconv.FormatInt(v.Int(), 10)}
	case reflect.Bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Value: strconv.FormatBool(v.Bool())}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			add(key.String(), v.MapIndex(key))
		}
	case reflect.Slice:
		if _, ordered := v.Type().MethodByName("Keys"); !ordered {
			node.Kind = yaml.SequenceNode
		}
		for i := range v.Len() {
			if item := v.Index(i); node.Kind == yaml.SequenceNode {
				node.Content = append(node.Content, encode(item))
			} else {
				add(item.Field(0).String(), item.Field(1))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
			if !v.Field(i).IsZero() {
				add(name, v.Field(i))
			}
		}
	}
	return node
}

func TestDecodeOracleCatches(t *testing.T) {
	sound, slips := []byte("title: A\nsteps: [a, b]\n"), []byte("titel: é\nminutes: x\ntitel: B")
	for _, text := range [][]byte{sound, slips} {
		if err := checkDecoding(decoded(text)); err != nil {
			t.Fatal(err)
		}
	}
	plants := map[string]struct {
		text  []byte
		plant func(*decoding)
	}{
		"another value":        {sound, func(d *decoding) { d.again.Title = "B" }},
		"another problem":      {slips, func(d *decoding) { d.other[0].Message = "x" }},
		"value not of texts":   {sound, func(d *decoding) { d.value.For, d.again.For = "nobody", "nobody" }},
		"value without title":  {sound, func(d *decoding) { d.value.Title, d.again.Title = "", "" }},
		"problem below":        {slips, func(d *decoding) { d.problems[0].Line, d.other[0].Line = 5, 5 }},
		"problem above":        {slips, func(d *decoding) { d.problems[0].Line, d.other[0].Line = 1, 1 }},
		"problem beyond":       {slips, func(d *decoding) { d.problems[0].Column, d.other[0].Column = 11, 11 }},
		"problem without file": {slips, func(d *decoding) { d.problems[0].File, d.other[0].File = "", "" }},
		"place before":         {sound, func(d *decoding) { d.places[0].Column = 0 }},
		"problem kept back":    {slips, func(d *decoding) { d.problems, d.other = nil, nil }},
	}
	for name, p := range plants {
		d := decoded(p.text)
		p.plant(&d)
		if checkDecoding(d) == nil {
			t.Errorf("the oracle misses a planted bug: %s", name)
		}
	}
}
