package build_test

import (
	"strings"
	"testing"
)

// TestNothingStale tries what once left something of an earlier build in place.
func TestNothingStale(t *testing.T) {
	spanish := func(w *world) {
		for name := range w.save() {
			if rest, ok := strings.CutPrefix(name, "base/content/en/"); ok {
				w.translate(rest)
			}
		}
	}
	const lesson2, stop, template = "base/content/en/phase-1/lesson-2.md", "base/content/en/pages/stop-rules.md", "mine/theme/templates/"
	tests := []struct {
		name   string
		before func(w *world)
		edit   func(w *world)
	}{
		{"a picture goes", nil, func(w *world) { delete(w.MapFS, "base/content/en/phase-1/picture.png") }},
		{"a picture comes", func(w *world) { delete(w.MapFS, "base/content/en/phase-1/picture.png") }, func(w *world) { w.put("base/content/en/phase-1/picture.png", "here") }},
		{"a handout goes", nil, func(w *world) { delete(w.MapFS, "mine/static/handout.pdf") }},
		{"paths of the program", func(w *world) { w.paths = []string{"broke"}; w.structure() }, func(w *world) {
			w.paths = []string{"broke", "hurt", "both", "unsure"}
			w.replace(w.tb, lesson2, ", unsure: helpful", "")
			w.structure()
		}},
		{"a path of the program alone", func(w *world) {
			w.replace(w.tb, lesson2, ", unsure: helpful", "")
			w.paths = []string{"broke", "hurt"}
			w.structure()
		}, func(w *world) { w.paths = []string{"broke", "unsure"}; w.structure() }},
		{"a lesson that the stop rules lead to", nil, func(w *world) { w.phases[0].lessons[3].page = 77; w.structure() }},
		{"a heading that the stop rules lead to", nil, func(w *world) {
			w.replace(w.tb, "base/content/en/phase-1/lesson-4.md", "## Part 1 of this", "## Before all\n\nText.\n\n## Part 1 of this")
		}},
		{"a second language comes", func(w *world) { w.put("mine/edition.yaml", "goldseam: 1.0.0\nlanguages: [en, es]\n") }, spanish},
		{"a second language goes", func(w *world) {
			spanish(w)
			w.put("mine/edition.yaml", "goldseam: 1.0.0\nlanguages: [en, es]\n")
		}, func(w *world) { delete(w.MapFS, "base/content/es/program.md") }},
		{"a translated lesson goes", func(w *world) { spanish(w); w.langs = []string{"en", "es"}; w.structure() }, func(w *world) { delete(w.MapFS, "base/content/es/phase-1/lesson-2.md") }},
		{"a translated lesson comes", func(w *world) {
			spanish(w)
			w.langs = []string{"en", "es"}
			w.structure()
			delete(w.MapFS, "base/content/es/phase-1/lesson-2.md")
		}, func(w *world) { w.translate("phase-1/lesson-2.md") }},
		{"structure of a translated lesson", func(w *world) { spanish(w); w.langs = []string{"en", "es"}; w.structure() }, func(w *world) {
			w.replace(w.tb, lesson2, "    with: together", "    # alone")
		}},
		{"words of a lesson without a translation", func(w *world) {
			w.translate("program.md")
			w.translate("strings.yaml")
			w.langs = []string{"en", "es"}
			w.structure()
		}, func(w *world) { w.replace(w.tb, lesson2, "title: ", "title: New ") }},
		{"words that stand in a lesson without a translation", func(w *world) {
			w.translate("program.md")
			w.translate("strings.yaml")
			w.langs = []string{"en", "es"}
			w.structure()
		}, func(w *world) {
			w.replace(w.tb, "base/content/en/strings.yaml", "callout-note: ", "callout-note: New ")
		}},
		{"another language comes first", func(w *world) { spanish(w); w.put("mine/edition.yaml", "goldseam: 1.0.0\nlanguages: [en, es]\n") }, func(w *world) {
			w.put("mine/edition.yaml", "goldseam: 1.0.0\nlanguages: [es, en]\n")
		}},
		{"an own file in a language of the base", spanish, func(w *world) { w.put("mine/content/es/phase-1/lesson-2.md", "x") }},
		{"words that only a lesson's own template shows", func(w *world) {
			data := string(read(w.tb, hearthFS(), "templates/pages/lesson.html"))
			w.put(template+"pages/lesson.html", strings.Replace(data, "<h1>", "<p>{{.Tagline}}</p><h1>", 1))
		}, func(w *world) { w.replace(w.tb, "base/content/en/program.md", "A made-up program.", "Another.") }},
		{"a lesson called phase", func(w *world) {
			w.phases[0].lessons = append(w.phases[0].lessons, entry{"phase", 99})
			w.structure()
		}, func(w *world) { w.put("base/content/en/pages/limits.md", w.get(stop)) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &steps{tb: t, w: newWorld(t, 1)}
			if tt.before != nil {
				tt.before(s.w)
			}
			if err := s.step(); err != nil {
				t.Fatal("before the edit: ", err)
			}
			tt.edit(s.w)
			if err := s.step(); err != nil {
				t.Error(err)
			}
		})
	}
}
