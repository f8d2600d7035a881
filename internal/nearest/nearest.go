// Package nearest finds the known name that somebody probably meant.
package nearest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Name gives the known name closest to name, or "" where none is close enough
// to be what was meant: at most one slip for each three letters begun (two
// letters swapped count as two slips).
func Name(name string, known []string) string {
	if name == "" {
		return ""
	}
	best, distance := "", max(1, (len([]rune(name))+2)/3)+1
	for _, k := range known {
		d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(k))
		if d < distance || d == distance && best != "" && k < best {
			best, distance = k, d
		}
	}
	return best
}

// Hint offers the nearest known name, or else lists the known ones when they are few.
// What says what the names are, in the plural, such as "worksheets".
func Hint(name string, known []string, what string) string {
	if n := Name(name, known); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	if len(known) == 0 {
		return "there are no " + what + " yet"
	}
	if len(known) <= 24 {
		sorted := slices.Clone(known)
		slices.Sort(sorted)
		return "known " + what + ": " + strings.Join(sorted, ", ")
	}
	return ""
}
