package contrast

import (
	"strings"

	"goldseam/internal/format"
)

// CSS gives the custom properties of an edition's colours, those that differ
// from the theme's own, a line each.
func CSS(theme format.Theme) string {
	var b strings.Builder
	for _, m := range []Mode{Day, Night} {
		own, palette := Own(m), Of(theme, m)
		for _, r := range Roles() {
			if palette[r] != own[r] {
				b.WriteString("--" + m.String() + "-" + r.String() + ": " + palette[r].String() + ";\n")
			}
		}
	}
	return b.String()
}
