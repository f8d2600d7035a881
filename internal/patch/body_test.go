package patch_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/markdown"
	"goldseam/internal/patch"
)

// piece is a heading with what stands right below it, or what stands above all headings.
type piece struct {
	id    string
	level int
	lines []string
}

var heading = regexp.MustCompile(`^(#{2,6}) (.*?)(?: \{(?:#([a-z0-9-]+)|\.together)\})?$`)

// pieces cuts a body the simple way, which is enough for the base program's.
func pieces(body string) []piece {
	out := []piece{{}}
	fenced := false
	for line := range strings.SplitSeq(body, "\n") {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if m := heading.FindStringSubmatch(line); m != nil && !fenced {
			id := m[3]
			if id == "" {
				id = markdown.Slug(m[2])
			}
			out = append(out, piece{id, len(m[1]), nil})
		}
		last := &out[len(out)-1]
		last.lines = append(last.lines, line)
	}
	return out
}

// TestBodies holds that sections are cut where they begin and end, over all of the base program.
func TestBodies(t *testing.T) {
	p := patch.New()
	tried := 0
	for i, f := range baseFiles(t) {
		if f.kind == patch.Strings || f.kind == patch.Style || f.kind == patch.Country {
			continue
		}
		_, body := matterOf(t, f.kind, f.text)
		list := pieces(string(body))
		if len(list) < 3 {
			continue
		}
		for round := range uint64(6) {
			a := &author{rng: rand.New(rand.NewPCG(round, uint64(i)))}
			change, want := a.sections(list)
			if len(change) == 0 {
				continue
			}
			tried++
			text := written(t, a.rng, ordered{{"body", change}})
			d, problems := p.Apply(f.kind, patch.Source{File: "base", Text: f.text}, patch.Source{File: "patch", Text: []byte(text)}, nil)
			if d == nil || len(problems) > 0 {
				t.Fatalf("%s, round %d: problems %v with\n%s", f.name, round, problems, text)
			}
			_, got := matterOf(t, f.kind, d.Text)
			if diff := cmp.Diff(lines([]byte(strings.Join(want, "\n"))), lines(got)); diff != "" {
				t.Fatalf("%s, round %d (-want +got):\n%s\nwith\n%s", f.name, round, diff, text)
			}
			apart(t, f, d, text)
		}
	}
	if tried < 200 {
		t.Errorf("only %d patches were tried", tried)
	}
}

// sections makes up changes of sections, and the lines that must come of them.
func (a *author) sections(list []piece) (change ordered, want []string) {
	markdown := func() string {
		a.fresh++
		return fmt.Sprintf(pickOf(a.rng, []string{"Words %d.\n", "Two *words* %d.\n\nAnd: \"more\".\n", "- one %d\n- two\n", "```\n## none %d\n```\n", "Line %d\nand line"}), a.fresh)
	}
	by := map[string]ordered{}
	var gone []val
	put := func(verb, id string) {
		text := markdown()
		if verb == "replace" && a.rng.IntN(2) == 0 {
			text = "## Ours\n\n" + text
		}
		by[verb] = append(by[verb], field{id, text})
		want = append(want, strings.Split(text, "\n")...)
	}
	open := map[int][]string{} // what comes at the end of a section, by its level
	closing := func(level int) {
		for l := 6; l >= level; l-- {
			want = append(want, open[l]...)
			delete(open, l)
		}
	}
	skip := 0 // the level of a section that is replaced or removed
	for _, s := range list[1:] {
		if skip > 0 && s.level > skip {
			continue
		}
		skip = 0
		closing(s.level)
		if a.rng.IntN(5) == 0 {
			put("before", s.id)
		}
		switch a.rng.IntN(5) {
		case 0:
			skip = s.level
			before := len(want)
			put("replace", s.id)
			if text := want[before:]; !strings.HasPrefix(text[0], "## ") {
				want = slices.Insert(want, before, s.lines[0])
			}
		case 1:
			skip = s.level
			gone = append(gone, s.id)
		default:
			want = append(want, s.lines...)
		}
		if a.rng.IntN(5) == 0 {
			text := markdown()
			by["after"] = append(by["after"], field{s.id, text})
			open[s.level] = strings.Split(text, "\n")
		}
	}
	closing(1)
	opening := list[0].lines
	if a.rng.IntN(3) == 0 && strings.TrimSpace(strings.Join(opening, "")) != "" {
		text := markdown()
		change, opening = append(change, field{"opening", text}), strings.Split(text, "\n")
	}
	want = slices.Concat(opening, want)
	if a.rng.IntN(3) == 0 {
		text := markdown()
		change, want = append(change, field{"prepend", text}), slices.Concat(strings.Split(text, "\n"), want)
	}
	if a.rng.IntN(3) == 0 {
		text := markdown()
		change, want = append(change, field{"append", text}), append(want, strings.Split(text, "\n")...)
	}
	for _, verb := range []string{"after", "before", "replace"} {
		if by[verb] != nil {
			change = append(change, field{verb, by[verb]})
		}
	}
	if gone != nil {
		change = append(change, field{"remove", gone})
	}
	return change, want
}

// apart holds that each line of a body is in the file that it is said to be in, at the line that is said.
func apart(t *testing.T, f baseFile, d *patch.Derived, text string) {
	t.Helper()
	base, own := strings.Split(string(f.text), "\n"), strings.Split(text, "\n")
	for i, line := range strings.Split(string(d.Text), "\n") {
		in, l, c := d.Place(i+1, 1)
		switch {
		case strings.TrimSpace(line) == "":
		case !in && (base[l-1] != line || c != 1):
			t.Fatalf("%s: line %d is %q, and the base has %q at %d:%d", f.name, i+1, line, base[l-1], l, c)
		case in && l > len(own):
			t.Fatalf("%s: line %d stands at line %d of a patch of %d", f.name, i+1, l, len(own))
		case in && strings.TrimSpace(own[l-1]) == line && own[l-1][c-1:] != line:
			t.Fatalf("%s: line %d is %q, and the patch has %q at %d:%d", f.name, i+1, line, own[l-1], l, c)
		}
	}
}
