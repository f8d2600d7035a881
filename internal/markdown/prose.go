package markdown

import (
	"regexp"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// Passage is a run of words as they are read: a paragraph, a list item, a table cell, a heading.
type Passage struct {
	Text    string // without marks, code, addresses and notes' numbers; one space for each line break
	Heading bool
	at      []anchor
}

// anchor says that what stands at an offset of a passage stands at another one of the source.
type anchor struct{ text, src int }

// Offset gives the place in the source, in bytes, of a byte of the text.
func (p *Passage) Offset(i int) int {
	if len(p.at) == 0 {
		return 0
	}
	n := sort.Search(len(p.at), func(n int) bool { return p.at[n].text > i })
	a := p.at[max(n-1, 0)]
	return a.src + max(i-a.text, 0)
}

// Prose gives the passages of a text, in order. It reads the text again: a
// converted one holds no more than a page needs.
func (c *Converter) Prose(src []byte) []Passage {
	p := &prose{src: src}
	root := c.engine.Parser().Parse(text.NewReader(src))
	_ = ast.Walk(root, p.block) // the function gives no error
	return p.out
}

type prose struct {
	src []byte
	out []Passage
}

// calloutMark is what makes a call-out of a quote.
var calloutMark = regexp.MustCompile(`^\[![A-Za-z]*\]\s*`)

func (p *prose) block(n ast.Node, entering bool) (ast.WalkStatus, error) {
	first := n.FirstChild()
	if !entering || n.Type() != ast.TypeBlock || first == nil || first.Type() != ast.TypeInline {
		return ast.WalkContinue, nil
	}
	var r run
	r.add(n, p.src)
	passage := Passage{Text: r.text.String(), Heading: n.Kind() == ast.KindHeading, at: r.at}
	if parent := n.Parent(); parent != nil && parent.Kind() == ast.KindBlockquote {
		passage.cut(len(calloutMark.FindString(passage.Text)))
	}
	if strings.TrimSpace(passage.Text) != "" {
		p.out = append(p.out, passage)
	}
	return ast.WalkSkipChildren, nil
}

// cut takes bytes away at the start.
func (p *Passage) cut(n int) {
	if n == 0 {
		return
	}
	from := p.Offset(n)
	p.Text = p.Text[n:]
	rest := []anchor{{0, from}}
	for _, a := range p.at {
		if a.text > n {
			rest = append(rest, anchor{a.text - n, a.src})
		}
	}
	p.at = rest
}

// run gathers the words of one block.
type run struct {
	text strings.Builder
	at   []anchor
}

// add takes the words within a node.
func (r *run) add(n ast.Node, src []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			r.at = append(r.at, anchor{r.text.Len(), c.Segment.Start})
			r.text.Write(c.Segment.Value(src))
			if c.SoftLineBreak() || c.HardLineBreak() {
				r.text.WriteByte(' ')
			}
		case *ast.String: // a quote or dash; its place is that after the words before it
			if at := len(r.at); at > 0 {
				last := r.at[at-1]
				r.at = append(r.at, anchor{r.text.Len(), last.src + r.text.Len() - last.text})
			}
			r.text.Write(c.Value)
		case *ast.CodeSpan, *ast.AutoLink, *ast.Image, *ast.RawHTML, *east.FootnoteLink, *east.FootnoteBacklink:
		default:
			r.add(c, src)
		}
	}
}
