package guard

import "strings"

// mustSee is an element that must be seen, on a screen or on paper.
type mustSee struct {
	name  string
	paper bool
	node  *node
}

// seenNodes lists what must be seen, as the base's templates make it, from the outside.
func seenNodes() []mustSee {
	see := func(name string, path ...string) mustSee { return mustSee{name: name, node: chain(path...)} }
	onPaper := func(name string, path ...string) mustSee { return mustSee{name, true, chain(path...)} }
	return []mustSee{
		see("every page", "html"), see("every page", "body"),
		see("the leave button", "body", "gs-leave.leave[role][aria-label][data-neutral]"),
		see("the leave button", "body", "gs-leave.leave[role][aria-label][data-neutral]", "a.leave-link[href][rel]"),
		see("the words about leaving without scripts", "body", "noscript", "p.leave-note"),
		see("the way back after leaving", "body", "div.veil", "button[type]"),
		see("the link to the text", "body", "a.skip[href]"),
		see("the link to help in the header", "body", "header.site"),
		see("the link to help in the header", "body", "header.site", "nav.site-nav[aria-label]"),
		see("the link to help in the header", "body", "header.site", "nav.site-nav[aria-label]", "a[href]"),
		see("the text", "body", "main#main"), see("the text", "body", "main#main", "article"),
		see("the line that says that this is no therapy", "body", "footer.site-foot"),
		see("the line that says that this is no therapy", "body", "footer.site-foot", "p"),
		see("the notes on safety", "body", "main#main", "article", "div.callout.callout-warning"),
		see("the notes on safety", "body", "main#main", "article", "div.callout.callout-warning", "ul"),
		see("the note before hard texts", "body", "main#main", "article", "div.callout.callout-important"),
		see("the stop rules", "body", "main#main", "article", "details.stop-rules"),
		see("the stop rules", "body", "main#main", "article", "details.stop-rules", "summary"),
		see("the stop rules", "body", "main#main", "article", "details.stop-rules", "div.prose"),
		see("what one person can do alone", "body", "main#main", "article", "section.steps", "p.solo"),
		see("what comes before a part for two", "body", "main#main", "article[data-lesson]", "div[data-gate]"),
		see("what comes before a part for two", "body", "main#main", "article[data-lesson]", "div[data-gate]", "section.panel.gate"),
		see("panels with help", "body", "main#main", "article", "gs-sheet", "section.panel.panel-crisis-help.panel-help.panel-leave-only.panel-result-red.panel-grounding-and-help.panel-stop-rules.panel-safety-check[data-panel]"),
		see("panels with help", "body", "main#main", "article", "gs-sheet", "section.panel[data-panel]", "p"),
		see("numbers to call", "body", "main#main", "article", "section.country"),
		see("numbers to call", "body", "main#main", "article", "section.country", "ul.lines"),
		see("numbers to call", "body", "main#main", "article", "section.country", "ul.lines", "li.line"),
		see("numbers to call", "body", "main#main", "article", "section.country", "p.country-emergency"),
		see("numbers to call", "body", "main#main", "article", "section.country", "ul.lines", "li.line", "p", "a.phone[href]"),
		see("that a number was not checked", "body", "main#main", "article", "section.country", "ul.lines", "li.line", "p.note", "span.unchecked"),
		see("where answers are kept", "body", "main#main", "article", "gs-sheet", "section.sheet", "p.sheet-status[data-status]"),
		see("what not to write down", "body", "main#main", "article", "gs-sheet", "section.sheet", "ul.sheet-privacy"),
		onPaper("the words about help on paper", "body", "footer.site-foot"),
		onPaper("the words about help on paper", "body", "footer.site-foot", "p.print-help"),
		onPaper("the notes on safety", "body", "main#main", "article", "div.callout.callout-warning"),
	}
}

// heldNodes lists what may be held back, so that nothing may show it in any case.
func heldNodes() []*node {
	return []*node{
		chain("body", "main#main", "article[data-lesson][data-red][data-ranks][data-together]", "section.steps", "ol", "li[data-together]"),
		chain("body", "main#main", "article[data-lesson][data-red][data-ranks][data-together]", "div.prose", "section[data-together]"),
		chain("body", "main#main", "article[data-lesson][data-red][data-ranks][data-together]", "section.steps"),
		chain("body", "main#main", "article[data-lesson][data-red][data-ranks][data-together]", "details.stop-rules"),
		chain("body", "main#main", "article[data-lesson][data-red][data-ranks][data-together]", "section.card[data-fill]"),
		chain("body", "main#main", "article[data-lesson][data-red][data-ranks][data-together]", "div.list-do"),
		chain("body", "main#main", "article[data-lesson][data-red][data-ranks][data-together]", "div.prose"),
		chain("body", "main#main", "article[data-lesson][data-red][data-ranks][data-together]", "section.signs"),
		chain("body", "main#main", "article", "section.card[data-fill]", "gs-sheet[data-sheet][data-fill]"),
		chain("body", "main#main", "article", "gs-sheet[data-sheet][data-fill]", "section.sheet"),
		chain("body", "main#main", "article", "gs-sheet[data-sheet][data-fill]", "section.sheet", "div.field[data-private][data-hidden]"),
		chain("body", "main#main", "article", "section.outline", "ol", "li[data-lesson][data-ranks][data-red][data-together]"),
		chain("body", "nav.phase-nav", "ol", "li[data-lesson][data-ranks][data-red]"),
		chain("body", "main#main", "article", "section", "ul.links", "li"),
		chain("body", "main#main", "article", "p.used-in.note"),
	}
}

// chain makes elements that stand one in the other, in html: tag.class[attribute]#id each.
func chain(parts ...string) *node {
	n := &node{element: element{"html", map[string]string{"lang": "", "dir": ""}}}
	for _, part := range parts {
		if part == "html" {
			continue
		}
		c := parseCompound(part)
		e := element{c.tag, map[string]string{"class": strings.Join(c.classes, " "), "id": strings.Join(c.ids, "")}}
		for _, a := range c.attrs {
			e.attr[a] = ""
		}
		n = &node{e, n}
	}
	return n
}
