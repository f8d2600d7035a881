// Package check holds the rules a whole Program must satisfy.
//
// What can be said of one file alone was said when it was read; here stand the
// rules that need more than one file, or that a lesson must keep to be of help.
package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/nearest"
	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// Result is every problem found, with what a next check can use again.
type Result struct {
	Problems  diag.List
	surface   Surface
	languages map[string]*language
}

// language is what was found in one language.
type language struct {
	list   []*program.Phase
	phases map[*program.Phase]*phase
	sheets []*worksheet.Sheet
	index  index
	order  diag.List // problems in what is read after what, and on which path
}

// phase is what was found in the lessons of one phase.
type phase struct {
	lessons  map[*program.Lesson]diag.List
	problems diag.List
}

// Surface is what other texts may refer to, and what the program asks of each: it
// changes when a link somewhere may have been broken or mended. Lessons that did not change need
// to be looked at again only if it did.
type Surface struct {
	names string
}

// Program checks a program. Prev is the result for an earlier state, or nil.
// Targets knows the places that links may lead to, by language.
func Program(p *program.Program, targets map[*program.Language]*program.Targets, prev *Result) *Result {
	r := &Result{languages: map[string]*language{}}
	if prev == nil {
		prev = &Result{}
	}
	edition(p, &r.Problems)
	published(p, targets[p.Source], &r.Problems)
	for _, c := range p.Countries {
		country(c, &r.Problems)
	}
	r.surface.names = strings.Join(p.Paths, " ")
	languages := p.Languages
	if !slices.Contains(languages, p.Source) {
		languages = append(slices.Clone(languages), p.Source)
	}
	for _, lang := range languages {
		t := targets[lang]
		r.surface.names += lang.Tag + t.Surface()
	}
	same := prev.surface == r.surface // asked once: it is long
	for _, lang := range languages {
		old := prev.languages[lang.Tag]
		if old == nil {
			old = &language{}
		}
		c := &checker{program: p, lang: lang, targets: targets[lang]}
		now := &language{list: lang.Phases, sheets: lang.Worksheets, phases: make(map[*program.Phase]*phase, len(lang.Phases))}
		still := sameAfter(old.list, lang.Phases)
		if now.index = old.index; !still || len(old.order) > 0 || !slices.Equal(old.sheets, now.sheets) {
			now.index = indexOf(lang)
		}
		c.index = now.index
		for _, ph := range lang.Phases {
			found := old.phases[ph]
			if found == nil || !same {
				found = c.phase(ph, old, same)
			}
			now.phases[ph] = found
			r.Problems = append(r.Problems, found.problems...)
		}
		if lang == p.Source && (!still || !same || len(old.order) > 0) {
			c.cycles(&now.order)
			c.reach(&now.order)
		}
		r.Problems = append(r.Problems, now.order...)
		r.Problems = append(r.Problems, c.rest()...)
		r.languages[lang.Tag] = now
	}
	return r
}

// phase checks the lessons of one phase, those that changed or, if what they refer to may have, all.
func (c *checker) phase(ph *program.Phase, old *language, same bool) *phase {
	before := &phase{}
	for known, found := range old.phases {
		if known.ID == ph.ID {
			before = found
		}
	}
	now := &phase{lessons: make(map[*program.Lesson]diag.List, len(ph.Lessons))}
	for _, l := range ph.Lessons {
		found, ok := before.lessons[l]
		if !ok || !same {
			found = c.lesson(l)
		}
		now.lessons[l] = found
		now.problems = append(now.problems, found...)
	}
	if c.lang == c.program.Source {
		c.help(ph, &now.problems)
	}
	return now
}

// sameAfter tells whether two lists of phases hold the same lessons in the same
// order, each to be read after the same others and on the same paths.
func sameAfter(a, b []*program.Phase) bool {
	return slices.EqualFunc(a, b, func(a, b *program.Phase) bool {
		return a == b || a.Whole == b.Whole && slices.EqualFunc(a.Lessons, b.Lessons, func(a, b *program.Lesson) bool {
			return a == b || a.ID == b.ID && slices.Equal(a.After, b.After) && maps.Equal(a.Paths, b.Paths)
		})
	})
}

// index finds lessons and worksheets by id, fast.
type index struct {
	lessons map[string]*program.Lesson
	sheets  map[string]*worksheet.Sheet
}

func indexOf(lang *program.Language) index {
	x := index{map[string]*program.Lesson{}, map[string]*worksheet.Sheet{}}
	for _, p := range lang.Phases {
		for _, l := range p.Lessons {
			x.lessons[l.ID] = l
		}
	}
	for _, s := range lang.Worksheets {
		x.sheets[s.ID] = s
	}
	return x
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// checker checks one language of a program.
type checker struct {
	program *program.Program
	lang    *program.Language
	targets *program.Targets
	index   index
}

// lesson checks one lesson: of a translation its links, since all else is the source's.
func (c *checker) lesson(l *program.Lesson) diag.List {
	if c.lang != c.program.Source {
		return c.targets.Check(l.File, l.Body)
	}
	var out diag.List
	lists(l, &out)
	red(l, &out)
	gate(l, &out)
	paths(c.program, l, &out)
	for i, id := range l.After {
		if c.index.lessons[id] == nil && !c.targets.Omitted(id) {
			out.Add(l.At("after", i), diag.UnknownLesson, fmt.Sprintf("there is no lesson %q", id), nearest.Hint(id, keys(c.index.lessons), "lessons"))
		}
	}
	for i, id := range l.Worksheets {
		if c.index.sheets[id] == nil && !c.targets.Omitted(id) {
			out.Add(l.At("worksheets", i), diag.UnknownSheet, fmt.Sprintf("there is no worksheet %q", id), nearest.Hint(id, keys(c.index.sheets), "worksheets"))
		}
	}
	out = append(out, c.targets.Check(l.File, l.Body)...)
	return out
}

// lists checks that the lists of a lesson are long enough to help and short enough to do.
func lists(l *program.Lesson, out *diag.List) {
	length := func(name string, n, low, high int, what string) {
		if n == 0 || n >= low && n <= high {
			return // an empty list is reported where it was read
		}
		limits := fmt.Sprintf("%d to %d", low, high)
		if high > 20 {
			limits = fmt.Sprintf("%d or more", low)
		}
		out.Add(l.At(name), diag.ListLength, fmt.Sprintf("%q has %d, and %s are wanted", name, n, limits), what)
	}
	length("steps", len(l.Steps), 3, 6, "join or split steps, so that one can do them all")
	length("do", len(l.Do), 2, 99, "add one more thing to do")
	length("dont", len(l.Dont), 2, 99, "add one more thing not to do")
	length("signs", len(l.Signs), 2, 99, "add one more sign that one can see")
	if l.Minutes < 0 || l.Minutes > 120 {
		out.Add(l.At("minutes"), diag.BadMinutes, fmt.Sprintf("a lesson of %d minutes is not one lesson", l.Minutes), "write the minutes of reading and filling in, 5 to 60")
	}
}

// red checks what is left of a lesson after a red safety result.
func red(l *program.Lesson, out *diag.List) {
	if l.OnRed != "solo" {
		return
	}
	if l.Solo == "" {
		out.Add(l.At("on_red"), diag.RedSolo, `"on_red: solo" needs a line "solo"`, "write what somebody can do alone: \"solo: …\"")
	}
	if len(l.Steps) > 0 && !slices.ContainsFunc(l.Steps, func(s program.Step) bool { return !s.Together }) {
		out.Add(l.At("steps"), diag.RedSolo, `"on_red: solo" needs at least one step for one person`, `take "with: together" away from a step that can be done alone`)
	}
}

// paths checks a lesson's place on each path of the program.
func paths(p *program.Program, l *program.Lesson, out *diag.List) {
	if l.Paths == nil {
		return
	}
	for _, path := range p.Paths {
		if l.Paths[path] == "" {
			out.Add(l.At("paths"), diag.PathMissing, fmt.Sprintf("the lesson has no place on the path %q", path), fmt.Sprintf("add \"%s: core\", or helpful, optional or hidden", path))
		}
	}
	if c := slices.IndexFunc(p.Paths, func(path string) bool { return l.Paths[path] != "hidden" }); c < 0 {
		out.Add(l.At("paths"), diag.PathReach, "the lesson is hidden on all paths, so that no reader is led to it", `write core, helpful or optional for a path it helps on, or take the lesson out of program.yaml`)
	}
	if rank := l.Paths["unsure"]; l.OnRed == "hidden" && rank != "" && rank != "hidden" {
		out.Add(l.At("paths", "unsure"), diag.PathTogether, `a lesson that a red safety result hides cannot be on the path "unsure"`, `write "unsure: hidden", so that nobody can tell the two apart`)
	}
}

// rest checks everything of a language but its lessons' own parts.
func (c *checker) rest() diag.List {
	var out diag.List
	if c.lang == c.program.Source {
		c.stopRules(&out)
	}
	out = append(out, c.targets.Check(c.lang.HomeFile, c.lang.Home)...)
	for _, p := range c.lang.Pages {
		out = append(out, c.targets.Check(p.File, p.Body)...)
	}
	for _, s := range c.lang.Slots {
		out = append(out, c.targets.Check(s.LinksFrom(c.lang), s.Body)...)
	}
	for _, n := range c.lang.Notes {
		out = append(out, c.targets.Check(n.File, n.Body)...)
	}
	c.forms(&out)
	c.translated(&out)
	for _, s := range c.lang.Worksheets {
		out = append(out, c.targets.Check(s.File, s.Intro)...)
		if c.lang == c.program.Source {
			c.sheetRules(s, &out)
		}
	}
	return out
}

// cycles finds lessons that are to be read before themselves.
func (c *checker) cycles(out *diag.List) {
	const open, done = 1, 2
	state := make(map[string]int, len(c.index.lessons))
	var trail []string
	var visit func(id string)
	visit = func(id string) {
		l := c.index.lessons[id]
		if l == nil || state[id] == done {
			return
		}
		state[id] = open
		trail = append(trail, id)
		for i, before := range l.After {
			if state[before] == open {
				round := append(slices.Clone(trail[slices.Index(trail, before):]), before)
				out.Add(l.At("after", i), diag.Cycle, "lessons wait for one another: "+strings.Join(round, " after "), "take one of them out of a lesson's \"after\"")
				continue
			}
			visit(before)
		}
		trail = trail[:len(trail)-1]
		state[id] = done
	}
	for _, phase := range c.lang.Phases {
		for _, l := range phase.Lessons {
			visit(l.ID)
		}
	}
}

// sheetRules checks the parts of rules that lead out of their worksheet.
func (c *checker) sheetRules(s *worksheet.Sheet, out *diag.List) {
	for i, r := range s.Rules {
		kind, id, _ := strings.Cut(r.Link, ":")
		switch {
		case id == "":
		case kind == "worksheet" && c.index.sheets[id] == nil && !c.targets.Omitted(id):
			out.Add(s.At("rules", i, "link"), diag.UnknownSheet, fmt.Sprintf("there is no worksheet %q", id), nearest.Hint(id, keys(c.index.sheets), "worksheets"))
		case kind == "lesson" && c.index.lessons[id] == nil && !c.targets.Omitted(id):
			out.Add(s.At("rules", i, "link"), diag.UnknownLesson, fmt.Sprintf("there is no lesson %q", id), nearest.Hint(id, keys(c.index.lessons), "lessons"))
		case kind == "page" && c.lang.Page(id) == nil && !c.targets.Omitted(id):
			var names []string
			for _, p := range c.lang.Pages {
				names = append(names, p.Name)
			}
			out.Add(s.At("rules", i, "link"), diag.UnknownPage, fmt.Sprintf("there is no page %q", id), nearest.Hint(id, names, "pages"))
		}
		if sheet, field, _ := strings.Cut(r.From, "."); r.From != "" {
			other := c.index.sheets[sheet]
			if other == nil && c.targets.Omitted(sheet) {
				continue // its own problems come first
			}
			if other == nil {
				out.Add(s.At("rules", i, "from"), diag.UnknownSheet, fmt.Sprintf("there is no worksheet %q", sheet), nearest.Hint(sheet, keys(c.index.sheets), "worksheets"))
			} else if from, to := other.Field(field), s.Field(r.Suggest); from != nil {
				if why, hint := worksheet.NoSuggestion(other, from, cmp.Or(to, from)); why != "" {
					out.Add(s.At("rules", i, "from"), diag.RuleAction, why, hint)
				}
			} else {
				var names []string
				for _, f := range other.Fields {
					names = append(names, f.ID)
				}
				out.Add(s.At("rules", i, "from"), diag.UnknownField, fmt.Sprintf("the worksheet %q has no field %q", sheet, field), nearest.Hint(field, names, "fields"))
			}
		}
	}
}
