package merge

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"github.com/aymanbagabas/go-udiff/lcs"
)

// Change is one run of a list that another list has in other words: old[Start:End]
// became new[NewStart:NewEnd]. One of the two may be empty.
type Change struct{ Start, End, NewStart, NewEnd int }

// Changes compares two lists, such as the steps of a lesson or the lines of a text.
func Changes(old, fresh []string) []Change {
	var out []Change
	for _, d := range lcs.DiffLines(old, fresh) {
		out = append(out, Change{d.Start, d.End, d.ReplStart, d.ReplEnd})
	}
	return out
}

// Lines gives a text in lines without their ends.
func Lines(text []byte) []string { return split(text).all }

// Unified shows how a text changed in the form that other tools know; "" if it did not.
func Unified(oldName, newName string, old, fresh []byte) string {
	return udiff.Unified(oldName, newName, joined(old), joined(fresh))
}

// joined gives a text with "\n" after each line, the last one too: whether a file
// ends so or not is nothing that anyone should read about.
func joined(text []byte) string {
	var b strings.Builder
	for _, line := range split(text).all {
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}
