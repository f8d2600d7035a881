// Package worksheet defines the fields a reader can fill in and checks that a
// definition is sound.
package worksheet

import (
	"html/template"
	"slices"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/markdown"
	"goldseam/internal/origin"
)

// Text is a text ready to stand in a page.
type Text = template.HTML

// Sheet is one worksheet in one language. It is immutable.
type Sheet struct {
	ID      string
	Number  int // permanent number
	Title   Text
	Neutral Text
	Fill    string
	Never   bool // no answer is ever kept
	Print   bool
	Share   string
	Tracker bool
	Held    bool // held back while the safety check has no clear result
	Fields  []Field
	Rules   []format.Rule
	Summary format.Summary
	Privacy []Text
	Intro   *markdown.Doc
	Stale   *origin.Stale              // what of its source is newer, of a translation; nil if nothing is
	File    string                     // path in the overlay
	At      func(path ...any) diag.Pos // place of a part of the front matter
}

// Field is one question.
type Field struct {
	ID       string // permanent
	Type     string
	Label    Text
	Help     Text
	Optional bool
	Private  bool
	Never    bool
	Each     bool
	Was      string
	Retired  bool
	Limit    int
	Default  string
	Words    []string
	Say      Text
	Options  []Option
	Other    bool
	Low      Text
	High     Text
	Items    []Option
	Columns  []Field
	Parts    []Part
	Minutes  int
	Turns    bool
	Stages   []Stage // of a timer; their minutes are together Minutes
	Review   string
	Title    string
	Every    string
	From     string
	Panel    string
	Pick     string // of a tracker: the field whose ticks say which columns are asked
	Both     string // of show: the field in which two people tick
	Text     Text
}

// Has reports whether a field has an option.
func (f *Field) Has(option string) bool {
	return slices.ContainsFunc(f.Options, func(o Option) bool { return o.ID == option })
}

// Option is one choice, or one scale of several.
type Option struct {
	ID    string
	Label Text
}

// Stage is one part of a timer.
type Stage struct {
	ID      string
	Label   Text
	Minutes int
}

// Part is a part of a sentence: words, or a gap.
type Part struct {
	Text    Text
	Gap     string // id of the gap; "" for words
	Label   Text   // what belongs in the gap
	Options []Option
}

// Field finds a field by its id, nil if there is none.
func (s *Sheet) Field(id string) *Field { return find(s.Fields, id) }

func find(fields []Field, id string) *Field {
	for i := range fields {
		if fields[i].ID == id {
			return &fields[i]
		}
	}
	return nil
}
