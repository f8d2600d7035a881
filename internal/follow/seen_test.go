package follow_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/follow"
)

const (
	lessonFile = "content/en/steady-the-ground/getting-help.md"
	sheetFile  = "content/en/worksheets/safety-check.md"
)

func TestSeen(t *testing.T) {
	w := newWorld(t)
	e := w.open(t)
	text := follow.Seen(e.Base)
	if !bytes.Equal(text, follow.Seen(w.open(t).Base)) {
		t.Error("the same base gives other bytes")
	}
	if _, unknown := e.SafetyChanges(); unknown != "it is missing" {
		t.Errorf("without a list: %q", unknown)
	}
	w.edition[follow.SeenFile] = string(text)
	if changes, unknown := w.open(t).SafetyChanges(); changes != nil || unknown != "" {
		t.Errorf("nothing changed, and told is %v, %q", changes, unknown)
	}
	if added := w.open(t).Added(); added != nil {
		t.Errorf("nothing is new, and told is %q", added)
	}
	w.edition[follow.SeenFile] = string(text[:len(text)/3]) + "\x00"
	if _, unknown := w.open(t).SafetyChanges(); unknown == "" {
		t.Error("a damaged list is taken for a sound one")
	}
}

// TestSafety holds which changes of the base are told before all else, and which are not.
func TestSafety(t *testing.T) {
	start := newWorld(t)
	start.edition[follow.SeenFile] = string(follow.Seen(start.open(t).Base))
	for _, c := range []struct {
		name, file, old, fresh string
		want                   []follow.Said // without the file
	}{
		{"a note on safety", lessonFile, "  - If you must keep help secret, use a safe phone and a dull name in your calendar.", "  - Use a safe phone.", []follow.Said{{Part: "notes on safety", Old: "If you must keep help secret, use a safe phone and a dull name in your calendar.", New: "Use a safe phone."}}},
		{"a note less", lessonFile, "  - If you must keep help secret, use a safe phone and a dull name in your calendar.\n", "", []follow.Said{{Part: "notes on safety", Old: "If you must keep help secret, use a safe phone and a dull name in your calendar."}}},
		{"what is left after red", lessonFile, "on_red: shown", "on_red: hidden", []follow.Said{{Part: "after a red safety result", Old: "shown", New: "hidden"}}},
		{"a step becomes one for two", lessonFile, "  - Ask three questions before you book.", "  - {text: Ask three questions before you book., with: together}", []follow.Said{{Part: "steps for two people", New: "Ask three questions before you book."}}},
		{"a step for one", lessonFile, "  - Ask three questions before you book.", "  - Ask them.", nil},
		{"a box in the text", lessonFile, "don't wait for an appointment", "call now", []follow.Said{{Part: "boxes in the text", Old: "> [!IMPORTANT] > If you are afraid of someone, or think of dying or of hurting anyone, don't wait for an appointment. Go to the [help page](../pages/help.md) now.", New: "> [!IMPORTANT] > If you are afraid of someone, or think of dying or of hurting anyone, call now. Go to the [help page](../pages/help.md) now."}}},
		{"the text of a lesson", lessonFile, "You may have tried for a long time", "You tried", nil},
		{"a page", "content/en/pages/right-now.md", "**Put both feet on the floor and press down.**", "**Sit down.**", []follow.Said{{Part: "text", Old: "**Put both feet on the floor and press down.**", New: "**Sit down.**"}}},
		{"another page", "content/en/pages/about.md", "title: ", "title: More ", nil},
		{"whether answers are kept", sheetFile, "keep: never", "keep: ask", []follow.Said{{Part: "whether answers are kept", Old: "never", New: "ask"}}},
		{"a rule", sheetFile, `  - when: {field: place_ok, is: "no"}`, `  - when: {field: place_ok, is: "yes"}`, []follow.Said{{Part: "rules that show help", Old: "when: {field: place_ok, is: no}, show: leave-only", New: "when: {field: place_ok, is: yes}, show: leave-only"}}},
		{"an interface word", "content/en/strings.yaml", `leave: "Leave this site"`, `leave: "Go"`, []follow.Said{{Part: "leave", Old: "Leave this site", New: "Go"}}},
		{"a plain word", "content/en/strings.yaml", `outline: "All lessons"`, `outline: "All"`, nil},
		{"a help line", "content/help-lines/gb.yaml", `"116 123"`, `"116 124"`, []follow.Said{{Part: "help lines", Old: "id: samaritans, kind: suicide, name: Samaritans, call: 116 123, on_bill: unknown", New: "id: samaritans, kind: suicide, name: Samaritans, call: 116 124, on_bill: unknown"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start.clone()
			replace(t, w.base, c.file, c.old, c.fresh)
			for i := range c.want {
				c.want[i].File = c.file
			}
			got, _ := w.open(t).SafetyChanges()
			got = slices.DeleteFunc(got, func(s follow.Said) bool { // with the sheet, each of its questions changes
				return c.name == "whether answers are kept" && s.Part != c.want[0].Part
			})
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("want and got differ:\n%s", diff)
			}
		})
	}
	t.Run("a lesson is gone", func(t *testing.T) {
		w := start.clone()
		delete(w.base, lessonFile)
		got, _ := w.open(t).SafetyChanges()
		if len(got) < 5 || got[0].New != "" || got[0].File != lessonFile {
			t.Errorf("its safety text is not told: %v", got)
		}
	})
	t.Run("a lesson is new", func(t *testing.T) {
		w := start.clone()
		w.base["content/en/steady-the-ground/more-help.md"] = w.base[lessonFile]
		if got := w.open(t).Added(); !slices.Equal(got, []string{"content/en/steady-the-ground/more-help.md"}) {
			t.Errorf("Added = %q", got)
		}
	})
}

func TestChanged(t *testing.T) {
	start := newWorld(t)
	for _, c := range []struct{ name, file, old, fresh, want string }{
		{"a title", lessonFile, "title: Getting good help", "title: Help", "the title"},
		{"a step", lessonFile, "  - Check the list of signs that it is time.", "  - Look.", "1 step"},
		{"a new step", lessonFile, "  - Check the list of signs that it is time.", "  - Check the list of signs that it is time.\n  - Look.", "1 new step"},
		{"two less", lessonFile, "  - Ask about low-cost clinics and online options.\n  - Get your own help even if your partner won't go.\n", "", "2 things to do less"},
		{"a section", lessonFile, "## What can go wrong\n", "## What can go wrong\n\nMuch.\n", `the section "What can go wrong"`},
		{"a new section", lessonFile, "## What can go wrong\n", "## More\n\nMuch.\n\n## What can go wrong\n", `the new section "More"`},
		{"another heading", lessonFile, "## What can go wrong\n", "## What may go wrong\n", `the new section "What may go wrong", the section "What can go wrong", which is gone`},
		{"the beginning", lessonFile, "You may have tried", "Maybe you tried", "the text before the first heading"},
		{"a question", sheetFile, "label: Am I alone, on a safe device?", "label: Alone?", `the question "place_ok"`},
		{"a help line", "content/help-lines/gb.yaml", `"116 123"`, `"116 124"`, `the help line "samaritans"`},
		{"a word", "content/en/strings.yaml", `skip: "Skip to the text"`, `skip: "Skip"`, `the word "skip"`},
		{"a remark", "content/en/strings.yaml", "# layout\n", "# the layout\n", "how it is written, and no words"},
		{"a broken file", lessonFile, "title: Getting good help", "title: [Getting", "1 line"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start.clone()
			replace(t, w.base, c.file, c.old, c.fresh)
			got := strings.Join(w.open(t).Changed(c.file, []byte(start.base[c.file]), []byte(w.base[c.file])), ", ")
			if got != c.want {
				t.Errorf("Changed = %q, want %q", got, c.want)
			}
		})
	}
}
