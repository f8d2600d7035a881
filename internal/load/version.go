package load

import (
	"regexp"
	"slices"
)

// versionLine is the line of edition.yaml that names a release, in quotes or without.
var versionLine = regexp.MustCompile(`(?m)^(\x{FEFF}?goldseam[ \t]*:[ \t]+["']?)([0-9]+(?:\.[0-9]+){2})\b`)

// Renewed gives an edition.yaml that names this release where it named an older
// one. Everything else in the file stays as it is, byte for byte. Ok is false if
// there is no such line, or nothing to renew.
func Renewed(text []byte) (renewed []byte, ok bool) {
	m := versionLine.FindSubmatchIndex(text)
	if m == nil || slices.Compare(numbers(string(text[m[4]:m[5]])), numbers(Version)) >= 0 {
		return text, false
	}
	return slices.Concat(text[:m[4]], []byte(Version), text[m[5]:]), true
}
