package strictyaml_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/diag"
	"goldseam/internal/strictyaml"
)

type step struct {
	Text string `yaml:"text,short"`
	With string `yaml:"with" enum:"together"`
}

type matter struct {
	Title   string                   `yaml:"title,required" example:"Make a real apology"`
	Minutes int                      `yaml:"minutes"`
	For     string                   `yaml:"for" enum:"broke hurt both everyone"`
	Heavy   bool                     `yaml:"heavy"`
	Steps   []step                   `yaml:"steps"`
	Paths   map[string]string        `yaml:"paths" keys:"broke hurt" enum:"core optional"`
	Fields  strictyaml.Map[fieldDef] `yaml:"fields"`
	Limit   *int                     `yaml:"limit"`
	Not     *matter                  `yaml:"not"`
}

type fieldDef struct {
	Label   string                 `yaml:"label"`
	Options strictyaml.Map[string] `yaml:"options"`
}

func TestDecode(t *testing.T) {
	good := `title: No
minutes: 10
for: everyone
heavy: true
limit: 0
steps:
  - Write it first, alone.
  - text: Ask.
    with: together
paths: {broke: core}
fields:
  z: {label: Zed, options: {"yes": "Yes", no: 2024}}
  a: {label: null}
not: {title: inner}
`
	var got matter
	if problems := strictyaml.Decode(strictyaml.Source{File: "f", Line: 1, Text: []byte(good)}, strictyaml.Of[matter](), &got); len(problems) > 0 {
		t.Fatal(problems)
	}
	zero := 0
	want := matter{
		Title: "No", Minutes: 10, For: "everyone", Heavy: true, Limit: &zero,
		Steps: []step{{Text: "Write it first, alone."}, {"Ask.", "together"}},
		Paths: map[string]string{"broke": "core"},
		Fields: strictyaml.Map[fieldDef]{
			{Key: "z", Value: fieldDef{"Zed", strictyaml.Map[string]{{Key: "yes", Value: "Yes"}, {Key: "no", Value: "2024"}}}},
			{Key: "a", Value: fieldDef{Label: "null"}},
		},
		Not: &matter{Title: "inner"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestProblems(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown key", "title: A\nsings: 3\nminuts: 2", `3:1 unknown-key: unknown key "sings" | known keys here: fields, for, heavy, limit, minutes, not, paths, steps, title
4:1 unknown-key: unknown key "minuts" | did you mean "minutes"?`},
		{"wrong types", "title: [a]\nminutes: five\nheavy: yes\nsteps: one", `2:8 wrong-type: "title" needs a text, but here is a list | write one line of text
3:10 wrong-type: "minutes" needs a whole number, but here is "five" | write a number such as 10, without words or quotes
4:8 wrong-type: "heavy" needs true or false, but here is "yes" | write true for yes and false for no, without quotes
5:8 wrong-type: "steps" needs a list, but here is "one" | write each item on a line of its own that begins with "- "`},
		{"missing", "minutes: 1", `2:1 missing-key: "title" is missing | add a line such as "title: Make a real apology"`},
		{"empty", "", `2:1 missing-key: "title" is missing | add a line such as "title: Make a real apology"`},
		{"nothing but a mark", "!", `2:1 missing-key: "title" is missing | add a line such as "title: Make a real apology"`},
		{"nothing but dashes", "---\n", `2:1 missing-key: "title" is missing | add a line such as "title: Make a real apology"`},
		{"an escape over two lines", "title: \"a\\u\n2 c\"tb", `2:12 yaml-syntax: this part cannot be read as YAML | compare its indentation, dashes and quotes with the lines around it`},
		{"line breaks of other kinds", "title: \"A\u2028B\u0085C\u2029D\"\nminutes: x", `3:10 wrong-type: "minutes" needs a whole number, but here is "x" | write a number such as 10, without words or quotes`},
		{"empty value", "title:\nsteps:\n  -\n  - a", `2:1 empty-value: "title" is empty | write it after the colon, such as "title: Make a real apology"
4:4 empty-value: item 1 of "steps" is empty | write it, or delete the line with only "-"`},
		{"repeated key", "title: A\nminutes: 1\ntitle: B", `4:1 repeated-key: "title" is here twice | keep one of the two and delete the other`},
		{"enum", "title: A\nfor: hrut\npaths: {brok: core, hurt: cor}", `3:6 unknown-value: "hrut" is not a value of "for" | did you mean "hurt"?
4:9 unknown-key: "paths" has no "brok" | did you mean "broke"?
4:27 unknown-value: "cor" is not a value of "hurt" | did you mean "core"?`},
		{"tab", "title: A\nsteps:\n\t- x", `4:1 yaml-tab: a tab is used to indent this line | use two spaces for each step instead of the tab key`},
		{"colon", "title: Step 1: Notice", `2:14 yaml-colon: a colon within a text makes the rest of the line unreadable | put the whole text in quotes: "Step 1: Notice"`},
		{"colon in item", "title: A\nsteps:\n  - Say: no\n  - Say it: now", `4:8 yaml-colon: a colon within a text splits it in two | put the whole text in quotes: "Say: no"
5:11 yaml-colon: a colon within a text splits it in two | put the whole text in quotes: "Say it: now"`},
		{"question in braces", "title: A\nz: {label: How old?, x: 1}", `3:12 yaml-syntax: a text with ? in brackets or braces needs quotes | put the whole text in quotes: "How old?"`},
		{"question in a second text", "title: A\nz: {\"label?\": 'Old?', y: [a, how old is it?]}", `3:30 yaml-syntax: a text with ? in brackets or braces needs quotes | put the whole text in quotes: "how old is it?"`},
		{"remark for a value", "title: #1 lesson", `2:8 yaml-syntax: what follows # is read as a remark and left out | put the whole text in quotes: "#1 lesson"; for a remark write a space after the #`},
		{"remark in a text", "title: Lesson #1 # one", `2:15 yaml-syntax: what follows # is read as a remark and left out | put the whole text in quotes: "Lesson #1 # one"; for a remark write a space after the #`},
		{"remark in a group", "title: A\npaths: {broke: #core}", `3:16 yaml-syntax: what follows # is read as a remark and left out | put the text that begins with # in quotes`},
		{"quotes within quotes", "title: 'Don't'", `2:13 yaml-syntax: the quotes close before this, and yet the text goes on | put the whole text in quotes: "Don't"`},
		{"bold", "title: A\nsteps:\n  - **Rest** now", `4:5 yaml-syntax: a text may not begin with * | put the whole text in quotes: "**Rest** now"`},
		{"misspelt and needed", "titel: A", `2:1 unknown-key: unknown key "titel" | did you mean "title"?`},
		{"quote", "title: \"A\nminutes: 3", `2:8 yaml-unclosed: the quote is opened here and never closed | write " at its end, or put the whole text in quotes`},
		{"bracket", "title: A\npaths: {broke: core\nminutes: 3", `3:8 yaml-unclosed: the brace { is opened here and never closed | write } at its end, or put the whole text in quotes`},
		{"anchor", "title: &a A\nfor: *a", `2:8 yaml-anchor: anchors and aliases (& and *) are not used here | write the text itself; a text that begins with & or * goes in quotes
3:6 yaml-anchor: anchors and aliases (& and *) are not used here | write the text itself; a text that begins with & or * goes in quotes`},
		{"tag", "title: !x A", `2:8 yaml-tag: the mark "!x" is not used here | a text that begins with ! goes in quotes`},
		{"second document", "title: A\n---\ntitle: B", `3:1 yaml-documents: a second part begins here, after a line "---" | keep one part in each file: delete this line and what follows it, or move that to a file of its own`},
		{"bullet", "title: A\nsteps:\n  - x\n  • y", `5:3 yaml-syntax: a line of a list begins with a hyphen, not with • | write: - y`},
		{"long dash", "title: A\nsteps:\n  - y\n  – x", `5:3 yaml-syntax: a line of a list begins with a hyphen, not with – | write: - x`},
		{"no-break space", "title: A\nsteps:\n  - x\n\u00a0 - y", `5:1 yaml-indent: this line begins with a space of another kind, as word processors and web pages have them | delete the empty place before the text, and type it again with the space key`},
		{"backslash", "title: \"C:\\Users\\me.png\"", `2:11 yaml-syntax: the sign \ has a meaning of its own within "quotes" | write / in its place, or put the text in 'single quotes'`},
		{"list for names", "title: A\nfields:\n  - label: x", `4:3 wrong-type: "fields" needs lines of the form "name: value", but here is a list | take the dashes away and begin each with a name of its own and a colon, such as "first:", with its lines further to the right below it`},
		{"at sign", "title: @home", `2:8 yaml-syntax: a text may not begin with @ | put the whole text in quotes: "@home"`},
		{"nested", "title: A\nfields:\n  q: {lable: x}", `4:7 unknown-key: unknown key "lable" | did you mean "label"?`},
		{"comma in braces", "title: A\nfields:\n  q: {label: Small, and such, that it shows}", `4:21 unknown-key: unknown key "and such" | a comma ends a text in braces: put the whole text in quotes: "Small, and such, that it shows"`},
		{"comma in braces, and more after it", "title: A\nfields:\n  q: {label: Once, or twice, options: {}}", `4:20 unknown-key: unknown key "or twice" | a comma ends a text in braces: put the whole text in quotes: "Once, or twice"`},
		{"comma after quotes", "title: A\nfields:\n  q: {label: \"Small\", and such}", `4:23 unknown-key: unknown key "and such" | a comma ends a text in braces: put the whole text in quotes: "Small, and such"`},
		{"a misspelt name in braces", "title: A\nfields:\n  q: {label: Small, option}", `4:21 unknown-key: unknown key "option" | did you mean "options"?`},
		{"no text before the name", "title: A\nfields:\n  q: {and such}", `4:7 unknown-key: unknown key "and such" | known keys here: label, options`},
		{"a name with a value in braces", "title: A\nfields:\n  q: {label: Small, size: 3}", `4:21 unknown-key: unknown key "size" | known keys here: label, options`},
		{"indentation", "title: A\n  minutes: 3", `3:3 yaml-indent: this line is indented deeper than the line above it, which is complete | begin it in the same column as the line above`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var m matter
			problems := strictyaml.Decode(strictyaml.Source{File: "f", Line: 2, Text: []byte(tt.text)}, strictyaml.Of[matter](), &m)
			if d := cmp.Diff(tt.want, lines(problems.Sorted())); d != "" {
				t.Error(d)
			}
		})
	}
}

func lines(l diag.List) string {
	var out []string
	for _, p := range l {
		out = append(out, fmt.Sprintf("%d:%d %s: %s | %s", p.Line, p.Column, p.Code, p.Message, p.Hint))
	}
	return strings.Join(out, "\n")
}

func TestLocate(t *testing.T) {
	src := strictyaml.Source{File: "f", Line: 2, Text: []byte("title: A\nsteps:\n  - one\n  - text: two\n    with: x\npaths: {broke: core}\n")}
	tests := []struct {
		path []any
		want string
	}{
		{[]any{"title"}, "2:8"},
		{[]any{"steps"}, "3:1"},
		{[]any{"steps", 1}, "5:5"},
		{[]any{"steps", 1, "with"}, "6:11"},
		{[]any{"steps", 9}, "4:3"},
		{[]any{"paths", "broke"}, "7:16"},
		{[]any{"nothing"}, "2:1"},
	}
	for _, tt := range tests {
		pos := strictyaml.Locate(src, tt.path...)
		if got := fmt.Sprintf("%d:%d", pos.Line, pos.Column); got != tt.want {
			t.Errorf("Locate(%v) = %s, want %s", tt.path, got, tt.want)
		}
	}
}
