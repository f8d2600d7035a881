package assets

import (
	"goldseam/internal/contrast"
	"goldseam/internal/format"
)

// Tokens gives an edition's own values of the theme's custom properties.
func Tokens(theme format.Theme) string {
	css := contrast.CSS(theme)
	if theme.Type == "system" {
		css += "--font-text: var(--font-ui);\n"
	}
	switch theme.Scale {
	case "even":
		css += "--scale: 1.125;\n"
	case "bold":
		css += "--scale: 1.25;\n"
	}
	switch theme.Corner {
	case "round":
		css += "--radius: 1.25rem;\n"
	case "square":
		css += "--radius: 0;\n"
	}
	if css != "" {
		css = ":root {\n" + css + "}\n"
	}
	if theme.Type == "large" || theme.Size == "large" { // one step above the theme's own sizes
		css += ":root {\n--text: 1.25rem;\n}\n@media (min-width: 48rem) {\n:root {\n--text: 1.375rem;\n}\n}\n"
	}
	return css
}
