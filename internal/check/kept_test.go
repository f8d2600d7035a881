package check_test

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"

	"goldseam/content"
	"goldseam/internal/check"
	"goldseam/internal/diag"
	"goldseam/internal/load"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
)

// baseFiles gives the real base program by overlay path.
func baseFiles(tb testing.TB) map[string]string {
	tb.Helper()
	files := map[string]string{}
	err := fs.WalkDir(content.FS, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(content.FS, p)
		files["content/"+p] = string(data)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// bench is the base program, read once, and what an edition of it weakens.
type bench struct {
	tb     testing.TB
	files  map[string]string
	base   *program.Program
	loaded *load.Result
}

func newBench(tb testing.TB) *bench {
	tb.Helper()
	b := &bench{tb: tb, files: baseFiles(tb)}
	b.loaded = b.load(b.files)
	b.base = b.loaded.Program
	return b
}

func (b *bench) load(files map[string]string) *load.Result {
	b.tb.Helper()
	r, err := load.Program(b.tb.Context(), snapshot.Of(files), nil)
	if err != nil || r.Program == nil {
		b.tb.Fatalf("no program: %v %v", err, r)
	}
	return r
}

// change is one change of a file: what stands there, and what is written instead; without Old it is the whole file.
type change struct{ File, Old, New string }

// with gives the base's files with changes; edition.yaml is always there.
func (b *bench) with(changes ...change) map[string]string {
	b.tb.Helper()
	files := map[string]string{"edition.yaml": "goldseam: 1.0.0\n"}
	for name, text := range b.files {
		files[name] = text
	}
	for _, c := range changes {
		if c.Old == "" {
			files[c.File] = c.New
			continue
		}
		if !strings.Contains(files[c.File], c.Old) {
			b.tb.Fatalf("%s has no %q", c.File, c.Old)
		}
		files[c.File] = strings.Replace(files[c.File], c.Old, c.New, 1)
	}
	return files
}

// weakened gives what an edition made by changes lost of the base.
func (b *bench) weakened(changes ...change) diag.List {
	b.tb.Helper()
	return check.Edition(b.load(b.with(changes...)).Program, b.base).Sorted()
}

func TestBaseItselfLosesNothing(t *testing.T) {
	b := newBench(t)
	if found := b.weakened(); len(found) > 0 {
		t.Errorf("the base weakens itself: %v", found)
	}
}

const (
	enDir     = "content/en/"
	sorry     = enDir + "face-what-happened/say-sorry.md"
	jobs      = enDir + "find-your-footing/two-people-two-jobs.md"
	checkFile = enDir + "worksheets/safety-check.md"
	words     = enDir + "strings.yaml"
)

// TestWeakening changes one thing of the base program at a time.
func TestWeakening(t *testing.T) {
	b := newBench(t)
	own := func(mode string) change {
		return change{enDir + "find-your-footing/our-group.md", "", strings.Replace(b.files[jobs], "mode: offered", "mode: "+mode, 1)}
	}
	edition := func(text string) change { return change{"edition.yaml", "", "goldseam: 1.0.0\n" + text} }
	tests := []struct {
		name    string
		changes []change
		want    string // file:line code …
	}{
		{"red: hidden to solo", []change{{enDir + "heal-and-reconnect/closeness-at-a-safe-pace.md", "on_red: hidden", "on_red: solo"}}, "closeness-at-a-safe-pace.md:9 safety-lesson"},
		{"red: solo to shown", []change{{sorry, "on_red: solo", "on_red: shown"}}, "say-sorry.md:9 safety-lesson"},
		{"red: stricter", []change{{sorry, "on_red: solo", "on_red: hidden"}}, ""},
		{"mode: together to offered", []change{{enDir + "talk-and-tell-the-truth/set-up-the-talk.md", "mode: together", "mode: offered"}}, "set-up-the-talk.md:6 safety-lesson"},
		{"mode: offered to alone", []change{{sorry, "mode: offered", "mode: alone"}}, "say-sorry.md:6 safety-lesson"},
		{"mode: stricter", []change{{sorry, "mode: offered", "mode: together"}}, ""},
		{"unsure: shown", []change{{enDir + "talk-and-tell-the-truth/set-up-the-talk.md", "unsure: hidden", "unsure: optional"}}, "set-up-the-talk.md:7 safety-lesson"},
		{"another path: other rank", []change{{sorry, "hurt: helpful", "hurt: optional"}}, ""},
		{"heavy: gone", []change{{enDir + "find-your-footing/is-it-safe.md", "heavy: true", "heavy: false"}}, "is-it-safe.md:10 safety-lesson"},
		{"heavy: added", []change{{sorry, "heavy: false", "heavy: true"}}, ""},
		{"a step without its mark", []change{{jobs, "    with: together\n", ""}}, "two-people-two-jobs.md:15 safety-lesson"},
		{"a section without its mark", []change{{jobs, " {.together}", ""}}, "two-people-two-jobs.md:89 safety-lesson"},
		{"a section worded anew", []change{{jobs, "## A trial with an end {.together}", "## Try it until a day {#a-trial-with-an-end .together}"}}, ""},
		{"solo: gone", []change{{sorry, b.line(sorry, "solo:"), ""}}, "say-sorry.md:2 safety-lesson"},
		{"a note on safety: gone", []change{{jobs, b.after(jobs, "safety:\n"), ""}}, "two-people-two-jobs.md:" + b.number(jobs, "safety:") + " safety-lesson"},
		{"a note on safety: worded anew", []change{{jobs, b.after(jobs, "safety:\n"), "  - In our words.\n"}}, ""},
		{"a lesson left out", []change{edition("omit: [say-sorry]\n")}, ""},

		{"the check left out", []change{edition("title: Ours\nomit: [start-here, is-it-safe]\n")}, "edition.yaml:3 safety-order"},
		{"the check's phase left out", []change{edition("omit: [find-your-footing]\n")}, "edition.yaml:2 safety-order"},
		{"the check taken off its lesson", []change{{enDir + "find-your-footing/is-it-safe.md", "worksheets: [safety-check]", "worksheets: [help-finder]"}}, "is-it-safe.md:32 safety-order"},
		{"the check's lesson hidden on a path", []change{{enDir + "find-your-footing/is-it-safe.md", "hurt: core", "hurt: optional"}}, "is-it-safe.md:7 safety-order"},
		{"the check last in its phase", []change{edition("order: {find-your-footing: [start-here, two-people-two-jobs, is-it-safe]}\n")}, "edition.yaml:2 safety-order"},
		{"another order", []change{edition("order: {find-your-footing: [is-it-safe, start-here]}\n")}, ""},
		{"own lesson for two before the check", []change{own("together"), edition("add: [{lesson: our-group, phase: find-your-footing, after: start-here, page: 500}]\n")}, "our-group.md:6 safety-order"},
		{"own lesson with steps for two before the check", []change{own("offered"), edition("add: [{lesson: our-group, phase: find-your-footing, after: start-here, page: 500}]\n")}, "our-group.md:6 safety-order"},
		{"own lesson for two after the check", []change{own("together"), edition("add: [{lesson: our-group, phase: find-your-footing, after: is-it-safe, page: 500}]\n")}, ""},
		{"own lesson with the check", []change{
			{enDir + "find-your-footing/our-check.md", "", b.files[enDir+"find-your-footing/is-it-safe.md"]},
			edition("omit: [is-it-safe]\nadd: [{lesson: our-check, phase: find-your-footing, after: start-here, page: 500}]\n"),
		}, ""},

		{"keep: ask in the check", []change{{checkFile, "keep: never", "keep: ask"}}, "safety-check.md:5 safety-check"},
		{"the check printed", []change{{checkFile, "print: false", "print: true"}}, "safety-check.md:6 safety-check"},
		{"the check shared", []change{{checkFile, "share: none", "share: chosen"}}, "safety-check.md:7 safety-check"},
		{"the check for both", []change{{checkFile, "fill: alone", "fill: both"}}, "safety-check.md:4 safety-check"},
		{"a question optional", []change{{checkFile, "  sc_hurt:\n    type: choice\n", "  sc_hurt:\n    type: choice\n    optional: true\n"}}, "safety-check.md:22 safety-check"},
		{"a question retired", []change{{checkFile, "  sc_hurt:\n    type: choice\n", "  sc_hurt:\n    type: choice\n    retired: true\n"}}, "safety-check.md:22 safety-check"},
		{"a question hidden at first", []change{{checkFile, "rules:\n", "rules:\n  - when: {field: sc_afraid, is: \"yes\"}\n    reveal: sc_hurt\n"}}, "safety-check.md:85 safety-check"},
		{"an answer gone", []change{{checkFile, "options: {\"yes\": \"Yes\", unsure: Not sure, \"no\": \"No\"}", "options: {\"yes\": \"Yes\", \"no\": \"No\"}"}}, "safety-check.md:14 safety-check"},
		{"the first question later", []change{{checkFile, "fields:\n", "fields:\n  mood: {type: show, label: Welcome, text: Hello.}\n"}}, "safety-check.md:11 safety-check"},
		{"own question without a rule", []change{{checkFile, "rules:\n", "  pets:\n    type: choice\n    label: Is a pet hurt?\n    options: {\"yes\": \"Yes\", \"no\": \"No\"}\nrules:\n"}}, "safety-check.md:84 safety-check"},
		{"own question with its rules", []change{
			{checkFile, "rules:\n", "  pets:\n    type: choice\n    label: Is a pet hurt?\n    options: {\"yes\": \"Yes\", \"no\": \"No\"}\nrules:\n"},
			{checkFile, "            - {field: sc_afraid, is: \"yes\"}\n", "            - {field: sc_afraid, is: \"yes\"}\n            - {field: pets, is: \"yes\"}\n"},
			{checkFile, "        - {field: sc_afraid, is: \"no\"}\n", "        - {field: sc_afraid, is: \"no\"}\n        - {field: pets, is: \"no\"}\n"},
		}, ""},
		{"green at a not sure", []change{{checkFile, "{field: sc_worse, any_of: [\"no\", na]}", "{field: sc_worse, any_of: [\"no\", na, unsure]}"}}, "safety-check.md:163 safety-check"},
		{"crisis help at any answer", []change{{checkFile, "{field: sc_other, is: \"yes\"}]}", "{field: sc_other, is: \"yes\"}, {field: sc_other, is: unsure}]}"}}, ""},
		{"a word of the check's rules", []change{{checkFile, "it is wiser to leave now", "please leave now"}}, ""},

		{"a private field", []change{{enDir + "worksheets/trigger-log.md", "private: true", "private: false"}}, "trigger-log.md"},
		{"limits of a field", []change{{enDir + "worksheets/trigger-log.md", "low: ", "low: very "}}, ""},
		{"a sheet for two for one", []change{{enDir + "worksheets/our-agreement.md", "fill: together", "fill: alone"}}, "our-agreement.md:4 safety-sheet"},

		{"an empty page", []change{{enDir + "pages/limits.md", "", "---\ntitle: Limits\n---\n"}}, "limits.md:1 safety-page"},
		{"an own page", []change{{enDir + "pages/limits.md", "", "---\ntitle: Limits\n---\n\nOurs.\n"}}, ""},
		{"countries", []change{edition("help: [GB]\n")}, ""},
		{"no country", []change{edition("help: []\n")}, "edition.yaml:2 safety-page"},
		{"no emergency number", []change{{"content/help-lines/gb.yaml", b.line("content/help-lines/gb.yaml", "emergency:"), ""}}, "gb.yaml:1 safety-page"},

		{"an empty word", []change{{words, "leave: \"Leave this site\"", "leave: \"…\""}}, "strings.yaml:" + b.number(words, "leave:") + " safety-words"},
		{"a word without its gap", []change{{words, "checked-on: \"Checked on {n}\"", "checked-on: \"Checked\""}}, "strings.yaml:" + b.number(words, "checked-on:") + " safety-words"},
		{"a word that is missing", []change{{words, b.line(words, "js-gate-solo:"), ""}}, "strings.yaml:1 safety-words"},
		{"another word", []change{{words, "leave: \"Leave this site\"", "leave: \"Leave now\""}}, ""},
		{"another empty word", []change{{words, "menu: \"Menu\"", "menu: \"…\""}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range b.weakened(tt.changes...) {
				got = append(got, fmt.Sprintf("%s:%d %s", path.Base(p.File), p.Line, p.Code))
				if p.Hint == "" || strings.HasSuffix(p.Message, ".") {
					t.Errorf("no message for a counselor: %+v", p)
				}
			}
			if found := strings.Join(got, " "); found != tt.want && !(strings.HasSuffix(tt.want, ".md") && len(got) == 1 && strings.HasPrefix(found, tt.want+":")) {
				t.Errorf("found %q, want %q", found, tt.want)
			}
		})
	}
}

// line gives the first line of a file that begins so.
func (b *bench) line(file, begin string) string {
	for line := range strings.Lines(b.files[file]) {
		if strings.HasPrefix(line, begin) {
			return line
		}
	}
	b.tb.Fatalf("%s has no line %q", file, begin)
	return ""
}

// after gives the line that follows a text.
func (b *bench) after(file, text string) string {
	_, rest, ok := strings.Cut(b.files[file], text)
	line, _, _ := strings.Cut(rest, "\n")
	if !ok {
		b.tb.Fatalf("%s has no %q", file, text)
	}
	return line + "\n"
}

// number gives the number of the first line that begins so.
func (b *bench) number(file, begin string) string {
	before, _, _ := strings.Cut(b.files[file], "\n"+begin)
	return strconv.Itoa(strings.Count(before, "\n") + 2)
}
