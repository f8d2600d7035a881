package render

import (
	"slices"
	"strings"

	"goldseam/internal/assets"
	"goldseam/internal/markdown"
	"goldseam/internal/origin"
	"goldseam/internal/program"
)

// resolver fills the gaps of one text.
type resolver struct {
	env    *environment
	file   string
	doc    *markdown.Doc
	prefix string        // before every id, on pages that hold several texts
	stale  *origin.Stale // what of the text's source is newer
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

// Mark says of a section that its source is newer.
func (r resolver) Mark(index int) string {
	if !r.stale.Has(origin.Body, index, "") {
		return ""
	}
	return plain(r.env.word("translation-older"))
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
	return e.marked(file, doc, prefix, nil)
}

// marked fills the gaps of a text, some sections of which may be older than their source.
func (e *environment) marked(file string, doc *markdown.Doc, prefix string, stale *origin.Stale) Text {
	text := doc.HTML(resolver{e, file, doc, prefix, stale})
	if e.borrowed(doc) {
		return markdown.Foreign("div", e.program.Source.Tag, e.program.Source.Dir, text)
	}
	return text
}

// borrowed tells a text that stands in a page for want of a translation.
func (e *environment) borrowed(doc *markdown.Doc) bool {
	return doc != nil && doc.Language != e.lang.Tag
}

// nameOf gives a language's name for itself.
func (e *environment) nameOf(tag string) string {
	for _, other := range e.program.Languages {
		if other.Tag == tag {
			return other.Strings["language-name"]
		}
	}
	return e.program.Source.Strings["language-name"]
}

// notice says at the top of a page that its text is not translated, in part not
// translated, or older than the text it was translated from.
func (e *environment) notice(doc *markdown.Doc, stale *origin.Stale, words ...[]Text) Text {
	source := e.program.Source.Strings["language-name"]
	switch {
	case e.borrowed(doc):
		return e.lang.Convert.Text(replaceN(e.lang.Strings["not-translated"], e.nameOf(doc.Language)))
	case e.lang == e.program.Source:
		return ""
	case stale != nil && stale.Known:
		return e.lang.Convert.Text(replaceN(e.lang.Strings["translation-stale-parts"], plain(e.word("translation-older"))))
	case stale != nil:
		return e.word("translation-stale")
	}
	for _, list := range words {
		if slices.ContainsFunc(list, markdown.IsForeign) {
			return e.lang.Convert.Text(replaceN(e.lang.Strings["not-translated-parts"], source))
		}
	}
	return ""
}

// older gives a text of a translation, marked if its source is newer.
func (e *environment) older(text Text, is bool) Text {
	if !is || text == "" {
		return text
	}
	return text + ` <span class="older">` + e.word("translation-older") + "</span>"
}

// olderItems marks the items of a list whose source is newer.
func (e *environment) olderItems(list []Text, stale *origin.Stale, key string) []Text {
	if stale == nil {
		return list
	}
	out := make([]Text, len(list))
	for i, text := range list {
		out[i] = e.older(text, stale.Has(key, i, ""))
	}
	return out
}

// day gives a day as people write it, in a form that machines know too.
func (e *environment) day(iso string) Text { return markdown.Day(iso, e.lang.Day(iso)) }

// with gives a word of the interface with something finished in it.
func (e *environment) with(key string, text Text) Text {
	before, after, _ := strings.Cut(e.lang.Strings[key], "{n}")
	return e.lang.Convert.Text(before) + text + e.lang.Convert.Text(after)
}

// word gives a word of the interface, ready for a page.
func (e *environment) word(key string) Text { return e.lang.Convert.Text(e.lang.Strings[key]) }

// wordN gives a word of the interface with a number in it.
func (e *environment) wordN(key string, n int) Text {
	return e.lang.Convert.Text(e.lang.Strings.Number(e.lang.Plural, key, n))
}
