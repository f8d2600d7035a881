package follow

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"goldseam/internal/merge"
)

// Changed says in plain words which parts of a file are others now, such as
// "2 steps" or "the section “What it sounds like”".
func (e *Edition) Changed(name string, old, fresh []byte) []string {
	if bytes.Equal(old, fresh) {
		return nil
	}
	before, ok := e.parts(name, old)
	now, ok2 := e.parts(name, fresh)
	if !ok || !ok2 {
		return lineCount(old, fresh)
	}
	var out []string
	for _, key := range keysOf(before, now) {
		out = append(out, compare(find(before, key), find(now, key))...)
	}
	if out == nil {
		return []string{"how it is written, and no words"}
	}
	return out
}

// lineCount says how much of a file changed of whose parts nothing is known.
func lineCount(old, fresh []byte) []string {
	more, less := 0, 0
	for _, c := range merge.Changes(merge.Lines(old), merge.Lines(fresh)) {
		less, more = less+c.End-c.Start, more+c.NewEnd-c.NewStart
	}
	if more+less == 0 {
		return []string{"its line ends, and no words"}
	}
	return []string{counted(max(more, less), "line", "lines")}
}

// keysOf lists the keys of two files, those of the second in their order.
func keysOf(before, now []part) []string {
	var out []string
	for _, p := range slices.Concat(now, before) {
		if !slices.Contains(out, p.key) {
			out = append(out, p.key)
		}
	}
	return out
}

func find(parts []part, key string) part {
	for _, p := range parts {
		if p.key == key {
			return p
		}
	}
	return part{key: key}
}

// compare says how one part changed.
func compare(old, fresh part) []string {
	p := fresh
	if len(fresh.items) == 0 {
		p = old
	}
	switch {
	case slices.Equal(old.items, fresh.items) && slices.Equal(old.names, fresh.names):
		return nil
	case !p.list:
		return []string{single(p.key)}
	case p.names != nil:
		return compareNamed(p, old, fresh)
	}
	changed, added, gone := 0, 0, 0
	for _, c := range merge.Changes(old.items, fresh.items) {
		both := min(c.End-c.Start, c.NewEnd-c.NewStart)
		changed, added, gone = changed+both, added+c.NewEnd-c.NewStart-both, gone+c.End-c.Start-both
	}
	one, many := listed(p.key)
	var out []string
	if changed > 0 {
		out = append(out, counted(changed, one, many))
	}
	if added > 0 {
		out = append(out, counted(added, "new "+one, "new "+many))
	}
	if gone > 0 {
		out = append(out, counted(gone, one, many)+" less")
	}
	return out
}

// mostNames is how many things are named one by one.
const mostNames = 6

// compareNamed says which of the things with permanent names changed.
func compareNamed(p, old, fresh part) []string {
	one, many := listed(p.key)
	called := func(name string) string {
		switch {
		case name != "":
			return fmt.Sprintf("the %s %q", one, name)
		case len(p.names) == 1:
			return "the text"
		}
		return "the text before the first heading"
	}
	var out []string
	for i, name := range fresh.names {
		switch j := slices.Index(old.names, name); {
		case j < 0:
			out = append(out, strings.Replace(called(name), "the ", "the new ", 1))
		case old.items[j] != fresh.items[i]:
			out = append(out, called(name))
		}
	}
	for _, name := range old.names {
		if !slices.Contains(fresh.names, name) {
			out = append(out, called(name)+", which is gone")
		}
	}
	if out == nil {
		return []string{"the order of the " + many}
	}
	if len(out) > mostNames {
		return append(out[:mostNames:mostNames], fmt.Sprintf("%d more", len(out)-mostNames))
	}
	return out
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// single names a key that holds one thing.
func single(key string) string {
	switch key {
	case "title", "aim", "summary", "tagline":
		return "the " + key
	case "minutes":
		return "the minutes"
	case "for":
		return "whom it is for"
	case "mode":
		return "whether it is done alone or as two"
	case "paths":
		return "its place on the paths"
	case "on_red":
		return "what is left of it after a red safety result"
	case "heavy":
		return "the note above it that it is heavy"
	case "solo":
		return "the text for who is alone"
	case "source":
		return "what it was translated from"
	case "neutral_title":
		return "the neutral title"
	case "fill":
		return "who fills it in"
	case "keep":
		return "whether answers are kept"
	case "share":
		return "what may be shared"
	case "country":
		return "the country"
	case "about_people":
		return "words about people"
	}
	return fmt.Sprintf("%q", key)
}

// listed names one and several of what a key holds.
func listed(key string) (one, many string) {
	switch key {
	case "steps":
		return "step", "steps"
	case "do":
		return "thing to do", "things to do"
	case "dont":
		return "thing not to do", "things not to do"
	case "signs":
		return "sign of healing", "signs of healing"
	case "safety":
		return "note on safety", "notes on safety"
	case "privacy":
		return "note on privacy", "notes on privacy"
	case "after":
		return "lesson to read before", "lessons to read before"
	case "worksheets":
		return "worksheet", "worksheets"
	case "fields":
		return "question", "questions"
	case "rules", "say":
		return "rule", "rules"
	case "lines":
		return "help line", "help lines"
	case "emergency":
		return "emergency number", "emergency numbers"
	case "words":
		return "word", "words"
	case "text":
		return "section", "sections"
	case "introduce", "watch", "not_when", "ask":
		return fmt.Sprintf("note below %q", key), fmt.Sprintf("notes below %q", key)
	}
	return fmt.Sprintf("line below %q", key), fmt.Sprintf("lines below %q", key)
}
