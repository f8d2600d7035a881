package origin_test

import (
	"fmt"
	"strings"
	"testing"

	"goldseam/internal/origin"
)

// parts makes a text of lines such as "title=Home" and its parts.
func parts(lines string) ([]byte, []origin.Part) {
	var out []origin.Part
	for i, line := range strings.Fields(lines) {
		key, text, _ := strings.Cut(line, "=")
		out = append(out, origin.Part{Key: key, Index: i, Text: text})
	}
	return []byte(lines), out
}

func TestSince(t *testing.T) {
	tests := []struct{ name, was, now, changed string }{
		{"nothing", "a=1 b=2", "a=1 b=2", "fresh"},
		{"only what is no words", "a=1 b=2", "a=1  b=2", "fresh"},
		{"one", "a=1 b=2 c=3", "a=1 b=4 c=3", `"b" 2`},
		{"one put in", "a=1 c=3", "a=1 b=2 c=3", `"b" 2`},
		{"one taken out", "a=1 b=2 c=3", "a=1 c=3", "what is no longer there: 1"},
		{"one changed and one taken out", "a=1 b=2 c=3", "a=1 c=4", `"c" 2; what is no longer there: 1`},
		{"two changed places", "a=1 b=2 c=3", "b=2 a=1 c=3", `"a" 2`},
		{"all", "a=1", "a=2 b=3", `"a" 1; "b" 2`},
	}
	for _, tt := range tests {
		wasText, was := parts(tt.was)
		nowText, now := parts(tt.now)
		s := origin.Since(origin.Line(wasText, was), nowText, now)
		got := "fresh"
		if s != nil {
			got = s.Names()
		}
		if got != tt.changed {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.changed)
		}
		if short := origin.Since(origin.Hash(wasText), nowText, now); (short == nil) != (tt.was == tt.now) || short != nil && (short.Known || short.Names() != "") {
			t.Errorf("%s: with the short form it is %v", tt.name, short)
		}
	}
}

func TestIs(t *testing.T) {
	text, list := parts("a=1 b=2")
	for line, want := range map[string]bool{
		"1a2b3c4d": true, "1a2b3c4d-abc": true, "1a2b3c4d-abcdef": true, "1a2b3c4d-": true, origin.Line(text, list): true, origin.Line(text, nil): true,
		"": false, "1a2b3c4": false, "1a2b3c4d-ab": false, "1A2B3C4D": false, "1a2b3c4d-abcg": false, "soon": false,
	} {
		if got := origin.Is(line); got != want {
			t.Errorf("Is(%q) is %t", line, got)
		}
	}
}

func TestNames(t *testing.T) {
	for want, p := range map[string]origin.Part{
		"the title":                 {Key: "title", Index: -1},
		"the neutral title":         {Key: "neutral_title", Index: -1},
		"step 2":                    {Key: "steps", Index: 1},
		`"dont" 1`:                  {Key: "dont"},
		"the field when":            {Key: "fields", Index: -1, Name: "when"},
		"the section “How to”":      {Key: origin.Body, Index: 3, Name: "How to"},
		"the text at the beginning": {Key: origin.Body, Index: -1},
	} {
		if got := fmt.Sprint(p); got != want {
			t.Errorf("%#v is %q, want %q", p, got, want)
		}
	}
}
