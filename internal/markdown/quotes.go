package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/extension"
)

// quotes are the quotation marks of a language.
type quotes struct {
	openDouble, closeDouble string
	openSingle, closeSingle string
}

// quotesOf gives a language's marks. Source: the delimiters of the Unicode
// Common Locale Data Repository (CLDR), for the languages listed; all others
// get the English ones. Two differ from CLDR, as printed books do: French has
// other marks within quotes, and Arabic has angle ones, which no two systems turn
// round differently.
func quotesOf(language string) quotes {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch base {
	case "es", "it", "pt", "el", "ca", "gl", "ar":
		if language == "pt-BR" || language == "pt-br" || base == "pt" {
			return quotes{"“", "”", "‘", "’"}
		}
		return quotes{"«", "»", "“", "”"}
	case "fr":
		return quotes{"«\u202f", "\u202f»", "“", "”"}
	case "de", "cs", "sk", "sl", "hr", "bg", "is", "lt":
		return quotes{"„", "“", "‚", "‘"}
	case "pl", "ro", "hu", "sr":
		return quotes{"„", "”", "«", "»"}
	case "ru", "uk", "be":
		return quotes{"«", "»", "„", "“"}
	case "da", "nb", "nn", "no":
		return quotes{"«", "»", "‘", "’"}
	case "sv", "fi":
		return quotes{"”", "”", "’", "’"}
	case "fa":
		return quotes{"«", "»", "‹", "›"}
	case "he":
		return quotes{"”", "”", "’", "’"}
	case "ja", "zh":
		return quotes{"「", "」", "『", "』"}
	}
	return quotes{"“", "”", "‘", "’"}
}

func (q quotes) substitutions() extension.TypographicSubstitutions {
	return extension.TypographicSubstitutions{
		extension.LeftDoubleQuote:  []byte(Escape(q.openDouble)),
		extension.RightDoubleQuote: []byte(Escape(q.closeDouble)),
		extension.LeftSingleQuote:  []byte(Escape(q.openSingle)),
		extension.RightSingleQuote: []byte(Escape(q.closeSingle)),
		extension.Apostrophe:       []byte("’"),
		extension.EnDash:           []byte("–"),
		extension.EmDash:           []byte("—"),
		extension.Ellipsis:         []byte("…"),
		extension.LeftAngleQuote:   nil,
		extension.RightAngleQuote:  nil,
	}
}

// apply turns the straight quotes and dots of a plain text into the language's marks.
func (q quotes) apply(s string) string {
	if !strings.ContainsAny(s, `"'.`) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	before := ' '
	for i, r := range s {
		switch {
		case r == '"':
			b.WriteString(pick(opens(before, s[i+1:]), q.openDouble, q.closeDouble))
		case r == '\'':
			if opens(before, s[i+1:]) && strings.Contains(s[i+1:], "'") && !apostrophe(s[i+1:]) {
				b.WriteString(q.openSingle)
			} else if unicode.IsLetter(before) && startsWithLetter(s[i+1:]) || !strings.Contains(b.String(), q.openSingle) {
				b.WriteString("’")
			} else {
				b.WriteString(q.closeSingle)
			}
		case r == '.' && strings.HasPrefix(s[i:], "...") && before != '.':
			b.WriteString("…")
		case r == '.' && before == '.' && ellipsis(s, i):
			// the rest of three dots
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// opens tells whether a quote after the letter before, with the text after it, begins something.
func opens(before rune, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	if after == "" || unicode.IsSpace(next) || strings.ContainsRune(".,;:!?)،؛؟", next) {
		return false
	}
	return unicode.IsSpace(before) || strings.ContainsRune("([{—–-/\"'“‘«„¿¡", before)
}

// apostrophe tells an elision at the beginning of a word, as in 'tis.
func apostrophe(after string) bool {
	for _, w := range []string{"tis ", "twas ", "em ", "til "} {
		if strings.HasPrefix(strings.ToLower(after), w) {
			return true
		}
	}
	return false
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// ellipsis tells whether the dot at i is the second or third of exactly three.
func ellipsis(s string, i int) bool {
	start := i
	for start > 0 && s[start-1] == '.' {
		start--
	}
	return strings.HasPrefix(s[start:], "...") && i-start < 3
}

func pick(c bool, yes, no string) string {
	if c {
		return yes
	}
	return no
}
