package patch

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"goldseam/internal/diag"
	"goldseam/internal/markdown"
	"goldseam/internal/strictyaml"
)

// section is a section of a body with those that stand in it.
type section struct {
	markdown.Section
	sections []*section
}

// outline puts sections into each other. All is the body with no heading of its own.
func outline(list []markdown.Section, first, end int) (all *section) {
	all = &section{Section: markdown.Section{Text: first, First: first, End: end}}
	stack := []*section{all}
	for _, s := range list {
		for s.Level <= stack[len(stack)-1].Level {
			stack = stack[:len(stack)-1]
		}
		in := stack[len(stack)-1]
		one := &section{Section: s}
		in.sections = append(in.sections, one)
		stack = append(stack, one)
	}
	return all
}

// own gives the line after a section's own text, where those in it begin.
func (s *section) own() int {
	if len(s.sections) > 0 {
		return s.sections[0].First
	}
	return s.End
}

// bodyChanges are what a patch says of a body.
type bodyChanges struct {
	replace, before, after map[string]*chunk
	gone                   map[string]bool
	prepend, append        *chunk
	opening                *chunk // in place of what stands above the first heading
}

// chunk is Markdown of a patch.
type chunk struct {
	at      diag.Pos
	lines   []string
	from    []Line
	heading bool // it begins with one
}

// body writes the text below the front matter.
func (a *applier) body(w *writer, f *file, patch *strictyaml.Node) {
	end := len(f.lines) + 1
	n := patch.Get(bodyKey)
	if n == nil {
		w.base(f, f.body, end)
		return
	}
	if n.Shape == strictyaml.ScalarNode {
		if text := a.chunk(n, bodyKey); text != nil {
			w.blank(text)
			w.chunk(text)
			w.add("", Line{Patch: true, Line: text.at.Line})
			return
		}
		w.base(f, f.body, end)
		return
	}
	list := a.convert.Sections(f.blank)
	c := a.bodyChanges(n, list)
	if c == nil {
		w.base(f, f.body, end)
		return
	}
	b := &bodyWriter{writer: w, bodyChanges: c, file: f, start: len(w.lines)}
	b.all(outline(list, f.body, end))
	a.swallowed(b)
}

// bodyChanges reads what a patch says of a body; nil if it says nothing sound.
func (a *applier) bodyChanges(n *strictyaml.Node, list []markdown.Section) *bodyChanges {
	if n.Shape != strictyaml.GroupNode {
		a.problems.Add(n.Pos, diag.WrongType, `"body" needs a text or a group of changes, and here is a list`, `write what to change: body: {replace: {heading-id: "…"}}`)
		return nil
	}
	c := &bodyChanges{replace: map[string]*chunk{}, before: map[string]*chunk{}, after: map[string]*chunk{}, gone: map[string]bool{}}
	var ids []string
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	verbs := a.verbs(n, []string{"replace", "before", "after", removeKey, "prepend", "append", "opening"}, func(name string) string {
		if slices.Contains(ids, name) {
			return fmt.Sprintf("write \"replace:\" above it and move it to the right: replace: {%s: …}", name)
		}
		return ""
	})
	var then []string
	if a.then != nil {
		for _, s := range a.convert.Sections(a.then.blank) {
			then = append(then, s.ID)
		}
	}
	find := func(name *strictyaml.Node) bool {
		at := slices.Index(ids, name.Text)
		if at < 0 {
			a.unknown(name, "heading's name in this "+a.kind.noun(), ids, then)
			return false
		}
		for i, s := range list[:at] {
			if (c.gone[s.ID] || c.replace[s.ID] != nil) && s.End >= list[at].End && i != at {
				a.problems.Add(name.Pos, diag.PatchItem, fmt.Sprintf("the section %q stands in %q, which is replaced or removed here", name.Text, s.ID), "make the change in the text of that section")
				return false
			}
		}
		return true
	}
	if list := verbs.by[removeKey]; list != nil {
		for _, name := range inOrder(a.nameList(list), nil, ids) {
			if find(name.key) {
				c.gone[name.key.Text] = true
			}
		}
	}
	for _, verb := range []string{"replace", "before", "after"} {
		places := map[string]map[string]*chunk{"replace": c.replace, "before": c.before, "after": c.after}[verb]
		keys, values := a.pairs(verbs, verb)
		for _, p := range inOrder(keys, values, ids) {
			switch {
			case verb == "replace" && c.gone[p.key.Text]:
				a.problems.Add(p.key.Pos, diag.PatchItem, fmt.Sprintf("%q is replaced and removed at once", p.key.Text), "keep one of the two")
			case find(p.key):
				if text := a.chunk(p.value, p.key.Text); text != nil {
					places[p.key.Text] = text
				}
			}
		}
	}
	for _, verb := range []string{"prepend", "append", "opening"} {
		text := verbs.by[verb]
		if text == nil {
			continue
		}
		switch now := a.chunk(text, verb); verb {
		case "prepend":
			c.prepend = now
		case "append":
			c.append = now
		case "opening":
			c.opening = now
		}
	}
	return c
}

// pair is a name and what stands after it.
type pair struct{ key, value *strictyaml.Node }

// inOrder puts what is said of sections in the order of the text, so that what holds others comes first.
func inOrder(keys, values []*strictyaml.Node, ids []string) []pair {
	out := make([]pair, len(keys))
	for i, key := range keys {
		out[i].key = key
		if values != nil {
			out[i].value = values[i]
		}
	}
	slices.SortStableFunc(out, func(a, b pair) int { return slices.Index(ids, a.key.Text) - slices.Index(ids, b.key.Text) })
	return out
}

// chunk reads Markdown of a patch.
func (a *applier) chunk(n *strictyaml.Node, what string) *chunk {
	if !a.sound(n, a.words, strconv.Quote(what)) {
		return nil
	}
	if strings.TrimSpace(n.Text) == "" {
		a.problems.Add(n.Pos, diag.EmptyValue, fmt.Sprintf("%q is empty", what), "write the text; to take a section out, name it below \"remove:\"")
		return nil
	}
	lines := strings.Split(n.Text, "\n")
	c := &chunk{at: n.Pos}
	for i, line := range lines {
		c.lines, c.from = append(c.lines, line), append(c.from, a.lineOf(n, i, line))
	}
	for len(c.lines) > 0 && strings.TrimSpace(c.lines[0]) == "" {
		c.lines, c.from = c.lines[1:], c.from[1:]
	}
	for len(c.lines) > 0 && strings.TrimSpace(c.lines[len(c.lines)-1]) == "" {
		c.lines, c.from = c.lines[:len(c.lines)-1], c.from[:len(c.from)-1]
	}
	sections := a.convert.Sections([]byte(strings.Join(c.lines, "\n")))
	c.heading = len(sections) > 0 && sections[0].First == 1
	return c
}

// lineOf says where one line of a text of several lines stands.
func (a *applier) lineOf(n *strictyaml.Node, i int, line string) Line {
	at := n.Pos
	if n.Style == strictyaml.Block {
		at.Line += i + 1
		if at.Line <= len(a.lines) && bytes.HasSuffix(a.lines[at.Line-1], []byte(line)) {
			at.Column = utf8.RuneCount(a.lines[at.Line-1]) - utf8.RuneCountInString(line) + 1
			return Line{Patch: true, Line: at.Line, marks: []mark{{column: 1, patch: true, at: at}}}
		}
		at = n.Pos // the lines are joined, or otherwise not as they stand
	}
	m := mark{column: 1, patch: true, at: at, fixed: n.Style == strictyaml.Block || i > 0}
	if n.Style == strictyaml.SingleQuoted || n.Style == strictyaml.DoubleQuoted {
		m.at.Column++
	}
	return Line{Patch: true, Line: at.Line, marks: []mark{m}}
}
