// Package watch hints at which files below a set of folders may have changed.
//
// A hint is never the truth. Systems lose events, report them under old names
// and send none at all for network disks, so the consumer looks at the files
// themselves: at the paths of a hint for speed, at all of them when a hint says
// so. A wrong hint costs a look; what must not happen is a change without one.
//
// A hint is delivered at once: waiting for the end of a burst would cost every
// save that time. While the consumer is busy, further events are merged into the
// hint that waits for it. When a burst is over, and on a slow heartbeat, a hint
// for everything follows.
package watch

import (
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"time"
)

// DefaultHeartbeat is how often everything is hinted at when nothing else is said.
const DefaultHeartbeat = 2 * time.Second

// quietTime without events ends a burst.
const quietTime = 100 * time.Millisecond

// Hint says what may have changed. Paths are absolute paths of files or folders,
// each once; for a folder, anything in it may have changed. All says that
// anything below the roots may have, Paths or not.
type Hint struct {
	Paths []string
	All   bool
}

// Options say what to watch.
type Options struct {
	// Roots are the folders. They need not exist yet, and may go and come back.
	Roots []string
	// Ignore leaves out a file or a folder with all that is in it, by its absolute
	// path. What is called .git or node_modules is left out in any case.
	Ignore func(path string) bool
	// Heartbeat is how often everything is hinted at; with 0, never, unless the
	// system cannot watch. A folder above a root that is renamed is noticed only so.
	Heartbeat time.Duration
	// Log hears what the counselor should know, such as a system that cannot watch any more folders.
	Log *slog.Logger
}

// Watcher sends hints until it is closed.
type Watcher struct {
	hints chan Hint
	quit  chan struct{}
	done  chan struct{}
	end   func() error
}

// New starts watching. A change made after it returns is hinted at.
func New(o Options) (*Watcher, error) {
	return start(o, openSystem)
}

// Hints gives the hints, always at most one that waits. It is closed by Close.
func (w *Watcher) Hints() <-chan Hint { return w.hints }

// Close ends the watching. It may be called more than once.
func (w *Watcher) Close() error { return w.end() }

func start(o Options, open func() (system, error)) (*Watcher, error) {
	roots, err := absolute(o.Roots)
	if err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	w := &Watcher{hints: make(chan Hint, 1), quit: make(chan struct{}), done: make(chan struct{})}
	k := newKeeper(o, roots, w.hints)
	sys, err := open()
	if err != nil {
		k.folders.giveUp(err)
		sys = noSystem()
	}
	k.folders.sys = sys
	k.folders.sync()
	w.end = sync.OnceValue(func() error {
		close(w.quit)
		<-w.done
		return sys.close()
	})
	go func() {
		defer close(w.done)
		defer close(w.hints)
		k.run(w.quit)
	}()
	return w, nil
}

func absolute(roots []string) ([]string, error) {
	if len(roots) == 0 {
		return nil, errors.New("no folder to watch")
	}
	out := make([]string, len(roots))
	for i, root := range roots {
		abs, err := filepath.Abs(root)
		if err != nil {
			return nil, err
		}
		out[i] = abs
	}
	return out, nil
}
