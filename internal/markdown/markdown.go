// Package markdown turns Markdown into HTML with typed gaps for what the site
// decides, and reports every heading, link and image with its place.
//
// A converted text is a [Doc]: HTML, and gaps in it. A gap stands where an
// address, an anchor or a word of the interface belongs, which only the whole
// site knows; [Doc.HTML] fills them. So a text is converted once, whatever
// happens to the rest of the program.
//
// What is written is CommonMark with tables, footnotes, definition lists,
// strikethrough, typographic quotes by language, heading ids ({#id}), sections
// for two people (a heading with {.together}) and call-outs in the form
//
//	> [!NOTE]
//	> Text.
//
// Raw HTML is refused. All attribute values go through one escape, [Escape].
package markdown

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"goldseam/internal/diag"
)

// Doc is a converted text. It is immutable.
type Doc struct {
	Language string // of the converter
	Headings []Heading
	Links    []Link
	Images   []Image
	html     []byte
	gaps     []gap
}

// Heading is one heading of a text.
type Heading struct {
	ID    string // the author's id, or one made of the text; unique within the text
	Level int    // 2 to 6
	Text  string
	Pos   diag.Pos
	// Together marks a section for two people: this heading and all until the next of its level or above.
	Together bool
}

// Link is one link of a text.
type Link struct {
	Target   string // the address without fragment as written, such as "../pages/help.md"; "" for the same page
	Fragment string // the part after "#"
	External bool   // it leads to another site, by mail or by phone
	Pos      diag.Pos
}

// Image is one picture of a text.
type Image struct {
	Target string // relative file path as written
	Pos    diag.Pos
}

// gapKind says what a gap is for.
type gapKind int

const (
	gapLink    gapKind = iota // the address of Links[index]
	gapImage                  // the address of Images[index]
	gapHeading                // the anchor of Headings[index]
	gapAnchor                 // what stands before the id of a footnote
	gapWord                   // a word of the interface, words[index]
	gapMark                   // what is said of the section below Headings[index]
)

type gap struct {
	at    int // offset in html
	kind  gapKind
	index int
}

// words are the keys of the interface's words that a text may need.
var words = [...]string{"callout-note", "callout-tip", "callout-important", "callout-warning", "callout-caution", "table", "footnotes", "footnote-back"}

// Resolver fills the gaps of a text.
type Resolver interface {
	Link(Link) string         // the address, such as "/p/7/#s3"; "" takes the address away
	Image(Image) string       // the address
	Heading(index int) string // the anchor of the text's own heading with that index
	Anchor() string           // what makes footnote ids unique on a page that holds several texts
	Word(key string) string   // an interface word
	Mark(index int) string    // what is said of the section below the heading with that index; "" for nothing
}

// HTML fills the gaps. It is the only place where HTML that was not written by a template is declared safe.
func (d *Doc) HTML(r Resolver) template.HTML {
	if d == nil {
		return ""
	}
	var b strings.Builder
	b.Grow(len(d.html) + 32*len(d.gaps))
	from := 0
	for _, g := range d.gaps {
		b.Write(d.html[from:g.at])
		from = g.at
		switch g.kind {
		case gapLink:
			if href := r.Link(d.Links[g.index]); href != "" {
				b.WriteString(` href="` + Escape(href) + `"`)
			}
		case gapImage:
			b.WriteString(Escape(r.Image(d.Images[g.index])))
		case gapHeading:
			b.WriteString(Escape(r.Heading(g.index)))
		case gapAnchor:
			b.WriteString(Escape(r.Anchor()))
		case gapWord:
			b.WriteString(Escape(r.Word(words[g.index])))
		case gapMark:
			if mark := r.Mark(g.index); mark != "" {
				b.WriteString(` <span class="older">` + Escape(mark) + `</span>`)
			}
		}
	}
	b.Write(d.html[from:])
	return template.HTML(b.String())
}

// Together counts the sections for two people.
func (d *Doc) Together() int {
	n := 0
	if d != nil {
		for _, h := range d.Headings {
			if h.Together {
				n++
			}
		}
	}
	return n
}

// Empty reports whether the text has nothing to show.
func (d *Doc) Empty() bool { return d == nil || len(bytes.TrimSpace(d.html)) == 0 }

// Converter converts the texts of one language. It may be used by several goroutines.
type Converter struct {
	language string
	quotes   quotes
	engine   goldmark.Markdown
	spare    sync.Pool // of *bytes.Buffer: a text's HTML grows in one that is large enough already
}

// New makes a converter for a language, given as a BCP 47 tag such as "en".
func New(language string) *Converter {
	q := quotesOf(language)
	engine := goldmark.New(
		goldmark.WithParserOptions(parser.WithHeadingAttribute(), parser.WithInlineParsers(util.Prioritized(newSingleQuotes(q), 9000))),
		goldmark.WithExtensions(
			extension.Table, extension.Footnote, extension.DefinitionList, extension.Strikethrough,
			extension.NewTypographer(extension.WithTypographicSubstitutions(q.substitutions())),
		),
		goldmark.WithRenderer(renderer.NewRenderer(renderer.WithNodeRenderers(
			util.Prioritized(nodes{}, 1),
			util.Prioritized(html.NewRenderer(), 1000),
			util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
			util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		))),
	)
	return &Converter{language: language, quotes: q, engine: engine}
}

// Convert turns a text into HTML. Positions count from the start of src, so the
// front matter of a file must be blanked out, not cut off.
func (c *Converter) Convert(file string, src []byte) (*Doc, diag.List) {
	out, ok := c.spare.Get().(*bytes.Buffer)
	if !ok {
		out = &bytes.Buffer{}
	}
	out.Reset()
	defer c.spare.Put(out)
	p := &page{file: file, src: src, out: out, ids: map[string]bool{}}
	root := c.engine.Parser().Parse(text.NewReader(src))
	if err := c.engine.Renderer().Render(p, src, root); err != nil {
		panic("markdown: rendering into memory failed: " + err.Error())
	}
	p.endSection(1)
	p.checkLeftovers(root)
	p.doc.Language, p.doc.html = c.language, bytes.Clone(p.out.Bytes())
	doc := p.doc // a copy: a pointer into the page would keep the whole source
	return &doc, p.problems
}

// Text makes a plain text safe to stand in a page, with the language's quotes.
func (c *Converter) Text(s string) template.HTML {
	return template.HTML(Escape(c.quotes.apply(s)))
}

// Plain gives a plain text with the language's quotes, for places that escape by themselves.
func (c *Converter) Plain(s string) string { return c.quotes.apply(s) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// Escape makes a text safe as an attribute's value in double quotes and as an element's content.
func Escape(s string) string {
	if !strings.ContainsAny(s, `&<>"'`) {
		return s
	}
	return escaper.Replace(s)
}
