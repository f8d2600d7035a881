package build_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/snapshot"
)

// TestReleaseLedger holds that the record of the whole base program is read as it
// was written: nothing is missing from it, for the program alone and for an
// edition, and another publication records the same.
func TestReleaseLedger(t *testing.T) {
	for _, name := range []string{"content/ledger.yaml", "ledger.yaml"} {
		t.Run(name, func(t *testing.T) {
			files := base(t, hearth(t, map[string]string{}))
			delete(files, "content/ledger.yaml")
			input := func() build.Input {
				return build.Input{Tree: snapshot.Of(files), Client: client(), URL: "https://river.uk/"}
			}
			first := site(t, input(), nil).Release("2026-02-01", true)
			if first.Recorded < 20 {
				t.Fatalf("%d worksheets are recorded", first.Recorded)
			}
			files[name] = string(first.Ledger)
			again := site(t, input(), nil)
			for _, p := range again.Problems {
				if p.Severity == diag.Error || p.File == name {
					t.Errorf("%v", p)
				}
			}
			if second := again.Release("2026-02-01", true); !bytes.Equal(first.Ledger, second.Ledger) {
				t.Errorf("another publication records\n%s\nwhere there was\n%s", second.Ledger, first.Ledger)
			}
		})
	}
}

// TestReleaseLedgerOfEditions holds that what the base or the edition itself has
// published binds the edition, whatever it replaces or leaves out.
func TestReleaseLedgerOfEditions(t *testing.T) {
	const own = "content/en/worksheets/our-list.md"
	const sheet = "---\ntitle: Our list\nneutral_title: Sheet 99\nfill: alone\nkeep: ask\nshare: none\nkind: form\nfields:\n  one: {type: text, label: One}\n  two: {type: text, label: Two}\n---\n\nText.\n"
	published := func(t *testing.T) map[string]string {
		files := base(t, hearth(t, map[string]string{}))
		files["edition.yaml"] = "goldseam: 1.0.0\nadd:\n  - {worksheet: our-list, page: 500}\n"
		files[own] = sheet
		files["ledger.yaml"] = string(site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, nil).Release("2026-02-01", true).Ledger)
		return files
	}
	tests := []struct {
		name   string
		change func(files map[string]string)
		gone   []string // files in which something published is missing
	}{
		{"as it was", func(map[string]string) {}, nil},
		{"own field gone", func(f map[string]string) { f[own] = strings.Replace(sheet, "  one:", "  # one:", 1) }, []string{own}},
		{"own sheet gone", func(f map[string]string) {
			delete(f, own)
			f["edition.yaml"] = "goldseam: 1.0.0\n"
		}, []string{"ledger.yaml"}},
		{"a lesson left out, whose sheet stays", func(f map[string]string) { f["edition.yaml"] += "omit: [start-here]\n" }, nil},
		{"a phase left out, whose sheets stay", func(f map[string]string) { f["edition.yaml"] += "omit: [heal-and-reconnect]\n" }, nil},
		{"a sheet of the base replaced", func(f map[string]string) { f["content/en/worksheets/starting-point.md"] = sheet }, []string{"content/en/worksheets/starting-point.md"}},
		{"the same, never published by the edition", func(f map[string]string) {
			f["content/en/worksheets/starting-point.md"] = sheet
			delete(f, "ledger.yaml")
		}, []string{"content/en/worksheets/starting-point.md"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := published(t)
			tt.change(files)
			r, err := build.Site(t.Context(), build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range r.Problems {
				if p.Code == diag.LedgerGone {
					got = append(got, p.File)
				}
			}
			if got = slices.Compact(got); !slices.Equal(got, tt.gone) {
				t.Errorf("something published is missing in %q, want %q", got, tt.gone)
			}
			// What is recorded now still names all that was published.
			text := string(r.Release("2026-02-01", true).Ledger)
			for _, line := range []string{"  our-list:\n    one: text\n    two: text\n", "\n  starting-point:\n    role: {type: choice, options: [broke, hurt, both, unsure, mutual]}\n"} {
				if files["ledger.yaml"] != "" && !strings.Contains(text, line) {
					t.Errorf("the record lacks %q", line)
				}
			}
		})
	}
}
