package check

import (
	"fmt"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/locale"
	"goldseam/internal/nearest"
	"goldseam/internal/program"
)

// forms checks the forms of words that count something. One that is left out is
// a warning: the word itself is shown, which is wrong for some numbers at most.
func (c *checker) forms(out *diag.List) {
	words := c.lang.Strings
	if words == nil || c.lang.WordAt == nil {
		return
	}
	rules := c.lang.Plural
	counted := map[string]bool{}
	for _, key := range keys(words) {
		word, form := program.WordKey(key)
		if form == "" && !strings.Contains(key, ".") || c.borrowed(word) {
			continue
		}
		_, there := words[word]
		switch {
		case !there:
			out.Add(c.lang.WordAt(key), diag.PluralForm, fmt.Sprintf("%q is a form of a word that is not here: %q", key, word), nearest.Hint(word, wordsOf(words), "words"))
		case !slices.Contains(rules.Known(), form):
			out.Add(c.lang.WordAt(key), diag.PluralForm, fmt.Sprintf("%q: words of the language %q have no form %q", key, c.lang.Tag, form), c.formHint(rules, word, form))
		default:
			counted[word] = true
		}
	}
	for key := range c.program.Source.Strings {
		if word, form := program.WordKey(key); form != "" && words[word] != "" && !c.borrowed(word) {
			counted[word] = true
		}
	}
	for _, word := range keys(counted) {
		var lacking, lines []string
		for _, form := range rules.Needed() {
			if _, ok := words[word+"."+form]; !ok {
				lacking = append(lacking, fmt.Sprintf("%s (as for %d)", form, example(rules, form)))
				lines = append(lines, word+"."+form)
			}
		}
		if lacking != nil {
			out.Warn(c.lang.WordAt(word), diag.PluralForm, fmt.Sprintf("%q has no form %s", word, strings.Join(lacking, ", ")),
				fmt.Sprintf("write the words for such numbers after %s; where nothing differs, the same words again", strings.Join(lines, ", ")))
		}
	}
	c.strangers(out)
}

// borrowed tells a word that stands in a language for want of its own.
func (c *checker) borrowed(word string) bool {
	return c.lang.Translation != nil && slices.Contains(c.lang.Translation.Words, word)
}

func (c *checker) formHint(rules locale.Plural, word, form string) string {
	known := rules.Known()
	switch {
	case form == "other":
		return fmt.Sprintf("write it without .other: %s", word)
	case len(known) == 0:
		return "delete the line: words of this language are the same for all numbers"
	}
	return nearest.Hint(form, known, "forms of this language")
}

// example gives the least number that takes a form.
func example(rules locale.Plural, form string) int {
	n := 0
	for rules.Form(n) != form && n < 1000 {
		n++
	}
	return n
}

func wordsOf(words program.Strings) []string {
	return slices.DeleteFunc(keys(words), func(key string) bool { return strings.Contains(key, ".") })
}

// strangers reports words of a translation that its source does not have: a slip
// in a name would leave the word untranslated without a reason that one can see.
func (c *checker) strangers(out *diag.List) {
	source := c.program.Source.Strings
	if c.lang == c.program.Source || source == nil {
		return
	}
	for _, key := range wordsOf(c.lang.Strings) {
		if _, ok := source[key]; !ok {
			out.Warn(c.lang.WordAt(key), diag.UnknownKey, fmt.Sprintf("content/%s/strings.yaml has no word %q", c.program.Source.Tag, key), nearest.Hint(key, wordsOf(source), "words there"))
		}
	}
}
