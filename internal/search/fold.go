package search

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form of a word that is compared: lower case, accents and points
// taken off, and letters that have a plain form written so. What it does is also
// done, letter for letter, by client/find/fold.ts.
//
// Only marks that people leave out in haste are taken off: those above and below
// letters of European languages and Vietnamese, and the vowel points of Arabic and
// Hebrew. In other scripts marks are letters, and stay.
func Fold(word string) string {
	if plain(word) {
		return word
	}
	var b strings.Builder
	b.Grow(len(word))
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		switch {
		case dropped(r):
		case r < 'ß':
			b.WriteRune(r)
		default:
			if to, ok := letters[r]; ok {
				b.WriteString(to)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return bare(b.String())
}

// bare takes the Arabic article off, alone or after "and": most nouns of a text
// have it and most searches don't. What is left has three letters at least.
func bare(word string) string {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(word, "و"), "ال")
	if !ok || utf8.RuneCountInString(rest) < 3 {
		return word
	}
	return rest
}

// plain reports whether folding changes nothing.
func plain(word string) bool {
	for i := range len(word) {
		if c := word[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

func dropped(r rune) bool {
	return r >= 0x300 && r <= 0x36F || // accents
		r >= 0x591 && r <= 0x5C7 && r != 0x5BE && r != 0x5C0 && r != 0x5C3 && r != 0x5C6 || // Hebrew points
		r >= 0x610 && r <= 0x61A || r == 0x640 || r >= 0x64B && r <= 0x65F || r == 0x670 || // Arabic points, and the stroke that lengthens a word
		r >= 0x6D6 && r <= 0x6DC
}

// letters are written plainly though they have no accent to take off. The Turkish
// dotless i is one, since "I" in lower case is "i" elsewhere. In Arabic the last
// two letters of many words are written one for the other, and keyboards differ in
// two. An ñ is found by n, as its mark comes off: a keyboard may have none.
var letters = map[rune]string{
	'ٱ': "ا", 'ى': "ي", 'ة': "ه", 'ی': "ي", 'ک': "ك",
	'đ': "d", 'ð': "d", 'ħ': "h", 'ı': "i", 'ł': "l", 'ø': "o", 'œ': "oe", 'æ': "ae", 'ß': "ss", 'þ': "th", 'ς': "σ",
}
