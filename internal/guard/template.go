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
	var lost []string
	now, base := remark.ReplaceAllString(string(s.Text), ""), remark.ReplaceAllString(string(s.Base), "")
	for _, part := range partsOf(base) {
		if count(now, part) < count(base, part) {
			lost = append(lost, part)
		}
	}
	if len(lost) > 0 {
		const most = 5
		list := strings.Join(lost[:min(most, len(lost))], ", ")
		if len(lost) > most {
			list += fmt.Sprintf(" and %d others", len(lost)-most)
		}
		out.Add(at(s, 0), diag.SafetyDropped, "this template has lost parts that readers in danger need, or that hold back what is for two people: "+list, "begin again with the base program's template of this name; add to it what you like, and take nothing of this kind away")
	}
	return out
}

var (
	actionPart   = regexp.MustCompile(`\{\{(template "[^"]+"[^}]*)\}\}`)
	wordPart     = regexp.MustCompile(`\{\{t "([a-z0-9-]+)"`)
	dataPart     = regexp.MustCompile(`\sdata-[a-z-]+(?:="(?:\{\{[^}]*\}\}|[^"{])*")?`)
	guardPart    = regexp.MustCompile(`\s(?:autocomplete="off"|spellcheck="false"|rel="noreferrer[^"]*"|hidden\b|id="main"|class="skip"|href="#main")`)
	fieldPart    = regexp.MustCompile(`[\s($]\.(Safety|Heavy|Solo|Together|StopRules|Privacy|Emergency|Call|Message|Verified|Unchecked|OnBill|Countries|Lines|Links|Never|Print|Private|Live|Form|Policy|HeadJS|Script|Data|Leave|Help|RightNow|Foot|Check|Before|Practice|Reviewed|Notice|Panels|Aim|Text|Body)\b`)
	namedClass   = regexp.MustCompile(`class="([^"]*)"`)
	remark       = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}|<!--.*?-->`)
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

// partsOf lists the parts of the base's template that must stay, each once:
// first what readers read, then what scripts and styles go by.
func partsOf(base string) []string {
	var out []string
	add := func(text string) {
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	safety := program.SafetyStrings()
	for _, m := range wordPart.FindAllStringSubmatch(base, -1) {
		if slices.Contains(safety, m[1]) {
			add(`{{t "` + m[1] + `"`)
		}
	}
	for _, m := range fieldPart.FindAllStringSubmatch(base, -1) {
		add("." + m[1])
	}
	for _, m := range actionPart.FindAllStringSubmatch(base, -1) {
		add("{{" + m[1] + "}}")
	}
	for _, m := range guardPart.FindAllString(base, -1) {
		add(strings.TrimSpace(m))
	}
	for _, m := range dataPart.FindAllString(base, -1) {
		add(strings.TrimSpace(m))
	}
	for _, m := range namedClass.FindAllStringSubmatch(base, -1) {
		for _, class := range strings.Fields(actionInside.ReplaceAllString(m[1], " ")) {
			if kept(class) {
				add(class)
			}
		}
	}
	return out
}

// count tells how often a part stands in a template, as a whole word.
func count(text, part string) int {
	n := 0
	for i := 0; ; {
		j := strings.Index(text[i:], part)
		if j < 0 {
			return n
		}
		i += j + len(part)
		if before := i - len(part) - 1; (before < 0 || !wordByte(text[before]) || !wordByte(part[0])) && (i >= len(text) || !wordByte(text[i]) || !wordByte(part[len(part)-1])) {
			n++
		}
	}
}

func wordByte(c byte) bool {
	return c == '-' || c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
