package strictyaml

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	goccy "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"

	"goldseam/internal/diag"
)

// explain turns a parser's refusal into a problem that an author can act on. It
// looks for the slips that people really make first; a second parser, slower but
// with a sense of place, is asked only for what is none of them.
func explain(src Source, err error) diag.Problem {
	text := string(src.Text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if p, ok := lineSlip(line); ok {
			p.Pos = diag.Pos{File: src.File, Line: src.Line + i, Column: p.Column}
			return p
		}
	}
	p := diag.Problem{Severity: diag.Error, Code: diag.YAMLSyntax, Message: "this part cannot be read as YAML"}
	p.Hint = "compare its indentation, dashes and quotes with the lines around it"
	line, column := errorLine(err), 1
	if _, second := parser.ParseBytes(src.Text, 0); second != nil {
		var ye goccy.Error
		if errors.As(second, &ye) && ye.GetToken() != nil {
			line, column = ye.GetToken().Position.Line, ye.GetToken().Position.Column
		}
	}
	if l, c, ok := deeper(lines); ok {
		line, column = l, c
		p.Code = diag.YAMLIndent
		p.Message = "this line is indented deeper than the line above it, which is complete"
		p.Hint = "begin it in the same column as the line above"
	}
	if l, c, mark, closing := unclosed(lines); mark != "" {
		line, column = l, c
		p.Code = diag.YAMLUnclosed
		p.Message = fmt.Sprintf("%s is opened here and never closed", mark)
		p.Hint = fmt.Sprintf("write %s at its end, or put the whole text in quotes", closing)
	}
	line = min(max(line, 1), len(lines))
	if p.Code == diag.YAMLSyntax {
		for _, n := range []int{line, line - 1} {
			if slip, ok := around(lines, n); ok {
				slip.Pos = diag.Pos{File: src.File, Line: src.Line + n - 1, Column: slip.Column}
				return slip
			}
		}
	}
	column = min(max(column, 1), utf8.RuneCountInString(lines[line-1])+1) // a text over several lines may be said to end beyond its first
	p.Pos = diag.Pos{File: src.File, Line: src.Line + line - 1, Column: column}
	return p
}

// In a plain value, ": " begins another mapping; the value must be quoted.
var colonInValue = regexp.MustCompile(`^(\s*(?:- )*(?:[\w-]+|"[^"]*"):\s+)([^\s"'\[{|>&*!#][^"]*?):(\s|$)`)

var colonInItem = regexp.MustCompile(`^(\s*- )([^\s"'\[{|>&*!#][^:"]*\s[^:"]*):(\s|$)`)

// lineSlip finds what is wrong in one line whatever stands around it. Column counts from 1.
func lineSlip(line string) (diag.Problem, bool) {
	slip := func(byteOffset int, code diag.Code, message, hint string) (diag.Problem, bool) {
		column := utf8.RuneCountInString(line[:byteOffset]) + 1
		return diag.Problem{Pos: diag.Pos{Column: column}, Severity: diag.Error, Code: code, Message: message, Hint: hint}, true
	}
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	if i := strings.IndexByte(indent, '\t'); i >= 0 {
		return slip(i, diag.YAMLTab, "a tab is used to indent this line", "use two spaces for each step instead of the tab key")
	}
	if m := colonInValue.FindStringSubmatchIndex(line); m != nil {
		return slip(m[5], diag.YAMLColon, "a colon within a text makes the rest of the line unreadable", quoted(line[m[4]:]))
	}
	if m := colonInItem.FindStringSubmatchIndex(line); m != nil && strings.TrimSpace(line[m[5]+1:]) != "" {
		return slip(m[5], diag.YAMLColon, "a colon within a text makes the rest of the line unreadable", quoted(line[m[4]:]))
	}
	trimmed := strings.TrimSpace(line)
	for _, mark := range []string{"@", "`", "%", "*"} {
		if _, value, ok := strings.Cut(trimmed, ": "); ok && strings.HasPrefix(value, mark) || strings.HasPrefix(trimmed, "- "+mark) {
			at := strings.Index(line, mark)
			return slip(at, diag.YAMLSyntax, fmt.Sprintf("a text may not begin with %s", mark), quoted(line[at:]))
		}
	}
	if m := afterQuote.FindStringSubmatchIndex(line); m != nil {
		return slip(m[4], diag.YAMLSyntax, "the quotes close before this, and yet the text goes on", quoted(unquoted(line[m[2]:])))
	}
	if m := remarkInGroup.FindStringSubmatchIndex(line); m != nil {
		return slip(m[2], diag.YAMLSyntax, "what follows # is read as a remark and left out", "put the text that begins with # in quotes")
	}
	if from, to := questioned(line); to > 0 {
		return slip(from, diag.YAMLSyntax, "a text with ? in brackets or braces needs quotes", quoted(line[from:to]))
	}
	return diag.Problem{}, false
}

// questioned finds a text without quotes in brackets or braces that has a question
// mark, which the YAML library refuses there.
func questioned(line string) (from, to int) {
	if !groupLine.MatchString(line) {
		return 0, 0
	}
	depth, found := 0, false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case (c == '"' || c == '\'') && strings.TrimSpace(line[from:i]) == "":
			end := strings.IndexByte(line[i+1:], c)
			if end < 0 {
				return 0, 0
			}
			i += end + 1
		case c == '{' || c == '[':
			depth, from = depth+1, i+1
		case strings.IndexByte(",}]", c) >= 0 && found:
			from += len(line[from:i]) - len(strings.TrimLeft(line[from:i], " "))
			return from, i
		case c == '}' || c == ']':
			depth--
		case c == ',' || c == ':' && strings.HasPrefix(line[i+1:], " "):
			from = i + 1
		case c == '?' && depth > 0:
			found = true
		}
	}
	return 0, 0
}

// groupLine is a line whose value stands in brackets or braces.
var groupLine = regexp.MustCompile(`^\s*(?:- +\{|(?:- +)*(?:[\w-]+|"[^"]*"):\s+[{\[])`)

// afterQuote is a text in quotes with something after its second quote.
var afterQuote = regexp.MustCompile(`^\s*(?:- )*(?:[\w-]+:\s+)?("[^"\\]*"|'[^']*')\s*([^\s'"#,:\]}].*)$`)

// remarkInGroup is a # where a value in brackets or braces was meant.
var remarkInGroup = regexp.MustCompile(`[{\[][^}\]"']*[\s{\[](#[^\s#])`)

// unquoted takes the quotes off a text that somebody put quotes around.
func unquoted(value string) string {
	value = strings.TrimSpace(value)
	if n := len(value); n > 1 && value[0] == value[n-1] {
		return value[1 : n-1]
	}
	return value
}

func quoted(value string) string {
	value = strings.TrimSpace(value)
	quote := `"`
	if strings.Contains(value, `"`) {
		quote = `'`
		value = strings.ReplaceAll(value, `'`, `''`)
	}
	if r := []rune(value); len(r) > 60 {
		value = string(r[:57]) + "…"
	}
	return "put the whole text in quotes: " + quote + value + quote
}

var keyLine = regexp.MustCompile(`^( *)[\w-]+:(\s+[^\s|>].*)?$`)

// deeper finds a "name: value" line below and to the right of another complete one.
func deeper(lines []string) (line, column int, ok bool) {
	for i := 1; i < len(lines); i++ {
		above, here := keyLine.FindStringSubmatch(lines[i-1]), keyLine.FindStringSubmatch(lines[i])
		if above != nil && here != nil && above[2] != "" && len(here[1]) > len(above[1]) {
			return i + 1, len(here[1]) + 1, true
		}
	}
	return 0, 0, false
}

// What begins after a value that was left open.
var (
	nextKey  = regexp.MustCompile(`\n[\w-]+:`)
	nextItem = regexp.MustCompile(`\n(?:[\w-]+:|\s*- )`)
)

// unclosed finds a value that opens a quote or bracket which nothing closes.
func unclosed(lines []string) (line, column int, mark, closing string) {
	for i, l := range lines {
		value := strings.TrimSpace(l)
		for strings.HasPrefix(value, "- ") {
			value = strings.TrimSpace(value[2:])
		}
		if _, after, ok := strings.Cut(value, ": "); ok && !strings.ContainsAny(value[:1], "\"'[{") {
			value = strings.TrimSpace(after)
		}
		if value == "" {
			continue
		}
		open := value[:1]
		switch open {
		case `"`, `'`:
			closing = open
		case "[":
			closing = "]"
		case "{":
			closing = "}"
		default:
			continue
		}
		rest := strings.Join(append([]string{value[1:]}, lines[i+1:]...), "\n")
		closedHere := strings.Contains(strings.ReplaceAll(value[1:], `\`+closing, ""), closing)
		next := nextKey
		if open == "[" || open == "{" {
			next = nextItem
		}
		laterKey := next.FindStringIndex(rest)
		end := strings.Index(rest, closing)
		if !closedHere && (end < 0 || laterKey != nil && laterKey[0] < end) {
			at := strings.Index(l, value)
			return i + 1, utf8.RuneCountInString(l[:at]) + 1, "the " + map[string]string{`"`: "quote", `'`: "quote", "[": "bracket [", "{": "brace {"}[open], closing
		}
	}
	return 0, 0, "", ""
}

var lineOf = regexp.MustCompile(`line (\d+)`)

func errorLine(err error) int {
	if m := lineOf.FindStringSubmatch(err.Error()); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return 1
}
