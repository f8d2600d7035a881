package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"goldseam/internal/format"
	"goldseam/internal/strictyaml"
)

// ask runs the questions of "goldseam new" with typed lines and gives what was
// shown and the edition.yaml that came of it, "" if none.
func ask(t *testing.T, ctx context.Context, typed io.Reader) (shown, written string, err error) {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{in: typed, out: &out, err: &errs}
	dir := filepath.Join(t.TempDir(), "mine")
	var v answers
	all := v.questions()
	err = a.newEdition(ctx, dir, &v, all, all, a.lines)
	text, _ := os.ReadFile(filepath.Join(dir, "edition.yaml"))
	return errs.String(), string(text), err
}

func TestQuestions(t *testing.T) {
	picture := filepath.Join(t.TempDir(), "our logo.png")
	if err := os.WriteFile(picture, []byte("\x89PNG\r\n\x1a\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	typed := "\nOur Ground\ncall us\nhello@example.org\n\nus, xx\nUSA and united kingdom\ngold\n“9A6B00”\nlogo.exe\nnone.png\n" + strings.ReplaceAll(picture, " ", `\ `) + "\n\n"
	shown, written, err := ask(t, t.Context(), strings.NewReader(typed))
	if err != nil {
		t.Fatalf("newEdition() = %v after\n%s", err, shown)
	}
	for _, want := range []string{
		"Title of the program [Steady Ground]: ", "Name of your practice [none]: ",
		"\"call us\" is neither a mail address nor a web page\n  hint: ", "Language, or several, the first one first (en, ",
		"Countries whose help lines are shown (AU, CA, EU, GB, IE, NZ, US) [all]: ",
		"\"logo.exe\" is not the name of a picture file\n  hint: ", "there is no file none.png\n  hint: ",
		"there are no help lines for \"XX\"\n  hint: there are: AU, CA, ", "\"gold\" is not a colour\n  hint: ",
	} {
		if strings.Count(shown, want) < 1 {
			t.Errorf("the questions lack %q:\n%s", want, shown)
		}
	}
	for _, want := range []string{
		"\ntitle: \"Our Ground\"\n", "\npublisher:\n#   name: \"River Counseling\"\n  contact: \"hello@example.org\"\n",
		"\nlanguages: [en]\n", "\nhelp: [US, GB]\n", "\ntheme:\n  accent: \"#9A6B00\"\n", "\n  logo: \"static/logo.png\"\n", "\n# url: ",
	} {
		if !strings.Contains(written, want) {
			t.Errorf("edition.yaml lacks %q:\n%s", want, written)
		}
	}
}

// TestUnderstood holds that people may answer in their own way.
func TestUnderstood(t *testing.T) {
	for _, tt := range []struct{ flag, typed, want string }{
		{"accent", "336699", "#336699"},
		{"accent", "“#369”", "#336699"},
		{"accent", "#33669", "#33669"},
		{"accent", "navy", "navy"},
		{"contact", "mailto:a@b.org", "a@b.org"},
		{"url", `"https://b.org/"`, "https://b.org/"},
		{"language", "English and Español", "en, es"},
		{"language", "EN,ar", "en, ar"},
		{"language", "zh-hant", "zh-hant"},
		{"help-lines", "the US", "the, us"},
		{"help-lines", "Canada & USA", "ca, us"},
		{"help-lines", "uk ie", "gb, ie"},
		{"publisher", `"Ours"`, `"Ours"`},
	} {
		if got := understood(tt.flag, tt.typed); got != tt.want {
			t.Errorf("understood(%s, %q) = %q, want %q", tt.flag, tt.typed, got, tt.want)
		}
	}
}

// TestQuestionsEnd holds that nothing is written where the answers end early.
func TestQuestionsEnd(t *testing.T) {
	_, written, err := ask(t, t.Context(), strings.NewReader("Our Ground\n"))
	if err == nil || written != "" {
		t.Errorf("newEdition() = %v and wrote %q, want a failure and nothing", err, written)
	}
	silent, _ := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	shown := make(chan error, 1)
	go func() {
		var v answers
		var errs bytes.Buffer
		a := &app{in: silent, out: io.Discard, err: &errs}
		j, err := newJudge(t.Context(), "")
		if err != nil {
			shown <- nil
			return
		}
		cancel() // as Ctrl-C does while nobody types
		shown <- a.interview(ctx, j, &v, v.questions(), a.lines())
	}()
	if err := <-shown; err != context.Canceled {
		t.Errorf("interview() = %v after it was stopped, want %v", err, context.Canceled)
	}
}

// TestNewAnything holds that whatever an author says comes out of edition.yaml as it was said.
func TestNewAnything(t *testing.T) {
	for _, text := range []string{
		`River "Blue" #1: it's ours`, `- item`, `{a: b}`, `null`, `yes`, `*star*`, `a\b`, `& co`, `'`, `"`, `%`, "\u00a0x\u2028y", "Für uns 🌿", "---",
	} {
		v := answers{Base: "Steady Ground", Version: version, Countries: "US", Title: text, Publisher: text, Contact: "a@b.org"}
		file, err := v.fill("edition.yaml")
		if err != nil {
			t.Fatal(err)
		}
		var got format.Edition
		problems := strictyaml.Decode(strictyaml.Source{File: "edition.yaml", Line: 1, Text: file}, strictyaml.Of[format.Edition](), &got)
		if len(problems) > 0 || got.Title != text || got.Publisher.Name != text {
			t.Errorf("%q came out as %q and %q, problems %v", text, got.Title, got.Publisher.Name, problems)
		}
	}
}

// TestNewExamples holds that each line of edition.yaml that is switched off means
// something when it is switched on, and that no key is forgotten.
func TestNewExamples(t *testing.T) {
	file, err := (&answers{Base: "Steady Ground", Version: version, Countries: "US"}).fill("edition.yaml")
	if err != nil {
		t.Fatal(err)
	}
	on := regexp.MustCompile(`(?m)^# (( {2})*(- \{|[a-z_]+:))`).ReplaceAll(file, []byte("$1"))
	on = regexp.MustCompile(`(?m)^false: addresses.*$`).ReplaceAll(on, nil) // a remark in words
	var got format.Edition
	if problems := strictyaml.Decode(strictyaml.Source{File: "edition.yaml", Line: 1, Text: on}, strictyaml.Of[format.Edition](), &got); len(problems) > 0 {
		t.Errorf("switched on, edition.yaml has problems %v:\n%s", problems, on)
	}
	for _, field := range strictyaml.Of[format.Edition]().Fields {
		if !regexp.MustCompile(`(?m)^` + field.Name + `:`).Match(on) {
			t.Errorf("edition.yaml says nothing of %q", field.Name)
		}
	}
}
