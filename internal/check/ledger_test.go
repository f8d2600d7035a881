package check_test

import (
	"slices"
	"strings"
	"testing"

	"goldseam/internal/diag"
	"goldseam/internal/load"
	"goldseam/internal/snapshot"
	"goldseam/internal/worksheet"
)

const published = `---
title: Plan
neutral_title: Sheet 1
fill: alone
keep: ask
share: none
kind: form
fields:
  which: {type: choice, label: A, options: {x: X, "no": N, 1: One}}
  how: {type: scale, label: B, low: l, high: h, items: {p: P, q: Q}}
  line: {type: sentence, label: C, text: "I {feel} when {why}.", gaps: {feel: {options: {sad: sad, glad: glad}}}}
  people: {type: rows, label: D, columns: {name: {type: text, label: N}, kind: {type: choice, label: K, options: {f: F}}}}
  on: {type: date, label: E, each: true, was: old}
---
`

// withLedger is a program whose worksheet was published as it stands above, and is now as text says.
func withLedger(t *testing.T, text string) map[string]string {
	t.Helper()
	files := sound()
	files["content/en/worksheets/plan.md"] = published
	r, err := load.Program(t.Context(), snapshot.Of(files), nil)
	if err != nil {
		t.Fatal(err)
	}
	files["content/ledger.yaml"] = string(worksheet.Ledger(worksheet.Record(nil, r.Program.Source.Worksheets)))
	files["content/en/worksheets/plan.md"] = text
	return files
}

// TestLedgerText shows a ledger as it is written.
func TestLedgerText(t *testing.T) {
	const want = `# What was published. Readers' answers are kept by these names: goldseam publish writes this file.
worksheets:
  plan:
    which: {type: choice, options: [x, "no", "1"]}
    how: {type: scale, items: [p, q]}
    line: {type: sentence, gaps: {feel: [sad, glad], why: []}}
    people: {type: rows, columns: {name: text, kind: {type: choice, options: [f]}}}
    "on": {type: date, each: true, was: old}
`
	if got := withLedger(t, published)["content/ledger.yaml"]; got != want {
		t.Errorf("the ledger is\n%s\nwant\n%s", got, want)
	}
}

func TestLedger(t *testing.T) {
	tests := []struct {
		name, old, next string
		code            diag.Code // "" for none
	}{
		{"the same", "", "", ""},
		{"a new field", "fields:\n", "fields:\n  new: {type: text, label: N}\n", ""},
		{"a new option", "x: X,", "x: X, y: Y,", ""},
		{"other words", "title: Plan", "title: Other", ""},
		{"another order", `x: X, "no": N`, `"no": N, x: X`, ""},
		{"retired", "type: date,", "type: date, retired: true,", ""},
		{"another name", "how: {type: scale,", "much: {type: scale, was: how,", ""},
		{"a field gone", "  how: ", "  # ", diag.LedgerGone},
		{"a field under another name", "how: ", "much: ", diag.LedgerGone},
		{"an option gone", "x: X, ", "", diag.LedgerGone},
		{"an item gone", "p: P, ", "", diag.LedgerGone},
		{"a gap gone", " when {why}", "", diag.LedgerGone},
		{"a gap's option gone", "sad: sad, ", "", diag.LedgerGone},
		{"a column gone", "name: {type: text, label: N}, ", "", diag.LedgerGone},
		{"a column's option gone", "{f: F}", "{g: G}", diag.LedgerGone},
		{"an option of a renamed field gone", `which: {type: choice, label: A, options: {x: X, `, `what: {type: choice, was: which, label: A, options: {`, diag.LedgerGone},
		{"another type", "type: date,", "type: time,", diag.LedgerType},
		{"another type under another name", "how: {type: scale, label: B, low: l, high: h, items: {p: P, q: Q}}", "much: {type: text, was: how, label: B}", diag.LedgerType},
		{"another type of a column", "name: {type: text,", "name: {type: longtext,", diag.LedgerType},
		{"one place for two", "each: true, ", "", diag.LedgerType},
		{"two places for one", "{type: choice, label: A,", "{type: choice, each: true, label: A,", diag.LedgerType},
		{"a name that never was", "was: old", "was: older", diag.LedgerWas},
		{"a name that still is", "was: old", "was: how", diag.LedgerWas},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(published, tt.old) {
				t.Fatalf("the worksheet has no %q", tt.old)
			}
			got := problems(t, withLedger(t, strings.Replace(published, tt.old, tt.next, 1)))
			if tt.code == "" && got != nil || tt.code != "" && (len(got) != 1 || got[0].Code != tt.code || got[0].File != "content/en/worksheets/plan.md") {
				t.Errorf("problems are %v, want %q", got, tt.code)
			}
		})
	}
}

// TestLedgers holds which of two ledgers counts, and when none does.
func TestLedgers(t *testing.T) {
	gone := func(files map[string]string) bool {
		return slices.ContainsFunc(problems(t, files), func(p diag.Problem) bool { return p.Code == diag.LedgerGone })
	}
	files := withLedger(t, strings.Replace(published, "  how: ", "  # ", 1))
	if !gone(files) {
		t.Error("a field of the program's ledger is gone, and nothing is said")
	}
	files["ledger.yaml"] = "worksheets:\n  other: {}\n"
	if !gone(files) {
		t.Error("a ledger of the edition without the worksheet hides the program's")
	}
	files["ledger.yaml"] = "worksheets:\n  plan: {which: choice}\n"
	if gone(files) {
		t.Error("the edition's ledger does not stand over the program's")
	}
	files["ledger.yaml"] = "worksheets:\n  plan: {which: choice, how: scale}\n"
	delete(files, "content/ledger.yaml")
	if !gone(files) {
		t.Error("a field of the edition's ledger is gone, and nothing is said")
	}
	delete(files, "ledger.yaml")
	if gone(files) {
		t.Error("there is no ledger, and something is said to be gone")
	}
}

// TestLedgerOfWorksheets looks at worksheets that are gone, new, or cannot be read.
func TestLedgerOfWorksheets(t *testing.T) {
	files := withLedger(t, published)
	files["content/ledger.yaml"] += "  lost: {}\n"
	if got := problems(t, files); len(got) != 1 || got[0].Code != diag.LedgerGone || got[0].File != "content/ledger.yaml" || got[0].Line != 9 {
		t.Errorf("problems are %v, want the worksheet that is gone", got)
	}
	files["content/ledger.yaml"] = "worksheets:\n  plan: {}\n"
	if got := problems(t, files); len(got) != 1 || got[0].Code != diag.LedgerWas {
		t.Errorf("problems are %v, want the name that was never published", got)
	}
	files = withLedger(t, "---\ntitle: [\n---\n")
	if got := problems(t, files); slices.ContainsFunc(got, func(p diag.Problem) bool { return p.Code == diag.LedgerGone }) {
		t.Errorf("a worksheet that cannot be read is said to be gone: %v", got)
	}
}
