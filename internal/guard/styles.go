package guard

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"goldseam/internal/diag"
)

// styles compares a style sheet with the base's. What hides or holds back must
// still be there, nothing new may hide what readers in danger need, and nothing
// may be loaded from elsewhere.
func styles(s Source) diag.List {
	var out diag.List
	now, base := read(s.Text), read(s.Base)
	for _, a := range now.addresses {
		if foreignAddress(a.text) {
			out.Add(at(s, a.offset), diag.ForeignPlace, fmt.Sprintf("this style sheet loads from elsewhere: %.80s", a.text), `whoever answers there would learn of each reader: put the file into the folder theme/static and name it as url("../static/name.woff2")`)
		}
	}
	if now.tangled {
		out.Add(at(s, 0), diag.StyleHides, "rules stand so deep in one another here that nobody can tell what they hide", "write them one after the other")
	}
	if strings.HasSuffix(s.Path, "styles/main.css") {
		for _, line := range base.imports {
			if !slices.Contains(now.imports, line) {
				out.Add(at(s, 0), diag.StyleHides, fmt.Sprintf("the line %s; is gone: with it go styles that hold back what is for two people, or keep the leave button in view", line), "put the line back in its place; your own styles can stand below all of them")
			}
		}
	}
	said := map[string]bool{}
	say := func(d declaration, message, hint string) {
		if key := d.selector + message; !said[key] {
			said[key] = true
			out.Add(at(s, d.offset), diag.StyleHides, message, hint)
		}
	}
	known := func(d declaration) bool { return slices.ContainsFunc(base.declarations, d.same) }
	for _, d := range now.declarations {
		if known(d) || strings.HasPrefix(d.selector, "@") {
			continue
		}
		written := fmt.Sprintf("%s: %s", d.name, d.value)
		if what := hiddenBy(d); what != "" {
			say(d, fmt.Sprintf("%q (%s) would hide %s", d.selector, written, what), "take this away; what must be seen on every page can look different, but not be gone")
			continue
		}
		if uncovers(d, s.Path) {
			say(d, fmt.Sprintf("%q (%s) would show what is held back from readers in danger, or what is covered after leaving", d.selector, written), "take this away, or write it for a class of your own")
		}
	}
	for _, d := range base.declarations {
		if holds(d) && !slices.ContainsFunc(now.declarations, d.same) {
			key := d.selector + "lost"
			if !said[key] {
				said[key] = true
				out.Add(at(s, 0), diag.StyleHides, fmt.Sprintf("this style sheet has lost %q (%s: %s), which keeps the leave button in view or holds something back", d.selector, d.name, d.value), "copy it from the base program's style sheet of this name")
			}
		}
	}
	return out
}

// foreignAddress tells what a style sheet may not load: anything but files of the theme, named in quotes.
func foreignAddress(text string) bool {
	inner := text
	if _, rest, ok := strings.Cut(text, "("); ok {
		inner = strings.TrimSuffix(rest, ")")
	}
	return elsewhere(strings.Trim(strings.TrimSpace(inner), `"'`)) || strings.HasPrefix(strings.Trim(strings.TrimSpace(inner), `"'`), "/")
}

// guarded are the names by which the theme's styles find what is held back, covered or always in view.
var guarded = regexp.MustCompile(`two-off|two-wait|two-on|sheet-gate|data-gate|\.veil|veiled|leave-only|is-shut|data-private|sheet-no-paper|\.leave\b|\.leave-link|gs-leave|\.skip\b|print-help|\.trail-back`)

// holds tells the base's declarations that must stay as they are.
func holds(d declaration) bool {
	if !guarded.MatchString(d.selector) {
		return false
	}
	switch d.name {
	case "display", "visibility", "position", "z-index", "inset", "inset-inline", "inset-block", "inset-block-end", "inset-block-start":
		return true
	case "min-block-size":
		return strings.Contains(d.selector, "leave-link")
	case "background":
		return strings.Contains(d.selector, "veil")
	}
	return false
}

// uncovers tells declarations that may show what is held back.
func uncovers(d declaration, file string) bool {
	switch d.name {
	case "display", "visibility", "content-visibility", "all":
	default:
		return false
	}
	if d.value == "none" || d.value == "hidden" {
		return false
	}
	state := guarded.MatchString(d.selector) && !strings.Contains(d.selector, ".leave")
	late := strings.HasSuffix(file, "utilities.css") || strings.HasSuffix(file, "print.css") || strings.HasSuffix(file, "main.css")
	if !state && !late && !d.important && weight(d.selector) < 3 {
		return false
	}
	return state || slices.ContainsFunc(heldNodes(), func(n *node) bool { return means(d.selector, n) })
}

// hiddenBy names what a declaration would hide, "" if nothing.
func hiddenBy(d declaration) string {
	if strings.HasPrefix(d.name, "--") {
		if slices.Contains([]string{"--leave-lift", "--leave-space"}, d.name) || d.name == "--touch" && (length(d.value) < 44) {
			return "the leave button"
		}
		return ""
	}
	if !hides(d.name, d.value) {
		return ""
	}
	paper := strings.Contains(d.within, "print")
	for _, s := range seenNodes() {
		if s.paper == paper && means(d.selector, s.node) {
			return s.name
		}
	}
	return ""
}

// hides tells values that make something vanish.
func hides(name, value string) bool {
	zero := func(least float64) bool { return number(value) && length(value) <= least }
	switch name {
	case "display":
		return value == "none"
	case "visibility":
		return value == "hidden" || value == "collapse"
	case "content-visibility":
		return value == "hidden"
	case "opacity":
		return number(value) && length(value) < 0.3 || strings.HasSuffix(value, "%") && length(value) < 30
	case "pointer-events":
		return value == "none"
	case "font-size":
		return zero(6)
	case "font", "all":
		return strings.HasPrefix(value, "0")
	case "color", "-webkit-text-fill-color":
		return value == "transparent" || strings.HasPrefix(value, "rgba(") && strings.HasSuffix(value, ", 0)") || strings.HasSuffix(value, "/ 0)")
	case "clip", "clip-path", "mask", "mask-image":
		return value != "none" && value != "auto"
	case "filter":
		return strings.Contains(value, "opacity(0")
	case "transform", "translate", "scale":
		return value != "none"
	case "width", "height", "inline-size", "block-size", "max-width", "max-height", "max-inline-size", "max-block-size":
		return zero(8)
	case "z-index":
		return strings.HasPrefix(value, "-")
	case "text-indent", "left", "right", "top", "bottom", "inset", "inset-inline", "inset-block", "inset-inline-start", "inset-inline-end", "inset-block-start", "inset-block-end",
		"margin", "margin-left", "margin-right", "margin-top", "margin-bottom", "margin-inline", "margin-block", "margin-inline-start", "margin-inline-end", "margin-block-start", "margin-block-end":
		return slices.ContainsFunc(strings.Fields(value), func(v string) bool { return length(v) <= -40 })
	}
	return false
}

var measure = regexp.MustCompile(`^(-?[0-9]*\.?[0-9]+)([a-z%]*)$`)

func number(value string) bool { return measure.MatchString(value) }

// length gives a length in pixels, as far as it can be told; a large one where it cannot.
func length(value string) float64 {
	m := measure.FindStringSubmatch(value)
	if m == nil {
		return 1e6
	}
	n, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return 1e6
	}
	switch m[2] {
	case "rem", "em", "ch", "lh", "rlh", "ex":
		return n * 16
	case "vw", "vh", "vi", "vb", "dvh", "svh", "lvh", "dvw", "svw", "lvw", "cm":
		return n * 10
	case "in":
		return n * 96
	}
	return n
}
