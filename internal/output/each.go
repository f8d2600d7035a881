package output

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls f for runs of consecutive numbers that make up 0 to n-1, several
// at a time, and returns the error of the lowest run that failed. After an
// error no further run is begun.
func each(n int, f func(lo, hi int) error) error {
	workers := min(runtime.GOMAXPROCS(0), 8)
	size := max(1, min(64, n/(4*workers)))
	runs := (n + size - 1) / size
	errs := make([]error, runs)
	var next atomic.Int64
	var failed atomic.Bool
	var wg sync.WaitGroup
	for range min(workers, runs) {
		wg.Go(func() {
			for !failed.Load() {
				run := int(next.Add(1)) - 1
				if run >= runs {
					return
				}
				if errs[run] = f(run*size, min(n, (run+1)*size)); errs[run] != nil {
					failed.Store(true)
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
