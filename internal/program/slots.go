package program

import "goldseam/internal/markdown"

// Slot is an edition's own text at one of the places that are there for it.
type Slot struct {
	Name string
	Body *markdown.Doc
	File string // path in the overlay
}

// SlotKind is a place for an edition's own text.
type SlotKind struct {
	Name     string
	Place    string // in an author's words
	Most     int    // characters it may have; 0 for as many as it needs
	Headings bool   // it may have headings
}

// SlotKinds lists the places for own texts. What stands on many pages is short,
// and has no headings: it would stand between those of the page.
func SlotKinds() []SlotKind {
	return []SlotKind{
		{Name: "header-note", Place: "below the header of each page", Most: 200},
		{Name: "footer", Place: "in the footer of each page", Most: 600},
		{Name: "contact", Place: "at the end of the help page and of the page about", Headings: true},
		{Name: "consent", Place: "where readers are asked where their notes stay, and on the page limits", Most: 600},
		{Name: "before-worksheet", Place: "above each worksheet", Most: 600},
		{Name: "after-lesson", Place: "below each lesson", Headings: true},
		{Name: "help-intro", Place: "on the help page, below the emergency numbers", Headings: true},
	}
}

// Slot finds an own text by the name of its place, nil if there is none.
func (l *Language) Slot(name string) *Slot {
	for _, s := range l.Slots {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// LinksFrom gives the file that the links of a slot are written from: one in the
// language's folder, such as content/en, whichever folder the slot stands in. So
// a link in a slot is the same in every language: pages/help.md.
func (s *Slot) LinksFrom(l *Language) string { return "content/" + l.Tag + "/" + s.Name + ".md" }
