package build_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// world is a program and an edition of it, which random edits change.
type world struct {
	*disk
	tb     testing.TB
	rng    *rand.Rand
	phases []phase
	sheets []entry
	paths  []string
	langs  []string
	next   int // makes each edit differ from all others
}

type phase struct {
	id      string
	lessons []entry
}

type entry struct {
	id   string
	page int
}

func newWorld(tb testing.TB, seed uint64) *world {
	c := small()
	files := map[string]string{}
	for name, text := range c.Files(tb) {
		files["base/"+name] = text
	}
	w := &world{disk: newDisk(files), tb: tb, rng: rand.New(rand.NewPCG(seed, 3)), paths: []string{"broke", "hurt", "both", "unsure"}, langs: []string{"en"}, next: 100}
	for n := range c.Lessons {
		in, id := c.Name(n)
		if n%c.PerPhase == 0 {
			w.phases = append(w.phases, phase{id: in})
			w.sheets = append(w.sheets, entry{fmt.Sprintf("sheet-%d", n/c.PerSheet+1), n/c.PerSheet + 1})
		}
		last := &w.phases[len(w.phases)-1]
		last.lessons = append(last.lessons, entry{id, n + 1})
	}
	w.put("base/content/en/pages/stop-rules.md", "---\ntitle: Stop rules\nsummary: When to stop.\n---\n\n## Stop now\n\nSee [pause](../phase-1/lesson-4.md#part-1-of-this), [below](#later), or [help](help.md).\n\n## Later\n\nWait.\n")
	w.put("base/content/en/phase-1/picture.png", "a picture")
	w.words()
	w.put("mine/static/handout.pdf", "a handout")
	w.put("base/content/en/phase-1/lesson-2.md", w.get("base/content/en/phase-1/lesson-2.md")+"\n![A hand](picture.png) and [a handout](../../../static/handout.pdf)\n")
	w.put("mine/edition.yaml", "goldseam: 1.0.0\n")
	w.structure()
	return w
}

// words writes style.yaml, with other words each time, and words that are in the texts.
func (w *world) words() {
	w.put("base/content/en/style.yaml", fmt.Sprintf("avoid: {victim: person, %s: \"\"}\nidioms: {talk about it: speak}\ninstructions: {then: later}\nsteps: [%s, then, wait]\ndont: [%s]\n",
		pick(w, []string{"slowly", "before you", "wait for an answer"}), pick(w, []string{"name", "write"}), pick(w, []string{"name", "write"})))
}

// structure writes program.yaml.
func (w *world) structure() {
	var b strings.Builder
	fmt.Fprintf(&b, "language: en\nlanguages: [%s]\npaths: [%s]\nphases:\n", strings.Join(w.langs, ", "), strings.Join(w.paths, ", "))
	for _, p := range w.phases {
		fmt.Fprintf(&b, "  - id: %s\n    lessons:\n", p.id)
		for _, l := range p.lessons {
			fmt.Fprintf(&b, "      - {id: %s, page: %d}\n", l.id, l.page)
		}
	}
	b.WriteString("worksheets:\n")
	for _, s := range w.sheets {
		fmt.Fprintf(&b, "  - {id: %s, page: %d}\n", s.id, s.page)
	}
	w.put("base/content/program.yaml", b.String())
}

// fresh gives a number that was not used before.
func (w *world) fresh() int {
	w.next++
	return w.next
}

func pick[T any](w *world, list []T) T { return list[w.rng.IntN(len(list))] }

// lesson gives a random lesson: its phase and place there.
func (w *world) lesson() (p *phase, i int) {
	p = &w.phases[w.rng.IntN(len(w.phases))]
	return p, w.rng.IntN(len(p.lessons))
}

// lessonFile gives the file of a random lesson, in a random language.
func (w *world) lessonFile() string {
	p, i := w.lesson()
	return "base/content/" + pick(w, w.langs) + "/" + p.id + "/" + p.lessons[i].id + ".md"
}

// textFile gives the file of a random text.
func (w *world) textFile() string {
	dir := "base/content/" + pick(w, w.langs) + "/"
	switch w.rng.IntN(6) {
	case 0:
		return dir + "worksheets/" + pick(w, w.sheets).id + ".md"
	case 1:
		return dir + "pages/" + pick(w, []string{"help", "stop-rules", "limits", "right-now"}) + ".md"
	case 2:
		return dir + "program.md"
	}
	return w.lessonFile()
}

// target gives what a link may name, from a lesson's folder; sometimes it leads nowhere.
func (w *world) target() string {
	p, i := w.lesson()
	return pick(w, []string{
		"../" + p.id + "/" + p.lessons[i].id + ".md", "../" + p.id + "/" + p.lessons[i].id + ".md", "../" + p.id + "/" + p.lessons[i].id + ".md#part-1-of-this",
		"../pages/help.md", "../pages/stop-rules.md#later", "../worksheets/" + pick(w, w.sheets).id + ".md#how-to-use-it",
		"../../../static/handout.pdf", "../../../static/other.pdf", "../" + p.id + "/no-such-lesson.md",
	})
}

// language translates the English texts into Spanish, or takes all of them away.
func (w *world) language() {
	if i := slices.Index(w.langs, "es"); i >= 0 {
		w.langs = slices.Delete(w.langs, i, i+1)
		if w.rng.IntN(2) == 0 {
			for name := range w.save() {
				if strings.HasPrefix(name, "base/content/es/") {
					delete(w.MapFS, name)
				}
			}
		}
	} else {
		w.langs = append(w.langs, "es")
		for name := range w.save() {
			if rest, ok := strings.CutPrefix(name, "base/content/en/"); ok && !w.has("base/content/es/"+rest) && w.rng.IntN(3) > 0 {
				w.translate(rest)
			}
		}
		w.translate("program.md")
		w.translate("strings.yaml")
	}
	w.structure()
}

// edition writes edition.yaml with some of what may stand there.
func (w *world) edition() {
	p, i := w.lesson()
	q, j := w.lesson()
	lines := []string{
		fmt.Sprintf("title: Edition %d", w.fresh()), "publisher: {name: River, contact: a@example.org, about: We listen.}", "url: https://example.org/program/",
		"languages: [en, es]", "languages: [es]", "help: [US]", "leave_to: https://example.com/", "discreet: false", "review: {by: A. Person, on: 2026-01-31}",
		`theme: {accent: "#9a6b00", type: large, corner: round}`, "theme: {logo: static/logo.svg}", `theme: {link: "#7ab8c9"}`, `theme: {paper: "#fdf3f8", night: {link: "#d5a4ff"}, scale: bold}`, fmt.Sprintf("omit: [%s]", p.lessons[i].id), fmt.Sprintf("omit: [%s]", q.id),
		fmt.Sprintf("order: {%s: [%s]}", q.id, q.lessons[j].id), fmt.Sprintf("add: [{lesson: ours, phase: %s, page: 500}]", p.id),
	}
	text := "goldseam: 1.0.0\n"
	seen := map[string]bool{}
	for range w.rng.IntN(5) {
		line := pick(w, lines)
		if key, _, _ := strings.Cut(line, ":"); !seen[key] {
			seen[key] = true
			text += line + "\n"
		}
	}
	if strings.Contains(text, "lesson: ours") {
		w.put("mine/content/en/"+p.id+"/ours.md", w.get("base/content/en/"+q.id+"/"+q.lessons[j].id+".md"))
	}
	w.put("mine/edition.yaml", text)
}

// copy keeps the world as it is, and back brings it back.
func (w *world) copy() world {
	c := *w
	c.disk = &disk{MapFS: w.save()}
	c.phases = nil
	for _, p := range w.phases {
		c.phases = append(c.phases, phase{p.id, slices.Clone(p.lessons)})
	}
	c.sheets, c.langs = slices.Clone(w.sheets), slices.Clone(w.langs)
	return c
}

func (w *world) back(c world) {
	w.restore(c.save())
	c = c.copy()
	w.phases, w.sheets, w.paths, w.langs = c.phases, c.sheets, c.paths, c.langs
}
