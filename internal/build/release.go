package build

import (
	"slices"

	"goldseam/internal/check"
	"goldseam/internal/diag"
)

// Release is what publishing needs beside the site.
type Release struct {
	Problems   diag.List // all there are, of the site and of publishing it; sorted
	Ledger     []byte    // what is published, with all that was published before
	Recorded   int       // worksheets in it
	URL        string    // the site's whole address, "" if it is not known
	Unverified int       // help lines that nobody has checked, and whose pages say so
}

// Release says whether the site may be published on a day, such as 2026-01-31, and what to record then.
// Unverified lets crisis lines out that nobody has checked.
func (r *Result) Release(today string, unverified bool) *Release {
	out := &Release{Problems: r.Problems}
	if r.loaded == nil || r.loaded.Program == nil {
		return out
	}
	p := r.loaded.Program
	_, out.URL = r.address(p)
	rules := &check.Release{Program: p, URL: out.URL, Today: today, Unverified: unverified, Borrowed: func(file string) bool {
		f := r.in.Tree.File(file)
		return p.Edition.Own && f != nil && !f.Edition
	}}
	more := finish(rules.Problems(), r.in.Tree)
	// What is refused now need not be warned of as well.
	refused := func(p diag.Problem) bool {
		return p.Code == diag.HelpUnverified && slices.ContainsFunc(more, func(m diag.Problem) bool { return m.Code == p.Code && m.File == p.File })
	}
	out.Problems = append(slices.DeleteFunc(slices.Clone(r.Problems), refused), more...).Sorted()
	out.Unverified = rules.Unchecked()
	out.Ledger, out.Recorded = rules.Ledger()
	return out
}
