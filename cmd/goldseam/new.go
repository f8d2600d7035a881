package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"unicode"

	"github.com/spf13/cobra"
)

// newFiles are the files of a new edition, as templates.
//
//go:embed new
var newFiles embed.FS

// answers is what an author says of a new edition. Empty means: as in the base program.
type answers struct {
	Title, Publisher, Contact, Language, Help, Accent, URL string

	Base, Version, Countries string // of the base program
}

// question is one answer, with its flag and what is asked on a terminal.
type question struct {
	flag, usage string
	ask         string
	otherwise   string // what an empty answer means
	answer      *string
}

func (a *app) newCommand() *cobra.Command {
	var given answers
	var yes bool
	cmd := &cobra.Command{
		Use: "new FOLDER", Short: "Make an edition of your own",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &failure{"give the name of one new folder", "for example: goldseam new my-edition", exitUsage}
			}
			return nil
		},
	}
	questions := given.questions()
	for _, q := range questions {
		cmd.Flags().StringVar(q.answer, q.flag, "", q.usage)
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "ask nothing")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := empty(args[0]); err != nil {
			return err
		}
		open := slices.DeleteFunc(slices.Clone(questions), func(q question) bool { return cmd.Flags().Changed(q.flag) })
		if yes || !isTerminal(a.in) {
			open = nil
		}
		return a.newEdition(cmd.Context(), args[0], &given, questions, open)
	}
	return cmd
}

func (v *answers) questions() []question {
	return []question{
		{"title", "title of the program", "Title of the program", "", &v.Title},
		{"publisher", "name of your practice", "Name of your practice", "none", &v.Publisher},
		{"contact", "mail address or web page for readers", "Mail address or web page for readers", "none", &v.Contact},
		{"language", "language of the site, such as en", "Language", "", &v.Language},
		{"help-lines", "countries whose help lines are shown, such as US,CA", "Countries whose help lines are shown", "all", &v.Help},
		{"accent", "the one colour, such as #9a6b00", "Colour, such as #9a6b00", "the theme's own", &v.Accent},
		{"url", "address of the site, such as https://example.org/program/", "Address of the site, such as https://example.org/program/", "not known yet", &v.URL},
	}
}

// empty refuses a folder that holds anything but hidden files, such as those of a repository.
func empty(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
		return fail(fmt.Sprintf("%s is a file, not a folder", dir), "give the name of a new folder")
	}
	if err != nil {
		return fail(fmt.Sprintf("the folder %s cannot be opened", dir), "look at its permissions")
	}
	for _, e := range entries {
		if e.Name() == "edition.yaml" {
			return fail(fmt.Sprintf("there is an edition in %s already", dir), "change its edition.yaml, or give the name of a new folder")
		}
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return fail(fmt.Sprintf("the folder %s is not empty: it holds %s", dir, e.Name()), "give the name of a new folder")
		}
	}
	return nil
}

// newEdition makes an edition in a folder. It asks the open questions first.
func (a *app) newEdition(ctx context.Context, dir string, v *answers, all, open []question) error {
	j, err := newJudge(ctx)
	if err != nil {
		return err
	}
	v.Base, v.Version, v.Countries = j.title, version, strings.Join(j.countries, ", ")
	for _, q := range all {
		message, hint, err := j.check(ctx, v, q)
		if err != nil {
			return err
		}
		if message != "" {
			return &failure{fmt.Sprintf("--%s: %s", q.flag, message), hint, exitUsage}
		}
	}
	if len(open) > 0 {
		if err := a.interview(ctx, j, v, open); err != nil {
			return err
		}
	}
	files := map[string][]byte{}
	names := []string{"edition.yaml", "netlify.toml", "README.md"}
	for _, name := range names {
		if files[name], err = v.fill(name); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fail(fmt.Sprintf("the folder %s cannot be made", dir), "look at the permissions of the folder around it")
	}
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), files[name], 0o666); err != nil {
			return fail(fmt.Sprintf("%s cannot be written", filepath.Join(dir, name)), "look at the free space and the permissions of the folder")
		}
	}
	fmt.Fprintf(a.out, "%s: %s\n", filepath.ToSlash(dir), strings.Join(names, ", "))
	if strings.ContainsFunc(dir, unicode.IsSpace) {
		dir = strconv.Quote(dir)
	}
	fmt.Fprintf(a.out, "next: goldseam serve %s\n", dir)
	return nil
}

// fill makes one file of a new edition.
func (v *answers) fill(name string) ([]byte, error) {
	text, err := newFiles.ReadFile("new/" + name)
	if err != nil {
		return nil, err
	}
	t, err := template.New(name).Funcs(template.FuncMap{"text": textLine, "list": listLine, "group": groupLine}).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, v)
	return out.Bytes(), err
}

// textLine writes a line of edition.yaml, switched off with an example where nothing was said.
func textLine(key, value, example string) string {
	if value == "" {
		return "# " + key + ": " + strconv.Quote(example)
	}
	return key + ": " + strconv.Quote(value) // Go's escapes are YAML's as well
}

func listLine(key, value, example string) string {
	if value == "" {
		return "# " + key + ": [" + example + "]"
	}
	return key + ": [" + strings.Join(items(value), ", ") + "]"
}

// groupLine begins a group, switched off where none of its values was said.
func groupLine(key string, values ...string) string {
	if strings.Join(values, "") == "" {
		return "# " + key + ":"
	}
	return key + ":"
}

// items takes a list apart that is written with commas or spaces.
func items(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
}
