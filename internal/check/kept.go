package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"goldseam/internal/diag"
	"goldseam/internal/markdown"
	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// Edition lists what an edition lost or weakened of what keeps readers safe in
// the base, lesson by lesson and sheet by sheet: what has the same id is
// compared. An edition may word everything anew and be stricter than the base.
//
// What is left out altogether is no loss, but for the safety check: a lesson
// that is not there harms nobody.
func Edition(p, base *program.Program) diag.List {
	k := &keeper{program: p, base: base, index: indexOf(p.Source)}
	for _, ph := range base.Source.Phases {
		for _, b := range ph.Lessons {
			if l := k.index.lessons[b.ID]; l != nil {
				k.lesson(l, b)
			}
		}
	}
	for _, b := range base.Source.Worksheets {
		if s := k.index.sheets[b.ID]; s != nil {
			k.sheet(s, b)
		}
	}
	k.order()
	k.pages()
	k.helpLines()
	k.words()
	return k.out
}

// keeper compares an edition with its base.
type keeper struct {
	program, base *program.Program
	index         index
	out           diag.List
}

// strictness puts known values in order, the strictest last; a value that is missing has a problem of its own.
func looser(value, than string, order ...string) bool {
	v, t := slices.Index(order, value), slices.Index(order, than)
	return v >= 0 && v < t
}

func (k *keeper) lesson(l, b *program.Lesson) {
	lost := func(message, hint string, path ...any) { k.out.Add(l.At(path...), diag.SafetyLesson, message, hint) }
	own := `; for a text that everybody may read, write a lesson of your own under another name and add it in edition.yaml`
	if looser(l.OnRed, b.OnRed, "shown", "solo", "hidden") {
		lost(fmt.Sprintf(`the base program has "on_red: %s" in this lesson, and %q holds back less: readers in danger would be led to it`, b.OnRed, l.OnRed), fmt.Sprintf(`write "on_red: %s"%s`, b.OnRed, own), "on_red")
	}
	if looser(l.Mode, b.Mode, "alone", "offered", "together") {
		lost(fmt.Sprintf(`the base program has "mode: %s" in this lesson, and with %q the stop rules could be missing where two people need them`, b.Mode, l.Mode), fmt.Sprintf(`write "mode: %s"%s`, b.Mode, strings.Replace(own, "everybody may read", "one person reads alone", 1)), "mode")
	}
	if b.Paths["unsure"] == "hidden" && l.Paths["unsure"] != "hidden" && l.Paths["unsure"] != "" {
		lost(`the base program hides this lesson on the path "unsure": readers who are not sure they are safe would be led to it`, `write "unsure: hidden"`+own, "paths", "unsure")
	}
	if b.Heavy && !l.Heavy {
		lost("in the base program a note warns before this lesson that it speaks about hard things, and here it is gone", `write "heavy: true": readers then choose when to read it`, "heavy")
	}
	if len(l.Safety) < len(b.Safety) || !slices.ContainsFunc(l.Safety, says) && len(b.Safety) > 0 {
		lost(fmt.Sprintf("this lesson has %d of the %d notes on safety that the base program has", len(l.Safety), len(b.Safety)), `you may word them anew, and add to them; to have them back, copy "safety:" from the base program's lesson`, "safety")
	}
	if says(b.Solo) && !says(l.Solo) {
		lost("the base program says here what a reader can do who is on their own, and here it is gone", `write it in your words: "solo: …"`, "solo")
	}
	k.steps(l, b)
	k.sections(l, b)
}

// says tells whether a text has a word in it.
func says[T ~string](s T) bool { return strings.ContainsFunc(string(s), unicode.IsLetter) }

// steps looks for steps that were for two people and are still there, as they were or a little changed, for everybody.
func (k *keeper) steps(l, b *program.Lesson) {
	var alone []string
	for _, s := range b.Steps {
		if !s.Together {
			alone = append(alone, string(s.Text))
		}
	}
	for i, s := range l.Steps {
		if s.Together || slices.Contains(alone, string(s.Text)) {
			continue
		}
		if slices.ContainsFunc(b.Steps, func(old program.Step) bool { return old.Together && alike(string(old.Text), string(s.Text)) }) {
			k.out.Add(l.At("steps", i), diag.SafetyLesson, "in the base program this step is for two people, and here it has lost its mark: readers in danger would be asked to do it", `write it in two lines, "- text: …" and below it "with: together"`)
		}
	}
}

// alike tells whether two texts share most of their words.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	first, second := wordCounts(a), wordCounts(b)
	shared := 0
	for word, n := range first {
		shared += min(n, second[word])
	}
	return 10*2*shared >= 7*(total(first)+total(second)) && shared > 2
}

func wordCounts(s string) map[string]int {
	out := map[string]int{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out[word]++
	}
	return out
}

func total(m map[string]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}

// sections looks for sections of the text that were for two people and are still there for everybody.
func (k *keeper) sections(l, b *program.Lesson) {
	held, now := forBoth(b.Body), forBoth(l.Body)
	if l.Body == nil {
		return
	}
	above := 0 // level of a section that was reported, with all below it
	for _, h := range l.Body.Headings {
		if above > 0 && h.Level > above {
			continue
		}
		above = 0
		if held[h.ID] && !now[h.ID] {
			above = h.Level
			k.out.Add(h.Pos, diag.SafetyLesson, fmt.Sprintf("in the base program the section %q is for two people, and here it has lost its mark: readers in danger would be asked to do it", h.Text), `write {.together} at the end of the heading`)
		}
	}
}

// forBoth lists the headings of the sections for two people, with those within them.
func forBoth(doc *markdown.Doc) map[string]bool {
	out := map[string]bool{}
	if doc == nil {
		return out
	}
	level := 0
	for _, h := range doc.Headings {
		if level > 0 && h.Level <= level {
			level = 0
		}
		if h.Together && level == 0 {
			level = h.Level
		}
		if level > 0 {
			out[h.ID] = true
		}
	}
	return out
}

// isCheck tells the worksheets that are a safety check: what they come to holds back what is for two people.
func isCheck(s *worksheet.Sheet) bool {
	return s.ID == "safety-check" || slices.ContainsFunc(s.Rules, func(r rule) bool { return r.Show == "result-red" })
}
