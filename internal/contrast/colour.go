// Package contrast tells how well a theme's colours can be read on one another,
// and derives the colours that an edition does not name.
//
// All is computed when a site is built: the style sheet gets plain colours, so
// that what was checked is what every browser shows.
package contrast

import (
	"fmt"
	"math"
	"strconv"
)

// Colour is a colour as a style sheet writes it: red, green and blue of sRGB.
type Colour struct{ R, G, B uint8 }

// Parse reads a colour of the form #rrggbb.
func Parse(text string) (Colour, bool) {
	if len(text) != 7 || text[0] != '#' {
		return Colour{}, false
	}
	n, err := strconv.ParseUint(text[1:], 16, 24)
	if err != nil {
		return Colour{}, false
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

func (c Colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Ratio is the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it
// (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
func Ratio(a, b Colour) float64 {
	low, high := a.luminance(), b.luminance()
	if low > high {
		low, high = high, low
	}
	return (high + 0.05) / (low + 0.05)
}

// luminance is the relative luminance of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
func (c Colour) luminance() float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// linear takes the curve of sRGB off a channel.
func linear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// curved puts the curve of sRGB on a channel.
func curved(v float64) float64 {
	if v <= 0.0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// tone is a colour as people see it: lightness from 0 to 1, chroma, and hue in
// degrees, which is OKLCH of CSS Color 4 (https://www.w3.org/TR/css-color-4/#ok-lab).
// The numbers are Björn Ottosson's (https://bottosson.github.io/posts/oklab/).
type tone struct{ light, chroma, hue float64 }

func (c Colour) tone() tone {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	x := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	y := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	hue := math.Atan2(y, x) * 180 / math.Pi
	if hue < 0 {
		hue += 360
	}
	return tone{0.2104542553*l + 0.7936177850*m - 0.0040720468*s, math.Hypot(x, y), hue}
}

// channels gives red, green and blue, with the curve; what no screen can show is below 0 or above 1.
func (t tone) channels() [3]float64 {
	y, x := math.Sincos(t.hue * math.Pi / 180)
	x, y = x*t.chroma, y*t.chroma
	l := cube(t.light + 0.3963377774*x + 0.2158037573*y)
	m := cube(t.light - 0.1055613458*x - 0.0638541728*y)
	s := cube(t.light - 0.0894841775*x - 1.2914855480*y)
	return [3]float64{
		curved(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		curved(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		curved(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
	}
}

func cube(v float64) float64 { return v * v * v }

// colour gives the colour of a tone. One that no screen can show loses chroma
// until it can be shown: its lightness, on which contrast depends, and its hue
// stay. (To cut each channel off, as browsers do, would change all three.)
func (t tone) colour() Colour {
	t.light = min(max(t.light, 0), 1)
	if !t.shown() {
		low, high := 0.0, t.chroma
		for range 16 {
			t.chroma = (low + high) / 2
			if t.shown() {
				low = t.chroma
			} else {
				high = t.chroma
			}
		}
		t.chroma = low
	}
	c := t.channels()
	return Colour{channel(c[0]), channel(c[1]), channel(c[2])}
}

// shown tells whether a screen can show a tone, but for what rounding takes away.
func (t tone) shown() bool {
	const slack = 0.5 / 255
	for _, v := range t.channels() {
		if v < -slack || v > 1+slack {
			return false
		}
	}
	return true
}

func channel(v float64) uint8 { return uint8(math.Round(min(max(v, 0), 1) * 255)) }
