package patch

import (
	"bytes"
	"fmt"
	"slices"

	"goldseam/internal/diag"
)

// blank sets what follows apart from what stands above.
func (w *writer) blank(c *chunk) {
	if len(w.lines) > 0 && len(bytes.TrimSpace(w.lines[len(w.lines)-1])) > 0 {
		w.add("", Line{Patch: true, Line: c.at.Line})
	}
}

func (w *writer) chunk(c *chunk) {
	for i, line := range c.lines {
		w.add(line, c.from[i])
	}
}

// bodyWriter writes a body with the changes of a patch.
type bodyWriter struct {
	*writer
	*bodyChanges
	file  *file
	start int    // lines above the body
	open  *chunk // the text that was written last, if what follows must be set apart from it
	last  *chunk // the patch's last text
	kept  []keptHeading
}

// keptHeading is a heading of the base that must still be one.
type keptHeading struct {
	title string
	line  int    // in the new text
	after *chunk // the patch's text before it
}

func (b *bodyWriter) all(s *section) {
	last := s.End
	for last > s.First && len(bytes.TrimSpace(b.file.lines[last-2])) == 0 {
		last-- // empty lines at the end
	}
	b.put(b.prepend)
	if b.opening != nil {
		b.put(b.opening)
	} else {
		b.text(s.First, min(s.own(), last))
	}
	for _, in := range s.sections {
		b.section(in, last)
	}
	b.put(b.append)
	if b.open != nil {
		b.add("", Line{Patch: true, Line: b.open.at.Line})
		return
	}
	b.writer.base(b.file, last, s.End)
}

func (b *bodyWriter) section(s *section, last int) {
	b.put(b.before[s.ID])
	replaced := b.replace[s.ID]
	switch {
	case b.gone[s.ID]:
	case replaced != nil && replaced.heading:
		b.put(replaced)
	default:
		b.text(s.First, s.Text)
		b.kept = append(b.kept, keptHeading{s.Title, len(b.writer.lines) - (s.Text - s.First) + 1, b.last})
		if replaced != nil {
			b.put(replaced)
			break
		}
		b.text(s.Text, min(s.own(), last))
		for _, in := range s.sections {
			b.section(in, last)
		}
	}
	b.put(b.after[s.ID])
}

// put writes text of the patch, set apart from what stands above.
func (b *bodyWriter) put(c *chunk) {
	if c != nil {
		b.blank(c)
		b.chunk(c)
		b.open, b.last = c, c
	}
}

// text takes lines of the base over, set apart from text of the patch above them.
func (b *bodyWriter) text(first, end int) {
	if first >= end {
		return
	}
	if b.open != nil && len(bytes.TrimSpace(b.file.lines[first-1])) > 0 {
		b.blank(b.open)
	}
	b.open = nil
	b.writer.base(b.file, first, end)
}

// swallowed reports text of a patch that makes a heading of the base a part of itself.
func (a *applier) swallowed(b *bodyWriter) {
	lines := slices.Clone(b.writer.lines)
	for i := range lines[:b.start] {
		lines[i] = nil // the front matter
	}
	headings := map[int]bool{}
	for _, s := range a.convert.Sections(bytes.Join(lines, []byte("\n"))) {
		headings[s.First] = true
	}
	reported := map[*chunk]bool{}
	for _, k := range b.kept {
		if !headings[k.line] && k.after != nil && !reported[k.after] {
			reported[k.after] = true
			a.problems.Add(k.after.at, diag.PatchText, fmt.Sprintf("this text takes in the heading %q, which follows it", short(k.title)), "close what it opens: a block of code ends with the same marks (```) with which it begins")
		}
	}
}
