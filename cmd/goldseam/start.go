package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/inconshreveable/mousetrap"

	"goldseam/internal/preview"
)

// maxEditions is how many editions the start offers; more are not found again in a list.
const maxEditions = 8

// choice is one thing that the start offers.
type choice struct {
	words string
	do    func(context.Context) error
}

// start is goldseam without a command, such as after a double click: it says what
// Goldseam is, and offers what one can do here, until nothing is chosen.
func (a *app) start(ctx context.Context, places []string) error {
	fmt.Fprintln(a.out, "Goldseam makes guided programs into websites: short lessons, and worksheets that\nstay on the reader's own device. It brings one along, Steady Ground.")
	lines := a.lines()
	offers := a.offers(places, lines)
	for {
		fmt.Fprintln(a.out)
		for i, c := range offers {
			fmt.Fprintf(a.out, "  %d  %s\n", i+1, c.words)
		}
		fmt.Fprint(a.out, "\nType a number, or only Enter to end: ")
		answer, ok, err := next(ctx, lines)
		if err != nil || !ok || answer == "" {
			return err
		}
		n, err := strconv.Atoi(answer)
		if err != nil || n < 1 || n > len(offers) {
			fmt.Fprintf(a.out, "%q is none of the numbers.\n", answer)
			continue
		}
		return offers[n-1].do(ctx)
	}
}

// offers lists what can be done. Places are the folders in which an edition may stand.
func (a *app) offers(places []string, lines <-chan string) []choice {
	list := []choice{{"Make an edition of your own, with your name and colours", func(ctx context.Context) error { return a.firstEdition(ctx, places[0], lines) }}}
	for _, dir := range editionsIn(places) {
		list = append(list, choice{"Show the edition in " + shortly(dir, places[0]), func(ctx context.Context) error { return a.show(ctx, dir) }})
	}
	if w, err := openWorkspace(places[0], a.base); err == nil && !w.edition && !w.program { // what is shown there is the base program
		list = append(list, choice{"Look at Steady Ground as it is", func(ctx context.Context) error { return a.show(ctx, places[0]) }})
	}
	return append(list, choice{"Read the handbook", func(ctx context.Context) error { return a.showHandbook(ctx, 0, true) }})
}

// shortly names a folder as one would who is in another.
func shortly(dir, here string) string {
	rel, err := filepath.Rel(here, dir)
	switch {
	case err != nil || strings.HasPrefix(rel, ".."):
		return dir
	case rel == ".":
		return "this folder"
	}
	return rel
}

// editionsIn lists the editions that are one of the places, or stand in one.
func editionsIn(places []string) []string {
	var found []string
	add := func(dir string) {
		if exists(dir, "edition.yaml") && !slices.Contains(found, dir) && len(found) < maxEditions {
			found = append(found, dir)
		}
	}
	for _, place := range places {
		add(place)
		entries, _ := os.ReadDir(place) // a folder that cannot be read holds nothing to offer
		for _, e := range entries {
			if e.IsDir() {
				add(filepath.Join(place, e.Name()))
			}
		}
	}
	return found
}

// firstEdition asks where an edition shall stand and what it is called, makes it, and shows it.
func (a *app) firstEdition(ctx context.Context, place string, lines <-chan string) error {
	dir, err := a.newFolder(ctx, place, lines)
	if err != nil {
		return err
	}
	var v answers
	all := v.questions()
	if err := a.newEdition(ctx, dir, &v, all, all, func() <-chan string { return lines }); err != nil {
		return err
	}
	return a.show(ctx, dir)
}

// newFolder asks for the name of a new folder until it can be had.
func (a *app) newFolder(ctx context.Context, place string, lines <-chan string) (string, error) {
	const usual = "my-edition"
	for {
		fmt.Fprintf(a.err, "Name of a new folder for it, in %s [%s]: ", place, usual)
		name, ok, err := next(ctx, lines)
		if err != nil {
			return "", err
		}
		if !ok {
			return "", brokenOff()
		}
		if name == "" {
			name = usual
		}
		dir := name
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(place, name)
		}
		var f *failure
		if err := empty(dir); errors.As(err, &f) {
			fmt.Fprintf(a.err, "%s\n  hint: %s\n", f.message, f.hint)
			continue
		}
		return dir, nil
	}
}

// show serves a folder, at any free port where the usual one is taken, such as by another preview.
func (a *app) show(ctx context.Context, dir string) error {
	port := usualPort
	if l, err := preview.Listen(port); err != nil {
		port = 0
	} else if err := l.Close(); err != nil {
		return err
	}
	return a.serve(ctx, dir, port, true)
}

// startPlaces lists the folders in which editions may stand: the one that one is
// in, and the one in which the program stands, which differ after a double click.
func startPlaces() []string {
	var places []string
	if dir, err := os.Getwd(); err == nil {
		places = append(places, dir)
	}
	if file, err := os.Executable(); err == nil && !slices.Contains(places, filepath.Dir(file)) {
		places = append(places, filepath.Dir(file))
	}
	if len(places) == 0 {
		places = []string{"."}
	}
	return places
}

// keepOpen waits for Enter where the window would close with the program, as on
// Windows after a double click.
func keepOpen(in io.Reader, out io.Writer) {
	if !mousetrap.StartedByExplorer() {
		return
	}
	fmt.Fprint(out, "\nPress Enter to close this window.")
	_, _ = bufio.NewReader(in).ReadString('\n')
}
