package markdown

import (
	"bytes"
	"html"
	"strings"
)

// Words gives the text as it is read, as one line, without marks, notes' numbers
// and what only the whole site knows.
func (d *Doc) Words() string {
	if d == nil {
		return ""
	}
	var b strings.Builder
	b.Grow(len(d.html))
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
		name, _, _ := bytes.Cut(rest[open+1:open+end], []byte(" "))
		rest = rest[open+end+1:]
		switch string(name) {
		case "a", "/a", "em", "/em", "strong", "/strong", "code", "/code", "del", "/del", "span", "/span":
		case "sup":
			if _, after, ok := bytes.Cut(rest, []byte("</sup>")); ok {
				rest = after
			}
		case "/h2", "/h3", "/h4", "/h5", "/h6":
			b.WriteString(" · ") // what follows is another sentence
		default:
			b.WriteByte(' ')
		}
	}
	b.Write(rest)
	words := strings.Fields(html.UnescapeString(b.String()))
	words = deleteAll(words, "↩")
	return strings.Join(words, " ")
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
