package follow_test

import (
	"context"
	"path"
	"strings"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/follow"
	"goldseam/internal/frontmatter"
	"goldseam/internal/load"
	"goldseam/internal/patch"
)

// TestBegin holds that each patch which is begun is one: it changes nothing, and
// with its remarks taken for lines it still fits.
func TestBegin(t *testing.T) {
	w := newWorld(t)
	e := w.open(t)
	tried := 0
	for _, f := range e.Base.Files() {
		k, ok := patch.KindOf(f.Path, "en")
		if !ok {
			continue
		}
		tried++
		list, refused := e.Begin(f.Path)
		if refused != nil {
			t.Errorf("%s: %s", f.Path, refused.Message)
			continue
		}
		if got := string(list[0].Text); list[0].Path != "base/"+f.Path || got != string(f.Data) {
			t.Errorf("%s: what it is made from is not written down first", f.Path)
		}
		text := string(list[1].Text)
		_, remarks, _ := strings.Cut(text, "\n\n")
		for what, text := range map[string]string{"as it is begun": text, "with its remarks as lines": strings.ReplaceAll("\n"+remarks, "\n# ", "\n")} {
			_, problems := patch.New().Apply(k, patch.Source{File: f.Path, Text: f.Data}, patch.Source{File: "patch", Text: []byte(text)}, nil)
			if problems.Errors() > 0 {
				t.Errorf("%s, %s: %v", f.Path, what, problems)
			}
		}
	}
	if tried < 100 {
		t.Errorf("tried %d files only", tried)
	}
}

// TestTranslate holds that a translation which is begun gives no word as
// translated, and says what it is made from.
func TestTranslate(t *testing.T) {
	w := newWorld(t)
	w.edition["edition.yaml"] = "goldseam: 1.0.0\nlanguages: [en, fr]\n"
	e := w.open(t)
	for _, name := range []string{"content/en/program.md", "content/en/steady-the-ground/phase.md", lessonFile, sheetFile, "content/en/pages/help.md"} {
		list, refused := e.Translate(name, "fr", load.SourceLine)
		if refused != nil {
			t.Fatalf("%s: %s", name, refused.Message)
		}
		if want := strings.Replace(name, "/en/", "/fr/", 1); list[0].Path != want {
			t.Errorf("written is %s, want %s", list[0].Path, want)
		}
		file, problems := frontmatter.Split(name, list[0].Text)
		if problems != nil {
			t.Fatalf("%s: %v", name, problems)
		}
		var kept []string
		for line := range strings.Lines(string(file.Matter.Text)) {
			if !strings.HasPrefix(line, "#") {
				kept = append(kept, line)
			}
		}
		if want := load.SourceHash([]byte(w.base[name])); len(kept) != 1 || !strings.Contains(kept[0], want) {
			t.Errorf("%s: switched on is %q, want source: %s alone", name, kept, want)
		}
		if body := strings.TrimSpace(string(file.Body)); body != "" {
			t.Errorf("%s: it has a text: %q", name, body)
		}
	}
	for _, c := range []struct{ name, want string }{
		{"content/en/steady-the-ground/why-it-hurts.notes.md", "notes for counselors are written anew in each language"},
		{"content/help-lines/gb.yaml", "content/help-lines/gb.yaml has no language"},
		{"content/en/style.yaml", "each language has words of its own to avoid, so there is nothing to translate"},
	} {
		if _, refused := e.Translate(c.name, "fr", load.SourceLine); refused == nil || refused.Message != c.want {
			t.Errorf("Translate(%s) = %v, want %q", c.name, refused, c.want)
		}
	}
}

// finished takes the remarks of a translation that was begun for its lines, as
// somebody does who translates all of it.
func finished(name, text string) string {
	bare := func(s string) string {
		return strings.ReplaceAll(strings.ReplaceAll("\n"+s, "\n# ", "\n"), "\n#\n", "\n\n")
	}
	if path.Base(name) == "strings.yaml" {
		_, words, _ := strings.Cut(text, "\n\n")
		return bare(words)
	}
	head, rest, _ := strings.Cut(text, "\n# title:")
	rest, source, _ := strings.Cut("# title:"+rest, "\nsource:")
	matter, body, _ := strings.Cut(rest, "\n#\n# The text.")
	_, body, _ = strings.Cut(body, "\n#\n")
	return head + bare(matter) + "\nsource:" + source + bare(strings.TrimSuffix(body, "#"))
}

// TestTranslateAll translates everything that can be begun: that site has no
// problem, and nothing of it is untranslated.
func TestTranslateAll(t *testing.T) {
	w := newWorld(t)
	w.edition["edition.yaml"] = "goldseam: 1.0.0\nlanguages: [en, fr]\n"
	e := w.open(t)
	for _, f := range e.Base.Below("content/en") {
		if list, refused := e.Translate(f.Path, "fr", load.SourceLine); refused == nil {
			w.edition[list[0].Path] = finished(f.Path, string(list[0].Text))
		}
	}
	if len(w.edition) < 70 {
		t.Errorf("begun are %d files only", len(w.edition))
	}
	result, err := build.Site(context.Background(), build.Input{Tree: w.tree(t)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range result.Problems {
		if p.Severity == diag.Error || strings.HasPrefix(string(p.Code), "translation") {
			t.Errorf("%s:%d: %s", p.File, p.Line, p.Message)
		}
	}
	for _, item := range w.open(t).Status(follow.Day{}, nil) {
		if item.Group == follow.Untranslated {
			t.Errorf("%s lacks %q", item.File, item.Parts)
		}
	}
}

func TestCopyRefuses(t *testing.T) {
	w := newWorld(t)
	w.copy(t, lessonFile)
	whole, parts := "content/en/pages/help.md", "content/en/pages/about.md"
	w.edition["content/en/pages/about.patch.yaml"] = "title: About us\n"
	e := w.open(t)
	for _, c := range []struct {
		name string
		part bool
		want string
	}{
		{lessonFile, false, lessonFile + " is there already"},
		{lessonFile, true, lessonFile + " replaces the whole file already"},
		{parts, false, "content/en/pages/about.patch.yaml changes parts of this file already"},
		{parts, true, "content/en/pages/about.patch.yaml is there already"},
		{whole, false, ""},
		{whole, true, ""},
	} {
		take := e.Copy
		if c.part {
			take = e.Begin
		}
		message := ""
		if _, refused := take(c.name); refused != nil {
			message = refused.Message
		}
		if message != c.want {
			t.Errorf("%s, parts: %v: %q, want %q", c.name, c.part, message, c.want)
		}
	}
}

// TestCopyKeepsSeen holds that only an update takes note of what the base says:
// otherwise a change of safety text would be gone before anyone has read it.
func TestCopyKeepsSeen(t *testing.T) {
	w := newWorld(t)
	w.copy(t, lessonFile)
	replace(t, w.base, "content/en/pages/right-now.md", "**Put both feet on the floor and press down.**", "**Sit down.**")
	w.copy(t, sheetFile)
	if changes, _ := w.open(t).SafetyChanges(); len(changes) != 1 {
		t.Errorf("told is %v", changes)
	}
}
