package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// singleQuotes is an inline parser for single quotes around words that begin
// with e, l, n or t, such as 'no': the typographer takes the first of them for an
// English apostrophe ('em, 'tis). All other single quotes are left to it.
type singleQuotes struct{ open, shut []byte }

func newSingleQuotes(q quotes) *singleQuotes {
	return &singleQuotes{[]byte(Escape(q.openSingle)), []byte(Escape(q.closeSingle))}
}

// Trigger is where the parser is asked.
func (s *singleQuotes) Trigger() []byte { return []byte{'\''} }

// Parse makes a mark of the language of a straight one.
func (s *singleQuotes) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	_, segment := block.PeekLine()
	src := block.Source()
	start := bytes.LastIndexByte(src[:segment.Start], '\n') + 1
	line, at := string(src[start:segment.Stop]), segment.Start-start
	var mark []byte
	switch {
	case begins(line, at):
		mark = s.open
	case !startsWithLetter(line[at+1:]) && within(line, at):
		mark = s.shut
	default:
		return nil
	}
	block.Advance(1)
	node := ast.NewString(mark)
	node.SetCode(true)
	return node
}

// begins tells whether the quote at a place opens words of the kind that is meant here.
func begins(line string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:at])
	if at == 0 {
		before = ' '
	}
	rest := line[at+1:]
	return rest != "" && strings.IndexByte("elnt", rest[0]) >= 0 && opens(before, rest) && !apostrophe(rest) && closed(rest)
}

// within tells whether such a quote was opened before a place of the line and is still open.
func within(line string, at int) bool {
	open := 0
	for i := range at {
		switch {
		case line[i] != '\'':
		case begins(line, i):
			open++
		case open > 0 && !startsWithLetter(line[i+1:]):
			open--
		}
	}
	return open > 0
}

// closed tells whether a quote ends on the line: after a word, before no other.
func closed(line string) bool {
	for from := 0; ; {
		i := strings.IndexByte(line[from:], '\'')
		if i < 0 {
			return false
		}
		at := from + i
		before, _ := utf8.DecodeLastRuneInString(line[:at])
		if at > 0 && !unicode.IsSpace(before) && !startsWithLetter(line[at+1:]) {
			return true
		}
		from = at + 1
	}
}
