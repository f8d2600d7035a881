package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"goldseam/internal/desk"
	"goldseam/internal/live"
	"goldseam/internal/preview"
)

// usualPort is where the preview stands if nobody says otherwise.
const usualPort = 1717

func (a *app) serveCommand() *cobra.Command {
	var port int
	var noOpen bool
	cmd := &cobra.Command{
		Use: "serve [FOLDER]", Short: "Show the site on this machine, and keep it in step while you type", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkPort(port); err != nil {
				return err
			}
			return a.serve(cmd.Context(), folderArg(args), port, !noOpen)
		},
	}
	cmd.Flags().IntVar(&port, "port", usualPort, "port on this machine")
	cmd.Flags().BoolVar(&noOpen, "no-open", false, "do not open the browser")
	return cmd
}

func checkPort(port int) error {
	if port < 0 || port > 65535 {
		return &failure{fmt.Sprintf("%d is not a port", port), "write --port with a number from 1 to 65535, or 0 for any free one", exitUsage}
	}
	return nil
}

func (a *app) serve(ctx context.Context, dir string, port int, open bool) error {
	w, err := openWorkspace(dir, a.base)
	if err != nil {
		return err
	}
	client, err := clientBundle()
	if err != nil {
		// Somebody who writes lessons can go on; nobody can publish like that.
		a.exit(err)
		client = nil
	}
	listener, err := preview.Listen(port)
	var taken *preview.PortError
	if errors.As(err, &taken) {
		return fail(taken.Error(), taken.Hint())
	}
	if err != nil {
		return err
	}
	base, err := w.base(ctx)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: withoutTime}))
	table := w.newDesk()
	server := preview.New(preview.Options{
		Addr: listener.Addr().String(), Live: client["live.js"], Log: log, Desk: table, Edit: client["edit.js"], EditStyle: client["edit.css"],
		Handbook: handbookSite,
	})
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := a.listen(ctx, listener, server)
	address := "http://" + listener.Addr().String() + "/"
	err = live.Run(ctx, live.Options{
		Overlay: w.overlay, Base: base, Roots: w.roots, Ignore: w.ignore, Client: client, Show: server.Show, Log: log,
		Asked: table.Asked(), Edits: desk.Edits,
		Report: func(e live.Event) { a.report(e, address, open) },
	})
	stop()
	<-ended
	if errors.Is(err, context.Canceled) {
		return nil // the author pressed Ctrl+C: that is how serve ends
	}
	return err
}

// listen answers requests until the context ends.
func (a *app) listen(ctx context.Context, listener net.Listener, server *preview.Server) (ended chan struct{}) {
	ended = make(chan struct{})
	web := &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		server.Close()
		_ = web.Close()
	}()
	go func() {
		defer close(ended)
		_ = web.Serve(listener) // ends by Close alone
	}()
	return ended
}

// report tells on the terminal how a build ended.
func (a *app) report(e live.Event, address string, open bool) {
	r := e.Result
	if e.First || r.Problems.Errors() > 0 {
		printProblems(a.err, r.Problems)
	}
	when := time.Now().Format(time.TimeOnly)
	if r.Site == nil {
		fmt.Fprintf(a.out, "%s  %s; the pages stay as they were\n", when, tally(r.Problems))
	} else {
		fmt.Fprintf(a.out, "%s  %s; %s in %d ms\n", when, contents(r.Counts), tally(r.Problems), e.Took.Milliseconds())
	}
	if e.First {
		fmt.Fprintf(a.out, "Open %s in your browser. Stop with Ctrl+C.\n", address)
		if open {
			openBrowser(address)
		}
	}
}

// ignore tells what need not be watched: the built site and what Goldseam puts beside it.
func (w *workspace) ignore(path string) bool {
	rel, err := filepath.Rel(w.abs, path)
	if inside, err := filepath.Rel(w.baseDir, path); err == nil && w.baseDir != "" && !strings.HasPrefix(inside, "..") {
		rel = inside
	}
	if err != nil {
		return false
	}
	top, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	switch top {
	case "content", "theme", "themes", "static", "slots", "edition.yaml", "ledger.yaml", ".":
		return filepath.Base(path) == "node_modules" || filepath.Base(path) == "dist"
	}
	return true
}

// openBrowser asks the system to show an address. If it cannot, the author has the address on the screen.
func openBrowser(address string) {
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		cmd = exec.Command("open", address)
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	default:
		cmd = exec.Command("xdg-open", address)
	}
	if cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}

func withoutTime(_ []string, attr slog.Attr) slog.Attr {
	if attr.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return attr
}
