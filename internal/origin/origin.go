// Package origin says what a translation was made from, and which parts of that
// have changed since.
//
// What it was made from is written as the short hash of the whole text, such as
// 1a2b3c4d. Three more digits for each part may follow: 1a2b3c4d-0f19a2…; then it
// can be told which parts changed, and a change of what is no words is no change.
package origin

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
)

// Body is the key of parts that are sections of the text below the front matter.
const Body = "body"

// Part is a part of a text: a key, an item of a list, a field, a section.
type Part struct {
	Key   string // "title", "steps", "fields", … or Body
	Index int    // of an item in its list, of a section's heading; -1 for the text above the first heading
	Name  string // of a field, or a section's heading
	Text  string // all its words
}

// String names the part for an author.
func (p Part) String() string {
	switch {
	case p.Key == Body && p.Index < 0:
		return "the text at the beginning"
	case p.Key == Body:
		return fmt.Sprintf("the section “%s”", p.Name)
	case p.Key == "fields":
		return "the field " + p.Name
	case p.Name != "":
		return p.Key + " " + p.Name
	case p.Index >= 0:
		name := map[string]string{"steps": "step", "signs": "sign"}[p.Key]
		if name == "" {
			name = fmt.Sprintf("%q", p.Key)
		}
		return fmt.Sprintf("%s %d", name, p.Index+1)
	}
	return "the " + strings.ReplaceAll(p.Key, "_", " ")
}

// wholeDigits are those of the whole text, partDigits those of a part.
const wholeDigits, partDigits = 8, 3

// Hash gives the short hash of a whole text, which must be clean: no byte-order
// mark, and "\n" as line end.
func Hash(text []byte) string { return digits(text, wholeDigits) }

func digits(text []byte, n int) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])[:n]
}

// Line gives what a translation of a text writes after "source:".
func Line(text []byte, parts []Part) string {
	var b strings.Builder
	b.WriteString(Hash(text))
	for i, p := range parts {
		if i == 0 {
			b.WriteByte('-')
		}
		b.WriteString(digits([]byte(p.Text), partDigits))
	}
	return b.String()
}

var lineForm = regexp.MustCompile(`^[0-9a-f]{8}(?:-((?:[0-9a-f]{3})*))?$`)

// Is tells whether a text can stand after "source:".
func Is(line string) bool { return lineForm.MatchString(line) }

// Fresh tells, by the whole text alone, that a translation is one of the text as it stands.
func Fresh(line string, text []byte) bool {
	return len(line) >= wholeDigits && line[:wholeDigits] == Hash(text) && Is(line)
}

// Stale says that a translation is older than what it was made from. It is immutable.
type Stale struct {
	Known bool   // the parts that changed are known
	Parts []Part // those that were changed or are new, in order, without their text
	Gone  int    // how many were taken out
}

// Since compares what a translation was made from with the text as it stands; nil
// if no words of it have changed.
func Since(line string, text []byte, parts []Part) *Stale {
	if Fresh(line, text) {
		return nil
	}
	m := lineForm.FindStringSubmatch(line)
	if m == nil || m[1] == "" {
		return &Stale{}
	}
	var was, now []string
	for rest := m[1]; rest != ""; rest = rest[partDigits:] {
		was = append(was, rest[:partDigits])
	}
	for _, p := range parts {
		now = append(now, digits([]byte(p.Text), partDigits))
	}
	kept := common(was, now)
	out := &Stale{Known: true, Gone: len(was) - len(kept)}
	next := 0
	for i, p := range parts {
		if next < len(kept) && kept[next] == i {
			next++
			continue
		}
		p.Text = ""
		out.Parts = append(out.Parts, p)
	}
	// Each part that was changed is one that went and one that came.
	out.Gone = max(0, out.Gone-len(out.Parts))
	if len(out.Parts) == 0 && out.Gone == 0 {
		return nil
	}
	return out
}

// common gives the indexes in b of a longest common subsequence of a and b.
func common(a, b []string) []int {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var out []int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out = append(out, j)
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// Has tells whether a part is known to have changed. It may be asked of nil.
func (s *Stale) Has(key string, index int, name string) bool {
	if s == nil {
		return false
	}
	for _, p := range s.Parts {
		if p.Key == key && p.Index == index && (name == "" || p.Name == name) {
			return true
		}
	}
	return false
}

// Names names the parts for an author, "" where they are not known.
func (s *Stale) Names() string {
	if !s.Known {
		return ""
	}
	var out []string
	for _, p := range s.Parts {
		out = append(out, p.String())
	}
	if s.Gone > 0 {
		out = append(out, fmt.Sprintf("what is no longer there: %d", s.Gone))
	}
	return strings.Join(out, "; ")
}
