package check

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// Release is what must hold of a program before readers get it, beside what holds always.
type Release struct {
	Program    *program.Program
	URL        string            // the site's whole address, "" if it is not known
	Today      string            // the day it is published, such as 2026-01-31
	Unverified bool              // crisis lines that nobody called may go out, labelled as such
	Borrowed   func(string) bool // tells files of the base program, which an edition has to customize first
}

// Problems lists what keeps a program from being published, and what its publisher should know.
func (r *Release) Problems() diag.List {
	var out diag.List
	r.address(&out)
	r.examples(&out)
	for _, c := range r.Program.Countries {
		r.unverified(c, &out)
		r.old(c, &out)
	}
	return out
}

// Ledger gives what is published, with all that was published before, and how many worksheets that are.
func (r *Release) Ledger() (text []byte, sheets int) {
	before := make([]worksheet.Listed, len(r.Program.Ledger))
	for i, l := range r.Program.Ledger {
		before[i] = worksheet.Listed{ID: l.ID, Fields: l.Fields}
	}
	list := worksheet.Record(before, r.Program.Source.Worksheets)
	return worksheet.Ledger(list), len(list)
}

// Unchecked counts the lines that readers may call and nobody has verified.
func (r *Release) Unchecked() int {
	n := 0
	for _, c := range r.Program.Countries {
		for _, l := range c.Lines {
			if reachable(l) && l.VerifiedOn == "" {
				n++
			}
		}
	}
	return n
}

func reachable(l format.Line) bool { return l.Call != "" || l.Text != "" || l.Web != "" }

// crisis tells the kinds of lines that somebody calls who cannot wait or try another number.
func crisis(kind string) bool {
	return slices.Contains([]string{"emergency", "suicide", "domestic-abuse", "sexual-violence"}, kind)
}

// unverified refuses crisis lines that nobody has called.
func (r *Release) unverified(c *program.Country, out *diag.List) {
	if r.Unverified {
		return // what the pages and check say of it stays
	}
	var names []string
	first := -1
	for i, l := range c.Lines {
		if reachable(l) && l.VerifiedOn == "" && crisis(l.Kind) {
			names = append(names, l.Name)
			if first < 0 {
				first = i
			}
		}
	}
	if first < 0 {
		return
	}
	hint := fmt.Sprintf("call each number, then write into each of these lines: source (where you checked it), verified_on: %s, verified_by: [two names]", r.Today)
	if r.Borrowed(c.File) {
		hint = fmt.Sprintf("take the file into your edition: goldseam customize %s; ", c.File) + hint
	}
	out.Add(c.At("lines", first), diag.HelpUnverified, "a reader in danger may call these tonight, and nobody has checked them yet: "+strings.Join(names, ", "), hint)
}

// old finds lines that somebody verified too long ago.
func (r *Release) old(c *program.Country, out *diag.List) {
	today, err := time.Parse(time.DateOnly, r.Today)
	if err != nil {
		out.Add(diag.Pos{File: c.File}, diag.BadDate, fmt.Sprintf("%q is not a day", r.Today), "write year, month and day, such as 2026-01-31")
		return
	}
	for i, l := range c.Lines {
		day, err := time.Parse(time.DateOnly, l.VerifiedOn)
		if err != nil {
			continue // not verified, or reported as no day
		}
		pos := func() diag.Pos { return c.At("lines", i, "verified_on") }
		hint := "call the number, then write today's day: " + r.Today
		if r.Borrowed(c.File) {
			hint = fmt.Sprintf("take the file into your edition: goldseam customize %s; call the number, then write today's day: %s", c.File, r.Today)
		}
		switch name := fmt.Sprintf("the line %q", l.ID); {
		case day.After(today.AddDate(0, 0, 1)): // somebody east of here may be a day ahead
			out.Add(pos(), diag.BadDate, fmt.Sprintf("%s was verified on a day that is still to come", name), "write the day on which somebody called it")
		case day.Before(today.AddDate(-1, 0, 0)):
			out.Add(pos(), diag.HelpOld, name+" was verified more than 12 months ago", hint)
		case day.Before(today.AddDate(0, -6, 0)):
			out.Warn(pos(), diag.HelpOld, name+" was verified more than 6 months ago; after 12 months it cannot be published", hint)
		}
	}
}

// address looks at where the site will stand.
func (r *Release) address(out *diag.List) {
	at := r.Program.Edition.At("url")
	if at.File == "" {
		at.File = "edition.yaml"
	}
	if at.Line > 0 && r.Program.Edition.URL == "" {
		at.Line, at.Column = 1, 1 // of a key that is not there
	}
	u, err := url.Parse(r.URL)
	switch {
	case r.URL == "" || err != nil:
		out.Add(at, diag.EditionURL, "the address of the site is not known yet", `write it into edition.yaml, such as url: "https://river-counseling.netlify.app/"; or say it for this once: goldseam publish --url ADDRESS`)
	case u.Scheme != "https":
		out.Add(at, diag.EditionURL, fmt.Sprintf("%q does not begin with https://", r.URL), "write https:// in place of http://: without it others can read along, and browsers keep and lock no notes")
	case isExample(u.Hostname()):
		out.Add(at, diag.PlaceholderText, fmt.Sprintf("%q is the address of an example", r.URL), "write the address that your site will have")
	default:
		host := u.Host
		if account := sharedHost(host); account != "" {
			out.Warn(at, diag.EditionOrigin, fmt.Sprintf("all sites of %s share one store in a reader's browser: a script in any of them can read the notes of this one", host), "publish nothing else under "+account+", or give this site an address of its own")
		} else if u.Path != "/" {
			out.Warn(at, diag.EditionOrigin, fmt.Sprintf("every other page at %s can read the notes that readers keep here", host), fmt.Sprintf("give the program an address of its own, such as https://program.%s/, if scripts of others run on that site", strings.TrimPrefix(host, "www.")))
		}
	}
}

// sharedHost tells hosts that put all projects of one account under one name, and gives the account.
func sharedHost(host string) string {
	for _, end := range []string{".github.io", ".gitlab.io", ".codeberg.page"} {
		if strings.HasSuffix(host, end) {
			return "the account \"" + strings.TrimSuffix(host, end) + "\""
		}
	}
	return ""
}

// examples refuses addresses that were left as an example has them.
func (r *Release) examples(out *diag.List) {
	e := r.Program.Edition
	_, host, mail := strings.Cut(e.Publisher.Contact, "@")
	if u, err := url.Parse(e.Publisher.Contact); err == nil && !mail {
		host = u.Hostname()
	}
	if isExample(host) {
		out.Add(e.At("publisher", "contact"), diag.PlaceholderText, fmt.Sprintf("%q is the address of an example", e.Publisher.Contact), "write an address under which readers reach you, or delete the line")
	}
}

// isExample tells the names that are kept for examples (RFC 2606), and this machine's own.
func isExample(host string) bool {
	host = strings.ToLower(host)
	for _, name := range []string{"example.org", "example.com", "example.net", "example", "localhost", "127.0.0.1", "test", "invalid"} {
		if host == name || strings.HasSuffix(host, "."+name) {
			return true
		}
	}
	return false
}
