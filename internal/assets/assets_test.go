package assets_test

import (
	"slices"
	"strings"
	"testing"

	"goldseam/internal/assets"
)

func theme() map[string][]byte {
	return map[string][]byte{
		"styles/main.css":    []byte("@layer tokens, components;\n@import \"tokens.css\" layer(tokens);\n@import \"../components/x/x.css\" layer(components);\n"),
		"styles/notes.css":   []byte("@layer tokens;\n@import \"tokens.css\" layer(tokens);\n.y { color: red }\n"),
		"styles/tokens.css":  []byte(":root { --a: 1 } /* said once */\n"),
		"components/x/x.css": []byte(`.x { background: url("../../static/seam.svg") }`),
		"static/seam.svg":    []byte("<svg/>"),
		"static/icon.svg":    []byte("<svg>i</svg>"),
	}
}

func TestBuild(t *testing.T) {
	set, problems := assets.Build(assets.Input{Theme: theme(), Tokens: ":root { --a: 2 }\n", Client: map[string][]byte{"site/app-1.js": []byte("m"), "site/c-2.js": []byte("c"), "head.js": []byte("h\n"), "preload.txt": []byte("site/c-2.js\n")}})
	if problems != nil {
		t.Fatal(problems)
	}
	want := "@layer tokens, components;\n@layer tokens {\n:root { --a: 1 } \n}\n\n@layer components {\n.x { background: url(\"seam-HASH.svg\") }}\n\n@layer tokens {\n:root { --a: 2 }\n}\n"
	got := string(set.Files[set.Style])
	i := strings.Index(got, "seam-") + len("seam-")
	got = strings.ReplaceAll(got, got[i:i+10], "HASH")
	if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
		t.Errorf("style is\n%s\nwant\n%s", got, want)
	}
	if set.HeadJS != "h" || !strings.HasPrefix(set.HeadHash, "'sha256-") || set.Script != "f/app-1.js" || !slices.Equal(set.Preload, []string{"f/c-2.js"}) || string(set.Files["f/c-2.js"]) != "c" || set.Icon == "" {
		t.Errorf("client assets are missing: %+v", set)
	}
}

func TestNotesStandAlone(t *testing.T) {
	set, problems := assets.Build(assets.Input{Theme: theme(), Tokens: ":root { --a: 2 }\n"})
	if problems != nil {
		t.Fatal(problems)
	}
	for _, want := range []string{"--a: 1", ".y { color: red }", "--a: 2"} {
		if !strings.Contains(set.Notes, want) {
			t.Errorf("the style sheet of the book lacks %q: %s", want, set.Notes)
		}
	}
	if !strings.HasPrefix(set.NotesSum, "'sha256-") {
		t.Errorf("its hash is %q", set.NotesSum)
	}
	for name, data := range set.Files {
		if strings.Contains(string(data), ".y {") {
			t.Errorf("the site has the style sheet of the book in %s", name)
		}
	}
}

// TestProblemsOnce holds that what two style sheets import is wrong only once.
func TestProblemsOnce(t *testing.T) {
	broken := theme()
	broken["styles/tokens.css"] = []byte(`.x { background: url("none.png") }`)
	if _, problems := assets.Build(assets.Input{Theme: broken}); len(problems) != 1 {
		t.Errorf("got %d problems, want 1: %v", len(problems), problems)
	}
}

func TestNamesFollowContent(t *testing.T) {
	a, _ := assets.Build(assets.Input{Theme: theme()})
	b, _ := assets.Build(assets.Input{Theme: theme()})
	changed := theme()
	changed["static/seam.svg"] = []byte("<svg>other</svg>")
	c, _ := assets.Build(assets.Input{Theme: changed})
	if a.Style != b.Style {
		t.Error("the same styles got two names")
	}
	if a.Style == c.Style {
		t.Error("a changed picture did not change the name of the style sheet that shows it")
	}
}

func TestProblems(t *testing.T) {
	broken := theme()
	broken["styles/main.css"] = append(broken["styles/main.css"], "@import \"none.css\" layer(components);\n@import url(x.css);\n"...)
	broken["components/x/x.css"] = []byte(".x { background: url(\"https://evil.example/x.png\") }")
	_, problems := assets.Build(assets.Input{Theme: broken})
	if len(problems) != 3 {
		t.Errorf("got %d problems, want 3: %v", len(problems), problems)
	}
}
