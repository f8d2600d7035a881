package worksheet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/markdown"
	"goldseam/internal/strictyaml"
	"goldseam/internal/worksheet"
)

// define reads the front matter of a worksheet, each line as an author writes it.
func define(tb testing.TB, text string) (*worksheet.Sheet, diag.List) {
	tb.Helper()
	src := strictyaml.Source{File: "f", Line: 1, Text: []byte(text)}
	var f format.Sheet
	for _, p := range strictyaml.Decode(src, strictyaml.Of[format.Sheet](), &f) {
		if p.Code != diag.MissingKey { // a test gives what it is about
			tb.Fatalf("not a worksheet: %v", p)
		}
	}
	return worksheet.Define("sheet", 7, f, nil, markdown.New("en"), func(path ...any) diag.Pos { return strictyaml.Locate(src, path...) })
}

func codes(l diag.List) string {
	var out []string
	for _, p := range l.Sorted() {
		out = append(out, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code))
	}
	return strings.Join(out, ", ")
}

// soundFields has one field of each type with all its keys.
const soundFields = `
  a: {type: text, label: A, limit: 80, default: "Dear", words: [but], say: Try it without., optional: true, private: true}
  b: {type: longtext, label: B, limit: 300, words: [if], say: Try it.}
  c: {type: choice, label: C, options: {one: One, two: Two}, other: true}
  d: {type: multi, label: D, options: {one: One}}
  e: {type: checklist, label: E, options: {one: One}, keep: never}
  f: {type: scale, label: F, low: not at all, high: very much, each: true}
  g: {type: scale, label: G, low: not at all, high: very much, items: {stay: Stay, go: Go}}
  h: {type: date, label: H, default: in 6 weeks}
  i: {type: time, label: I, default: "21:00"}
  j: {type: rows, label: J, limit: 4, columns: {name: {type: text, label: Name}, kind: {type: choice, label: Kind, options: {x: X}}}}
  k: {type: sentence, label: K, text: "I feel {feeling} when {when}.", gaps: {when: {label: what happens}}, limit: 3}
  l: {type: timer, label: L, minutes: 20, turns: 2}
  l2: {type: timer, label: L, stages: {settle: {minutes: 3, label: Settle}, thanks: {minutes: 5, label: Thanks}}}
  m: {type: agreement, label: M, limit: 5, review: in 6 weeks}
  n: {type: tracker, label: N, pick: d, columns: {strength: {type: scale, label: S, low: no, high: yes}, one: {type: text, label: O}, life: {type: multi, label: L, options: {x: X}}}}
  o: {type: calendar, label: O, title: Catch-up, every: week, from: h}
  p: {type: show, text: A text.}
  q: {type: show, panel: help}
  r: {type: multi, label: R, options: {one: One}, each: true}
  s: {type: show, label: S, both: r}
`

func TestSoundFields(t *testing.T) {
	s, problems := define(t, "fields:"+soundFields)
	if problems != nil {
		t.Fatal(codes(problems), problems)
	}
	if len(s.Fields) != 20 || s.Field("l2").Minutes != 8 || s.Number != 7 || !s.Print || s.Never {
		t.Errorf("the worksheet is %+v", s)
	}
	if parts := s.Field("k").Parts; len(parts) != 5 || parts[1].Gap != "feeling" || parts[1].Label != "feeling" || parts[3].Label != "what happens" {
		t.Errorf("the sentence is %+v", parts)
	}
}

func TestFieldProblems(t *testing.T) {
	tests := []struct{ name, field, want string }{
		{"no label", "x: {type: text}", "missing-key"},
		{"id", "X-y: {type: text, label: A}", "field-id"},
		{"text has no options", "x: {type: text, label: A, options: {a: A}}", "field-key"},
		{"longtext has no default", "x: {type: longtext, label: A, default: B}", "field-key"},
		{"choice without options", "x: {type: choice, label: A}", "field-key"},
		{"multi column without options", "x: {type: rows, label: A, columns: {b: {type: multi, label: B}}}", "field-key"},
		{"picks from nowhere", "x: {type: tracker, label: A, pick: y, columns: {b: {type: text, label: B}}}", "unknown-field"},
		{"picks from a choice", "y: {type: choice, label: Y, options: {b: B}}\n  x: {type: tracker, label: A, pick: y, columns: {b: {type: text, label: B}}}", "field-value"},
		{"picks none of its columns", "y: {type: multi, label: Y, options: {c: C}}\n  x: {type: tracker, label: A, pick: y, columns: {b: {type: text, label: B}}}", "field-value"},
		{"timer with one stage", "x: {type: timer, label: A, stages: {a: {minutes: 3, label: A}}}", "field-value"},
		{"timer with stages and minutes", "x: {type: timer, label: A, minutes: 8, turns: 2, stages: {a: {minutes: 3, label: A}, b: {minutes: 3, label: B}}}", "field-key field-key"},
		{"a stage of no length", "x: {type: timer, label: A, stages: {a: {minutes: 0, label: A}, b: {minutes: 3, label: B}}}", "field-value"},
		{"stages of a text", "x: {type: text, label: A, stages: {a: {minutes: 3, label: A}, b: {minutes: 3, label: B}}}", "field-key"},
		{"shows two things", "x: {type: show, text: A, panel: help}", "field-key"},
		{"shows what nobody ticks", "x: {type: show, both: y}", "unknown-field"},
		{"shows a text of two", "y: {type: text, label: Y, each: true}\n  x: {type: show, both: y}", "field-value"},
		{"shows what one ticks", "y: {type: multi, label: Y, options: {c: C}}\n  x: {type: show, both: y}", "field-value"},
		{"multi without options", "x: {type: multi, label: A}", "field-key"},
		{"checklist without options", "x: {type: checklist, label: A}", "field-key"},
		{"choice has no limit", "x: {type: choice, label: A, options: {a: A}, limit: 2}", "field-key"},
		{"option id", "x: {type: choice, label: A, options: {A b: A}}", "option-id"},
		{"option without words", `x: {type: choice, label: A, options: {a: ""}}`, "empty-value"},
		{"scale without ends", "x: {type: scale, label: A}", "field-key field-key"},
		{"date", "x: {type: date, label: A, default: tomorrow}", "field-value"},
		{"time", `x: {type: time, label: A, default: "25:00"}`, "field-value"},
		{"rows without columns", "x: {type: rows, label: A}", "field-key"},
		{"column id", "x: {type: rows, label: A, columns: {A b: {type: text, label: B}}}", "field-id"},
		{"column choice", "x: {type: rows, label: A, columns: {a: {type: choice, label: B}}}", "field-key"},
		{"sentence without gap", "x: {type: sentence, label: A, text: No gap.}", "sentence-gap"},
		{"sentence with a gap twice", `x: {type: sentence, label: A, text: "{a} and {a}"}`, "sentence-gap"},
		{"sentence with a bad gap", `x: {type: sentence, label: A, text: "{A b}"}`, "sentence-gap"},
		{"gap of another sentence", `x: {type: sentence, label: A, text: "{a}", gaps: {b: {label: B}}}`, "sentence-gap"},
		{"timer without minutes", "x: {type: timer, label: A}", "field-key"},
		{"timer of three", "x: {type: timer, label: A, minutes: 5, turns: 3}", "field-value"},
		{"agreement", "x: {type: agreement, label: A, review: soon}", "field-value"},
		{"tracker without columns", "x: {type: tracker, label: A}", "field-key"},
		{"calendar without all", "x: {type: calendar, label: A}", "field-key field-key"},
		{"calendar from nothing", "x: {type: calendar, label: A, title: B, every: once, from: y}", "unknown-field"},
		{"calendar from a text", "x: {type: calendar, label: A, title: B, every: once, from: y}\n  y: {type: text, label: Y}", "field-value"},
		{"show nothing", "x: {type: show}", "field-key"},
		{"show both", "x: {type: show, text: A, panel: help}", "field-key"},
		{"words without say", "x: {type: text, label: A, words: [but]}", "field-key"},
		{"limit", "x: {type: text, label: A, limit: -1}", "field-value"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := define(t, "fields:\n  "+tt.field+"\n")
			var got []string
			for _, p := range problems.Sorted() {
				got = append(got, string(p.Code))
				if p.Line < 2 || p.Message == "" || p.Hint == "" {
					t.Errorf("a problem without place, words or hint: %+v", p)
				}
			}
			if d := cmp.Diff(tt.want, strings.Join(got, " ")); d != "" {
				t.Errorf("%s\n%v", d, problems)
			}
		})
	}
}

func TestRules(t *testing.T) {
	tests := []struct{ name, rule, want string }{
		{"sound", "when: {field: c, is: one}\n    show: crisis-help", ""},
		{"own words", "when: {field: c, is: other}\n    reveal: a", ""},
		{"item of a scale", "when: {field: g.stay, at_least: 8}\n    say: So.", ""},
		{"column", "when: {field: j.kind, is: x}\n    say: So.", ""},
		{"joined", "when: {all: [{field: c, is: one}, {not: {field: a, filled: true}}, {path: hurt}]}\n    say: So.\n    link: page:help", ""},
		{"entries", "when: {field: n.strength, at_least: 8, entries: {last: 7, times: 4}}\n    say: So.", ""},
		{"suggest", "when: {field: a, empty: true}\n    suggest: a\n    from: other.field", ""},
		{"no action", "when: {field: c, is: one}", "rule-action"},
		{"two actions", "when: {field: c, is: one}\n    show: help\n    reveal: a", "rule-action"},
		{"suggest alone", "when: {field: c, is: one}\n    suggest: a", "rule-action"},
		{"link", "when: {field: c, is: one}\n    say: So.\n    link: https://example.org/", "rule-action"},
		{"reveal nothing", "when: {field: c, is: one}\n    reveal: z", "unknown-field"},
		{"two conditions", "when: {field: c, is: one, path: hurt}\n    show: help", "rule-condition"},
		{"question without field", "when: {path: hurt, is: one}\n    show: help", "rule-condition"},
		{"no question", "when: {field: c}\n    show: help", "rule-condition"},
		{"two questions", "when: {field: f, at_least: 2, at_most: 3}\n    show: help", "rule-condition"},
		{"unknown field", "when: {field: z, is: one}\n    show: help", "unknown-field"},
		{"unknown column", "when: {field: j.z, is: one}\n    show: help", "unknown-field"},
		{"unknown option", "when: {field: c, is: three}\n    show: help", "unknown-option"},
		{"unknown options", "when: {field: c, any_of: [one, three]}\n    show: help", "unknown-option"},
		{"own words where there are none", "when: {field: d, has: other}\n    show: help", "unknown-option"},
		{"number of a text", "when: {field: a, at_least: 3}\n    show: help", "rule-condition"},
		{"has of a choice", "when: {field: c, has: one}\n    show: help", "rule-condition"},
		{"beyond the scale", "when: {field: f, at_least: 11}\n    show: help", "field-value"},
		{"entries of a form", "when: {field: f, at_least: 8, entries: {last: 7, times: 4}}\n    show: help", "rule-condition"},
		{"too many entries", "when: {field: n.strength, at_least: 8, entries: {last: 3, times: 4}}\n    show: help", "rule-never"},
		{"both options", "when: {all: [{field: c, is: one}, {field: c, is: two}]}\n    show: help", "rule-never"},
		{"no number between", "when: {all: [{field: f, at_least: 8}, {field: f, at_most: 3}]}\n    show: help", "rule-never"},
		{"never within", "when: {all: [{path: hurt}, {all: [{field: f, at_least: 8}, {field: f, at_most: 3}]}]}\n    show: help", "rule-never"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := define(t, "fields:"+soundFields+"rules:\n  - "+tt.rule+"\n")
			var got []string
			for _, p := range problems.Sorted() {
				got = append(got, string(p.Code))
			}
			if d := cmp.Diff(tt.want, strings.Join(got, " ")); d != "" {
				t.Errorf("%s\n%v", d, problems)
			}
		})
	}
}

// TestSameWordsEachTime asks for a rule that is wrong in two ways, many times.
func TestSameWordsEachTime(t *testing.T) {
	text := "fields:" + soundFields + "rules:\n  - when: {all: [{field: f, at_least: 8}, {field: f, at_most: 3}, {field: g.stay, at_least: 8}, {field: g.stay, at_most: 3}]}\n    show: help\n"
	_, first := define(t, text)
	for range 50 {
		if _, again := define(t, text); cmp.Diff(first, again) != "" {
			t.Fatalf("the same worksheet gives other problems: %s", cmp.Diff(first, again))
		}
	}
}

func TestSheetProblems(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"shared and never kept", "keep: never\nshare: chosen\n", "2:8 sheet-share"},
		{"card", "summary: {card: [a, z]}\n", "1:21 unknown-field"},
		{"chart of nothing", "summary: {chart: {y: z}}\n", "1:22 unknown-field"},
		{"chart of a text", "summary: {chart: {y: a}}\n", "1:22 field-value"},
		{"chart of a scale's item", "kind: tracker\nsummary: {chart: {y: g.stay}}\n", ""},
		{"chart of what is asked once", "summary: {chart: {y: g.stay}}\n", "1:22 field-value"},
		{"chart of several", "summary: {chart: {y: n.strength, also: [n.one], marks: n.life, average_after: 6}}\n", "1:41 field-value"},
		{"chart of the same twice", "summary: {chart: {y: n.strength, also: [n.strength]}}\n", "1:41 field-value"},
		{"chart of two trackers", "kind: tracker\nsummary: {chart: {y: n.strength, also: [f], marks: d}}\n", "2:41 field-value, 2:52 field-value"},
		{"chart with marks of a scale", "summary: {chart: {y: n.strength, marks: n.strength}}\n", "1:41 field-value"},
	}
	for _, tt := range tests {
		if _, problems := define(t, tt.text+"fields:"+soundFields); codes(problems) != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, codes(problems), tt.want)
		}
	}
}
