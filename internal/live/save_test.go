package live_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"goldseam/internal/corpus"
	"goldseam/internal/live"
)

// BenchmarkSave measures from the end of a save until the preview serves the new
// text, with the pauses of an author, so that looks at all files come in between.
// Run it with -benchtime 60x.
func BenchmarkSave(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchSave(b, corpus.Large(n)) })
	}
}

func benchSave(b *testing.B, c corpus.Program) {
	dir := b.TempDir()
	c.Write(b, dir)
	d := newDesk(b, dir, nil)
	debug.FreeOSMemory()
	start := time.Now()
	var builds times // from the first look at a file to the preview's having the site
	d.serve(live.Options{Roots: []string{dir}, Report: func(e live.Event) { builds.add(e.Took) }})
	started := time.Since(start)
	time.Sleep(3 * time.Second) // the first files have settled, as they have in life
	var saves times
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		time.Sleep(250*time.Millisecond + rand.N(350*time.Millisecond))
		n := rand.IntN(c.Lessons)
		mark := fmt.Sprintf("Sentence %d is new here.", i)
		text := []byte(c.Matter(n) + c.Body(n) + mark + "\n")
		b.StartTimer()
		saves.add(d.save(filepath.Join(dir, filepath.FromSlash(c.Path(n))), text, fmt.Sprintf("/p/%d/", n+1), mark))
	}
	b.ReportMetric(saves.at(0.5), "ms-p50")
	b.ReportMetric(saves.at(0.95), "ms-p95")
	b.ReportMetric(saves.at(1), "ms-max")
	b.ReportMetric(builds.at(0.5), "ms-build-p50")
	b.ReportMetric(float64(started.Milliseconds()), "ms-start")
	b.ReportMetric(peakMB(), "MB-peak")
}

// times are how long something took, each time.
type times struct {
	mu   sync.Mutex
	list []time.Duration
}

func (t *times) add(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.list = append(t.list, d)
}

// at gives the time, in milliseconds, that a share of all took at most.
func (t *times) at(share float64) float64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	slices.Sort(t.list)
	i := min(int(share*float64(len(t.list))), len(t.list)-1)
	return float64(t.list[i].Microseconds()) / 1000
}

// save writes a file and waits until an address shows the mark.
func (d *desk) save(file string, text []byte, address, mark string) time.Duration {
	d.tb.Helper()
	if err := os.WriteFile(file, text, 0o666); err != nil {
		d.tb.Fatal(err)
	}
	start := time.Now()
	for {
		if _, body := d.get(address); bytes.Contains(body, []byte(mark)) {
			return time.Since(start)
		}
		if time.Since(start) > 20*time.Second {
			d.tb.Fatalf("%s did not show %q", address, mark)
		}
		time.Sleep(300 * time.Microsecond)
	}
}

// peakMB is the most memory that this process ever had, where the system tells.
func peakMB() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kB float64
	_, _ = fmt.Sscan(rest, &kB)
	return kB / 1024
}
