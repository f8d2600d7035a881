package worksheet

import "regexp"

var gapMark = regexp.MustCompile(`\{([^{}]*)\}`)

// Piece is a part of a sentence as it was written: words, or the name of a gap.
type Piece struct {
	Text string
	Gap  bool
}

// Pieces takes a sentence with gaps in braces apart.
func Pieces(sentence string) []Piece {
	var out []Piece
	from := 0
	for _, m := range gapMark.FindAllStringSubmatchIndex(sentence, -1) {
		if words := sentence[from:m[0]]; words != "" {
			out = append(out, Piece{words, false})
		}
		out = append(out, Piece{sentence[m[2]:m[3]], true})
		from = m[1]
	}
	if words := sentence[from:]; words != "" {
		out = append(out, Piece{words, false})
	}
	return out
}
