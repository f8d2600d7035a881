package build_test

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/corpus"
	"goldseam/internal/output"
	"goldseam/internal/snapshot"
)

// index is what tests read of a search index.
type index struct {
	Stored map[string]map[string]any `json:"storedFields"`
	Index  [][]any                   `json:"index"`
}

func (x index) has(term string) bool {
	return slices.ContainsFunc(x.Index, func(row []any) bool { return row[0] == term })
}

// indexes reads the indexes that the search page names.
func indexes(t *testing.T, site *output.Tree) map[string]index {
	t.Helper()
	page, _ := site.File("g/index.html")
	_, rest, _ := strings.Cut(string(page), `data-index="`)
	list, _, _ := strings.Cut(rest, `"`)
	out := map[string]index{}
	for _, address := range strings.Fields(list) {
		text, ok := site.File(strings.TrimPrefix(address, "/"))
		if !ok {
			t.Fatalf("there is no index %s", address)
		}
		js := strings.TrimSuffix(strings.TrimPrefix(string(text), "export default '"), "';\n")
		var x index
		if err := json.Unmarshal([]byte(strings.NewReplacer(`\\`, `\`, `\'`, `'`).Replace(js)), &x); err != nil {
			t.Fatal(err)
		}
		out[address] = x
	}
	return out
}

func TestSearchIndex(t *testing.T) {
	r := builtEdition(t, "")
	kinds := map[string]int{}
	for address, x := range indexes(t, r.Site) {
		if !strings.HasPrefix(path.Base(address), "g-") {
			t.Errorf("the index is called %s", address)
		}
		for _, d := range x.Stored {
			kind, _ := d["k"].(string)
			kinds[kind]++
			url, _ := d["u"].(string)
			if _, ok := r.Site.File(strings.TrimPrefix(url, "/") + "index.html"); !ok || d["n"] == "" || d["x"] == "" {
				t.Errorf("there is no page for %v", d)
			}
			if kind == "l" && (d["r"] == nil || d["p"] == nil) {
				t.Errorf("a lesson does not say when it is held back: %v", d)
			}
			text, _ := d["x"].(string)
			if strings.Contains(text, "<p>") || strings.Contains(text, "&#39;") {
				t.Errorf("markup stands in the text of %s", url)
			}
		}
		for _, word := range []string{"apology", "samaritans"} {
			if !x.has(word) {
				t.Errorf("%q is not in the index", word)
			}
		}
	}
	if kinds["l"] != r.Counts.Lessons || kinds["s"] != r.Counts.Worksheets || kinds["p"] < 9 {
		t.Errorf("found are %v of %+v", kinds, r.Counts)
	}
}

// TestLargeIndex holds that a large program is searched by titles and headings, and
// that a save changes no index unless it changes one of these, and then one index.
func TestLargeIndex(t *testing.T) {
	c := corpus.Program{Lessons: 600, PerPhase: 20, PerSheet: 100, Sections: 2}
	files := hearth(t, c.Files(t))
	first := site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
	before := indexes(t, first.Site)
	if len(before) != 4 {
		t.Fatalf("there are %d indexes, want one of pages and three of lessons", len(before))
	}
	changes := func(text string) (changed, found int) {
		files[c.Path(333)] = c.Matter(333) + c.Body(333) + text
		r := site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, first)
		for address, x := range indexes(t, r.Site) {
			if _, old := before[address]; !old {
				changed++
			}
			if x.has("zanzibar") {
				found++
			}
		}
		return changed, found
	}
	if changed, found := changes("\nA word of Zanzibar.\n"); changed != 0 || found != 0 {
		t.Errorf("a changed text changed %d indexes, and is in %d", changed, found)
	}
	if changed, found := changes("\n## Zanzibar\n\nText.\n"); changed != 1 || found != 1 {
		t.Errorf("a changed heading changed %d indexes, and is in %d", changed, found)
	}
}
