package follow_test

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	w := newWorld(t)
	w.base["content/es/steady-the-ground/why-it-hurts.md"] = "---\ntitle: Por qué duele\nsource: 1a2b3c4d\n---\n"
	w.edition["edition.yaml"] = "goldseam: 1.0.0\nlanguages: [en, es]\n"
	e := w.open(t)
	const why, whySpanish = "content/en/steady-the-ground/why-it-hurts.md", "content/es/steady-the-ground/why-it-hurts.md"
	for _, c := range []struct{ what, language, want string }{
		{why, "", why},
		{"./" + why, "", why},
		{"(base) " + why, "", why},
		{"my-edition/" + why, "", why},
		{`content\en\steady-the-ground\why-it-hurts.md`, "", why},
		{"steady-the-ground/why-it-hurts.md", "", why},
		{"why-it-hurts", "", why},
		{"Why-It-Hurts.md", "", why},
		{"why-it-hurts", "es", whySpanish},
		{whySpanish, "", whySpanish},
		{"why-it-hurts.patch.yaml", "", why},
		{"why-it-hurts.notes.md", "", strings.TrimSuffix(why, ".md") + ".notes.md"},
		{"/p/4/", "", why},
		{"http://127.0.0.1:1717/p/4/#s2", "", why},
		{"https://example.org/program/p/4", "", why},
		{"https://example.org/program/es/p/4/", "", whySpanish},
		{"/steady-the-ground/why-it-hurts/", "", why},
		{"/s/2/", "", sheetFile},
		{"/h/", "", "content/en/pages/help.md"},
		{"/", "", "content/en/program.md"},
		{"why it hurts so much", "", why},
		{"Por qué duele", "es", whySpanish},
		{"help", "", "content/en/pages/help.md"},
		{"strings", "", "content/en/strings.yaml"},
		{"gb", "", "content/help-lines/gb.yaml"},
		{"theme/styles/tokens.css", "", "theme/styles/tokens.css"},
		{"themes/hearth/styles/tokens.css", "", "theme/styles/tokens.css"},
		{"weekly-check-in", "", "content/en/build-it-with-actions/weekly-check-in.md content/en/worksheets/weekly-check-in.md"},
		{"/p/4000/", "", ""},
		{"../../etc/passwd", "", ""},
		{"", "", ""},
		{"hurts", "", ""},
	} {
		var got []string
		for _, f := range e.Find(c.what, c.language) {
			got = append(got, f.Path)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("Find(%q, %q) = %q, want %q", c.what, c.language, got, c.want)
		}
	}
}
