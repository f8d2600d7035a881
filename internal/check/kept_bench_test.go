package check_test

import (
	"testing"

	"goldseam/internal/check"
)

// BenchmarkEdition compares an edition of the real base with it.
func BenchmarkEdition(b *testing.B) {
	x := newBench(b)
	p := x.load(x.with()).Program
	b.ReportAllocs()
	for b.Loop() {
		check.Edition(p, x.base)
	}
}
