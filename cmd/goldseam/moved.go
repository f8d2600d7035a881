package main

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"goldseam/internal/build"
)

func (a *app) movedCommand() *cobra.Command {
	var out, from string
	cmd := &cobra.Command{
		Use: "moved NEW-ADDRESS [FOLDER]", Short: "Write what stays at an address that your site leaves",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &failure{"give the new address of your site", "for example: goldseam moved https://program.river-counseling.org/", exitUsage}
			}
			return cobra.MaximumNArgs(2)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.moved(cmd.Context(), args[0], folderArg(args[1:]), out, from)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "folder to write to (default: moved in FOLDER)")
	cmd.Flags().StringVar(&from, "from", "", "the old address, if edition.yaml says the new one already")
	return cmd
}

func (a *app) moved(ctx context.Context, to, dir, out, from string) error {
	start := time.Now()
	to, err := siteAddress(to)
	if err != nil {
		return err
	}
	if err := checkAddress(from); err != nil {
		return err
	}
	w, err := openWorkspace(dir, a.base)
	if err != nil {
		return err
	}
	if !w.edition && !w.program {
		return fail(fmt.Sprintf("there is no edition in %s", called(dir)), "go to the folder that holds edition.yaml, or name it at the end")
	}
	if out == "" {
		out = filepath.Join(dir, "moved")
	}
	if sameFolder(out, filepath.Join(dir, "public")) {
		return fail(fmt.Sprintf("%s holds your site, which goes to the new address", filepath.ToSlash(out)), "choose another folder with --out, or leave it out")
	}
	client, err := clientBundle()
	if err != nil {
		return err
	}
	now, err := buildOnce(ctx, w, build.Input{Client: client, URL: from})
	if err != nil {
		return err
	}
	old := from
	if old == "" {
		old = now.URL
	}
	if now.Site != nil && (old == "" || strings.TrimSuffix(old, "/") == strings.TrimSuffix(to, "/")) {
		return fail("the old address of the site is not known", "name the address that it leaves: goldseam moved "+to+" --from https://old.example/")
	}
	result := now
	if now.Site != nil {
		if result, err = buildOnce(ctx, w, build.Input{Client: client, URL: old, Moved: to}); err != nil {
			return err
		}
	}
	if result.Site == nil { // warnings are of what goes to the new address
		printProblems(a.err, result.Problems)
		fmt.Fprintf(a.err, "goldseam: %s; nothing was written\n", tally(result.Problems))
		return errProblems
	}
	if err := a.write(out, result.Site, fmt.Sprintf("the notebook, and %s that lead to %s", count(result.Counts.Pages-result.Counts.Languages, "page", "pages"), to), nil, start); err != nil {
		return err
	}
	a.leaving(out, result.URL, to)
	return nil
}

// siteAddress gives a whole https address with a slash at its end.
func siteAddress(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", &failure{fmt.Sprintf("%q is not the new address of a site", address), "write it whole, beginning with https://: goldseam moved https://program.river-counseling.org/", exitUsage}
	}
	return strings.TrimSuffix(address, "/") + "/", nil
}

// leaving says where the written folder goes.
func (a *app) leaving(out, old, to string) {
	if abs, err := filepath.Abs(out); err == nil {
		out = abs
	}
	fmt.Fprintf(a.out, `
What readers wrote stays in their browsers at the old address: nobody else can
move it, and they can get it only there. So:
  1. First publish the site at %s
  2. Then upload this folder to %s
     in place of what is there, without any redirect:
     %s
  3. Compare: goldseam verify %s %s
Keep the old address for a year or longer: readers come back late.
`, to, old, out, old, filepath.ToSlash(out))
}
