package guard

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/program"
)

// template compares a template with the base's of the same name. It says what is
// gone of the parts that scripts, styles and readers in danger depend on; what
// stands around them is the edition's own.
func template(s Source) diag.List {
	var out diag.List
	if s.Base == nil {
		return nil // a file that replaces nothing is used by nothing
	}
	if strings.HasPrefix(s.Path, "theme/components/leave/") {
		if !slices.Equal(strings.Fields(string(s.Text)), strings.Fields(string(s.Base))) {
			out.Add(at(s, 0), diag.SafetyDropped, "the leave button is not as the base program has it: readers in danger must find it on every page, and it must work at once", "delete this file; the button's words stand in strings.yaml, and where it leads in edition.yaml (leave_to)")
		}
		return out
	}
	text := string(s.Text)
	reported := map[string]bool{}
	for _, part := range partsOf(string(s.Base)) {
		if reported[part.text] || count(text, part) >= count(string(s.Base), part) {
			continue
		}
		reported[part.text] = true
		out.Add(at(s, 0), diag.SafetyDropped, fmt.Sprintf("this template has lost %s, which %s", part.text, part.why), "put it back where the base program's template of this name has it; what stands around it may be yours")
	}
	return out
}

// part is something in a template that must stay.
type part struct{ text, why string }

var (
	actionPart   = regexp.MustCompile(`\{\{(template "[^"]+"[^}]*)\}\}`)
	wordPart     = regexp.MustCompile(`\{\{t "([a-z0-9-]+)"`)
	dataPart     = regexp.MustCompile(`\sdata-[a-z-]+(?:="(?:\{\{[^}]*\}\}|[^"{])*")?`)
	guardPart    = regexp.MustCompile(`\s(?:autocomplete="off"|spellcheck="false"|rel="noreferrer[^"]*"|hidden\b|id="main"|class="skip"|href="#main")`)
	fieldPart    = regexp.MustCompile(`[\s($]\.(Safety|Heavy|Solo|Together|StopRules|Privacy|Emergency|Call|Message|Verified|Unchecked|OnBill|Countries|Lines|Links|Never|Print|Private|Live|Form|Policy|HeadJS|Script|Data|Leave|Help|RightNow|Foot|Check|Before|Practice|Reviewed|Notice|Panels|Aim|Text|Body)\b`)
	namedClass   = regexp.MustCompile(`class="([^"]*)"`)
	actionInside = regexp.MustCompile(`\{\{[^}]*\}\}`)
)

// kept are the classes that styles and scripts hold parts back by, or that lead to help.
func kept(class string) bool {
	switch class {
	case "steps", "card", "stop-rules", "used-in", "panel", "print-help", "sheet", "sheet-status", "sheet-data", "sheet-no-paper", "print-only",
		"no-js", "js-only", "phone", "pager", "links", "outline", "way", "solo", "callout", "callout-warning", "callout-important", "unchecked", "line", "country", "site-nav":
		return true
	}
	return strings.HasPrefix(class, "panel-")
}

// partsOf lists the parts of the base's template that must stay, each once.
func partsOf(base string) []part {
	var out []part
	add := func(text, why string) {
		if p := (part{text, why}); !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, m := range actionPart.FindAllStringSubmatch(base, -1) {
		add("{{"+m[1]+"}}", "puts a part of the page in its place")
	}
	safety := program.SafetyStrings()
	for _, m := range wordPart.FindAllStringSubmatch(base, -1) {
		if slices.Contains(safety, m[1]) {
			add(`{{t "`+m[1]+`"`, "readers in danger need to read")
		}
	}
	for _, m := range dataPart.FindAllString(base, -1) {
		add(strings.TrimSpace(m), "the page's scripts and styles go by")
	}
	for _, m := range guardPart.FindAllString(base, -1) {
		add(strings.TrimSpace(m), "keeps what a reader does private, or leads to the text")
	}
	for _, m := range fieldPart.FindAllStringSubmatch(base, -1) {
		add("."+m[1], "brings the text to the page that belongs there")
	}
	for _, m := range namedClass.FindAllStringSubmatch(base, -1) {
		for _, class := range strings.Fields(actionInside.ReplaceAllString(m[1], " ")) {
			if kept(class) {
				add(class, "is a class that parts of the page are held back by, or found by")
			}
		}
	}
	return out
}

// count tells how often a part stands in a template, as a whole word.
func count(text string, p part) int {
	n := 0
	for i := 0; ; {
		j := strings.Index(text[i:], p.text)
		if j < 0 {
			return n
		}
		i += j + len(p.text)
		if before := i - len(p.text) - 1; (before < 0 || !wordByte(text[before]) || !wordByte(p.text[0])) && (i >= len(text) || !wordByte(text[i]) || !wordByte(p.text[len(p.text)-1])) {
			n++
		}
	}
}

func wordByte(c byte) bool {
	return c == '-' || c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
