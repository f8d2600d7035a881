package watch

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// script is a system whose events the test sends.
type script struct {
	system
	events chan fsnotify.Event
	errors chan error
}

func newScript() *script {
	s := &script{system: noSystem(), events: make(chan fsnotify.Event), errors: make(chan error)}
	s.system.events, s.system.errors = s.events, s.errors
	return s
}

func (s *script) listen(t *testing.T, o Options) *listener {
	t.Helper()
	w, err := start(o, func() (system, error) { return s.system, nil })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	return &listener{t: t, w: w}
}

func TestOverflowHintsAtEverything(t *testing.T) {
	s := newScript()
	l := s.listen(t, Options{Roots: []string{t.TempDir()}})
	s.errors <- fmt.Errorf("wrapped: %w", fsnotify.ErrEventOverflow)
	l.everything()
}

func TestPermissionsAreNoChange(t *testing.T) {
	root := t.TempDir()
	s := newScript()
	l := s.listen(t, Options{Roots: []string{root}})
	s.events <- fsnotify.Event{Name: filepath.Join(root, "a.md"), Op: fsnotify.Chmod}
	s.events <- fsnotify.Event{Name: filepath.Dir(root) + "-other", Op: fsnotify.Create}
	s.events <- fsnotify.Event{Name: filepath.Join(root, "b.md"), Op: fsnotify.Write | fsnotify.Chmod}
	l.until("b.md", func(h Hint) bool {
		if len(h.Paths) != 1 || h.Paths[0] != filepath.Join(root, "b.md") {
			t.Errorf("first hint = %+v, want b.md alone", h)
		}
		return true
	})
}

func TestHintsMergeWhileTheConsumerIsBusy(t *testing.T) {
	root := t.TempDir()
	for _, test := range []struct{ events, paths int }{{3, 3}, {1000, 1000}, {1001, 0}, {5000, 0}} {
		s := newScript()
		l := s.listen(t, Options{Roots: []string{root}})
		for i := range test.events {
			name := filepath.Join(root, fmt.Sprint(i))
			s.events <- fsnotify.Event{Name: name, Op: fsnotify.Write}
			s.events <- fsnotify.Event{Name: name, Op: fsnotify.Write}
		}
		s.events <- fsnotify.Event{Name: filepath.Join(root, "0"), Op: fsnotify.Write} // the one before is done with
		h := <-l.w.Hints()
		if len(h.Paths) != test.paths || (test.paths == 0 && !h.All) {
			t.Errorf("after %d files, hint has %d paths, all %v; want %d", test.events, len(h.Paths), h.All, test.paths)
		}
	}
}

func TestOneHintForEverythingAfterABurst(t *testing.T) {
	root := t.TempDir()
	s := newScript()
	l := s.listen(t, Options{Roots: []string{root}})
	s.events <- fsnotify.Event{Name: filepath.Join(root, "a"), Op: fsnotify.Write}
	l.everything()
	select {
	case h := <-l.w.Hints():
		t.Errorf("hint %+v without any event", h)
	case <-time.After(5 * quietTime):
	}
}

func TestLimitOfTheSystem(t *testing.T) {
	limits := map[string]error{"watches": syscall.ENOSPC, "files": &os.PathError{Op: "watch", Err: syscall.EMFILE}}
	for name, limit := range limits {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			mkdir(t, filepath.Join(root, "a", "b"))
			s := newScript()
			s.add = func(string) error { return limit }
			var log bytes.Buffer
			l := s.listen(t, Options{
				Roots: []string{root}, Heartbeat: time.Millisecond,
				Log: slog.New(slog.NewTextHandler(&log, nil)),
			})
			l.everything()
			l.everything()
			if err := l.w.Close(); err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(log.String(), "cannot watch any more folders"); n != 1 {
				t.Errorf("advice given %d times, want once:\n%s", n, log.String())
			}
		})
	}
}

func TestNoSystemAtAll(t *testing.T) {
	w, err := start(Options{Roots: []string{t.TempDir()}}, func() (system, error) {
		return system{}, errors.New("not here")
	})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	l := &listener{t: t, w: w}
	l.everything() // by heartbeat, though none was asked for
}

func TestErrorsNeverBlock(t *testing.T) {
	in := make(chan error)
	out := latest(in)
	for range 10 {
		in <- fsnotify.ErrEventOverflow
	}
	close(in)
	if err := <-out; !errors.Is(err, fsnotify.ErrEventOverflow) {
		t.Errorf("latest = %v", err)
	}
}
