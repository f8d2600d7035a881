package program

import (
	"slices"
	"strconv"
	"strings"

	"goldseam/internal/locale"
)

// Strings are the words of the interface by key. A word that counts something may
// have forms under keys of their own, such as "minutes.one" beside "minutes".
type Strings map[string]string

// WordKey parts the key of a word from the name of its form, "" for none.
func WordKey(key string) (word, form string) {
	word, form, _ = strings.Cut(key, ".")
	return word, form
}

// Counted gives a word in the form that goes with a number, which may be the word itself.
func (s Strings) Counted(rules locale.Plural, key string, n int) string {
	if text, ok := s[key+"."+rules.Form(n)]; ok {
		return text
	}
	return s[key]
}

// Number gives a counted word with the number in it.
func (s Strings) Number(rules locale.Plural, key string, n int) string {
	return strings.ReplaceAll(s.Counted(rules, key, n), "{n}", strconv.Itoa(n))
}

// Borrow gives the words with those that are missing taken from another language,
// and the keys of these, sorted. Forms are not missing: the word stands for them.
func (s Strings) Borrow(from Strings) (all Strings, missing []string) {
	all = make(Strings, len(from))
	for key, text := range from {
		word, form := WordKey(key)
		if s[word] != "" || from[word] == "" {
			continue
		}
		all[key] = text
		if form == "" {
			missing = append(missing, word)
		}
	}
	for key, text := range s {
		if _, ok := all[key]; !ok || text != "" {
			all[key] = text
		}
	}
	slices.Sort(missing)
	return all, missing
}
