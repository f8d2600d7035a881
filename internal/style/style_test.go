package style_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/load"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
	"goldseam/internal/style"
)

const words = `avoid: {spouse: partner, over-sensitive: hurt, get over it: "", don't look: see}
instructions: {just: leave it out}
about_people: {words: {never: seldom}, after: [you, you are], not_after: [if], not_before: [have to]}
idioms: {last straw: too much, the last straw of all: far too much}
steps: [ask, write]
dont: [don't, do not]
`

// program is a small program in English and Spanish, with words to avoid in both.
func program() map[string]string {
	const lesson = "---\ntitle: One\naim: Begin.\nminutes: 5\nfor: everyone\nmode: alone\npaths: {hurt: core}\non_red: shown\nsteps: [Ask., Write.]\ndo: [This.]\ndont: [Don't do it.]\nsigns: [A sign.]\n---\n\nBody.\n"
	return map[string]string{
		"content/program.yaml":          "language: en\nlanguages: [en, es]\npaths: [hurt]\nphases:\n  - id: a\n    lessons: [{id: one, page: 1}, {id: two, page: 2}]\nworksheets: [{id: plan, page: 1}]\n",
		"content/en/a/phase.md":         "---\ntitle: A\nsummary: B.\n---\n",
		"content/en/a/one.md":           lesson,
		"content/en/a/two.md":           lesson,
		"content/en/program.md":         "---\ntitle: T\n---\n\nHome.\n",
		"content/en/pages/help.md":      "---\ntitle: Help\n---\n\nHelp.\n",
		"content/en/style.yaml":         words,
		"content/en/worksheets/plan.md": "---\ntitle: Plan\nneutral_title: Sheet\nfill: alone\nkeep: ask\nshare: none\nkind: form\nfields:\n  a: {type: choice, label: Who, options: {b: Me}}\n  c: {type: text, label: What, words: [spouse], say: So}\n---\n\nIntro.\n",
		"content/es/program.md":         "---\ntitle: T\n---\n\nCasa.\n",
		"content/es/a/one.md":           "---\ntitle: Uno\n---\n\nCuerpo.\n",
		"content/es/style.yaml":         "avoid: {esposo: pareja}\n",
	}
}

func read(tb testing.TB, files map[string]string) *style.Result {
	tb.Helper()
	tree := snapshot.Of(files)
	loaded, err := load.Program(tb.Context(), tree, nil)
	if err != nil || loaded.Program == nil {
		tb.Fatal(err, loaded.Problems)
	}
	r, err := style.Texts(tb.Context(), tree, loaded.Program, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func places(r *style.Result) []string {
	var out []string
	for _, p := range r.Problems.Sorted() {
		out = append(out, fmt.Sprintf("%s:%d:%d %s", strings.TrimPrefix(p.File, "content/"), p.Line, p.Column, p.Code))
	}
	return out
}

// TestWords changes one text each time. What begins with "none" must not be found.
func TestWords(t *testing.T) {
	const one, plan = "content/en/a/one.md", "content/en/worksheets/plan.md"
	tests := []struct{ name, file, old, next, want string }{
		{"body", one, "Body.", "A *Spouse* here.", "en/a/one.md:15:4 word-avoid"},
		{"heading", one, "Body.", "## The spouse", "en/a/one.md:15:8 word-avoid"},
		{"none: part of a word", one, "Body.", "Spouses and spousal.", ""},
		{"hyphen or space", one, "Body.", "He is over sensitive.", "en/a/one.md:15:7 word-avoid"},
		{"over two lines", one, "Body.", "It is the last\nstraw.", "en/a/one.md:15:11 word-idiom"},
		{"none: over two sentences", one, "Body.", "It is the last. Straw is dry.", ""},
		{"longest phrase", one, "Body.", "It is the last straw of all.", "en/a/one.md:15:7 word-idiom"},
		{"apostrophe", one, "Body.", "So don't look.", "en/a/one.md:15:4 word-avoid"},
		{"none: what people say, quoted", one, "Body.", `They say "get over it".`, ""},
		{"what people say", one, "Body.", "Now get over it.", "en/a/one.md:15:5 word-avoid"},
		{"none: named by a don't", one, "Don't do it.", "Don't say they should get over it.", ""},
		{"none: quoted by a don't", one, "[Don't do it.]", `['Don''t say "spouse".']`, ""},
		{"none: code and addresses", one, "Body.", "See `spouse` <https://spouse.example/>.", ""},
		{"title", one, "title: One", "title: Your spouse", "en/a/one.md:2:13 word-avoid"},
		{"second of a kind in one text", one, "aim: Begin.", "aim: 'Spouses and spouse''s spouse.'", "en/a/one.md:3:29 word-avoid"},
		{"just in a step", one, "[Ask., Write.]", "[Ask., Just write.]", "en/a/one.md:9:15 word-avoid"},
		{"none: just in the body", one, "Body.", "He just left.", ""},
		{"none: just as a word", one, "This.", `'Cross out "just".'`, ""},
		{"about a person", one, "Body.", "You never listen.", "en/a/one.md:15:5 word-avoid"},
		{"about a person, with are", one, "Body.", "They say you are never here.", "en/a/one.md:15:18 word-avoid"},
		{"none: a condition", one, "Body.", "If you never hear it, rest.", ""},
		{"none: a right", one, "Body.", "You never have to answer.", ""},
		{"none: quoted", one, "Body.", `"You never listen" hurts.`, ""},
		{"none: about a thing", one, "Body.", "It is never too late.", ""},
		{"step without a verb", one, "[Ask., Write.]", "[Ask., The list.]", "en/a/one.md:9:15 step-verb"},
		{"none: condition, time and role", one, "[Ask., Write.]", `["If it fits, ask.", "Once a week: write.", "Partner: ask."]`, ""},
		{"verb in the next sentence", one, "[Ask., Write.]", "[Ask., A list. Write it.]", "en/a/one.md:9:15 step-verb"},
		{"don't as a do", one, "Don't do it.", "Do it.", "en/a/one.md:11:8 dont-form"},
		{"none: don't of a role", one, "[Don't do it.]", `["Partner: do not do it."]`, ""},
		{"label", plan, "label: Who", "label: Your spouse", "en/worksheets/plan.md:9:33 word-avoid"},
		{"option", plan, "b: Me", "b: My spouse", "en/worksheets/plan.md:9:49 word-avoid"},
		{"none: words to notice", plan, "[spouse]", "[spouse, never]", ""},
		{"none: name of an option", plan, "b: Me", "spouse: Me", ""},
		{"page", "content/en/pages/help.md", "Help.\n", "A spouse.\n", "en/pages/help.md:5:3 word-avoid"},
		{"phase", "content/en/a/phase.md", "summary: B.", "summary: A spouse.", "en/a/phase.md:3:12 word-avoid"},
		{"home", "content/en/program.md", "Home.", "A spouse.", "en/program.md:5:3 word-avoid"},
		{"another language", "content/es/a/one.md", "Cuerpo.", "Un esposo y spouse.", "es/a/one.md:5:4 word-avoid"},
		{"none: no list", "content/en/style.yaml", words, "idioms: {}\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := program()
			if !strings.Contains(files[tt.file], tt.old) {
				t.Fatalf("%s has no %q", tt.file, tt.old)
			}
			files[tt.file] = strings.Replace(files[tt.file], tt.old, tt.next, 1)
			r := read(t, files)
			if got := strings.Join(places(r), " "); got != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
			for _, p := range r.Problems {
				if p.Hint == "" || p.Severity != "warning" {
					t.Errorf("%v: want a warning with a hint", p)
				}
			}
		})
	}
}

// TestGrade holds what a reading counts, and when it warns.
func TestGrade(t *testing.T) {
	files := program()
	files["content/en/a/one.md"] = strings.Replace(files["content/en/a/one.md"], "Body.", "Go on. Rest now, please do.\n\n## Consideration of responsibilities\n\n- A list\n\n`code`", 1)
	const hard = "Sit.\n\nConsiderable uncertainty characterizes relationships immediately afterwards.\nNobody anticipates reconciliation automatically.\n\nExtraordinary circumstances. Individual responsibilities. Psychological explanations. Particularly emotional communities."
	files["content/en/a/two.md"] = strings.Replace(files["content/en/a/two.md"], "Body.", hard, 1)
	r := read(t, files)
	// Go on / Rest now please do / A list: 8 words, 3 sentences, 8 syllables.
	plain := style.Reading{File: "content/en/a/one.md", Grade: -2.8, Line: 15, Longest: 4}
	plain.Count.Words, plain.Count.Sentences, plain.Count.Syllables = 8, 3, 8
	if len(r.Readings()) != 2 {
		t.Fatalf("found %d readings, want those of the two English lessons", len(r.Readings()))
	}
	if d := cmp.Diff(plain, r.Readings()[0]); d != "" {
		t.Errorf("reading (- want + got):\n%s", d)
	}
	if got := r.Readings()[1]; got.Line != 17 || got.Longest != 6 || got.Grade <= style.MostGrade {
		t.Errorf("reading %+v, want a hard text whose longest sentence stands at line 17 with 6 words", got)
	}
	const hint = `line 17, "Considerable uncertainty characterizes relationships …" (6 words); line 18, "Nobody anticipates reconciliation automatically." (4 words)`
	if got := places(r); len(got) != 1 || got[0] != "en/a/two.md:17:1 reading-grade" || !strings.HasSuffix(r.Problems[0].Hint, hint) {
		t.Errorf("found %q with the hint %q, want one at en/a/two.md:17:1 with %q", got, r.Problems[0].Hint, hint)
	}
}

// TestAgain holds that a second look gives the same as a first one.
func TestAgain(t *testing.T) {
	files := program()
	files["content/en/a/one.md"] = strings.Replace(files["content/en/a/one.md"], "Body.", "A spouse.", 1)
	disk := fstest.MapFS{}
	for name, text := range files {
		disk[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(0, 0)}
	}
	o := overlay.New(overlay.Layer{Mount: ".", FS: disk})
	tree, err := snapshot.Read(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	var loaded *load.Result
	var last *style.Result
	for i, change := range []map[string]string{
		{},
		{"content/en/style.yaml": "avoid: {body: text}\n"},
		{"content/es/style.yaml": "avoid: {cuerpo: texto}\n"},
		{"content/en/a/two.md": "---\n"},
		{"content/es/a/two.md": "---\ntitle: Dos\n---\n\nUn cuerpo.\n"},
		{"content/en/pages/help.md": "---\ntitle: Help\n---\n\nBody.\n"},
		{"content/en/a/two.md": files["content/en/a/one.md"]},
		{"content/en/a/phase.md": "---\ntitle: A\nsummary: B.\n# body\n---\n"},
	} {
		for name, text := range change {
			files[name] = text
			disk[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(int64(i+1), 0)}
		}
		if tree, _, err = tree.Rescan(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if loaded, err = load.Program(t.Context(), tree, loaded); err != nil {
			t.Fatal(err)
		}
		if last, err = style.Texts(t.Context(), tree, loaded.Program, last); err != nil {
			t.Fatal(err)
		}
		fresh := read(t, files)
		if d := cmp.Diff([]any{fresh.Problems, fresh.Readings()}, []any{last.Problems, last.Readings()}); d != "" {
			t.Errorf("after %v (- fresh + again):\n%s", change, d)
		}
	}
}
