package patch

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"goldseam/internal/strictyaml"
)

// writer puts a text together, line by line.
type writer struct {
	lines [][]byte
	from  []Line
}

// base takes lines of the base file over, from one number to before another.
func (w *writer) base(f *file, first, end int) {
	for n := first; n < end; n++ {
		w.lines, w.from = append(w.lines, f.lines[n-1]), append(w.from, Line{Line: n})
	}
}

func (w *writer) add(text string, from Line) {
	w.lines, w.from = append(w.lines, []byte(text)), append(w.from, from)
}

// derived gives the text as it is now.
func (w *writer) derived() *Derived {
	if len(w.lines) == 0 { // a text has a line, though nothing may stand in it
		w.add("", Line{Patch: true, Line: 1})
	}
	return &Derived{bytes.Join(w.lines, []byte("\n")), w.from}
}

// matter writes the YAML part of a file: the base's own lines where nothing
// changed. First and end are the numbers of its lines in the file.
func (w *writer) matter(f *file, now *part, first, end int) {
	spans, ok := f.spans(first, end)
	if !ok && len(f.root.Keys)+len(now.keys) > 0 {
		w.group(now, "")
		return
	}
	rest := first
	for i, key := range f.root.Keys {
		s := spans[i]
		w.base(f, rest, s.first)
		rest = s.end
		at := now.index(key.Text)
		switch {
		case at < 0:
		case now.items[at].node == f.root.Items[i]:
			w.base(f, s.first, s.end)
		default:
			w.entry(now.keys[at], now.items[at], "")
		}
	}
	last := end
	if f.body == 0 && len(f.lines[end-2]) == 0 {
		last-- // what is new stands before the file's last line break
	}
	w.base(f, rest, last)
	for i, key := range now.keys {
		if f.root.Get(key.text) == nil {
			w.entry(key, now.items[i], "")
		}
	}
	w.base(f, last, end)
}

// span is the lines of one key and its value.
type span struct{ first, end int }

// spans gives the lines of each key of a file; false if they are not written one below the other.
func (f *file) spans(first, end int) ([]span, bool) {
	if f.root.Flow {
		return nil, false
	}
	for n := first; n < end; n++ {
		if l := f.lines[n-1]; bytes.HasPrefix(l, []byte("---")) || bytes.HasPrefix(l, []byte("...")) || bytes.HasPrefix(l, []byte("%")) {
			return nil, false
		}
		if l := bytes.TrimSpace(f.lines[n-1]); len(f.root.Keys) == 0 && len(l) > 0 && l[0] != '#' {
			return nil, false // there is something that counts as nothing
		}
	}
	out := make([]span, len(f.root.Keys))
	for i, key := range f.root.Keys {
		to := end
		if i+1 < len(f.root.Keys) {
			to = f.root.Keys[i+1].Pos.Line
		}
		if key.Pos.Column != 1 || to <= key.Pos.Line {
			return nil, false
		}
		// Remarks and empty lines before the next key are that one's.
		for to > key.Pos.Line+1 && (len(f.lines[to-2]) == 0 || f.lines[to-2][0] == '#') {
			to--
		}
		out[i] = span{key.Pos.Line, to}
	}
	return out, true
}

// entry writes a name and its value.
func (w *writer) entry(key, value *part, indent string) {
	line := &assembly{}
	line.text(indent)
	if key.empty() { // a name must be something
		quoted := *key
		quoted.style = strictyaml.DoubleQuoted
		key = &quoted
	}
	line.scalar(key)
	line.text(":")
	switch {
	case value.shape == strictyaml.ScalarNode:
		if !value.empty() {
			line.text(" ")
			line.scalar(value)
		}
	case len(value.items) == 0:
		line.text(map[strictyaml.Shape]string{strictyaml.ListNode: " []", strictyaml.GroupNode: " {}"}[value.shape])
	default:
		w.put(line)
		w.value(value, indent+"  ")
		return
	}
	w.put(line)
}

// value writes a list or group that is not empty.
func (w *writer) value(p *part, indent string) {
	if p.shape == strictyaml.GroupNode {
		w.group(p, indent)
		return
	}
	for _, item := range p.items {
		at := len(w.lines)
		switch {
		case item.shape == strictyaml.ScalarNode:
			line := &assembly{}
			line.text(indent + "- ")
			line.scalar(item)
			w.put(line)
		case len(item.items) == 0:
			w.add(indent+map[strictyaml.Shape]string{strictyaml.ListNode: "- []", strictyaml.GroupNode: "- {}"}[item.shape], Line{Patch: item.patch, Line: item.at.Line})
		default:
			w.value(item, indent+"  ")
			copy(w.lines[at][len(indent):], "- ")
		}
	}
}

func (w *writer) group(p *part, indent string) {
	for i, key := range p.keys {
		w.entry(key, p.items[i], indent)
	}
}

// put adds a line that was put together.
func (w *writer) put(a *assembly) {
	from := Line{marks: a.marks}
	last := a.marks[len(a.marks)-1] // the value, if there is one
	from.Patch, from.Line = last.patch, last.at.Line
	w.add(a.b.String(), from)
}

// assembly is a line that is put together of parts.
type assembly struct {
	b     strings.Builder
	marks []mark
}

func (a *assembly) text(s string) { a.b.WriteString(s) }

// scalar writes a text so that it is read as it is, in the same quotes as where it stands if that is possible.
func (a *assembly) scalar(p *part) {
	m := mark{column: utf8.RuneCountInString(a.b.String()) + 1, patch: p.patch, at: p.at, fixed: p.style == strictyaml.Block}
	a.marks = append(a.marks, m)
	written, quoted := scalar(p.text, p.style)
	wasQuoted := p.style == strictyaml.SingleQuoted || p.style == strictyaml.DoubleQuoted
	if quoted != wasQuoted && !m.fixed {
		if quoted {
			m.column++
		} else {
			m.at.Column++
		}
		a.marks = append(a.marks, m)
	}
	a.b.WriteString(written)
}

// plainText is a text that means the same without quotes, wherever it stands.
var plainText = regexp.MustCompile(`^\pL[\pL\pN]*(?:[ ,.;’'()/_?!…–-]*[\pL\pN.,;’'()/_?!…–]+)*$`)

// scalar writes a text for one line of YAML.
func scalar(text string, style strictyaml.Style) (written string, quoted bool) {
	switch {
	case style == strictyaml.Unquoted && (text == "" || isPlain(text)):
		return text, false
	case style == strictyaml.SingleQuoted && printable(text):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'", true
	}
	return strictyaml.InQuotes(text), true
}

// isPlain tells a text that needs no quotes.
func isPlain(text string) bool {
	return plainText.MatchString(text) && !strings.Contains(text, " -") && !strings.Contains(text, "  ")
}

// printable tells a text of one line without characters that need a name.
func printable(text string) bool {
	return !strings.ContainsFunc(text, strictyaml.NeedsName)
}
