package patch_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"goldseam/internal/diag"
	"goldseam/internal/overlay"
	"goldseam/internal/patch"
	"goldseam/internal/snapshot"
)

// shelf is an edition over a base, both in memory.
type shelf struct{ edition, base fstest.MapFS }

func newShelf() *shelf {
	return &shelf{fstest.MapFS{}, fstest.MapFS{
		"program.yaml":       {Data: []byte("language: en\nlanguages: [en, es]\n")},
		"en/pages/help.md":   {Data: []byte("---\ntitle: Help\n---\n\nText.\n")},
		"en/pages/about.md":  {Data: []byte("---\ntitle: About\n---\n\nText.\n")},
		"es/pages/help.md":   {Data: []byte("---\ntitle: Ayuda\n---\n\nTexto.\n")},
		"en/one/lesson.md":   {Data: []byte("---\ntitle: Lesson\nmode: alone\n---\n\nText.\n")},
		"es/one/lesson.md":   {Data: []byte("---\ntitle: Lección\n---\n\nTexto.\n")},
		"help-lines/us.yaml": {Data: []byte("country: US\nlines: []\n")},
	}}
}

func (s *shelf) overlay() *overlay.FS {
	return overlay.New(
		overlay.Layer{Mount: "content", FS: s.edition, Show: "mine", Edition: true},
		overlay.Layer{Mount: "content", FS: s.base, Show: "(base)"},
	)
}

func (s *shelf) read(t *testing.T) *snapshot.Tree {
	t.Helper()
	tree, err := snapshot.Read(t.Context(), s.overlay())
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func (s *shelf) again(t *testing.T, tree *snapshot.Tree) *snapshot.Tree {
	t.Helper()
	next, _, err := tree.Rescan(t.Context(), s.overlay())
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestTreeWithoutPatches(t *testing.T) {
	tree := newShelf().read(t)
	if p := patch.Tree(tree, nil); p.Tree != tree || p.Problems != nil {
		t.Errorf("a tree without patches is another one afterwards, with problems %v", p.Problems)
	}
}

// TestTreeAgain holds that what is made of the same files is the same file, and the rest of the tree is left alone.
func TestTreeAgain(t *testing.T) {
	s := newShelf()
	s.edition["en/pages/help.patch.yaml"] = &fstest.MapFile{Data: []byte("title: Our help\n")}
	s.edition["es/one/lesson.patch.yaml"] = &fstest.MapFile{Data: []byte("title: Otra\n")}
	first := s.read(t)
	p := patch.Tree(first, nil)
	if len(p.Problems) > 0 {
		t.Fatal(p.Problems)
	}
	const help, about, lesson = "content/en/pages/help.md", "content/en/pages/about.md", "content/es/one/lesson.md"
	if got := string(p.Tree.File(help).Data); got != "---\ntitle: Our help\n---\n\nText.\n" {
		t.Errorf("the page is %q", got)
	}
	if first.File(help).From != nil || string(first.File(help).Data) == string(p.Tree.File(help).Data) {
		t.Error("the snapshot itself was changed")
	}
	if p.Tree.File(about) != first.File(about) || !slices.Equal(p.Tree.Paths(), first.Paths()) {
		t.Error("files without patches are not the same afterwards")
	}
	f, line, column := p.Tree.File(help).From(2, 9)
	if f != first.File("content/en/pages/help.patch.yaml") || line != 1 || column != 9 {
		t.Errorf("the title stands in %s:%d:%d", f.Path, line, column)
	}

	s.base["en/pages/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Other\n---\n")}
	next := s.again(t, first)
	q := patch.Tree(next, p)
	replaced, ok := p.Tree.Replaced(q.Tree)
	if !ok || len(replaced) != 1 || replaced[0].Path != about || q.Tree.File(help) != p.Tree.File(help) {
		t.Errorf("after a change of another file, %v were replaced (%v)", replaced, ok)
	}

	s.edition["en/pages/help.patch.yaml"] = &fstest.MapFile{Data: []byte("title: Help from us\n")}
	next = s.again(t, next)
	r := patch.Tree(next, q)
	replaced, ok = q.Tree.Replaced(r.Tree)
	if !ok || len(replaced) != 2 || r.Tree.File(lesson) != q.Tree.File(lesson) || !strings.Contains(string(r.Tree.File(help).Data), "Help from us") {
		t.Errorf("after a change of a patch, %v were replaced (%v)", replaced, ok)
	}

	delete(s.edition, "en/pages/help.patch.yaml")
	delete(s.edition, "es/one/lesson.patch.yaml")
	next = s.again(t, next)
	if last := patch.Tree(next, r); last.Tree != next {
		t.Error("without patches the tree is still another one")
	}
}

// TestTreeLanguage holds that a patch of a translation gives words only.
func TestTreeLanguage(t *testing.T) {
	s := newShelf()
	s.edition["es/one/lesson.patch.yaml"] = &fstest.MapFile{Data: []byte("mode: together\n")}
	p := patch.Tree(s.read(t), nil)
	if len(p.Problems) != 1 || p.Problems[0].Code != diag.TranslationStructure || p.Problems[0].Line != 1 {
		t.Errorf("problems are %v, want one about structure", p.Problems)
	}
	s.base["program.yaml"] = &fstest.MapFile{Data: []byte("language: es\n")}
	if p = patch.Tree(s.read(t), p); len(p.Problems) > 0 {
		t.Errorf("in the language of structure: %v", p.Problems)
	}
}

// TestKindOf lists what may be changed in parts.
func TestKindOf(t *testing.T) {
	for name, want := range map[string]patch.Kind{
		"content/en/program.md": patch.Home, "content/en/one/phase.md": patch.Phase, "content/en/one/lesson.md": patch.Lesson, "content/en/one/lesson.notes.md": patch.Notes,
		"content/en/worksheets/a.md": patch.Worksheet, "content/en/pages/help.md": patch.Page, "content/help-lines/us.yaml": patch.Country, "content/en/strings.yaml": patch.Strings,
		"content/en/style.yaml": patch.Style, "content/es/program.md": patch.HomeWords, "content/es/one/phase.md": patch.PhaseWords, "content/es/one/lesson.md": patch.LessonWords,
		"content/es/worksheets/a.md": patch.WorksheetWords, "content/es/pages/help.md": patch.PageWords, "content/es/strings.yaml": patch.Strings, "content/es/one/lesson.notes.md": patch.Notes,
		"content/program.yaml": "", "content/ledger.yaml": "", "edition.yaml": "", "theme/page.md": "", "content/en/one/two/lesson.md": "", "content/en/lesson.md": "", "content/en/one/picture.png": "",
	} {
		if got, ok := patch.KindOf(name, "en"); got != want && ok || ok != (want != "") {
			t.Errorf("KindOf(%q) = %q, %v, want %q", name, got, ok, want)
		}
	}
}
