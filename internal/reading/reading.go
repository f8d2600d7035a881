// Package reading tells how hard a text is to read.
//
// It counts the words, sentences and syllables of English text and gives the
// Flesch-Kincaid grade: the school year, as in the United States, whose pupils
// can follow the text. Source: Kincaid, Fishburne, Rogers and Chissom,
// "Derivation of New Readability Formulas", Research Branch Report 8-75, Naval
// Technical Training, 1975.
//
// What is a word follows Flesch: whatever stands between two spaces, so that
// "don't", "well-known" and "3.5" are one word each. A sentence ends at a full
// stop, a question or exclamation mark or an ellipsis, also within quotes; a
// colon or a semicolon does not end it.
package reading

import "strings"

// Count is how much a text holds.
type Count struct {
	Words, Sentences, Syllables int
}

// Plus adds two counts up.
func (c Count) Plus(o Count) Count {
	return Count{c.Words + o.Words, c.Sentences + o.Sentences, c.Syllables + o.Syllables}
}

// Grade gives the Flesch-Kincaid grade in school years. A text without words has grade 0;
// very plain text may have a grade below 0.
func (c Count) Grade() float64 {
	if c.Words == 0 || c.Sentences == 0 {
		return 0
	}
	words := float64(c.Words)
	return 0.39*words/float64(c.Sentences) + 11.8*float64(c.Syllables)/words - 15.59
}

// English tells the languages that the formula and the counting of syllables are for, by their BCP 47 tag.
func English(tag string) bool {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return base == "en"
}

// Sentence is one sentence of a text.
type Sentence struct {
	Start, End int // offsets in bytes: from its first letter, sign or digit to after its last
	Words      int
	Syllables  int
}

// Sentences takes a text apart, which is one paragraph, list item or table cell. What holds no word is left out.
func Sentences(text string) []Sentence {
	var out []Sentence
	words := Words(text)
	first := 0
	for i, w := range words {
		next := len(text)
		if i+1 < len(words) {
			next = words[i+1].Start
		}
		if i+1 < len(words) && !ends(text, words, i, next) {
			continue
		}
		s := Sentence{Start: words[first].Start, End: w.End, Words: i + 1 - first}
		for _, w := range words[first : i+1] {
			s.Syllables += Syllables(text[w.Start:w.End])
		}
		s.End += len(strings.TrimRight(text[w.End:next], " \t\n\"'“”‘’([{«»—–-"))
		out = append(out, s)
		first = i + 1
	}
	return out
}

// Of counts a text.
func Of(text string) Count {
	var c Count
	for _, s := range Sentences(text) {
		c = c.Plus(Count{s.Words, 1, s.Syllables})
	}
	return c
}
