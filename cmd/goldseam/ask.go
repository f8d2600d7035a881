package main

import (
	"bufio"
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/follow"
	"goldseam/internal/load"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
)

// judge checks answers by the rules of the command check.
type judge struct {
	files     map[string]string // of the base program
	title     string
	language  string
	languages []string
	countries []string
	seen      []byte // what the base program says, as an edition keeps it
}

func newJudge(ctx context.Context, base string) (*judge, error) {
	var w workspace
	if err := w.lay(base); err != nil {
		return nil, err
	}
	tree, err := snapshot.Read(ctx, overlay.New(w.below...))
	if err != nil {
		return nil, err
	}
	loaded, err := load.Program(ctx, tree, nil)
	if err != nil {
		return nil, err
	}
	program := loaded.Program
	if program == nil {
		return nil, fail(fmt.Sprintf("the program in %s cannot be read", base), "look at its problems: goldseam check "+base)
	}
	j := &judge{files: map[string]string{}, seen: follow.Seen(tree)}
	for _, name := range tree.Paths() {
		j.files[name] = string(tree.File(name).Data)
	}
	j.languages = []string{program.Source.Tag}
	for _, name := range tree.Paths() { // the base may hold languages that its own site does not show
		if tag, ok := strings.CutSuffix(strings.TrimPrefix(name, "content/"), "/program.md"); ok && !slices.Contains(j.languages, tag) {
			j.languages = append(j.languages, tag)
		}
	}
	j.language, j.title = j.languages[0], html.UnescapeString(string(program.Languages[0].Title))
	for _, c := range program.Countries {
		j.countries = append(j.countries, c.Code)
	}
	return j, nil
}

// check tidies one answer and says what is wrong with it, if anything is: it
// builds the base program with an edition.yaml that says this alone.
func (j *judge) check(ctx context.Context, v *answers, q question) (message, hint string, err error) {
	*q.answer = strings.TrimSpace(*q.answer)
	if *q.answer == "" {
		return "", "", nil
	}
	if !utf8.ValidString(*q.answer) || strings.ContainsFunc(*q.answer, unicode.IsControl) {
		return fmt.Sprintf("%q is not one line of text", *q.answer), "write it without line breaks", nil
	}
	*q.answer = understood(q.flag, *q.answer)
	alone := answers{Base: v.Base, Version: v.Version, Countries: v.Countries}
	for _, other := range alone.questions() {
		if other.flag == q.flag {
			*other.answer = *q.answer
		}
	}
	switch q.flag {
	case "logo":
		if message, hint = v.readLogo(); message != "" {
			return message, hint, nil
		}
		alone.Logo = v.Logo
		j.files[v.Logo] = string(v.logo)
		defer delete(j.files, v.Logo)
	case "help-lines":
		codes := items(strings.ToUpper(*q.answer))
		for _, code := range codes {
			if !slices.Contains(j.countries, code) {
				return fmt.Sprintf("there are no help lines for %q", code), "there are: " + strings.Join(j.countries, ", "), nil
			}
		}
		*q.answer = strings.Join(codes, ", ")
		alone.Help = *q.answer
	case "language":
		tags := items(*q.answer)
		for _, tag := range tags {
			if !slices.Contains(j.languages, tag) {
				return fmt.Sprintf("there is no text in the language %q", tag), "there are: " + strings.Join(j.languages, ", ") + "; another one can be added later", nil
			}
		}
		*q.answer = strings.Join(tags, ", ")
		alone.Language = *q.answer
	}
	text, err := alone.fill("edition.yaml")
	if err != nil {
		return "", "", err
	}
	j.files["edition.yaml"] = string(text)
	result, err := build.Site(ctx, build.Input{Tree: snapshot.Of(j.files)}, nil)
	if err != nil {
		return "", "", err
	}
	for _, p := range result.Problems {
		if p.File == "edition.yaml" && p.Severity == diag.Error && q.flag == "accent" {
			return p.Message, "write # and six digits, such as #9a6b00", nil // the quotes that a file needs are none of an answer
		}
		if p.File == "edition.yaml" && p.Severity == diag.Error {
			return p.Message, p.Hint, nil
		}
	}
	return "", "", nil
}

// understood turns what people write into what is kept: names of languages and
// countries, a colour without its mark, a mail address as a link has it.
func understood(flag, answer string) string {
	bare := strings.Trim(answer, "\"'“”‘’„«» ")
	switch flag {
	case "accent":
		digits := strings.TrimPrefix(bare, "#")
		if !colourDigits.MatchString(digits) {
			return bare
		}
		if len(digits) == 3 {
			digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
		}
		return "#" + digits
	case "contact":
		return strings.TrimPrefix(bare, "mailto:")
	case "url", "logo":
		return bare
	case "language":
		return known(answer, strings.NewReplacer("english", "en", "español", "es", "espanol", "es", "spanish", "es", "arabic", "ar", "العربية", "ar"), "and", "y", "&")
	case "help-lines":
		return known(answer, strings.NewReplacer("united states", "us", "united kingdom", "gb", "great britain", "gb", "new zealand", "nz", "usa", "us", "u.s.", "us", "uk", "gb", "u.k.", "gb", "canada", "ca", "australia", "au", "ireland", "ie"), "and", "&")
	}
	return answer
}

// colourDigits are those of a colour, all six or one for each two.
var colourDigits = regexp.MustCompile(`^(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`)

// known writes a list with the short names of what it names, without the words between.
func known(list string, names *strings.Replacer, between ...string) string {
	words := slices.DeleteFunc(items(names.Replace(strings.ToLower(list))), func(word string) bool { return slices.Contains(between, word) })
	return strings.Join(words, ", ")
}

// maxLogo is how large the file of a logo may be: more is a photograph.
const maxLogo = 1 << 20

// readLogo takes in the picture that Logo names, and lets Logo name its place in the edition.
func (v *answers) readLogo() (message, hint string) {
	const again = "give the name of a picture file that ends in .svg, .png, .jpg or .webp, with its folders"
	file := unquoted(v.Logo)
	ext := strings.ToLower(filepath.Ext(file))
	if !slices.Contains([]string{".svg", ".png", ".jpg", ".jpeg", ".webp"}, ext) {
		return fmt.Sprintf("%q is not the name of a picture file", file), again
	}
	info, err := os.Stat(file)
	if err != nil || info.IsDir() {
		return fmt.Sprintf("there is no file %s", file), again
	}
	if info.Size() > maxLogo {
		return fmt.Sprintf("%s is larger than a megabyte", file), "make it smaller first: 200 pixels are wide enough for a logo"
	}
	if v.logo, err = os.ReadFile(file); err != nil || len(v.logo) == 0 {
		v.logo = nil
		return fmt.Sprintf("%s cannot be read, or is empty", file), "look at the file's permissions, or choose another"
	}
	v.Logo = "static/logo" + ext
	return "", ""
}

// unquoted gives the name of a file that was dragged into a window, where it may
// stand in quotes, or have a mark before each space.
func unquoted(name string) string {
	if n := len(name); n > 1 && (name[0] == '"' || name[0] == '\'') && name[n-1] == name[0] {
		return name[1 : n-1]
	}
	if _, err := os.Stat(name); err != nil && filepath.Separator == '/' {
		return unmarked.ReplaceAllString(name, "$1")
	}
	return name
}

// unmarked finds a character with a mark before it, as shells want it.
var unmarked = regexp.MustCompile(`\\(.)`)

// interview asks the open questions, one line each, until each answer is sound.
func (a *app) interview(ctx context.Context, j *judge, v *answers, open []question, lines <-chan string) error {
	fmt.Fprintln(a.err, "A few questions. Enter takes what stands in brackets. Everything can be changed later in edition.yaml.")
	for i := 0; i < len(open); {
		q := open[i]
		switch q.flag {
		case "title":
			q.otherwise = v.Base
		case "language":
			q.otherwise = j.language
			if len(j.languages) > 1 {
				q.ask += ", or several, the first one first (" + strings.Join(j.languages, ", ") + ")"
			}
		case "help-lines":
			q.ask += " (" + v.Countries + ")"
		}
		fmt.Fprintf(a.err, "%s [%s]: ", q.ask, q.otherwise)
		line, ok, err := next(ctx, lines)
		if err != nil {
			return err
		}
		if !ok {
			return brokenOff()
		}
		*q.answer = line
		message, hint, err := j.check(ctx, v, q)
		if err != nil {
			return err
		}
		if message == "" {
			i++
			continue
		}
		fmt.Fprintf(a.err, "%s\n  hint: %s\n", message, hint)
	}
	return nil
}

func brokenOff() error {
	return fail("the questions were broken off, and nothing was written", "run the command again, or with --yes to be asked nothing")
}

// next gives the next typed line, or tells that there is none.
func next(ctx context.Context, lines <-chan string) (line string, ok bool, err error) {
	select {
	case <-ctx.Done():
		return "", false, ctx.Err()
	case line, ok = <-lines:
		return strings.TrimSpace(line), ok, nil
	}
}

// lines reads lines beside whoever waits for them, so that Ctrl-C ends the wait.
func (a *app) lines() <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for s := bufio.NewScanner(a.in); s.Scan(); {
			out <- s.Text()
		}
	}()
	return out
}
