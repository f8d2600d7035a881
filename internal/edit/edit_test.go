package edit_test

import (
	"encoding/json"
	"io/fs"
	"math/rand/v2"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/content"
	"goldseam/internal/edit"
	"goldseam/internal/frontmatter"
	"goldseam/internal/strictyaml"
)

const lesson = `---
title: A title   # shown above
aim: "An aim: with a colon"
# who
for: broke
minutes: 10
paths: {broke: core, hurt: helpful}

# the steps
steps:
  - First.
  # about the second
  - text: Second.
    with: together
  - Third.
unheard: of
do: [a, b]
---

Body.
`

func TestWrite(t *testing.T) {
	tests := []struct {
		name   string
		change func(v edit.Group)
		body   string
		pairs  []string // old and new parts of the text
	}{
		{"nothing", func(edit.Group) {}, "Body.\n", nil},
		{"a text keeps its remark", func(v edit.Group) { v["title"] = "Another" }, "Body.\n", []string{"title: A title   #", "title: Another  #"}},
		{"quotes", func(v edit.Group) { v["title"] = "no: \"x\"" }, "Body.\n", []string{"title: A title   #", "title: \"no: \\\"x\\\"\"  #"}},
		{"a number", func(v edit.Group) { v["minutes"] = "15" }, "Body.\n", []string{"minutes: 10", "minutes: 15"}},
		{"no number", func(v edit.Group) { v["minutes"] = "ten" }, "Body.\n", []string{"minutes: 10", "minutes: ten"}},
		{"map on one line", func(v edit.Group) { v["paths"] = edit.Map{{"broke", "core"}, {"hurt", "optional"}} }, "Body.\n", []string{"hurt: helpful}", "hurt: optional}"}},
		{"a step", func(v edit.Group) { v["steps"].([]any)[0] = edit.Group{"text": "Begin."} }, "Body.\n", []string{"- First.", "- Begin."}},
		{"a step for two", func(v edit.Group) { v["steps"].([]any)[2] = edit.Group{"text": "Third.", "with": "together"} }, "Body.\n", []string{"  - Third.\n", "  - text: Third.\n    with: together\n"}},
		{"a step alone again", func(v edit.Group) { v["steps"].([]any)[1] = edit.Group{"text": "Second."} }, "Body.\n", []string{"  # about the second\n  - text: Second.\n    with: together\n", "  - Second.\n", "  - Third.\n", "  # about the second\n  - Third.\n"}},
		{"steps in another order", func(v edit.Group) { s := v["steps"].([]any); s[0], s[2] = s[2], s[0] }, "Body.\n", []string{"  - First.\n", "  - Third.\n", "together\n  - Third.\n", "together\n  - First.\n"}},
		{"no steps", func(v edit.Group) { v["steps"] = []any{} }, "Body.\n", []string{"steps:\n  - First.\n  # about the second\n  - text: Second.\n    with: together\n  - Third.\n", "steps: []\n"}},
		{"a new key in its place", func(v edit.Group) { v["safety"] = []any{"Take care: slowly."} }, "Body.\n", []string{"do: [a, b]\n", "do: [a, b]\nsafety:\n  - \"Take care: slowly.\"\n"}},
		{"a new key above", func(v edit.Group) { v["on_red"] = "shown" }, "Body.\n", []string{"helpful}\n", "helpful}\non_red: shown\n"}},
		{"a list on one line", func(v edit.Group) { v["do"] = []any{"a", "c d, e"} }, "Body.\n", []string{"[a, b]", "[a, \"c d, e\"]"}},
		{"a line break is a space", func(v edit.Group) { v["aim"] = "one\n two" }, "Body.\n", []string{`"An aim: with a colon"`, "one two"}},
		{"the body", func(edit.Group) {}, "\r\n## Other\r\nwords", []string{"Body.\n", "## Other\nwords\n"}},
		{"no body", func(edit.Group) {}, " \n", []string{"Body.\n", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, crlf := range []bool{false, true} {
				src := lesson
				if crlf {
					src = "\ufeff" + strings.ReplaceAll(src, "\n", "\r\n")
				}
				text, problems := edit.Read(edit.Lesson, false, "x.md", []byte(src))
				if text == nil {
					t.Fatal(problems)
				}
				tt.change(text.Values)
				got, err := edit.Write(edit.Lesson, false, "x.md", []byte(src), text.Values, tt.body)
				if err != nil {
					t.Fatal(err)
				}
				want := lesson
				for i := 0; i+1 < len(tt.pairs); i += 2 {
					if !strings.Contains(want, tt.pairs[i]) {
						t.Fatalf("nothing to replace: %q", tt.pairs[i])
					}
					want = strings.Replace(want, tt.pairs[i], tt.pairs[i+1], 1)
				}
				if crlf {
					want = "\ufeff" + strings.ReplaceAll(want, "\n", "\r\n")
				}
				if diff := cmp.Diff(want, string(got)); diff != "" {
					t.Errorf("Write (-want +got):\n%s", diff)
				}
			}
		})
	}
}

func TestWriteSheet(t *testing.T) {
	src := []byte("---\ntitle: A\nfields:\n  # the day\n  when: {type: date, label: Date, default: today}   # first\n  kind:\n    type: choice\n    label: Kind\n    options:\n      a: One\n      b: Two\n  gone:\n    type: text\nrules:\n  - when: {field: kind, is: a}   # stays\n    say: Yes\n---\n")
	text, _ := edit.Read(edit.Sheet, false, "x.md", src)
	if len(text.Aside) != 1 || !strings.Contains(text.Aside[0], "# stays") {
		t.Errorf("Aside = %q", text.Aside)
	}
	fields := text.Values["fields"].(edit.Map)
	fields[0].Value.(edit.Group)["label"] = "Day, or night"
	kind := fields[1].Value.(edit.Group)
	kind["options"] = append(edit.Map{{"c", "Three: new"}}, kind["options"].(edit.Map)...)
	delete(kind, "label")
	text.Values["fields"] = edit.Map{{"new", edit.Group{"type": "longtext", "label": "New", "limit": "300", "private": "true", "help": ""}}, fields[1], fields[0]}
	text.Values["print"] = "false"
	got, err := edit.Write(edit.Sheet, false, "x.md", src, text.Values, text.Body)
	if err != nil {
		t.Fatal(err)
	}
	want := "---\ntitle: A\nprint: false\nfields:\n  new:\n    type: longtext\n    label: New\n    private: true\n    limit: 300\n  kind:\n    type: choice\n    options:\n      c: \"Three: new\"\n      a: One\n      b: Two\n  # the day\n  when: {type: date, label: \"Day, or night\", default: today}\nrules:\n  - when: {field: kind, is: a}   # stays\n    say: Yes\n---\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("Write (-want +got):\n%s", diff)
	}
}

// texts gives the base's files that have a form.
func texts(t *testing.T) map[string]edit.Kind {
	t.Helper()
	out := map[string]edit.Kind{}
	err := fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" || strings.HasSuffix(name, ".notes.md") || !strings.HasPrefix(name, "en/") {
			return err
		}
		switch dir := path.Base(path.Dir(name)); {
		case name == "en/program.md":
			out[name] = edit.Home
		case path.Base(name) == "phase.md":
			out[name] = edit.Phase
		case dir == "worksheets":
			out[name] = edit.Sheet
		case dir == "pages":
			out[name] = edit.Page
		default:
			out[name] = edit.Lesson
		}
		return nil
	})
	if err != nil || len(out) < 60 {
		t.Fatal(len(out), err)
	}
	return out
}

// TestBase holds that a form which nobody changed leaves each file of the base
// byte for byte, and that any change of it is read back as what was meant.
func TestBase(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for name, kind := range texts(t) {
		src, err := content.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text, problems := edit.Read(kind, false, name, src)
		if text == nil {
			t.Fatal(name, problems)
		}
		data, err := json.Marshal(text.Values)
		if err != nil {
			t.Fatal(err)
		}
		for round := range 8 {
			values, err := edit.Values(edit.Format(kind, false), data)
			if err != nil {
				t.Fatal(name, err)
			}
			if round > 0 {
				shake(rng, values)
			}
			got, err := edit.Write(kind, false, name, src, values, text.Body)
			if err != nil {
				t.Fatal(name, err)
			}
			if round == 0 && string(got) != string(src) {
				t.Errorf("%s changes by itself:\n%s", name, cmp.Diff(string(src), string(got)))
			}
			again, problems := edit.Read(kind, false, name, got)
			if again == nil {
				t.Fatalf("%s cannot be read any more: %v\n%s", name, problems, got)
			}
			if diff := cmp.Diff(clean(values), clean(again.Values)); diff != "" {
				t.Fatalf("%s says something else (-wanted +read):\n%s\n%s", name, diff, got)
			}
			if strings.Join(again.Aside, "") != strings.Join(text.Aside, "") || again.Body != text.Body {
				t.Errorf("%s: what was left alone changed", name)
			}
		}
	}
}

// shake changes something in values: texts, order, what is there.
func shake(rng *rand.Rand, v any) any {
	odd := []string{"a: b", "- dash", "# no", "x #y", "[l]", "{g}", "yes", "12", "\"q\" 'r' \\ end", "é ü 中", "a, b", "&x", "*y", "!z", "| w", "@v", "`u`", "%t", "trailing:", "? s", "null", "~"}
	switch v := v.(type) {
	case string:
		if rng.IntN(6) == 0 {
			return odd[rng.IntN(len(odd))]
		}
	case []any:
		for i := range v {
			v[i] = shake(rng, v[i])
		}
		if len(v) > 1 && rng.IntN(3) == 0 {
			v[0], v[1] = v[1], v[0]
		}
		if len(v) > 1 && rng.IntN(4) == 0 {
			return v[1:]
		}
	case edit.Map:
		for i := range v {
			v[i].Value = shake(rng, v[i].Value)
		}
		if len(v) > 1 && rng.IntN(3) == 0 {
			v[0], v[len(v)-1] = v[len(v)-1], v[0]
		}
		if len(v) > 1 && rng.IntN(4) == 0 {
			return v[:len(v)-1]
		}
	case edit.Group:
		for key := range v {
			v[key] = shake(rng, v[key])
		}
	}
	return v
}

// clean drops what need not be written, so that two values that say the same are equal.
func clean(v any) any {
	switch v := v.(type) {
	case string:
		return strings.Join(strings.Fields(v), " ")
	case []any:
		var out []any
		for _, one := range v {
			out = append(out, clean(one))
		}
		return out
	case edit.Map:
		var out edit.Map
		for _, e := range v {
			out = append(out, edit.Entry{Key: e.Key, Value: clean(e.Value)})
		}
		return out
	case edit.Group:
		out := map[string]any{}
		for key, part := range v {
			switch c := clean(part).(type) {
			case string:
				if c != "" && c != "false" || key == "print" {
					out[key] = c
				}
			case []any:
				if c != nil {
					out[key] = c
				}
			case edit.Map:
				if c != nil {
					out[key] = c
				}
			default:
				out[key] = c
			}
		}
		return out
	}
	return v
}

func TestPlace(t *testing.T) {
	for _, tt := range []struct {
		path []any
		want string
	}{
		{[]any{"steps", 1}, `["steps",1,"text"]`},
		{[]any{"steps", 1, "with"}, `["steps",1,"with"]`},
		{[]any{"title"}, `["title"]`},
		{[]any{"paths", "hurt"}, `["paths","hurt"]`},
		{[]any{"do", 1}, `["do",1]`},
		{[]any{"steps"}, `["steps"]`},
	} {
		split, _ := frontmatter.Split("x.md", []byte(lesson))
		pos := strictyaml.Locate(split.Matter, tt.path...)
		got := edit.PlaceOf("x.md", []byte(lesson), pos.Line, pos.Column)
		if s, _ := json.Marshal(got.Path); string(s) != tt.want {
			t.Errorf("PlaceOf(%d:%d) = %s, want %s", pos.Line, pos.Column, s, tt.want)
		}
	}
	if got := edit.PlaceOf("x.md", []byte(lesson), 20, 1); got.Line != 1 {
		t.Errorf("PlaceOf in the body = %+v", got)
	}
	if got := edit.PlaceOf("x.md", []byte(lesson), 0, 0); got.Path != nil || got.Line != 0 {
		t.Errorf("PlaceOf the file = %+v", got)
	}
}

// TestWriteBroken holds that a file which was broken elsewhere is left as it is, with a next step.
func TestWriteBroken(t *testing.T) {
	got, err := edit.Write(edit.Page, false, "x.md", []byte("title: A\n"), edit.Group{"title": "B"}, "")
	if err == nil || got != nil || !strings.Contains(err.Error(), "then save here again") {
		t.Errorf("Write() = %q, %v", got, err)
	}
}
