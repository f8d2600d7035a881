package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"goldseam/internal/follow"
)

func (a *app) updateCommand() *cobra.Command {
	var dry, adopt bool
	cmd := &cobra.Command{
		Use: "update [FOLDER]", Short: "Take over what the base improved under your changes", Args: cobra.MaximumNArgs(1),
		Long: "Take over what the base improved under your changes.\n\nShows first what the base says otherwise about safety, then of each of your\nfiles what changed under it. Your changes and the base's are put into one file;\nwhere both changed the same place, the file holds both versions between marks,\nand you choose. Nothing of either side is lost.",
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.update(cmd.Context(), folderArg(args), dry, adopt)
		},
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "show it and write nothing")
	cmd.Flags().BoolVar(&adopt, "adopt", false, "take the base as it is now as what files were made from of which nobody wrote it down")
	return cmd
}

func (a *app) update(ctx context.Context, dir string, dry, adopt bool) error {
	w, e, err := a.openEdition(ctx, dir)
	if err != nil {
		return err
	}
	p := e.Update(adopt)
	printUpdate(a.out, p, dry)
	if !dry {
		if err := w.put(p.Writes()); err != nil {
			return err
		}
	}
	printUpdateEnd(a.out, p, dir, dry)
	if !dry && slices.ContainsFunc(p.Steps, waits) {
		return errProblems
	}
	return nil
}

// waits tells that somebody must do something before a file is right.
func waits(s follow.Step) bool { return s.Outcome == follow.Marked || s.Outcome == follow.Untouched }
