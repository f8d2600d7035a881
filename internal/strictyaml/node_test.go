package strictyaml_test

import (
	"strings"
	"testing"

	"goldseam/internal/diag"
	"goldseam/internal/strictyaml"
)

func source(text string) strictyaml.Source {
	return strictyaml.Source{File: "f", Line: 2, Text: []byte(text)}
}

func TestParse(t *testing.T) {
	n, problems := strictyaml.Parse(source("title: 'Don''t'\nlist:\n  - a\n  - {b: \"c\"}\ntext: |\n  one\nnone:\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if n.Shape != strictyaml.GroupNode || len(n.Keys) != 4 || n.Keys[1].Text != "list" || n.Keys[1].Pos != (diag.Pos{File: "f", Line: 3, Column: 1}) {
		t.Errorf("the root is %+v", n)
	}
	title, list, text, none := n.Get("title"), n.Get("list"), n.Get("text"), n.Get("none")
	if title.Text != "Don't" || title.Style != strictyaml.SingleQuoted || title.Pos.Column != 8 {
		t.Errorf("the title is %+v", title)
	}
	if list.Shape != strictyaml.ListNode || list.Flow || !list.Items[1].Flow || list.Items[1].Get("b").Style != strictyaml.DoubleQuoted || list.Items[1].Pos.Line != 5 {
		t.Errorf("the list is %+v", list)
	}
	if text.Style != strictyaml.Block || text.Text != "one\n" || text.Empty() || !none.Empty() || n.Get("not") != nil {
		t.Errorf("the text is %+v, nothing is %+v", text, none)
	}
}

// TestParseRefuses holds that what a decoder refuses whatever the format is refused here as well.
func TestParseRefuses(t *testing.T) {
	for text, code := range map[string]diag.Code{
		"a: &b c": diag.YAMLAnchor, "a: [&b c]": diag.YAMLAnchor, "a: [!x b]": diag.YAMLTag, "a:\n  b: c\n  b: d": diag.RepeatedKey, "a: b\n---\nc: d": diag.YAMLDocuments,
		"a: [b": diag.YAMLUnclosed, "\ta: b": diag.YAMLTab, "a:\n  <<: {b: c}": diag.YAMLAnchor,
	} {
		if _, problems := strictyaml.Parse(source(text)); len(problems) == 0 || problems[0].Code != code {
			t.Errorf("Parse(%q) gives %v, want %s", text, problems, code)
		}
	}
}

// TestCheck holds that a part is judged as it would be within its file.
func TestCheck(t *testing.T) {
	type item struct {
		ID   string `yaml:"id,required"`
		Kind string `yaml:"kind,required" enum:"one two"`
	}
	type whole struct {
		Items []item `yaml:"items"`
		Solo  string `yaml:"solo"`
	}
	f := strictyaml.Of[whole]()
	items := f.Fields[0].Format
	for text, want := range map[string]string{
		"{id: a, kind: one}": "", "{kind: one}": `"id" is missing in "x"`, "{id: a, kind: three}": `"three" is not a value of "kind"`, "{id: a, kind: one, b: c}": `unknown key "b"`, "text": `"x" needs lines of the form "name: value", but here is "text"`,
	} {
		src := source("x: " + text)
		n, _ := strictyaml.Parse(src)
		var got []string
		for _, p := range strictyaml.Check(src, n.Get("x"), items.Items, `"x"`) {
			got = append(got, p.Message)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("Check(%s) gives %q, want %q", text, got, want)
		}
	}
	src := source("x: {kind: one}")
	n, _ := strictyaml.Parse(src)
	if problems := strictyaml.Check(src, n.Get("x"), items.Items, `"x"`, "id"); len(problems) > 0 {
		t.Errorf("with the id given: %v", problems)
	}
	for text, want := range map[string]string{"solo: a": "", "sollo: a": `unknown key "sollo"`, "solo:": `"solo" is empty`, "solo a:": `after "solo" a colon and a space are wanted`, "solo: #1 thing": "what follows # is read as a remark and left out"} {
		src := source(text)
		n, _ := strictyaml.Parse(src)
		field, problems := f.Key(src, n, n.Keys[0], n.Items[0])
		if got := problems; (field == nil) == (want == "") || len(got) > 0 != (want != "") || want != "" && got[0].Message != want {
			t.Errorf("Key(%q) gives %v, %v, want %q", text, field, problems, want)
		}
	}
}
