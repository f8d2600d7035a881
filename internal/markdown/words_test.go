package markdown_test

import (
	"testing"

	"goldseam/internal/markdown"
)

func TestWords(t *testing.T) {
	for src, want := range map[string]string{
		"":                                     "",
		"One *two*three.\n\nFour":              "One twothree. Four",
		"## A `head`\n\n- a\n- b":              "A head · a b",
		"Say \"no\" & <b":                      "Say “no” & <b",
		"A [link](https://x.example/ \"t>\").": "A link.",
		"Word[^1] on.\n\n[^1]: The note.":      "Word on. The note.",
		"| a | b |\n|---|---|\n| c | d |":      "a b c d",
		"> [!NOTE]\n> Inside.":                 "Inside.",
	} {
		doc, _ := markdown.New("en").Convert("a.md", []byte(src))
		if got, two := doc.Words(); got != want || two != "" {
			t.Errorf("the words of %q are %q and %q for two, want %q", src, got, two, want)
		}
	}
	doc, _ := markdown.New("en").Convert("a.md", []byte("A\n\n## B {.together}\n\nC\n\n## D"))
	if one, two := doc.Words(); one != "A D ·" || two != "B · C" {
		t.Errorf("the words are %q and %q for two", one, two)
	}
	var none *markdown.Doc
	if one, two := none.Words(); one != "" || two != "" {
		t.Errorf("no text has the words %q and %q", one, two)
	}
}
