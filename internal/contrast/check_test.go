package contrast

import (
	"fmt"
	"strings"
	"testing"

	"goldseam/internal/diag"
	"goldseam/internal/format"
)

// place gives the path to a key as a file name, so that a test can compare it.
func place(path ...any) diag.Pos {
	words := make([]string, len(path))
	for i, p := range path {
		words[i] = fmt.Sprint(p)
	}
	return diag.Pos{File: strings.Join(words, ".")}
}

func TestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		theme format.Theme
		want  []string // place, words of the message, words of the hint
	}{
		"nothing named":            {format.Theme{}, nil},
		"a pale accent is moved":   {format.Theme{Accent: "#ffe08a"}, nil},
		"a shrill accent is moved": {format.Theme{Accent: "#00ff00"}, nil},
		"no colour, no contrast":   {format.Theme{Link: "teal"}, nil},
		"a strong set":             {format.Theme{Accent: "#b3005e", Link: "#5b2a86", Paper: "#fff4fa", Ink: "#2a1022"}, nil},
		"pale links":               {format.Theme{Link: "#8fcac4"}, []string{"theme.link", `by day the links of the pages cannot be read well: #8fcac4 on #fbf8f3 has a contrast of 1.73, and 4.5 is needed`, "darker"}},
		"pale text":                {format.Theme{Ink: "#999999"}, []string{"theme.ink", "by day the text of the pages", "darker"}},
		"a page that is too dark":  {format.Theme{Paper: "#8a8a8a"}, []string{"theme.paper", "by day", "lighter"}},
		"dark links by night":      {format.Theme{Night: format.Colours{Link: "#1f5f5b"}}, []string{"theme.night.link", "set to dark", "lighter"}},
		"dark gold by night":       {format.Theme{Night: format.Colours{Accent: "#5a3d00"}}, []string{"theme.night.accent", "the numbers of the phases", "lighter"}},
		"a night that is too grey": {format.Theme{Night: format.Colours{Paper: "#6a6a6a"}}, []string{"theme.night.paper", "set to dark", "darker"}},
		"a night as a day":         {format.Theme{Paper: "#101010", Ink: "#f0f0f0"}, []string{"theme.paper", "by day the page is darker than its text", `below "night:"`}},
		"a day as a night":         {format.Theme{Night: format.Colours{Paper: "#ffffff", Ink: "#000000"}}, []string{"theme.night.paper", "by night the page is lighter", "darker"}},
	} {
		t.Run(name, func(t *testing.T) {
			found := Check(c.theme, place)
			if c.want == nil {
				if len(found) > 0 {
					t.Fatalf("found %v", found)
				}
				return
			}
			if len(found) != 1 || found[0].File != c.want[0] || !strings.Contains(found[0].Message, c.want[1]) || !strings.Contains(found[0].Hint, c.want[2]) {
				t.Fatalf("found %v, want %q", found, c.want)
			}
		})
	}
}

// TestCheckFindsAll holds that colours that are wrong for themselves are all reported at once.
func TestCheckFindsAll(t *testing.T) {
	found := Check(format.Theme{Link: "#8fcac4", Ink: "#999999", Night: format.Colours{Link: "#1f5f5b"}}, place)
	var places []string
	for _, p := range found {
		places = append(places, p.File)
	}
	if got := strings.Join(places, " "); got != "theme.link theme.ink theme.night.link" {
		t.Errorf("found problems at %s", got)
	}
}

// TestHints holds that the colour in a hint is one that can be read, so that
// whoever writes it is done.
func TestHints(t *testing.T) {
	hints := 0
	for _, c := range grid() {
		for _, theme := range []format.Theme{
			{Link: c}, {Ink: c}, {Paper: c}, {Night: format.Colours{Link: c}}, {Night: format.Colours{Accent: c}}, {Night: format.Colours{Ink: c}}, {Night: format.Colours{Paper: c}},
		} {
			found := Check(theme, place)
			if len(found) == 0 || strings.Contains(found[0].Message, "than its text") {
				continue
			}
			hints++
			parts := strings.SplitN(found[0].Hint, `"`, 3)
			if len(found) != 1 || len(parts) != 3 {
				t.Fatalf("%s in %s has the problems %v", c, found[0].File, found)
			}
			better, ok := Parse(parts[1])
			if !ok {
				t.Fatalf("the hint %q holds no colour", found[0].Hint)
			}
			path := strings.Split(found[0].File, ".")
			k := key{Day, path[len(path)-1]}
			if len(path) == 3 {
				k.mode = Night
			}
			if left := Check(k.with(theme, better), place); len(left) > 0 {
				t.Errorf("%s in %s: the hint says %s, and then there is %v", c, found[0].File, better, left)
			}
		}
	}
	if hints < 100 {
		t.Errorf("only %d hints were tried", hints)
	}
}

// grid gives colours of all kinds.
func grid() []string {
	var out []string
	for _, r := range []int{0, 90, 170, 255} {
		for _, g := range []int{0, 90, 170, 255} {
			for _, b := range []int{0, 90, 170, 255} {
				out = append(out, fmt.Sprintf("#%02x%02x%02x", r, g, b))
			}
		}
	}
	return out
}

// TestAccent holds that any accent whatsoever can be read: it is moved where it must be.
func TestAccent(t *testing.T) {
	for _, c := range grid() {
		if found := Check(format.Theme{Accent: c}, place); len(found) > 0 {
			t.Errorf("the accent %s: %v", c, found)
		}
		for _, m := range []Mode{Day, Night} {
			p := Of(format.Theme{Accent: c}, m)
			if r := Ratio(p[Gold], p[Paper]); r < text {
				t.Errorf("the accent %s has %.2f %s", c, r, m)
			}
		}
	}
}
