package contrast

import (
	"fmt"
	"math"

	"goldseam/internal/diag"
	"goldseam/internal/format"
)

// key is a colour that an edition may name.
type key struct {
	mode Mode
	name string
}

// path is where the key stands in edition.yaml.
func (k key) path() []any {
	if k.mode == Night {
		return []any{"theme", "night", k.name}
	}
	return []any{"theme", k.name}
}

// in gives the colours of a theme that the key is among.
func (k key) in(theme format.Theme) format.Colours {
	if k.mode == Night {
		return theme.Night
	}
	return theme.Day()
}

// colour gives the colour that a theme names, if it names one.
func (k key) colour(theme format.Theme) (Colour, bool) {
	c := k.in(theme)
	switch k.name {
	case "accent":
		return Parse(c.Accent)
	case "link":
		return Parse(c.Link)
	case "paper":
		return Parse(c.Paper)
	}
	return Parse(c.Ink)
}

// with gives a theme that names another colour.
func (k key) with(theme format.Theme, c Colour) format.Theme {
	set := &theme.Night
	if k.mode == Day {
		day := theme.Day()
		set = &day
	}
	switch k.name {
	case "accent":
		set.Accent = c.String()
	case "link":
		set.Link = c.String()
	case "paper":
		set.Paper = c.String()
	case "ink":
		set.Ink = c.String()
	}
	if k.mode == Day {
		theme.Accent, theme.Link, theme.Paper, theme.Ink = set.Accent, set.Link, set.Paper, set.Ink
	}
	return theme
}

// keys lists the keys of a mode, in the order in which they are reported.
func keys(m Mode) []key { return []key{{m, "accent"}, {m, "link"}, {m, "ink"}, {m, "paper"}} }

// Check reports the colours of an edition's theme that cannot be read on one
// another, each with the nearest colour that can. At gives places of edition.yaml.
func Check(theme format.Theme, at func(path ...any) diag.Pos) diag.List {
	var out diag.List
	for _, m := range []Mode{Day, Night} {
		if turned(theme, m, at, &out) {
			continue // nothing else can be said of such colours
		}
		for _, k := range keys(m) {
			if pair, found := worst(theme, m, k); found {
				report(theme, m, k, pair, at, &out)
			}
		}
	}
	return out
}

// turned reports a page that is darker than its text by day, or lighter by night.
func turned(theme format.Theme, m Mode, at func(...any) diag.Pos, out *diag.List) bool {
	p := Of(theme, m)
	if darker := p[Paper].luminance() < p[Ink].luminance(); darker == (m == Night) {
		return false
	}
	k := key{m, "paper"}
	if _, ok := k.colour(theme); !ok {
		k.name = "ink"
	}
	what, hint := "by day the page is darker than its text", `make "paper" the lighter and "ink" the darker of the two; colours for devices that are set to dark go below "night:"`
	if m == Night {
		what, hint = "by night the page is lighter than its text", `below "night:" make "paper" the darker and "ink" the lighter of the two`
	}
	out.Add(at(k.path()...), diag.ThemeContrast, fmt.Sprintf("%s: %s and %s", what, p[Paper], p[Ink]), hint)
	return true
}

// blamed gives the key that is at fault where a pair cannot be read: that of a
// colour itself before that of the ground, since more depends on the ground.
func blamed(theme format.Theme, m Mode, pair Pair) (key, bool) {
	for _, r := range []Role{pair.Front, pair.Back} {
		name := ""
		switch r {
		case Gold, Seam:
			name = "accent"
		case Link:
			name = "link"
		case Ink, Muted, Border, Rule: // which are made of the text's colour and the page's
			name = "ink"
		}
		if k := (key{m, name}); name != "" {
			if _, ok := k.colour(theme); ok {
				return k, true
			}
		}
	}
	k := key{m, "paper"}
	_, ok := k.colour(theme)
	return k, ok
}

// worst gives the pair that lacks most of the contrast it must have, among those that a key is to blame for.
func worst(theme format.Theme, m Mode, k key) (pair Pair, found bool) {
	palette := Of(theme, m)
	least := 1.0
	for _, p := range Pairs() {
		if p.Want == none {
			continue
		}
		if by, ok := blamed(theme, m, p); !ok || by != k {
			continue
		}
		if part := p.Ratio(palette) / p.Want; part < least {
			pair, found, least = p, true, part
		}
	}
	return pair, found
}

func report(theme format.Theme, m Mode, k key, pair Pair, at func(...any) diag.Pos, out *diag.List) {
	palette := Of(theme, m)
	when := "by day"
	if m == Night {
		when = "on devices that are set to dark"
	}
	message := fmt.Sprintf("%s %s cannot be read well: %s on %s has a contrast of %s, and %s is needed",
		when, pair.What, palette[pair.Front], palette[pair.Back], said(pair.Ratio(palette)), said(pair.Want))
	hint := "choose another colour: none of this hue can be read here"
	if c, ok := better(theme, m, k); ok {
		old, _ := k.colour(theme)
		how := "darker"
		if c.luminance() > old.luminance() {
			how = "lighter"
		}
		hint = fmt.Sprintf("write %q, the nearest that can be read: the same colour, only %s", c, how)
	}
	out.Add(at(k.path()...), diag.ThemeContrast, message, hint)
}

// said gives a contrast with two digits after the point, never more than it is.
func said(ratio float64) string {
	return fmt.Sprintf("%.4g", math.Floor(ratio*100)/100)
}

// step is how far lightness is moved at once in search of a better colour; no eye tells it.
const step = 0.004

// better gives the nearest colour for a key, in lightness alone, with which
// nothing that it is to blame for is wrong in a mode.
func better(theme format.Theme, m Mode, k key) (Colour, bool) {
	c, _ := k.colour(theme)
	t := c.tone()
	for by := step; by <= 1; by += step {
		for _, light := range []float64{t.light - by, t.light + by} {
			if light < 0 || light > 1 {
				continue
			}
			c := tone{light, t.chroma, t.hue}.colour()
			moved := k.with(theme, c)
			if turned(moved, m, func(...any) diag.Pos { return diag.Pos{} }, &diag.List{}) {
				continue
			}
			if _, found := worst(moved, m, k); !found {
				return c, true
			}
		}
	}
	return c, false
}
