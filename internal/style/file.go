package style

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"goldseam/internal/diag"
	"goldseam/internal/frontmatter"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
)

// reader reads one file.
type reader struct {
	*guide
	file string
	text []byte // of the whole file, as places count
	unit
}

// read reads a file of a kind: lesson, worksheet, page or slot, which has no front matter.
func (g *guide) read(kind string, f *snapshot.File) *unit {
	text, problems := frontmatter.Clean(f.Path, f.Data)
	body := text
	var matter []strictyaml.Scalar
	if problems == nil && kind != "slot" {
		var parts *frontmatter.File
		if parts, problems = frontmatter.Split(f.Path, f.Data); problems == nil {
			body, matter = parts.Body, strictyaml.Scalars(parts.Matter)
		}
	}
	if problems != nil {
		return &unit{} // they were reported where it was loaded
	}
	r := &reader{guide: g, file: f.Path, text: text}
	for _, s := range matter {
		if list, ok := isText(kind, s.Keys); ok {
			r.matter(list, s)
		}
	}
	passages := g.convert.Prose(body)
	for _, p := range passages {
		words := tokens(p.Text)
		r.words("", words, func(i int) diag.Pos {
			return frontmatter.At(r.file, r.text, p.Offset(words[i].start))
		})
	}
	if kind == "lesson" && g.english {
		r.measure(passages)
	}
	return &r.unit
}

// isText tells whether a value of the front matter is read by people, and the list it belongs to.
func isText(kind string, keys []string) (list string, ok bool) {
	if len(keys) == 0 {
		return "", false
	}
	last := keys[len(keys)-1]
	switch kind {
	case "lesson":
		if !slices.Contains([]string{"title", "aim", "steps", "do", "dont", "signs", "solo", "safety"}, keys[0]) || last == "with" {
			return "", false
		}
		return keys[0], true
	case "worksheet":
		within := ""
		if len(keys) > 1 {
			within = keys[len(keys)-2]
		}
		return "", slices.Contains([]string{"title", "neutral_title", "label", "help", "low", "high", "text", "say"}, last) || keys[0] == "privacy" || within == "options" || within == "items"
	}
	return "", slices.Contains([]string{"title", "summary", "tagline"}, last)
}

// matter reads one text of the front matter.
func (r *reader) matter(list string, s strictyaml.Scalar) {
	words := tokens(s.Text)
	if len(words) == 0 {
		return
	}
	r.words(list, words, func(i int) diag.Pos { return r.place(s, words, i) })
	switch {
	case list == "steps" && r.steps != nil && !r.doing(words):
		first := s.Text[words[0].start:words[0].end]
		r.problems.Warn(r.place(s, words, 0), diag.StepVerb, fmt.Sprintf("this step begins with %q, which is no word for doing something", first),
			fmt.Sprintf("begin with what to do, such as \"Write\" or \"Ask\"; if %q is such a word, add it below \"steps\" in %s", strings.ToLower(first), r.guide.file))
	case list == "dont" && r.dont != nil && !r.forbids(words):
		r.problems.Warn(r.place(s, words, 0), diag.DontForm, `this line below "dont" does not say "don't"`,
			fmt.Sprintf("begin it with %q, so that nobody takes it for something to do", r.beginning()))
	}
}

// beginning gives the usual beginning of a don't.
func (r *reader) beginning() string {
	first := strings.Join(r.dont[0], " ")
	letter, size := utf8.DecodeRuneInString(first)
	return string(unicode.ToUpper(letter)) + first[size:]
}

// words looks for words that the program avoids. At gives the place of a word.
func (r *reader) words(list string, words []token, at func(i int) diag.Pos) {
	instruction := list == "steps" || list == "do" || list == "dont"
	for i := 0; i < len(words); i++ {
		t := words[i]
		named := list == "dont" && t.quoted // a don't may name what not to say
		if p := r.avoid.at(words[i:]); p != nil && !named && !(said(p) && (t.quoted || list == "dont")) {
			r.problems.Warn(at(i), diag.WordAvoid, fmt.Sprintf("%q is not used in this program's texts", p.written), instead(p))
			i += len(p.words) - 1
			continue
		}
		if p := r.idioms.at(words[i:]); p != nil && !named {
			r.problems.Warn(at(i), diag.WordIdiom, fmt.Sprintf("%q is a saying that somebody who learns the language may not know", p.written), instead(p))
			i += len(p.words) - 1
			continue
		}
		if p := r.instructions.at(words[i:]); p != nil && instruction && !t.quoted {
			r.problems.Warn(at(i), diag.WordAvoid, fmt.Sprintf("%q makes an instruction sound easier than it is", p.written), instead(p))
		}
		if p := r.people.at(words[i:]); p != nil && !t.quoted && r.aboutPerson(words, i) {
			r.problems.Warn(at(i), diag.WordAvoid, fmt.Sprintf("%q is said about a person here, and that is seldom true and sounds like blame", p.written), instead(p))
		}
	}
}

// said tells what people say from what they are called: a text may quote it, and a don't may name it.
func said(p *phrase) bool { return len(p.words) > 2 }

func instead(p *phrase) string {
	if p.instead == "" {
		return "say it in other words"
	}
	return "better: " + p.instead
}

// place gives the place of a word of the front matter. The words stand in the
// file as they stand in the value, but for quotes and line breaks: so it is the
// same word, counted from where the value begins.
func (r *reader) place(s strictyaml.Scalar, words []token, i int) diag.Pos {
	surface := s.Text[words[i].start:words[i].end]
	nth := 0
	for _, t := range words[:i] {
		if s.Text[t.start:t.end] == surface {
			nth++
		}
	}
	from := offset(r.text, s.Pos)
	for _, t := range tokens(string(r.text[from:min(len(r.text), from+2*len(s.Text)+100)])) {
		if string(r.text[from+t.start:from+t.end]) != surface {
			continue
		}
		if nth == 0 {
			return frontmatter.At(r.file, r.text, from+t.start)
		}
		nth--
	}
	return s.Pos
}

// offset gives the byte that stands at a place of a text.
func offset(text []byte, pos diag.Pos) int {
	at := 0
	for line := 1; line < pos.Line; line++ {
		n := bytes.IndexByte(text[at:], '\n')
		if n < 0 {
			return len(text)
		}
		at += n + 1
	}
	for range pos.Column - 1 {
		_, size := utf8.DecodeRune(text[at:])
		at += size
	}
	return min(at, len(text))
}
