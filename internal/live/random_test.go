package live_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"goldseam/internal/build"
	"goldseam/internal/corpus"
	"goldseam/internal/diag"
	"goldseam/internal/live"
	"goldseam/internal/output"
	"goldseam/internal/snapshot"
	"goldseam/internal/watch"
)

// TestRandom does to an author's folder whatever editors, file managers and
// people do, in any order. Whenever things are quiet, the preview must serve what
// a clean build of the folder makes, byte for byte, with the same problems.
// GOLDSEAM_OPS sets how many operations, GOLDSEAM_SEED repeats a run as far as
// the clock allows.
func TestRandom(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	ops, seed := number("GOLDSEAM_OPS", 200), number("GOLDSEAM_SEED", int(time.Now().UnixNano()%1_000_000))
	t.Logf("seed %d", seed)
	for i, test := range []struct {
		name          string
		edition, lost bool
	}{{"program", false, false}, {"edition", true, false}, {"program, hints lost", false, true}, {"edition, hints lost", true, true}} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			newAuthor(t, rand.New(rand.NewPCG(uint64(seed), uint64(i))), test.edition, test.lost).work(ops / 4)
		})
	}
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// small is a program with all that a large one has.
func small() corpus.Program {
	return corpus.Program{Lessons: 30, PerPhase: 10, PerSheet: 10, Sections: 4}
}

// newAuthor makes an author with a folder and a live preview of it.
func newAuthor(t *testing.T, rng *rand.Rand, edition, lost bool) *author {
	t.Helper()
	top := t.TempDir()
	a := &author{t: t, rng: rng, dir: filepath.Join(top, "mine"), away: filepath.Join(top, "away"), corpus: small()}
	a.whole = a.corpus.Files(t)
	a.whole["content/en/phase-1/hand.png"] = "a picture"
	a.good = a.whole
	var base fs.FS
	if edition {
		m := fstest.MapFS{}
		for name, text := range a.whole {
			m[name] = &fstest.MapFile{Data: []byte(text)}
		}
		base = m
		a.good = map[string]string{"edition.yaml": editionText("Ours", "")}
		for _, n := range []int{3, 14} {
			a.good[a.corpus.Path(n)] = a.corpus.Matter(n) + "Our own words.\n" + a.corpus.Body(n)
		}
	}
	for _, dir := range []string{a.dir, a.away} {
		a.must(os.MkdirAll(dir, 0o777))
	}
	a.mend()
	a.desk = newDesk(t, a.dir, base)
	o := live.Options{Roots: []string{a.dir}}
	if edition || lost {
		o.Hints = hints(t, rand.New(rand.NewPCG(rng.Uint64(), 0)), a.dir, lost)
	}
	a.desk.serve(o)
	return a
}

// hints gives what a watcher of a folder says. Where lost is set, one hint in five
// loses its paths; "look at everything" comes late then. Otherwise there is no
// heartbeat that would make up for a lost event.
func hints(t *testing.T, rng *rand.Rand, dir string, lost bool) <-chan watch.Hint {
	t.Helper()
	o := watch.Options{Roots: []string{dir}}
	if lost {
		o.Heartbeat = watch.DefaultHeartbeat
	}
	w, err := watch.New(o)
	if err != nil {
		t.Fatal(err)
	}
	out := make(chan watch.Hint)
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for hint := range w.Hints() {
			if lost && rng.IntN(5) == 0 {
				hint.Paths = nil
				time.Sleep(rand.N(100 * time.Millisecond))
			}
			select {
			case out <- hint:
			case <-quit:
			}
		}
	}()
	t.Cleanup(func() {
		close(quit)
		if err := w.Close(); err != nil {
			t.Error(err)
		}
		<-done
	})
	return out
}

// work does that many things, and looks at the preview in between.
func (a *author) work(ops int) {
	a.t.Helper()
	points, good := 0, 0
	a.compare()
	for ops > 0 {
		n := min(ops, 1+min(a.rng.IntN(20), a.rng.IntN(20)))
		ops -= n
		a.log = nil
		for i := range n {
			op := pick(a, operations())
			if i == n-1 && a.rng.IntN(3) == 0 {
				op = operation{name: "mend", do: (*author).mend}
			}
			a.log = append(a.log, op.name)
			op.do(a)
			if a.rng.IntN(3) == 0 {
				time.Sleep(rand.N(30 * time.Millisecond))
			}
		}
		points++
		if a.compare() {
			good++
		}
		if a.rng.IntN(4) == 0 { // nothing that comes late may change it
			time.Sleep(250 * time.Millisecond)
			a.compare()
		}
		if a.t.Failed() {
			return
		}
	}
	a.t.Logf("%d quiet points, %d of them without errors", points, good)
	if points >= 20 && good < points/4 {
		a.t.Errorf("only %d of %d quiet points had a site to compare", good, points)
	}
}

// compare waits until the preview shows what a clean build makes of the folder,
// and tells whether that is a site without errors.
func (a *author) compare() bool {
	a.t.Helper()
	tree, err := snapshot.Read(a.t.Context(), a.desk.overlay)
	a.must(err)
	clean, err := build.Site(a.t.Context(), build.Input{Tree: tree, Client: client()}, nil)
	a.must(err)
	deadline := time.Now().Add(10 * time.Second)
	for {
		site, _ := a.desk.now()
		difference := differ(clean, site.Tree, site.Problems)
		if difference == "" {
			break
		}
		if time.Now().After(deadline) {
			a.t.Fatalf("after %q the preview does not show what a clean build makes:\n%s", a.log, difference)
		}
		time.Sleep(5 * time.Millisecond)
	}
	if clean.Site != nil {
		a.served(clean)
	}
	return clean.Site != nil
}

// differ says how what is shown differs from a clean build. With errors there is
// no clean site; what is shown then is the last good one, which the desk checks.
func differ(clean *build.Result, site *output.Tree, problems diag.List) string {
	if !reflect.DeepEqual(slices.Clone(problems), slices.Clone(clean.Problems)) {
		return fmt.Sprintf("problems %v\n    want %v", problems, clean.Problems)
	}
	if clean.Site == nil {
		return ""
	}
	if site == nil {
		return "no site"
	}
	var out []string
	for _, name := range clean.Site.Paths() {
		want, _ := clean.Site.File(name)
		if got, ok := site.File(name); !ok || !bytes.Equal(got, want) {
			out = append(out, name)
		}
	}
	for _, name := range site.Paths() {
		if _, ok := clean.Site.File(name); !ok {
			out = append(out, name+", which should be gone")
		}
	}
	return strings.Join(out, "\n")
}

// served asks the preview for every file of a site.
func (a *author) served(clean *build.Result) {
	a.t.Helper()
	for _, name := range clean.Site.Paths() {
		if name == "_headers" || name == "_redirects" {
			continue // those are the host's own, and were compared in the tree
		}
		want, _ := clean.Site.File(name)
		address := clean.Base + strings.TrimSuffix(name, "index.html")
		status, body := a.desk.get((&url.URL{Path: address}).EscapedPath())
		if status != http.StatusOK || !bytes.Equal(body, want) {
			a.t.Errorf("after %q, %s is served with status %d and %d bytes, want %d and %d", a.log, address, status, len(body), http.StatusOK, len(want))
		}
	}
}
