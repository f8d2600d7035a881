package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"goldseam/internal/diag"
)

// nodes renders what differs from plain CommonMark: all that needs a gap, a
// check, or must get along with a strict content policy (no style attributes).
type nodes struct{}

// RegisterFuncs implements [renderer.NodeRenderer].
func (nodes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, on(heading))
	reg.Register(ast.KindLink, on(link))
	reg.Register(ast.KindAutoLink, on(autoLink))
	reg.Register(ast.KindImage, on(image))
	reg.Register(ast.KindBlockquote, on(blockquote))
	reg.Register(ast.KindRawHTML, on(rawHTML))
	reg.Register(ast.KindHTMLBlock, on(rawHTML))
	reg.Register(ast.KindFencedCodeBlock, on(fencedCode))
	reg.Register(east.KindTable, on(table))
	reg.Register(east.KindTableHeader, on(tableHeader))
	reg.Register(east.KindTableRow, on(tableRow))
	reg.Register(east.KindTableCell, on(tableCell))
	reg.Register(east.KindFootnoteLink, on(footnoteLink))
	reg.Register(east.KindFootnoteBacklink, on(footnoteBacklink))
	reg.Register(east.KindFootnote, on(footnote))
	reg.Register(east.KindFootnoteList, on(footnoteList))
}

// on fits a function that knows the page to the shape the renderer wants.
func on(f func(p *page, n ast.Node, entering bool) ast.WalkStatus) renderer.NodeRendererFunc {
	return func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		return f(w.(*page), n, entering), nil
	}
}

func heading(p *page, n ast.Node, entering bool) ast.WalkStatus {
	h := n.(*ast.Heading)
	if !entering {
		p.gap(gapMark, len(p.doc.Headings)-1)
		fmt.Fprintf(p.out, "</h%d>\n", h.Level)
		return ast.WalkContinue
	}
	index := p.heading(h)
	if h.Parent().Kind() == ast.KindDocument {
		p.endSection(h.Level)
	}
	if p.doc.Headings[index].Together {
		p.section = h.Level
		p.out.WriteString("<section data-together>\n")
	}
	fmt.Fprintf(p.out, `<h%d id="`, h.Level)
	p.gap(gapHeading, index)
	p.out.WriteString(`">`)
	return ast.WalkContinue
}

func link(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		p.out.WriteString("</a>")
		return ast.WalkContinue
	}
	l := n.(*ast.Link)
	label := p.plain(n)
	if label == "" && hasImage(n) {
		label = "picture"
	}
	p.anchor(p.link(n, string(l.Destination), label), string(l.Title))
	return ast.WalkContinue
}

func hasImage(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindImage {
			return true
		}
	}
	return false
}

// anchor opens the link with an index. A link to another site tells it nothing about where the reader was.
func (p *page) anchor(index int, title string) {
	p.out.WriteString("<a")
	p.gap(gapLink, index)
	if title != "" {
		p.attribute("title", title)
	}
	if p.doc.Links[index].External {
		p.attribute("rel", "noreferrer noopener")
	}
	p.out.WriteByte('>')
}

func autoLink(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	l := n.(*ast.AutoLink)
	address := string(l.URL(p.src))
	if l.AutoLinkType == ast.AutoLinkEmail {
		address = "mailto:" + address
	}
	label := string(l.Label(p.src))
	if p.within(n) {
		p.out.WriteString(Escape(label))
		return ast.WalkContinue
	}
	p.anchor(p.link(n, address, label), "")
	p.out.WriteString(Escape(label))
	p.out.WriteString("</a>")
	return ast.WalkContinue
}

func image(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	img := n.(*ast.Image)
	alt := p.plain(n)
	p.out.WriteString(`<img src="`)
	p.gap(gapImage, p.image(img, alt))
	p.out.WriteByte('"')
	p.attribute("alt", alt)
	if len(img.Title) > 0 {
		p.attribute("title", string(img.Title))
	}
	p.out.WriteByte('>')
	return ast.WalkSkipChildren
}

// calloutKey is where a quote keeps its kind between entering and leaving.
var calloutKey = []byte("callout")

func blockquote(p *page, n ast.Node, entering bool) ast.WalkStatus {
	q := n.(*ast.Blockquote)
	if !entering {
		if _, ok := q.Attribute(calloutKey); ok {
			p.out.WriteString("</aside>\n")
		} else {
			p.out.WriteString("</blockquote>\n")
		}
		return ast.WalkContinue
	}
	kind, ok := p.callout(q)
	if !ok {
		p.out.WriteString("<blockquote>\n")
		return ast.WalkContinue
	}
	q.SetAttribute(calloutKey, kind)
	p.out.WriteString(`<aside class="callout callout-` + kind + `"><p class="callout-title">`)
	p.word("callout-" + kind)
	p.out.WriteString("</p>\n")
	return ast.WalkContinue
}

func rawHTML(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.add(n, diag.RawHTML, "HTML is not used in texts", "delete it, or write the same with Markdown; to show a < as it is, write \\<")
	}
	return ast.WalkSkipChildren
}

func fencedCode(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	p.out.WriteString("<pre tabindex=\"0\"><code>")
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		p.out.WriteString(Escape(string(segment.Value(p.src))))
	}
	p.out.WriteString("</code></pre>\n")
	return ast.WalkSkipChildren
}

func table(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.out.WriteString(`<div class="table" role="region" tabindex="0" aria-label="`)
		p.word("table")
		if heads := p.heads(n); heads != "" { // so that several on a page can be told apart
			p.out.WriteString(Escape(": " + heads))
		}
		p.out.WriteString("\"><table>\n")
	} else {
		p.out.WriteString("</table></div>\n")
	}
	return ast.WalkContinue
}

// heads gives the words at the top of a table's columns.
func (p *page) heads(table ast.Node) string {
	var out []string
	for cell := table.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
		if text := p.plain(cell); text != "" {
			out = append(out, text)
		}
	}
	return strings.Join(out, ", ")
}

func tableHeader(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.out.WriteString("<thead>\n<tr>\n")
		return ast.WalkContinue
	}
	p.out.WriteString("</tr>\n</thead>\n")
	if n.NextSibling() != nil {
		p.out.WriteString("<tbody>\n")
	}
	return ast.WalkContinue
}

func tableRow(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.out.WriteString("<tr>\n")
		return ast.WalkContinue
	}
	p.out.WriteString("</tr>\n")
	if n.NextSibling() == nil {
		p.out.WriteString("</tbody>\n")
	}
	return ast.WalkContinue
}

func tableCell(p *page, n ast.Node, entering bool) ast.WalkStatus {
	cell := n.(*east.TableCell)
	head := n.Parent().Kind() == east.KindTableHeader
	switch {
	case entering && head && p.plain(n) == "":
		p.out.WriteString("<td")
	case entering && head:
		p.out.WriteString(`<th scope="col"`)
	case entering:
		p.out.WriteString("<td")
	case head && p.plain(n) != "":
		p.out.WriteString("</th>\n")
		return ast.WalkContinue
	default:
		p.out.WriteString("</td>\n")
		return ast.WalkContinue
	}
	switch cell.Alignment {
	case east.AlignRight:
		p.attribute("class", "end")
	case east.AlignCenter:
		p.attribute("class", "center")
	}
	p.out.WriteByte('>')
	return ast.WalkContinue
}

// note writes the id of footnote number n, or of a reference to it.
func (p *page) note(kind string, number, reference int) {
	p.gap(gapAnchor, 0)
	p.out.WriteString(kind + strconv.Itoa(number))
	if reference > 0 {
		p.out.WriteString("-" + strconv.Itoa(reference+1))
	}
}

func footnoteLink(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		f := n.(*east.FootnoteLink)
		p.out.WriteString(`<sup id="`)
		p.note("r", f.Index, f.RefIndex)
		if p.within(n) {
			p.out.WriteString(`">` + strconv.Itoa(f.Index) + "</sup>")
			return ast.WalkContinue
		}
		p.out.WriteString(`"><a href="#`)
		p.note("n", f.Index, 0)
		p.out.WriteString(`" role="doc-noteref">` + strconv.Itoa(f.Index) + "</a></sup>")
	}
	return ast.WalkContinue
}

func footnoteBacklink(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		f := n.(*east.FootnoteBacklink)
		p.out.WriteString(` <a href="#`)
		p.note("r", f.Index, f.RefIndex)
		p.out.WriteString(`" role="doc-backlink" aria-label="`)
		p.word("footnote-back")
		p.out.WriteString(" " + strconv.Itoa(f.Index) + `">↩</a>`)
	}
	return ast.WalkContinue
}

func footnote(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.out.WriteString(`<li id="`)
		p.note("n", n.(*east.Footnote).Index, 0)
		p.out.WriteString("\">\n")
	} else {
		p.out.WriteString("</li>\n")
	}
	return ast.WalkContinue
}

func footnoteList(p *page, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		p.endSection(1)
		p.out.WriteString(`<section class="footnotes" role="doc-endnotes" aria-label="`)
		p.word("footnotes")
		p.out.WriteString("\">\n<ol>\n")
	} else {
		p.out.WriteString("</ol>\n</section>\n")
	}
	return ast.WalkContinue
}
