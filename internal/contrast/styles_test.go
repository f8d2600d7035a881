package contrast

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"goldseam/internal/format"
	"goldseam/themes"
)

var (
	remark      = regexp.MustCompile(`(?s)/\*.*?\*/`)
	declaration = regexp.MustCompile(`(?m)^\s*([a-z-]+):\s*([^;{}]+);`)
	property    = regexp.MustCompile(`var\(--([a-z0-9-]+)\)`)
	literal     = regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\(`)
	word        = regexp.MustCompile(`(?:^|[ ,(])(?:black|white|red|green|blue|gold|gray|grey|silver|orange|yellow|purple|brown|navy|teal|maroon|olive)(?:[ ,)]|$)`)
	colouring   = regexp.MustCompile(`^(?:color|background|background-color|background-image|border(?:-[a-z-]+)?|outline(?:-color)?|fill|stroke|box-shadow|text-shadow|accent-color|caret-color|column-rule(?:-color)?|text-decoration(?:-color)?|text-emphasis-color|scrollbar-color)$`)
)

// roleOf gives the role of a custom property.
func roleOf(name string) (Role, bool) {
	if name == "focus" { // tokens.css: the same as links
		return Link, true
	}
	i := slices.IndexFunc(Roles(), func(r Role) bool { return r.String() == name })
	return Role(i), i >= 0
}

// unknownUses lists what a style sheet does with colours that the table of pairs does not know.
func unknownUses(file, css string, pairs []Pair) []string {
	var out []string
	front := func(r Role, least float64) bool {
		return slices.ContainsFunc(pairs, func(p Pair) bool { return p.Front == r && p.Want >= least })
	}
	back := func(r Role) bool { return slices.ContainsFunc(pairs, func(p Pair) bool { return p.Back == r }) }
	for _, m := range declaration.FindAllStringSubmatch(remark.ReplaceAllString(css, ""), -1) {
		name, value := m[1], m[2]
		if !colouring.MatchString(name) {
			continue
		}
		if literal.MatchString(value) || word.MatchString(value) {
			out = append(out, fmt.Sprintf("%s: %s: %s is a colour of its own", file, name, value))
		}
		for _, v := range property.FindAllStringSubmatch(value, -1) {
			r, ok := roleOf(v[1])
			if !ok {
				continue // a size
			}
			known := false
			switch {
			case name == "color":
				known = front(r, text)
			case strings.HasPrefix(name, "background"), name == "fill":
				known = back(r) || front(r, none)
			default:
				known = front(r, none)
			}
			if !known {
				out = append(out, fmt.Sprintf("%s: %s: %s is in no pair of that kind", file, name, value))
			}
		}
	}
	return out
}

// sheets reads the theme's style sheets.
func sheets(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(themes.Hearth(), ".", func(p string, _ fs.DirEntry, err error) error {
		if err == nil && path.Ext(p) == ".css" {
			var css []byte
			css, err = fs.ReadFile(themes.Hearth(), p)
			out[p] = string(css)
		}
		return err
	})
	if err != nil || len(out) < 15 {
		t.Fatalf("%d style sheets were read: %v", len(out), err)
	}
	return out
}

// TestPairsAreAll holds that no style sheet uses a colour in a way that nobody computes.
func TestPairsAreAll(t *testing.T) {
	for file, css := range sheets(t) {
		for _, use := range unknownUses(file, css, Pairs()) {
			if !onPaper(use) {
				t.Error(use)
			}
		}
	}
}

// onPaper tells the lines of a printed sheet, which have no theme.
func onPaper(use string) bool {
	return strings.Contains(use, "repeating-linear-gradient(transparent 0 calc(2rem - 0.75pt), #000") ||
		strings.Contains(use, "styles/notes.css: border-block-end: 0.75pt solid #999")
}

func TestPairsOracleCatches(t *testing.T) {
	for css, want := range map[string]int{
		"a {\n  color: var(--ink);\n  background: var(--card);\n  border: 1px solid var(--border);\n  padding: var(--space-2);\n}": 0,
		"a {\n  color: var(--rule);\n}":                               1, // a hairline is not for text
		"a {\n  background: var(--muted);\n}":                         0, // quiet text is a front of its own, so a thing in its colour is known
		"a {\n  color: #123456;\n}":                                   1,
		"a {\n  background: white;\n}":                                1,
		"a {\n  border-inline-start: 3px solid oklch(0.5 0.1 20);\n}": 1,
		"a {\n  color: inherit;\n  background: Canvas;\n}":            0,
		"/* a {\n  color: #123456;\n} */":                             0,
	} {
		if got := unknownUses("x.css", css, Pairs()); len(got) != want {
			t.Errorf("of %s the oracle says %q", css, got)
		}
	}
}

// TestOwn holds the palette here to the one in the style sheets.
func TestOwn(t *testing.T) {
	css := sheets(t)
	tokens := css["styles/tokens.css"]
	for _, m := range []Mode{Day, Night} {
		for _, r := range Roles() {
			if line := fmt.Sprintf("--%s-%s: %s;", m, r, Own(m)[r]); !strings.Contains(tokens, line) {
				t.Errorf("tokens.css lacks the line %s", line)
			}
		}
	}
	for _, r := range Roles() {
		for _, line := range []string{fmt.Sprintf("  --%s: var(--day-%s);", r, r), fmt.Sprintf("    --%s: light-dark(var(--day-%s), var(--night-%s));", r, r, r)} {
			if !strings.Contains(tokens, line) {
				t.Errorf("tokens.css lacks the line %s", line)
			}
		}
		long := Own(Print)[r].String() // such as #999999, where the style sheet says #999
		for _, file := range []string{"styles/print.css", "styles/notes.css"} {
			if r == Gold && file == "styles/notes.css" {
				continue // which has no chart and no numbers of phases
			}
			if line := fmt.Sprintf("    --%s: #%c%c%c;", r, long[1], long[3], long[5]); !strings.Contains(css[file], line) {
				t.Errorf("%s lacks the line %s", file, line)
			}
		}
	}
}

// TestOwnCanBeRead holds that the theme's own colours have all the contrast they must have.
func TestOwnCanBeRead(t *testing.T) {
	for _, m := range []Mode{Day, Night, Print} {
		for _, p := range Pairs() {
			if got := p.Ratio(Own(m)); got < p.Want {
				t.Errorf("%s: %s has %.2f, and %.1f is wanted", m, p.What, got, p.Want)
			}
		}
	}
}

// TestOwnIsLeftAlone holds that who names the theme's own accent or link gets the theme's own colours.
func TestOwnIsLeftAlone(t *testing.T) {
	theme := themeOf(Own(Day)[Gold], Own(Day)[Link])
	for _, m := range []Mode{Day, Night} {
		for _, r := range Roles() {
			own, got := Own(m)[r], Of(theme, m)[r]
			if off := max(gap(own.R, got.R), gap(own.G, got.G), gap(own.B, got.B)); off > 4 { // by night links are turned by a degree
				t.Errorf("%s %s is %s, and %s is the theme's own", m, r, got, own)
			}
		}
	}
}

func themeOf(accent, link Colour) format.Theme {
	return format.Theme{Accent: accent.String(), Link: link.String()}
}

func gap(a, b uint8) int {
	if a < b {
		a, b = b, a
	}
	return int(a - b)
}
