package build_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/output"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
)

// mark is the word that the test's own text for a place holds.
func mark(place string) string { return "Ours-" + place }

// withSlots is an edition in English and Spanish with a text for each place in English, and a footer in Spanish.
func withSlots(t *testing.T) *disk {
	t.Helper()
	files := map[string]string{}
	for name, text := range threeLanguages(t) {
		if strings.HasPrefix(name, "content/") {
			files["base/"+name] = text
		}
	}
	files["mine/edition.yaml"] = "goldseam: 1.0.0\nlanguages: [en, es]\nhelp: [US]\n"
	for _, k := range program.SlotKinds() {
		files["mine/slots/"+k.Name+".md"] = fmt.Sprintf("%s \"said\", with [help](pages/help.md).\n", mark(k.Name))
	}
	files["mine/slots/es/footer.md"] = "Nuestro-pie, con [ayuda](pages/help.md).\n"
	return newDisk(files)
}

// site builds a site that must have no errors.
func (d *disk) site(t *testing.T, prev *build.Result) *build.Result {
	t.Helper()
	tree, err := snapshot.Read(t.Context(), d.edition(t))
	if err != nil {
		t.Fatal(err)
	}
	r, err := build.Site(t.Context(), build.Input{Tree: tree, Client: client(), Draft: true}, prev)
	if err != nil {
		t.Fatal(err)
	}
	if r.Site == nil {
		t.Fatal(r.Problems)
	}
	return r
}

// pageOf gives a file of a site.
func pageOf(t *testing.T, site *output.Tree, name string) string {
	t.Helper()
	data, ok := site.File(name)
	if !ok {
		t.Fatalf("there is no %s in %q", name, site.Paths())
	}
	return string(data)
}

// TestSlotsStandWhereTheyBelong holds that each own text is on the pages that are meant, and on no other.
func TestSlotsStandWhereTheyBelong(t *testing.T) {
	site := withSlots(t).site(t, nil).Site
	isLesson := func(p string) bool { return strings.HasPrefix(p, "p/") }
	isSheet := func(p string) bool { return strings.HasPrefix(p, "s/") }
	places := map[string]func(name string) bool{
		"header-note": func(string) bool { return true }, "footer": func(string) bool { return true }, "consent": func(string) bool { return true }, // there in a template
		"contact":      func(p string) bool { return p == "h/index.html" || p == "a/index.html" },
		"help-intro":   func(p string) bool { return p == "h/index.html" },
		"after-lesson": isLesson,
		"before-worksheet": func(p string) bool {
			return isSheet(p) || isLesson(p) && strings.Contains(pageOf(t, site, p), "<gs-sheet")
		},
	}
	pages := 0
	for _, name := range site.Paths() {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		pages++
		text := pageOf(t, site, name)
		for place, wanted := range places {
			if got := strings.Contains(text, mark(place)); got != (wanted(name) && !strings.HasPrefix(name, "es/")) {
				t.Errorf("%s: the text for %q is there: %t", name, place, got)
			}
		}
		if got := strings.Contains(text, "Nuestro-pie"); got != strings.HasPrefix(name, "es/") {
			t.Errorf("%s: the Spanish footer is there: %t", name, got)
		}
	}
	if pages < 15 {
		t.Errorf("only %d pages were looked at", pages)
	}
	help := pageOf(t, site, "h/index.html")
	if !strings.Contains(help, mark("footer")+" “said”, with <a href=\"/h/\">help</a>.") {
		t.Error("a link in an own text does not lead to its page, or its quotes are not the language's")
	}
	if !strings.Contains(pageOf(t, site, "es/h/index.html"), `<a href="/es/h/">ayuda</a>`) {
		t.Error("a link in a Spanish text does not lead to the Spanish page")
	}
	if n := strings.Count(pageOf(t, site, "l/index.html"), mark("consent")); n != 2 {
		t.Errorf("the page on limits has the text on consent %d times, with the template", n)
	}
}

// TestSlotsComeAfterTheWayOut holds the order of what a reader meets: the skip
// link, the button to leave, then all else; on the help page the numbers to call
// at once before anything of an edition's own.
func TestSlotsComeAfterTheWayOut(t *testing.T) {
	site := withSlots(t).site(t, nil).Site
	for _, name := range site.Paths() {
		if !strings.HasSuffix(name, ".html") || strings.HasPrefix(name, "es/") {
			continue
		}
		text := pageOf(t, site, name)
		order := []string{"<body", `<a class="skip" href="#main">`, "<gs-leave", `<header class="site">`, mark("header-note"), `<main id="main">`}
		if name == "h/index.html" {
			order = append(order, "<h1>", "tel:", mark("help-intro"), mark("contact"))
		}
		order = append(order, "</main>", mark("footer"), "</footer>", "<template data-consent>")
		at := make([]int, len(order))
		for i, part := range order {
			if at[i] = strings.Index(text, part); at[i] < 0 {
				t.Fatalf("%s has no %s", name, part)
			}
		}
		if !slices.IsSorted(at) {
			t.Errorf("%s: the order is not %q: %v", name, order, at)
		}
	}
}

// TestSlotsChange holds that a change of an own text, and of where its links lead, is in the next site.
func TestSlotsChange(t *testing.T) {
	d := withSlots(t)
	before := d.site(t, nil)
	for _, k := range program.SlotKinds() {
		d.put("mine/slots/"+k.Name+".md", mark(k.Name)+" anew.\n")
		after := d.site(t, before)
		if err := sameFiles(after.Site, d.site(t, nil).Site); err != nil {
			t.Fatalf("%s: %v", k.Name, err)
		}
		if !strings.Contains(pageOf(t, after.Site, "h/index.html")+pageOf(t, after.Site, "p/1/index.html"), mark(k.Name)+" anew.") {
			t.Errorf("%s: the change is not there", k.Name)
		}
		before = after
	}
	delete(d.MapFS, "mine/slots/footer.md")
	if after := d.site(t, before); strings.Contains(pageOf(t, after.Site, "index.html"), mark("footer")) {
		t.Error("a footer that was deleted is still there")
	}
}

// TestNoSlotsNoTrace holds that an edition without own texts has not a byte for them.
func TestNoSlotsNoTrace(t *testing.T) {
	d := withSlots(t)
	for name := range d.save() {
		if strings.HasPrefix(name, "mine/slots/") {
			delete(d.MapFS, name)
		}
	}
	site := d.site(t, nil).Site
	for _, name := range site.Paths() {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, part := range []string{`class="site-note`, `class="own`, `class="prose own`, `class="card own`, `class="emergency`, "<template"} {
			if strings.Contains(pageOf(t, site, name), part) {
				t.Errorf("%s holds %s", name, part)
			}
		}
	}
}
