package build_test

import (
	"strings"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/snapshot"
)

// edited builds the world's edition from nothing.
func (w *world) edited(t *testing.T) *build.Result {
	t.Helper()
	tree, err := snapshot.Read(t.Context(), w.disk.edition(t))
	if err != nil {
		t.Fatal(err)
	}
	r, err := build.Site(t.Context(), build.Input{Tree: tree, Client: client()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func unknown(problems diag.List) (files []string) {
	for _, p := range problems {
		if p.Code == diag.UnknownFile || p.Code == diag.PatchTarget {
			files = append(files, string(p.Code)+" "+p.File)
		}
	}
	return files
}

// TestPatchesThatChangeNothing holds that a patch of a text which is not in the
// site is reported, but for lessons that the edition leaves out.
func TestPatchesThatChangeNothing(t *testing.T) {
	w := newWorld(t, 1)
	w.language()
	lesson := w.phases[0].id + "/" + w.phases[0].lessons[3].id
	w.translate(lesson + ".md")
	w.put("mine/content/es/"+lesson+".patch.yaml", "title: Otro\n")
	w.put("mine/edition.yaml", "goldseam: 1.0.0\nlanguages: [en, es]\n")
	if got := unknown(w.edited(t).Problems); got != nil {
		t.Errorf("in a published language: %q", got)
	}
	w.put("mine/edition.yaml", "goldseam: 1.0.0\nlanguages: [en]\n")
	r := w.edited(t)
	if got := unknown(r.Problems); len(got) != 1 || got[0] != "unknown-file mine/content/es/"+lesson+".patch.yaml" {
		t.Errorf("in a language that is not published: %q", got)
	}
	w.put("mine/edition.yaml", "goldseam: 1.0.0\nomit: ["+w.phases[0].lessons[3].id+"]\n")
	w.put("mine/content/en/"+lesson+".patch.yaml", "title: Other\n")
	w.away("mine/content/es/")
	w.put("mine/content/en/"+lesson+".notes.patch.yaml", "ask: [Who?]\n")
	if got := unknown(w.edited(t).Problems); len(got) != 1 || !strings.HasPrefix(got[0], "patch-target") {
		t.Errorf("of a lesson that is left out, and of notes that nobody wrote: %q", got)
	}
}

// TestBaseCopies holds that what an edition keeps of the base is in no site, and no file that nobody knows.
func TestBaseCopies(t *testing.T) {
	w := newWorld(t, 1)
	before := w.edited(t)
	w.put("mine/base/content/en/pages/help.md", "---\ntitle: An older text with a <b>mistake</b>\n---\n\nTODO\n")
	w.put("mine/base/seen.yaml", "{")
	w.put("mine/base/picture.png", "x")
	if err := same(w.edited(t), before); err != nil {
		t.Error(err)
	}
}
