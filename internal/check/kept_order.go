package check

import (
	"fmt"
	"slices"

	"goldseam/internal/diag"
	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// order holds the safety check before whatever is for two people, on every path.
func (k *keeper) order() {
	var checks []string
	for _, s := range k.base.Source.Worksheets {
		if isCheck(s) {
			checks = append(checks, s.ID)
		}
	}
	holds := func(l *program.Lesson) bool {
		return slices.ContainsFunc(l.Worksheets, func(id string) bool { return slices.Contains(checks, id) })
	}
	was := lessonsThat(k.base.Source, holds)
	if len(was) == 0 {
		return // the base has no check, so that nothing can be lost
	}
	now := lessonsThat(k.program.Source, holds)
	if len(now) == 0 {
		k.withoutCheck(was)
		return
	}
	late := map[string]bool{} // lessons that were reported
	for _, path := range k.program.Paths {
		k.orderOn(path, was, holds, late)
	}
}

func lessonsThat(lang *program.Language, is func(*program.Lesson) bool) []*program.Lesson {
	var out []*program.Lesson
	for _, ph := range lang.Phases {
		for _, l := range ph.Lessons {
			if is(l) {
				out = append(out, l)
			}
		}
	}
	return out
}

// withoutCheck reports that no lesson has the safety check any more.
func (k *keeper) withoutCheck(was []*program.Lesson) {
	source := k.program.Source
	forTwo := slices.ContainsFunc(source.Worksheets, func(s *worksheet.Sheet) bool { return isForTwo(s.Fill) }) ||
		len(lessonsThat(source, (*program.Lesson).Together)) > 0
	if !forTwo {
		return
	}
	const why = "no lesson leads to the safety check any more, and there are parts for two people: readers in danger would do them without having been asked"
	for _, b := range was {
		for i, id := range k.program.Edition.Omit {
			if id == b.ID || id == b.Phase {
				hint := fmt.Sprintf("take %q out of \"omit:\"", id)
				if id == b.Phase {
					hint = fmt.Sprintf("in \"omit:\", name the other lessons of the phase %q one by one, and keep %q", id, b.ID)
				}
				k.out.Add(k.program.Edition.At("omit", i), diag.SafetyOrder, why, hint+"; its words may be yours")
				return
			}
		}
		if l := k.index.lessons[b.ID]; l != nil {
			k.out.Add(l.At("worksheets"), diag.SafetyOrder, why, fmt.Sprintf("write \"worksheets: [%s]\"", b.Worksheets[0]))
			return
		}
	}
}

// orderOn looks along one path for something for two people that comes before the check.
func (k *keeper) orderOn(path string, was []*program.Lesson, holds func(*program.Lesson) bool, late map[string]bool) {
	core := slices.ContainsFunc(was, func(b *program.Lesson) bool { return b.Paths[path] == "core" })
	var check *program.Lesson // where the path leads to the check, if its rank there is high enough
	var any *program.Lesson
	var early []*program.Lesson
	for _, ph := range k.program.Source.Phases {
		for _, l := range ph.Lessons {
			rank := l.Paths[path]
			switch {
			case holds(l):
				any = l
				if rank == "core" || rank == "" || !core && rank != "hidden" {
					check = l
				}
			case check == nil && l.Together() && rank != "hidden":
				early = append(early, l)
			}
		}
	}
	switch {
	case !core && check == nil, len(early) == 0 && check != nil:
		return
	case check == nil:
		k.out.Add(any.At("paths", path), diag.SafetyOrder, fmt.Sprintf("this lesson holds the safety check, and it is core on the path %q in the base program: readers in danger may skip it here", path), fmt.Sprintf("write \"%s: core\"", path))
		return
	}
	for _, l := range early {
		if late[l.ID] {
			continue
		}
		late[l.ID] = true
		k.early(l, check)
	}
}

// early reports a lesson with a part for two people that comes before the check.
func (k *keeper) early(l, check *program.Lesson) {
	const why = "the lesson %q has a part for two people, and comes before %q with the safety check: readers in danger would do it without having been asked"
	edition := k.program.Edition
	pos := l.At("mode")
	hint := fmt.Sprintf("in edition.yaml, give it its place with \"after: %s\", or another one after that", check.ID)
	if l.Phase != check.Phase {
		hint = fmt.Sprintf("in edition.yaml, write \"phase: %s\" and \"after: %s\" where it is added", check.Phase, check.ID)
	}
	for _, phase := range []string{check.Phase, l.Phase} {
		if slices.Contains(edition.Order, phase) && (phase == l.Phase || !k.inBase(l.ID)) {
			pos, hint = edition.At("order", phase), fmt.Sprintf("write %q before %q", check.ID, l.ID)
			break
		}
	}
	if k.inBase(l.ID) && len(edition.Order) == 0 {
		hint = fmt.Sprintf("take the part for two out of it, or keep %q before it", check.ID)
	}
	k.out.Add(pos, diag.SafetyOrder, fmt.Sprintf(why, l.ID, check.ID), hint)
}

func (k *keeper) inBase(id string) bool { return k.base.Source.Lesson(id) != nil }
