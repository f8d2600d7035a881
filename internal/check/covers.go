package check

import (
	"reflect"
	"slices"
	"strings"

	"goldseam/internal/format"
)

// covers tells whether one condition surely holds wherever another one does. It
// looks at how the two are written and gives no answer in doubt: false may mean
// that nobody can tell.
func covers(wide, narrow *format.Condition) bool {
	if reflect.DeepEqual(wide, narrow) {
		return true
	}
	within := func(n format.Condition) bool { return covers(wide, &n) }
	around := func(w format.Condition) bool { return covers(&w, narrow) }
	switch {
	case narrow.Any != nil && all(narrow.Any, within):
		return true
	case wide.All != nil && all(wide.All, around):
		return true
	case slices.ContainsFunc(wide.Any, around) || slices.ContainsFunc(narrow.All, within):
		return true
	case wide.Not != nil && narrow.Not != nil:
		return covers(narrow.Not, wide.Not)
	}
	return wide.Field != "" && wide.Field == narrow.Field && as(wide, narrow) && often(wide.Entries, narrow.Entries)
}

func all[T any](list []T, holds func(T) bool) bool {
	return !slices.ContainsFunc(list, func(v T) bool { return !holds(v) })
}

// as compares what two conditions ask of the same field.
func as(wide, narrow *format.Condition) bool {
	switch {
	case wide.AtLeast != nil:
		return narrow.AtLeast != nil && *wide.AtLeast <= *narrow.AtLeast
	case wide.AtMost != nil:
		return narrow.AtMost != nil && *wide.AtMost >= *narrow.AtMost
	case wide.Filled:
		return !narrow.Empty && narrow.IsNot == ""
	case wide.Empty:
		return narrow.Empty
	case wide.Has != "":
		return wide.Has == narrow.Has
	}
	answers := answersOf(narrow)
	if wide.IsNot != "" {
		return wide.IsNot == narrow.IsNot || len(answers) > 0 && !slices.Contains(answers, wide.IsNot)
	}
	known := answersOf(wide)
	return len(answers) > 0 && all(answers, func(a string) bool { return slices.Contains(known, a) })
}

// answersOf lists the answers that a condition waits for.
func answersOf(c *format.Condition) []string {
	if c.Is != "" {
		return []string{c.Is}
	}
	return c.AnyOf
}

// often compares how many of the last entries must be so.
func often(wide, narrow *format.Entries) bool {
	if wide == nil || narrow == nil {
		return wide == narrow
	}
	return wide.Last >= narrow.Last && wide.Times <= narrow.Times
}

// asked lists the fields that a condition looks at, each once.
func asked(c *format.Condition) []string {
	var out []string
	if c.Field != "" {
		field, _, _ := strings.Cut(c.Field, ".")
		out = append(out, field)
	}
	parts := append(slices.Clone(c.All), c.Any...)
	if c.Not != nil {
		parts = append(parts, *c.Not)
	}
	for i := range parts {
		for _, field := range asked(&parts[i]) {
			if !slices.Contains(out, field) {
				out = append(out, field)
			}
		}
	}
	return out
}
