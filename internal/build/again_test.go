package build_test

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/build"
	"goldseam/internal/output"
	"goldseam/internal/snapshot"
)

// same tells in what a site made with the help of an earlier one differs from one made from nothing.
func same(again, fresh *build.Result) error {
	if d := cmp.Diff(fresh.Problems, again.Problems); d != "" {
		return fmt.Errorf("problems (- from nothing, + again):\n%s", d)
	}
	if d := cmp.Diff([]any{fresh.Base, fresh.Policy, fresh.Meta, fresh.Styles, fresh.Counts, fresh.Readings()}, []any{again.Base, again.Policy, again.Meta, again.Styles, again.Counts, again.Readings()}); d != "" {
		return fmt.Errorf("result (- from nothing, + again):\n%s", d)
	}
	if (again.Site == nil) != (fresh.Site == nil) {
		return fmt.Errorf("site again %v, from nothing %v", again.Site != nil, fresh.Site != nil)
	}
	if fresh.Site == nil {
		return nil
	}
	if err := sameFiles(again.Site, fresh.Site); err != nil {
		return err
	}
	books := [2]*build.Notes{again.Notes(), fresh.Notes()}
	if (books[0].Tree == nil) != (books[1].Tree == nil) {
		return fmt.Errorf("notes again %v, from nothing %v", books[0].Tree != nil, books[1].Tree != nil)
	}
	if books[1].Tree == nil {
		return nil
	}
	return sameFiles(books[0].Tree, books[1].Tree)
}

// sameFiles tells in what files differ.
func sameFiles(again, fresh *output.Tree) error {
	if d := cmp.Diff(fresh.Paths(), again.Paths()); d != "" {
		return fmt.Errorf("files (- from nothing, + again):\n%s", d)
	}
	for _, name := range fresh.Paths() {
		a, _ := again.File(name)
		f, _ := fresh.File(name)
		if !bytes.Equal(a, f) {
			return fmt.Errorf("%s is stale (- from nothing, + again):\n%s", name, cmp.Diff(string(f), string(a)))
		}
	}
	return nil
}

// steps builds again and again while something changes, and compares each with a build from nothing.
type steps struct {
	tb   testing.TB
	w    *world
	tree *snapshot.Tree
	base *snapshot.Tree // that the edition is made of
	last *build.Result
}

func (s *steps) step() error {
	s.tb.Helper()
	o := s.w.disk.edition(s.tb)
	whole, err := snapshot.Read(s.tb.Context(), o)
	if err != nil {
		s.tb.Fatal(err)
	}
	if s.tree == nil {
		s.tree = whole
	} else if s.tree, _, err = s.tree.Rescan(s.tb.Context(), o); err != nil {
		s.tb.Fatal(err)
	}
	below, err := s.readBase()
	if err != nil {
		s.tb.Fatal(err)
	}
	fresh, err := build.Site(s.tb.Context(), build.Input{Tree: whole, Base: below, Client: client(), Texts: true, Draft: true}, nil)
	if err != nil {
		s.tb.Fatal(err)
	}
	if s.last, err = build.Site(s.tb.Context(), build.Input{Tree: s.tree, Base: s.base, Client: client(), Texts: true, Draft: true}, s.last); err != nil {
		s.tb.Fatal(err)
	}
	return same(s.last, fresh)
}

// readBase reads what the edition is made of, from nothing and as what changed
// since; there is none while there is no edition.
func (s *steps) readBase() (fresh *snapshot.Tree, err error) {
	if !s.w.has("mine/edition.yaml") {
		s.base = nil
		return nil, nil
	}
	o := s.w.disk.base(s.tb)
	if fresh, err = snapshot.Read(s.tb.Context(), o); err != nil {
		return nil, err
	}
	if s.base == nil {
		s.base = fresh
		return fresh, nil
	}
	next, changed, err := s.base.Rescan(s.tb.Context(), o)
	if changed {
		s.base = next
	}
	return fresh, err
}

// TestAgainAfterEdits makes hundreds of random edits. GOLDSEAM_SEED and
// GOLDSEAM_STEPS choose others, for a longer search.
func TestAgainAfterEdits(t *testing.T) {
	seed, steps := number("GOLDSEAM_SEED", 1), number("GOLDSEAM_STEPS", 350)
	if testing.Short() || raced && steps == 350 { // ten times as slow: it looks for races then, and no further
		steps = 100
	}
	run(t, uint64(seed), steps)
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

func run(t *testing.T, seed uint64, count int) {
	w := newWorld(t, seed)
	s := &steps{tb: t, w: w}
	if err := s.step(); err != nil {
		t.Fatal(err)
	}
	if s.last.Site == nil {
		t.Fatalf("the program is not sound to begin with: %v", s.last.Problems)
	}
	good := w.copy()
	var log []string
	all := edits()
	sites := 0
	for i := range count {
		log = append(log, fmt.Sprintf("%d:", i))
		for range 1 + w.rng.IntN(2) {
			e := pick(w, all)
			log = append(log, e.name)
			e.do(w)
		}
		if err := s.step(); err != nil {
			t.Fatalf("seed %d, after the edits %q: %v", seed, log[max(0, len(log)-12):], err)
		}
		if s.last.Site != nil {
			sites++
			good = w.copy()
		} else if w.rng.IntN(2) == 0 {
			w.back(good)
			log = append(log, "mended")
		}
	}
	if sites < count/4 {
		t.Errorf("only %d of %d steps gave a site; edits break too much to tell anything", sites, count)
	}
}
