package follow_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/follow"
	"goldseam/internal/merge"
)

// texts are the files that the random edits change.
func texts() []string {
	return []string{
		"content/en/steady-the-ground/why-it-hurts.md", "content/en/steady-the-ground/getting-help.md",
		"content/en/face-what-happened/say-sorry.md", "content/en/pages/help.md",
	}
}

// patched is the file of which the edition changes parts.
const patched = "content/en/face-what-happened/own-it.md"

// edited changes some lines of a text so that it stays sound: paragraphs are
// changed, deleted and added, items of lists changed and added.
func edited(r *rand.Rand, text, who string) string {
	most := []int{14, 40, 200}[r.IntN(3)] // some edit much, and most little
	lines := strings.Split(text, "\n")
	var out []string
	matter, key := true, ""
	for i, line := range lines {
		if i > 0 && line == "---" {
			matter, key = false, ""
		}
		if matter && strings.HasSuffix(line, ":") {
			key = line
		}
		words, item := strings.CutPrefix(line, "  - ")
		plain := len(words) > 10 && words[0] >= 'A' && words[0] <= 'Z' && !strings.ContainsAny(words, `":{`)
		n := 99
		if plain && item == matter {
			n = r.IntN(most)
		}
		switch {
		case n == 0:
			out = append(out, line+" "+who+" says so.")
		case n == 1 && key == "steps:": // a lesson has six at most
			out = append(out, line)
		case n == 1 && matter:
			out = append(out, line, fmt.Sprintf("  - Do as %s said in line %d.", who, i))
		case n == 1:
			out = append(out, line, "", fmt.Sprintf("A paragraph of %s, after line %d.", who, i))
		case n == 2 && !matter:
			out = append(out, fmt.Sprintf("A paragraph of %s in place of line %d.", who, i))
		case n == 3 && !matter: // deleted
		default:
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// randomWorld is an edition that changed some texts, over a base that changed since.
func randomWorld(t *testing.T, start *world, seed uint64) (before, now *world) {
	r := rand.New(rand.NewPCG(seed, 5))
	now = start.clone()
	for _, name := range texts() {
		text := edited(r, now.edition[name], "the edition")
		if r.IntN(4) == 0 { // saved by an editor of another system
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		if r.IntN(4) == 0 { // as a repository gives it back there
			now.edition["base/"+name] = strings.ReplaceAll(now.edition["base/"+name], "\n", "\r\n")
		}
		now.edition[name] = text
	}
	before = now.clone()
	for _, name := range append(texts(), patched) {
		now.base[name] = edited(r, now.base[name], "the base")
	}
	return before, now
}

func TestUpdateRandom(t *testing.T) {
	start := newWorld(t)
	for _, name := range texts() {
		start.copy(t, name)
	}
	list, refused := start.open(t).Begin(patched)
	if refused != nil {
		t.Fatal(refused)
	}
	start.write(list)
	start.edition[strings.TrimSuffix(patched, ".md")+".patch.yaml"] = "title: Own it\ndo:\n  append: [Breathe.]\nsteps:\n  replace:\n    Write how it hurt, as far as you know.: Write how it hurt.\n"
	clean, marked, unfit := 0, 0, 0
	var prev *build.Result
	for seed := range uint64(100) {
		before, now := randomWorld(t, start, seed)
		plan := now.open(t).Update(false)
		after := now.clone()
		after.write(plan.Writes())
		isClean := true
		for _, s := range plan.Steps {
			isClean = isClean && s.Outcome != follow.Marked
			if s.Outcome == follow.Untouched {
				unfit++
				if s.Base != patched || len(s.Writes) > 0 {
					t.Errorf("seed %d: %s was not touched: %s", seed, s.File, s.Message)
				}
			}
		}
		for _, name := range texts() {
			lossless(t, seed, name, before, now, after)
		}
		if isClean {
			clean++
			result, err := build.Site(context.Background(), build.Input{Tree: after.tree(t)}, prev)
			if err != nil {
				t.Fatal(err)
			}
			prev = result
			for _, p := range result.Problems {
				if p.Severity == "error" && !strings.Contains(p.File, "own-it.patch.yaml") {
					t.Errorf("seed %d: after a clean update: %s:%d: %s", seed, p.File, p.Line, p.Message)
				}
			}
		} else {
			marked++
		}
		// A second update finds nothing more to write.
		for _, s := range after.open(t).Update(false).Steps {
			if len(s.Writes) > 0 {
				t.Errorf("seed %d: a second update writes %s again: %s", seed, s.Writes[0].Path, s.Outcome)
			}
		}
		if seed%10 == 0 {
			interrupted(t, seed, before, now, after, plan.Writes())
		}
	}
	if clean < 15 || marked < 15 || unfit < 2 {
		t.Errorf("%d clean, %d marked, %d patches that no longer fit: too few to tell", clean, marked, unfit)
	}
	t.Logf("%d clean, %d marked, %d patches that no longer fit", clean, marked, unfit)
}

// lossless checks that each line which the edition or the base added stands in the result.
func lossless(t *testing.T, seed uint64, name string, before, now, after *world) {
	t.Helper()
	have := counts(after.edition[name])
	old := merge.Lines([]byte(before.edition["base/"+name]))
	for who, text := range map[string]string{"the edition": now.edition[name], "the base": now.base[name]} {
		lines := merge.Lines([]byte(text))
		added := map[string]int{}
		for _, c := range merge.Changes(old, lines) {
			for _, line := range lines[c.NewStart:c.NewEnd] {
				added[line]++
			}
		}
		for line, n := range added {
			if have[line] < n {
				t.Errorf("seed %d: %s: a line of %s is lost: %q", seed, name, who, line)
			}
		}
	}
}

func counts(text string) map[string]int {
	out := map[string]int{}
	for _, line := range merge.Lines([]byte(text)) {
		out[line]++
	}
	return out
}

// interrupted cuts an update short after each file that it writes, and runs it again.
func interrupted(t *testing.T, seed uint64, before, now, after *world, list []follow.Write) {
	t.Helper()
	for n := range list {
		half := now.clone()
		half.write(list[:n])
		half.write(half.open(t).Update(false).Writes())
		for _, name := range texts() {
			lossless(t, seed, name, before, now, half)
		}
		var differ []string
		for name, text := range after.edition {
			if half.edition[name] != text {
				differ = append(differ, name)
			}
		}
		if slices.Sort(differ); differ != nil {
			t.Errorf("seed %d: cut short after %d of %d files and run again, these differ: %q", seed, n, len(list), differ)
		}
	}
}
