package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Section is what stands below one heading, down to the next heading of its
// level or above: other sections of deeper levels stand in it. Lines count from 1.
type Section struct {
	ID    string // as in [Heading]
	Level int
	Title string
	First int // the line of the heading
	Text  int // the line after the heading
	End   int // the line after the last one
}

// atx is a heading that begins with its marks; the other kind is underlined.
var atx = regexp.MustCompile(`^ {0,3}#{1,6}([ \t]|$)`)

// Sections lists the sections of a text in order, for whoever cuts it into
// parts. Headings in quotes and lists begin none. It reads the text again.
func (c *Converter) Sections(src []byte) []Section {
	p := &page{src: src, ids: map[string]bool{}}
	root := c.engine.Parser().Parse(text.NewReader(src))
	lines := bytes.Split(src, []byte("\n"))
	var out []Section
	// The function gives no error.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		h, ok := n.(*ast.Heading)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		found := p.doc.Headings[p.heading(h)] // headings in quotes take ids from the others
		if h.Parent().Kind() != ast.KindDocument {
			return ast.WalkSkipChildren, nil
		}
		s := Section{ID: found.ID, Level: h.Level, Title: found.Text, First: found.Pos.Line}
		s.Text = s.First + 1
		if !atx.Match(lines[s.First-1]) {
			s.Text = s.First + max(h.Lines().Len(), 1) + 1
		}
		out = append(out, s)
		return ast.WalkSkipChildren, nil
	})
	for i := range out {
		out[i].End = len(lines) + 1
		if len(lines[len(lines)-1]) == 0 {
			out[i].End-- // after the last line break nothing stands
		}
		for _, later := range out[i+1:] {
			if later.Level <= out[i].Level {
				out[i].End = later.First
				break
			}
		}
		out[i].Text = min(out[i].Text, out[i].End)
	}
	return out
}
