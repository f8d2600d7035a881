package strictyaml_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/strictyaml"
)

func TestScalars(t *testing.T) {
	const text = "title: One\nsteps:\n  - Two\n  - {text: \"Three\", with: four}\nfields:\n  a: {options: {b: Five}}\nempty:\n"
	want := []string{"3:8 title=One", "5:5 steps=Two", "6:12 steps.text=Three", "6:27 steps.with=four", "8:20 fields.a.options.b=Five", "9:7 empty="}
	var got []string
	for _, s := range strictyaml.Scalars(strictyaml.Source{File: "f", Line: 3, Text: []byte(text)}) {
		got = append(got, fmt.Sprintf("%d:%d %s=%s", s.Pos.Line, s.Pos.Column, strings.Join(s.Keys, "."), s.Text))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Scalars (- want + got):\n%s", d)
	}
	if got := strictyaml.Scalars(strictyaml.Source{Line: 1, Text: []byte("a: [")}); got != nil {
		t.Errorf("Scalars of a broken file = %v, want none", got)
	}
}
