// Package corpus generates programs of any size for tests and benchmarks; tests only.
//
// A program is the same at each call. Its lessons are written the way real ones
// are: front matter in full, and a body with links, lists, a table, a quote and
// footnotes.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goldseam/content"
	"goldseam/internal/program"
)

// Program is the size of a program.
type Program struct {
	Lessons  int
	PerPhase int
	PerSheet int // lessons for each worksheet
	Sections int // of a lesson's body, two or more; a section has about 110 words
}

// Large is a program for measuring: 20 lessons in a phase, about 900 words in each.
func Large(lessons int) Program { return Program{lessons, 20, 10, 8} }

// Name gives the id of lesson n, counted from 0, and its phase.
func (c Program) Name(n int) (phase, id string) {
	return fmt.Sprintf("phase-%d", n/c.PerPhase+1), fmt.Sprintf("lesson-%d", n+1)
}

// Path gives the overlay path of lesson n.
func (c Program) Path(n int) string {
	phase, id := c.Name(n)
	return "content/en/" + phase + "/" + id + ".md"
}

// Files gives the program by overlay path.
func (c Program) Files(tb testing.TB) map[string]string {
	tb.Helper()
	out := map[string]string{
		"content/program.yaml":    c.Structure(),
		"content/en/program.md":   "---\ntitle: Even Keel\ntagline: A made-up program.\n---\n\nBegin with [the first](phase-1/lesson-1.md), or [get help](pages/help.md).\n",
		"content/en/strings.yaml": base(tb, "en/strings.yaml"),
	}
	for _, name := range []string{"gb.yaml", "us.yaml"} {
		out["content/help-lines/"+name] = base(tb, "help-lines/"+name)
	}
	for i, k := range program.KnownPages {
		w := writer{rand.New(rand.NewPCG(uint64(i), 7))}
		out["content/en/pages/"+k.Name+".md"] = fmt.Sprintf("---\ntitle: The page %s\nsummary: %s\n---\n\n## Now\n\n%s\n\n## Later\n\n%s\n\n- %s\n- %s\n", k.Name, w.sentence(8), w.paragraph(40), w.paragraph(40), w.sentence(5), w.sentence(5))
	}
	for n := range c.Lessons {
		phase, _ := c.Name(n)
		if n%c.PerPhase == 0 {
			out["content/en/"+phase+"/phase.md"] = fmt.Sprintf("---\ntitle: Part %d\nsummary: What part %d is for.\n---\n", n/c.PerPhase+1, n/c.PerPhase+1)
		}
		out[c.Path(n)] = c.Matter(n) + c.Body(n)
		if n%c.PerSheet == 0 {
			out[fmt.Sprintf("content/en/worksheets/sheet-%d.md", n/c.PerSheet+1)] = sheet(n / c.PerSheet)
		}
	}
	return out
}

// Write puts the program into a folder of the disk.
func (c Program) Write(tb testing.TB, dir string) {
	tb.Helper()
	for name, text := range c.Files(tb) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			tb.Fatal(err)
		}
	}
}

// Structure writes program.yaml.
func (c Program) Structure() string {
	var b strings.Builder
	b.WriteString("language: en\nlanguages: [en]\npaths: [broke, hurt, both, unsure]\nphases:\n")
	for n := range c.Lessons {
		phase, id := c.Name(n)
		if n%c.PerPhase == 0 {
			fmt.Fprintf(&b, "  - id: %s\n    lessons:\n", phase)
		}
		fmt.Fprintf(&b, "      - {id: %s, page: %d}\n", id, n+1)
	}
	b.WriteString("worksheets:\n")
	for s := 0; s*c.PerSheet < c.Lessons; s++ {
		fmt.Fprintf(&b, "  - {id: sheet-%d, page: %d}\n", s+1, s+1)
	}
	return b.String()
}

func base(tb testing.TB, name string) string {
	tb.Helper()
	data, err := content.FS.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}
