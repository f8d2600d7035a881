package build_test

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/sync/errgroup"

	"goldseam/internal/build"
	"goldseam/internal/corpus"
	"goldseam/internal/diag"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
)

// sizes are the numbers of lessons that are measured.
func sizes() []int { return []int{100, 10000} }

func perLesson(b *testing.B, lessons int) {
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N)/float64(lessons), "ms/lesson")
}

// BenchmarkSite builds from nothing.
func BenchmarkSite(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tree := snapshot.Of(hearth(b, corpus.Large(n).Files(b)))
			b.ReportAllocs()
			for b.Loop() {
				site(b, build.Input{Tree: tree, Client: client()}, nil)
			}
			perLesson(b, n)
		})
	}
}

// BenchmarkTexts builds from nothing as a check does: the texts are read as an editor would.
func BenchmarkTexts(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tree := snapshot.Of(hearth(b, corpus.Large(n).Files(b)))
			b.ReportAllocs()
			for b.Loop() {
				site(b, build.Input{Tree: tree, Client: client(), Texts: true}, nil)
			}
			perLesson(b, n)
		})
	}
}

// BenchmarkEdit builds after the body of one lesson was changed, as build does and as the preview.
func BenchmarkEdit(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchEdit(b, n, false) })
		b.Run(fmt.Sprintf("%d-texts", n), func(b *testing.B) { benchEdit(b, n, true) })
	}
}

func benchEdit(b *testing.B, n int, texts bool) {
	c := corpus.Large(n)
	d := newDisk(hearth(b, c.Files(b)))
	o := overlay.New(overlay.Layer{Mount: ".", FS: d})
	tree, err := snapshot.Read(b.Context(), o)
	if err != nil {
		b.Fatal(err)
	}
	result := site(b, build.Input{Tree: tree, Client: client(), Texts: texts}, nil)
	name := c.Path(n / 2)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		d.put(name, c.Matter(n/2)+fmt.Sprintf("Edit %d.\n\n", i)+c.Body(n/2))
		if tree, _, err = tree.Refresh(b.Context(), o, []string{name}); err != nil {
			b.Fatal(err)
		}
		result = site(b, build.Input{Tree: tree, Client: client(), Texts: texts}, result)
	}
}

// BenchmarkFloor is what the machine allows: the bare conversion of the same
// texts, and a page's bytes around each, on all processors.
func BenchmarkFloor(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := corpus.Large(n)
			bodies := make([][]byte, n)
			for i := range bodies {
				bodies[i] = []byte(c.Body(i))
			}
			around := bytes.Repeat([]byte("x"), 8<<10)
			engine := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote, extension.Strikethrough, extension.DefinitionList, extension.Typographer))
			b.ReportAllocs()
			for b.Loop() {
				pages := make([][]byte, n)
				var group errgroup.Group
				group.SetLimit(runtime.GOMAXPROCS(0))
				for start := 0; start < n; start += 16 {
					group.Go(func() error {
						for i := start; i < min(start+16, n); i++ {
							var out bytes.Buffer
							out.Grow(16 << 10)
							out.Write(around)
							if err := engine.Convert(bodies[i], &out); err != nil {
								return err
							}
							pages[i] = out.Bytes()
						}
						return nil
					})
				}
				if err := group.Wait(); err != nil {
					b.Fatal(err)
				}
			}
			perLesson(b, n)
		})
	}
}

// site builds a site that must have no errors.
func site(tb testing.TB, in build.Input, prev *build.Result) *build.Result {
	tb.Helper()
	r, err := build.Site(tb.Context(), in, prev)
	if err != nil {
		tb.Fatal(err)
	}
	if r.Site == nil {
		errors := slices.DeleteFunc(slices.Clone(r.Problems), func(p diag.Problem) bool {
			return p.Severity != diag.Error || in.Draft && p.Code == diag.LanguageSafety
		})
		tb.Fatalf("no site: %v", errors[:min(5, len(errors))])
	}
	return r
}
