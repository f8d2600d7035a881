package style

import (
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"goldseam/internal/load"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
)

// TestReuse holds that of many lessons only the one that changed is read again.
func TestReuse(t *testing.T) {
	const lesson = "---\ntitle: One\naim: Begin.\nminutes: 5\nfor: everyone\nmode: alone\npaths: {hurt: core}\non_red: shown\nsteps: [Ask.]\ndo: [This.]\ndont: [That.]\nsigns: [A sign.]\n---\n\nBody %d.\n"
	disk := fstest.MapFS{}
	put := func(name, text string, clock int64) {
		disk[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(clock, 0)}
	}
	structure := "language: en\npaths: [hurt]\nphases:\n"
	for phase := range 3 {
		structure += fmt.Sprintf("  - id: p%d\n    lessons:\n", phase)
		put(fmt.Sprintf("content/en/p%d/phase.md", phase), "---\ntitle: A\nsummary: B.\n---\n", 0)
		for n := range 4 {
			structure += fmt.Sprintf("      - {id: l%d%d, page: %d}\n", phase, n, 10*phase+n+1)
			put(fmt.Sprintf("content/en/p%d/l%d%d.md", phase, phase, n), fmt.Sprintf(lesson, n), 0)
		}
	}
	put("content/program.yaml", structure, 0)
	put("content/en/program.md", "---\ntitle: T\n---\n", 0)
	o := overlay.New(overlay.Layer{Mount: ".", FS: disk})
	tree, err := snapshot.Read(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	var loaded *load.Result
	var last *Result
	look := func() map[*unit]bool {
		t.Helper()
		if tree, _, err = tree.Rescan(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if loaded, err = load.Program(t.Context(), tree, loaded); err != nil {
			t.Fatal(err)
		}
		if last, err = Texts(t.Context(), tree, loaded.Program, last); err != nil {
			t.Fatal(err)
		}
		units := map[*unit]bool{}
		for _, ph := range last.languages["en"].phases {
			for _, u := range ph.units {
				units[u] = true
			}
		}
		for _, u := range last.languages["en"].units {
			units[u] = true
		}
		return units
	}
	first := look()
	put("content/en/p1/l12.md", fmt.Sprintf(lesson, 99), 1)
	fresh := 0
	for u := range look() {
		if !first[u] {
			fresh++
		}
	}
	if len(first) != 12+4 || fresh != 1 {
		t.Errorf("of %d texts %d were read again, want 1 of 16", len(first), fresh)
	}
}
