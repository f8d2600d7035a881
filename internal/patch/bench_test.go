package patch_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"goldseam/internal/corpus"
	"goldseam/internal/overlay"
	"goldseam/internal/patch"
	"goldseam/internal/snapshot"
)

// BenchmarkTree measures what a save costs with as many patches: everything but the one text is used again.
func BenchmarkTree(b *testing.B) {
	c := corpus.Large(10000)
	for _, patches := range []int{0, 1, 100} {
		b.Run(fmt.Sprint(patches), func(b *testing.B) {
			base, own := fstest.MapFS{}, fstest.MapFS{}
			for name, text := range c.Files(b) {
				base[strings.TrimPrefix(name, "content/")] = &fstest.MapFile{Data: []byte(text)}
			}
			for n := range patches {
				own[strings.TrimPrefix(strings.TrimSuffix(c.Path(n), ".md")+".patch.yaml", "content/")] = &fstest.MapFile{Data: []byte("title: Ours\nbody: {append: Our end.}\n")}
			}
			tree, err := snapshot.Read(b.Context(), overlay.New(overlay.Layer{Mount: "content", FS: own, Edition: true}, overlay.Layer{Mount: "content", FS: base}))
			if err != nil {
				b.Fatal(err)
			}
			first := patch.Tree(tree, nil)
			if len(first.Problems) > 0 {
				b.Fatal(first.Problems)
			}
			b.ReportAllocs()
			for b.Loop() {
				patch.Tree(tree, first)
			}
		})
	}
}

// BenchmarkApply measures one patch of a lesson.
func BenchmarkApply(b *testing.B) {
	base, p := lessonText(b), patch.New()
	text := []byte("title: Ours\nsteps: {append: [Rest.]}\nbody: {append: Our end.}\n")
	b.ReportAllocs()
	for b.Loop() {
		p.Apply(patch.Lesson, patch.Source{File: "base", Text: base}, patch.Source{File: "patch", Text: text}, nil)
	}
}
