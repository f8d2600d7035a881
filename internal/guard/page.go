package guard

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"goldseam/internal/diag"
)

// page is one finished page while it is read.
type page struct {
	site  Site
	found []finding
	open  []element // the elements around what is read
	text  strings.Builder
	lang  string
	focus []string // the first places that keys reach, by what they are

	policy, referrer, main, leave, leaves, veil, help bool
}

// element is one start tag.
type element struct {
	tag  string
	attr map[string]string
}

func (e element) has(class string) bool {
	return slices.Contains(strings.Fields(e.attr["class"]), class)
}

// lookAt looks at a finished page.
func lookAt(text []byte, site Site) []finding {
	p := &page{site: site}
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			p.end()
			return p.found
		case html.TextToken:
			if n := len(p.open); n == 0 || p.open[n-1].tag != "script" && p.open[n-1].tag != "style" {
				p.text.Write(z.Text())
				p.text.WriteByte(' ')
			} else if p.open[n-1].tag == "script" {
				p.script(p.open[n-1], string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			e := element{token.Data, make(map[string]string, len(token.Attr))}
			for _, a := range token.Attr {
				e.attr[a.Key] = a.Val
			}
			p.start(e)
			if !void(e.tag) && (kind == html.StartTagToken || !p.inside("svg")) {
				p.open = append(p.open, e)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			p.close(string(name))
		}
	}
}

func void(tag string) bool {
	switch tag {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}

// close leaves an element and whatever was left open in it.
func (p *page) close(tag string) {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].tag == tag {
			p.open = p.open[:i]
			return
		}
	}
}

func (p *page) inside(tag string) bool {
	return slices.ContainsFunc(p.open, func(e element) bool { return e.tag == tag })
}

func (p *page) add(code diag.Code, message, hint, seek string) {
	p.found = append(p.found, finding{code, message, hint, seek})
}

// hidden tells whether something around the place that is read hides it.
func (p *page) hidden(e element) bool {
	for _, o := range append(slices.Clone(p.open), e) {
		_, hidden := o.attr["hidden"]
		_, inert := o.attr["inert"]
		_, popover := o.attr["popover"]
		if hidden || inert || popover || o.attr["aria-hidden"] == "true" || o.attr["style"] != "" || o.tag == "details" || o.tag == "template" || o.tag == "dialog" || o.tag == "noscript" {
			return true
		}
	}
	return false
}

// start looks at one element.
func (p *page) start(e element) {
	p.foreign(e)
	switch {
	case e.tag == "html":
		p.lang = e.attr["lang"]
	case e.tag == "meta" && strings.EqualFold(e.attr["http-equiv"], "Content-Security-Policy"):
		p.policy = p.policy || e.attr["content"] == p.site.Policy
	case e.tag == "meta" && e.attr["name"] == "referrer":
		p.referrer = e.attr["content"] == "no-referrer"
	case e.tag == "main":
		p.main = e.attr["id"] == "main"
	case e.tag == "gs-leave":
		p.leave = len(p.open) == 2 && e.has("leave") && e.attr["role"] == "region" && !p.hidden(e)
	case e.tag == "div" && e.has("veil"):
		p.veil = len(p.open) == 2
	}
	p.keys(e)
}

// keys follows what keys reach first: the skip link, then the leave button.
func (p *page) keys(e element) {
	if n, err := strconv.Atoi(e.attr["tabindex"]); err == nil && n > 0 {
		p.add(diag.SafetyDropped, "something on the page is reached by keys before the leave button (tabindex)", "take tabindex away: keys then follow the order of the text", "tabindex")
	}
	if _, ok := e.attr["autofocus"]; ok {
		p.add(diag.SafetyDropped, "something on the page takes the keys as soon as it opens (autofocus), so that the leave button is not the first", "take autofocus away", "autofocus")
	}
	_, tab := e.attr["tabindex"]
	if _, href := e.attr["href"]; !(e.tag == "a" && href || tab || slices.Contains([]string{"button", "input", "select", "textarea", "summary", "iframe"}, e.tag)) || e.attr["type"] == "hidden" {
		return
	}
	what := "other"
	switch {
	case e.tag == "a" && e.has("skip") && e.attr["href"] == "#main" && !p.hidden(e):
		what = "skip"
	case e.tag == "a" && e.has("leave-link") && p.inside("gs-leave") && e.attr["href"] == p.site.LeaveTo && strings.Contains(e.attr["rel"], "noreferrer") && !p.hidden(e):
		what = "leave"
		p.leaves = true
	}
	if e.tag == "a" && e.attr["href"] == p.site.Help[p.lang] && p.inside("header") && !p.inside("main") && !p.hidden(e) {
		p.help = true
	}
	if len(p.focus) < 2 {
		p.focus = append(p.focus, what)
	}
}

// end says what the page lacks.
func (p *page) end() {
	lacks := func(there bool, what, why, hint string) {
		if !there {
			p.add(diag.SafetyDropped, "pages have lost "+what+": "+why, hint, "")
		}
	}
	const back = "put it back where the base program's template has it; to begin again from that, delete your template"
	lacks(p.policy, "the content policy", "it keeps anything from being loaded from elsewhere or sent", back)
	lacks(p.referrer, `<meta name="referrer" content="no-referrer">`, "other sites would learn where a reader comes from", back)
	lacks(p.leave && p.leaves, "the leave button", "it must stand right below <body>, before all else, and be hidden by nothing", back)
	lacks(p.veil, "the cover that leaving puts over the page", "the text would be seen again after going back", back)
	lacks(p.main, `<main id="main">`, "the skip link leads there", back)
	lacks(p.help, "the link to help in the header", "readers in danger look for it in the same place on every page", back)
	if p.leave && p.leaves {
		lacks(slices.Equal(p.focus, []string{"skip", "leave"}), "the order of what keys reach", "the link to the text comes first, then the leave button", "put nothing that can be pressed before them")
	}
	text := strings.Join(strings.Fields(html.UnescapeString(p.text.String())), " ")
	for _, line := range p.site.Lines[p.lang] {
		if want := strings.Join(strings.Fields(html.UnescapeString(line.Text)), " "); !strings.Contains(text, want) {
			lacks(false, line.What, fmt.Sprintf("each page says %q", want), back)
		}
	}
	slices.SortStableFunc(p.found, func(a, b finding) int { return strings.Compare(string(a.code)+a.message, string(b.code)+b.message) })
}
