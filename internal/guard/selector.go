package guard

import (
	"slices"
	"strings"
)

// compound is one part of a selector that speaks about one element.
type compound struct {
	tag     string // "" for any
	classes []string
	ids     []string
	attrs   []string   // names
	any     [][]string // of :is() and :where(): selectors of which one must fit
	pseudo  bool       // it is about a part that is no element, such as ::before
	before  bool       // it stands before a sibling, not around
}

// compounds takes a selector apart, from the outside to the element that is meant.
func compounds(selector string) []compound {
	var out []compound
	for _, part := range splitCombinators(selector) {
		c := parseCompound(part.text)
		out = append(out, c)
		out[len(out)-1].before = part.sibling
	}
	return out
}

type selectorPart struct {
	text    string
	sibling bool // what follows is a sibling of it
}

// splitCombinators splits a selector at blanks, >, + and ~.
func splitCombinators(s string) []selectorPart {
	var out []selectorPart
	depth, from := 0, 0
	quote := false
	cut := func(i int) {
		if text := strings.TrimSpace(s[from:i]); text != "" {
			out = append(out, selectorPart{text: text})
		}
		from = i + 1
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"':
			quote = !quote
		case quote:
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case depth > 0:
		case c == ' ' || c == '>':
			cut(i)
		case c == '+' || c == '~':
			cut(i)
			if len(out) > 0 {
				out[len(out)-1].sibling = true
			}
		}
	}
	cut(len(s))
	return out
}

// parseCompound reads one compound. What depends on the moment (:hover, :not(…), :nth-child(…)) counts as true.
func parseCompound(s string) compound {
	var c compound
	i := 0
	name := func() string {
		from := i
		for i < len(s) && (wordByte(s[i]) || s[i] >= 0x80) {
			i++
		}
		return s[from:i]
	}
	group := func(open, closing byte) string {
		from, depth := i+1, 0
		for ; i < len(s); i++ {
			if s[i] == open {
				depth++
			}
			if s[i] == closing {
				if depth--; depth == 0 {
					i++
					return s[from : i-1]
				}
			}
		}
		return s[min(from, len(s)):]
	}
	for i < len(s) {
		switch s[i] {
		case '.':
			i++
			c.classes = append(c.classes, name())
		case '#':
			i++
			c.ids = append(c.ids, name())
		case '[':
			inner := group('[', ']')
			attr, _, _ := strings.Cut(inner, "=")
			c.attrs = append(c.attrs, strings.TrimSpace(strings.TrimRight(attr, "~|^$* ")))
		case ':':
			i++
			if i < len(s) && s[i] == ':' {
				c.pseudo = true
				i++
			}
			pseudo := name()
			if pseudo == "before" || pseudo == "after" || pseudo == "first-line" || pseudo == "first-letter" {
				c.pseudo = true
			}
			if pseudo == "root" {
				c.tag = "html"
			}
			if i < len(s) && s[i] == '(' {
				if inner := group('(', ')'); pseudo == "is" || pseudo == "where" || pseudo == "matches" {
					c.any = append(c.any, splitTop(inner, ','))
				}
			}
		default:
			if tag := name(); tag != "" {
				c.tag = strings.ToLower(tag)
			} else {
				i++
			}
		}
	}
	return c
}

// node is one element of a page that must be seen, with the elements around it.
type node struct {
	element
	around *node
}

// means tells whether a selector may mean an element. In doubt it says yes.
func means(selector string, n *node) bool { return meansWithin(selector, n, 0) }

// deepest is how deep selectors in selectors are followed; beyond that the answer is yes.
const deepest = 3

func meansWithin(selector string, n *node, depth int) bool {
	if depth > deepest {
		return true
	}
	parts := compounds(selector)
	if len(parts) == 0 {
		return false
	}
	last := parts[len(parts)-1]
	if last.pseudo || !last.fits(n, depth) {
		return false
	}
	above := n.around
	for i := len(parts) - 2; i >= 0; i-- {
		if parts[i].before {
			continue
		}
		for above != nil && !parts[i].fits(above, depth) {
			above = above.around
		}
		if above == nil {
			return false
		}
		above = above.around
	}
	return true
}

// fits tells whether a compound may be about an element.
func (c compound) fits(n *node, depth int) bool {
	if c.tag != "" && c.tag != n.tag && c.tag != "*" {
		return false
	}
	for _, class := range c.classes {
		if !n.has(class) && !state(n, class) {
			return false
		}
	}
	for _, id := range c.ids {
		if n.attr["id"] != id {
			return false
		}
	}
	for _, a := range c.attrs {
		if _, ok := n.attr[a]; !ok && n.tag != "html" && n.tag != "body" {
			return false
		}
	}
	for _, list := range c.any {
		fits := false
		for _, s := range list {
			fits = fits || meansWithin(strings.TrimSpace(s), n, depth+1)
		}
		if !fits {
			return false
		}
	}
	return true
}

// state tells classes that scripts and templates put on the page itself.
func state(n *node, class string) bool {
	switch {
	case n.tag == "html":
		return slices.Contains([]string{"js", "two-off", "two-wait", "two-on", "veiled", "leave-left", "leave-right", "no-trail"}, class)
	case n.tag == "body":
		return strings.HasPrefix(class, "page-")
	}
	return false
}

// weight counts ids, classes and the like of a selector.
func weight(selector string) int {
	n := strings.Count(selector, "#") * 10
	for _, c := range selector {
		if c == '.' || c == '[' {
			n++
		}
	}
	return n + strings.Count(selector, ":") - 2*strings.Count(selector, "::") - strings.Count(selector, ":is(") - strings.Count(selector, ":where(") - strings.Count(selector, ":not(")
}
