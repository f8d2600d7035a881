package edit

// Place is where a problem belongs on a form: a part of the front matter, or a
// line of the body. Neither means the text as a whole.
type Place struct {
	Path []any `json:"path"`
	Line int   `json:"line"` // of the body, from 1
}

// PlaceOf says where a line and column of a file stand on its form.
func PlaceOf(file string, text []byte, line, column int) Place {
	p, _ := take(file, text)
	switch {
	case p == nil || line < 1:
		return Place{}
	case line >= p.line:
		return Place{Line: line - p.line + 1}
	case line < 2:
		return Place{}
	}
	return Place{Path: p.root.Path(line, column)}
}
