package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/follow"
	"goldseam/internal/load"
)

// publishing is what an author asks of publish.
type publishing struct {
	address, format, today string
	unverified             bool
}

func (a *app) publishCommand() *cobra.Command {
	var p publishing
	cmd := &cobra.Command{
		Use: "publish [FOLDER]", Short: "Check, record and build the site, ready to upload", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.publish(cmd.Context(), folderArg(args), p)
		},
	}
	cmd.Flags().StringVar(&p.address, "url", "", "address of the site, if edition.yaml does not say it")
	cmd.Flags().BoolVar(&p.unverified, "unverified", false, "publish although nobody has checked the crisis lines; the pages say so")
	cmd.Flags().StringVar(&p.format, "format", "text", "text for people, json for programs (one problem a line)")
	cmd.Flags().StringVar(&p.today, "today", "", "the day it is, for tests")
	_ = cmd.Flags().MarkHidden("today")
	return cmd
}

// publish writes the site first and records it afterwards: a crash in between
// leaves a site that nobody has uploaded and a record that says too little, and
// publishing again puts that right. The other way round a record would bind the
// author to what was never published.
func (a *app) publish(ctx context.Context, dir string, p publishing) error {
	start := time.Now()
	if err := checkFormat(p.format); err != nil {
		return err
	}
	day, err := dayOf(p.today, start)
	if err != nil {
		return err
	}
	if err := checkAddress(p.address); err != nil {
		return err
	}
	w, err := openWorkspace(dir, a.base)
	if err != nil {
		return err
	}
	if !w.edition && !w.program {
		return fail(fmt.Sprintf("there is no edition in %s, so there is nothing to publish", called(dir)), "go to the folder that holds edition.yaml, or make an edition: goldseam new my-edition")
	}
	client, err := clientBundle()
	if err != nil {
		return err
	}
	done := a.progress("building")
	result, err := buildOnce(ctx, w, build.Input{Client: client, URL: p.address, Texts: true})
	done()
	if err != nil {
		return err
	}
	result.Problems = withNotes(result, result.Notes())
	release := result.Release(day, p.unverified)
	asJSON := p.format == "json"
	if asJSON {
		if err := printJSON(a.out, release.Problems); err != nil {
			return err
		}
	} else {
		printProblems(a.err, release.Problems)
	}
	if result.Site == nil || release.Problems.Errors() > 0 {
		return a.refused(release)
	}
	told := *a
	if asJSON {
		told.out = a.err
	}
	out := filepath.Join(dir, "public")
	if err := told.write(out, result.Site, contents(result.Counts), release.Problems, start); err != nil {
		return err
	}
	if err := told.record(ctx, w, release); err != nil {
		return err
	}
	told.upload(out, release)
	return nil
}

// refused says that nothing was written, and how to go on where crisis lines are the reason.
func (a *app) refused(release *build.Release) error {
	fmt.Fprintf(a.err, "goldseam: %s; nothing was written\n", tally(release.Problems))
	countries := 0
	for _, p := range release.Problems {
		if p.Code == diag.HelpUnverified && p.Severity == diag.Error {
			countries++
		}
	}
	if countries > 1 {
		fmt.Fprintln(a.err, "  hint: to call fewer lines, show those of your readers' country alone: help: [US] in edition.yaml")
	}
	if countries > 0 {
		fmt.Fprintln(a.err, "  hint: to publish before you have called them: goldseam publish --unverified; the pages then say that nobody has checked them yet")
	}
	return errProblems
}

// dayOf gives the day that a test names, or the one it is.
func dayOf(today string, now time.Time) (string, error) {
	if today == "" {
		return now.Format(time.DateOnly), nil
	}
	if _, err := time.Parse(time.DateOnly, today); err != nil {
		return "", &failure{fmt.Sprintf("%q is not a day", today), "write year, month and day, such as 2026-01-31", exitUsage}
	}
	return today, nil
}

func checkFormat(format string) error {
	if format != "text" && format != "json" {
		return &failure{fmt.Sprintf("there is no format %q", format), "write --format text or --format json", exitUsage}
	}
	return nil
}

// record writes down what the site that was just written asks its readers, and
// with which version of Goldseam it was made.
func (a *app) record(ctx context.Context, w *workspace, release *build.Release) error {
	name := "ledger.yaml"
	if w.program && !exists(w.abs, name) {
		name = filepath.Join("content", name)
	}
	again := "the site is written but not recorded: do not upload it yet; look at the free space and the permissions of the folder, then publish again"
	changed, err := renew(filepath.Join(w.abs, name), release.Ledger)
	if err != nil {
		return fail(fmt.Sprintf("%s could not be written: %v", filepath.ToSlash(name), cause(err)), again)
	}
	if changed {
		fmt.Fprintf(a.out, "%s: written, with what %s; keep this file with your edition\n", filepath.ToSlash(name), count(release.Recorded, "worksheet asks", "worksheets ask"))
	}
	if !w.edition {
		return nil
	}
	file := filepath.Join(w.abs, "edition.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		return fail(fmt.Sprintf("edition.yaml could not be read: %v", cause(err)), again)
	}
	if next, older := load.Renewed(text); older {
		if _, err := renew(file, next); err != nil {
			return fail(fmt.Sprintf("edition.yaml could not be written: %v", cause(err)), again)
		}
		fmt.Fprintf(a.out, "edition.yaml: now says goldseam: %s\n", version)
	}
	return a.remember(ctx, w, again)
}

// remember keeps what the base says where an edition has no record of it yet, such
// as one that was begun by hand. An older record stays, until an update was read.
func (a *app) remember(ctx context.Context, w *workspace, again string) error {
	if exists(w.abs, filepath.FromSlash(follow.SeenFile)) {
		return nil
	}
	base, err := w.base(ctx)
	if err != nil || base == nil {
		return err
	}
	if err := w.put([]follow.Write{{Path: follow.SeenFile, Text: follow.Seen(base)}}); err != nil {
		return fail(fmt.Sprintf("%s could not be written: %v", follow.SeenFile, cause(err)), again)
	}
	return nil
}

// renew makes a file hold a text, at once or not at all. A file that holds it already is not touched.
func renew(name string, text []byte) (changed bool, err error) {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, text) {
		return false, nil
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real // a link stays a link
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".goldseam-*")
	if err != nil {
		return false, err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(text)
	err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
	if err != nil {
		return false, err
	}
	return true, os.Rename(f.Name(), name)
}

// upload says how the written site gets to its readers.
func (a *app) upload(out string, release *build.Release) {
	if abs, err := filepath.Abs(out); err == nil {
		out = abs
	}
	if release.Unverified > 0 {
		fmt.Fprintf(a.out, "\n%s on the pages with the words that you have not checked them yet. Call them soon.\n", count(release.Unverified, "help line is", "help lines are"))
	}
	fmt.Fprintf(a.out, `
Nothing is on the web yet. With Netlify:
  1. In your browser, open https://app.netlify.com and sign in. The first time:
     "Add new site", "Deploy manually". Later: your site, then "Deploys".
  2. Drag this folder onto the page, the folder itself:
     %s
  3. Wait until it says "Published", and compare: goldseam verify %s
Other hosts: upload everything in that folder, to the top of your site.
`, out, release.URL)
}
