package guard

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// declaration is one line of a style sheet, with all that it holds for.
type declaration struct {
	within    string // the @media and other blocks around it
	selector  string // one of the rule's
	name      string
	value     string
	important bool
	offset    int // of its name in the text
}

// same tells declarations that do the same, wherever they stand.
func (d declaration) same(o declaration) bool {
	return d.within == o.within && d.selector == o.selector && d.name == o.name && d.value == o.value && d.important == o.important
}

// styleSheet is a style sheet taken apart.
type styleSheet struct {
	declarations []declaration
	imports      []string // @import and @layer statements as they are written
	addresses    []address
	tangled      bool // rules stand so deep in one another that they were not followed
}

// address is something that a style sheet loads.
type address struct {
	text   string
	offset int
}

// token is one token of a style sheet.
type token struct {
	kind   css.TokenType
	text   string
	offset int
}

// read takes a style sheet apart. What makes no sense to it, it passes over as a browser does.
func read(text []byte) *styleSheet {
	var tokens []token
	offset := 0
	for l := css.NewLexer(parse.NewInput(bytes.NewReader(text))); ; {
		kind, data := l.Next()
		if kind == css.ErrorToken {
			break
		}
		tokens = append(tokens, token{kind, string(data), offset})
		offset += len(data)
	}
	s := &styleSheet{}
	r := &reader{sheet: s, tokens: tokens}
	for r.next < len(tokens) { // a brace too many ends nothing in a browser
		r.block("", nil)
		r.next++
	}
	return s
}

type reader struct {
	sheet  *styleSheet
	tokens []token
	next   int
}

// block reads what stands between braces, or the whole text: declarations, rules and blocks in any order, as nested rules may stand.
func (r *reader) block(within string, selectors []string) {
	for r.next < len(r.tokens) {
		start := r.next
		end, stop := r.until()
		head := r.tokens[start:end]
		switch stop {
		case css.LeftBraceToken:
			r.next = end + 1
			r.inner(within, selectors, head)
			if r.next < len(r.tokens) {
				r.next++ // the closing brace
			}
		case css.RightBraceToken:
			r.statement(within, selectors, head)
			r.next = end
			return
		default:
			r.statement(within, selectors, head)
			r.next = end + 1
		}
	}
}

// until finds the end of a statement: a semicolon or a brace that is not within parentheses.
func (r *reader) until() (end int, stop css.TokenType) {
	depth := 0
	for i := r.next; i < len(r.tokens); i++ {
		switch t := r.tokens[i]; t.kind {
		case css.LeftParenthesisToken, css.FunctionToken, css.LeftBracketToken:
			depth++
		case css.RightParenthesisToken, css.RightBracketToken:
			depth = max(depth-1, 0)
		case css.LeftBraceToken, css.RightBraceToken:
			return i, t.kind
		case css.SemicolonToken:
			if depth == 0 {
				return i, t.kind
			}
		}
	}
	return len(r.tokens), css.SemicolonToken
}

// inner reads the block that a head begins.
func (r *reader) inner(within string, selectors []string, head []token) {
	text := plain(head)
	r.load(head)
	if strings.HasPrefix(text, "@") {
		name, _, _ := strings.Cut(text, " ")
		switch name {
		case "@media", "@supports", "@container", "@starting-style", "@scope", "@layer":
			r.block(strings.TrimSpace(within+" "+text), selectors)
		default: // @keyframes, @font-face, @page, @property: nothing that holds for an element for good
			r.block(strings.TrimSpace(within+" "+text), []string{name})
		}
		return
	}
	var own []string
	for _, s := range splitTop(text, ',') {
		s = strings.TrimSpace(s)
		for _, outer := range orNone(selectors) {
			if len(own) > 1000 || len(outer) > 2000 || strings.Count(s, "&") > 8 {
				r.sheet.tangled = true
				break
			}
			switch {
			case outer == "":
				own = append(own, s)
			case strings.Contains(s, "&"):
				own = append(own, strings.ReplaceAll(s, "&", outer))
			default:
				own = append(own, outer+" "+s)
			}
		}
	}
	r.block(within, own)
}

func orNone(list []string) []string {
	if len(list) == 0 {
		return []string{""}
	}
	return list
}

// statement reads a declaration, or an @import or @layer that ends with a semicolon.
func (r *reader) statement(within string, selectors []string, tokens []token) {
	r.load(tokens)
	text := plain(tokens)
	if strings.HasPrefix(text, "@") {
		r.sheet.imports = append(r.sheet.imports, text)
		return
	}
	name, value, ok := strings.Cut(text, ":")
	if !ok {
		return
	}
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if !strings.HasPrefix(name, "--") {
		name, value = strings.ToLower(name), strings.ToLower(value)
	}
	d := declaration{within: within, name: name, offset: first(tokens)}
	if v, found := strings.CutSuffix(strings.ReplaceAll(value, "! ", "!"), "!important"); found {
		d.important, value = true, strings.TrimSpace(v)
	}
	d.value = value
	for _, s := range orNone(selectors) {
		d.selector = s
		r.sheet.declarations = append(r.sheet.declarations, d)
	}
}

// load notes what tokens would load.
func (r *reader) load(tokens []token) {
	for i, t := range tokens {
		switch t.kind {
		case css.URLToken, css.BadURLToken:
			r.sheet.addresses = append(r.sheet.addresses, address{unescape(t.text), t.offset})
		case css.StringToken:
			if elsewhere(strings.Trim(unescape(t.text), `"'`)) {
				r.sheet.addresses = append(r.sheet.addresses, address{unescape(t.text), t.offset})
			}
		case css.FunctionToken:
			if strings.EqualFold(unescape(t.text), "url(") {
				r.sheet.addresses = append(r.sheet.addresses, address{"url(" + plain(argument(tokens[i+1:])) + ")", t.offset})
			}
		}
	}
}

// argument gives the tokens up to the closing parenthesis.
func argument(tokens []token) []token {
	for i, t := range tokens {
		if t.kind == css.RightParenthesisToken || i == 20 {
			return tokens[:i]
		}
	}
	return tokens
}

func first(tokens []token) int {
	for _, t := range tokens {
		if t.kind != css.WhitespaceToken && t.kind != css.CommentToken {
			return t.offset
		}
	}
	return 0
}

// plain writes tokens without comments, with single blanks, and without the escapes that names may be written with.
func plain(tokens []token) string {
	var b strings.Builder
	for _, t := range tokens {
		switch t.kind {
		case css.CommentToken:
		case css.WhitespaceToken:
			b.WriteByte(' ')
		case css.StringToken:
			b.WriteString(`"` + strings.Trim(t.text, `"'`) + `"`)
		default:
			b.WriteString(unescape(t.text))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// unescape resolves the escapes of CSS: \64 isplay is display.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		j := i + 1
		for j < len(s) && j < i+7 && strings.IndexByte("0123456789abcdefABCDEF", s[j]) >= 0 {
			j++
		}
		if j == i+1 {
			b.WriteByte(s[j])
			i = j
			continue
		}
		n, _ := strconv.ParseUint(s[i+1:j], 16, 32)
		b.WriteRune(rune(n))
		if j < len(s) && (s[j] == ' ' || s[j] == '\n' || s[j] == '\t') {
			j++
		}
		i = j - 1
	}
	return b.String()
}

// splitTop splits a text at a character that stands in no parentheses, brackets or quotes.
func splitTop(s string, at byte) []string {
	var out []string
	depth, from := 0, 0
	quote := false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"':
			quote = !quote
		case quote:
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case c == at && depth == 0:
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}
