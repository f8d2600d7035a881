package check_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"goldseam/internal/check"
	"goldseam/internal/diag"
	"goldseam/internal/load"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
)

const lesson = `---
title: One
aim: To begin.
minutes: 10
for: everyone
mode: alone
paths: {hurt: core, unsure: core}
after: [two]
on_red: solo
steps: [First., Second., {text: Third., with: together}]
do: [This., That.]
dont: [Not this., Not that.]
signs: [A sign., Another.]
worksheets: [plan]
solo: Alone.
safety: [Stop.]
---

See [two](two.md#here), [help](../pages/help.md), [this](hand.pdf), [a handout](../../../static/sheet.pdf), [out](https://example.org/).

![A hand](hand.png)
`

// sound is a small program without a problem.
func sound() map[string]string {
	two := strings.NewReplacer("title: One", "title: Two", "after: [two]", "after: []", "(two.md#here), ", "(one.md), ", "[this](hand.pdf), ", "", "![A hand](hand.png)", "## Here").Replace(lesson)
	return map[string]string{
		"content/program.yaml":          "language: en\npaths: [hurt, unsure]\nphases:\n  - id: a\n    lessons: [{id: one, page: 1}, {id: two, page: 2}]\nworksheets: [{id: plan, page: 1}]\n",
		"content/en/a/one.md":           strings.Replace(lesson, "[this](hand.pdf), ", "", 1),
		"content/en/a/two.md":           two,
		"content/en/a/hand.png":         "picture",
		"content/en/pages/help.md":      "---\ntitle: Help\n---\n\nSee [one](../a/one.md).\n",
		"content/en/program.md":         "---\ntitle: T\n---\n\n[one](a/one.md)\n",
		"content/en/worksheets/plan.md": "---\ntitle: Plan\nneutral_title: Sheet 1\nfill: alone\nkeep: ask\nshare: none\nkind: form\nfields: {a: {type: text, label: A}}\nrules: [{when: {field: a, filled: true}, say: So., link: \"page:help\"}, {when: {field: a, empty: true}, suggest: a, from: plan.a}]\n---\n\n[one](../a/one.md)\n",
		"content/help-lines/gb.yaml":    "country: GB\nemergency: [\"999\"]\nlines: [{id: x, kind: suicide, call: \"116 123\", verified_on: \"2026-01-31\"}]\n",
		"static/sheet.pdf":              "handout",
		"static/logo.svg":               "<svg/>",
		"edition.yaml":                  "goldseam: 1.0.0\npublisher: {contact: a@example.org}\nurl: https://example.org/p/\nleave_to: https://www.example.com/\nreview: {by: A, on: \"2026-01-31\"}\ntheme: {accent: \"#9a6b00\", logo: static/logo.svg}\n",
	}
}

// problems checks a program and gives what is found beyond the reading of each file.
func problems(tb testing.TB, files map[string]string) diag.List {
	tb.Helper()
	loaded, err := load.Program(tb.Context(), snapshot.Of(files), nil)
	if err != nil || loaded.Program == nil {
		tb.Fatal(err, loaded.Problems)
	}
	p := loaded.Program
	targets := map[*program.Language]*program.Targets{}
	for _, l := range p.Languages {
		targets[l] = program.NewTargets(p, l, program.Addresses{Base: "/", Discreet: true}, loaded.Omitted(), nil)
	}
	return check.Program(p, targets, nil).Problems.Sorted()
}

func TestSound(t *testing.T) {
	if got := problems(t, sound()); got != nil {
		t.Errorf("a sound program has problems: %v", got)
	}
}

// TestRules breaks each rule once.
func TestRules(t *testing.T) {
	const one, plan, edition, lines = "content/en/a/one.md", "content/en/worksheets/plan.md", "edition.yaml", "content/help-lines/gb.yaml"
	tests := []struct{ name, file, old, next, want string }{
		{"too few steps", one, "First., Second., {text", "First., {text", one + ":10:1 list-length"},
		{"too many steps", one, "First., ", "a, b, c, d, e, f, ", one + ":10:1 list-length"},
		{"one to do", one, "[This., That.]", "[This.]", one + ":11:1 list-length"},
		{"one not to do", one, "[Not this., Not that.]", "[Not this.]", one + ":12:1 list-length"},
		{"one sign", one, "[A sign., Another.]", "[A sign.]", one + ":13:1 list-length"},
		{"minutes", one, "minutes: 10", "minutes: 500", one + ":4:10 bad-minutes"},
		{"solo without words", one, "solo: Alone.\n", "", one + ":9:9 red-solo"},
		{"solo without steps", one, "[First., Second., {text: Third., with: together}]", "[{text: A., with: together}, {text: B., with: together}, {text: C., with: together}]", one + ":10:1 red-solo"},
		{"path", one, ", unsure: core", "", one + ":7:1 path-missing"},
		{"hidden on red alone", one, "on_red: solo", "on_red: hidden", one + ":7:29 path-together"},
		{"lesson before", one, "after: [two]", "after: [tow]", one + ":8:9 unknown-lesson"},
		{"worksheet", one, "[plan]", "[plann]", one + ":14:14 unknown-worksheet"},
		{"link to no file", one, "two.md#here", "tow.md", one + ":19:5 link-file"},
		{"link to no handout", one, "sheet.pdf", "shet.pdf", one + ":19:51 link-file"},
		{"link to no heading", one, "#here", "#there", one + ":19:5 link-heading"},
		{"no picture", one, "(hand.png)", "(foot.png)", one + ":21:1 image-file"},
		{"round", "content/en/a/two.md", "after: []", "after: [one]", "content/en/a/two.md:8:9 cycle"},
		{"page links to nothing", "content/en/pages/help.md", "one.md", "on.md", "content/en/pages/help.md:5:5 link-file"},
		{"home links to nothing", "content/en/program.md", "one.md", "on.md", "content/en/program.md:5:1 link-file"},
		{"sheet links to nothing", plan, "(../a/one.md)", "(../a/on.md)", plan + ":12:1 link-file"},
		{"rule to no page", plan, "page:help", "page:hlep", plan + ":9:58 unknown-page"},
		{"rule to no lesson", plan, "page:help", "lesson:on", plan + ":9:58 unknown-lesson"},
		{"rule to no worksheet", plan, "page:help", "worksheet:x", plan + ":9:58 unknown-worksheet"},
		{"from no worksheet", plan, "plan.a", "plam.a", plan + ":9:122 unknown-worksheet"},
		{"from no field", plan, "plan.a", "plan.b", plan + ":9:122 unknown-field"},
		{"contact", edition, "a@example.org", "call us", edition + ":2:22 link-address"},
		{"leave without https", edition, "https://www.example.com/", "http://www.example.com/", edition + ":4:11 edition-leave"},
		{"leave to a search", edition, "example.com/", "example.com/?q=a", edition + ":4:11 edition-leave"},
		{"leave to itself", edition, "https://www.example.com/", "https://example.org/x", edition + ":4:11 edition-leave"},
		{"leave to where one is seen", edition, "www.example.com", "m.facebook.com", edition + ":4:11 edition-leave"},
		{"colour", edition, "#9a6b00", "gold", edition + ":6:17 edition-colour"},
		{"logo", edition, "static/logo.svg", "static/no.svg", edition + ":6:34 edition-logo"},
		{"day of review", edition, "2026-01-31", "2026-02-31", edition + ":5:21 bad-date"},
		{"emergency number", lines, `"999"`, `"nine"`, lines + ":2:13 help-number"},
		{"number to call", lines, "116 123", "call us", lines + ":3:38 help-number"},
		{"web address", lines, `call: "116 123"`, `web: "example.org"`, lines + ":3:37 help-number"},
		{"no way to reach", lines, `call: "116 123", `, "", lines + ":3:9 help-empty"},
		{"day of verifying", lines, "2026-01-31", "last week", lines + ":3:62 bad-date"},
		{"nobody verified", lines, `, verified_on: "2026-01-31"`, "", lines + ":1:1 help-unverified"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := maps.Clone(sound())
			if !strings.Contains(files[tt.file], tt.old) {
				t.Fatalf("%s has no %q", tt.file, tt.old)
			}
			files[tt.file] = strings.Replace(files[tt.file], tt.old, tt.next, 1)
			got := problems(t, files)
			if len(got) != 1 || place(got[0]) != tt.want || got[0].Hint == "" {
				t.Errorf("got %v, want one at %s, with a hint", got, tt.want)
			}
		})
	}
}

func place(p diag.Problem) string {
	return fmt.Sprintf("%s:%d:%d %s", p.File, p.Line, p.Column, p.Code)
}
