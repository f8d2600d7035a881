package build_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"goldseam/themes"
)

// edit is one thing an author does.
type edit struct {
	name string
	do   func(w *world)
}

// edits lists what authors do, what breaks a program included.
func edits() []edit {
	return slices.Concat(textEdits(), lessonEdits(), structureEdits(), patchEdits(), otherEdits())
}

func textEdits() []edit {
	title := regexp.MustCompile(`(?m)^title: .*$`)
	return []edit{
		{"words", func(w *world) { w.edit(w.textFile(), w.add("\n\nMore words %d.\n")) }},
		{"title", func(w *world) {
			w.edit(w.textFile(), func(s string) string { return title.ReplaceAllString(s, fmt.Sprintf("title: Title %d", w.fresh())) })
		}},
		{"new heading", func(w *world) { w.edit(w.textFile(), w.add("\n\n## Heading %d\n\nText.\n")) }},
		{"other heading", func(w *world) { w.edit(w.textFile(), swap("## Part 1 of this", "## Part one of this")) }},
		{"link", func(w *world) {
			w.edit(w.textFile(), func(s string) string { return s + fmt.Sprintf("\n\n[link](%s)\n", w.target()) })
		}},
		{"link in the stop rules", func(w *world) {
			w.edit("base/content/en/pages/stop-rules.md", func(s string) string { return s + fmt.Sprintf("\n\n[link](%s)\n", w.target()) })
		}},
		{"picture in a text", func(w *world) { w.edit(w.lessonFile(), w.add("\n\n![A hand %d](../phase-1/picture.png)\n")) }},
		{"not readable", func(w *world) { w.edit(w.textFile(), func(s string) string { return "---\ntitle: [\n---\n" + s }) }},
		{"notes", func(w *world) {
			name := strings.TrimSuffix(w.lessonFile(), ".md") + ".notes.md"
			if w.has(name) && w.rng.IntN(3) == 0 {
				delete(w.MapFS, name)
				return
			}
			w.put(name, notes(fmt.Sprintf("Word %d.", w.fresh()), pick(w, []string{"Short.", "[link](" + w.target() + ")", "<b>HTML</b>"})))
		}},
		{"HTML", func(w *world) { w.edit(w.textFile(), w.add("\n\n<b>%d</b> TODO\n")) }},
	}
}

func lessonEdits() []edit {
	after, sheets, minutes := regexp.MustCompile(`(?m)^after: .*$`), regexp.MustCompile(`(?m)^worksheets: .*$`), regexp.MustCompile(`(?m)^minutes: .*$`)
	set := func(w *world, line *regexp.Regexp, text string) {
		w.edit(w.lessonFile(), func(s string) string { return line.ReplaceAllString(s, text) })
	}
	return []edit{
		{"after", func(w *world) {
			p, i := w.lesson()
			set(w, after, "after: ["+p.lessons[i].id+"]")
		}},
		{"worksheets", func(w *world) { set(w, sheets, "worksheets: ["+pick(w, w.sheets).id+"]") }},
		{"unknown worksheet", func(w *world) { set(w, sheets, "worksheets: [sheet-nine]") }},
		{"minutes", func(w *world) { set(w, minutes, fmt.Sprintf("minutes: %d", w.rng.IntN(130))) }},
		{"together", func(w *world) { w.edit(w.lessonFile(), swap("    with: together", "    # for both")) }},
		{"mode", func(w *world) { w.edit(w.lessonFile(), swap("mode: offered", "mode: alone")) }},
		{"rank", func(w *world) {
			w.edit(w.lessonFile(), swap("{broke: core, hurt: core", "{broke: core, hurt: helpful"))
		}},
		{"own lesson over the base's", func(w *world) {
			name := w.lessonFile()
			w.put(strings.Replace(name, "base/", "mine/", 1), w.add("\n\nOur words %d.\n")(w.get(name)))
		}},
		{"own lesson that holds back less", func(w *world) {
			name := w.lessonFile()
			weaker := pick(w, []string{"on_red: shown", "heavy: false", "mode: alone", "solo: ", "safety: ["})
			text := regexp.MustCompile("(?m)^"+weaker[:4]+".*$").ReplaceAllString(w.get(name), weaker)
			w.put(strings.Replace(name, "base/", "mine/", 1), strings.Replace(text, "safety: [", "safety: []", 1))
		}},
		{"own lesson away", func(w *world) { w.away("mine/content/") }},
	}
}

func structureEdits() []edit {
	return []edit{
		{"lesson away", func(w *world) {
			p, i := w.lesson()
			if len(p.lessons) > 2 {
				for _, tag := range w.langs {
					delete(w.MapFS, "base/content/"+tag+"/"+p.id+"/"+p.lessons[i].id+".md")
				}
				p.lessons = slices.Delete(p.lessons, i, i+1)
				w.structure()
			}
		}},
		{"file of a lesson away", func(w *world) { delete(w.MapFS, w.lessonFile()) }},
		{"new lesson", func(w *world) {
			p, i := w.lesson()
			n := w.fresh()
			id := fmt.Sprintf("lesson-%d", n)
			for _, tag := range w.langs {
				w.put("base/content/"+tag+"/"+p.id+"/"+id+".md", w.get("base/content/"+tag+"/"+p.id+"/"+p.lessons[i].id+".md"))
			}
			p.lessons = slices.Insert(p.lessons, i, entry{id, n})
			w.structure()
		}},
		{"order", func(w *world) {
			p, i := w.lesson()
			p.lessons[0], p.lessons[i] = p.lessons[i], p.lessons[0]
			w.structure()
		}},
		{"order of phases", func(w *world) {
			i := w.rng.IntN(len(w.phases))
			w.phases[0], w.phases[i] = w.phases[i], w.phases[0]
			w.structure()
		}},
		{"number", func(w *world) {
			p, i := w.lesson()
			p.lessons[i].page = w.fresh()
			w.structure()
		}},
		{"number of the stop rules' lesson", func(w *world) {
			for _, p := range w.phases {
				for i := range p.lessons {
					if p.lessons[i].id == "lesson-4" {
						p.lessons[i].page = w.fresh()
					}
				}
			}
			w.structure()
		}},
		{"number of a worksheet", func(w *world) {
			w.sheets[w.rng.IntN(len(w.sheets))].page = w.fresh()
			w.structure()
		}},
		{"to another phase", func(w *world) {
			p, i := w.lesson()
			q, j := w.lesson()
			if p == q || len(p.lessons) < 3 {
				return
			}
			l := p.lessons[i]
			for _, tag := range w.langs {
				from := "base/content/" + tag + "/" + p.id + "/" + l.id + ".md"
				w.put("base/content/"+tag+"/"+q.id+"/"+l.id+".md", w.get(from))
				delete(w.MapFS, from)
			}
			p.lessons = slices.Delete(p.lessons, i, i+1)
			q.lessons = slices.Insert(q.lessons, j, l)
			w.structure()
		}},
		{"paths", func(w *world) {
			w.paths = pick(w, [][]string{{"broke", "hurt", "both", "unsure"}, {"broke", "hurt"}, {"unsure", "both", "hurt"}})
			w.structure()
		}},
		{"a second language", func(w *world) { w.language() }},
		{"phase", func(w *world) {
			w.put("base/content/en/"+pick(w, w.phases).id+"/phase.md", fmt.Sprintf("---\ntitle: Part %d\nsummary: Why.\n---\n", w.fresh()))
		}},
	}
}

func patchEdits() []edit {
	patch := func(w *world, name, text string) {
		stem, _, _ := strings.Cut(strings.TrimPrefix(name, "base/"), ".")
		w.put("mine/"+stem+".patch.yaml", fmt.Sprintf(text, w.fresh()))
	}
	lesson := []string{
		"title: Patched %d", "minutes: 12 # %d", "steps: {append: [Ask %d people.]}", "safety: {prepend: [Note %d.]}", "titel: Slip %d", "do: [One, Two %d]\ndont: []",
		"body: {after: {part-1-of-this: \"### Ours %d\\n\\n[link](../pages/help.md)\"}}", "body:\n  replace:\n    part-2-of-this: |\n      More %d.\n\n      ## Part 1 of this\n",
		"body: {append: Our end %d, with a <b>mistake</b>.}", "title: [%d", "body: {remove: [part-%d]}", "steps: {remove: [Step %d]}", "# nothing %d",
	}
	return []edit{
		{"patch of a lesson", func(w *world) { patch(w, w.lessonFile(), pick(w, lesson)) }},
		{"patch of a lesson again", func(w *world) { patch(w, w.lessonFile(), pick(w, lesson)) }},
		{"patch of a text", func(w *world) {
			patch(w, w.textFile(), pick(w, []string{"title: Patched %d", "body: {prepend: 'Ours %d.'}", "title: Patched %d\nbody: |\n  A whole text.\n"}))
		}},
		{"patch of a worksheet", func(w *world) {
			patch(w, "base/content/en/worksheets/"+pick(w, w.sheets).id+".md", pick(w, []string{"fields: {change: {strength: {label: How %d}}}", "fields: {add: {ours: {type: text, label: Who %d}}}", "fields: {remove: [words]} # %d"}))
		}},
		{"patch of words", func(w *world) {
			patch(w, "base/content/en/strings.yaml", pick(w, []string{"outline: Lessons %d", "way: Path %d", "outlne: %d", "minutes.one: \"%d minute\""}))
		}},
		{"patch of help lines", func(w *world) {
			patch(w, "base/content/help-lines/us.yaml", pick(w, []string{"lines: {change: {lifeline-988: {cost: Free %d}}}", "lines: {add: {ours: {kind: legal, name: Ours %d, call: \"1\"}}}"}))
		}},
		{"patch of words to avoid", func(w *world) {
			patch(w, "base/content/en/style.yaml", "avoid: {change: {victim: person %d}, add: {our: your}}")
		}},
		{"patch of what is not there", func(w *world) { patch(w, "base/content/en/phase-1/slip.md", "title: %d") }},
		{"patch of structure", func(w *world) { patch(w, "base/content/program.yaml", "language: %d") }},
		{"what a patch was made of", func(w *world) {
			name := w.lessonFile()
			w.put(strings.Replace(name, "base/content/", "mine/base/content/", 1), swap("## Part 1 of this", "## Part 9 of this")(w.get(name)))
		}},
		{"patch away", func(w *world) { w.awayIf("mine/content/", ".patch.yaml") }},
	}
}

func otherEdits() []edit {
	line := regexp.MustCompile(`(?m)^(steps|minutes|safety|row|neutral-title|callout-note|help|outline|way|done|panel-help|panel-ground-1|js-saved|nb-title|entry-date): .*$`)
	return []edit{
		{"words of the interface", func(w *world) {
			w.edit("base/content/en/strings.yaml", func(s string) string {
				found := line.FindAllStringSubmatch(s, -1)
				m := pick(w, found)
				return strings.Replace(s, m[0], fmt.Sprintf("%s: \"Word %d {n}\"", m[1], w.fresh()), 1)
			})
		}},
		{"a word away", func(w *world) { w.edit("base/content/en/strings.yaml", swap("\nsteps: ", "\nstepps: ")) }},
		{"words to avoid", func(w *world) { w.words() }},
		{"no words to avoid", func(w *world) { delete(w.MapFS, "base/content/en/style.yaml") }},
		{"a hard text", func(w *world) {
			w.edit(w.lessonFile(), w.add("\n\n"+strings.Repeat("Responsibility necessitates communication ", 60)+"%d.\n"))
		}},
		{"no core lesson", func(w *world) { w.edit(w.lessonFile(), swap("unsure: core", "unsure: helpful")) }},
		{"no help", func(w *world) { w.edit(w.lessonFile(), swap("pages/help.md", "pages/limits.md")) }},
		{"for two", func(w *world) { w.edit(w.lessonFile(), swap("mode: offered", "mode: together")) }},
		{"shown on red", func(w *world) { w.edit(w.lessonFile(), swap("on_red: solo", "on_red: shown")) }},
		{"no stop rules", func(w *world) {
			w.put("base/content/en/pages/stop-rules.md", "---\ntitle: Stop rules\n---\n")
		}},
		{"template", func(w *world) {
			name := pick(w, templates(w))
			data, err := fs.ReadFile(themes.Hearth(), name)
			if err != nil {
				w.tb.Fatal(err)
			}
			extra := pick(w, []string{"{{/* %d */}}", "<p>Ours %d</p>", "{{if}%d"})
			w.put("mine/theme/"+name, string(data)+fmt.Sprintf(extra, w.fresh()))
		}},
		{"template away", func(w *world) { w.away("mine/theme/") }},
		{"styles", func(w *world) {
			w.put("mine/theme/styles/tokens.css", pick(w, []string{":root { --day-gold: #123; }\n", ":root { --day-gold: #456; }\n", `.x { background: url("none.png"); }`}))
		}},
		{"picture", func(w *world) {
			w.put("base/content/en/phase-1/picture.png", fmt.Sprintf("picture %d", w.fresh()))
		}},
		{"picture away", func(w *world) { delete(w.MapFS, "base/content/en/phase-1/picture.png") }},
		{"handout", func(w *world) {
			w.put("mine/static/"+pick(w, []string{"handout.pdf", "other.pdf", "robots.txt"}), fmt.Sprintf("handout %d", w.fresh()))
		}},
		{"logo", func(w *world) { w.put("mine/static/logo.svg", fmt.Sprintf("<svg>%d</svg>", w.fresh())) }},
		{"own text", func(w *world) {
			name := pick(w, []string{"header-note", "footer", "contact", "consent", "before-worksheet", "after-lesson", "help-intro", "es/footer", "es/contact", "no-such-place"})
			w.put("mine/slots/"+name+".md", fmt.Sprintf(pick(w, []string{"Ours %d, with [help](pages/help.md).", "Ours %d, see [it](phase-1/lesson-4.md#part-1-of-this).", "## A heading\n\nOurs %d.", "<b>Ours</b> %d."}), w.fresh()))
		}},
		{"own texts away", func(w *world) { w.away("mine/slots/") }},
		{"static away", func(w *world) { w.away("mine/static/") }},
		{"edition", func(w *world) { w.edition() }},
		{"no edition", func(w *world) { delete(w.MapFS, "mine/edition.yaml") }},
		{"sheet", func(w *world) {
			w.edit("base/content/en/worksheets/"+pick(w, w.sheets).id+".md", swap("limit: 300", "limit: 400"))
		}},
		{"what a worksheet's rules do", func(w *world) {
			rule := pick(w, []string{"show: crisis-help", "say: Rest first.\n    link: lesson:" + w.phases[0].lessons[0].id, "say: Rest first.\n    link: page:limits", "say: Rest first."})
			w.edit("base/content/en/worksheets/"+pick(w, w.sheets).id+".md", swap("show: grounding-and-help", rule))
		}},
		{"a worksheet held back", func(w *world) {
			w.edit("base/content/en/worksheets/"+pick(w, w.sheets).id+".md", swap("kind: form", "kind: form\non_amber: held"))
		}},
		{"red", func(w *world) {
			w.edit(w.lessonFile(), swap("unsure: helpful}\non_red: solo", "unsure: hidden}\non_red: hidden"))
		}},
		{"hidden on a path", func(w *world) { w.edit(w.lessonFile(), swap("{broke: core", "{broke: hidden")) }},
		{"a number", func(w *world) { w.edit("base/content/help-lines/us.yaml", swap("call: \"988\"", "call: \"989\"")) }},
		{"help lines", func(w *world) { w.edit("base/content/help-lines/us.yaml", swap("cost: \"\"", "cost: free")) }},
		{"a file that nothing uses", func(w *world) { w.put(pick(w, []string{"mine", "base"})+"/content/en/phase-1/slip.md", "x") }},
		{"one Spanish file away", func(w *world) { w.away("base/content/es/") }},
		{"Spanish file", func(w *world) {
			if name, ok := strings.CutPrefix(w.textFile(), "base/content/en/"); ok {
				w.translate(name)
			}
		}},
		{"Spanish picture", func(w *world) {
			w.put("base/content/es/phase-1/picture.png", fmt.Sprintf("imagen %d", w.fresh()))
		}},
		{"ledger", func(w *world) {
			w.put(pick(w, []string{"mine/ledger.yaml", "base/content/ledger.yaml"}), "worksheets:\n  sheet-1: {"+pick(w, []string{"strength: scale", "words: longtext", "old: text"})+"}\n")
		}},
		{"no ledger", func(w *world) {
			delete(w.MapFS, "mine/ledger.yaml")
			delete(w.MapFS, "base/content/ledger.yaml")
		}},
		{"own Spanish file", func(w *world) { w.put("mine/content/es/program.md", w.get("base/content/en/program.md")) }},
	}
}

// add makes a change that puts a text at the end, with a new number in it.
func (w *world) add(text string) func(string) string {
	return func(s string) string { return s + fmt.Sprintf(text, w.fresh()) }
}

// swap makes a change that puts one text in the place of the other, or back.
func swap(a, b string) func(string) string {
	return func(s string) string {
		if strings.Contains(s, a) {
			return strings.Replace(s, a, b, 1)
		}
		return strings.Replace(s, b, a, 1)
	}
}

// away takes a random file below a folder away.
func (w *world) away(folder string) { w.awayIf(folder, "") }

// awayIf takes a random file below a folder away whose name has an ending.
func (w *world) awayIf(folder, end string) {
	var names []string
	for name := range w.MapFS {
		if strings.HasPrefix(name, folder) && strings.HasSuffix(name, end) {
			names = append(names, name)
		}
	}
	if slices.Sort(names); len(names) > 0 {
		delete(w.MapFS, pick(w, names))
	}
}

func templates(w *world) []string {
	var out []string
	err := fs.WalkDir(themes.Hearth(), ".", func(p string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(p, ".html") {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		w.tb.Fatal(err)
	}
	return out
}
