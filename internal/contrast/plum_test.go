package contrast

import (
	"fmt"
	"strings"
	"testing"

	"goldseam/internal/format"
	"goldseam/internal/golden"
)

// TestPlum writes down what becomes of a few strong colours. A test in a browser
// (themes/browser/look.test.mjs) reads the same file, builds an edition of these
// colours and compares what is on its pages with what stands here.
func TestPlum(t *testing.T) {
	theme := format.Theme{Accent: "#c2185b", Link: "#6a1b9a", Paper: "#fdf3f8"}
	if found := Check(theme, place); len(found) > 0 {
		t.Fatal(found)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "theme accent %s\ntheme link %s\ntheme paper %s\n", theme.Accent, theme.Link, theme.Paper)
	for _, m := range []Mode{Day, Night, Print} {
		for _, r := range Roles() {
			fmt.Fprintf(&b, "%s %s %s\n", m, r, Of(theme, m)[r])
		}
	}
	for _, p := range Pairs() {
		fmt.Fprintf(&b, "pair %s %s %g\n", p.Front, p.Back, p.Want)
	}
	golden.New(t, "testdata", "*.txt").Check(t, "plum.txt", []byte(b.String()))
}
