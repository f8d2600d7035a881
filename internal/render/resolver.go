package render

import (
	"strings"

	"goldseam/internal/assets"
	"goldseam/internal/locale"
	"goldseam/internal/markdown"
	"goldseam/internal/program"
)

// resolver fills the gaps of one text.
type resolver struct {
	env    *environment
	file   string
	doc    *markdown.Doc
	prefix string // before every id, on pages that hold several texts
}

var _ markdown.Resolver = resolver{}

func (r resolver) Link(l markdown.Link) string {
	href := r.env.targets.Link(r.env.addresses, r.file, l)
	if own, ok := strings.CutPrefix(href, "#"); ok && l.Fragment != "" {
		return "#" + r.prefix + own
	}
	return href
}

func (r resolver) Image(i markdown.Image) string {
	return r.env.asset(r.env.assets.Picture(r.env.targets.Image(r.file, i)))
}

func (r resolver) Heading(index int) string {
	return r.prefix + r.env.addresses.Anchor(index, r.doc.Headings[index].ID)
}

func (r resolver) Anchor() string { return r.prefix + "f" }

// Word gives a word in the language of the text.
func (r resolver) Word(key string) string {
	lang := r.env.lang
	if source := r.env.program.Source; r.doc.Language != lang.Tag && source.Strings[key] != "" {
		lang = source
	}
	return lang.Convert.Plain(lang.Strings[key])
}

// environment is what all pages of one language are made with.
type environment struct {
	program   *program.Program
	lang      *program.Language
	targets   *program.Targets
	addresses program.Addresses
	moved     string // the address that the site has moved to, "" while it stays
	assets    *assets.Set
	templates *Templates
	shell     *Shell
	rules     locale.Plural
	bound     *bound
}

// asset gives the address of an asset by its path in the site.
func (e *environment) asset(path string) string {
	if path == "" {
		return ""
	}
	return e.addresses.Base + path
}

// html makes the HTML of a text. One that is not translated is marked as what it is.
func (e *environment) html(file string, doc *markdown.Doc, prefix string) Text {
	text := doc.HTML(resolver{e, file, doc, prefix})
	if e.borrowed(doc) {
		return markdown.Foreign("div", e.program.Source.Tag, e.program.Source.Dir, text)
	}
	return text
}

// borrowed tells a text that stands in a page for want of a translation.
func (e *environment) borrowed(doc *markdown.Doc) bool {
	return doc != nil && doc.Language != e.lang.Tag
}

// notice says at the top of a page that its text is not translated.
func (e *environment) notice(doc *markdown.Doc) Text {
	if !e.borrowed(doc) {
		return ""
	}
	return e.lang.Convert.Text(replaceN(e.lang.Strings["not-translated"], e.program.Source.Strings["language-name"]))
}

// word gives a word of the interface, ready for a page.
func (e *environment) word(key string) Text { return e.lang.Convert.Text(e.lang.Strings[key]) }

// wordN gives a word of the interface with a number in it.
func (e *environment) wordN(key string, n int) Text {
	return e.lang.Convert.Text(e.lang.Strings.Number(e.rules, key, n))
}
