package main

import (
	"bytes"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/handbook"
)

// block is something in the handbook that is shown as it is typed or printed.
type block struct {
	page, kind, text string
}

var (
	fenced = regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$")
	inline = regexp.MustCompile("`([^`\n]+)`")
)

// shownInHandbook lists the handbook's blocks of code, and the pieces of code within its texts.
func shownInHandbook(t *testing.T) (blocks, pieces []block) {
	t.Helper()
	tree, err := handbook.Tree(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range tree.Below("content") {
		if path.Ext(f.Path) != ".md" {
			continue
		}
		page := strings.TrimSuffix(strings.TrimPrefix(f.Path, "content/en/"), ".md")
		text := string(f.Data)
		for _, m := range fenced.FindAllStringSubmatch(text, -1) {
			blocks = append(blocks, block{page, m[1], m[2]})
		}
		for _, m := range inline.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
			pieces = append(pieces, block{page, "", m[1]})
		}
	}
	return blocks, pieces
}

// words takes a typed line apart as a terminal does, as far as the handbook needs it.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			out = append(out, part)
			continue
		}
		out = append(out, strings.Fields(part)...)
	}
	if i := slices.Index(out, ">"); i >= 0 { // what is printed goes to a file
		out = out[:i]
	}
	return out
}

// TestHandbookCommands holds that every command that the handbook tells to type exists, with its flags.
func TestHandbookCommands(t *testing.T) {
	blocks, pieces := shownInHandbook(t)
	typed := pieces
	for _, b := range blocks {
		for line := range strings.Lines(b.text) {
			typed = append(typed, block{b.page, "", strings.TrimSuffix(line, "\n")})
		}
	}
	seen := map[string]bool{}
	for _, b := range typed {
		line := strings.TrimPrefix(b.text, "./")
		if line != "goldseam" && !strings.HasPrefix(line, "goldseam ") || regexp.MustCompile(`^goldseam [0-9.]+$`).MatchString(line) {
			continue
		}
		name, err := parses(words(line)[1:])
		if err != nil {
			t.Errorf("%s: %q: %v", b.page, line, err)
		}
		seen[name] = true
	}
	root := (&app{in: strings.NewReader(""), out: &bytes.Buffer{}, err: &bytes.Buffer{}}).commands()
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		if cmd.IsAvailableCommand() && !seen[cmd.Name()] {
			t.Errorf("the handbook says nothing of goldseam %s", cmd.Name())
		}
	}
}

// parses tells what a command line is refused for before it is carried out.
func parses(args []string) (name string, err error) {
	root := (&app{in: strings.NewReader(""), out: &bytes.Buffer{}, err: &bytes.Buffer{}}).commands()
	root.InitDefaultHelpCmd()
	cmd, rest, err := root.Find(args)
	if err == nil && cmd == root && len(args) > 0 {
		err = noCommand(root, args)
	}
	if err != nil {
		return "", err
	}
	cmd.InitDefaultHelpFlag()
	if err := cmd.ParseFlags(rest); err != nil {
		return "", err
	}
	if help, _ := cmd.Flags().GetBool("help"); help {
		return cmd.Name(), nil
	}
	if cmd.Name() == "help" && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
		_, err := parses(append(rest, "--help"))
		return cmd.Name(), err
	}
	if cmd.Flags().NArg() == 0 { // a command that is only named
		return cmd.Name(), nil
	}
	return cmd.Name(), cmd.ValidateArgs(cmd.Flags().Args())
}

func TestParses(t *testing.T) {
	for _, line := range []string{"pubish mine", "build --note mine", "check a b", "help pubish", "new a b", "version 2", "schema --kind x"} {
		if _, err := parses(words(line)); err == nil {
			t.Errorf("%q is taken for a command", line)
		}
	}
}

var (
	quoted = regexp.MustCompile(`"[^"]*"|[0-9]+(\.[0-9]+)*|#[0-9a-f]{6}`)
	placed = regexp.MustCompile(`^([^ :]+\.(md|yaml)(:[0-9]+:[0-9]+)?): (warning: )?(.*)$`)
)

// shape is a message or hint without what differs each time.
func shape(line string) string { return quoted.ReplaceAllString(strings.TrimSpace(line), "…") }

// TestHandbookMessages holds that every message which the handbook shows is one that some transcript shows, too.
func TestHandbookMessages(t *testing.T) {
	known := map[string]bool{}
	scripts, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	if err != nil || len(scripts) < 100 {
		t.Fatalf("%d transcripts, %v", len(scripts), err)
	}
	for _, name := range scripts {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if m := placed.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
				known[shape(m[5])] = true
			} else if strings.HasPrefix(line, "  hint: ") {
				known[shape(line)] = true
			}
		}
	}
	blocks, _ := shownInHandbook(t)
	messages := 0
	for _, b := range blocks {
		if !strings.Contains(b.text, "  hint: ") {
			continue
		}
		for line := range strings.Lines(b.text) {
			line = strings.TrimRight(line, "\n")
			if m := placed.FindStringSubmatch(line); m != nil {
				line = m[5]
				messages++
			} else if !strings.HasPrefix(line, "  hint: ") {
				continue
			}
			if !known[shape(line)] {
				t.Errorf("%s: no transcript has %q", b.page, line)
			}
		}
	}
	if messages < 20 {
		t.Errorf("found %d messages", messages)
	}
}

// TestHandbookExamples builds an edition from each piece of YAML and each file that the handbook shows.
func TestHandbookExamples(t *testing.T) {
	blocks, _ := shownInHandbook(t)
	files := map[string]string{ // what the examples name
		"static/logo.svg":                   `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M1 1h6v6H1z"/></svg>`,
		"content/en/pages/about-us.md":      "---\ntitle: About us\n---\n\nWho we are.\n",
		"content/en/worksheets/our-list.md": "---\ntitle: Our list\nneutral_title: Sheet 502\nfill: alone\nkeep: ask\nshare: none\nkind: form\nfields:\n  one: {type: text, label: One}\n---\n",
	}
	wholes := map[string]string{
		"title: Our Tuesday group": "content/en/steady-the-ground/our-group.md",
		"title: After our evening": "content/en/worksheets/our-evening.md",
		"introduce:":               "content/en/steady-the-ground/why-it-hurts.notes.md",
		"## With us":               "slots/after-lesson.md",
	}
	found := map[string]bool{}
	for _, b := range blocks {
		for begin, name := range wholes {
			if strings.HasPrefix(b.text, "---\n"+begin) || strings.HasPrefix(b.text, begin) {
				files[name], found[name] = b.text, true
			}
		}
	}
	if len(found) != len(wholes) {
		t.Errorf("found only %q", slices.Sorted(maps.Keys(found)))
	}
	tried := 0
	for _, b := range blocks {
		if b.kind != "yaml" || strings.HasPrefix(b.text, "minutes: \"") {
			continue
		}
		tried++
		name, text := "edition.yaml", b.text
		head, _, _ := strings.Cut(text, "\n")
		switch {
		case strings.HasPrefix(head, "# content/"):
			name = strings.TrimPrefix(head, "# ")
		case b.page == "change-texts/change-parts":
			name = "content/en/steady-the-ground/why-it-hurts.patch.yaml"
		case strings.HasPrefix(text, "  - id: "):
			name, text = "content/help-lines/us.yaml", "country: US\nemergency: [\"911\"]\nlines:\n"+text
		}
		for _, p := range edited(t, files, name, text) {
			if p.Severity == diag.Error {
				t.Errorf("%s: in\n%s\n%s:%d: %s (%s)", b.page, text, p.File, p.Line, p.Message, p.Hint)
			}
		}
	}
	if tried < 10 {
		t.Errorf("tried %d pieces of YAML", tried)
	}
}

// edited gives the problems of an edition that has one file of the handbook, and of
// the others those that edition.yaml adds.
func edited(t *testing.T, others map[string]string, name, text string) diag.List {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	edition := "goldseam: 1.0.0\n"
	if name == "edition.yaml" {
		edition += text
	} else {
		write(name, text)
	}
	write("edition.yaml", edition)
	for file, text := range others {
		id := strings.TrimSuffix(path.Base(file), path.Ext(file))
		if strings.Contains(edition, ": "+id+",") || !strings.HasPrefix(file, "content/en/") || strings.HasSuffix(file, ".notes.md") {
			write(file, text)
		}
	}
	w, err := openWorkspace(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := buildOnce(t.Context(), w, build.Input{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Counts.Lessons == 0 && r.Problems.Errors() == 0 {
		t.Fatal("nothing was built")
	}
	return r.Problems
}
