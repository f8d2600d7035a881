package merge

import (
	"bytes"
	"strings"
)

// Marks lists the lines, from 1, at which a text holds more than one version of
// a place: the first line of each, or the last where the first is gone. It knows
// the marks of other tools, too.
func Marks(text []byte) []int {
	if !bytes.Contains(text, []byte(markOurs[:7])) && !bytes.Contains(text, []byte(markTheirs[:7])) {
		return nil // as nearly all texts
	}
	var out []int
	open := false
	for i, line := range Lines(text) {
		switch {
		case mark(line, '<'):
			out, open = append(out, i+1), true
		case mark(line, '>'):
			if !open {
				out = append(out, i+1)
			}
			open = false
		}
	}
	return out
}

// mark tells a line of seven signs and a name.
func mark(line string, sign byte) bool {
	rest, ok := strings.CutPrefix(line, strings.Repeat(string(sign), 7))
	return ok && (strings.HasPrefix(rest, " ") || sign == '<' && rest == "")
}
