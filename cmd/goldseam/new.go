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

	"goldseam/internal/follow"
)

// newFiles are the files of a new edition, as templates.
//
//go:embed new
var newFiles embed.FS

// answers is what an author says of a new edition. Empty means: as in the base program.
type answers struct {
	Title, Publisher, Contact, Language, Help, Accent, Logo, URL string

	Base, Version, Countries string // of the base program

	logo []byte // the picture that Logo names, once it was read
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
			if len(args) > 1 {
				return &failure{"give one name for the new folder, without spaces", "for example: goldseam new " + strings.ToLower(strings.Join(args, "-")), exitUsage}
			}
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
		if err := a.newEdition(cmd.Context(), args[0], &given, questions, open, a.lines); err != nil {
			return err
		}
		dir := args[0]
		if strings.ContainsFunc(dir, unicode.IsSpace) {
			dir = strconv.Quote(dir)
		}
		fmt.Fprintf(a.out, "next: goldseam serve %s\n", dir)
		return nil
	}
	return cmd
}

func (v *answers) questions() []question {
	return []question{
		{"publisher", "name of your practice", "Name of your practice", "none", &v.Publisher},
		{"title", "title of the program", "Title of the program", "", &v.Title},
		{"contact", "mail address or web page for readers", "Mail address or web page for readers", "none", &v.Contact},
		{"language", "languages of the site, such as en or en,es", "Language", "", &v.Language},
		{"help-lines", "countries whose help lines are shown, such as US,CA", "Countries whose help lines are shown", "all", &v.Help},
		{"accent", "the one colour, such as #9a6b00", "Colour, such as #9a6b00", "the theme's own", &v.Accent},
		{"logo", "picture file of your logo, which is copied", "Logo, a picture file (you can drag it into this window)", "none", &v.Logo},
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
func (a *app) newEdition(ctx context.Context, dir string, v *answers, all, open []question, lines func() <-chan string) error {
	j, err := newJudge(ctx, a.base)
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
		if err := a.interview(ctx, j, v, open, lines()); err != nil {
			return err
		}
	}
	if v.Language == "" {
		v.Language = j.language // the program may get more languages, and nobody wants to be surprised by one
	}
	files := map[string][]byte{}
	names := []string{"edition.yaml", "netlify.toml", "README.md"}
	for _, name := range names {
		if files[name], err = v.fill(name); err != nil {
			return err
		}
	}
	if v.logo != nil {
		files[v.Logo] = v.logo
		names = append(names, v.Logo)
	}
	files[follow.SeenFile] = j.seen
	names = append(names, follow.SeenFile)
	for _, name := range names {
		if err := writeNew(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, "%s: %s\n", filepath.ToSlash(dir), strings.Join(names, ", "))
	return nil
}

// writeNew writes a file of a new edition, with the folder it stands in.
func writeNew(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return fail(fmt.Sprintf("the folder %s cannot be made", filepath.Dir(file)), "look at the permissions of the folder around it")
	}
	if err := os.WriteFile(file, data, 0o666); err != nil {
		return fail(fmt.Sprintf("%s cannot be written", file), "look at the free space and the permissions of the folder")
	}
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
