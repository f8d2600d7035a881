package build_test

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/corpus"
	"goldseam/internal/load"
	"goldseam/internal/snapshot"
)

// translated makes a translation of an English file: what is structure goes.
func translated(name, text string) string {
	switch {
	case path.Ext(name) != ".md":
		return strings.Replace(text, "language-name: English", "language-name: Español", 1)
	case strings.HasPrefix(name, "worksheets/"):
		text = structure.ReplaceAllString(text, "")
		text = strings.Replace(text, "\n---\n\n", "\nfields: {strength: {label: Cuánto, low: nada}, kind: {options: {one: Lo primero}}, people: {columns: {name: {label: Nombre}}}}\n---\n\n", 1)
	default:
		text = structure.ReplaceAllString(text, "")
	}
	return strings.NewReplacer("title: ", "title: Es ", "aim: ", "aim: Es ", "  - text: ", "  - Es ", "steps:\n  - ", "steps:\n  - Es ").Replace(text)
}

// structure finds the lines of front matter that a translation may not have.
var structure = regexp.MustCompile(`(?m)^(minutes|for|mode|paths|on_red|heavy|after|worksheets|fill|keep|print|share|kind): .*\n|^    with: .*\n|^    # for both\n|^(fields|rules):\n(  .*\n)*`)

// translate puts a translation of an English file beside it.
func (w *world) translate(name string) {
	if !w.has("base/content/en/" + name) {
		return
	}
	text := w.get("base/content/en/" + name)
	out := translated(name, text)
	if path.Ext(name) == ".md" {
		out = strings.Replace(out, "---\n", fmt.Sprintf("---\nsource: %q\n", load.SourceHash([]byte(text))), 1)
	}
	if path.Ext(name) != ".png" {
		w.put("base/content/es/"+name, out)
	}
}

// threeLanguages is a program in English of which one phase is in Spanish, and hardly anything in Arabic.
func threeLanguages(t *testing.T) map[string]string {
	t.Helper()
	files := hearth(t, corpus.Program{Lessons: 4, PerPhase: 2, PerSheet: 2, Sections: 4}.Files(t))
	files["content/program.yaml"] = strings.Replace(files["content/program.yaml"], "languages: [en]", "languages: [en, es, ar]", 1)
	for _, name := range []string{"program.md", "strings.yaml", "phase-1/phase.md", "phase-1/lesson-1.md", "phase-1/lesson-2.md", "worksheets/sheet-1.md", "pages/help.md"} {
		files["content/es/"+name] = translated(name, files["content/en/"+name])
	}
	files["content/es/phase-1/lesson-1.md"] += "\nDijo \"vuelvo\".[^9] Vea [lo otro](../phase-2/lesson-3.md#part-2-of-this), [el segundo](lesson-2.md#part-1-of-this) y [ayuda](../pages/limits.md).\n\n![Una mano](hand.png)\n\n[^9]: Una nota.\n"
	files["content/en/phase-1/hand.png"] = "a picture"
	files["content/ar/program.md"] = "---\ntitle: \"أرض ثابتة\"\n---\n\nابدأ [هنا](phase-1/lesson-1.md).\n"
	files["content/ar/strings.yaml"] = strings.Replace(files["content/en/strings.yaml"], "language-name: English", "language-name: العربية", 1)
	files["content/ar/phase-1/lesson-1.md"] = "---\ntitle: \"خطوة\"\n---\n"
	files["edition.yaml"] = "goldseam: 1.0.0\nurl: https://example.org/\n"
	return files
}

func TestTranslations(t *testing.T) {
	r := site(t, build.Input{Tree: snapshot.Of(threeLanguages(t)), Client: client(), Draft: true}, nil)
	for _, f := range findings(r.Site, r.Base) {
		t.Error(f)
	}
	const notice = `<p class="notice">This page is not translated yet. You can read it in English.</p>`
	tests := []struct {
		file      string
		has, lack []string
	}{
		{"p/1/index.html", []string{`<html lang="en" dir="ltr">`}, []string{`class="notice"`, `<span lang=`}},
		{"es/p/1/index.html", []string{
			`<html lang="es" dir="ltr">`, "<h1>Es Take one small step number 1</h1>", "«vuelvo»", `href="/es/p/3/#s2"`, `href="/es/p/2/#s1"`, `href="/es/l/"`, `alt="Una mano"`,
			"data-together", "Cuánto", "Lo primero", `<span lang="en" dir="ltr">The second</span>`,
		}, []string{notice}},
		{"es/p/2/index.html", []string{`<span lang="en" dir="ltr">Take one small step number 3</span>`}, []string{notice}},
		{"es/p/3/index.html", []string{
			`<html lang="es" dir="ltr">`, notice, `<h1><span lang="en" dir="ltr">Take one small step number 3</span></h1>`, `<div class="prose" lang="en" dir="ltr">`, `href="/es/p/4/`, "“",
			`<nav class="languages" aria-label="Other languages">` + "\n" + `<a href="/p/3/" lang="en" hreflang="en" dir="ltr">English</a>` + "\n" + `<a href="/ar/p/3/" lang="ar" hreflang="ar" dir="rtl">العربية</a>`,
		}, []string{`href="/p/1/`, `href="/p/2/`, `href="/p/4/`}},
		{"es/s/1/index.html", []string{"<h1>Es What helps 1</h1>"}, []string{notice}},
		{"es/s/2/index.html", []string{notice, `<span lang="en" dir="ltr">not at all</span>`}, nil},
		{"es/l/index.html", []string{notice}, nil},
		{"es/h/index.html", []string{"<h1>Es The page help</h1>"}, []string{notice}},
		{"ar/index.html", []string{`<html lang="ar" dir="rtl">`, "<h1>أرض ثابتة</h1>", `href="/ar/p/1/"`, `lang="es" hreflang="es"`}, []string{notice}},
		{"ar/p/1/index.html", []string{`dir="rtl"`, "<h1>خطوة</h1>", notice, `<div class="prose" lang="en" dir="ltr">`}, nil},
		{"ar/p/2/index.html", []string{`dir="rtl"`, notice}, nil},
		{"ar/404.html", []string{`<html lang="ar" dir="rtl">`, `<a href="/es/" lang="es"`}, []string{`<a href="/es/p/`}},
		{"index.html", []string{`<a href="/es/" lang="es"`, `<a href="/ar/" lang="ar"`}, []string{`<a href="/" lang="en"`}},
		{"es/n/index.html", []string{`<a href="/n/" lang="en"`, `<a href="/ar/n/" lang="ar"`}, nil},
		{"es/404.html", []string{`<html lang="es" dir="ltr">`}, nil},
		{"sitemap.xml", []string{"<loc>https://example.org/es/p/1/</loc>", "<loc>https://example.org/ar/p/4/</loc>", "<loc>https://example.org/p/1/</loc>"}, nil},
	}
	for _, tt := range tests {
		data, _ := r.Site.File(tt.file)
		text := string(data)
		for _, s := range tt.has {
			if !strings.Contains(text, s) {
				t.Errorf("%s lacks %s", tt.file, s)
			}
		}
		for _, s := range tt.lack {
			if text == "" || strings.Contains(text, s) {
				t.Errorf("%s has %s, or is not there", tt.file, s)
			}
		}
	}
	for _, name := range r.Site.Paths() {
		data, _ := r.Site.File(name)
		if title := regexp.MustCompile(`<title>.*</title>`).FindString(string(data)); strings.Contains(title, "&lt;") || strings.Contains(title, "<span") {
			t.Errorf("%s: a mark stands in %s", name, title)
		}
	}
	for _, p := range r.Problems {
		if p.Code != "translation-source" && p.Code != "help-unverified" && p.Code != "language-safety" && p.Code != "plural-form" {
			t.Errorf("unexpected problem: %v", p)
		}
	}
}

// TestLanguageAlone builds an edition that leaves out the language in which structure is written.
func TestLanguageAlone(t *testing.T) {
	files := threeLanguages(t)
	files["edition.yaml"] = "goldseam: 1.0.0\nlanguages: [es]\ndiscreet: false\n"
	r := site(t, build.Input{Tree: snapshot.Of(files), Client: client(), Draft: true}, nil)
	for _, f := range findings(r.Site, r.Base) {
		t.Error(f)
	}
	data, _ := r.Site.File("phase-2/lesson-3/index.html")
	if text := string(data); !strings.Contains(text, `<html lang="es"`) || !strings.Contains(text, `class="notice"`) || !strings.Contains(text, "<title>Take one small step number 3 · Es Even Keel</title>") {
		t.Errorf("the only language has no lesson 3 at its own address:\n%.600s", text)
	}
	for _, name := range r.Site.Paths() {
		if strings.HasPrefix(name, "es/") || strings.HasPrefix(name, "en/") {
			t.Errorf("%s is made, and the site has one language", name)
		}
	}
}

// line gives what the translation of a source says it was made from, as a build says it.
func line(t *testing.T, files map[string]string, source string) string {
	t.Helper()
	r := site(t, build.Input{Tree: snapshot.Of(files), Client: client(), Draft: true}, nil)
	name := strings.Replace(source, "content/en/", "content/es/", 1)
	for _, p := range r.Problems {
		if m := regexp.MustCompile(`source: "([0-9a-f-]+)"`).FindStringSubmatch(p.Hint); p.File == name && m != nil {
			return m[1]
		}
	}
	t.Fatalf("no problem says what %s was made from: %v", name, r.Problems)
	return ""
}

// TestStaleParts changes a text after it was translated: the page says so, and
// marks what is older.
func TestStaleParts(t *testing.T) {
	const lesson, page, sheet = "content/en/phase-1/lesson-2.md", "content/en/pages/help.md", "content/en/worksheets/sheet-1.md"
	files := threeLanguages(t)
	for _, name := range []string{lesson, page, sheet} {
		es := strings.Replace(name, "content/en/", "content/es/", 1)
		files[es] = strings.Replace(files[es], "---\n", fmt.Sprintf("---\nsource: %q\n", line(t, files, name)), 1)
	}
	pages := func() map[string]string {
		r := site(t, build.Input{Tree: snapshot.Of(files), Client: client(), Draft: true}, nil)
		out := map[string]string{}
		for _, name := range []string{"es/p/2/index.html", "es/h/index.html", "es/s/1/index.html", "p/2/index.html"} {
			data, _ := r.Site.File(name)
			out[name] = string(data)
		}
		for _, tr := range r.Translations() {
			if tr.Tag == "es" {
				for _, old := range tr.Stale {
					out["stale"] += old.File + ": " + old.Names() + "\n"
				}
			}
		}
		return out
	}
	const mark, notice = `<span class="older">older text</span>`, `<p class="notice">The text that this page was translated from has changed since.`
	for name, text := range pages() {
		if strings.Contains(text, mark) || strings.Contains(text, notice) || name == "stale" {
			t.Errorf("%s says that something is older, and nothing is: %s", name, text)
		}
	}
	// Structure is no words: nothing is out of date.
	edit := func(name, old, fresh string) {
		t.Helper()
		if !strings.Contains(files[name], old) {
			t.Fatalf("%s lacks %q:\n%s", name, old, files[name])
		}
		files[name] = strings.Replace(files[name], old, fresh, 1)
	}
	edit(lesson, "heavy: false", "heavy: true")
	if text := pages(); strings.Contains(text["es/p/2/index.html"], notice) || text["stale"] != "" {
		t.Error("a change of structure makes a translation stale")
	}
	edit(lesson, "do:\n  - ", "do:\n  - Slowly. ")
	edit(lesson, "## Part 2 of this\n", "## Part 2 of this\n\nMore.\n")
	edit(page, "title: ", "title: More ")
	edit(sheet, "label: In your own words", "label: New words")
	got := pages()
	if want := "content/es/phase-1/lesson-2.md: \"do\" 1; the section “Part 2 of this”\ncontent/es/worksheets/sheet-1.md: the field words\ncontent/es/pages/help.md: the title\n"; got["stale"] != want {
		t.Errorf("stale is %q, want %q", got["stale"], want)
	}
	for name, marks := range map[string]int{"es/p/2/index.html": 3, "es/h/index.html": 0, "es/s/1/index.html": 1, "p/2/index.html": 0} {
		// A lesson has its sheet with it.
		if n := strings.Count(got[name], mark); n != marks {
			t.Errorf("%s has %d marks, want %d:\n%s", name, n, marks, got[name])
		}
		if has := strings.Contains(got[name], notice); has != strings.HasPrefix(name, "es/") {
			t.Errorf("%s says that it is out of date: %t", name, has)
		}
	}
}
