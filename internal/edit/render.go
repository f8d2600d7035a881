package edit

import (
	"regexp"
	"strconv"
	"strings"

	"goldseam/internal/strictyaml"
)

var word = regexp.MustCompile(`^[\w.-]+$`)

// render writes a key and its value as new lines. Flow means that the value it
// replaces stood in braces or brackets.
func render(key string, f *strictyaml.Format, v any, indent string, flow bool) []byte {
	name := indent + strictyaml.Quoted(key, false) + ":"
	inline := func() []byte { return []byte(name + " " + within(f, v) + "\n") }
	if empty(f, v) {
		switch f.Kind {
		case strictyaml.List:
			return []byte(name + " []\n")
		case strictyaml.Mapping, strictyaml.Struct:
			return []byte(name + " {}\n")
		}
		return []byte(name + ` ""` + "\n")
	}
	switch v := v.(type) {
	case string:
		return []byte(name + " " + scalar(f, v, false) + "\n")
	case []any:
		if flow || words(v) {
			return inline()
		}
		out := []byte(name + "\n")
		for _, one := range v {
			out = append(out, item(f.Items, one, indent+"  ")...)
		}
		return out
	case Map:
		if flow || f.Keys != nil {
			return inline()
		}
		out := []byte(name + "\n")
		for _, e := range v {
			out = append(out, render(e.Key, f.Items, e.Value, indent+"  ", false)...)
		}
		return out
	case Group:
		if flow {
			return inline()
		}
		if short(f, v) {
			return []byte(name + " " + within(f, v) + "\n")
		}
		return append([]byte(name+"\n"), fields(f, v, indent+"  ")...)
	}
	return nil
}

// words tells a list of names, which reads best on one line.
func words(list []any) bool {
	for _, v := range list {
		if s, ok := v.(string); !ok || !word.MatchString(s) {
			return false
		}
	}
	return true
}

// fields writes the keys of a group, each on a line of its own.
func fields(f *strictyaml.Format, v Group, indent string) []byte {
	var out []byte
	for _, field := range f.Fields {
		if part, given := v[field.Name]; given && !empty(field.Format, part) {
			out = append(out, render(field.Name, field.Format, part, indent, false)...)
		}
	}
	return out
}

// item writes one item of a list as new lines.
func item(f *strictyaml.Format, v any, indent string) []byte {
	group, ok := v.(Group)
	if !ok || short(f, group) || empty(f, v) {
		return []byte(indent + "- " + within(f, v) + "\n")
	}
	lines := string(fields(f, group, indent+"  "))
	return []byte(indent + "- " + strings.TrimPrefix(lines, indent+"  "))
}

// short tells a group that its text alone stands for.
func short(f *strictyaml.Format, v Group) bool {
	if f.Short < 0 {
		return false
	}
	for i, field := range f.Fields {
		if i != f.Short && !empty(field.Format, v[field.Name]) {
			return false
		}
	}
	return true
}

// within writes a value on one line.
func within(f *strictyaml.Format, v any) string {
	switch v := v.(type) {
	case string:
		return scalar(f, v, false)
	case []any:
		var out []string
		for _, one := range v {
			out = append(out, flow(f.Items, one))
		}
		return "[" + strings.Join(out, ", ") + "]"
	case Map:
		var out []string
		for _, e := range v {
			out = append(out, strictyaml.Quoted(e.Key, true)+": "+flow(f.Items, e.Value))
		}
		return "{" + strings.Join(out, ", ") + "}"
	case Group:
		if short(f, v) {
			text, _ := v[f.Fields[f.Short].Name].(string)
			return scalar(f.Fields[f.Short].Format, text, false)
		}
		var out []string
		for _, field := range f.Fields {
			if part, given := v[field.Name]; given && !empty(field.Format, part) {
				out = append(out, field.Name+": "+flow(field.Format, part))
			}
		}
		return "{" + strings.Join(out, ", ") + "}"
	}
	return `""`
}

// flow writes a value within braces or brackets.
func flow(f *strictyaml.Format, v any) string {
	if text, ok := v.(string); ok {
		return scalar(f, text, true)
	}
	if group, ok := v.(Group); ok && short(f, group) {
		text, _ := group[f.Fields[f.Short].Name].(string)
		return scalar(f.Fields[f.Short].Format, text, true)
	}
	return within(f, v)
}

// scalar writes a text, or a number or yes-or-no value that was given as one.
func scalar(f *strictyaml.Format, text string, flow bool) string {
	text = line(text)
	switch f.Kind {
	case strictyaml.Number:
		if n, err := strconv.Atoi(text); err == nil {
			return strconv.Itoa(n)
		}
	case strictyaml.Bool:
		if text == "true" || text == "false" {
			return text
		}
	}
	return strictyaml.Quoted(text, flow)
}
