package load_test

import (
	"strings"
	"testing"

	"goldseam/internal/diag"
	"goldseam/internal/load"
	"goldseam/internal/snapshot"
)

// TestPlaceholders holds that what is still to be written is found in each kind of text.
func TestPlaceholders(t *testing.T) {
	const lesson = "---\ntitle: One %s\naim: Begin.\nminutes: 5\nfor: everyone\nmode: alone\npaths: {hurt: core}\non_red: shown\nsteps: [Ask.]\ndo: [This.]\ndont: [That.]\nsigns: [A sign.]\n---\n\nBody.\n"
	files := map[string]string{
		"content/program.yaml":          "language: en\nlanguages: [en, es]\npaths: [hurt]\nphases:\n  - id: a\n    lessons: [{id: one, page: 1}]\nworksheets: [{id: plan, page: 1}]\n",
		"content/en/a/phase.md":         "---\ntitle: A\nsummary: B %s.\n---\n",
		"content/en/a/one.md":           lesson,
		"content/en/program.md":         "---\ntitle: T\n---\n\nHome %s.\n",
		"content/en/pages/help.md":      "---\ntitle: Help\n---\n\nHelp %s.\n",
		"content/en/strings.yaml":       "help: Help %s\n",
		"content/en/worksheets/plan.md": "---\ntitle: Plan\nneutral_title: Sheet\nfill: alone\nkeep: ask\nshare: none\nkind: form\nfields: {a: {type: text, label: What %s}}\n---\n\nIntro.\n",
		"content/help-lines/gb.yaml":    "country: GB\nlines: [{id: a, kind: suicide, name: A %s, call: \"1\"}]\n",
		"content/es/a/one.md":           "---\ntitle: Uno %s\n---\n\nCuerpo.\n",
		"content/es/program.md":         "---\ntitle: T\n---\n\nCasa.\n",
	}
	found := func(words string) int {
		now := map[string]string{}
		for name, text := range files {
			now[name] = strings.ReplaceAll(text, "%s", words)
		}
		r, err := load.Program(t.Context(), snapshot.Of(now), nil)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, p := range r.Problems {
			if p.Code == diag.PlaceholderText {
				n++
			}
		}
		return n
	}
	const places = 8
	for _, words := range []string{"TODO", "FIXME", "TBD", "xxx", "XXXX", "Lorem ipsum dolor", "LOREM IPSUM", "Lorem Ipsum", "'[insert name]'", "'[Insert]'", "your text here", "Your Text Here"} {
		if got := found(words); got != places {
			t.Errorf("%q is found in %d places, want %d", words, got, places)
		}
	}
	for _, words := range []string{"todo", "a method", "Foxxxy", "inserted", "your text", "lorem"} {
		if got := found(words); got != 0 {
			t.Errorf("%q is taken for a placeholder in %d places", words, got)
		}
	}
}
