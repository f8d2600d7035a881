package contrast

// What WCAG 2.2 asks at level AA: 1.4.3 for text, 1.4.11 for what is not text
// but must be seen. No text is small enough or large enough for another bound:
// a reader may choose its size.
const (
	text = 4.5
	edge = 3
	none = 0 // ornament: whatever it says stands in words as well
)

// Pair is one colour on another as the style sheets use them.
type Pair struct {
	Front, Back Role
	Want        float64 // the contrast it must have
	What        string  // in a counselor's words
}

// Pairs lists every colour on every ground that the style sheets use. A test
// reads them and fails where one uses a colour in a way that is not here.
func Pairs() []Pair {
	return []Pair{
		{Ink, Paper, text, "the text of the pages"},
		{Ink, Card, text, "the text of worksheets"},
		{Muted, Paper, text, "the quiet text of the pages"},
		{Muted, Card, text, "the quiet text of worksheets"},
		{Link, Paper, text, "the links of the pages"},
		{Link, Card, text, "the links and buttons of worksheets"},
		{Stop, Paper, text, "the warnings of the pages"},
		{Stop, Card, text, "the warnings of worksheets"},
		{Gold, Paper, text, "the numbers of the phases"},
		{Gold, Card, edge, "the average in a chart"},
		{Paper, Ink, text, "the words on the leave button"},
		{Card, Ink, text, "the chosen number of a scale"},
		{Paper, Link, text, "the words on a chosen path"},
		{Card, Link, text, "the words of a running timer"},
		{Link, Paper, edge, "the ring around what has the focus, and the edge of a button"},
		{Link, Card, edge, "the ring around a field that has the focus, and a tick"},
		{Border, Paper, edge, "the edges of what is filled in"},
		{Border, Card, edge, "the edges of fields"},
		{Rule, Paper, none, "hairlines"},
		{Rule, Card, none, "hairlines of worksheets"},
		{Seam, Paper, none, "the gold seam"},
		{Seam, Card, none, "the gold seam beside signs and sayings"},
	}
}

// Ratio is the contrast of a pair in a palette.
func (p Pair) Ratio(of Palette) float64 { return Ratio(of[p.Front], of[p.Back]) }
