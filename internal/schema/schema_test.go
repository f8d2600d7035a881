package schema_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"goldseam/content"
	"goldseam/internal/frontmatter"
	"goldseam/internal/schema"
)

// TestGolden shows one whole schema, short enough to be read.
func TestGolden(t *testing.T) {
	got, _ := schema.Of("phase")
	name := filepath.Join("testdata", "phase.json")
	if os.Getenv("GOLDSEAM_UPDATE") == "1" {
		if err := os.WriteFile(name, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("Of(\"phase\") (-want +got):\n%s", diff)
	}
}

// compiled gives the schemas of every kind, each as a document of its own and as a part of the one for all.
func compiled(t *testing.T) map[string][]*jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	add := func(url string, text []byte) {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s is not JSON: %v", url, err)
		}
		if err := c.AddResource(url, doc); err != nil {
			t.Fatal(err)
		}
	}
	add("all.json", schema.All())
	out := map[string][]*jsonschema.Schema{}
	for _, name := range schema.Names() {
		text, ok := schema.Of(name)
		if !ok {
			t.Fatalf("Of(%q): there is no such kind", name)
		}
		add(name+".json", text)
		for _, url := range []string{name + ".json", "all.json#/$defs/" + name} {
			s, err := c.Compile(url) // it is checked against the dialect's own schema, too
			if err != nil {
				t.Fatalf("schema %s: %v", url, err)
			}
			out[name] = append(out[name], s)
		}
	}
	return out
}

// kindOf tells what a file of the base program holds.
func kindOf(name string) string {
	kind := sourceKind(name)
	if strings.HasPrefix(name, "en/") || !slices.Contains(schema.Names(), kind+"-translation") {
		return kind
	}
	return kind + "-translation"
}

// sourceKind tells what a file holds in the language of structure.
func sourceKind(name string) string {
	dir, base := path.Split(name)
	switch {
	case name == "program.yaml":
		return "program"
	case strings.HasPrefix(dir, "help-lines/"):
		return "help-lines"
	case base == "strings.yaml":
		return "strings"
	case base == "style.yaml":
		return "style"
	case path.Ext(base) != ".md":
		return ""
	case strings.HasSuffix(base, ".notes.md"):
		return "notes"
	case base == "program.md":
		return "home"
	case base == "phase.md":
		return "phase"
	case strings.HasSuffix(dir, "/worksheets/"):
		return "worksheet"
	case strings.HasSuffix(dir, "/pages/"):
		return "page"
	}
	return "lesson"
}

// TestBase holds that the base program's own files are accepted, and that none is with a key that no format knows.
func TestBase(t *testing.T) {
	schemas := compiled(t)
	seen := map[string]int{}
	err := fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || kindOf(name) == "" {
			return err
		}
		kind := kindOf(name)
		seen[kind]++
		value := read(t, name)
		for _, s := range schemas[kind] {
			if err := s.Validate(value); err != nil {
				t.Errorf("%s is refused by %s: %v", name, s.Location, err)
			}
			if kind == "strings" {
				continue // its keys are free
			}
			value["unheard-of"] = "x"
			if s.Validate(value) == nil {
				t.Errorf("%s with an unknown key is accepted by %s", name, s.Location)
			}
			delete(value, "unheard-of")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range schema.Names() {
		if seen[kind] == 0 && !slices.Contains([]string{"edition", "ledger", "notes"}, kind) && !strings.HasSuffix(kind, "-translation") && !strings.HasSuffix(kind, "-patch") {
			t.Errorf("the base program has no file of the kind %q to test with", kind)
		}
	}
}

// read gives the YAML of a base file as JSON sees it.
func read(t *testing.T, name string) map[string]any {
	t.Helper()
	text, err := content.FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if path.Ext(name) == ".md" {
		parts, problems := frontmatter.Split(name, text)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		text = parts.Matter.Text
	}
	return parse(t, string(text))
}

func parse(t *testing.T, text string) map[string]any {
	t.Helper()
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	as, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsonschema.UnmarshalJSON(bytes.NewReader(as))
	if err != nil {
		t.Fatal(err)
	}
	return out.(map[string]any)
}

// TestRefused holds that what the decoder refuses is marked in an editor as well.
func TestRefused(t *testing.T) {
	schemas := compiled(t)
	tests := []struct{ name, kind, text string }{
		{"missing key", "phase", "title: A"},
		{"empty text", "phase", "{title: '', summary: B}"},
		{"unknown value", "edition", "{goldseam: 1.0.0, theme: {corner: sharp}}"},
		{"unknown key within", "edition", "{goldseam: 1.0.0, publisher: {nane: B}}"},
		{"text for a list", "edition", "{goldseam: 1.0.0, help: US}"},
		{"yes for true", "edition", "{goldseam: 1.0.0, discreet: yes}"},
		{"number in words", "program", "{language: en, paths: [both], phases: [{id: a, lessons: [{id: b, page: one}]}]}"},
		{"unknown item", "program", "{language: en, paths: [bothe], phases: [{id: a, lessons: [{id: b, page: 1}]}]}"},
		{"name without its number", "program", "{language: en, paths: [both], phases: [{id: a, lessons: [b]}]}"},
		{"empty list", "program", "{language: en, paths: [both], phases: []}"},
		{"notes without a list", "notes", "{introduce: [A], watch: [B], not_when: [C]}"},
		{"notes with an empty list", "notes", "{introduce: [A], watch: [B], not_when: [], ask: [D]}"},
		{"condition in a condition", "worksheet", sheet("{any: [{not: {feild: a, filled: true}}]}")},
		{"text for a condition", "worksheet", sheet("a")},
		{"structure in a translation", "lesson-translation", "{title: A, mode: alone}"},
		{"structure of a step", "lesson-translation", "{steps: [{text: A, with: together}]}"},
		{"structure of a field", "worksheet-translation", "{fields: {a: {type: text, label: B}}}"},
		{"list of words without what to write", "style", "{avoid: [spouse]}"},
		{"unknown list of words", "style", "{avoided: {spouse: partner}}"},
		{"type that there is not", "ledger", "{worksheets: {a: {b: number}}}"},
		{"patch with an unknown key", "lesson-patch", "{titel: A}"},
		{"patch with an unknown change", "lesson-patch", "{steps: {replaced: {A: B}}}"},
		{"patch with a text for a list", "lesson-patch", "{steps: {append: A}}"},
		{"patch with an unknown value", "lesson-patch", "{mode: alon}"},
		{"patch that leaves out what must be there", "lesson-patch", "{remove: [title]}"},
		{"patch with an unknown change of the text", "lesson-patch", "{body: {insert: {a: B}}}"},
		{"patch of fields without a verb", "worksheet-patch", "{fields: {when: {label: A}}}"},
		{"patch with a new field without a type", "worksheet-patch", "{fields: {add: {when: {label: A}}}}"},
		{"patch with an unknown key of a field", "worksheet-patch", "{fields: {change: {when: {lable: A}}}}"},
		{"patch of rules, which have no names", "worksheet-patch", "{rules: {remove: [a]}}"},
		{"patch with structure in a translation", "lesson-translation-patch", "{mode: alone}"},
		{"patch of help lines with a text", "help-lines-patch", "{body: A}"},
		{"patch of a line without what it is for", "help-lines-patch", "{lines: {add: {ours: {name: A}}}}"},
		{"patch of words with a list", "strings-patch", "{skip: [A]}"},
		{"published field without a type", "ledger", "{worksheets: {a: {b: {options: [c]}}}}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, s := range schemas[tt.kind] {
				if s.Validate(parse(t, tt.text)) == nil {
					t.Errorf("%s accepts %s", s.Location, tt.text)
				}
			}
		})
	}
}

// TestAccepted holds that what the decoder takes beside the usual forms is not marked.
func TestAccepted(t *testing.T) {
	schemas := compiled(t)
	tests := []struct{ name, kind, text string }{
		{"edition", "edition", "{goldseam: 1.0.0, help: [US], discreet: false, order: {a: [b]}, add: [{text: c, page: 500}]}"},
		{"condition in a condition", "worksheet", sheet("{any: [{not: {field: a, filled: true}}]}")},
		{"notes", "notes", "{introduce: [A], watch: [B], not_when: [C], ask: [D, E]}"},
		{"structure", "program", "{language: en, paths: [both], phases: [{id: a, lessons: [{id: b, page: 1}]}]}"},
		{"translated lesson", "lesson-translation", "{title: A, steps: [B, {text: C}], source: 1a2b3c4d}"},
		{"translated worksheet", "worksheet-translation", "{fields: {a: {label: B, options: {c: D}}}, say: [E]}"},
		{"words of a language", "style", "{avoid: {spouse: partner}, about_people: {words: {never: seldom}, after: [you]}, steps: [ask], dont: [don't]}"},
		{"patch of a title", "page-patch", "{title: A}"},
		{"patch of a text", "page-patch", "{body: A}"},
		{"patch of a style", "style-patch", "{avoid: {add: {a: b}}, about_people: {words: {change: {a: b}}, after: {append: [c]}}, dont: [d]}"},
		{"patch with help lines by name", "help-lines-patch", "{lines: {change: {a: {name: B}}, after: {a: {b: {kind: legal, name: C}}}}}"},
		{"patch with all help lines", "help-lines-patch", "{lines: [{id: a, kind: legal}]}"},
		{"patch with options where there were none", "worksheet-patch", "{fields: {change: {a: {type: choice, options: {b: C}}}}}"},
		{"patch with another rank", "lesson-patch", "{paths: {broke: core, remove: [hurt]}, remove: [solo]}"},
		{"patch of a translation", "worksheet-translation-patch", "{fields: {change: {a: {label: B}}}, say: [C]}"},
		{"ledger", "ledger", "{worksheets: {a: {b: text, c: {type: rows, columns: {d: choice, e: {type: choice, options: [f]}}}, g: {type: sentence, gaps: {h: []}}}}}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, s := range schemas[tt.kind] {
				if err := s.Validate(parse(t, tt.text)); err != nil {
					t.Errorf("%s refuses %s: %v", s.Location, tt.text, err)
				}
			}
		})
	}
}

// TestPatches holds that patches which are applied without a problem are accepted.
func TestPatches(t *testing.T) {
	schemas := compiled(t)
	names, err := filepath.Glob("../patch/testdata/apply/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		kind := strings.Fields(string(a.Comment))[0]
		var text, problems string
		for _, f := range a.Files {
			switch f.Name {
			case "patch":
				text = string(f.Data)
			case "problems":
				problems = string(f.Data)
			}
		}
		if problems != "" {
			continue
		}
		tried++
		for _, s := range schemas[kind+"-patch"] {
			if err := s.Validate(parse(t, text)); err != nil {
				t.Errorf("%s refuses the patch in %s: %v", s.Location, name, err)
			}
		}
	}
	if tried < 3 {
		t.Errorf("only %d patches were tried", tried)
	}
}

func sheet(when string) string {
	return "{title: A, neutral_title: B, fill: alone, keep: ask, share: none, kind: form, fields: {a: {type: text, label: C}}, rules: [{when: " + when + ", say: D}]}"
}

func TestUnknownKind(t *testing.T) {
	if _, ok := schema.Of("lessons"); ok {
		t.Error(`Of("lessons") gives a schema, and there is no such kind`)
	}
	if !slices.Contains(schema.Names(), "lesson") {
		t.Errorf("Names() = %q, want lesson among them", schema.Names())
	}
}
