// Package live keeps a preview in step with an author's files.
//
// A hint that files may have changed starts a look at those files at once, and
// what they hold decides whether to build. One build runs at a time; what
// changes meanwhile is gathered and looked at after it. A look at all files
// follows when things are quiet, so that lost events are made good. It goes on
// beside everything else, so that no save has to wait for it.
package live

import (
	"context"
	"log/slog"
	"slices"
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
	Base    *snapshot.Tree         // what an edition is made of; nil if there is no edition
	Roots   []string               // folders to watch
	Ignore  func(path string) bool // files to leave alone, such as the built site
	Client  map[string][]byte      // the client bundle
	Show    func(preview.Site)     // takes each state of the site
	Report  func(Event)            // takes what is to be told on the terminal
	Log     *slog.Logger
	Hints   <-chan watch.Hint // where hints come from, in place of watching Roots; for tests

	// Asked brings questions about the newest result. They are answered one after
	// the other and never while a build goes on, since a build may use what
	// an earlier one left.
	Asked <-chan func(ctx context.Context, newest *build.Result)
	Edits func(r *build.Result) map[string]string // for preview.Site, nil if nothing can be edited
}

// Event is one build that ended.
type Event struct {
	Result *build.Result
	Took   time.Duration
	First  bool
}

// Run builds, shows and watches until the context ends.
func Run(ctx context.Context, o Options) error {
	if o.Hints == nil && len(o.Roots) > 0 {
		w, err := watch.New(watch.Options{Roots: o.Roots, Ignore: o.Ignore, Heartbeat: watch.DefaultHeartbeat, Log: o.Log})
		if err != nil {
			return err
		}
		defer w.Close()
		o.Hints = w.Hints()
	}
	ctx, stop := context.WithCancel(ctx)
	s := &session{Options: o, seen: make(chan sight, 1)}
	defer func() {
		stop()
		s.wait()
	}()
	// Watching began before the first look, so that nothing falls between the two.
	tree, err := snapshot.Read(ctx, o.Overlay)
	if err != nil {
		return err
	}
	if err := s.build(ctx, tree, time.Now()); err != nil {
		return err
	}
	return s.follow(ctx)
}

// session is what is known between two hints. Only one goroutine has it.
type session struct {
	Options
	tree    *snapshot.Tree
	result  *build.Result
	good    *preview.Site // the last site without errors
	looking bool          // a look at all files is going on
	again   bool          // and is to be followed by another one
	looked  bool          // files were looked at by name since it began
	seen    chan sight    // its outcome
}

// sight is the outcome of a look at all files.
type sight struct {
	from, to *snapshot.Tree
	names    []string // where the two differ
	err      error
}

// follow takes hints, and what looks at all files have found, until the context ends.
func (s *session) follow(ctx context.Context) error {
	for {
		var err error
		select {
		case <-ctx.Done():
			return ctx.Err()
		case hint, ok := <-s.Hints:
			if !ok {
				return ctx.Err()
			}
			err = s.take(ctx, hint)
		case seen := <-s.seen:
			err = s.adopt(ctx, seen)
		case question := <-s.Asked:
			question(ctx, s.result)
		}
		if err != nil {
			return err
		}
	}
}

// take follows one hint: the files it names at once, and all beside that if it says so.
func (s *session) take(ctx context.Context, hint watch.Hint) error {
	var names []string
	for _, p := range hint.Paths {
		names = append(names, s.Overlay.Locate(p)...)
	}
	if err := s.look(ctx, names, true); err != nil {
		return err
	}
	if hint.All {
		s.lookAround(ctx)
	}
	return nil
}

// look reads what is named and builds if any of it changed. Patient, it leaves
// files out that became empty: most editors empty a file before they write it, so
// there is another hint to come, or at least a look at all files.
func (s *session) look(ctx context.Context, names []string, patient bool) error {
	start := time.Now()
	for len(names) > 0 {
		s.looked = true
		next, changed, err := s.tree.Refresh(ctx, s.Overlay, names)
		if err != nil || !changed {
			return err
		}
		written := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return patient && emptied(s.tree.File(name), next.File(name)) })
		if len(written) == len(names) {
			return s.build(ctx, next, start)
		}
		names = written
	}
	return nil
}

func emptied(before, after *snapshot.File) bool {
	return after != nil && after.Err == nil && len(after.Data) == 0 && (before == nil || len(before.Data) > 0)
}

// lookAround starts a look at all files, or asks for one more after that which is going on.
func (s *session) lookAround(ctx context.Context) {
	if s.looking {
		s.again = true
		return
	}
	s.looking, s.looked = true, false
	go func(from *snapshot.Tree) {
		to, changed, err := from.Rescan(ctx, s.Overlay)
		found := sight{from: from, to: to, err: err}
		if changed {
			found.names = from.Changes(to)
		}
		s.seen <- found
	}(s.tree)
}

// adopt takes what a look at all files has found. If files were looked at by name
// meanwhile, it is a hint only: it may be older than what is known.
func (s *session) adopt(ctx context.Context, seen sight) error {
	s.looking = false
	if seen.err != nil {
		return seen.err
	}
	again := s.again
	s.again = false
	var err error
	switch {
	case len(seen.names) == 0 && s.tree == seen.from:
		s.tree = seen.to // the same files, better known
	case s.looked:
		err = s.look(ctx, seen.names, false)
	default:
		err = s.build(ctx, seen.to, time.Now())
	}
	if again {
		s.lookAround(ctx)
	}
	return err
}

// wait ends with the look at all files that may be going on.
func (s *session) wait() {
	if s.looking {
		<-s.seen
	}
}

// build makes a site of what was seen, and shows it.
func (s *session) build(ctx context.Context, tree *snapshot.Tree, start time.Time) error {
	s.tree = tree
	first := s.result == nil
	result, err := build.Site(ctx, build.Input{Tree: tree, Base: s.Base, Client: s.Client, Texts: true, Draft: true}, s.result)
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

// show hands the site on; after a failed build the last good one, with the problems.
func (s *session) show(r *build.Result) {
	if r.Site != nil {
		s.good = &preview.Site{Tree: r.Site, Base: r.Base, Policy: r.Policy, MetaPolicy: r.Meta, Styles: r.Styles}
		if s.Edits != nil {
			s.good.Edits = s.Edits(r)
		}
		if gallery := r.Gallery(); gallery != nil {
			s.good.Pages = map[string][]byte{"gallery/": gallery}
		}
	}
	site := preview.Site{Base: r.Base}
	if s.good != nil {
		site = *s.good
	}
	site.Problems = r.Problems
	s.Show(site)
}
