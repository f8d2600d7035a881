package program_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"goldseam/content"
	"goldseam/internal/program"
)

// TestSafetyWordsAreThere holds that each name on the lists stands for something in the base program.
func TestSafetyWordsAreThere(t *testing.T) {
	data, err := fs.ReadFile(content.FS, "en/strings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	keys := program.SafetyStrings()
	for _, key := range keys {
		if !strings.Contains(string(data), "\n"+key+": ") {
			t.Errorf("the base program has no word %q", key)
		}
	}
	if n := len(slices.Compact(slices.Sorted(slices.Values(keys)))); n != len(keys) {
		t.Errorf("%d keys, and %d different ones", len(keys), n)
	}
	for _, family := range []string{"leave", "panel-", "js-gate-", "kind-"} {
		for line := range strings.Lines(string(data)) {
			key, _, ok := strings.Cut(line, ":")
			if ok && strings.HasPrefix(key, family) && !strings.HasPrefix(key, "leave-to-") && !slices.Contains(keys, key) {
				t.Errorf("%q is a word of safety like the others that begin with %q, and is not on the list", key, family)
			}
		}
	}
}

func TestSafetyPagesAreKnown(t *testing.T) {
	for _, name := range program.SafetyPages() {
		if !slices.ContainsFunc(program.KnownPages, func(k struct{ Name, Letter string }) bool { return k.Name == name }) {
			t.Errorf("there is no page %q", name)
		}
	}
}
