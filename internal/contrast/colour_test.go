package contrast

import (
	"math"
	"testing"
)

// TestRatio compares with contrasts that others published: WCAG's own examples
// and those of the W3C's colour pages.
func TestRatio(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#ffffff", 21},
		{"#ffffff", "#ffffff", 1},
		{"#767676", "#ffffff", 4.54}, // the lightest grey that is AA on white
		{"#777777", "#ffffff", 4.48}, // and the first that is not
		{"#ff0000", "#ffffff", 4.00},
		{"#0000ff", "#ffffff", 8.59},
	} {
		a, _ := Parse(c.a)
		b, _ := Parse(c.b)
		if got := Ratio(a, b); math.Abs(got-c.want) > 0.005 || got != Ratio(b, a) {
			t.Errorf("%s on %s is %.4f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// TestTone compares with the table of CSS Color 4 and Ottosson's article, and goes there and back.
func TestTone(t *testing.T) {
	for text, want := range map[string]tone{
		"#ff0000": {0.62796, 0.25768, 29.234},
		"#00ff00": {0.86644, 0.29483, 142.495},
		"#0000ff": {0.45201, 0.31321, 264.052},
		"#808080": {0.59987, 0, -1}, // grey has no hue
	} {
		c, _ := Parse(text)
		got := c.tone()
		if math.Abs(got.light-want.light) > 0.0002 || math.Abs(got.chroma-want.chroma) > 0.0002 || want.hue >= 0 && math.Abs(got.hue-want.hue) > 0.05 {
			t.Errorf("%s is %.5f, want %.5f", text, got, want)
		}
	}
	for r := 0; r < 256; r += 15 {
		for g := 0; g < 256; g += 15 {
			for b := 0; b < 256; b += 15 {
				c := Colour{uint8(r), uint8(g), uint8(b)}
				if back := c.tone().colour(); back != c {
					t.Fatalf("%s comes back as %s", c, back)
				}
			}
		}
	}
}

// TestBeyondScreen holds that what no screen can show keeps its lightness and hue.
func TestBeyondScreen(t *testing.T) {
	for hue := 0.0; hue < 360; hue += 7 {
		for light := 0.1; light < 1; light += 0.1 {
			want := tone{light, 0.4, hue}
			if want.shown() {
				continue
			}
			got := want.colour().tone()
			if math.Abs(got.light-light) > 0.015 {
				t.Errorf("lightness %.2f at hue %.0f comes out as %.3f", light, hue, got.light)
			}
			if turned := math.Abs(math.Mod(got.hue-hue+540, 360) - 180); turned > 6 && got.chroma > 0.05 {
				t.Errorf("hue %.0f at lightness %.2f comes out as %.1f", hue, light, got.hue)
			}
		}
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{"#9a6b00": "#9a6b00", "#9A6B00": "#9a6b00", "gold": "", "": "", "#9a6b0": "", "9a6b000": "", "#9a6b0g": "", "#+a6b00": "", "#9a_b00": ""} {
		c, ok := Parse(text)
		if ok != (want != "") || ok && c.String() != want {
			t.Errorf("%q is read as %s, %t", text, c, ok)
		}
	}
}
