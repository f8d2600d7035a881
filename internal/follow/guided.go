package follow

import (
	"fmt"
	"path"
	"reflect"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/markdown"
	"goldseam/internal/strictyaml"
)

// guided writes a patch that changes nothing and shows, as remarks, what there is to change.
func (e *Edition) guided(name string, data []byte) ([]byte, bool) {
	k, language := kindOf(name)
	clean, problems := frontmatter.Clean(name, data)
	if problems != nil || k == theme || k == none {
		return nil, false
	}
	var b strings.Builder
	fmt.Fprintf(&b, `# Changes to parts of %s. All else follows the base program.
#
# Nothing is changed yet. To change something, take "# " away from its lines and
# from the lines that it belongs to, and write your own words. Delete the rest
# as you like. In a list you can also write, beside "replace:", "append:",
# "prepend:" and "remove:"; the handbook shows how: goldseam help

`, path.Base(name))
	w := outline{out: &b, patch: true}
	whole := strictyaml.Source{File: name, Line: 1, Text: clean}
	switch k {
	case words:
		var m strictyaml.Map[string]
		strictyaml.Decode(whole, stringsFormat(), &m)
		for _, p := range m {
			w.line(0, p.Key+": "+quoted(p.Value))
		}
		return []byte(b.String()), true
	case style:
		w.group(decoded[format.Style](whole), 0)
		return []byte(b.String()), true
	case country:
		w.country(decoded[format.Country](whole))
		return []byte(b.String()), true
	}
	file, problems := frontmatter.Split(name, clean)
	if problems != nil {
		return nil, false
	}
	if k == notes {
		w.group(decoded[format.Notes](file.Matter), 0)
	} else {
		v := wordsIn(k, file.Matter)
		if m, ok := v.Interface().(format.SheetWords); ok {
			m.Say = nil // in a worksheet itself they belong to its rules
			v = reflect.ValueOf(m)
		}
		w.group(v, 0)
	}
	w.body(language, name, file.Body)
	return []byte(b.String()), true
}

// country writes the help lines by their names.
func (w *outline) country(v reflect.Value) {
	c := v.Interface().(format.Country)
	if len(c.Emergency) > 0 {
		w.value("emergency", reflect.ValueOf(c.Emergency), 0)
	}
	w.line(0, "lines:")
	w.line(1, "change:")
	for _, l := range c.Lines {
		w.line(2, scalar(l.ID)+":")
		l.ID = ""
		w.group(reflect.ValueOf(l), 3)
	}
}

// body offers each section of a text by the name of its heading.
func (w *outline) body(language, name string, body []byte) {
	doc, _ := markdown.New(language).Convert(name, body)
	if strings.TrimSpace(string(body)) == "" {
		return
	}
	w.line(0, "body:")
	if len(doc.Headings) == 0 {
		w.line(1, "append: |")
		w.line(2, "A paragraph at the end of the text.")
		return
	}
	w.line(1, "replace:")
	for _, h := range doc.Headings {
		w.line(2, scalar(h.ID)+": |")
		w.line(3, fmt.Sprintf("Your text below the heading %q.", h.Text))
	}
}
