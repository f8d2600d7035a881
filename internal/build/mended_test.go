package build_test

import "testing"

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
