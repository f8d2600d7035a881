package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"goldseam/internal/build"
	"goldseam/internal/diag"
)

// buildNotes writes the counselor's notes as a book. It does not write the site,
// and the book never comes to stand where a site or what it is made of stands.
func (a *app) buildNotes(ctx context.Context, dir, out, address string) error {
	start := time.Now()
	w, err := openWorkspace(dir, a.base)
	if err != nil {
		return err
	}
	if err := checkAddress(address); err != nil {
		return err
	}
	if out == "" {
		out = filepath.Join(dir, "notes")
	}
	if err := w.apart(out); err != nil {
		return err
	}
	client, _ := clientBundle() // the book has no scripts
	done := a.progress("building")
	result, err := buildOnce(ctx, w, build.Input{Client: client, URL: address, Draft: true})
	done()
	if err != nil {
		return err
	}
	notes := result.Notes()
	problems := withNotes(result, notes)
	printProblems(a.err, problems)
	if problems.Errors() > 0 {
		fmt.Fprintf(a.err, "goldseam: %s; nothing was written\n", tally(problems))
		return errProblems
	}
	if notes.Tree == nil {
		return fail("nobody has written notes for counselors yet, so there is no book", "beside a lesson such as why-it-hurts.md write why-it-hurts.notes.md, with the lists introduce, watch, not_when and ask")
	}
	return a.write(out, notes.Tree, noted(notes), problems, start)
}

// withNotes lists the problems of a program, those of the book of its notes included.
func withNotes(r *build.Result, n *build.Notes) diag.List {
	return slices.Concat(r.Problems, n.Problems).Sorted()
}

// apart refuses the folder that is put on a host, and those that the site is made
// of: from static, the book would come into the next site.
func (w *workspace) apart(out string) error {
	const hint = "choose another folder with --out, or leave it out"
	abs, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	rel, err := filepath.Rel(w.abs, abs)
	if top, _, _ := strings.Cut(filepath.ToSlash(rel), "/"); err == nil && top == "public" {
		return fail(fmt.Sprintf("%s is for the site, and whoever reads the site could read the notes", filepath.ToSlash(out)), hint)
	}
	if (w.edition || w.program) && !w.ignore(abs) {
		return fail(fmt.Sprintf("%s is among the files that the site is made of", filepath.ToSlash(out)), hint)
	}
	return nil
}

// noted says how much a book of notes holds, in words.
func noted(n *build.Notes) string {
	parts := []string{count(n.Lessons, "lesson", "lessons")}
	if n.Without > 0 {
		parts = append(parts, count(n.Without, "lesson", "lessons")+" without notes")
	}
	if n.Languages > 1 {
		parts = append(parts, count(n.Languages, "language", "languages"))
	}
	return strings.Join(parts, ", ")
}
