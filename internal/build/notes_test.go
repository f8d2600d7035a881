package build_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"maps"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"goldseam/internal/build"
	"goldseam/internal/output"
	"goldseam/internal/snapshot"
)

// notes writes a file of notes for counselors around a sentence and a body.
func notes(sentence, body string) string {
	return fmt.Sprintf("---\nintroduce:\n  - %[1]s\nwatch:\n  - %[1]s\nnot_when:\n  - %[1]s\nask:\n  - %[1]s\n---\n\n## Mind\n\n%[1]s %[2]s See [above](#mind).\n", sentence, body)
}

// marker is a word that no page has.
const marker = "Zauberwort"

// withoutNotes takes the notes of a program away.
func withoutNotes(files map[string]string) map[string]string {
	out := maps.Clone(files)
	maps.DeleteFunc(out, func(name, _ string) bool { return strings.HasSuffix(name, ".notes.md") })
	return out
}

// withNotes puts notes beside each lesson of a program, in place of its own.
func withNotes(files map[string]string) map[string]string {
	out := withoutNotes(files)
	for name := range maps.Clone(out) {
		dir, ok := strings.CutPrefix(name, "content/en/")
		folder, file, _ := strings.Cut(dir, "/")
		if id, text := strings.CutSuffix(file, ".md"); ok && text && id != "phase" && folder != "pages" && folder != "worksheets" {
			out["content/en/"+folder+"/"+id+".notes.md"] = notes(marker+" one.", marker+" in ["+marker+"](../pages/help.md).")
		}
	}
	return out
}

// leaks lists the files of a site that hold a word.
func leaks(site *output.Tree, word string) []string {
	var out []string
	for _, name := range site.Paths() {
		data, _ := site.File(name)
		if strings.Contains(name, word) || bytes.Contains(bytes.ToLower(data), []byte(strings.ToLower(word))) {
			out = append(out, name)
		}
	}
	return out
}

// TestNotesStayAway holds that notes for counselors are in no file of the site,
// and change none of its bytes.
func TestNotesStayAway(t *testing.T) {
	for name, text := range editions() {
		t.Run(name, func(t *testing.T) {
			files := withoutNotes(hearth(t, base(t, map[string]string{})))
			if text != "" {
				files["edition.yaml"] = text
			}
			before := site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
			after := site(t, build.Input{Tree: snapshot.Of(withNotes(files)), Client: client()}, nil)
			for _, name := range leaks(after.Site, marker) {
				t.Errorf("%s holds notes for counselors", name)
			}
			for _, name := range leaks(after.Site, ".notes.") {
				t.Errorf("%s names a file of notes", name)
			}
			if bytes.Contains(after.Gallery(), []byte(marker)) {
				t.Error("the preview's components hold notes for counselors")
			}
			if err := sameFiles(after.Site, before.Site); err != nil {
				t.Error(err)
			}
			if before.Notes().Tree != nil {
				t.Error("there is a book without notes")
			}
			if book := after.Notes(); len(leaks(book.Tree, marker)) == 0 || book.Without > 0 || book.Lessons != after.Counts.Lessons {
				t.Errorf("the book lacks notes: %d lessons, %d without", book.Lessons, book.Without)
			}
		})
	}
	planted := output.NewTree(map[string][]byte{"index.html": nil, "p/1/index.html": []byte("a " + strings.ToUpper(marker) + " here")})
	if got := leaks(planted, marker); len(got) != 1 || got[0] != "p/1/index.html" {
		t.Errorf("of a site with the word in one page leaks gives %q", got)
	}
}

// bookFaults lists what keeps a page from standing alone.
func bookFaults(data []byte) []string {
	var out []string
	p := parse(data)
	seen := map[string]bool{}
	for _, id := range p.ids {
		if seen[id] {
			out = append(out, "the id "+id+" is there twice")
		}
		seen[id] = true
	}
	for _, r := range p.refs {
		own, within := strings.CutPrefix(r.value, "#")
		switch {
		case r.attribute == "aria-labelledby" && seen[r.value], within && seen[own]:
		case r.element == "a" && (strings.HasPrefix(r.value, "https://") || strings.HasSuffix(r.value, "index.html")):
		default:
			out = append(out, fmt.Sprintf("<%s %s=%q> needs something else", r.element, r.attribute, r.value))
		}
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return append(out, err.Error())
	}
	for _, n := range elements(root, func(n *html.Node) bool {
		return n.Data == "script" || n.Data == "link" || n.Data == "style" || has("style")(n)
	}) {
		if n.Data != "style" || n.FirstChild == nil {
			out = append(out, "there is a <"+n.Data+"> that the policy refuses")
			continue
		}
		text := n.FirstChild.Data
		sum := sha256.Sum256([]byte(text))
		if !strings.Contains(p.meta, "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") || !strings.HasPrefix(p.meta, "default-src 'none'; ") {
			out = append(out, "the policy does not name the style sheet: "+p.meta)
		}
		if strings.Contains(text, "url(") || strings.Contains(text, "@import") {
			out = append(out, "the style sheet needs a file")
		}
	}
	return out
}

// TestNotesStandAlone holds that a book needs nothing beside it, in each kind of
// edition and in a language that is written from right to left.
func TestNotesStandAlone(t *testing.T) {
	texts := editions()
	texts["open sub-path"] = "goldseam: 1.0.0\nurl: https://example.org/some/program/\ndiscreet: false\n"
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			files := withNotes(hearth(t, base(t, map[string]string{})))
			if text != "" {
				files["edition.yaml"] = text
			}
			files["content/ar/program.md"] = "---\ntitle: A\n---\n\nB.\n"
			files["content/ar/strings.yaml"] = files["content/en/strings.yaml"]
			files["content/ar/find-your-footing/start-here.notes.md"] = notes("C.", "D.")
			files["content/program.yaml"] = strings.Replace(files["content/program.yaml"], "languages: [en]", "languages: [en, ar]", 1)
			book := site(t, build.Input{Tree: snapshot.Of(files), Client: client(), Draft: true}, nil).Notes()
			if book.Languages != 2 || book.Tree.Len() != 2 {
				t.Fatalf("%d languages, files %q", book.Languages, book.Tree.Paths())
			}
			for _, name := range book.Tree.Paths() {
				data, _ := book.Tree.File(name)
				for _, f := range bookFaults(data) {
					t.Errorf("%s: %s", name, f)
				}
			}
			data, _ := book.Tree.File("ar/index.html")
			for _, want := range []string{`<html lang="ar" dir="rtl">`, `<li>C.</li>`, `<li><span lang="en" dir="ltr">` + marker} {
				if !bytes.Contains(data, []byte(want)) {
					t.Errorf("the Arabic book lacks %s", want)
				}
			}
			address := map[string]string{"sub-path": `<a href="https://example.org/some/program/h/">`, "open sub-path": `<a href="https://example.org/some/program/help/">`}[name]
			if address == "" {
				address = "<a>"
			}
			if data, _ := book.Tree.File("index.html"); !bytes.Contains(data, []byte(address+marker+"</a>")) {
				t.Errorf("the link to the help page is not %s", address)
			}
		})
	}
	for _, plant := range []string{
		"<p id=a></p><p id=a></p>", "<a href='#none'>x</a>", "<a href='/p/1/'>x</a>", "<img src='a.png'>", "<script>1</script>", "<link rel=stylesheet>",
		"<style>p{}</style>", "<p style='color: red'>",
	} {
		if len(bookFaults([]byte(plant))) == 0 {
			t.Errorf("of %s the oracle says nothing", plant)
		}
	}
}

// TestNotesAgain holds that a change of notes is read and told, and changes no page.
func TestNotesAgain(t *testing.T) {
	w := newWorld(t, 1)
	s := &steps{tb: t, w: w}
	step := func() *build.Result {
		t.Helper()
		if err := s.step(); err != nil {
			t.Fatal(err)
		}
		return s.last
	}
	const name = "base/content/en/phase-1/lesson-2.notes.md"
	first := step()
	w.put(name, notes("First.", ""))
	if with := step(); with.Notes().Lessons != 1 || sameFiles(with.Site, first.Site) != nil {
		t.Errorf("notes came: %d lessons, pages changed: %v", with.Notes().Lessons, sameFiles(with.Site, first.Site))
	}
	w.put(name, notes("First.", "[nowhere](nothing.md)"))
	if r := step(); r.Problems.Errors() != 1 || r.Site != nil || r.Notes().Tree != nil {
		t.Errorf("a broken link in notes: %v, notes %v", r.Problems, r.Notes().Tree)
	}
	w.put(name, notes("Second.", ""))
	r := step()
	if err := sameFiles(r.Site, first.Site); err != nil {
		t.Error(err)
	}
	if data, _ := r.Notes().Tree.File("index.html"); !bytes.Contains(data, []byte("Second.")) || bytes.Contains(data, []byte("First.")) {
		t.Error("the book holds the notes as they were before")
	}
	delete(w.MapFS, name)
	if step().Notes().Tree != nil {
		t.Error("there is a book although its notes are gone")
	}
}
