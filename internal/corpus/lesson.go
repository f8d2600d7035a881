package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Matter writes the front matter of lesson n.
func (c Program) Matter(n int) string {
	w := writer{rand.New(rand.NewPCG(uint64(n), 1))}
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Take one small step number %d\naim: %s\nminutes: %d\n", n+1, w.sentence(12), 5+w.rng.IntN(20))
	unsure := "helpful"
	if n == 0 {
		unsure = "core"
	}
	fmt.Fprintf(&b, "for: everyone\nmode: offered\npaths: {broke: core, hurt: core, both: core, unsure: %s}\non_red: solo\nheavy: false\n", unsure)
	if n > 0 {
		_, before := c.Name(n - 1)
		fmt.Fprintf(&b, "after: [%s]\n", before)
	}
	list := func(key string, items int) {
		b.WriteString(key + ":\n")
		for range items {
			b.WriteString("  - " + w.sentence(9) + "\n")
		}
	}
	list("steps", 3+w.rng.IntN(3))
	fmt.Fprintf(&b, "  - text: %s\n    with: together\n", w.sentence(9))
	list("do", 4+w.rng.IntN(3))
	list("dont", 3+w.rng.IntN(3))
	list("signs", 3+w.rng.IntN(3))
	fmt.Fprintf(&b, "worksheets: [sheet-%d]\nsolo: %s\n", n/c.PerSheet+1, w.sentence(12))
	list("safety", 1)
	b.WriteString("---\n\n")
	return b.String()
}

// Body writes the text of lesson n.
func (c Program) Body(n int) string {
	w := writer{rand.New(rand.NewPCG(uint64(n), 2))}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", w.paragraph(60))
	for s := range c.Sections {
		level := "##"
		if s%3 == 2 {
			level = "###"
		}
		fmt.Fprintf(&b, "%s Part %d of this\n\n%s\n\n", level, s+1, w.paragraph(50))
		switch s % 4 {
		case 0:
			fmt.Fprintf(&b, "- %s\n- %s\n- *%s*\n\n> %s\n\n", w.sentence(8), w.sentence(8), w.sentence(6), w.paragraph(25))
		case 1:
			phase, near := c.Name((n + 1 + w.rng.IntN(3)) % c.Lessons)
			fmt.Fprintf(&b, "Read [what comes near](../%s/%s.md#part-1-of-this), or [get help](../pages/help.md).[^1] %s\n\n[^1]: %s\n\n", phase, near, w.paragraph(40), w.sentence(8))
		case 2:
			fmt.Fprintf(&b, "| When | What to say |\n|---|---|\n| %s | %s |\n| %s | %s |\n\n%s\n\n", w.sentence(4), w.sentence(6), w.sentence(4), w.sentence(6), w.paragraph(30))
		default:
			fmt.Fprintf(&b, "1. %s\n2. %s\n\n> [!NOTE]\n> %s\n\nSee [the sheet](../worksheets/sheet-%d.md).\n\n", w.sentence(7), w.sentence(7), w.paragraph(25), n/c.PerSheet+1)
		}
	}
	return b.String()
}

func sheet(n int) string {
	return fmt.Sprintf(`---
title: What helps %[1]d
neutral_title: Sheet %[1]d
fill: alone
keep: ask
print: true
share: chosen
kind: form
fields:
  strength: {type: scale, label: "How strong is it?", low: not at all, high: very much}
  kind: {type: choice, label: "What was it?", options: {one: The first, two: The second}, other: true}
  words: {type: longtext, label: In your own words, limit: 300, optional: true}
  people: {type: rows, label: People, limit: 3, columns: {name: {type: text, label: Name}, reach: {type: text, label: How to reach}}}
rules:
  - when: {field: strength, at_least: 8}
    show: grounding-and-help
  - when: {field: kind, is: one}
    reveal: words
---

## How to use it

Fill this in alone. [Help](../pages/help.md) is near.
`, n+1)
}

// writer makes up sentences.
type writer struct{ rng *rand.Rand }

func (w writer) sentence(words int) string {
	const all = "slowly name one thing that you can do today and write it down before you talk about it with someone who listens then wait for an answer it may take time so rest and come back when you feel calm again"
	list := strings.Fields(all)
	out := make([]string, words)
	for i := range out {
		out[i] = list[w.rng.IntN(len(list))]
	}
	return strings.ToUpper(out[0][:1]) + strings.Join(out, " ")[1:] + "."
}

// paragraph makes sentences with emphasis and quotes.
func (w writer) paragraph(words int) string {
	var out []string
	for words > 0 {
		n := min(words, 8+w.rng.IntN(8))
		s := w.sentence(n)
		switch w.rng.IntN(5) {
		case 0:
			s = "**" + s + "**"
		case 1:
			s = `"` + s + `"`
		case 2:
			s = "It's *" + s[:len(s)-1] + "*."
		}
		out = append(out, s)
		words -= n
	}
	return strings.Join(out, " ")
}
