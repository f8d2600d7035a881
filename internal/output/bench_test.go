package output

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"
)

// benchTree is a site of n pages of 15 kB, each in a folder of its own, as the build makes them.
func benchTree(n int, first string) *Tree {
	files := make(map[string][]byte, n)
	for i := range n {
		page := bytes.Repeat(fmt.Appendf(nil, "<p>page %d of many</p>\n", i), 15_000/24)
		files[fmt.Sprintf("p/%d/index.html", i)] = page
	}
	files["p/0/index.html"] = []byte(first)
	return NewTree(files)
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		one, two := benchTree(n, "one"), benchTree(n, "two")
		b.Run(fmt.Sprintf("fresh/%d", n), func(b *testing.B) {
			top := b.TempDir()
			for i := 0; b.Loop(); i++ {
				benchWrite(b, filepath.Join(top, fmt.Sprint(i)), one, n)
			}
		})
		b.Run(fmt.Sprintf("unchanged/%d", n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "public")
			benchWrite(b, dir, one, n)
			for b.Loop() {
				benchWrite(b, dir, one, 0)
			}
		})
		b.Run(fmt.Sprintf("one-changed/%d", n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "public")
			benchWrite(b, dir, one, n)
			for b.Loop() {
				one, two = two, one
				benchWrite(b, dir, one, 1)
			}
		})
	}
}

func benchWrite(b *testing.B, dir string, t *Tree, want int) {
	b.Helper()
	sum, err := Write(dir, t)
	if err != nil || sum.Written != want {
		b.Fatalf("Write = %+v, %v, want %d written", sum, err, want)
	}
}
