package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"goldseam/internal/build"
)

func (a *app) checkCommand() *cobra.Command {
	var format string
	var reading bool
	cmd := &cobra.Command{
		Use: "check [FOLDER]", Short: "Show every problem, in one run", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkFormat(format); err != nil {
				return err
			}
			return a.check(cmd.Context(), folderArg(args), format == "json", reading)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text for people, json for programs (one object a line)")
	cmd.Flags().BoolVar(&reading, "reading", false, "show how hard each lesson is to read, in place of the problems")
	return cmd
}

func (a *app) check(ctx context.Context, dir string, asJSON, reading bool) error {
	w, err := openWorkspace(dir, a.base)
	if err != nil {
		return err
	}
	// The scripts do not matter for what is checked.
	client, _ := clientBundle()
	result, err := buildOnce(ctx, w, build.Input{Client: client, Texts: true})
	if err != nil {
		return err
	}
	problems := withNotes(result, result.Notes())
	switch {
	case reading:
		if err := printReadings(a.out, result.Readings(), asJSON); err != nil {
			return err
		}
		if n := result.Problems.Errors(); n > 0 {
			return fail(count(n, "problem", "problems")+" may keep lessons from being read", "look at them with: goldseam check")
		}
		return nil
	case asJSON:
		if err := printJSON(a.out, problems); err != nil {
			return err
		}
	default:
		a.baseAlone(w)
		printProblems(a.err, problems)
		fmt.Fprintln(a.out, tally(problems))
	}
	if problems.Errors() > 0 {
		return errProblems
	}
	return nil
}
