package follow_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/diag"
	"goldseam/internal/follow"
)

func TestStatus(t *testing.T) {
	w := newWorld(t)
	day := follow.Day{HalfYear: "2026-05-22", Year: "2025-11-22"}
	w.edition["edition.yaml"] = "goldseam: 1.0.0\nhelp: [GB]\n"
	w.base["content/help-lines/gb.yaml"] = "country: GB\nlines:\n" +
		"  - {id: a, kind: suicide, call: \"1\", verified_on: 2026-11-01}\n  - {id: b, kind: suicide, call: \"1\", verified_on: 2026-05-21}\n" +
		"  - {id: c, kind: suicide, call: \"1\", verified_on: 2025-11-21}\n  - {id: d, kind: suicide, call: \"1\"}\n  - {id: e, kind: suicide, look_for: x}\n"
	w.edition[follow.SeenFile] = string(follow.Seen(w.open(t).Base))
	const gb = "(base) content/help-lines/gb.yaml"
	want := []follow.Item{{Group: follow.Unverified, File: gb, Count: 1}, {Group: follow.Aged, File: gb, Count: 1}, {Group: follow.Expired, File: gb, Count: 1}}
	if diff := cmp.Diff(want, w.open(t).Status(day, nil)); diff != "" {
		t.Errorf("want and got differ:\n%s", diff)
	}
	w.edition["edition.yaml"] = "goldseam: 1.0.0\nhelp: [IE]\n"
	w.base["content/help-lines/ie.yaml"] = "country: IE\nlines: [{id: a, kind: suicide, look_for: x}]\n"
	w.edition[follow.SeenFile] = string(follow.Seen(w.open(t).Base))
	if got := w.open(t).Status(day, nil); got != nil {
		t.Errorf("nothing is to be told, and told is %v", got)
	}
}

func TestStatusOfOwn(t *testing.T) {
	w := newWorld(t)
	const log = "content/en/worksheets/trigger-log.md"
	w.edition["edition.yaml"] = "goldseam: 1.0.0\nhelp: [XX]\n"
	w.edition["slots/footer.md"] = "Ours.\n"
	w.edition["content/en/steady-the-ground/ours.md"] = "---\ntitle: Ours\n---\n"
	w.edition["base/content/en/pages/help.md"] = "left\n"
	w.edition["ledger.yaml"] = "worksheets:\n  trigger-log:\n    gone: text\n    kind: text\n"
	replace(t, w.base, log, "fields:\n", "fields:\n  old: {type: text, label: Old, retired: true}\n")
	w.edition[follow.SeenFile] = string(follow.Seen(w.open(t).Base))
	stale := diag.List{{Pos: diag.Pos{File: "my/content/es/a.md", Line: 3}, Code: diag.TranslationStale, Message: "older"}}
	var got []string
	for _, item := range w.open(t).Status(follow.Day{}, stale) {
		got = append(got, strings.TrimSpace(strings.Join([]string{string(item.Group), item.File, item.Language, strings.Join(item.Parts, ", ")}, " ")))
	}
	if diff := cmp.Diff([]string{
		"answers (base) " + log + `  the question "gone", the question "kind", which was of the type text and is choice`,
		"stale my/content/es/a.md es",
		"retired (base) " + log + "  old",
		"leftover base/content/en/pages/help.md",
		"slot slots/footer.md",
		"own content/en/steady-the-ground/ours.md",
	}, got); diff != "" {
		t.Errorf("want and got differ:\n%s", diff)
	}
}
