package markdown

import (
	"bytes"
	"html"
	"strings"
)

// Words gives the text as it is read, as one line, without marks, notes' numbers
// and what only the whole site knows. The sections for two are apart.
func (d *Doc) Words() (alone, together string) {
	if d == nil {
		return "", ""
	}
	var one, two strings.Builder
	one.Grow(len(d.html))
	b := &one
	rest := d.html
	for {
		open := bytes.IndexByte(rest, '<')
		if open < 0 {
			break
		}
		end := bytes.IndexByte(rest[open:], '>') // no attribute holds one: Escape
		if end < 0 {
			break
		}
		b.Write(rest[:open])
		name, more, _ := bytes.Cut(rest[open+1:open+end], []byte(" "))
		rest = rest[open+end+1:]
		switch string(name) {
		case "a", "/a", "em", "/em", "strong", "/strong", "code", "/code", "del", "/del", "span", "/span":
		case "sup":
			if _, after, ok := bytes.Cut(rest, []byte("</sup>")); ok {
				rest = after
			}
		case "section":
			if string(more) == "data-together" {
				b = &two
			}
		case "/section":
			b = &one
		case "/h2", "/h3", "/h4", "/h5", "/h6":
			b.WriteString(" · ") // what follows is another sentence
		default:
			b.WriteByte(' ')
		}
	}
	b.Write(rest)
	return oneLine(one.String()), oneLine(two.String())
}

func oneLine(s string) string {
	return strings.Join(deleteAll(strings.Fields(html.UnescapeString(s)), "↩"), " ")
}

func deleteAll(list []string, one string) []string {
	kept := list[:0]
	for _, s := range list {
		if s != one {
			kept = append(kept, s)
		}
	}
	return kept
}
