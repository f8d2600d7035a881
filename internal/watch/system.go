package watch

import (
	"errors"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// system is the part of the operating system's watching that is used here.
type system struct {
	events <-chan fsnotify.Event
	errors <-chan error
	add    func(dir string) error
	remove func(dir string) error
	list   func() []string
	close  func() error
}

func openSystem() (system, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return system{}, err
	}
	return system{
		events: w.Events,
		errors: latest(w.Errors),
		add:    w.Add,
		remove: w.Remove,
		list:   w.WatchList,
		close:  w.Close,
	}, nil
}

// noSystem watches nothing; hints then come by heartbeat alone.
func noSystem() system {
	return system{
		add:    func(string) error { return nil },
		remove: func(string) error { return nil },
		list:   func() []string { return nil },
		close:  func() error { return nil },
	}
}

// latest passes errors on and drops what nobody takes. fsnotify 1.10.1 can send
// an error while it holds the lock that Add and Remove need (a folder moved and
// then deleted), so errors must be taken while one of these waits. One is
// enough: any error leads to a look at everything.
func latest(in <-chan error) <-chan error {
	out := make(chan error, 1)
	go func() {
		for err := range in {
			select {
			case out <- err:
			default:
			}
		}
	}()
	return out
}

// outOfWatches tells errors that mean the system's limit on watches, on Linux
// "no space left on device" and "too many open files".
func outOfWatches(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}
