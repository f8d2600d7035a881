// Package live keeps a preview in step with an author's files.
//
// A hint that files may have changed starts a look at those files at once, and
// what they hold decides whether to build. One build runs at a time; what
// changes meanwhile is gathered and looked at after it. A look at all files
// follows when things are quiet, so that lost events are made good.
package live

import (
	"context"
	"html"
	"log/slog"
	"time"

	"goldseam/internal/build"
	"goldseam/internal/overlay"
	"goldseam/internal/preview"
	"goldseam/internal/snapshot"
	"goldseam/internal/watch"
)

// Options are what a live preview needs.
type Options struct {
	Overlay *overlay.FS
	Roots   []string               // folders to watch
	Ignore  func(path string) bool // files to leave alone, such as the built site
	Client  map[string][]byte      // the client bundle
	Show    func(preview.Site)     // takes each state of the site
	Report  func(Event)            // takes what is to be told on the terminal
	Log     *slog.Logger
}

// Event is one build that ended.
type Event struct {
	Result *build.Result
	Took   time.Duration
	First  bool
}

// Run builds, shows and watches until the context ends.
func Run(ctx context.Context, o Options) error {
	var hints <-chan watch.Hint
	if len(o.Roots) > 0 {
		w, err := watch.New(watch.Options{Roots: o.Roots, Ignore: o.Ignore, Heartbeat: watch.DefaultHeartbeat, Log: o.Log})
		if err != nil {
			return err
		}
		defer w.Close()
		hints = w.Hints()
	}
	s := &session{Options: o}
	// Watching began before the first look, so that nothing falls between the two.
	if err := s.look(ctx, nil); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case hint, ok := <-hints:
			if !ok {
				return ctx.Err()
			}
			if err := s.take(ctx, hint); err != nil {
				return err
			}
		}
	}
}

// session is what is known between two hints. Only one goroutine has it.
type session struct {
	Options
	tree   *snapshot.Tree
	result *build.Result
	good   *preview.Site // the last site without errors
}

// take follows one hint: the files it names first, then all if it says so.
func (s *session) take(ctx context.Context, hint watch.Hint) error {
	if len(hint.Paths) > 0 {
		names := []string{}
		for _, p := range hint.Paths {
			names = append(names, s.Overlay.Locate(p)...)
		}
		if len(names) > 0 {
			if err := s.look(ctx, names); err != nil {
				return err
			}
		}
	}
	if hint.All {
		return s.look(ctx, nil)
	}
	return nil
}

// look takes a new snapshot, of the named files or of all, and builds if anything changed.
func (s *session) look(ctx context.Context, names []string) error {
	start := time.Now()
	next, changed, err := s.snapshot(ctx, names)
	if err != nil {
		return err
	}
	first := s.tree == nil
	s.tree = next
	if !changed && !first {
		return nil
	}
	result, err := build.Site(ctx, build.Input{Tree: next, Client: s.Client}, s.result)
	if err != nil {
		return err
	}
	s.result = result
	s.show(result)
	if s.Report != nil {
		s.Report(Event{result, time.Since(start), first})
	}
	return nil
}

func (s *session) snapshot(ctx context.Context, names []string) (*snapshot.Tree, bool, error) {
	if s.tree == nil {
		tree, err := snapshot.Read(ctx, s.Overlay)
		return tree, true, err
	}
	if names == nil {
		return s.tree.Rescan(ctx, s.Overlay)
	}
	return s.tree.Refresh(ctx, s.Overlay, names)
}

// show hands the site on; after a failed build the last good one, with the problems.
func (s *session) show(r *build.Result) {
	if r.Site != nil {
		s.good = &preview.Site{Tree: r.Site, Base: r.Base, Policy: r.Policy, MetaPolicy: html.EscapeString(r.Meta), Styles: r.Styles}
	}
	site := preview.Site{Base: r.Base}
	if s.good != nil {
		site = *s.good
	}
	site.Problems = r.Problems
	s.Show(site)
}
