package markdown_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/markdown"
)

// TestProse holds what of a text is read as words, and that each letter knows its place.
func TestProse(t *testing.T) {
	const src = "Say *what* you `did` [here](there.md \"title\"),[^1] don't\nstop <https://example.org/>.\n\n" +
		"## A heading {#id}\n\n- One **item**\n- Another\n\n  ```\n  code\n  ```\n\n" +
		"> [!NOTE]\n> A note\n\n> A quote with [!NOTE]\n\n| Head | Cell |\n|---|---|\n| a | ![picture](x.png) b |\n\n" +
		"Term\n: Meaning\n\n~~Gone~~ \"quoted\" -- and...\n\n[^1]: A foot note.\n"
	want := []markdown.Passage{
		{Text: "Say what you  here, don’t stop ."},
		{Text: "A heading", Heading: true},
		{Text: "One item"},
		{Text: "Another"},
		{Text: "A note"},
		{Text: "A quote with [!NOTE]"},
		{Text: "Head"},
		{Text: "Cell"},
		{Text: "a"},
		{Text: " b"},
		{Text: "Term"},
		{Text: "Meaning"},
		{Text: "Gone “quoted” – and…"},
		{Text: "A foot note."},
	}
	got := markdown.New("en").Prose([]byte(src))
	type plain struct {
		Text    string
		Heading bool
	}
	var a, b []plain
	for _, p := range want {
		a = append(a, plain{p.Text, p.Heading})
	}
	for _, p := range got {
		b = append(b, plain{p.Text, p.Heading})
	}
	if d := cmp.Diff(a, b); d != "" {
		t.Fatalf("Prose (- want + got):\n%s", d)
	}
	for i := range got {
		p := &got[i]
		for at, r := range p.Text {
			if from := p.Offset(at); r < 0x80 && r != ' ' && !strings.HasPrefix(src[from:], string(r)) {
				t.Errorf("%q: the letter %q at %d is said to stand at %d, where there is %.8q", p.Text, r, at, from, src[from:])
			}
		}
	}
}

// FuzzProse holds that reading never fails, and gives places within the source.
func FuzzProse(f *testing.F) {
	f.Add("> [!NOTE]\n> *a* \"b\" [^1]\n\n[^1]: c\n\n| a |\n|---|\n| b |\n")
	c := markdown.New("en")
	f.Fuzz(func(t *testing.T, src string) {
		for _, p := range c.Prose([]byte(src)) {
			if strings.TrimSpace(p.Text) == "" {
				t.Fatalf("Prose(%q) gives a passage without words", src)
			}
			if from := p.Offset(0); from < 0 || from > len(src) {
				t.Fatalf("Prose(%q): %q begins at %d", src, p.Text, from)
			}
		}
	})
}
