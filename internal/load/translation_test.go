package load_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"goldseam/internal/diag"
	"goldseam/internal/load"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
	"goldseam/internal/worksheet"
)

// bilingual is a small program, and its Spanish texts.
func bilingual() map[string]string {
	return map[string]string{
		"content/program.yaml":     "language: en\nlanguages: [en, es]\npaths: [hurt]\nphases: [{id: one, lessons: [{id: first, page: 1}, {id: second, page: 2}]}]\nworksheets: [{id: plan, page: 1}]\n",
		"content/en/program.md":    "---\ntitle: Home\ntagline: \"A \\\"small\\\" one\"\n---\n\nText.\n",
		"content/en/one/phase.md":  "---\ntitle: Phase\nsummary: Why.\n---\n",
		"content/en/one/first.md":  "---\ntitle: First\naim: Aim.\nminutes: 5\nfor: both\nmode: together\npaths: {hurt: core}\nafter: [second]\non_red: solo\nheavy: true\nsteps: [One., {text: Two., with: together}]\ndo: [This., That.]\ndont: [Not.]\nsigns: [A sign.]\nworksheets: [plan]\nsolo: Alone.\nsafety: [Care.]\n---\n\nBody.\n",
		"content/en/one/second.md": "---\ntitle: Second\naim: Aim.\nminutes: 5\nfor: both\nmode: alone\npaths: {hurt: core}\non_red: shown\nsteps: [One.]\ndo: [This.]\ndont: [Not.]\nsigns: [A sign.]\n---\n\nBody.\n",
		"content/en/worksheets/plan.md": `---
title: Plan
neutral_title: Sheet 1
fill: alone
keep: never
share: none
kind: form
fields:
  a: {type: choice, label: Which, options: {x: Ex, "no": Nope}, keep: never}
  b: {type: scale, label: How, low: little, high: much, items: {p: Pea, q: Queue}}
  c: {type: sentence, label: Line, text: "I {feel} when {why}.", gaps: {feel: {label: feeling, options: {sad: sad}}}}
  d: {type: rows, label: Rows, columns: {n: {type: text, label: Name}, k: {type: choice, label: Kind, options: {f: Friend}}}}
  e: {type: text, label: Text, default: First, words: [but], say: Without but.}
  f: {type: calendar, label: Day, title: Catch-up, every: week}
  g: {type: date, label: When, default: today}
  h: {type: show, label: Panel, text: Words.}
  i: {type: timer, label: Steps, stages: {one: {minutes: 3, label: Settle}, two: {minutes: 5, label: Thanks}}}
rules:
  - when: {field: a, is: x}
    show: crisis-help
  - when: {field: a, is: "no"}
    say: So.
privacy: [Not here.]
---

Intro.
`,
	}
}

func read(t *testing.T, files map[string]string) (source, es *program.Language, problems diag.List) {
	t.Helper()
	r, err := load.Program(t.Context(), snapshot.Of(files), nil)
	if err != nil || len(r.Program.Languages) != 2 {
		t.Fatalf("Program: %v, %v", err, r.Problems)
	}
	for _, p := range r.Problems {
		if p.Code != diag.MissingFile && p.Code != diag.TranslationSource { // strings.yaml and the pages every program has
			problems = append(problems, p)
		}
	}
	return r.Program.Source, r.Program.Languages[1], problems
}

const none = `<span lang="en" dir="ltr">`

func TestTranslatedSheet(t *testing.T) {
	files := bilingual()
	files["content/es/worksheets/plan.md"] = `---
title: Mi "plan"
fields:
  a: {options: {"no": Nada}}
  b: {low: poco, items: {q: Cola}}
  c: {text: "Cuando {why}, siento {feel}.", gaps: {feel: {label: emoción, options: {sad: triste}}}}
  d: {columns: {n: {label: Nombre}, k: {options: {f: Amigo}}}}
  e: {label: Texto, help: Ayuda., default: Primero, words: [pero, aunque], say: Sin pero.}
  f: {title: Charla}
  h: {text: Palabras.}
  i: {stages: {two: {label: Gracias}}}
say: [Así.]
---

Introducción.
`
	_, es, problems := read(t, files)
	if problems != nil {
		t.Fatal(problems)
	}
	s := es.Worksheet("plan")
	c := s.Field("c")
	got := []any{
		s.Title, s.Neutral, s.Never, s.Share, s.Privacy[0], s.Rules[0].Show, s.Rules[1].Say, s.Rules[1].When.Is, s.File,
		s.Field("a").Label, s.Field("a").Options, s.Field("a").Never, s.Field("b").Low, s.Field("b").High, s.Field("b").Items[1].Label,
		len(c.Parts), c.Parts[0].Text, c.Parts[1].Gap, c.Parts[3].Gap, c.Parts[3].Label, c.Parts[3].Options[0], c.Parts[1].Label,
		s.Field("d").Columns[0].Label, s.Field("d").Columns[1].Label, s.Field("d").Columns[1].Options[0],
		s.Field("e").Label, s.Field("e").Help, s.Field("e").Default, s.Field("e").Words, s.Field("e").Say, s.Field("f").Title, s.Field("g").Default, s.Field("h").Text,
		s.Field("i").Stages,
	}
	type text = program.Text
	want := []any{
		text("Mi «plan»"), text(none + "Sheet 1</span>"), true, "none", text(none + "Not here.</span>"), "crisis-help", "Así.", "no", "content/es/worksheets/plan.md",
		text(none + "Which</span>"),
		[]worksheet.Option{{ID: "x", Label: none + "Ex</span>"}, {ID: "no", Label: "Nada"}},
		true, text("poco"), text(none + "much</span>"), text("Cola"),
		5, text("Cuando "), "why", "feel", text("emoción"),
		worksheet.Option{ID: "sad", Label: "triste"},
		text(none + "why</span>"),
		text("Nombre"), text(none + "Kind</span>"),
		worksheet.Option{ID: "f", Label: "Amigo"},
		text("Texto"), text("Ayuda."), "Primero",
		[]string{"pero", "aunque"},
		text("Sin pero."), "Charla", "today", text("Palabras."),
		[]worksheet.Stage{{ID: "one", Label: none + "Settle</span>", Minutes: 3}, {ID: "two", Label: "Gracias", Minutes: 5}},
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("part %d is %#v, want %#v", i, got[i], want[i])
		}
	}
}

// TestStructureIsTheSources gives a translation every structural key with
// another value: each is a problem, and none has an effect.
func TestStructureIsTheSources(t *testing.T) {
	const lesson, sheet = "content/es/one/first.md", "content/es/worksheets/plan.md"
	tests := []struct{ file, line string }{
		{lesson, "minutes: 9"},
		{lesson, "for: everyone"},
		{lesson, "mode: alone"},
		{lesson, "paths: {hurt: hidden}"},
		{lesson, "after: []"},
		{lesson, "on_red: shown"},
		{lesson, "heavy: false"},
		{lesson, "worksheets: []"},
		{lesson, "steps: [Uno., {text: Dos., with: together}]"},
		{sheet, "fill: both"},
		{sheet, "keep: ask"},
		{sheet, "print: true"},
		{sheet, "share: page"},
		{sheet, "kind: tracker"},
		{sheet, "rules: []"},
		{sheet, "summary: {table: true}"},
		{sheet, "fields: {a: {type: text}}"},
		{sheet, "fields: {a: {keep: ask}}"},
		{sheet, "fields: {a: {optional: true}}"},
		{sheet, "fields: {a: {private: true}}"},
		{sheet, "fields: {a: {each: true}}"},
		{sheet, "fields: {a: {was: z}}"},
		{sheet, "fields: {a: {retired: true}}"},
		{sheet, "fields: {a: {limit: 3}}"},
		{sheet, "fields: {a: {other: true}}"},
		{sheet, "fields: {d: {columns: {n: {type: date}}}}"},
		{sheet, "fields: {d: {columns: {n: {keep: ask}}}}"},
		{sheet, "fields: {f: {every: once}}"},
		{sheet, "fields: {g: {default: mañana}}"},
		{sheet, "fields: {h: {panel: help}}"},
		{sheet, "fields: {a: {from: g}}"},
	}
	_, plain, problems := read(t, bilingual())
	if problems != nil {
		t.Fatal(problems)
	}
	for _, tt := range tests {
		files := bilingual()
		files[tt.file] = "---\n" + tt.line + "\n---\n"
		_, es, problems := read(t, files)
		if len(problems) != 1 || problems[0].Code != diag.TranslationStructure || problems[0].File != tt.file {
			t.Errorf("%q in %s: problems are %v, want one of structure", tt.line, tt.file, problems)
		}
		a, b := *es.Lesson("first"), *plain.Lesson("first")
		a.Steps, b.Steps, a.At, b.At, a.Body, b.Body = nil, nil, nil, nil, nil, nil
		x, y := *es.Worksheet("plan"), *plain.Worksheet("plan")
		x.At, y.At, x.Intro, y.Intro = nil, nil, nil, nil
		if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(x, y) || es.Lesson("first").Steps[0].Together || !es.Lesson("first").Steps[1].Together {
			t.Errorf("%q in %s changes more than words", tt.line, tt.file)
		}
	}
}

func TestTranslationProblems(t *testing.T) {
	const lesson, sheet = "content/es/one/first.md", "content/es/worksheets/plan.md"
	tests := []struct {
		name, file, line string
		code             diag.Code
		hint             string
	}{
		{"fewer", lesson, "do: [Esto.]", diag.TranslationLength, "one text for each"},
		{"more", lesson, "safety: [Uno., Dos.]", diag.TranslationLength, "one text for each"},
		{"none at all", lesson, "steps: []", diag.TranslationLength, "one text for each"},
		{"privacy", sheet, "privacy: [Uno., Dos.]", diag.TranslationLength, "one text for each"},
		{"say", sheet, "say: [Uno., Dos.]", diag.TranslationLength, "one text for each"},
		{"field", sheet, "fields: {bb: {label: B}}", diag.UnknownField, `"b"`},
		{"option", sheet, "fields: {a: {options: {xx: B}}}", diag.UnknownOption, `"x"`},
		{"option where there are none", sheet, "fields: {e: {options: {x: B}}}", diag.FieldKey, "delete"},
		{"item", sheet, "fields: {b: {items: {pp: B}}}", diag.UnknownField, `"p"`},
		{"column", sheet, "fields: {d: {columns: {nn: {label: B}}}}", diag.UnknownField, `"n"`},
		{"option of a column", sheet, "fields: {d: {columns: {k: {options: {ff: B}}}}}", diag.UnknownOption, `"f"`},
		{"more about a gap", sheet, "fields: {c: {gaps: {feels: {label: B}}}}", diag.SentenceGap, `"feel"`},
		{"gap", sheet, `fields: {c: {text: "{feels} y {why}"}}`, diag.SentenceGap, `"feel"`},
		{"gap that is missing", sheet, `fields: {c: {text: "{feel}"}}`, diag.SentenceGap, "write {why}"},
		{"gap that is here twice", sheet, `fields: {c: {text: "{feel} {why} {feel}"}}`, diag.SentenceGap, "once"},
		{"words without a place", sheet, "fields: {a: {low: poco}}", diag.FieldKey, "delete"},
		{"unheard-of", lesson, "titel: B", diag.UnknownKey, `"title"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := bilingual()
			files[tt.file] = "---\n" + tt.line + "\n---\n"
			_, _, problems := read(t, files)
			if problems[0].Code != tt.code || !strings.Contains(problems[0].Hint, tt.hint) {
				t.Errorf("problems are %v, want %s with a hint of %s first", problems, tt.code, tt.hint)
			}
			if len(problems) > 1 && tt.name != "option where there are none" {
				t.Errorf("one slip is %d problems: %v", len(problems), problems)
			}
		})
	}
}

// TestSectionsForTwo holds that a translation has the source's sections for two, and other texts none.
func TestSectionsForTwo(t *testing.T) {
	files := bilingual()
	files["content/en/one/second.md"] += "\n## Both {.together}\n"
	files["content/es/one/second.md"] = "---\ntitle: Dos\n---\n\n## Los dos\n"
	files["content/es/worksheets/plan.md"] = "---\ntitle: Plan\n---\n\n## Los dos {.together}\n"
	source, _, problems := read(t, files)
	if !source.Lesson("second").Together() {
		t.Error("a section for two does not make the lesson one with a part for two")
	}
	var got []string
	for _, p := range problems {
		got = append(got, p.File+" "+string(p.Code))
	}
	want := []string{"content/es/one/second.md translation-structure", "content/es/worksheets/plan.md heading-id"}
	if !slices.Equal(got, want) {
		t.Errorf("problems are %v, want %v", problems, want)
	}
}

// TestSourceComesFirst holds that a source that cannot be read as it is makes no
// problem of its translation.
func TestSourceComesFirst(t *testing.T) {
	files := bilingual()
	files["content/en/one/first.md"] = strings.Replace(files["content/en/one/first.md"], "do: [This., That.]", "do: This", 1)
	files["content/es/one/first.md"] = "---\ndo: [Esto., Eso.]\n---\n"
	if _, _, problems := read(t, files); len(problems) != 1 || problems[0].File != "content/en/one/first.md" {
		t.Errorf("problems are %v, want the source's alone", problems)
	}
}

func TestSourceHash(t *testing.T) {
	a := load.SourceHash([]byte("---\ntitle: A\n---\n\nB\n"))
	for _, same := range []string{"---\r\ntitle: A\r\n---\r\n\r\nB\r\n", "\xef\xbb\xbf---\ntitle: A\n---\n\nB\n"} {
		if got := load.SourceHash([]byte(same)); got != a || len(got) != 8 {
			t.Errorf("SourceHash(%q) = %q, want %q", same, got, a)
		}
	}
	for _, other := range []string{"---\ntitle: B\n---\n\nB\n", "---\ntitle: A\n---\n\nC\n"} {
		if load.SourceHash([]byte(other)) == a {
			t.Errorf("SourceHash(%q) is that of another text", other)
		}
	}
}
