package search_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"goldseam/internal/golden"
	"goldseam/internal/search"
)

func read(t testing.TB, name string, to any) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatal(err)
	}
}

func documents(t testing.TB) []search.Document {
	t.Helper()
	var list []struct {
		Title, Headings, Text string
		Stored                json.RawMessage
	}
	read(t, "documents.json", &list)
	var out []search.Document
	for _, d := range list {
		var stored bytes.Buffer
		if err := json.Compact(&stored, d.Stored); err != nil {
			t.Fatal(err)
		}
		out = append(out, search.Document{Title: d.Title, Headings: d.Headings, Text: d.Text, Stored: stored.String()})
	}
	return out
}

func entries(t testing.TB) []*search.Entry {
	t.Helper()
	var out []*search.Entry
	for _, d := range documents(t) {
		out = append(out, search.Take(d))
	}
	return out
}

// TestIndex writes the index that client/find/indexes.test.ts compares with one
// that MiniSearch made of the same documents.
func TestIndex(t *testing.T) {
	index := search.Index(entries(t))
	if !json.Valid(index) {
		t.Fatalf("the index is no JSON: %s", index)
	}
	golden.New(t, "testdata", "index.json").Check(t, "index.json", index)
}

func TestEmptyIndex(t *testing.T) {
	if index := search.Index(nil); !json.Valid(index) {
		t.Errorf("the index of nothing is no JSON: %s", index)
	}
}

// TestFold holds the folding of words against a table that client/find/fold.test.ts uses as well.
func TestFold(t *testing.T) {
	var table [][2]string
	read(t, "fold.json", &table)
	for _, row := range table {
		got := search.Fold(row[0])
		if got != row[1] {
			t.Errorf("Fold(%q) = %q, want %q", row[0], got, row[1])
		}
		if again := search.Fold(got); again != got {
			t.Errorf("Fold(%q) = %q, and folded again %q", row[0], got, again)
		}
	}
}

// TestModule holds that a module's text is the index, whatever is in it.
func TestModule(t *testing.T) {
	list := entries(t)
	module := string(search.Module(list))
	text, ok := strings.CutPrefix(module, "export default '")
	text, end := strings.CutSuffix(text, "';\n")
	if !ok || !end {
		t.Fatalf("the module is %.40q…", module)
	}
	if got := strings.NewReplacer(`\\`, `\`, `\'`, `'`).Replace(text); got != string(search.Index(list)) {
		t.Errorf("the module holds %s", got)
	}
	if strings.ContainsAny(module[:len(module)-1], "\n\r") {
		t.Error("a line ends within the text")
	}
}

func BenchmarkIndex(b *testing.B) {
	var list []*search.Entry
	for range 20 {
		list = append(list, entries(b)...)
	}
	for b.Loop() {
		search.Module(list)
	}
}
