package guard

import (
	"fmt"
	"slices"
	"strings"

	"goldseam/internal/diag"
)

// loads are the attributes whose address a browser asks for by itself, or sends to.
func loads(e element, name string) bool {
	switch name {
	case "src", "srcset", "poster", "background", "action", "formaction", "ping", "data", "manifest", "imagesrcset", "lowsrc", "codebase", "archive", "longdesc", "cite":
		return true
	case "href", "xlink:href":
		return e.tag != "a" && e.tag != "area"
	}
	return false
}

// elsewhere tells an address that is not the site's own.
func elsewhere(address string) bool {
	a := strings.ToLower(strings.Join(strings.Fields(address), ""))
	a = strings.ReplaceAll(a, `\`, "/")
	return strings.HasPrefix(a, "//") || strings.Contains(a, "://") || strings.HasPrefix(a, "data:") || strings.HasPrefix(a, "blob:") || strings.HasPrefix(a, "mailto:") || strings.HasPrefix(a, "ws:")
}

// runs tells an address that is a script.
func runs(address string) bool {
	a := strings.ToLower(strings.Join(strings.FieldsFunc(address, func(r rune) bool { return r <= ' ' }), ""))
	return strings.HasPrefix(a, "javascript:") || strings.HasPrefix(a, "vbscript:") || strings.HasPrefix(a, "data:text/html")
}

const (
	noScripts = "an edition has no scripts of its own: any script can read what a reader writes. Take it away"
	noPlaces  = "a site loads nothing from elsewhere: whoever answers there would learn of each reader. Put the file into the folder static, or take this away"
)

// foreign looks for scripts and addresses that the build did not make.
func (p *page) foreign(e element) {
	switch e.tag {
	case "script":
		if src, ok := e.attr["src"]; ok && !slices.Contains(p.site.Scripts, src) {
			p.add(diag.ForeignScript, fmt.Sprintf("pages load the script %q, which is not the program's", src), noScripts, src)
		}
	case "iframe", "frame", "object", "embed", "applet", "portal", "fencedframe":
		p.add(diag.ForeignPlace, fmt.Sprintf("pages show something else within them (<%s>)", e.tag), "link to it instead: <a href=\"…\" rel=\"noreferrer noopener\">", "<"+e.tag)
	case "form":
		p.add(diag.ForeignPlace, "pages have a form (<form>), which can send what a reader writes", "take it away; for answers that stay with the reader, write a worksheet", "<form")
	case "base":
		p.add(diag.ForeignPlace, "pages say where all their links begin (<base>)", "take it away: links would lead elsewhere", "<base")
	case "meta":
		if strings.EqualFold(e.attr["http-equiv"], "refresh") {
			p.add(diag.ForeignPlace, "pages lead elsewhere by themselves (meta refresh)", "take it away: only the reader decides where to go", "refresh")
		}
	case "link":
		for rel := range strings.FieldsSeq(strings.ToLower(e.attr["rel"])) {
			if slices.Contains([]string{"preconnect", "dns-prefetch", "prefetch", "prerender"}, rel) {
				p.add(diag.ForeignPlace, fmt.Sprintf("pages ask for something in advance (%s)", rel), noPlaces, rel)
			}
			if rel == "modulepreload" && !slices.Contains(p.site.Scripts, e.attr["href"]) {
				p.add(diag.ForeignScript, fmt.Sprintf("pages load the script %q, which is not the program's", e.attr["href"]), noScripts, e.attr["href"])
			}
		}
	}
	for name, value := range e.attr {
		switch {
		case len(name) > 2 && strings.HasPrefix(name, "on"):
			p.add(diag.ForeignScript, fmt.Sprintf("an element of the page has a script of its own (%s)", name), noScripts, name)
		case runs(value) && (loads(e, name) || name == "href" || name == "xlink:href"):
			p.add(diag.ForeignScript, fmt.Sprintf("a link is a script (%.40s)", value), noScripts, value)
		case loads(e, name) && elsewhere(value):
			p.add(diag.ForeignPlace, fmt.Sprintf("pages load from elsewhere: %.80s", value), noPlaces, value)
		case name == "srcdoc":
			p.add(diag.ForeignScript, "an element of the page holds a page of its own (srcdoc)", noScripts, name)
		case name == "ping":
			p.add(diag.ForeignPlace, "a link tells others when it is followed (ping)", "take ping away", name)
		}
	}
}

// script looks at what stands in a script element.
func (p *page) script(e element, text string) {
	kind := strings.ToLower(strings.TrimSpace(e.attr["type"]))
	if kind == "application/json" || kind == "application/ld+json" || strings.TrimSpace(text) == "" || p.site.HeadJS != "" && strings.TrimSpace(text) == strings.TrimSpace(p.site.HeadJS) {
		return
	}
	first := strings.TrimSpace(text)
	first, _, _ = strings.Cut(first, "\n")
	p.add(diag.ForeignScript, fmt.Sprintf("a script stands in the page that is not the program's: %.40s", first), noScripts, strings.TrimSpace(first)[:min(20, len(first))])
}
