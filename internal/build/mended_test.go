package build_test

import (
	"slices"
	"testing"
)

// TestMendedProgram breaks program.yaml, changes something else meanwhile, and
// mends it: nothing of the time before may be left in place.
func TestMendedProgram(t *testing.T) {
	const structure, lesson = "base/content/program.yaml", "base/content/en/phase-1/lesson-2.md"
	for name, edit := range map[string]func(w *world){
		"nothing":   func(*world) {},
		"a lesson":  func(w *world) { w.replace(w.tb, lesson, "## Part 1 of this", "## Another part") },
		"a picture": func(w *world) { w.put("base/content/en/phase-1/picture.png", "another") },
		"a style":   func(w *world) { w.put("mine/theme/styles/base.css", "p { margin: 0; }\n") },
		"words": func(w *world) {
			w.replace(w.tb, "base/content/en/strings.yaml", "callout-note: ", "callout-note: New ")
		},
		"the edition": func(w *world) { w.put("mine/edition.yaml", "goldseam: 1.0.0\ndiscreet: false\n") },
		"a file goes": func(w *world) { delete(w.MapFS, lesson) },
		"a handout":   func(w *world) { w.put("mine/static/other.txt", "new") },
	} {
		t.Run(name, func(t *testing.T) {
			s := &steps{tb: t, w: newWorld(t, 1)}
			good := s.w.get(structure)
			for _, do := range []func(){
				func() {},
				func() { s.w.put(structure, "\t") },
				func() { edit(s.w) },
				func() { s.w.put(structure, good) },
				func() { s.w.replace(t, "base/content/en/phase-1/lesson-4.md", "Part 1", "Part one") },
			} {
				do()
				if err := s.step(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestKept tries what could go stale where parts of an earlier build are taken whole.
func TestKept(t *testing.T) {
	const dir = "base/content/en/"
	add := func(w *world, name, text string) { w.put(name, w.get(name)+text) }
	for _, tt := range []struct {
		name         string
		before, edit func(w *world)
		after        func(w *world)
	}{
		{
			name: "a heading that a worksheet leads to",
			before: func(w *world) {
				add(w, dir+"worksheets/sheet-1.md", "\n[There](../phase-1/lesson-5.md#part-1-of-this)\n")
			},
			edit: func(w *world) {
				w.replace(w.tb, dir+"phase-1/lesson-5.md", "## Part 1 of this", "## Before all\n\nText.\n\n## Part 1 of this")
			},
		},
		{
			name: "another name for the same lesson",
			before: func(w *world) {
				p := &w.phases[0]
				p.lessons = append(slices.Clone(p.lessons), entry{"one-name", 98})
				w.structure()
				w.put(dir+"phase-1/one-name.md", w.get(dir+"phase-1/lesson-1.md"))
			},
			edit: func(w *world) {
				p := &w.phases[0]
				p.lessons[len(p.lessons)-1].id = "other-name"
				w.structure()
				w.put(dir+"phase-1/other-name.md", w.get(dir+"phase-1/one-name.md"))
				delete(w.MapFS, dir+"phase-1/one-name.md")
			},
			after: func(w *world) { w.replace(w.tb, dir+"phase-1/lesson-4.md", "after: [lesson-3]", "after: [other-name]") },
		},
		{
			name: "the title of a page that a worksheet's rule names",
			before: func(w *world) {
				w.replace(w.tb, dir+"worksheets/sheet-1.md", "show: grounding-and-help", "say: Rest.\n    link: page:help")
			},
			edit: func(w *world) { w.replace(w.tb, dir+"pages/help.md", "title: ", "title: New ") },
		},
		{
			name: "a number that a worksheet's rule shows",
			edit: func(w *world) { w.replace(w.tb, "base/content/help-lines/us.yaml", `call: "988"`, `call: "989"`) },
		},
		{
			name:  "a lesson of the next phase that a path no longer shows",
			edit:  func(w *world) { w.replace(w.tb, dir+"phase-2/lesson-11.md", "{broke: core", "{broke: hidden") },
			after: func(w *world) { w.replace(w.tb, dir+"phase-2/lesson-12.md", "title: ", "title: New ") },
		},
		{
			name:   "a lesson that cannot be read, and others refer to",
			before: func(w *world) { w.put(dir+"phase-1/lesson-2.md", "No front matter.\n") },
			edit:   func(w *world) { add(w, dir+"phase-2/"+w.phases[1].lessons[0].id+".md", "\nMore.\n") },
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &steps{tb: t, w: newWorld(t, 1)}
			for _, do := range []func(*world){func(*world) {}, tt.before, tt.edit, tt.after} {
				if do == nil {
					continue
				}
				do(s.w)
				if err := s.step(); err != nil {
					t.Fatal(err)
				}
				t.Log(s.last.Problems.Errors(), "errors")
			}
		})
	}
}
