package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Word is one word of a text, as offsets in bytes.
type Word struct{ Start, End int }

// Words lists the words of a text. Apostrophes, hyphens, and stops and commas between digits, belong to the
// word that they stand within.
func Words(text string) []Word {
	var out []Word
	start, before := -1, rune(0)
	for i, size := 0, 0; i < len(text); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && start >= 0:
			if start < 0 {
				start = i
			}
		case start >= 0 && !joins(before, r, text[i+size:]):
			out = append(out, Word{start, i})
			start = -1
		}
		before = r
	}
	if start >= 0 {
		out = append(out, Word{start, len(text)})
	}
	return out
}

// joins tells whether a sign within a run of letters goes on with the word.
func joins(before, sign rune, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	letters := (unicode.IsLetter(before) || unicode.IsDigit(before)) && (unicode.IsLetter(next) || unicode.IsDigit(next))
	switch sign {
	case '\'', '’', '-', '‐', '‑', '/', '@', '_':
		return letters
	case '.', ',', ':':
		return unicode.IsDigit(before) && unicode.IsDigit(next) || sign == '.' && letters && !unicode.IsUpper(next) // 3.5, 9:30, e.g
	}
	return false
}

// never are abbreviations that no sentence ends with.
var never = []string{"mr", "mrs", "ms", "dr", "st", "prof", "e.g", "i.e", "vs", "cf", "approx"}

const (
	marks  = ".!?…"           // end a sentence
	within = "\"'“”‘’»«)]}*_" // may stand between such a mark and the space after it
)

// ends tells whether a sentence ends after word i; the next word begins at next.
func ends(text string, words []Word, i, next int) bool {
	between := text[words[i].End:next]
	at := strings.IndexAny(between, marks)
	if at < 0 {
		return false
	}
	mark, size := utf8.DecodeRuneInString(between[at:])
	rest := strings.TrimLeft(between[at+size:], marks+within)
	space, _ := utf8.DecodeRuneInString(rest)
	if !unicode.IsSpace(space) && space != '—' && space != '–' {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text[next:])
	if unicode.IsLower(first) {
		return false // "Why?" she asked. Or a pause … within.
	}
	if mark != '.' || at > 0 || strings.HasPrefix(between[at:], "..") {
		return true
	}
	return !abbreviation(text, words, i, first)
}

// abbreviation tells whether the stop after word i is part of the word. First is what the next word begins with.
func abbreviation(text string, words []Word, i int, first rune) bool {
	word := text[words[i].Start:words[i].End]
	if slices.Contains(never, strings.ToLower(word)) {
		return true
	}
	if word == "No" && unicode.IsDigit(first) {
		return true // No. 5
	}
	if len(word) != 1 || word == "I" || !unicode.IsUpper(rune(word[0])) {
		return false
	}
	if i == 0 {
		return true // J. Reed
	}
	before, _ := utf8.DecodeRuneInString(text[words[i-1].Start:])
	return unicode.IsUpper(before) // Ann J. Reed, but: you and person B. Then …
}
