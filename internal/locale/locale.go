// Package locale knows what differs between languages apart from words: the
// writing direction, the forms of a counted word and how a day is written.
package locale

import (
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Forms are the names of the forms that a counted word may have in some
// language, as CLDR and the client's Intl.PluralRules have them. The last one,
// other, is written without its name.
func Forms() []string { return []string{"zero", "one", "two", "few", "many"} }

// Plural chooses the forms of one language's counted words. It is immutable.
type Plural struct {
	tag  language.Tag
	base string
}

// PluralOf gives the rules of a language, those of the root for a tag that nobody knows.
func PluralOf(tag string) Plural {
	t, _ := language.Parse(tag) // what is wrong with a tag is reported where it stands
	return Plural{t, base(tag)}
}

// Form gives the name of the form that goes with a whole number, "other" included.
func (p Plural) Form(n int) string {
	if n < 0 {
		n = -n
	}
	switch plural.Cardinal.MatchPlural(p.tag, n, 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

// Needed lists the forms that numbers up to some thousands take, apart from other.
func (p Plural) Needed() []string {
	seen := map[string]bool{}
	for n := range 201 {
		seen[p.Form(n)] = true
	}
	seen[p.Form(1000)] = true
	var out []string
	for _, form := range Forms() {
		if seen[form] {
			out = append(out, form)
		}
	}
	return out
}

// Known lists the forms that a word may have, apart from other. Newer editions of
// CLDR have a form for whole millions in Romance languages, which no page needs
// and the client would choose.
func (p Plural) Known() []string {
	known := p.Needed()
	if slices.Contains([]string{"ca", "es", "fr", "it", "pt"}, p.base) {
		known = append(known, "many")
	}
	return known
}

// Direction gives the writing direction of a language.
func Direction(tag string) string {
	if slices.Contains([]string{"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}, base(tag)) && !strings.Contains(strings.ToLower(tag), "-latn") {
		return "rtl"
	}
	return "ltr"
}

func base(tag string) string {
	b, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return b
}
