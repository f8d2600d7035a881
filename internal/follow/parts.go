package follow

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/markdown"
	"goldseam/internal/strictyaml"
)

// part is one key of a file, or one section of its text.
type part struct {
	key     string
	section bool
	names   []string // permanent names of its items; nil where they have none
	items   []string // its texts
	list    bool     // there may be several
}

// parts takes a file apart. It gives false where the file cannot be read as what it should be.
func (e *Edition) parts(name string, text []byte) ([]part, bool) {
	k, language := kindOf(name)
	clean, problems := frontmatter.Clean(name, text)
	if problems != nil {
		return nil, false
	}
	whole := strictyaml.Source{File: name, Line: 1, Text: clean}
	switch k {
	case none, theme:
		return nil, false
	case words:
		var m strictyaml.Map[string]
		if strictyaml.Decode(whole, stringsFormat(), &m).Errors() > 0 {
			return nil, false
		}
		p := part{key: "words", list: true}
		for _, pair := range m {
			p.names, p.items = append(p.names, pair.Key), append(p.items, pair.Value)
		}
		return []part{p}, true
	case style:
		return read[format.Style](whole)
	case country:
		return read[format.Country](whole)
	}
	file, problems := frontmatter.Split(name, clean)
	if problems != nil {
		return nil, false
	}
	out, ok := e.matter(k, language, file.Matter)
	if !ok {
		return nil, false
	}
	return append(out, sections(language, name, file.Body)...), true
}

// matter reads front matter. That of a translation has the keys that are words alone.
func (e *Edition) matter(k kind, language string, src strictyaml.Source) ([]part, bool) {
	source := language == e.language
	switch {
	case k == notes:
		return read[format.Notes](src)
	case k == home && source:
		return read[format.Home](src)
	case k == home:
		return read[format.HomeWords](src)
	case k == lesson && source:
		return read[format.Lesson](src)
	case k == lesson:
		return read[format.LessonWords](src)
	case k == worksheet && source:
		return read[format.Sheet](src)
	case k == worksheet:
		return read[format.SheetWords](src)
	case k == phase && source:
		return read[format.PhaseText](src)
	case k == page && source:
		return read[format.Page](src)
	}
	return read[format.TextWords](src)
}

func stringsFormat() *strictyaml.Format { return strictyaml.Of[strictyaml.Map[string]]() }

// read reads YAML as the format that T stands for.
func read[T any](src strictyaml.Source) ([]part, bool) {
	var v T
	if strictyaml.Decode(src, strictyaml.Of[T](), &v).Errors() > 0 {
		return nil, false
	}
	return keys(reflect.ValueOf(v)), true
}

// keys lists the keys of a decoded file that hold something.
func keys(v reflect.Value) []part {
	var out []part
	for i := range v.NumField() {
		f := v.Field(i)
		key := keyOf(v.Type().Field(i))
		if key == "" || empty(f) {
			continue
		}
		p := part{key: key}
		switch {
		case isPairs(f):
			p.list, p.names = true, []string{}
			for j := range f.Len() {
				p.names, p.items = append(p.names, f.Index(j).Field(0).String()), append(p.items, flow(f.Index(j).Field(1), false))
			}
		case f.Kind() == reflect.Slice:
			p.list = true
			for j := range f.Len() {
				p.items = append(p.items, flow(f.Index(j), false))
				if id := f.Index(j); id.Kind() == reflect.Struct && id.FieldByName("ID").IsValid() {
					p.names = append(p.names, id.FieldByName("ID").String())
				}
			}
		default:
			p.items = []string{flow(f, false)}
		}
		out = append(out, p)
	}
	return out
}

func keyOf(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	return key
}

// isShort tells the key of a group that a text alone stands for.
func isShort(f reflect.StructField) bool { return strings.HasSuffix(f.Tag.Get("yaml"), ",short") }

// isPairs tells a map that keeps its order.
func isPairs(v reflect.Value) bool {
	return v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && strings.HasPrefix(v.Type().Elem().Name(), "Pair[")
}

func empty(v reflect.Value) bool {
	return v.IsZero() || (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) && v.Len() == 0
}

// flow writes a value in one line, as it might stand in YAML.
func flow(v reflect.Value, inside bool) string {
	var parts []string
	opening, closing := "{", "}"
	switch {
	case v.Kind() == reflect.Pointer:
		return flow(v.Elem(), inside)
	case isPairs(v):
		for i := range v.Len() {
			parts = append(parts, v.Index(i).Field(0).String()+": "+flow(v.Index(i).Field(1), true))
		}
	case v.Kind() == reflect.Slice:
		opening, closing = "[", "]"
		for i := range v.Len() {
			parts = append(parts, flow(v.Index(i), true))
		}
	case v.Kind() == reflect.Map:
		for _, k := range v.MapKeys() {
			parts = append(parts, k.String()+": "+flow(v.MapIndex(k), true))
		}
		slices.Sort(parts)
	case v.Kind() == reflect.Struct:
		short := ""
		for i := range v.NumField() {
			if key := keyOf(v.Type().Field(i)); key != "" && !empty(v.Field(i)) {
				parts = append(parts, key+": "+flow(v.Field(i), true))
				if isShort(v.Type().Field(i)) {
					short = flow(v.Field(i), inside)
				}
			}
		}
		if short != "" && len(parts) == 1 {
			return short
		}
	default:
		s := fmt.Sprint(v)
		if inside && strings.ContainsAny(s, ",:{}[]\n") {
			return strconv.Quote(s)
		}
		return s
	}
	if text := strings.Join(parts, ", "); inside {
		return opening + text + closing
	} else {
		return text
	}
}

// sections takes a text apart at its headings. What stands before the first has no name.
func sections(language, name string, body []byte) []part {
	doc, _ := markdown.New(language).Convert(name, body)
	lines := strings.Split(string(body), "\n")
	p := part{key: "text", section: true, list: true, names: []string{""}}
	from := 0
	add := func(to int) {
		p.items = append(p.items, strings.TrimSpace(strings.Join(lines[from:to], "\n")))
		from = to
	}
	for _, h := range doc.Headings {
		if to := h.Pos.Line - 1; to >= from && to <= len(lines) {
			add(to)
			title := h.Text
			for n := 2; slices.Contains(p.names, title); n++ {
				title = fmt.Sprintf("%s (%d)", h.Text, n)
			}
			p.names = append(p.names, title)
		}
	}
	add(len(lines))
	if len(p.names) == 1 && p.items[0] == "" {
		return nil
	}
	return []part{p}
}

// text writes a decoded value in one line.
func text(v any) string { return flow(reflect.ValueOf(v), false) }
