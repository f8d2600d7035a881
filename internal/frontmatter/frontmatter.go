// Package frontmatter splits a source file into front matter and a body whose
// positions stay those of the file.
package frontmatter

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"goldseam/internal/diag"
	"goldseam/internal/merge"
	"goldseam/internal/strictyaml"
)

// MaxSize is the size in bytes above which a text file is refused. A long lesson has 10,000.
const MaxSize = 1 << 20

// File is a source file in its two parts.
type File struct {
	Matter strictyaml.Source // the lines between the two "---" lines
	Body   []byte            // the whole file with all up to the body blanked out, so that offsets are the file's
}

// Split takes a file apart. Without a problem it gives back its parts; with one
// it gives no parts, since neither would mean what the author wrote.
func Split(file string, src []byte) (*File, diag.List) {
	var problems diag.List
	text, problems := Clean(file, src)
	if problems != nil {
		return nil, problems
	}
	matter, body, p := scan(file, text)
	if p != nil {
		return nil, diag.List{*p}
	}
	// The library's own reading must agree: it trims lines, which the scan above rules out.
	var given []byte
	keep := func(data []byte, _ any) error { given = data; return nil }
	format := frontmatter.NewFormat("---", "---", keep)
	rest, err := frontmatter.MustParse(bytes.NewReader(text), nil, format)
	if errors.Is(err, frontmatter.ErrNotFound) || !bytes.Equal(given, text[matter[0]:matter[1]]) || len(rest) != len(text)-body {
		problems.Add(diag.Pos{File: file, Line: 1, Column: 1}, diag.FrontMatterUnclosed, `the lines between the two "---" cannot be told from the rest`, `write "---" alone on the first line and alone on the line after the front matter`)
		return nil, problems
	}
	blanked := bytes.Clone(text)
	for i := range blanked[:body] {
		if blanked[i] != '\n' {
			blanked[i] = ' '
		}
	}
	return &File{Matter: strictyaml.Source{File: file, Line: 2, Text: given}, Body: blanked}, nil
}

// Clean gives a text file with a byte-order mark taken off and all line ends
// as "\n", or says why it is no text.
func Clean(file string, src []byte) ([]byte, diag.List) {
	var problems diag.List
	start := diag.Pos{File: file, Line: 1, Column: 1}
	if len(src) > MaxSize {
		problems.Add(start, diag.TooLarge, "this file is larger than 1 MB", "a lesson has a few pages of text: was something else pasted into it?")
		return nil, problems
	}
	text := bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		problems.Add(start, diag.NotUTF8, "this file is saved as UTF-16, not as UTF-8", `save it again with the encoding "UTF-8"`)
		return nil, problems
	}
	if i := firstBad(text); i >= 0 {
		problems.Add(At(file, text, i), diag.NotUTF8, "a character here is not UTF-8, or cannot be shown", `save the file again with the encoding "UTF-8", then look at this place`)
		return nil, problems
	}
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	if len(bytes.TrimSpace(text)) == 0 {
		problems.Add(start, diag.EmptyFile, "this file is empty", "write its text, or delete the file")
		return nil, problems
	}
	if problems := Conflicts(file, text); problems != nil {
		return nil, problems // whatever else is wrong follows from it
	}
	return text, nil
}

// Conflicts reports the places at which a file holds more than one version.
func Conflicts(file string, text []byte) diag.List {
	var problems diag.List
	for _, line := range merge.Marks(text) {
		problems.Add(diag.Pos{File: file, Line: line, Column: 1}, diag.MergeConflict, "this file still holds two versions of a place: yours and the base's", `choose one, or write one text of both; then delete the other and the lines that begin with "<<<<<<<", "|||||||", "=======" and ">>>>>>>"`)
	}
	return problems
}

// firstBad gives the offset of the first byte that is no text, or -1.
func firstBad(text []byte) int {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 0x7f {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// scan finds the front matter of a clean file: the offsets of its lines, and of the body.
func scan(file string, text []byte) (matter [2]int, body int, problem *diag.Problem) {
	at := func(line int, code diag.Code, message, hint string) *diag.Problem {
		return &diag.Problem{Pos: diag.Pos{File: file, Line: line, Column: 1}, Severity: diag.Error, Code: code, Message: message, Hint: hint}
	}
	first := line(text, 0)
	if !isFence(text[:first]) {
		return matter, 0, at(1, diag.FrontMatterMissing, `the file does not begin with front matter`, `write "---" on the first line, then lines such as "title: …", then "---" again`)
	}
	matter[0] = first
	for n, i := 2, first; i < len(text); n++ {
		next := line(text, i)
		l := text[i:next]
		if isFence(l) {
			matter[1] = i
			return matter, next, nil
		}
		if trimmed := bytes.TrimSpace(l); string(trimmed) == "---" {
			return matter, 0, at(n, diag.FrontMatterIndented, `an indented "---" stands within the front matter`, `take it away, or begin it in the first column if the front matter ends here`)
		}
		i = next
	}
	return matter, 0, at(1, diag.FrontMatterUnclosed, "the front matter that begins here never ends", `write "---" alone on a line after the last line of the front matter`)
}

// line gives the offset after the line that begins at i.
func line(text []byte, i int) int {
	if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(text)
}

// isFence tells a line of three dashes in the first column.
func isFence(l []byte) bool {
	return string(bytes.TrimRight(l, " \t\n")) == "---"
}

// At gives the place of a byte offset.
func At(file string, text []byte, offset int) diag.Pos {
	offset = min(offset, len(text))
	before := text[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return diag.Pos{File: file, Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[start:]) + 1}
}
