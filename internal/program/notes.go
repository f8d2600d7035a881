package program

import "goldseam/internal/markdown"

// Notes are what only counselors see of a lesson. No page of a site holds them.
type Notes struct {
	Lesson    string // id
	Introduce []Text
	Watch     []Text
	NotWhen   []Text
	Ask       []Text
	Body      *markdown.Doc // in the language of all of it
	File      string        // path in the overlay
}

// Notes gives the notes on a language's lessons by their ids: its own, and where
// it has none those of the language that structure is written in.
func (p *Program) Notes(l *Language) map[string]*Notes {
	out := map[string]*Notes{}
	for _, from := range []*Language{p.Source, l} {
		for _, n := range from.Notes {
			out[n.Lesson] = n
		}
	}
	return out
}

// Noted lists the languages that have notes for counselors, borrowed ones included.
func (p *Program) Noted() []*Language {
	var out []*Language
	for _, l := range p.Languages {
		if len(p.Notes(l)) > 0 {
			out = append(out, l)
		}
	}
	return out
}
