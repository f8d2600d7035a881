package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/output"
	"goldseam/internal/verify"
)

func (a *app) verifyCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "verify ADDRESS-or-FOLDER [EDITION]", Short: "Compare what readers get with what was built",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &failure{"give the address of your site, or a folder", "for example: goldseam verify https://river-counseling.netlify.app/", exitUsage}
			}
			return cobra.MaximumNArgs(2)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkFormat(format); err != nil {
				return err
			}
			return a.verify(cmd.Context(), args[0], folderArg(args[1:]), format == "json")
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text for people, json for programs (one problem a line)")
	return cmd
}

func (a *app) verify(ctx context.Context, target, edition string, asJSON bool) error {
	start := time.Now()
	at, err := webAddress(target)
	if err != nil {
		return err
	}
	if at == nil && !exists(target) {
		return fail(fmt.Sprintf("there is no folder %s", target), "an address begins with https://, such as https://"+target)
	}
	if at == nil && exists(target, "edition.yaml") {
		return fail(fmt.Sprintf("%s holds an edition, and its finished site is a folder in it", called(target)), "compare that folder: goldseam verify "+filepath.ToSlash(filepath.Join(target, "public")))
	}
	site, from, err := a.builtSite(ctx, target, edition, at)
	if err != nil {
		return err
	}
	done := a.progress("comparing")
	var result *verify.Result
	if at != nil {
		result, err = verify.Web(ctx, site, at, "goldseam-verify/"+version, nil)
	} else {
		result, err = verify.Folder(ctx, site, filepath.ToSlash(target), folder(target))
	}
	done()
	if err != nil {
		return err
	}
	told := a.out
	if asJSON {
		told = a.err
		if err := printJSON(a.out, result.Problems); err != nil {
			return err
		}
	} else {
		printProblems(a.err, result.Problems)
	}
	fmt.Fprintf(told, "compared with %s: %d of %s as built, %s looked at; %s in %s\n", from, result.Same, count(result.Files, "file", "files"), count(result.Pages, "page", "pages"), tally(result.Problems), took(start))
	if result.Problems.Errors() > 0 {
		return errProblems
	}
	return nil
}

// webAddress tells an address from a folder: nil is a folder.
func webAddress(target string) (*url.URL, error) {
	scheme, _, web := strings.Cut(target, "://")
	if !web {
		return nil, nil
	}
	u, err := url.Parse(target)
	if err != nil || u.Host == "" || scheme != "https" && scheme != "http" {
		return nil, &failure{fmt.Sprintf("%q is not the address of a site", target), "write it whole: goldseam verify https://river-counseling.netlify.app/", exitUsage}
	}
	return u, nil
}

// builtSite finds what a host or folder is compared with: a folder that was
// written, that of an edition, or else the site as the edition would be built now.
func (a *app) builtSite(ctx context.Context, target, edition string, at *url.URL) (site *output.Tree, from string, err error) {
	for _, dir := range []string{edition, filepath.Join(edition, "public")} {
		if at == nil && sameFolder(target, dir) {
			continue
		}
		site, changed, err := output.Read(folder(dir))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		shown := filepath.ToSlash(dir)
		if err != nil {
			return nil, "", fail(fmt.Sprintf("%s cannot be compared with: %v", shown, err), "give the folder of your edition")
		}
		if len(changed) > 0 {
			return nil, "", fail(fmt.Sprintf("%s in %s is not as it was built", changed[0], shown), "publish again, upload, and then verify")
		}
		return site, shown, nil
	}
	w, err := openWorkspace(edition, a.base)
	if err != nil {
		if _, _, unlisted := output.Read(folder(target)); at == nil && unlisted == nil {
			return a.itself(target, edition, at)
		}
		return nil, "", err
	}
	if !w.edition && !w.program {
		return a.itself(target, edition, at)
	}
	client, err := clientBundle()
	if err != nil {
		return nil, "", err
	}
	in := build.Input{Client: client}
	if at != nil {
		in.URL = at.String()
	} else {
		in.URL = builtFor(target)
	}
	result, err := buildOnce(ctx, w, in)
	if err != nil {
		return nil, "", err
	}
	if result.Site == nil {
		printProblems(a.err, result.Problems)
		fmt.Fprintf(a.err, "goldseam: %s; there is no site to compare with\n", tally(result.Problems))
		return nil, "", errProblems
	}
	return result.Site, "the edition as it is now", nil
}

// builtFor gives the address that a folder's site was built for, "" if it does not say.
func builtFor(dir string) string {
	text, err := folder(dir).ReadFile("robots.txt")
	if err != nil {
		return ""
	}
	_, line, _ := strings.Cut(string(text), "Sitemap: ")
	line, _, _ = strings.Cut(line, "\n")
	return strings.TrimSuffix(line, "sitemap.xml")
}

// itself compares a folder with its own list, where no edition is at hand.
func (a *app) itself(target, edition string, at *url.URL) (*output.Tree, string, error) {
	none := fail(fmt.Sprintf("there is no edition in %s to compare with", called(edition)), "go to the folder that holds edition.yaml, or name it at the end: goldseam verify "+target+" my-edition")
	if at != nil {
		return nil, "", none
	}
	site, changed, err := output.Read(folder(target))
	if err != nil {
		return nil, "", none
	}
	var problems diag.List
	for _, name := range changed {
		problems.Add(diag.Pos{File: filepath.ToSlash(filepath.Join(target, name))}, diag.ServedChanged, "this file is gone, or not as it was built", "publish again")
	}
	if len(problems) > 0 {
		printProblems(a.err, problems)
		fmt.Fprintf(a.err, "goldseam: %s\n", tally(problems))
		return nil, "", errProblems
	}
	return site, "its own list", nil
}

func sameFolder(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	two, err := os.Stat(b)
	return err == nil && os.SameFile(one, two)
}
