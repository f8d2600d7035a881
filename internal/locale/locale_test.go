package locale_test

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"goldseam/internal/locale"
)

// run is a span of numbers that take the same form.
type run struct {
	from, to int
	form     string
}

func (r *run) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[]any{&r.from, &r.to, &r.form})
}

// table is what client/locale.test.ts holds the browser's side to as well.
type table struct {
	Forms map[string][]run
	Days  map[string][][2]string
}

func read(t *testing.T) (out table) {
	t.Helper()
	data, err := os.ReadFile("testdata/cldr.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestFormsAreThoseOfTheClient(t *testing.T) {
	for tag, runs := range read(t).Forms {
		p := locale.PluralOf(tag)
		next := 0
		for _, r := range runs {
			for n := r.from; n <= r.to; n++ {
				if got := p.Form(n); got != r.form || n != next {
					t.Errorf("%s: %d takes %q (looked for %d), want %q", tag, n, got, next, r.form)
				}
				next++
			}
		}
		if next != 201 {
			t.Errorf("%s: the table has %d numbers, want 0 to 200", tag, next)
		}
	}
}

func TestFormsOfLanguages(t *testing.T) {
	tests := []struct {
		tag           string
		needed, known []string
	}{
		{"en", []string{"one"}, []string{"one"}},
		{"es-MX", []string{"one"}, []string{"one", "many"}},
		{"ar", []string{"zero", "one", "two", "few", "many"}, []string{"zero", "one", "two", "few", "many"}},
		{"pl", []string{"one", "few", "many"}, []string{"one", "few", "many"}},
		{"ja", nil, nil},
		{"xx", nil, nil},
	}
	for _, tt := range tests {
		p := locale.PluralOf(tt.tag)
		if needed, known := p.Needed(), p.Known(); !slices.Equal(needed, tt.needed) || !slices.Equal(known, tt.known) {
			t.Errorf("%s needs %q and knows %q, want %q and %q", tt.tag, needed, known, tt.needed, tt.known)
		}
	}
}

func TestDay(t *testing.T) {
	tests := []struct{ tag, iso, want string }{
		{"en-GB", "2026-01-31", "31 January 2026"},
		{"es-MX", "2026-09-01", "1 de septiembre de 2026"},
		{"fr", "2026-01-31", "2026-01-31"},
		{"es", "tomorrow", "tomorrow"},
		{"es", "2026-13-01", "2026-13-01"},
		{"ar", "2026-00-31", "2026-00-31"},
	}
	for tag, days := range read(t).Days {
		for _, d := range days {
			tests = append(tests, struct{ tag, iso, want string }{tag, d[0], d[1]})
		}
	}
	for _, tt := range tests {
		if got := locale.Day(tt.tag, tt.iso); got != tt.want {
			t.Errorf("Day(%s, %s) = %q, want %q", tt.tag, tt.iso, got, tt.want)
		}
	}
}

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{"en": "ltr", "ar": "rtl", "AR-eg": "rtl", "he": "rtl", "az-Latn": "ltr", "ug-Latn": "ltr", "arn": "ltr"} {
		if got := locale.Direction(tag); got != want {
			t.Errorf("Direction(%s) = %q, want %q", tag, got, want)
		}
	}
}
