package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/spf13/cobra"

	"goldseam/internal/build"
	"goldseam/internal/follow"
)

func (a *app) statusCommand() *cobra.Command {
	var format, today string
	cmd := &cobra.Command{
		Use: "status [FOLDER]", Short: "Show what is yours, what the base changed and what waits for you", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkFormat(format); err != nil {
				return err
			}
			day, err := ages(today)
			if err != nil {
				return err
			}
			return a.status(cmd.Context(), folderArg(args), format == "json", day)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text for people, json for programs (one object a line)")
	cmd.Flags().StringVar(&today, "today", "", "the day from which the age of help lines is counted")
	_ = cmd.Flags().MarkHidden("today")
	return cmd
}

// ages gives the days from which help lines are old, counted from a day.
func ages(today string) (follow.Day, error) {
	day, err := dayOf(today, time.Now())
	if err != nil {
		return follow.Day{}, err
	}
	on, err := time.Parse(time.DateOnly, day)
	return follow.Day{HalfYear: on.AddDate(0, -6, 0).Format(time.DateOnly), Year: on.AddDate(-1, 0, 0).Format(time.DateOnly)}, err
}

func (a *app) status(ctx context.Context, dir string, asJSON bool, day follow.Day) error {
	w, e, err := a.openEdition(ctx, dir)
	if err != nil {
		return err
	}
	client, _ := clientBundle() // the scripts do not matter for what is told
	result, err := buildOnce(ctx, w, build.Input{Client: client})
	if err != nil {
		return err
	}
	items := e.Status(day, result.Problems)
	if asJSON {
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		for _, item := range items {
			if err := enc.Encode(item); err != nil {
				return err
			}
		}
		return nil
	}
	printStatus(a.out, items, dir)
	return nil
}
