package render

import (
	"bytes"
	"path/filepath"
	"testing"

	"goldseam/internal/golden"
)

// TestNotesGolden shows a whole book, short enough to be read.
func TestNotesGolden(t *testing.T) {
	_, _, b := hearth(t)
	files := golden.New(t, filepath.Join("testdata", "notes"), "*.html")
	lesson := NotesLesson{
		ID: "p1", Number: 1, Title: "A pause", Aim: "Stop before it hurts.", Minutes: 10, For: "for everyone", Red: "After a red safety result: shown.",
		Introduce: []Text{"Practice one.", "Say why."}, Watch: []Text{"Haste."}, NotWhen: []Text{"In danger."}, Ask: []Text{"What helps?"},
	}
	whole := lesson
	whole.ID, whole.Number, whole.Notice, whole.Body, whole.Sheets = "p2", 2, "Not translated.", "<p>More.</p>", []Text{"My plan", "My list"}
	for name, view := range map[string]*NotesView{
		"plain.html": {Lang: "en", Dir: "ltr", Site: "Even Keel", Name: "Even Keel", Policy: "default-src 'none'", Style: "p {}", Phases: []NotesPhase{
			{Number: 1, Title: "Ground", Summary: "Begin here.", Lessons: []NotesLesson{lesson}},
		}},
		"whole.html": {
			Lang: "ar", Dir: "rtl", Site: "Even Keel", Name: "Even Keel", Policy: "default-src 'none'", Style: "p {}", Publisher: "River", About: "By the river", Reviewed: "Reviewed by A.",
			Languages: []LanguageLink{{URL: "../index.html", Lang: "en", Name: "English"}}, Phases: []NotesPhase{{Number: 1, Title: "Ground", Summary: "Begin here.", Lessons: []NotesLesson{whole}}},
		},
	} {
		var out bytes.Buffer
		if err := b.execute(&out, "pages/notes.html", view); err != nil {
			t.Fatal(err)
		}
		files.Check(t, name, out.Bytes())
	}
}
