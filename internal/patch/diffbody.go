package patch

import (
	"bytes"
	"slices"
	"strings"
)

// join gives lines of a file, from one number to before another, without the empty ones at both ends.
func join(lines [][]byte, first, end int) string {
	for first < end && len(bytes.TrimSpace(lines[first-1])) == 0 {
		first++
	}
	for end > first && len(bytes.TrimSpace(lines[end-2])) == 0 {
		end--
	}
	return string(bytes.Join(lines[first-1:max(end-1, first-1)], []byte("\n")))
}

// body tells a body from another; nil if they are the same.
func (d *differ) body(b, n *file) *part {
	if slices.Equal(squeezed(b.lines[b.body-1:]), squeezed(n.lines[n.body-1:])) {
		return nil
	}
	c := &bodyDiff{base: b, now: n, out: group(), said: true}
	was := outline(d.convert.Sections(b.blank), b.body, len(b.lines)+1)
	now := outline(d.convert.Sections(n.blank), n.body, len(n.lines)+1)
	c.opening(was, now)
	c.sections(was, now)
	if whole := join(n.lines, n.body, len(n.lines)+1); len(was.sections) == 0 || !c.said {
		return word(whole + "\n")
	}
	return c.out
}

// bodyDiff tells sections from others.
type bodyDiff struct {
	base, now *file
	out       *part
	said      bool
}

func (c *bodyDiff) opening(was, now *section) {
	a, b := join(c.base.lines, was.First, was.own()), join(c.now.lines, now.First, now.own())
	switch {
	case a == b:
	case a == "":
		c.out.put("prepend", word(b+"\n"))
	case b == "":
		c.said = false
	default:
		c.out.put("opening", word(b+"\n"))
	}
}

// sections tells the sections in a section from those in another.
func (c *bodyDiff) sections(was, now *section) {
	pairs := common(len(was.sections), len(now.sections), func(i, j int) bool { return was.sections[i].ID == now.sections[j].ID })
	i, j := 0, 0
	for _, pair := range append(pairs, [2]int{len(was.sections), len(now.sections)}) {
		for ; i < pair[0] && j < pair[1]; i, j = i+1, j+1 {
			c.out.verb("replace", was.sections[i].ID, word(c.all(c.now, now.sections[j])))
		}
		var fresh []string
		for ; j < pair[1]; j++ {
			fresh = append(fresh, strings.TrimSuffix(c.all(c.now, now.sections[j]), "\n"))
		}
		if text := word(strings.Join(fresh, "\n\n") + "\n"); len(fresh) > 0 {
			switch {
			case i > 0 && i == len(was.sections) && was.Level == 0:
				c.out.put("append", text)
			case i > 0:
				c.out.verb("after", was.sections[i-1].ID, text)
			case len(was.sections) > 0:
				c.out.verb("before", was.sections[0].ID, text)
			default:
				c.said = false // not called for a section that has none to stand beside
			}
		}
		for ; i < pair[0]; i++ {
			c.out.gone(was.sections[i].ID)
		}
		if i < len(was.sections) && j < len(now.sections) {
			c.section(was.sections[i], now.sections[j])
		}
		i, j = pair[0]+1, pair[1]+1
	}
}

// section tells two sections of the same name apart.
func (c *bodyDiff) section(was, now *section) {
	if c.all(c.base, was) == c.all(c.now, now) {
		return
	}
	head := join(c.base.lines, was.First, was.Text) == join(c.now.lines, now.First, now.Text)
	text := join(c.base.lines, was.Text, was.own()) == join(c.now.lines, now.Text, now.own())
	if head && text && len(was.sections) > 0 {
		c.sections(was, now)
		return
	}
	below := join(c.now.lines, now.Text, now.End)
	if !head || join(c.now.lines, now.Text, now.own()) == "" {
		below = strings.TrimSuffix(c.all(c.now, now), "\n")
	}
	c.out.verb("replace", was.ID, word(below+"\n"))
}

// all gives a section with its heading.
func (c *bodyDiff) all(f *file, s *section) string { return join(f.lines, s.First, s.End) + "\n" }
