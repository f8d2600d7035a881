package nearest_test

import (
	"testing"

	"goldseam/internal/nearest"
)

func TestName(t *testing.T) {
	known := []string{"signs", "steps", "safety", "solo", "do", "dont"}
	tests := []struct{ name, want string }{
		{"sings", "signs"}, {"step", "steps"}, {"Safety", "safety"}, {"dos", "do"}, {"banana", ""}, {"x", ""}, {"", ""},
	}
	for _, tt := range tests {
		if got := nearest.Name(tt.name, known); got != tt.want {
			t.Errorf("Name(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestHint(t *testing.T) {
	if got, want := nearest.Hint("banana", []string{"b", "a"}, "paths"), "known paths: a, b"; got != want {
		t.Errorf("Hint = %q, want %q", got, want)
	}
	if got, want := nearest.Hint("banana", nil, "paths"), "there are no paths yet"; got != want {
		t.Errorf("Hint = %q, want %q", got, want)
	}
}
