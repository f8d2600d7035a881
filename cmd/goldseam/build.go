package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/output"
	"goldseam/internal/snapshot"
	"goldseam/themes"
)

func (a *app) buildCommand() *cobra.Command {
	var out, address string
	var notes bool
	cmd := &cobra.Command{
		Use: "build [FOLDER]", Short: "Write the site, whole or not at all", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if notes {
				return a.buildNotes(cmd.Context(), folderArg(args), out, address)
			}
			return a.build(cmd.Context(), folderArg(args), out, address)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "folder to write to (default: public in FOLDER; with --notes: notes in FOLDER)")
	cmd.Flags().BoolVar(&notes, "notes", false, "instead of the site, write your notes for counselors as a book to print")
	cmd.Flags().StringVar(&address, "url", "", "address of the site, if edition.yaml does not say it")
	return cmd
}

func (a *app) build(ctx context.Context, dir, out, address string) error {
	start := time.Now()
	w, err := openWorkspace(dir, a.base)
	if err != nil {
		return err
	}
	if err := checkAddress(address); err != nil {
		return err
	}
	client, err := clientBundle()
	if err != nil {
		return err
	}
	done := a.progress("building")
	result, err := buildOnce(ctx, w, build.Input{Client: client, URL: address})
	done()
	if err != nil {
		return err
	}
	a.baseAlone(w)
	printProblems(a.err, result.Problems)
	if result.Site == nil {
		fmt.Fprintf(a.err, "goldseam: %s; nothing was written\n", tally(result.Problems))
		return errProblems
	}
	if out == "" {
		out = filepath.Join(dir, "public")
	}
	return a.write(out, result.Site, contents(result.Counts), result.Problems, start)
}

// checkAddress refuses what cannot be the address of a site. None is fine.
func checkAddress(address string) error {
	if u, err := url.Parse(address); address != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		return &failure{fmt.Sprintf("%q is not the address of a site", address), "write it whole: --url https://example.org/", exitUsage}
	}
	return nil
}

// write puts finished files into a folder, and tells what it holds now.
func (a *app) write(out string, tree *output.Tree, holds string, problems diag.List, start time.Time) error {
	done := a.progress("writing")
	summary, err := output.Write(out, tree)
	done()
	var refused *output.RefusedError
	if errors.As(err, &refused) {
		return fail(refused.Error(), refused.Hint())
	}
	if err != nil {
		return fail(fmt.Sprintf("%s could not be written: %v", filepath.ToSlash(out), err), "look at the free space and the permissions of the folder")
	}
	fmt.Fprintf(a.out, "%s: %s\n", filepath.ToSlash(out), holds)
	fmt.Fprintf(a.out, "%s: %d written, %d unchanged, %d removed; %s in %s\n", count(summary.Written+summary.Kept, "file", "files"), summary.Written, summary.Kept, summary.Removed, tally(problems), took(start))
	return nil
}

// buildOnce reads a workspace into an input and builds it.
func buildOnce(ctx context.Context, w *workspace, in build.Input) (*build.Result, error) {
	tree, err := snapshot.Read(ctx, w.overlay)
	if err != nil {
		return nil, err
	}
	in.Tree = tree
	if in.Base, err = w.base(ctx); err != nil {
		return nil, err
	}
	return build.Site(ctx, in, nil)
}

// took says how long something took, in words that suit it.
func took(start time.Time) string {
	d := time.Since(start)
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// progress says on a terminal what is going on, if it takes longer than a second.
func (a *app) progress(what string) (done func()) {
	if !isTerminal(a.err) {
		return func() {}
	}
	stop := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		start := time.Now()
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for shown := false; ; {
			select {
			case <-stop:
				if shown {
					fmt.Fprint(a.err, "\r\x1b[K")
				}
				return
			case <-tick.C:
				shown = true
				fmt.Fprintf(a.err, "\r%s … %d s", what, int(time.Since(start).Seconds()))
			}
		}
	}()
	return func() { close(stop); <-ended }
}

// clientBundle gives the scripts that were bundled into this binary.
func clientBundle() (map[string][]byte, error) {
	out := map[string][]byte{}
	err := fs.WalkDir(themes.Client(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		out[name], err = fs.ReadFile(themes.Client(), name)
		return err
	})
	if err != nil || out["head.js"] == nil {
		return nil, fail("this goldseam was made without its client scripts, so its sites would have no leave button that works", "in the source folder of Goldseam run: make client")
	}
	return out, nil
}
