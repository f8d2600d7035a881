package follow_test

import (
	"strings"
	"testing"

	"goldseam/internal/follow"
)

const (
	patchFile  = "content/en/steady-the-ground/getting-help.patch.yaml"
	noteBegun  = "base/update.yaml "
	forgetThat = " -base/update.yaml"
	recordFile = "base/" + lessonFile
)

// TestUpdate holds what becomes of a file in each standing.
func TestUpdate(t *testing.T) {
	start := newWorld(t)
	start.copy(t, lessonFile)
	const title = "title: Getting good help"
	for _, c := range []struct {
		name   string
		make   func(t *testing.T, w *world)
		adopt  bool
		want   follow.Outcome
		writes string // the paths, in order
		file   string // in the edition's file afterwards; "" for as before
	}{
		{"the base did not change", func(*testing.T, *world) {}, false, "", "", ""},
		{"nothing of the edition's own", func(t *testing.T, w *world) {
			replace(t, w.base, lessonFile, title, "title: Help")
		}, false, follow.Taken, noteBegun + lessonFile + " " + recordFile + " base/seen.yaml" + forgetThat, "title: Help"},
		{"both, apart", func(t *testing.T, w *world) {
			replace(t, w.edition, lessonFile, title, "title: Ours")
			replace(t, w.base, lessonFile, "## What can go wrong", "## What may go wrong")
		}, false, follow.Merged, noteBegun + lessonFile + " " + recordFile + " base/seen.yaml" + forgetThat, "## What may go wrong"},
		{"both, the same place", func(t *testing.T, w *world) {
			replace(t, w.edition, lessonFile, title, "title: Ours")
			replace(t, w.base, lessonFile, title, "title: Theirs")
		}, false, follow.Marked, noteBegun + lessonFile + " " + recordFile + " base/seen.yaml" + forgetThat, "<<<<<<< yours\ntitle: Ours\n||||||| before\ntitle: Getting good help\n=======\ntitle: Theirs\n>>>>>>> base"},
		{"both the same", func(t *testing.T, w *world) {
			replace(t, w.edition, lessonFile, title, "title: Same")
			replace(t, w.base, lessonFile, title, "title: Same")
		}, false, follow.Noted, recordFile + " base/seen.yaml", ""},
		{"still marked", func(t *testing.T, w *world) {
			replace(t, w.edition, lessonFile, title, "<<<<<<< yours\ntitle: Ours\n=======\ntitle: Theirs\n>>>>>>> base")
			replace(t, w.base, lessonFile, title, "title: Newest")
		}, false, follow.Untouched, "base/seen.yaml", ""},
		{"no record", func(_ *testing.T, w *world) { delete(w.edition, recordFile) }, false, follow.Untouched, "", ""},
		{"no record, adopted", func(_ *testing.T, w *world) { delete(w.edition, recordFile) }, true, follow.Adopted, recordFile, ""},
		{"the base has it no more", func(_ *testing.T, w *world) { delete(w.base, lessonFile) }, true, follow.Untouched, "base/seen.yaml", ""},
		{"a patch that fits", func(t *testing.T, w *world) {
			delete(w.edition, lessonFile)
			w.edition[patchFile] = "steps:\n  remove: [Ask three questions before you book.]\n"
			replace(t, w.base, lessonFile, title, "title: Help")
		}, false, follow.Fits, recordFile + " base/seen.yaml", ""},
		{"a patch that no longer fits", func(t *testing.T, w *world) {
			delete(w.edition, lessonFile)
			w.edition[patchFile] = "steps:\n  remove: [Ask three questions before you book.]\n"
			replace(t, w.base, lessonFile, "Ask three questions before you book.", "Ask two questions before you book.")
		}, false, follow.Untouched, "base/seen.yaml", ""},
		{"a record that is damaged", func(t *testing.T, w *world) {
			w.edition[recordFile] = "\x00\x01"
			replace(t, w.edition, lessonFile, title, "title: Ours")
		}, false, follow.Marked, noteBegun + lessonFile + " " + recordFile + forgetThat, "title: Ours"},
		{"no list of what was seen", func(_ *testing.T, w *world) { delete(w.edition, follow.SeenFile) }, false, "", "base/seen.yaml", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start.clone()
			c.make(t, w)
			before := w.edition[lessonFile]
			plan := w.open(t).Update(c.adopt)
			var paths []string
			for _, f := range plan.Writes() {
				if f.Gone {
					f.Path = "-" + f.Path
				}
				paths = append(paths, f.Path)
			}
			got := follow.Outcome("")
			if len(plan.Steps) > 0 {
				got = plan.Steps[0].Outcome
			}
			if got != c.want || strings.Join(paths, " ") != c.writes {
				t.Errorf("%q, writes %q; want %q, %q\n%+v", got, paths, c.want, c.writes, plan.Steps)
			}
			if w.write(plan.Writes()); c.file == "" && w.edition[lessonFile] != before || !strings.Contains(w.edition[lessonFile], c.file) {
				t.Errorf("the file says afterwards:\n%s", w.edition[lessonFile])
			}
			for _, s := range w.open(t).Update(c.adopt).Steps {
				if len(s.Writes) > 0 {
					t.Errorf("a second update writes again: %+v", s.Writes)
				}
			}
		})
	}
}

func TestGoneNext(t *testing.T) {
	w := newWorld(t)
	w.copy(t, lessonFile)
	w.base["content/en/find-your-footing/good-help.md"] = w.base[lessonFile]
	delete(w.base, lessonFile)
	next := w.open(t).Update(false).Steps[0].Next
	if want := "the base has it as content/en/find-your-footing/good-help.md now: move your file there, and delete " + recordFile; next != want {
		t.Errorf("moved: %q, want %q", next, want)
	}
	delete(w.base, "content/en/find-your-footing/good-help.md")
	next = w.open(t).Update(false).Steps[0].Next
	if want := "{lesson: getting-help, phase: steady-the-ground, page: 500}"; !strings.Contains(next, want) {
		t.Errorf("gone: %q, want %q in it", next, want)
	}
}
