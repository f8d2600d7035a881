package desk

import (
	"bytes"
	"context"
	"path"
	"strconv"
	"strings"

	"goldseam/internal/build"
)

// Conflict is two texts where one was expected: somebody changed the file while the form was open.
type Conflict struct {
	Theirs *Answer `json:"theirs"` // as the file is now
	Mine   string  `json:"mine"`   // the text with the answers of the form
}

// save writes answers, unless they have problems or the file is another than the form was made of.
func (w *work) save(ctx context.Context) (*Answer, error) {
	t, s, err := w.begin()
	if err != nil {
		return nil, err
	}
	text, err := w.answers(t, s.text)
	if err != nil {
		return nil, err
	}
	if w.request.Hash != s.hash && !bytes.Equal(text, s.text) {
		theirs, err := w.form(t, s)
		return &Answer{Conflict: &Conflict{theirs, string(text)}}, err
	}
	c, err := w.try(ctx, t, s, text)
	if err != nil {
		return nil, err
	}
	if c.Errors > 0 && !w.request.Anyway {
		return &Answer{Check: c}, nil
	}
	changes, said, err := w.changes(t, s, text)
	if err != nil {
		return nil, err
	}
	if err := w.desk.Folder.Write(changes); err != nil {
		return nil, err
	}
	return w.after(t, said, c)
}

// after gives the form of what was written.
func (w *work) after(t build.Text, said string, c *Checked) (*Answer, error) {
	s, err := w.stand(t)
	if err != nil {
		return nil, err
	}
	out, err := w.form(t, s)
	if err != nil {
		return nil, err
	}
	out.Said, out.Saved, out.Check = said, true, c
	return out, nil
}

// changes says what to write so that a text is as it is wanted, and tells it in words.
func (w *work) changes(t build.Text, s *stand, text []byte) (out []Change, said string, err error) {
	if w.request.Over && s.at != "" {
		put, err := w.desk.aside(s)
		if err != nil {
			return nil, "", err
		}
		out = append(out, put)
	}
	small := patchPath(t.Path)
	shrink := w.request.Small && s.state == Whole
	switch {
	case bytes.Equal(text, s.text) && !shrink:
		return out, "Nothing changed.", nil
	case s.base != nil && bytes.Equal(text, s.base):
		return append(out, Change{s.at, nil}, Change{"base/" + t.Path, nil}), "The text is the base's again, so " + s.at + " was taken away.", nil
	case (s.state == Whole || s.state == Own) && !shrink:
		return append(out, Change{t.Path, text}), "Saved in " + t.Path + ".", nil
	}
	if old, err := w.desk.read("base/" + t.Path); err != nil {
		return nil, "", err
	} else if old == nil {
		out = append(out, Change{"base/" + t.Path, s.base})
	}
	if changes, ok := difference(t, s.base, text); ok {
		if shrink {
			put, err := w.desk.aside(s)
			if err != nil {
				return nil, "", err
			}
			out = append(out, put, Change{t.Path, nil})
		}
		return append(out, Change{small, keepRemarks(s, changes)}), "Saved in " + small + ". It holds your changes alone; the rest follows the base.", nil
	}
	if shrink {
		return append(out, Change{t.Path, text}), "Saved in " + t.Path + ", whole as before: not all of it can be said as small changes.", nil
	}
	out = append(out, Change{t.Path, text})
	if s.state == Patched {
		out = append(out, Change{small, nil})
	}
	return out, "Saved in " + t.Path + ", whole: a change of this kind cannot be said as a small one.", nil
}

// keepRemarks puts the remarks at the top of an earlier patch above the new one.
func keepRemarks(s *stand, changes []byte) []byte {
	if s.state != Patched {
		return changes
	}
	var top []byte
	for line := range bytes.Lines(s.own) {
		if !bytes.HasPrefix(line, []byte("#")) {
			break
		}
		top = append(top, line...)
	}
	if len(top) == 0 || bytes.HasPrefix(changes, top) {
		return changes
	}
	return append(top, changes...)
}

// undo goes back to the base. What was the edition's own is put aside.
func (w *work) undo() (*Answer, error) {
	t, s, err := w.begin()
	if err != nil {
		return nil, err
	}
	if s.base == nil || s.at == "" {
		return &Answer{Said: "There is nothing to undo."}, nil
	}
	if w.request.Hash != s.hash {
		theirs, err := w.form(t, s)
		return &Answer{Conflict: &Conflict{theirs, string(s.text)}}, err
	}
	put, err := w.desk.aside(s)
	if err != nil {
		return nil, err
	}
	if err := w.desk.Folder.Write([]Change{put, {s.at, nil}, {"base/" + t.Path, nil}}); err != nil {
		return nil, err
	}
	return w.after(t, "The text is the base's again. Your changes were put into "+put.Path+".", nil)
}

// aside says where what is the edition's own of a text is put when something
// else takes its place: below base, which is no part of the site.
func (d *Desk) aside(s *stand) (Change, error) {
	dir, name := path.Split("base/undone/" + s.at)
	stem, end, _ := strings.Cut(name, ".")
	for n := 1; ; n++ {
		to := dir + name
		if n > 1 {
			to = dir + stem + "-" + strconv.Itoa(n) + "." + end
		}
		old, err := d.read(to)
		if err != nil {
			return Change{}, err
		}
		if old == nil || bytes.Equal(old, s.own) {
			return Change{to, s.own}, nil
		}
	}
}
