package output

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

// Many writers at once: each writes or is told that another one does, and
// whatever the order, the folder holds one of the sites and all other files.
func TestWriteAtTheSameTime(t *testing.T) {
	const writers, rounds = 6, 30
	dir := filepath.Join(t.TempDir(), "public")
	mustWrite(t, dir, files{"version": "0"})
	mine := files{"CNAME": "mine", ".git/HEAD": "ref"}
	put(t, dir, mine)
	site := func(n int) files {
		return files{"version": fmt.Sprint(n), fmt.Sprintf("p/%d/index.html", n): "page", "same": "same"}
	}
	var wrote atomic.Int64
	var wg sync.WaitGroup
	for n := range writers {
		wg.Go(func() {
			for range rounds {
				_, err := Write(dir, site(n).tree())
				var refused *RefusedError
				switch {
				case err == nil:
					wrote.Add(1)
				case !errors.As(err, &refused) || refused.Hint() != "wait until it is done, then build again":
					t.Errorf("Write = %v", err)
				}
			}
		})
	}
	wg.Wait()
	got, err := read(dir)
	check(t, err)
	var n int
	_, err = fmt.Sscan(got["version"], &n)
	check(t, err)
	wantIn(t, dir, both(site(n), mine))
	wantAlone(t, dir)
	t.Logf("%d of %d wrote", wrote.Load(), writers*rounds)
}
