// Package edit turns a text of the program into a form and the answers back
// into the text, for counselors who would rather not see YAML.
//
// A form is made of the same format that the decoder enforces, so that it asks
// for all that may be written and for nothing else. Answers are put into the
// text as surgery: a part that nobody changed keeps its bytes and its remarks,
// and so does every key the form does not show.
package edit

import (
	"bytes"
	"errors"
	"slices"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/strictyaml"
)

// Kind is what a text is.
type Kind string

// The kinds that have a form.
const (
	Lesson Kind = "lesson"
	Sheet  Kind = "worksheet"
	Page   Kind = "page"
	Phase  Kind = "phase"
	Home   Kind = "home"
)

// Format gives the format of a kind's front matter; that of its words alone for
// a translation. It is nil for a kind that there is not.
func Format(kind Kind, translation bool) *strictyaml.Format {
	switch {
	case kind == Lesson && translation:
		return format.LessonTranslation()
	case kind == Sheet && translation:
		return format.SheetTranslation()
	case kind == Page && translation:
		return format.PageTranslation()
	case kind == Phase && translation:
		return format.PhaseTranslation()
	case kind == Home && translation:
		return format.HomeTranslation()
	case kind == Lesson:
		return strictyaml.Of[format.Lesson]()
	case kind == Sheet:
		f := strictyaml.Of[format.Sheet]()
		printed := fieldOf(f, "print") // left out means yes here, so that no must be told from left out
		printed.Format = &strictyaml.Format{Kind: strictyaml.Bool, Enum: []string{"true", "false"}, Short: -1}
		return f
	case kind == Page:
		return strictyaml.Of[format.Page]()
	case kind == Phase:
		return strictyaml.Of[format.PhaseText]()
	case kind == Home:
		return strictyaml.Of[format.Home]()
	}
	return nil
}

// Text is a text taken apart for its form.
type Text struct {
	Values Group    // what the front matter says, without the keys that the form leaves alone
	Aside  []string // the parts that the form leaves alone, as they stand in the file
	Body   string   // the Markdown below the front matter
}

// errApart says that a text cannot be taken apart; the problems that come with it say why.
var errApart = errors.New("the file as it stands now cannot be read, so nothing was saved; mend it in an editor for text, then save here again: what you typed stays on this page")

// parts is a text in pieces that make it up again.
type parts struct {
	mark   []byte // a byte-order mark
	open   []byte // the first line, "---"
	matter []byte
	close  []byte // the line "---" and the empty lines below it
	body   []byte
	crlf   bool // lines end as on Windows
	root   *strictyaml.Node
	line   int // line of the file on which the body begins
}

// take takes a text apart.
func take(file string, text []byte) (*parts, diag.List) {
	split, problems := frontmatter.Split(file, text)
	if split == nil {
		return nil, problems
	}
	p := &parts{crlf: bytes.Contains(text, []byte("\r\n"))}
	if mark := []byte("\xef\xbb\xbf"); bytes.HasPrefix(text, mark) {
		p.mark = mark
	}
	clean, _ := frontmatter.Clean(file, text)
	matter := split.Matter.Text
	p.open = clean[:bytes.IndexByte(clean, '\n')+1]
	p.matter = clean[len(p.open) : len(p.open)+len(matter)]
	rest := clean[len(p.open)+len(matter):]
	end := bytes.IndexByte(rest, '\n') + 1
	if end == 0 {
		end = len(rest)
	}
	for end < len(rest) && rest[end] == '\n' {
		end++
	}
	p.close, p.body = rest[:end], rest[end:]
	p.line = 1 + bytes.Count(clean[:len(clean)-len(p.body)], []byte("\n"))
	p.root, problems = strictyaml.Parse(split.Matter)
	if p.root == nil {
		return nil, problems
	}
	return p, nil
}

// Read takes a text apart for its form. Without a form there are problems that say why.
func Read(kind Kind, translation bool, file string, text []byte) (*Text, diag.List) {
	p, problems := take(file, text)
	if p == nil {
		return nil, problems
	}
	f := Format(kind, translation)
	out := &Text{Values: Group{}, Body: string(p.body)}
	for i, key := range p.root.Keys {
		switch field := fieldOf(f, key.Text); {
		case field == nil || aside(kind, key.Text):
			out.Aside = append(out.Aside, string(bytes.Join(p.lines(i), nil)))
		default:
			out.Values[key.Text] = valueOf(field.Format, p.root.Items[i])
		}
	}
	return out, nil
}

// lines gives the lines of a key at the top of the front matter.
func (p *parts) lines(i int) [][]byte {
	lines := bytes.SplitAfter(p.matter, []byte("\n"))
	blocks := blocksOf(p.root.Keys, lines, 0, len(lines))
	return lines[blocks[i].start:blocks[i].end]
}

// aside tells the keys that the form leaves alone: who wants to change them needs an editor for text.
func aside(kind Kind, key string) bool {
	return kind == Sheet && (key == "rules" || key == "summary") || key == "source"
}

func fieldOf(f *strictyaml.Format, name string) *strictyaml.Field {
	for i := range f.Fields {
		if f.Fields[i].Name == name {
			return &f.Fields[i]
		}
	}
	return nil
}

// Write gives a text with the answers of its form. What the answers leave as it was keeps its bytes.
func Write(kind Kind, translation bool, file string, text []byte, values Group, body string) ([]byte, error) {
	p, _ := take(file, text)
	if p == nil {
		return nil, errApart
	}
	f := Format(kind, translation)
	s := surgeon{lines: bytes.SplitAfter(p.matter, []byte("\n"))}
	var wanted []pair
	for _, field := range f.Fields {
		if v, given := values[field.Name]; given && !aside(kind, field.Name) {
			wanted = append(wanted, pair{field.Name, v})
		}
	}
	if p.root.Flow && slices.ContainsFunc(p.root.Keys, func(k *strictyaml.Node) bool { return fieldOf(f, k.Text) == nil || aside(kind, k.Text) }) {
		return nil, errApart // all in braces, with parts that the form does not show
	}
	matter := s.group(p.root, f, wanted, 0, len(s.lines), "")
	out := bytes.NewBuffer(bytes.Clone(p.mark))
	ours := bytes.Join([][]byte{p.open, matter, p.close, p.text(body)}, nil)
	if p.crlf {
		ours = bytes.ReplaceAll(ours, []byte("\n"), []byte("\r\n"))
	}
	out.Write(ours)
	return out.Bytes(), nil
}

// text gives the body as it is written: ended by one line break, and apart from the front matter.
func (p *parts) text(body string) []byte {
	body = string(bytes.ReplaceAll(bytes.ReplaceAll([]byte(body), []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n")))
	if body == string(p.body) {
		return p.body
	}
	trimmed := bytes.Trim([]byte(body), "\n")
	if len(bytes.TrimSpace(trimmed)) == 0 {
		return nil
	}
	out := append(bytes.Clone(trimmed), '\n')
	if bytes.Count(p.close, []byte("\n")) < 2 { // no empty line yet
		out = append([]byte("\n"), out...)
	}
	return out
}

// Same tells whether two texts say the same: on the form, in what it leaves alone and in the body.
func Same(kind Kind, translation bool, a, b []byte) bool {
	left, _ := Read(kind, translation, "", a)
	right, _ := Read(kind, translation, "", b)
	if left == nil || right == nil || left.Body != right.Body || len(left.Aside) != len(right.Aside) {
		return false
	}
	for i := range left.Aside {
		if left.Aside[i] != right.Aside[i] {
			return false
		}
	}
	for _, field := range Format(kind, translation).Fields {
		if !same(field.Format, left.Values[field.Name], right.Values[field.Name]) {
			return false
		}
	}
	return true
}
