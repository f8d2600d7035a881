// Package merge joins two changes of one text, line by line, and marks in the
// text where they cannot be joined.
//
// A line is the same with any line end, so that a file that was saved on another
// system merges like the one it was made from. All lines of a result end as the
// first one of ours does.
package merge

import (
	"bytes"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// The lines around the versions of a place that could not be joined. They are
// those of other tools, in words that need no explaining.
const (
	markOurs   = "<<<<<<< yours"
	markBase   = "||||||| before"
	markBetw   = "======="
	markTheirs = ">>>>>>> base"
)

// Result is two changes of a text in one.
type Result struct {
	Text      []byte
	Conflicts []int // the lines of Text, from 1, at which a place with all versions begins
}

// Texts joins what ours and theirs each changed in base. Where both changed the
// same lines, or lines next to each other, in different ways, all versions are kept.
func Texts(base, ours, theirs []byte) Result {
	switch {
	case bytes.Equal(base, theirs), bytes.Equal(ours, theirs):
		return Result{Text: ours}
	case bytes.Equal(base, ours):
		return Result{Text: theirs}
	}
	b, o, t := split(base), split(ours), split(theirs)
	w := &writer{end: o.end}
	w.join(b.all, o.all, t.all)
	w.close(b, o, t)
	text := w.out.Bytes()
	if bytes.HasPrefix(ours, bom) {
		text = append(slices.Clone(bom), text...)
	}
	return Result{text, w.conflicts}
}

var bom = []byte("\xef\xbb\xbf")

// lines is a text in lines without their ends.
type lines struct {
	all    []string
	end    string // that of the first line
	closed bool   // the last line has an end
}

func split(text []byte) lines {
	l := lines{end: "\n", closed: true}
	s := string(bytes.TrimPrefix(text, bom))
	for first := true; s != ""; first = false {
		n, end := strings.IndexAny(s, "\r\n"), 1
		if n < 0 {
			n, end, l.closed = len(s), 0, false
		} else if strings.HasPrefix(s[n:], "\r\n") {
			end = 2
		}
		if first && end > 0 {
			l.end = s[n : n+end]
		}
		l.all = append(l.all, s[:n])
		s = s[n+end:]
	}
	return l
}

// writer puts a result together.
type writer struct {
	out       bytes.Buffer
	end       string
	count     int // lines written
	last      string
	conflicts []int
}

func (w *writer) line(s string) {
	w.out.WriteString(s)
	w.out.WriteString(w.end)
	w.count, w.last = w.count+1, s
}

func (w *writer) lines(list []string) {
	for _, s := range list {
		w.line(s)
	}
}

// close takes the end off the last line if whoever changed that has none. An
// empty line is nothing but its end, and so is a mark's last line.
func (w *writer) close(b, o, t lines) {
	closed := o.closed
	if closed == b.closed {
		closed = t.closed
	}
	if !closed && w.last != "" && w.last != markTheirs {
		w.out.Truncate(w.out.Len() - len(w.end))
	}
}

// join walks through the changes of both sides in the order of base.
func (w *writer) join(b, o, t []string) {
	ours, theirs := lcs.DiffLines(b, o), lcs.DiffLines(b, t)
	at := 0       // in base: all before is written
	var by [2]int // how far a line of ours and of theirs stands behind that of base
	for len(ours)+len(theirs) > 0 {
		from := len(b)
		for _, list := range [][]lcs.Diff{ours, theirs} {
			if len(list) > 0 {
				from = min(from, list[0].Start)
			}
		}
		w.lines(o[at+by[0] : from+by[0]])
		before, to := by, from
		changed := [2]bool{}
		for again := true; again; {
			again = false
			for side, list := range []*[]lcs.Diff{&ours, &theirs} {
				if len(*list) > 0 && (*list)[0].Start <= to {
					d := (*list)[0]
					to, by[side], changed[side], again = max(to, d.End), d.ReplEnd-d.End, true, true
					*list = (*list)[1:]
				}
			}
		}
		mine, base, their := o[from+before[0]:to+by[0]], b[from:to], t[from+before[1]:to+by[1]]
		switch {
		case !changed[1] || slices.Equal(mine, their):
			w.lines(mine)
		case !changed[0]:
			w.lines(their)
		default:
			w.conflict(mine, base, their)
		}
		at = to
	}
	w.lines(o[at+by[0]:])
}

func (w *writer) conflict(mine, base, their []string) {
	w.conflicts = append(w.conflicts, w.count+1)
	w.line(markOurs)
	w.lines(mine)
	w.line(markBase)
	w.lines(base)
	w.line(markBetw)
	w.lines(their)
	w.line(markTheirs)
}
