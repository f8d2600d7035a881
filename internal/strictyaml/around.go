package strictyaml

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"goldseam/internal/diag"
)

var (
	tightColon = regexp.MustCompile(`^\s*(?:- )*[\w-]+:([^\s:/])`)
	tightDash  = regexp.MustCompile(`^\s*-([^\s-])`)
	dashed     = regexp.MustCompile(`^(\s*)- `)
	keyed      = regexp.MustCompile(`^(\s*(?:- )*)[\w-]+:(?:\s|$)`)
	wordy      = regexp.MustCompile(`^\s*(\pL[^:]*)$`)
	// foreignIndent is a no-break space before a line's text.
	foreignIndent = regexp.MustCompile(`^ *\x{a0}`)
	// bullet begins a line as the lists of word processors do.
	bullet = regexp.MustCompile(`^\s*([•·▪●◦–—])\s*\S`)
	// strayBackslash is one in double quotes that no sign follows which YAML knows there.
	strayBackslash = regexp.MustCompile(`: +"[^"\\]*(\\)[^"\\abefnrtuvxNLP0 _/]`)
)

// around finds what is wrong in a line that a parser stumbled over, by itself or
// beside the line above it. Lines and columns count from 1.
func around(lines []string, number int) (diag.Problem, bool) {
	if number < 1 || number > len(lines) {
		return diag.Problem{}, false
	}
	line, above := lines[number-1], ""
	if number > 1 {
		above = lines[number-2]
	}
	slip := func(offset int, code diag.Code, message, hint string) (diag.Problem, bool) {
		return diag.Problem{Pos: diag.Pos{Column: utf8.RuneCountInString(line[:offset]) + 1}, Severity: diag.Error, Code: code, Message: message, Hint: hint}, true
	}
	if m := foreignIndent.FindStringIndex(line); m != nil {
		return slip(m[1]-len("\u00a0"), diag.YAMLIndent, "this line begins with a space of another kind, as word processors and web pages have them", "delete the empty place before the text, and type it again with the space key")
	}
	if m := bullet.FindStringSubmatchIndex(line); m != nil {
		return slip(m[2], diag.YAMLSyntax, fmt.Sprintf("a line of a list begins with a hyphen, not with %s", line[m[2]:m[3]]), "write: - "+strings.TrimSpace(line[m[3]:]))
	}
	if m := strayBackslash.FindStringSubmatchIndex(line); m != nil {
		return slip(m[2], diag.YAMLSyntax, `the sign \ has a meaning of its own within "quotes"`, `write / in its place, or put the text in 'single quotes'`)
	}
	if m := tightColon.FindStringSubmatchIndex(line); m != nil {
		return slip(m[2], diag.YAMLSyntax, "a space is missing after the colon", "write: "+strings.TrimSpace(line[:m[2]])+" "+line[m[2]:])
	}
	if m := tightDash.FindStringSubmatchIndex(line); m != nil {
		return slip(m[2], diag.YAMLSyntax, "a space is missing after the dash", "write: - "+line[m[2]:])
	}
	a, b := dashed.FindStringSubmatch(above), dashed.FindStringSubmatch(line)
	if a != nil && b != nil && a[1] != b[1] {
		return slip(len(b[1]), diag.YAMLIndent, "this dash stands in another column than the one above it", "begin all items of a list in the same column")
	}
	a, b = keyed.FindStringSubmatch(above), keyed.FindStringSubmatch(line)
	if a != nil && b != nil && len(a[1]) != len(b[1]) {
		return slip(len(b[1]), diag.YAMLIndent, fmt.Sprintf("this name stands in column %d, and the one above it in column %d", len(b[1])+1, len(a[1])+1), "begin names that belong together in the same column")
	}
	if m := wordy.FindStringSubmatchIndex(line); m != nil {
		first, rest, _ := strings.Cut(line[m[2]:], " ")
		return slip(m[2], diag.YAMLSyntax, "this line has no name and colon, and does not belong to the line above", fmt.Sprintf("if it begins with a name, write a colon after that: \"%s: %s\"; if the text goes on here, begin further to the right", first, strings.TrimSpace(rest)))
	}
	return diag.Problem{}, false
}
