package build_test

import (
	"io/fs"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"goldseam/content"
	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
	"goldseam/themes"
)

func TestTwiceTheSame(t *testing.T) {
	for name, text := range editions() {
		t.Run(name, func(t *testing.T) {
			if err := same(builtEdition(t, text), builtEdition(t, text)); err != nil {
				t.Error(err)
			}
		})
	}
}

// shuffled is a file tree that lists its folders in no order.
type shuffled struct {
	fs.FS
	rng *rand.Rand
}

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(s.FS, name)
	s.rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list, err
}

func TestOrderOfFolders(t *testing.T) {
	own := fstest.MapFS{"en/pages/about.md": {Data: read(t, content.FS, "en/pages/limits.md")}}
	var first *build.Result
	for seed := range uint64(4) {
		mix := func(fsys fs.FS) fs.FS { return shuffled{fsys, rand.New(rand.NewPCG(seed, 5))} }
		tree, err := snapshot.Read(t.Context(), overlay.New(
			overlay.Layer{Mount: "content", FS: mix(own), Show: "own", Edition: true},
			overlay.Layer{Mount: "content", FS: mix(content.FS), Show: "base"},
			overlay.Layer{Mount: "theme", FS: mix(themes.Hearth()), Show: "theme"},
		))
		if err != nil {
			t.Fatal(err)
		}
		r := site(t, build.Input{Tree: tree, Client: client()}, nil)
		if first == nil {
			first = r
		} else if err := same(r, first); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

func TestEmptyEditionIsTheBase(t *testing.T) {
	edition, base := builtEdition(t, "goldseam: 1.0.0\n"), builtEdition(t, "")
	for i, p := range edition.Problems { // in an edition, a file of the base has to be taken over before it is changed
		first := "take the file into your edition: goldseam customize content/help-lines/"
		if p.Code == diag.HelpUnverified && !strings.HasPrefix(p.Hint, first) {
			t.Errorf("the hint does not begin with %q: %s", first, p.Hint)
		}
		edition.Problems[i].Hint = p.Hint[strings.Index(p.Hint, "call each"):]
	}
	if err := same(edition, base); err != nil {
		t.Error(err)
	}
}

// TestDiscreetAddresses looks for the names of phases, lessons and worksheets in a site's paths.
func TestDiscreetAddresses(t *testing.T) {
	ids := regexp.MustCompile(`(?m)\bid: ([a-z0-9-]+)`).FindAllStringSubmatch(string(read(t, content.FS, "program.yaml")), -1)
	if len(ids) < 10 {
		t.Fatalf("found only %d names", len(ids))
	}
	telling := func(r *build.Result) (out []string) {
		for _, p := range r.Site.Paths() {
			for _, id := range ids {
				if strings.Contains(p, id[1]) {
					out = append(out, p)
				}
			}
		}
		return out
	}
	if got := telling(builtEdition(t, "")); got != nil {
		t.Errorf("these addresses tell what a page is about: %q", got)
	}
	if telling(builtEdition(t, "goldseam: 1.0.0\ndiscreet: false\n")) == nil {
		t.Error("with \"discreet: false\" no address tells anything, so this test tells nothing")
	}
}

// TestOneTextOnSeveralPages looks at texts that stand on a page with others:
// sheets in the pack, lessons in the book, the stop rules in a lesson.
func TestOneTextOnSeveralPages(t *testing.T) {
	files := hearth(t, small().Files(t))
	for name, text := range files {
		if strings.HasPrefix(name, "content/en/phase-") && !strings.HasSuffix(name, "phase.md") || strings.HasPrefix(name, "content/en/pages/") {
			id := "#later"
			if strings.Contains(name, "lesson-") {
				id = "#part-1-of-this"
			}
			files[name] = text + "\n\nSee [above](" + id + "), and [the sheet](../worksheets/sheet-1.md#how-to-use-it).\n"
		}
		if strings.HasPrefix(name, "content/en/worksheets/") {
			files[name] = text + "\n\nSee [above](#how-to-use-it), and [this](#).\n"
			files[name] = strings.Replace(files[name], ", and [this](#)", "", 1)
		}
	}
	for _, edition := range []string{"goldseam: 1.0.0\n", "goldseam: 1.0.0\ndiscreet: false\n"} {
		files["edition.yaml"] = edition
		r := site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
		for _, f := range findings(r.Site, r.Base) {
			t.Error(f)
		}
	}
}

// TestNamesThatAreTaken puts files into the folder static whose places the site needs itself.
func TestNamesThatAreTaken(t *testing.T) {
	for _, name := range []string{"robots.txt", "sitemap.xml", "_headers", "sw.js", "site.webmanifest", "404.html", "h/index.html", "h", "index.html/x"} {
		files := hearth(t, base(t, map[string]string{"static/" + name: "x", "static/fine.txt": "x"}))
		r, err := build.Site(t.Context(), build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if r.Problems.Errors() != 1 || r.Problems[len(r.Problems)-1].File != "static/"+name {
			t.Errorf("static/%s: problems are %v, want one that says the name is taken", name, r.Problems)
		}
	}
}
