package follow

import (
	"fmt"
	"path"
	"reflect"
	"regexp"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/strictyaml"
)

// wordsIn gives what a translation of a file gives words for, as its format says it.
func wordsIn(k kind, src strictyaml.Source) reflect.Value {
	switch k {
	case lesson:
		return decoded[format.LessonWords](src)
	case worksheet:
		v := decoded[format.SheetWords](src)
		var whole format.Sheet
		strictyaml.Decode(src, strictyaml.Of[format.Sheet](), &whole)
		var say []string
		for _, r := range whole.Rules {
			if r.Say != "" {
				say = append(say, r.Say)
			}
		}
		m := v.Interface().(format.SheetWords)
		m.Say = say
		for i, f := range m.Fields { // "today" and "21:00" are the same in every language
			if own, _ := whole.Fields.Get(f.Key); own.Type != "text" && own.Type != "longtext" {
				m.Fields[i].Value.Default = ""
			}
		}
		return reflect.ValueOf(m)
	case home:
		return decoded[format.HomeWords](src)
	}
	return decoded[format.TextWords](src)
}

// decoded reads the keys that T has and passes over all others.
func decoded[T any](src strictyaml.Source) reflect.Value {
	var v T
	strictyaml.Decode(src, strictyaml.Of[T](), &v)
	return reflect.ValueOf(v)
}

// translated writes a file in which somebody can translate a base file text by
// text. All texts stand in it as remarks: what is not translated yet is shown in
// the first language and marked, never published as if it were translated.
func (e *Edition) translated(name string, data []byte, tag, source string) ([]byte, bool) {
	var b strings.Builder
	k, _ := kindOf(name)
	clean, problems := frontmatter.Clean(name, data)
	if problems != nil {
		return nil, false
	}
	if k == words {
		var m strictyaml.Map[string]
		strictyaml.Decode(strictyaml.Source{File: name, Line: 1, Text: clean}, stringsFormat(), &m)
		fmt.Fprintf(&b, "# The words of the interface in %q. Translate a line, then take \"# \" away from it.\n# {n} stands for a number or a name and stays as it is.\n\n", tag)
		for _, p := range m {
			fmt.Fprintf(&b, "# %s: %s\n", p.Key, quoted(p.Value))
		}
		return []byte(b.String()), true
	}
	file, problems := frontmatter.Split(name, clean)
	if problems != nil {
		return nil, false
	}
	fmt.Fprintf(&b, "---\n# %s in %q. Translate a text, then take \"# \" away from its lines; a list only when all of it is translated.\n# Whatever still has its \"# \" is shown as it was, marked with its language.\n", path.Base(name), tag)
	w := outline{out: &b}
	w.group(wordsIn(k, file.Matter), 0)
	if text := strings.TrimSpace(string(file.Body)); text != "" {
		b.WriteString("#\n# The text. Write it below the second line \"---\", then delete it here.\n#\n")
		for line := range strings.SplitSeq(text, "\n") {
			b.WriteString(strings.TrimRight("# "+line, " ") + "\n")
		}
		b.WriteString("#\n")
	}
	fmt.Fprintf(&b, "source: %s # what this is a translation of: leave it as it is\n---\n", scalar(source))
	return []byte(b.String()), true
}

// outline writes a decoded value as YAML that is switched off.
type outline struct {
	out   *strings.Builder
	patch bool // lists and groups are written as changes of what is there
}

func (w *outline) line(depth int, s string) {
	w.out.WriteString("# " + strings.Repeat("  ", depth) + s + "\n")
}

// group writes the keys of a group that hold something.
func (w *outline) group(v reflect.Value, depth int) {
	for i := range v.NumField() {
		if key := keyOf(v.Type().Field(i)); key != "" && key != "source" && !empty(v.Field(i)) {
			w.value(key, v.Field(i), depth)
		}
	}
}

func (w *outline) value(key string, v reflect.Value, depth int) {
	switch {
	case v.Kind() == reflect.Pointer:
		w.value(key, v.Elem(), depth)
	case isPairs(v):
		w.line(depth, scalar(key)+":")
		if w.patch {
			depth++
			w.line(depth, "change:")
		}
		for i := range v.Len() {
			name, value := v.Index(i).Field(0).String(), v.Index(i).Field(1)
			if value.Kind() != reflect.Struct || !value.IsZero() {
				w.value(name, value, depth+1)
			}
		}
	case v.Kind() == reflect.Slice && w.patch:
		w.line(depth, scalar(key)+":")
		w.line(depth+1, "replace:")
		for i := range v.Len() {
			text := scalar(flow(v.Index(i), false))
			w.line(depth+2, text+": "+text)
		}
	case v.Kind() == reflect.Slice:
		w.line(depth, scalar(key)+":")
		for i := range v.Len() {
			w.line(depth+1, "- "+scalar(flow(v.Index(i), false)))
		}
	case v.Kind() == reflect.Struct:
		w.line(depth, scalar(key)+":")
		w.group(v, depth+1)
	default:
		w.line(depth, scalar(key)+": "+scalar(fmt.Sprint(v)))
	}
}

// plain finds texts that mean the same in YAML without quotes.
var plain = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_ ,.'()/-]*[A-Za-z0-9_.)]$`)

// ambiguous finds words that other readers of YAML take for something else.
var ambiguous = regexp.MustCompile(`^(?i:y|n|yes|no|on|off|true|false|null)$`)

func scalar(s string) string {
	if plain.MatchString(s) && !ambiguous.MatchString(s) {
		return s
	}
	return quoted(s)
}
