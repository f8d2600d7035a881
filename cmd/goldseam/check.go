package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) checkCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "check [FOLDER]", Short: "Show every problem, in one run", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return &failure{fmt.Sprintf("there is no format %q", format), "write --format text or --format json", exitUsage}
			}
			return a.check(cmd.Context(), folderArg(args), format == "json")
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text for people, json for programs (one object a line)")
	return cmd
}

func (a *app) check(ctx context.Context, dir string, asJSON bool) error {
	w, err := openWorkspace(dir)
	if err != nil {
		return err
	}
	// The scripts do not matter for what is checked.
	client, _ := clientBundle()
	result, err := buildOnce(ctx, w, client, "")
	if err != nil {
		return err
	}
	problems := withNotes(result, result.Notes())
	if asJSON {
		if err := printJSON(a.out, problems); err != nil {
			return err
		}
	} else {
		printProblems(a.err, problems)
		fmt.Fprintln(a.out, tally(problems))
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}
