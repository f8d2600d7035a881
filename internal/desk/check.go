package desk

import (
	"context"

	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/edit"
	"goldseam/internal/snapshot"
)

// Checked is what the program says about answers that are not written yet.
type Checked struct {
	Here      []Problem `json:"here"`      // of this text
	Elsewhere []Problem `json:"elsewhere"` // of other files, because of this text
	Errors    int       `json:"errors"`    // of both
	Others    int       `json:"others"`    // errors that other files have anyway
	Text      string    `json:"text"`      // the text as it would be written
}

// Problem is one problem with its place on the form.
type Problem struct {
	edit.Place
	File     string `json:"file"`
	FileLine int    `json:"fileLine"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

// problem says on the form what was found in the file. What to write after which
// colon is of no use there.
func problem(p diag.Problem, place edit.Place) Problem {
	switch {
	case p.Code == diag.EmptyValue && len(place.Path) > 0:
		p.Message, p.Hint = "this is empty", "write it here"
	case p.Code == diag.MissingKey:
		p.Hint = "fill in the question of that name"
	}
	return Problem{Place: place, File: p.File, FileLine: p.Line, Severity: string(p.Severity), Message: p.Message, Hint: p.Hint}
}

// answers gives the text with the answers of a request.
func (w *work) answers(t build.Text, text []byte) ([]byte, error) {
	values, err := edit.Values(edit.Format(edit.Kind(t.Kind), t.Translation), w.request.Values)
	if err != nil {
		return nil, ErrRequest
	}
	return edit.Write(edit.Kind(t.Kind), t.Translation, t.Path, text, values, w.request.Body)
}

// check tries answers out. Nothing is written.
func (w *work) check(ctx context.Context) (*Answer, error) {
	t, s, err := w.begin()
	if err != nil {
		return nil, err
	}
	text, err := w.answers(t, s.text)
	if err != nil {
		return nil, err
	}
	c, err := w.try(ctx, t, s, text)
	if err != nil {
		return nil, err
	}
	return &Answer{Check: c}, nil
}

// try builds the site as it would be with another text in place of what there is.
func (w *work) try(ctx context.Context, t build.Text, s *stand, text []byte) (*Checked, error) {
	in := w.result.Input()
	shown := in.Tree.Shown(t.Path)
	file := &snapshot.File{Path: t.Path, Shown: shown, Edition: w.desk.Base != nil, Over: s.base != nil, Data: text}
	in.Tree = in.Tree.With([]*snapshot.File{file}).Without(patchPath(t.Path))
	result, err := build.Site(ctx, in, w.result)
	if err != nil {
		return nil, err
	}
	before := map[[3]string]bool{}
	for _, p := range w.result.Problems {
		before[[3]string{p.File, string(p.Code), p.Message}] = true
	}
	c := &Checked{Here: []Problem{}, Elsewhere: []Problem{}, Text: string(text)}
	for _, p := range result.Problems {
		count := 0
		if p.Severity == diag.Error {
			count = 1
		}
		switch {
		case p.File == shown:
			c.Here = append(c.Here, problem(p, edit.PlaceOf(t.Path, text, p.Line, p.Column)))
			c.Errors += count
		case !before[[3]string{p.File, string(p.Code), p.Message}]:
			c.Elsewhere = append(c.Elsewhere, problem(p, edit.Place{}))
			c.Errors += count
		default:
			c.Others += count
		}
	}
	return c, nil
}
