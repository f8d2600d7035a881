// Package diag records problems at file, line and column and lists them in a stable order.
//
// A problem is something an author must mend: it names the author's file, the
// line and the column where the mistake stands, says in the author's words what
// is there, and gives a hint with the next action. Problems are data: stages
// collect them in a List and nobody prints before the end.
package diag

import (
	"cmp"
	"slices"
)

// Severity tells an error, which keeps a site from being published, from a warning, which does not.
type Severity string

// The two severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Pos is a place in a file. Line and Column count from 1, Column in characters;
// both are 0 where a problem is about the file as a whole.
type Pos struct {
	File   string
	Line   int
	Column int
}

// Problem is one thing an author must mend.
type Problem struct {
	Pos
	Severity Severity
	Code     Code
	Message  string // what is there, in lower case, without a full stop
	Hint     string // the next action, empty where the message says it all
	Source   string // the text of the line, filled in when the list is finished
	Related  []Related
}

// Related is a second place that belongs to a problem, such as the first of two equal keys.
type Related struct {
	Pos
	Message string
}

// List gathers problems. The zero value is an empty list.
type List []Problem

// Add appends an error at pos. Hint may be empty.
func (l *List) Add(pos Pos, code Code, message, hint string) {
	*l = append(*l, Problem{Pos: pos, Severity: Error, Code: code, Message: message, Hint: hint})
}

// Warn appends a warning at pos. Hint may be empty.
func (l *List) Warn(pos Pos, code Code, message, hint string) {
	*l = append(*l, Problem{Pos: pos, Severity: Warning, Code: code, Message: message, Hint: hint})
}

// Errors counts the problems of severity Error.
func (l List) Errors() int { return l.count(Error) }

// Warnings counts the problems of severity Warning.
func (l List) Warnings() int { return l.count(Warning) }

func (l List) count(s Severity) int {
	n := 0
	for i := range l {
		if l[i].Severity == s {
			n++
		}
	}
	return n
}

// Sorted returns the problems by file, line, column and text, each once.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, compare)
	return slices.CompactFunc(out, func(a, b Problem) bool { return compare(a, b) == 0 })
}

func compare(a, b Problem) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Hint, b.Hint),
	)
}
