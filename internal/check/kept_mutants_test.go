package check_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"goldseam/internal/check"
	"goldseam/internal/diag"
	"goldseam/internal/load"
	"goldseam/internal/overlay"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
)

// again reads the base program with one file changed, and all else from what is known.
type again struct {
	*bench
	disk fstest.MapFS
	fs   *overlay.FS
	tree *snapshot.Tree
	from *load.Result
}

func newAgain(t *testing.T) *again {
	t.Helper()
	a := &again{bench: newBench(t), disk: fstest.MapFS{"edition.yaml": {Data: []byte("goldseam: 1.0.0\n")}}}
	for name, text := range a.files {
		a.disk[name] = &fstest.MapFile{Data: []byte(text)}
	}
	a.fs = overlay.New(overlay.Layer{Mount: ".", FS: a.disk})
	var err error
	if a.tree, err = snapshot.Read(t.Context(), a.fs); err != nil {
		t.Fatal(err)
	}
	if a.from, err = load.Program(t.Context(), a.tree, nil); err != nil {
		t.Fatal(err)
	}
	return a
}

// changed gives what an edition lost in which one file has another text.
func (a *again) changed(t *testing.T, file, text string) (*load.Result, diag.List) {
	t.Helper()
	a.disk[file] = &fstest.MapFile{Data: []byte(text)}
	defer func() { a.disk[file] = &fstest.MapFile{Data: []byte(a.files[file])} }()
	tree, changed, err := a.tree.Refresh(t.Context(), a.fs, []string{file})
	if err != nil || !changed {
		t.Fatalf("%s was not changed: %v", file, err)
	}
	loaded, err := load.Program(t.Context(), tree, a.from)
	if err != nil {
		t.Fatal(err)
	}
	return loaded, check.Edition(loaded.Program, a.base)
}

// mutant is one weakening of one file.
type mutant struct {
	name, file, text string
	code             diag.Code
}

// weakenings are changes of a line that weaken it: what it says, and what is said instead.
var weakenings = []struct{ kind, pattern, instead string }{
	{"red", `(?m)^on_red: hidden$`, "on_red: solo"},
	{"red", `(?m)^on_red: hidden$`, "on_red: shown"},
	{"red", `(?m)^on_red: solo$`, "on_red: shown"},
	{"mode", `(?m)^mode: together$`, "mode: offered"},
	{"mode", `(?m)^mode: (?:together|offered)$`, "mode: alone"},
	{"heavy", `(?m)^heavy: true$`, "heavy: false"},
	{"unsure", `unsure: hidden`, "unsure: optional"},
	{"step", `(?m)^    with: together\n`, ""},
	{"section", ` \{\.together\}`, ""},
	{"note", `(?m)^safety:\n  - .*\n`, "safety:\n"},
	{"solo", `(?m)^solo: .*\n`, ""},
	{"keep", `keep: never`, "keep: ask"},
	{"private", `private: true`, "private: false"},
	{"each", `each: true`, "each: false"},
	{"print", `print: false`, "print: true"},
	{"share", `share: none`, "share: chosen"},
	{"share", `share: chosen`, "share: page"},
	{"held", `on_amber: held`, "on_amber: shown"},
	{"fill", `fill: (?:both|together)`, "fill: alone"},
	{"agreement", `type: agreement`, "type: rows"},
	{"panel", `panel: [a-z-]+`, "text: Ours"},
	{"privacy", `(?m)^privacy:\n(?:  - .*\n)+`, ""},
}

// rulesOf takes the rules of a worksheet apart.
func rulesOf(text string) []string {
	_, rest, ok := strings.Cut(text, "\nrules:\n")
	if !ok {
		return nil
	}
	rest = rest[:regexp.MustCompile(`(?m)^[a-z-]`).FindStringIndex(rest)[0]]
	var out []string
	for line := range strings.Lines(rest) {
		if strings.HasPrefix(line, "  - ") {
			out = append(out, "")
		}
		out[len(out)-1] += line
	}
	return out
}

var leadsToHelp = regexp.MustCompile(`show: |link: (?:worksheet:safety-check|page:(?:` + strings.Join(program.SafetyPages(), "|") + `))`)

// mutants weakens the real base program in every way that a line of it can be weakened.
func mutants(files map[string]string) []mutant {
	var out []mutant
	for _, file := range sortedNames(files) {
		text := files[file]
		code := diag.SafetyLesson
		sheet := strings.HasPrefix(file, enDir+"worksheets/")
		switch {
		case file == checkFile:
			code = diag.SafetyCheck
		case sheet:
			code = diag.SafetySheet
		case strings.HasSuffix(file, ".notes.md") || !strings.HasSuffix(file, ".md") || strings.Contains(file, "/pages/"):
			continue
		}
		for _, w := range weakenings {
			for i, at := range regexp.MustCompile(w.pattern).FindAllStringIndex(text, -1) {
				out = append(out, mutant{fmt.Sprintf("%s %d %s", w.kind, i, w.instead), file, text[:at[0]] + w.instead + text[at[1]:], code})
			}
		}
		for i, r := range rulesOf(text) {
			if !leadsToHelp.MatchString(r) && file != checkFile {
				continue
			}
			if !strings.Contains(r, "result-green") {
				out = append(out, mutant{fmt.Sprintf("rule %d", i), file, strings.Replace(text, r, "", 1), code})
			}
			if file == checkFile { // each condition of the check on a line of its own
				for line := range strings.Lines(r) {
					held := strings.Contains(r, "result-amber") && strings.HasPrefix(line, "              - ") // what amber is not: red comes first anyway
					if strings.HasPrefix(strings.TrimSpace(line), "- {field") && !held {
						out = append(out, mutant{fmt.Sprintf("rule %d without %s", i, strings.TrimSpace(line)), file, strings.Replace(text, r, strings.Replace(r, line, "", 1), 1), code})
					}
				}
			}
		}
	}
	text := files[checkFile]
	for _, block := range regexp.MustCompile(`(?m)^  [a-z_]+:\n(?:    .*\n)+`).FindAllString(text, -1) {
		out = append(out, mutant{"question " + strings.TrimSpace(strings.SplitN(block, "\n", 2)[0]), checkFile, strings.Replace(text, block, "", 1), diag.SafetyCheck})
		for _, option := range []string{`unsure: Not sure`, `"no": "No"`, `"yes": "Yes"`} {
			if strings.Contains(block, option) {
				less := regexp.MustCompile(`, `+regexp.QuoteMeta(option)+`|`+regexp.QuoteMeta(option)+`, `).ReplaceAllString(block, "")
				out = append(out, mutant{"answer " + option + " of " + block[:12], checkFile, strings.Replace(text, block, less, 1), diag.SafetyCheck})
			}
		}
	}
	for _, key := range program.SafetyStrings() {
		line := regexp.MustCompile(`(?m)^` + key + `: .*$`)
		out = append(out, mutant{"word " + key, words, line.ReplaceAllLiteralString(files[words], key+`: "…"`), diag.SafetyWords})
	}
	for _, name := range program.SafetyPages() {
		file := enDir + "pages/" + name + ".md"
		if name != "stop-rules" { // the rules of any program ask for it
			out = append(out, mutant{"page", file, "---\ntitle: Ours\n---\n", diag.SafetyPage})
		}
	}
	return out
}

// sortedNames lists the files that structure is written in: a translation cannot weaken it.
func sortedNames(files map[string]string) []string {
	var out []string
	for name := range files {
		if strings.HasPrefix(name, enDir) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// TestMutants holds that each weakening is found, in the file that it is in and nowhere else.
func TestMutants(t *testing.T) {
	a := newAgain(t)
	kinds := map[string]int{}
	for _, m := range mutants(a.files) {
		kind, _, _ := strings.Cut(m.name, " ")
		kinds[kind]++
		_, found := a.changed(t, m.file, m.text)
		if len(found) == 0 {
			t.Errorf("%s: %s is not found", m.file, m.name)
		}
		for _, p := range found {
			if p.File != m.file || p.Code != m.code || p.Line == 0 || p.Hint == "" {
				t.Errorf("%s: %s: found %+v", m.file, m.name, p)
			}
		}
	}
	all := 0
	for kind, least := range map[string]int{"red": 40, "mode": 36, "heavy": 3, "unsure": 10, "step": 20, "section": 8, "note": 30, "solo": 20, "keep": 4, "private": 40, "each": 5, "share": 20, "held": 3, "fill": 5, "rule": 80, "question": 16, "answer": 40, "word": 100, "page": 6, "privacy": 20} {
		if kinds[kind] < least {
			t.Errorf("%d weakenings of the kind %s, and there should be %d or more", kinds[kind], kind, least)
		}
		all += kinds[kind]
	}
	t.Logf("%d weakenings: %v", all, kinds)
}

// TestOtherWords holds that an edition may say everything in its own words.
func TestOtherWords(t *testing.T) {
	a := newAgain(t)
	rng := rand.New(rand.NewPCG(7, 7))
	line := regexp.MustCompile(`(?m)^(title|aim|solo|summary|tagline): ([^{].*)$`)
	label := regexp.MustCompile(`(label|help|low|high): ([A-Za-z][^"{}:,]*)$`)
	note := regexp.MustCompile(`(?m)^  - ([A-Z][^{}:"]*)$`)
	word := regexp.MustCompile(`[a-z]{4,}`)
	reword := func(s string) string {
		return word.ReplaceAllStringFunc(s, func(w string) string {
			if rng.IntN(3) > 0 {
				return w
			}
			return w + "o"
		})
	}
	said := 0
	for _, file := range sortedNames(a.files) {
		text := a.files[file]
		if !strings.HasSuffix(file, ".md") || strings.HasSuffix(file, ".notes.md") {
			continue
		}
		head, body, _ := strings.Cut(text[4:], "\n---\n")
		for _, part := range []*regexp.Regexp{line, label, note} {
			head = part.ReplaceAllStringFunc(head, func(s string) string {
				key, value, _ := strings.Cut(s, " ")
				return key + " " + reword(value)
			})
		}
		var lines []string
		for l := range strings.Lines(body) {
			if !strings.HasPrefix(l, "#") && !strings.Contains(l, "[") && !strings.Contains(l, "{") {
				l = reword(l)
			}
			lines = append(lines, l)
		}
		next := "---\n" + head + "\n---\n" + strings.Join(lines, "")
		if next == text {
			continue
		}
		said++
		loaded, found := a.changed(t, file, next)
		if loaded.Problems.Errors() > 0 {
			t.Fatalf("%s: this test writes no sound text: %v", file, loaded.Problems)
		}
		if len(found) > 0 {
			t.Errorf("%s: %v", file, found)
		}
	}
	if said < 70 {
		t.Errorf("only %d files were worded anew", said)
	}
}
