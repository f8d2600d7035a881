package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"
)

// reader reads a killSite as a visitor would, by path, and remembers the first
// thing that is wrong. A look counts only if the version was the same before
// and after: then all that lies between was of one site.
type reader struct {
	dir       string
	mayVanish bool // between two renames there is no folder
	want      [2]files

	mu                         sync.Mutex
	whole, straddled, vanished int
	versions                   map[string]bool
	failure                    string
}

func newReader(dir string, mayVanish bool) *reader {
	r := &reader{dir: dir, mayVanish: mayVanish, versions: map[string]bool{}}
	for i := range r.want {
		site := killSite(i)
		r.want[i] = killOthers()
		for _, name := range site.Paths() {
			data, _ := site.File(name)
			r.want[i][name] = string(data)
		}
		delete(r.want[i], "version")
	}
	return r
}

// start lets the reader look all the time until it is stopped.
func (r *reader) start() (stop func()) {
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for !r.failed() {
			select {
			case <-done:
				return
			case <-time.After(time.Millisecond):
				r.look()
			}
		}
	})
	return func() { close(done); wg.Wait() }
}

func (r *reader) failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.failure != ""
}

// look reads everything once and reports whether it saw a whole site.
func (r *reader) look() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	version, err := r.version()
	if err != nil {
		return r.gone("no version: %v", err)
	}
	got, err := read(r.dir)
	after, errAfter := r.version()
	switch {
	case errAfter != nil:
		return r.gone("no version any more: %v", errAfter)
	case version != after:
		r.straddled++
		return false
	case err != nil:
		return r.gone("version %s cannot be read: %v", version, err)
	}
	n, err := strconv.Atoi(version)
	delete(got, "version")
	if err != nil || !maps.Equal(got, r.want[n%2]) {
		r.failure = fmt.Sprintf("version %s is not whole: %d files, want %d", version, len(got), len(r.want[n%2]))
		return false
	}
	r.whole++
	r.versions[version] = true
	return true
}

// version reads the version that is there now. The system may have found the
// old folder and be overtaken, on the way to the file in it, by the exchange
// and the end of the old site: so a second try is fair, and must do.
func (r *reader) version() (string, error) {
	name := filepath.Join(r.dir, "version")
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = os.ReadFile(name)
	}
	return string(text), err
}

func (r *reader) gone(format string, args ...any) bool {
	if r.mayVanish {
		r.vanished++
	} else {
		r.failure = fmt.Sprintf(format, args...)
	}
	return false
}
