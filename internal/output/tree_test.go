package output

import (
	"slices"
	"testing"
)

func TestNext(t *testing.T) {
	one := NewTree(map[string][]byte{"a": []byte("1"), "b": []byte("1")})
	for _, files := range []map[string][]byte{
		{"a": []byte("2"), "b": []byte("1")}, {"a": []byte("2")}, {"a": []byte("2"), "c": []byte("3")}, {"a": nil, "aa": nil, "b": nil}, {},
	} {
		for _, before := range []*Tree{one, nil} {
			got, want := before.Next(files), NewTree(files)
			if !slices.Equal(got.Paths(), want.Paths()) {
				t.Errorf("Next(%v) lists %q, want %q", files, got.Paths(), want.Paths())
			}
			for _, p := range want.Paths() {
				if data, ok := got.File(p); !ok || string(data) != string(files[p]) {
					t.Errorf("Next(%v) has %q at %s (%v), want %q", files, data, p, ok, files[p])
				}
			}
		}
	}
}
