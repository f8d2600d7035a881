package worksheet_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/worksheet"
)

const sources = `keep: ask
fields:
  t: {type: text, label: T}
  l: {type: longtext, label: L}
  c: {type: choice, label: C, options: {a: A, b: B}}
  c2: {type: choice, label: C, options: {z: Z}}
  m: {type: multi, label: M, options: {a: A, b: B}}
  m2: {type: multi, label: M, options: {b: B, z: Z}}
  s: {type: scale, label: S, low: low, high: high}
  si: {type: scale, label: S, low: low, high: high, items: {x: X}}
  r: {type: rows, label: R, columns: {name: {type: text, label: N}, kind: {type: choice, label: K, options: {a: A}}, life: {type: multi, label: L, options: {a: A}}}}
  r2: {type: rows, label: R, columns: {name: {type: longtext, label: N}, kind: {type: multi, label: K, options: {a: A}}, life: {type: multi, label: L, options: {a: A, b: B}}}}
  r3: {type: rows, label: R, columns: {when: {type: date, label: W}, what: {type: text, label: N}}}
  rd: {type: rows, label: R, columns: {when: {type: date, label: W}}}
  g: {type: agreement, label: G}
  e: {type: sentence, label: E, text: "I {x} and {y}."}
  e2: {type: sentence, label: E, text: "We {y}."}
  k: {type: tracker, label: K, columns: {a: {type: text, label: A}}}
  b: {type: text, label: B, each: true}
  n: {type: text, label: N, keep: never}
`

func TestSuggest(t *testing.T) {
	s, problems := define(t, sources)
	if problems != nil {
		t.Fatal(problems)
	}
	one := map[string]string{"": ""}
	tests := []struct {
		from, to string
		want     map[string]string
	}{
		{"t", "t", one},
		{"t", "l", one},
		{"l", "t", one},
		{"s", "s", one},
		{"c", "c", one},
		{"c", "c2", nil},
		{"m", "m2", map[string]string{"b": "b"}},
		{"l", "r3", map[string]string{"": "what"}},
		{"l", "g", map[string]string{"": "line"}},
		{"l", "rd", nil},
		{"r", "r2", map[string]string{"name": "name", "life.a": "life.a"}},
		{"r", "r3", map[string]string{"name": "what"}},
		{"rd", "r", nil},
		{"g", "g", map[string]string{"line": "line"}},
		{"g", "r", map[string]string{"line": "name"}},
		{"e", "e2", map[string]string{"y": "y"}},
		{"t", "s", nil},
		{"r", "t", nil},
		{"si", "s", nil},
		{"k", "k", nil},
		{"b", "t", nil},
	}
	for _, tt := range tests {
		got := worksheet.Suggest(s.Field(tt.from), s.Field(tt.to))
		if d := cmp.Diff(tt.want, got); d != "" && len(got)+len(tt.want) > 0 {
			t.Errorf("%s for %s: %s", tt.from, tt.to, d)
		}
		why, hint := worksheet.NoSuggestion(s, s.Field(tt.from), s.Field(tt.to))
		if (why == "") != (len(tt.want) > 0) || (why == "") != (hint == "") {
			t.Errorf("%s for %s: the problem is %q with the hint %q", tt.from, tt.to, why, hint)
		}
	}
}

func TestNoSuggestionOfWhatIsNotKept(t *testing.T) {
	for _, text := range []string{sources, strings.Replace(sources, "keep: ask", "keep: never", 1), "kind: tracker\n" + sources} {
		s, _ := define(t, text)
		from := "t"
		if text == sources {
			from = "n"
		}
		if why, _ := worksheet.NoSuggestion(s, s.Field(from), s.Field("t")); why == "" {
			t.Errorf("%s of this worksheet is suggested:\n%s", from, text)
		}
	}
}
