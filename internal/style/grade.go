package style

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/frontmatter"
	"goldseam/internal/markdown"
	"goldseam/internal/reading"
)

// MostGrade is the highest Flesch-Kincaid grade, in school years, that a lesson should have.
const MostGrade = 8

// leastWords is how many words a text must have for its grade to mean something:
// a text of one word has grade -3.4 or 8.4, by its syllables.
const leastWords = 20

// Reading is how hard a lesson's text is to read: its body, without headings, code and addresses.
type Reading struct {
	File    string
	Grade   float64 // Flesch-Kincaid, in school years, to one decimal
	Count   reading.Count
	Line    int // of the longest sentence
	Longest int // its words
}

// long is a sentence, and where it begins.
type long struct {
	at    int // offset in the file, in bytes
	pos   diag.Pos
	words int
	text  string
}

// measure tells how hard the text of a lesson is to read.
func (r *reader) measure(passages []markdown.Passage) {
	var count reading.Count
	var all []long
	for i := range passages {
		p := &passages[i]
		if p.Heading {
			continue
		}
		for _, s := range reading.Sentences(p.Text) {
			count = count.Plus(reading.Count{Words: s.Words, Sentences: 1, Syllables: s.Syllables})
			all = append(all, long{at: p.Offset(s.Start), words: s.Words, text: p.Text[s.Start:s.End]})
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b long) int { return cmp.Compare(b.words, a.words) })
	all = all[:min(len(all), 2)]
	for i := range all {
		all[i].pos = frontmatter.At(r.file, r.text, all[i].at)
	}
	grade := math.Round(count.Grade()*10) / 10
	r.reading = &Reading{File: r.file, Grade: grade, Count: count, Line: all[0].pos.Line, Longest: all[0].words}
	if grade > MostGrade && count.Words >= leastWords {
		r.problems.Warn(all[0].pos, diag.ReadingGrade, fmt.Sprintf("this lesson has the reading grade %.1f, and %d is the limit", grade, MostGrade),
			"use shorter words, and make two sentences of each long one: "+describe(all))
	}
}

// describe names sentences by their line, length and first words.
func describe(list []long) string {
	var out []string
	for _, l := range list {
		first := strings.Fields(l.text)
		more := ""
		if len(first) > 4 {
			first, more = first[:4], " …"
		}
		out = append(out, fmt.Sprintf("line %d, %q (%d words)", l.pos.Line, strings.Join(first, " ")+more, l.words))
	}
	return strings.Join(out, "; ")
}
