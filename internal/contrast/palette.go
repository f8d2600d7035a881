package contrast

import (
	"math"

	"goldseam/internal/format"
)

// Role is what a colour is for. A theme's style sheets use nothing else.
type Role int

// The roles, as the custom properties of tokens.css are called.
const (
	Paper  Role = iota // the page
	Card               // where something is filled in
	Ink                // text
	Muted              // quiet text
	Link               // links, buttons and the ring around what has the focus
	Stop               // warnings
	Border             // edges of what is filled in
	Rule               // hairlines
	Gold               // the accent as text
	Seam               // the accent as a line
	roles
)

func (r Role) String() string {
	return [roles]string{"paper", "card", "ink", "muted", "link", "stop", "border", "rule", "gold", "seam"}[r]
}

// Roles lists all roles.
func Roles() []Role {
	out := make([]Role, roles)
	for r := range out {
		out[r] = Role(r)
	}
	return out
}

// Palette is a colour for each role.
type Palette [roles]Colour

// Mode is where a palette is seen.
type Mode int

// The modes. What an edition chooses never reaches paper.
const (
	Day Mode = iota
	Night
	Print
)

func (m Mode) String() string { return [...]string{"day", "night", "print"}[m] }

// Own is the theme's own palette. A test holds it to the style sheets.
func Own(m Mode) Palette {
	switch m {
	case Night:
		return palette("#1b1917", "#242120", "#efe9e1", "#b9afa4", "#8fcac4", "#f0a08c", "#8f857a", "#3b3632", "#e0b458", "#c79a3e")
	case Print:
		return palette("#ffffff", "#ffffff", "#000000", "#333333", "#000000", "#000000", "#000000", "#999999", "#000000", "#999999")
	}
	return palette("#fbf8f3", "#ffffff", "#2b2724", "#5f5750", "#1f5f5b", "#8c2f1b", "#857b70", "#e3dbcf", "#8a6100", "#b88a2c")
}

func palette(colours ...string) Palette {
	var p Palette
	for i, text := range colours {
		p[i], _ = Parse(text)
	}
	return p
}

// chosen are the colours that an edition names for one mode; nil where it names none.
type chosen struct{ accent, link, paper, ink *Colour }

func choose(c format.Colours) chosen {
	one := func(text string) *Colour {
		if c, ok := Parse(text); ok {
			return &c
		}
		return nil // none, or reported as no colour
	}
	return chosen{one(c.Accent), one(c.Link), one(c.Paper), one(c.Ink)}
}

// Of gives the palette of an edition's theme.
func Of(theme format.Theme, m Mode) Palette {
	switch m {
	case Night:
		return derive(Own(Night), choose(theme.Night), choose(theme.Day()), true)
	case Print:
		return Own(Print)
	}
	return derive(Own(Day), choose(theme.Day()), chosen{}, false)
}

// derive fills a palette: what is chosen as it is, all else from that. By night
// link and accent follow those of the day, lighter, as in the theme's own colours;
// the page does not. What is derived is moved as far as it must be to be read.
func derive(own Palette, c, day chosen, night bool) Palette {
	p := own
	if c.paper != nil {
		p[Paper] = *c.paper
		card := c.paper.tone()
		card.light += own[Card].tone().light - own[Paper].tone().light
		p[Card] = card.colour()
	}
	if c.ink != nil {
		p[Ink] = *c.ink
	}
	if c.paper != nil || c.ink != nil {
		for _, r := range []Role{Muted, Border, Rule} {
			p[r] = between(p[Ink], p[Paper], share(own, r))
		}
	}
	switch {
	case c.link != nil:
		p[Link] = *c.link
	case day.link != nil:
		t := day.link.tone()
		p[Link] = tone{own[Link].tone().light, t.chroma, t.hue}.colour()
	}
	switch {
	case c.accent != nil && night:
		p[Gold], p[Seam] = *c.accent, line(*c.accent, own)
	case c.accent != nil:
		t := c.accent.tone()
		t.light = min(t.light, own[Gold].tone().light)
		p[Gold], p[Seam] = t.colour(), line(*c.accent, own)
	case day.accent != nil:
		p[Gold], p[Seam] = beside(*day.accent, own[Gold]), beside(*day.accent, own[Seam])
	}
	for _, r := range []Role{Muted, Stop} {
		p[r] = fit(p[r], text, p[Paper], p[Card])
	}
	p[Border] = fit(p[Border], edge, p[Paper], p[Card])
	if c.link == nil {
		p[Link] = fit(p[Link], text, p[Paper], p[Card])
	}
	if c.accent == nil || !night {
		p[Gold] = fit(p[Gold], text, p[Paper], p[Card])
	}
	return p
}

// line gives an accent as a line.
func line(accent Colour, own Palette) Colour { return beside(accent, own[Seam]) }

// beside gives the colour that stands to an accent as one of the theme's own
// stands to the theme's accent: as light as that, a little stronger and turned a little.
func beside(accent, like Colour) Colour {
	a, own, l := accent.tone(), Own(Day)[Gold].tone(), like.tone()
	return tone{l.light, a.chroma * l.chroma / own.chroma, a.hue + l.hue - own.hue}.colour()
}

// share tells how far a colour of the theme's own lies on the way from ink to paper.
func share(own Palette, r Role) float64 {
	ink, paper := own[Ink].tone().light, own[Paper].tone().light
	return (own[r].tone().light - ink) / (paper - ink)
}

// between gives the colour at a place on the way from one to another.
func between(a, b Colour, share float64) Colour {
	s, t := a.tone(), b.tone()
	if s.chroma < t.chroma { // the hue of the stronger one
		s.hue = t.hue
	}
	return tone{s.light + share*(t.light-s.light), s.chroma + share*(t.chroma-s.chroma), s.hue}.colour()
}

// fit gives the nearest colour of the same hue and chroma that has the contrast
// on all grounds; the colour itself if none has.
func fit(c Colour, want float64, grounds ...Colour) Colour {
	fits := func(c Colour) bool {
		for _, g := range grounds {
			if Ratio(c, g) < want {
				return false
			}
		}
		return true
	}
	if fits(c) {
		return c
	}
	t := c.tone()
	out, moved := c, 2.0
	for _, end := range []float64{0, 1} {
		if !fits((tone{end, t.chroma, t.hue}).colour()) {
			continue
		}
		near, far := t.light, end // near does not fit, far does; between them it changes once
		for range 12 {
			if half := (near + far) / 2; fits((tone{half, t.chroma, t.hue}).colour()) {
				far = half
			} else {
				near = half
			}
		}
		if by := math.Abs(far - t.light); by < moved {
			out, moved = (tone{far, t.chroma, t.hue}).colour(), by
		}
	}
	return out
}
