// Package search makes search indexes that MiniSearch, the client's search, loads
// as if it had made them itself.
//
// A document is taken apart once, by [Take]; what was taken from documents that
// did not change can be put into the next index. Which characters part words is
// MiniSearch's own rule; that accents do not matter is this package's and the
// client's (client/find/fold.ts).
package search

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Document is what can be found: a lesson, a worksheet or another page.
type Document struct {
	Title    string
	Headings string
	Text     string // "" where only title and headings are looked through
	Stored   string // what the client gets of a document that was found: an object in JSON
}

// fieldCount is the number of a document's fields: title, headings, text.
const fieldCount = 3

// Entry is a document taken apart. It is immutable.
type Entry struct {
	lengths [fieldCount]int // of each field: how many different words it has, as they stand
	terms   []term          // sorted
	stored  string
}

// term is a word of a document, folded, and how often it is in each field.
type term struct {
	text  string
	count [fieldCount]int
}

// Take takes a document apart.
func Take(d Document) *Entry {
	e := &Entry{stored: d.Stored}
	found := map[string]*term{}
	for field, text := range [fieldCount]string{d.Title, d.Headings, d.Text} {
		words := split(text)
		different := make(map[string]bool, len(words))
		for _, word := range words {
			different[word] = true
			folded := Fold(word)
			if folded == "" {
				continue
			}
			t := found[folded]
			if t == nil {
				t = &term{text: folded}
				found[folded] = t
			}
			t.count[field]++
		}
		e.lengths[field] = len(different)
	}
	e.terms = make([]term, 0, len(found))
	for _, t := range found {
		e.terms = append(e.terms, *t)
	}
	slices.SortFunc(e.terms, func(a, b term) int { return strings.Compare(a.text, b.text) })
	return e
}

// split parts a text as MiniSearch does, whose words may be empty at both ends.
func split(text string) []string {
	var words []string
	start, within := 0, false
	for i, r := range text {
		if apart(r) {
			if !within {
				words = append(words, text[start:i])
			}
			within = true
			continue
		}
		if within {
			start, within = i, false
		}
	}
	if within {
		return append(words, "")
	}
	return append(words, text[start:])
}

func apart(r rune) bool {
	if r < unicode.MaxASCII {
		switch r {
		case '$', '+', '<', '=', '>', '^', '`', '|', '~': // symbols, which are no punctuation
			return false
		}
		return r == '\n' || r == '\r' || r == ' ' || r > ' ' && !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	}
	return unicode.In(r, unicode.Z, unicode.P)
}

// Module gives a script module whose default export is the index of the entries, as a text in JSON.
func Module(entries []*Entry) []byte {
	index := Index(entries)
	var b bytes.Buffer
	b.Grow(len(index) + len(index)/64)
	b.WriteString("export default '")
	for _, c := range index {
		if c == '\'' || c == '\\' {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	b.WriteString("';\n")
	return b.Bytes()
}

// Index gives the index of the entries in JSON, as MiniSearch 7 writes it.
func Index(entries []*Entry) []byte {
	var b bytes.Buffer
	n := strconv.Itoa(len(entries))
	b.WriteString(`{"documentCount":` + n + `,"nextId":` + n + `,"documentIds":{`)
	each(&b, entries, func(i int, _ *Entry) { b.WriteString(strconv.Itoa(i)) })
	b.WriteString(`},"fieldIds":{"title":0,"headings":1,"text":2},"fieldLength":{`)
	each(&b, entries, func(_ int, e *Entry) { b.Write(numbers(e.lengths[:])) })
	b.WriteString(`},"averageFieldLength":`)
	b.Write(averages(entries))
	b.WriteString(`,"storedFields":{`)
	each(&b, entries, func(_ int, e *Entry) { b.WriteString(e.stored) })
	b.WriteString(`},"dirtCount":0,"index":`)
	terms(&b, entries)
	b.WriteString(`,"serializationVersion":2}`)
	return b.Bytes()
}

// each writes the entries' values under their numbers.
func each(b *bytes.Buffer, entries []*Entry, value func(int, *Entry)) {
	for i, e := range entries {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + strconv.Itoa(i) + `":`)
		value(i, e)
	}
}

func numbers(list []int) []byte {
	out := []byte{'['}
	for i, n := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendInt(out, int64(n), 10)
	}
	return append(out, ']')
}

// averages are computed step by step, as MiniSearch does when documents are added.
func averages(entries []*Entry) []byte {
	if len(entries) == 0 {
		return []byte("[]")
	}
	out := []byte{'['}
	for field := range fieldCount {
		average := 0.0
		for i, e := range entries {
			total := average*float64(i) + float64(e.lengths[field])
			average = total / float64(i+1)
		}
		if field > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendFloat(out, average, 'g', -1, 64)
	}
	return append(out, ']')
}

// posting is a term in one document.
type posting struct {
	entry int
	count *[fieldCount]int
}

// terms writes every term with the documents it is in.
func terms(b *bytes.Buffer, entries []*Entry) {
	postings := map[string][]posting{}
	for i, e := range entries {
		for t := range e.terms {
			postings[e.terms[t].text] = append(postings[e.terms[t].text], posting{i, &e.terms[t].count})
		}
	}
	all := make([]string, 0, len(postings))
	for text := range postings {
		all = append(all, text)
	}
	slices.Sort(all)
	b.WriteByte('[')
	for i, text := range all {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('[')
		quote(b, text)
		b.WriteString(",{")
		inFields(b, postings[text])
		b.WriteString("}]")
	}
	b.WriteByte(']')
}

func inFields(b *bytes.Buffer, postings []posting) {
	var number [20]byte
	first := true
	for field := range fieldCount {
		open := false
		for _, p := range postings {
			if p.count[field] == 0 {
				continue
			}
			switch {
			case open:
				b.WriteByte(',')
			case first:
				b.WriteString(`"` + strconv.Itoa(field) + `":{`)
			default:
				b.WriteString(`,"` + strconv.Itoa(field) + `":{`)
			}
			open, first = true, false
			b.WriteByte('"')
			b.Write(strconv.AppendInt(number[:0], int64(p.entry), 10))
			b.WriteString(`":`)
			b.Write(strconv.AppendInt(number[:0], int64(p.count[field]), 10))
		}
		if open {
			b.WriteByte('}')
		}
	}
}

// quote writes a text as JSON.
func quote(b *bytes.Buffer, text string) {
	quoted, _ := json.Marshal(text) // a text can always be written
	b.Write(quoted)
}
