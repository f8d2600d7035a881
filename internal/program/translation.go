package program

import (
	"goldseam/internal/locale"
	"goldseam/internal/markdown"
	"goldseam/internal/origin"
)

// NewLanguage begins a language whose addresses begin with a prefix.
func NewLanguage(tag, prefix string, c *markdown.Converter) *Language {
	return &Language{Tag: tag, Dir: locale.Direction(tag), Plural: locale.PluralOf(tag), Prefix: prefix, Convert: c}
}

// Day writes a day, given as 2026-01-31, as the language does; as it is where that is not known.
func (l *Language) Day(iso string) string { return locale.Day(l.Tag, iso) }

// Translation is how far a language has come: what it still borrows from the one
// that structure is written in, and what is older than its source.
type Translation struct {
	Files        int      // how many files of the source can be translated, strings.yaml left out
	Untranslated []string // those that are not there, as paths in the overlay, in the order of the program
	Stale        []Older  // those that are older than their source, in the same order
	Words        []string // keys of the interface's words that are not there, sorted
}

// Older is a translated file that is older than its source.
type Older struct {
	File   string // paths in the overlay
	Source string
	*origin.Stale
}
