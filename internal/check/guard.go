package check

import (
	"fmt"
	"path"
	"slices"

	"goldseam/internal/diag"
	"goldseam/internal/program"
)

// forTwo gives the first part of a lesson that two people do together, as a place
// in its front matter; nil if there is none.
func forTwo(l *program.Lesson) []any {
	if l.Mode == "together" {
		return []any{"mode"}
	}
	if i := slices.IndexFunc(l.Steps, func(s program.Step) bool { return s.Together }); i >= 0 {
		return []any{"steps", i}
	}
	return nil
}

// gate checks that what two people do together can be held back, done alone, and
// has a word on safety. A single step for two is held back by itself, so that a
// lesson for one person with such a step may stay as it is.
func gate(l *program.Lesson, out *diag.List) {
	part := forTwo(l)
	if part == nil {
		return
	}
	if l.OnRed == "shown" && l.Mode == "together" {
		out.Add(l.At("on_red"), diag.CoupleGate, "this lesson is for two people, and a red safety result does not hold it back", `write "on_red: solo" to keep the part for one person, or "on_red: hidden"`)
	}
	if l.Solo == "" && l.OnRed != "solo" { // which needs it in any case
		out.Add(l.At(part...), diag.CoupleGate, "this lesson has a part for two people, and nothing for a reader who is on their own", `add a line that says what one person can do alone: "solo: …"`)
	}
	if len(l.Safety) == 0 {
		out.Add(l.At(part...), diag.CoupleGate, "this lesson has a part for two people, and no note on safety", `add "safety:" and below it a line such as "- Stop if one of you is afraid."`)
	}
}

// stopRules checks that the page which every part for two people leads to says something.
func (c *checker) stopRules(out *diag.List) {
	page := c.lang.Page("stop-rules")
	if page == nil || !page.Body.Empty() {
		return
	}
	for _, ph := range c.lang.Phases {
		for _, l := range ph.Lessons {
			if forTwo(l) != nil {
				out.Add(diag.Pos{File: page.File, Line: 1, Column: 1}, diag.CoupleGate, fmt.Sprintf("the stop rules are empty, and lessons such as %q have a part for two people", l.ID), "write below the front matter when the two must stop, and when to pause")
				return
			}
		}
	}
}

// help checks that one lesson of a phase at least leads to the help page. Out holds what was found in its lessons.
func (c *checker) help(ph *program.Phase, out *diag.List) {
	astray := func(p diag.Problem) bool { return p.Code == diag.LinkFile }
	if !ph.Whole || len(ph.Lessons) == 0 || slices.ContainsFunc(*out, astray) {
		return // the lesson that cannot be read, or the link that leads nowhere, may be the one
	}
	page := "content/" + c.lang.Tag + "/pages/help.md"
	for _, l := range ph.Lessons {
		for _, link := range l.Body.Links {
			if !link.External && link.Target != "" && path.Join(path.Dir(l.File), link.Target) == page {
				return
			}
		}
	}
	out.Add(diag.Pos{File: ph.File, Line: 1, Column: 1}, diag.PhaseHelp, "no lesson of this phase leads to the help page", "add to one of its lessons, where it may get hard, a link such as [help](../pages/help.md)")
}

// reach checks that the lessons of each path lead on to one another.
func (c *checker) reach(out *diag.List) {
	settled := map[string]bool{} // paths with a core lesson, or with one whose rank is not known
	whole := true
	for _, ph := range c.lang.Phases {
		whole = whole && ph.Whole
		for _, l := range ph.Lessons {
			for _, name := range c.program.Paths {
				rank := l.Paths[name]
				settled[name] = settled[name] || rank == "core" || rank == ""
				c.after(l, name, out)
			}
		}
	}
	for i, name := range c.program.Paths {
		if whole && !settled[name] {
			out.Add(c.program.At("paths", i), diag.PathReach, fmt.Sprintf("no lesson is core on the path %q", name), fmt.Sprintf("write \"%s: core\" below \"paths\" in the lessons that everybody on it should read", name))
		}
	}
}

// after checks that a lesson shown on a path does not wait for hidden ones alone.
// What the edition leaves out does not count.
func (c *checker) after(l *program.Lesson, name string, out *diag.List) {
	rank := l.Paths[name]
	if rank == "" || rank == "hidden" {
		return
	}
	hidden := 0
	for _, id := range l.After {
		before := c.index.lessons[id]
		switch {
		case before == nil:
		case before.Paths[name] != "hidden":
			return
		default:
			hidden++
		}
	}
	if hidden > 0 {
		out.Add(l.At("after"), diag.PathReach, fmt.Sprintf("on the path %q this lesson waits for lessons that are all hidden there", name), fmt.Sprintf("add to \"after\" a lesson that the path %q shows, or write \"%s: hidden\" for this one", name, name))
	}
}
