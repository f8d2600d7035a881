package main

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"goldseam/internal/follow"
	"goldseam/internal/load"
	"goldseam/internal/nearest"
)

func (a *app) customizeCommand() *cobra.Command {
	var patch bool
	var language string
	cmd := &cobra.Command{
		Use: "customize PATH [FOLDER]", Short: "Take a text of the base into your edition, to change it",
		Long: "Take a text of the base into your edition, to change it.\n\nPATH is the name of a lesson, worksheet or page, its title, the address of its\npage or the path of its file: why-it-hurts, \"Why it still hurts\", /p/4/,\ncontent/en/steady-the-ground/why-it-hurts.md. What your copy is made from is\nkept in the folder base, so that \"goldseam update\" can take over what the base\nimproves later.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &failure{"say what you want to change", "give a lesson's name, its title or the address of its page, for example: goldseam customize why-it-hurts", exitUsage}
			}
			return cobra.MaximumNArgs(2)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if patch && language != "" {
				return &failure{"--patch and --language do not go together", "a translation is a file of its own: leave out --patch", exitUsage}
			}
			return a.customize(cmd.Context(), args[0], folderArg(args[1:]), patch, language)
		},
	}
	cmd.Flags().BoolVar(&patch, "patch", false, "change parts of it only; the rest keeps following the base")
	cmd.Flags().StringVar(&language, "language", "", "begin a translation into this language, such as es")
	return cmd
}

func (a *app) customize(ctx context.Context, what, dir string, patch bool, language string) error {
	w, e, err := a.openEdition(ctx, dir)
	if err != nil {
		return err
	}
	name, tag, err := meant(e, what, language)
	if err != nil {
		return err
	}
	var files []follow.Write
	var refused *follow.Refusal
	switch {
	case tag != "":
		files, refused = e.Translate(name, tag, load.SourceLine)
	case patch:
		files, refused = e.Begin(name)
	default:
		files, refused = e.Copy(name)
	}
	if refused != nil {
		return fail(refused.Message, refused.Hint)
	}
	if err := w.put(files); err != nil {
		return err
	}
	a.customized(e, dir, name, tag, patch, files)
	return nil
}

// meant finds the base file that somebody means, and the language it is to be
// translated into, if it is.
func meant(e *follow.Edition, what, language string) (name, tag string, err error) {
	if base := path.Base(filepath.ToSlash(what)); base == "program.yaml" || base == "ledger.yaml" {
		return "", "", fail(fmt.Sprintf("%s is not replaced by an edition", base), "what an edition leaves out, adds or puts in another order stands in edition.yaml: omit, add, order")
	}
	found := e.Find(what, language)
	if len(found) == 0 {
		if source, to, ok := e.Twin(what); ok {
			return source, to, nil
		}
		hint := "give a lesson's name, its title or the address of its page, for example: goldseam customize why-it-hurts"
		if own := e.OwnFile(what); own != "" {
			return "", "", fail(fmt.Sprintf("%s is your own file, not one of the base's", own), "open it and change it there")
		}
		if place := follow.OwnText(what); place != "" {
			return "", "", fail(fmt.Sprintf("the base has no text at the place %q: it is for one of your own", strings.TrimSuffix(path.Base(place), ".md")), "write the file "+place+" in the folder of your edition")
		}
		if near := nearestText(e, what); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return "", "", fail(fmt.Sprintf("nothing in the base program is called %q", what), hint)
	}
	if len(found) > 1 {
		var list []string
		for _, f := range found {
			list = append(list, titled(f))
		}
		return "", "", fail(fmt.Sprintf("%q may be one of %d files", what, len(found)), "write the one you mean:\n    "+strings.Join(list, "\n    "))
	}
	if language != "" && !strings.HasPrefix(found[0].Path, "content/"+language+"/") {
		return found[0].Path, language, nil
	}
	return found[0].Path, "", nil
}

// nearestText gives the name or title that was probably meant, "" if none is near.
func nearestText(e *follow.Edition, what string) string {
	stems, paths, titles := e.Names()
	stem := strings.TrimSuffix(path.Base(filepath.ToSlash(what)), path.Ext(what))
	near := nearest.Name(stem, stems)
	if strings.Contains(what, "/") {
		near = cmp.Or(nearest.Name(what, paths), near)
	}
	return cmp.Or(near, nearest.Name(what, titles))
}

// titled names a file, with its title if it has one.
func titled(f follow.Found) string {
	if f.Title == "" {
		return f.Path
	}
	return fmt.Sprintf("%s (%s)", f.Path, f.Title)
}

// theBase names a base file by its title, or by its path where it has none.
func theBase(e *follow.Edition, name string) string {
	if title := e.Title(name); title != "" {
		return fmt.Sprintf("the base's %q", title)
	}
	return "the base's file"
}

// languageOf gives the language of a base file, "" if it is in none.
func languageOf(name string) string {
	inside, ok := strings.CutPrefix(name, "content/")
	lang, _, nested := strings.Cut(inside, "/")
	if !ok || !nested || lang == "help-lines" {
		return ""
	}
	return lang
}

// customized says what was made and what comes next.
func (a *app) customized(e *follow.Edition, dir, name, tag string, patch bool, files []follow.Write) {
	made := ""
	for _, f := range files {
		if !strings.HasPrefix(f.Path, follow.Folder+"/") {
			made = path.Join(filepath.ToSlash(dir), f.Path)
		}
	}
	here := ""
	if dir != "." {
		here = " " + dir
	}
	switch {
	case tag != "":
		fmt.Fprintf(a.out, "%s: a translation of %s to be written; nothing of it is published yet\n", made, name)
		if !e.Known(tag) {
			fmt.Fprintf(a.out, "next: add the language to edition.yaml: languages: [%s, %s]\n", strings.Join(e.Languages(), ", "), tag)
		}
		for _, need := range e.Needs(tag) {
			if path.Base(need) != path.Base(made) {
				fmt.Fprintf(a.out, "next: the language needs %s, too: goldseam customize %s --language %s%s\n", need, strings.TrimSuffix(path.Base(need), path.Ext(need)), tag, here)
			}
		}
	case patch:
		fmt.Fprintf(a.out, "%s: changes parts of %s; nothing is changed yet\n", made, theBase(e, name))
	default:
		fmt.Fprintf(a.out, "%s: your own copy of %s\n", made, theBase(e, name))
	}
	if tag == "" {
		if lang := languageOf(name); lang != "" && !e.Known(lang) {
			fmt.Fprintf(a.out, "next: add the language to edition.yaml, or nobody sees it: languages: [%s, %s]\n", strings.Join(e.Languages(), ", "), lang)
		}
	}
	fmt.Fprintf(a.out, "next: open it and change it; goldseam serve%s shows you the page\n", here)
}
