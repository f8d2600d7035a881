// Package program is the model: a guided program as ordered phases of lessons
// with their worksheets, pages and help lines, and the address of each.
package program

import (
	"html/template"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/locale"
	"goldseam/internal/markdown"
	"goldseam/internal/origin"
	"goldseam/internal/worksheet"
)

// Text is a text ready to stand in a page.
type Text = template.HTML

// Program is a whole program, or an edition of one. It is immutable.
type Program struct {
	Edition   Edition
	Paths     []string    // ways in, in order
	Languages []*Language // those of the site, the first one first
	Source    *Language   // the one structure is written in: one of Languages, or left out by an edition
	Countries []*Country
	Ledger    []Published                // worksheets that were published
	Files     map[string][]byte          // pictures and other files by overlay path
	At        func(path ...any) diag.Pos // place of a part of program.yaml
}

// Published is a worksheet as it was published: its id, and of each field what
// answers depend on. Readers have answers for these.
type Published struct {
	ID     string
	Fields []worksheet.Field
	At     func(path ...any) diag.Pos // place of a part of its entry in the ledger
}

// FirstOwn is the first number that the lessons, worksheets and pages of an edition itself may have.
const FirstOwn = 500

// Edition is who publishes the program, where, and how it differs in looks.
type Edition struct {
	Title     string
	Publisher format.Publisher
	URL       string // complete address of the site with a slash at its end; "" if unknown
	Base      string // the path in URL: "/" or "/program/"
	LeaveTo   string
	Discreet  bool
	Review    format.Review
	Theme     format.Theme
	Own       bool     // a counselor's edition, not the base program alone
	Omit      []string // ids of phases and lessons of the base that it leaves out
	Order     []string // ids of phases whose lessons it puts in another order
	At        func(path ...any) diag.Pos
}

// Language is the program in the words of one language.
type Language struct {
	Tag        string        // BCP 47
	Dir        string        // "ltr" or "rtl"
	Plural     locale.Plural // which form of a word goes with a number
	Prefix     string        // "" for the first language, "es/" for others
	Title      Text
	Tagline    Text
	Home       *markdown.Doc
	HomeFile   string
	HomeStale  *origin.Stale // of the first page
	Phases     []*Phase
	Worksheets []*worksheet.Sheet
	Pages      []*Page
	Slots      []*Slot                   // own texts of an edition, those written in this language
	Notes      []*Notes                  // those written in this language, in order of the lessons
	Strings    Strings                   // its own words, and the source's where it has none
	WordAt     func(key string) diag.Pos // place of a word in its strings.yaml; nil if there is none
	Style      *format.Style             // how its texts are to be written; nil if nothing says so
	Convert    *markdown.Converter

	Translation *Translation // how far it has come; nil for the source
}

// Phase is a chapter of lessons.
type Phase struct {
	ID      string
	Number  int // from 1, by place
	Title   Text
	Summary Text
	Lessons []*Lesson
	Whole   bool // all its lessons could be read
	File    string
}

// Lesson is one lesson.
type Lesson struct {
	ID         string
	Phase      string
	Number     int // permanent
	Title      Text
	Aim        Text
	Minutes    int
	For        string
	Mode       string
	Paths      map[string]string // rank by path
	After      []string
	OnRed      string
	Heavy      bool
	Steps      []Step
	Do         []Text
	Dont       []Text
	Signs      []Text
	Worksheets []string
	Solo       Text
	Safety     []Text
	Body       *markdown.Doc
	Stale      *origin.Stale              // what of its source is newer, of a translation; nil if nothing is
	File       string                     // path in the overlay
	At         func(path ...any) diag.Pos // place of a part of the front matter
}

// Step is one step of a lesson.
type Step struct {
	Text     Text
	Together bool
}

// Together reports whether the lesson has a part for two people.
func (l *Lesson) Together() bool {
	if l.Mode != "alone" || l.Body.Together() > 0 {
		return true
	}
	for _, s := range l.Steps {
		if s.Together {
			return true
		}
	}
	return false
}

// Page is a page beside the lessons, such as help.
type Page struct {
	Name    string
	Number  int // permanent number of an edition's own page, 0 for the known ones
	Title   Text
	Summary Text
	Body    *markdown.Doc
	Stale   *origin.Stale // what of its source is newer, of a translation; nil if nothing is
	File    string
}

// Country is the help lines of one country.
type Country struct {
	Code      string // as in the file: ISO 3166, or EU
	Emergency []string
	Lines     []format.Line
	File      string
	At        func(path ...any) diag.Pos
}

// Lesson finds a lesson by its id, nil if there is none.
func (l *Language) Lesson(id string) *Lesson {
	for _, p := range l.Phases {
		for _, lesson := range p.Lessons {
			if lesson.ID == id {
				return lesson
			}
		}
	}
	return nil
}

// Worksheet finds a worksheet by its id, nil if there is none.
func (l *Language) Worksheet(id string) *worksheet.Sheet {
	for _, s := range l.Worksheets {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// Page finds a page by its name, nil if there is none.
func (l *Language) Page(name string) *Page {
	for _, p := range l.Pages {
		if p.Name == name {
			return p
		}
	}
	return nil
}
