package load

import (
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
)

// shelf is a phase as it was read, with the files it was read from.
type shelf struct {
	files    []*snapshot.File
	whole    bool // none is missing
	phase    *program.Phase
	problems diag.List
	broken   []*snapshot.File
}

func (s *shelf) add(f *snapshot.File, u *unit) {
	s.files = append(s.files, f)
	s.problems = append(s.problems, u.problems...)
	if u.value == nil {
		s.broken = append(s.broken, f)
	}
}

// compare finds out what changed since the earlier load. If that is the content of
// some files alone, as with most saves, all else need not be looked at.
func (l *loader) compare() {
	if l.prev.tree != nil && l.prev.plan == l.plan {
		files, ok := l.prev.tree.Replaced(l.tree)
		l.steady = ok
		l.replaced = make(map[*snapshot.File]bool, len(files))
		for _, f := range files {
			l.replaced[f] = true
		}
	}
	l.units = make(map[*snapshot.File]*unit, l.tree.Len())
	if !l.steady {
		return
	}
	for f, u := range l.prev.units {
		if !l.replaced[f] {
			l.units[f] = u
		}
	}
}

// shelf gives a phase of the earlier load if it would be read just the same.
func (l *loader) shelf(i int) *shelf {
	if !l.steady || i >= len(l.prev.shelves) {
		return nil
	}
	s := l.prev.shelves[i]
	if !s.whole || slices.ContainsFunc(s.files, func(f *snapshot.File) bool { return l.replaced[f] }) {
		return nil
	}
	return s
}

// put records a phase of the earlier load.
func (l *loader) put(s *shelf) {
	l.shelves = append(l.shelves, s)
	l.Problems = append(l.Problems, s.problems...)
	for _, f := range s.broken {
		l.markBroken(f)
	}
}

// markBroken notes that nothing could be made of a file.
func (l *loader) markBroken(f *snapshot.File) {
	if _, inside, ok := strings.Cut(strings.TrimPrefix(f.Path, "content/"), "/"); ok {
		l.broken[inside] = true
	}
}
