package watch

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// keeper turns the system's events into hints. Only its own goroutine touches it.
type keeper struct {
	folders   folders
	slot      slot
	heartbeat time.Duration
	stale     bool // the set of folders may not agree with the disk
}

func newKeeper(o Options, roots []string, hints chan Hint) *keeper {
	return &keeper{
		folders:   newFolders(o, roots),
		slot:      newSlot(hints),
		heartbeat: o.Heartbeat,
	}
}

func (k *keeper) run(quit <-chan struct{}) {
	beat := time.NewTicker(k.pace())
	defer beat.Stop()
	quiet := time.NewTimer(quietTime)
	defer quiet.Stop()
	quiet.Stop() // until there is an event
	events := k.folders.sys.events
	for {
		select {
		case <-quit:
			return
		case ev, ok := <-events:
			if !ok {
				events = nil
			} else if k.event(ev) {
				quiet.Reset(quietTime)
			}
		case err := <-k.folders.sys.errors:
			k.lost(err)
			quiet.Reset(quietTime)
		case <-quiet.C:
			k.settle()
		case <-beat.C:
			k.beat()
		}
	}
}

func (k *keeper) pace() time.Duration {
	if k.heartbeat > 0 {
		return k.heartbeat
	}
	return DefaultHeartbeat
}

// event takes one event and says whether it was one for us.
func (k *keeper) event(ev fsnotify.Event) bool {
	if ev.Op&^fsnotify.Chmod == 0 {
		return false
	}
	path := filepath.Clean(ev.Name)
	switch k.folders.place(path) {
	case above:
		k.eventAbove(ev, path)
		return true
	case inside:
		return k.eventInside(ev, path)
	default:
		return false
	}
}

// eventAbove takes an event of a root or a folder above: one came, or went.
func (k *keeper) eventAbove(ev fsnotify.Event, path string) {
	if ev.Op == fsnotify.Write {
		k.slot.add(path)
		return
	}
	k.folders.sync()
	k.slot.all()
}

func (k *keeper) eventInside(ev fsnotify.Event, path string) bool {
	if k.folders.left(path) {
		return false
	}
	if k.folders.has(path) && ev.Has(fsnotify.Create|fsnotify.Remove|fsnotify.Rename) {
		k.folders.forget(path)
		k.stale = true
	}
	k.slot.add(path)
	if !ev.Has(fsnotify.Create) {
		return true
	}
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		k.folders.addTree(path, k.slot.add)
	}
	return true
}

// lost takes an error of the system. Most often events were dropped because they came too fast.
func (k *keeper) lost(err error) {
	if !errors.Is(err, fsnotify.ErrEventOverflow) {
		k.folders.trouble("", err)
	}
	k.stale = true
	k.slot.all()
}

// settle ends a burst: whatever was missed in it is found by a look at everything.
func (k *keeper) settle() {
	if k.stale {
		k.folders.sync()
		k.stale = false
	}
	k.slot.all()
}

func (k *keeper) beat() {
	if k.heartbeat <= 0 && !k.folders.blind {
		return
	}
	k.folders.sync()
	k.stale = false
	k.slot.all()
}
