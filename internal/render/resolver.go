package render

import (
	"strconv"

	"goldseam/internal/assets"
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
	return r.env.targets.Link(r.env.addresses, r.file, l)
}

func (r resolver) Image(i markdown.Image) string {
	return r.env.asset(r.env.assets.Picture(r.env.targets.Image(r.file, i)))
}

func (r resolver) Heading(index int) string {
	return r.prefix + r.env.addresses.Anchor(index, r.doc.Headings[index].ID)
}

func (r resolver) Anchor() string { return r.prefix + "f" }

func (r resolver) Word(key string) string { return r.env.lang.Convert.Plain(r.env.lang.Strings[key]) }

// environment is what all pages of one language are made with.
type environment struct {
	program   *program.Program
	lang      *program.Language
	targets   *program.Targets
	addresses program.Addresses
	assets    *assets.Set
	templates *Templates
	shell     *Shell
	bound     *bound
}

// asset gives the address of an asset by its path in the site.
func (e *environment) asset(path string) string {
	if path == "" {
		return ""
	}
	return e.addresses.Base + path
}

// html makes the HTML of a text.
func (e *environment) html(file string, doc *markdown.Doc, prefix string) Text {
	return doc.HTML(resolver{e, file, doc, prefix})
}

// word gives a word of the interface, ready for a page.
func (e *environment) word(key string) Text { return e.lang.Convert.Text(e.lang.Strings[key]) }

// wordN gives a word of the interface with a number in it.
func (e *environment) wordN(key string, n int) Text {
	return e.lang.Convert.Text(replaceN(e.lang.Strings[key], strconv.Itoa(n)))
}
