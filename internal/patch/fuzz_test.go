package patch_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"goldseam/internal/frontmatter"
	"goldseam/internal/patch"
	"goldseam/internal/strictyaml"
)

// kinds lists some kinds with a body and some without.
func kinds() []patch.Kind {
	return []patch.Kind{patch.Lesson, patch.Worksheet, patch.Page, patch.Strings, patch.Country, patch.Style, patch.LessonWords, patch.WorksheetWords}
}

// FuzzApply checks what must hold of any base and any patch, whoever wrote them.
func FuzzApply(f *testing.F) {
	names, err := filepath.Glob("testdata/apply/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		parts := map[string][]byte{}
		for _, file := range a.Files {
			parts[file.Name] = file.Data
		}
		for i := range kinds() {
			f.Add(byte(i), parts["base"], parts["patch"])
		}
	}
	f.Add(byte(3), []byte("{a: b, c: d}"), []byte("a: x\nc.one: y"))
	f.Add(byte(3), []byte("? a\n: b\nc: |\n  x\n # y\n...\n"), []byte("a: \"x\\ty\"\nc: ' '"))
	f.Add(byte(4), []byte("lines: [{id: a}, b, [c]]\ncountry: x"), []byte("lines: {change: {a: {name: x}}, add: {b: {id: c, kind: legal}}}"))
	f.Add(byte(2), []byte("---\n---\nA\n===\n\n> # B\n\n- # C\n"), []byte("title: A\nbody: {replace: {a: \"# A\"}, after: {a: \"~~~\"}}"))
	p := patch.New()
	f.Fuzz(func(t *testing.T, kind byte, base, text []byte) {
		k := kinds()[int(kind)%len(kinds())]
		d, problems := p.Apply(k, patch.Source{File: "base", Text: base}, patch.Source{File: "patch", Text: text}, base)
		clean, bad := frontmatter.Clean("patch", text)
		for _, at := range problems {
			if bad == nil && (at.File != "patch" || at.Line < 1 || at.Line > bytes.Count(clean, []byte("\n"))+1) {
				t.Fatalf("a problem stands outside the patch: %+v", at)
			}
		}
		if d == nil {
			return
		}
		if err := sound(k, d, base, clean); err != nil {
			t.Fatalf("%v\nbase:\n%s\npatch:\n%s\ntext:\n%s", err, base, text, d.Text)
		}
		again, _ := p.Apply(k, patch.Source{File: "base", Text: base}, patch.Source{File: "patch", Text: text}, base)
		if !bytes.Equal(again.Text, d.Text) {
			t.Fatal("the same patch makes two texts")
		}
		p.Diff(k, base, d.Text)
	})
}

// sound tells what is wrong with a derived text: it must be readable, and each place of it a place in one of the two.
func sound(k patch.Kind, d *patch.Derived, base, text []byte) error {
	if len(bytes.TrimSpace(d.Text)) == 0 {
		return nil // all was taken away, which is said where it is loaded
	}
	clean, problems := frontmatter.Clean("text", d.Text)
	if problems != nil || !bytes.Equal(clean, d.Text) {
		return fmt.Errorf("the text is none: %v", problems)
	}
	src := strictyaml.Source{File: "text", Line: 1, Text: clean}
	if !slices.Contains([]patch.Kind{patch.Strings, patch.Style, patch.Country}, k) {
		parts, problems := frontmatter.Split("text", clean)
		if problems != nil {
			return fmt.Errorf("the text has no front matter: %v", problems)
		}
		src = parts.Matter
	}
	if _, problems := strictyaml.Parse(src); problems != nil {
		return fmt.Errorf("the text cannot be read: %v", problems)
	}
	base, _ = frontmatter.Clean("base", base)
	lines := bytes.Split(clean, []byte("\n"))
	if len(lines) != len(d.From) {
		return fmt.Errorf("%d lines and the origins of %d", len(lines), len(d.From))
	}
	for i, line := range lines {
		for _, column := range []int{1, len(line) / 2, len(line) + 1} {
			in, l, c := d.Place(i+1, column)
			of := base
			if in {
				of = text
			}
			if l < 1 || l > bytes.Count(of, []byte("\n"))+1 || c < 0 {
				return fmt.Errorf("%d:%d stands at %v %d:%d, which is nowhere", i+1, column, in, l, c)
			}
		}
	}
	return nil
}
