package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"goldseam/internal/build"
	"goldseam/internal/handbook"
	"goldseam/internal/preview"
)

// helpCommand is the handbook, and each command's own help.
func (a *app) helpCommand() *cobra.Command {
	var out string
	var port int
	var noOpen bool
	cmd := &cobra.Command{
		Use: "help [COMMAND]", Short: "Open the handbook, or say what a command does",
		Long:              "Opens the handbook for counselors in your browser, until you press Ctrl+C.\nWith the name of a command it says what that command does.",
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return helpOn(cmd.Root(), args)
			}
			if out != "" {
				return a.writeHandbook(cmd.Context(), out)
			}
			if err := checkPort(port); err != nil {
				return err
			}
			if !isTerminal(a.in) || !isTerminal(a.out) {
				cmd.Root().InitDefaultHelpFlag()
				if err := cmd.Root().Help(); err != nil {
					return err
				}
				fmt.Fprintln(a.out, "\nThe handbook: type \"goldseam help\" in a terminal, or write it with \"goldseam help --out DIR\".")
				return nil
			}
			return a.showHandbook(cmd.Context(), port, !noOpen)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "write the handbook as a site to this folder")
	cmd.Flags().IntVar(&port, "port", 0, "port on this machine (default: any free one)")
	cmd.Flags().BoolVar(&noOpen, "no-open", false, "do not open the browser")
	return cmd
}

// helpOn prints the help of the command that args name.
func helpOn(root *cobra.Command, args []string) error {
	cmd, rest, err := root.Find(args)
	if err != nil || cmd == root {
		return noCommand(root, args)
	}
	if len(rest) > 0 {
		return &failure{fmt.Sprintf("%q is one word too many", rest[0]), fmt.Sprintf("write the name of one command: goldseam help %s", cmd.Name()), exitUsage}
	}
	cmd.InitDefaultHelpFlag()
	return cmd.Help()
}

// buildHandbook makes the handbook for an address. A problem in it is a mistake of
// ours: its tests allow none.
func buildHandbook(ctx context.Context, address string) (*build.Result, error) {
	tree, err := handbook.Tree(ctx)
	if err != nil {
		return nil, err
	}
	client, err := clientBundle()
	if err != nil {
		client = nil // all but its search works without
	}
	return build.Site(ctx, build.Input{Tree: tree, Client: client, URL: address}, nil)
}

// handbookSite is the handbook as the preview shows it below a path of its own.
func handbookSite(ctx context.Context, base string) (preview.Site, error) {
	r, err := buildHandbook(ctx, "http://localhost"+base)
	if err != nil {
		return preview.Site{}, err
	}
	return preview.Site{Tree: r.Site, Base: r.Base, Policy: r.Policy, MetaPolicy: r.Meta, Styles: r.Styles, Problems: r.Problems}, nil
}

// writeHandbook writes the handbook as a site.
func (a *app) writeHandbook(ctx context.Context, out string) error {
	start := time.Now()
	r, err := buildHandbook(ctx, "")
	if err != nil {
		return err
	}
	if r.Site == nil {
		printProblems(a.err, r.Problems)
		return errProblems
	}
	return a.write(out, r.Site, "the handbook", r.Problems, start)
}

// showHandbook shows the handbook in the browser until the context ends.
func (a *app) showHandbook(ctx context.Context, port int, open bool) error {
	site, err := handbookSite(ctx, "/")
	if err != nil {
		return err
	}
	listener, err := preview.Listen(port)
	var taken *preview.PortError
	if errors.As(err, &taken) {
		return fail(taken.Error(), taken.Hint())
	}
	if err != nil {
		return err
	}
	server := preview.New(preview.Options{Addr: listener.Addr().String()})
	server.Show(site)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := a.listen(ctx, listener, server)
	address := "http://" + listener.Addr().String() + "/"
	tellHandbook(a.out, address)
	if open {
		openBrowser(address)
	}
	<-ended
	return nil
}

func tellHandbook(out io.Writer, address string) {
	fmt.Fprintf(out, "The handbook is at %s in your browser. Stop with Ctrl+C.\n", address)
}
