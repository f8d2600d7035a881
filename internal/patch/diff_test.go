package patch_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/patch"
)

func lessonText(tb testing.TB) []byte {
	tb.Helper()
	for _, f := range baseFiles(tb) {
		if f.kind == patch.Lesson {
			return f.text
		}
	}
	tb.Fatal("the base has no lesson")
	return nil
}

// TestDiffIsShort shows the patches that small changes make.
func TestDiffIsShort(t *testing.T) {
	base := "---\ntitle: Say sorry\naim: Say it.\nminutes: 10\nsteps:\n  - Write it first.\n  - Ask.\n  - Wait.\nsolo: Write it.\n---\n\nOpening.\n\n## One\n\nText.\n\n### Within\n\nMore.\n\n## Two\n\nEnd.\n"
	tests := []struct{ name, old, fresh, want string }{
		{"nothing", "", "", ""},
		{"title", "title: Say sorry", "title: Say it well", "title: Say it well\n"},
		{"title with a colon", "title: Say sorry", `title: "Say: sorry"`, "title: \"Say: sorry\"\n"},
		{"a number", "minutes: 10", "minutes: 15", "minutes: 15\n"},
		{"one step", "  - Ask.", "  - Ask kindly.", "steps:\n  replace:\n    Ask.: Ask kindly.\n"},
		{"a step more", "  - Ask.\n", "  - Ask.\n  - {text: Talk., with: together}\n", "steps:\n  after:\n    Ask.:\n      - text: Talk.\n        with: together\n"},
		{"a last step", "  - Wait.\n", "  - Wait.\n  - Go.\n", "steps:\n  append:\n    - Go.\n"},
		{"a step less", "  - Ask.\n", "", "steps:\n  remove:\n    - Ask.\n"},
		{"all steps", "  - Write it first.\n  - Ask.\n  - Wait.\n", "  - One.\n  - Two.\n", "steps:\n  - One.\n  - Two.\n"},
		{"a key less", "solo: Write it.\n", "", "remove:\n  - solo\n"},
		{"a key more", "solo: Write it.\n", "solo: Write it.\nheavy: true\n", "heavy: true\n"},
		{"a section", "More.", "Much more.\n\nAnd more.", "body:\n  replace:\n    within: |\n      Much more.\n\n      And more.\n"},
		{"a heading", "## Two", "## Second", "body:\n  replace:\n    two: |\n      ## Second\n\n      End.\n"},
		{"a section more", "## Two", "## Ours\n\nOurs.\n\n## Two", "body:\n  after:\n    one: |\n      ## Ours\n\n      Ours.\n"},
		{"a section within more", "## Two", "### Ours\n\nOurs.\n\n## Two", "body:\n  after:\n    within: |\n      ### Ours\n\n      Ours.\n"},
		{"a last section", "End.\n", "End.\n\n## Ours\n\nOurs.\n", "body:\n  append: |\n    ## Ours\n\n    Ours.\n"},
		{"a section less", "### Within\n\nMore.\n\n", "", "body:\n  remove:\n    - within\n"},
		{"the opening", "Opening.", "Our opening.", "body:\n  opening: |\n    Our opening.\n"},
		{"no opening", "Opening.\n\n", "", "body: |\n  ## One\n\n  Text.\n\n  ### Within\n\n  More.\n\n  ## Two\n\n  End.\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := patch.New().Diff(patch.Lesson, []byte(base), []byte(strings.Replace(base, tt.old, tt.fresh, 1)))
			if diff := cmp.Diff(tt.want, string(got)); !ok || diff != "" {
				t.Errorf("Diff: %v (-want +got):\n%s", ok, diff)
			}
		})
	}
}

// TestDiffSaysWhatItCannot holds that nothing is said where a patch cannot say it.
func TestDiffSaysWhatItCannot(t *testing.T) {
	tests := []struct {
		name       string
		kind       patch.Kind
		base, text string
	}{
		{"a word of the interface less", patch.Strings, "a: A\nb: B\n", "a: A\n"},
		{"a new word of the interface", patch.Strings, "a: A\n", "a: A\nb: B\n"},
		{"no title", patch.Page, "---\ntitle: A\n---\n", "---\nsummary: B\n---\n"},
		{"no front matter", patch.Page, "---\ntitle: A\n---\n", "title: A\n"},
		{"unknown key", patch.Page, "---\ntitle: A\n---\n", "---\ntitle: A\ncolour: red\n---\n"},
		{"no text", patch.Page, "---\ntitle: A\n---\n\nText.\n", "---\ntitle: A\n---\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := patch.New().Diff(tt.kind, []byte(tt.base), []byte(tt.text)); ok {
				t.Errorf("Diff gives %q", got)
			}
		})
	}
}

// TestDiffAndApply holds that a patch made of two texts makes the one of the other, over all of the base program.
func TestDiffAndApply(t *testing.T) {
	rounds := 2
	if testing.Short() {
		rounds = 1
	}
	p := patch.New()
	said, smaller := 0, 0
	for round := range rounds {
		for i, f := range baseFiles(t) {
			a := &author{rng: rand.New(rand.NewPCG(uint64(round), uint64(i+1000)))}
			text := a.changed(t, p, f)
			made, ok := p.Diff(f.kind, f.text, text)
			if !ok {
				if f.kind == patch.Strings || f.kind == patch.Country || f.kind == patch.Style {
					t.Errorf("%s, round %d: Diff says nothing of\n%s", f.name, round, text)
				}
				continue
			}
			said++
			if len(made) < len(text) {
				smaller++
			}
			got := f.text
			if len(made) > 0 {
				d, problems := p.Apply(f.kind, patch.Source{File: "base", Text: f.text}, patch.Source{File: "patch", Text: made}, nil)
				if d == nil || len(problems) > 0 {
					t.Fatalf("%s, round %d: problems %v with\n%s", f.name, round, problems, made)
				}
				got = d.Text
			}
			wantMatter, wantBody := matterOf(t, f.kind, text)
			gotMatter, gotBody := matterOf(t, f.kind, got)
			diff := differs(sorted(meant(parsed(t, wantMatter)).(ordered)), sorted(meant(parsed(t, gotMatter)).(ordered)))
			if diff += cmp.Diff(lines(wantBody), lines(gotBody)); diff != "" {
				t.Fatalf("%s, round %d (-want +got):\n%s\nwith\n%s", f.name, round, diff, made)
			}
		}
	}
	if n := rounds * len(baseFiles(t)); said < n*9/10 || smaller < said*3/4 {
		t.Errorf("of %d texts %d could be said by a patch, and %d of these are smaller than the text", n, said, smaller)
	}
}

// meant leaves out what means the same as nothing: empty texts.
func meant(v val) val {
	switch v := v.(type) {
	case ordered:
		out := ordered{}
		for _, f := range v {
			if f.value != val("") {
				out = append(out, field{f.name, meant(f.value)})
			}
		}
		return out
	case []val:
		var out []val
		for _, item := range v {
			out = append(out, meant(item))
		}
		return out
	}
	return v
}

// lines gives the lines of a text but for the empty ones.
func lines(text []byte) []string {
	return slices.DeleteFunc(strings.Split(string(text), "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// changed gives a file as somebody might change it.
func (a *author) changed(tb testing.TB, p *patch.Patcher, f baseFile) []byte {
	tb.Helper()
	text := f.text
	if matter, _ := matterOf(tb, f.kind, f.text); a.rng.IntN(4) > 0 {
		if change, _ := a.rootPatch(f.kind, parsed(tb, matter).(ordered)); len(change) > 0 {
			d, problems := p.Apply(f.kind, patch.Source{File: "base", Text: text}, patch.Source{File: "patch", Text: []byte(written(tb, a.rng, change))}, nil)
			if d == nil {
				tb.Fatal(problems)
			}
			text = d.Text
		}
	}
	if _, body := matterOf(tb, f.kind, text); len(body) > 0 && a.rng.IntN(4) > 0 {
		text = slices.Concat(text[:len(text)-len(body)], a.body(body))
	}
	return text
}

// body changes a body the way people do.
func (a *author) body(body []byte) []byte {
	blocks := bytes.Split(body, []byte("\n\n"))
	for range 1 + a.rng.IntN(3) {
		a.fresh++
		i := a.rng.IntN(len(blocks))
		switch a.rng.IntN(6) {
		case 0:
			blocks[i] = []byte(fmt.Sprintf("Other words %d.", a.fresh))
		case 1:
			blocks = slices.Insert(blocks, i, []byte(fmt.Sprintf("## New heading %d\n\nText: \"%d\"\n  with more.", a.fresh, a.fresh)))
		case 2:
			blocks = slices.Insert(blocks, i, []byte(fmt.Sprintf("### Deeper %d\n\n- one\n- two", a.fresh)))
		case 3:
			if len(blocks) > 2 {
				blocks = slices.Delete(blocks, i, i+1)
			}
		case 4:
			j := a.rng.IntN(len(blocks))
			blocks[i], blocks[j] = blocks[j], blocks[i]
		case 5:
			blocks = slices.Insert(blocks, i, []byte("```\n## no heading\n```"))
		}
	}
	return append(bytes.TrimSpace(bytes.Join(blocks, []byte("\n\n"))), '\n')
}

// TestDiffOfTitle holds that a lesson of the base with another title makes a patch of one line.
func TestDiffOfTitle(t *testing.T) {
	base := lessonText(t)
	i := bytes.Index(base, []byte("title: "))
	j := i + bytes.IndexByte(base[i:], '\n')
	text := slices.Concat(base[:i], []byte("title: Our own title"), base[j:])
	if got, ok := patch.New().Diff(patch.Lesson, base, text); !ok || string(got) != "title: Our own title\n" {
		t.Errorf("Diff = %q, %v", got, ok)
	}
}
