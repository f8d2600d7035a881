package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Syllables counts the syllables of an English word as it is commonly spoken. It
// goes by spelling, with a list of words that are spoken otherwise; about one
// word in fifty of a common text is one syllable off.
func Syllables(word string) int {
	if !strings.ContainsAny(word, signs) {
		return max(syllables(word), 1) // as nearly all words
	}
	total := 0
	if strings.ContainsAny(word, digits) {
		word = strings.ReplaceAll(word, ",", "") // 1,200
	}
	for _, part := range strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune(signs, r) }) {
		total += syllables(part)
	}
	return max(total, 1)
}

const (
	signs  = "-‐‑/@_.:," // may stand within a word
	digits = "0123456789"
)

// syllables counts a word without hyphens.
func syllables(word string) int {
	if n := spoken(word); n > 0 {
		return n
	}
	if initials(word) {
		return len(word) + 2*strings.Count(word, "W")
	}
	w := strings.ReplaceAll(strings.ToLower(word), "’", "'")
	if n, ok := exceptions[w]; ok {
		return n
	}
	stem, tail, _ := strings.Cut(w, "'")
	if n, ok := exceptions[stem]; ok {
		return n + ending(stem, tail)
	}
	if tail == "t" {
		stem = strings.TrimSuffix(stem, "n") // could·n't
	}
	return max(bare(stem), 1) + ending(stem, tail)
}

// ending counts what stands after an apostrophe.
func ending(stem, tail string) int {
	end := ""
	switch tail {
	case "t": // did·n't, have·n't, but don't
		end = "d s t ve"
	case "s": // Alex·'s
		end = "s x z ch sh ce ge se"
	case "ve", "d", "ll":
		end = "t d"
	}
	for _, e := range strings.Fields(end) {
		if strings.HasSuffix(stem, e) {
			return 1
		}
	}
	return 0
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// bare counts a word of small letters.
func bare(w string) int {
	w = plain(w)
	if w == "" {
		return 0
	}
	n, inside := 0, false
	for i := range len(w) {
		v := isVowel(w[i])
		if w[i] == 'y' && (i == 0 || isVowel(w[i-1])) && i+1 < len(w) && isVowel(w[i+1]) {
			v = false // yes, play·er
		}
		if v && !inside {
			n++
		}
		inside = v
	}
	return n - silent(w) + apart(w)
}

// plain takes accents off, and u after q, which is no vowel.
func plain(w string) string {
	if strings.IndexFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
		w = unaccented(w)
	}
	return strings.ReplaceAll(w, "qu", "q")
}

// unaccented keeps the letters a to z, with or without accents.
func unaccented(w string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("áàâäã", r):
			return 'a'
		case strings.ContainsRune("éèêë", r):
			return 'e'
		case strings.ContainsRune("íìîï", r):
			return 'i'
		case strings.ContainsRune("óòôöõ", r):
			return 'o'
		case strings.ContainsRune("úùûü", r):
			return 'u'
		case r >= utf8.RuneSelf || !unicode.IsLetter(r):
			return -1
		}
		return r
	}, w)
}

// consonant tells a consonant at a place of a word.
func consonant(w string, i int) bool { return i >= 0 && i < len(w) && !isVowel(w[i]) }

// vowels tells whether a vowel stands before a place.
func vowels(w string, before int) bool {
	return before > 0 && strings.ContainsAny(w[:before], "aeiouy")
}

// silent counts the letters e that are written and not spoken: at the end, in -es and -ed, and before an ending
// such as -ly.
func silent(w string) int {
	n := 0
	root := w
	for _, suffix := range []string{"ful", "fully", "less", "ness", "ment", "ments", "ly", "thing", "things", "times", "where", "body", "fore", "wise", "land", "work"} {
		if r, ok := strings.CutSuffix(w, suffix); ok && mute(r) {
			n++
			root = ""
		}
	}
	switch {
	case root == "":
		if strings.HasSuffix(w, "where") || strings.HasSuffix(w, "fore") || strings.HasSuffix(w, "wise") || strings.HasSuffix(w, "times") {
			n++ // the last e as well
		}
	case mute(w):
		n++
	case strings.HasSuffix(w, "es") && mute(w[:len(w)-1]) && !hissing(w[:len(w)-2]):
		n++
	case strings.HasSuffix(w, "ed") && mute(w[:len(w)-1]) && !strings.HasSuffix(w, "ted") && !strings.HasSuffix(w, "ded"):
		n++
	}
	return n
}

// mute tells whether the last letter is an e that is not spoken: after a consonant, and not the only vowel, nor as in table.
func mute(w string) bool {
	e := len(w) - 1
	if e < 1 || w[e] != 'e' || !vowels(w, e) {
		return false
	}
	if w[e-1] == 'y' && e > 1 && isVowel(w[e-2]) {
		return true // played
	}
	if !consonant(w, e-1) {
		return false
	}
	return !(w[e-1] == 'l' && consonant(w, e-2) && w[e-2] != 'l' && w[e-2] != 'r')
}

// hissing tells the sounds after which -es is spoken.
func hissing(w string) bool {
	for _, s := range []string{"s", "x", "z", "ch", "sh", "c", "g"} {
		if strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// apart counts pairs of vowels that are two syllables: be·ing, i·de·a, qui·et.
func apart(w string) int {
	n := 0
	if rest, ok := strings.CutSuffix(w, "ing"); ok && len(rest) > 0 && isVowel(rest[len(rest)-1]) && !(rest[len(rest)-1] == 'y' && len(rest) > 1 && isVowel(rest[len(rest)-2])) {
		n++
	}
	for _, end := range []string{"ier", "iest", "yer"} {
		if rest, ok := strings.CutSuffix(w, end); ok && consonant(rest, len(rest)-1) && (vowels(rest, len(rest)) || end == "yer") {
			n++
		}
	}
	if strings.HasSuffix(w, "ism") || strings.HasSuffix(w, "isms") || strings.HasSuffix(w, "thm") {
		n++
	}
	for _, end := range []string{"ea", "eas", "eo", "eos"} {
		if rest, ok := strings.CutSuffix(w, end); ok && vowels(rest, len(rest)) {
			n++
		}
	}
	for _, start := range []string{"react", "realit", "realiz", "realis", "reassur", "reappear", "cooperat", "coordinat", "creati", "created", "creates", "creator", "deactiv", "ideal", "poe"} {
		if strings.HasPrefix(w, start) {
			n++
		}
	}
	for i := 0; i+1 < len(w); i++ {
		n += hiatus(w, i)
	}
	return n
}

// hiatus tells whether the two vowels at a place are two syllables, as a number.
func hiatus(w string, i int) int {
	before, after := byte(0), byte(0)
	if i > 0 {
		before = w[i-1]
	}
	if i+2 < len(w) {
		after = w[i+2]
	}
	one := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	among := func(c byte, list string) bool { return strings.IndexByte(list, c) >= 0 }
	switch w[i : i+2] {
	case "ia":
		return one(!among(before, "ctsg") && w[i:] != "iage" && w[i:] != "iages")
	case "io":
		return one(!among(before, "ctsgxn"))
	case "iu":
		return 1
	case "ie":
		t := i+3 < len(w) && after == 'n' && among(w[i+3], "ct")
		return one(t && !among(before, "ct") || after == 't')
	case "ua":
		return one(!among(before, "gq") && before != 0)
	case "ue":
		return one(!among(before, "gq") && among(after, "nlt"))
	case "uo":
		return one(before != 0)
	case "eu":
		return one(after == 'm')
	case "ao":
		return 1
	}
	return 0
}

// initials tells letters that are spoken one by one, such as TV.
func initials(word string) bool {
	return len(word) > 1 && len(word) < 5 && strings.ToUpper(word) == word && !strings.ContainsAny(word, "AEIOUY0123456789'’")
}

// spoken counts the syllables of a number written in digits, 0 for what is none.
func spoken(word string) int {
	if !strings.ContainsAny(word, digits) {
		return 0
	}
	figures := strings.TrimRight(strings.ToLower(word), "sthndr") // 30th
	n := 0
	for _, r := range figures {
		if r < '0' || r > '9' {
			return 0
		}
		n = min(n*10+int(r-'0'), 1_000_000)
	}
	return number(n)
}

// number counts the syllables of a number up to 999,999, spoken in full.
func number(n int) int {
	small := [...]int{2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2} // ze·ro to nine·teen
	switch {
	case n < 20:
		return small[n]
	case n < 100:
		tens := 2
		if n/10 == 7 {
			tens = 3
		}
		return tens + rest(n%10)
	case n < 1000:
		return small[n/100] + 2 + rest(n%100)
	case n < 1_000_000:
		return number(n/1000) + 2 + rest(n%1000)
	}
	return 3 // a mil·lion
}

func rest(n int) int {
	if n == 0 {
		return 0
	}
	return number(n)
}
