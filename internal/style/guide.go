package style

import (
	"slices"
	"strings"
	"unicode"

	"goldseam/internal/format"
	"goldseam/internal/markdown"
	"goldseam/internal/program"
	"goldseam/internal/reading"
	"goldseam/internal/strictyaml"
)

// guide is style.yaml made ready for looking words up. It is immutable.
type guide struct {
	file    string // style.yaml
	convert *markdown.Converter
	english bool

	avoid, instructions, people, idioms phrases

	after     [][]string // words for a person
	notAfter  [][]string
	notBefore [][]string
	steps     map[string]bool
	dont      [][]string
}

// phrases are phrases by their first word.
type phrases map[string][]phrase

// phrase is one entry of a list.
type phrase struct {
	words   []string
	written string
	instead string
}

func newGuide(lang *program.Language) *guide {
	g := &guide{file: "content/" + lang.Tag + "/style.yaml", convert: lang.Convert, english: reading.English(lang.Tag)}
	s := lang.Style
	if s == nil {
		s = &format.Style{}
	}
	g.avoid, g.instructions, g.idioms = phrasesOf(s.Avoid), phrasesOf(s.Instructions), phrasesOf(s.Idioms)
	g.people = phrasesOf(s.AboutPeople.Words)
	g.after, g.notAfter, g.notBefore = each(s.AboutPeople.After), each(s.AboutPeople.NotAfter), each(s.AboutPeople.NotBefore)
	if len(s.Steps) > 0 {
		g.steps = map[string]bool{}
	}
	for _, w := range s.Steps {
		g.steps[strings.ToLower(w)] = true
	}
	g.dont = each(s.Dont)
	return g
}

// each takes each phrase of a list apart.
func each(list []string) [][]string {
	var out [][]string
	for _, s := range list {
		out = append(out, plainWords(s))
	}
	return out
}

func phrasesOf(m strictyaml.Map[string]) phrases {
	out := phrases{}
	for _, p := range m {
		if words := plainWords(p.Key); len(words) > 0 {
			out[words[0]] = append(out[words[0]], phrase{words, p.Key, p.Value})
		}
	}
	return out
}

// at gives the longest phrase that begins at a token, nil if there is none.
func (p phrases) at(tokens []token) *phrase {
	var best *phrase
	list := p[tokens[0].word]
	for i := range list {
		if begins(tokens, list[i].words) && (best == nil || len(list[i].words) > len(best.words)) {
			best = &list[i]
		}
	}
	return best
}

// token is one word of a text.
type token struct {
	start, end int    // offsets in bytes
	word       string // in small letters, with straight apostrophes
	joined     bool   // nothing but spaces and hyphens stands before it
	after      rune   // the last comma, colon or mark at the end of a sentence that stands before it, 0 for none
	quoted     bool   // it stands within quotation marks
}

// tokens takes a text apart. Hyphens part words, so that over-sensitive and over sensitive are the same.
func tokens(text string) []token {
	var out []token
	t := token{start: -1, joined: true}
	quoted := false
	flush := func(end int) {
		if t.start >= 0 {
			t.end, t.word = end, plainWord(text[t.start:end])
			out = append(out, t)
			t = token{start: -1, joined: true}
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || t.start >= 0 && (unicode.IsMark(r) || r == '\'' || r == '’'):
			if t.start < 0 {
				t.start, t.quoted = i, quoted
			}
		default:
			flush(i)
			quoted = quoted != strings.ContainsRune(`"„“”«»`, r)
			t.joined = t.joined && (unicode.IsSpace(r) || strings.ContainsRune("-‐‑*_", r))
			if strings.ContainsRune(",:.!?…", r) {
				t.after = r
			}
		}
	}
	flush(len(text))
	return out
}

// plainWord brings a word into the form in which words are compared.
func plainWord(w string) string {
	return strings.TrimRight(strings.ToLower(strings.ReplaceAll(w, "’", "'")), "'")
}

func plainWords(s string) []string {
	var out []string
	for _, t := range tokens(s) {
		out = append(out, t.word)
	}
	return out
}

// begins tells whether tokens begin with words that belong together.
func begins(tokens []token, words []string) bool {
	if len(words) > len(tokens) || len(words) == 0 {
		return false
	}
	for i, w := range words {
		if tokens[i].word != w || i > 0 && !tokens[i].joined {
			return false
		}
	}
	return true
}

// beginsOne tells whether tokens begin with one of several phrases.
func beginsOne(tokens []token, list [][]string) bool {
	return slices.ContainsFunc(list, func(words []string) bool { return begins(tokens, words) })
}

// aboutPerson tells whether the token at i follows a word for a person and what is said may be blame.
func (g *guide) aboutPerson(tokens []token, i int) bool {
	if beginsOne(tokens[i+1:], g.notBefore) {
		return false
	}
	return slices.ContainsFunc(g.after, func(words []string) bool {
		first := i - len(words)
		return first >= 0 && tokens[i].joined && begins(tokens[first:i], words) && !slices.ContainsFunc(g.notAfter, func(w []string) bool {
			return first >= len(w) && tokens[first].joined && begins(tokens[first-len(w):first], w)
		})
	})
}

// doing tells whether a step begins with what to do, alone or after a condition, a time or a role.
func (g *guide) doing(tokens []token) bool {
	if p := g.instructions.at(tokens); p != nil && len(p.words) < len(tokens) {
		tokens = tokens[len(p.words):] // a word such as just is reported by itself
	}
	for i, t := range tokens {
		switch {
		case i > 0 && t.after != 0 && t.after != ',' && t.after != ':':
			return false // the next sentence
		case (i == 0 || t.after != 0) && g.steps[t.word]:
			return true
		}
	}
	return false
}

// forbids tells whether a don't begins as one, alone or after a role.
func (g *guide) forbids(tokens []token) bool {
	const role = 6 // words that a role may have
	for i, t := range tokens[:min(len(tokens), role+1)] {
		if i > 0 && t.after != ':' {
			continue
		}
		if beginsOne(tokens[i:], g.dont) {
			return true
		}
	}
	return false
}
