// Package verify compares a site with what its readers are given.
//
// What it is told to look at is a host it does not trust: answers are bounded, no
// cookie is kept, and nobody is followed to another origin.
package verify

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/output"
)

// Result is what was found. Problems name the address, or the file, they are about.
type Result struct {
	Problems diag.List
	Files    int // that were compared
	Same     int // of them as they were built
	Pages    int // that were looked at
}

// answer is what came for one file of the site.
type answer struct {
	file   string // path in the site
	at     string // address or file, as it is shown
	status int    // 200 if there is one
	header header // nil of a folder
	body   []byte
	zipped bool
	gone   string // the other origin it leads to
	failed string // why nothing came
}

// header gives the value of a header, all of them joined by commas; "" for none.
type header func(name string) string

// report gathers what is found, the same thing at many places as one problem.
type report struct {
	result Result
	list   []*found
	by     map[found]*found
}

type found struct {
	severity      diag.Severity
	code          diag.Code
	message, hint string
	at            string
	more          int
}

func newReport() *report { return &report{by: map[found]*found{}} }

func (r *report) add(severity diag.Severity, at string, code diag.Code, message, hint string) {
	key := found{severity: severity, code: code, message: message, hint: hint}
	if f := r.by[key]; f != nil {
		if f.at != at {
			f.more++
		}
		return
	}
	f := key
	f.at = at
	r.by[key] = &f
	r.list = append(r.list, &f)
}

func (r *report) fail(at string, code diag.Code, message, hint string) {
	r.add(diag.Error, at, code, message, hint)
}

func (r *report) warn(at string, code diag.Code, message, hint string) {
	r.add(diag.Warning, at, code, message, hint)
}

// done gives the result with its problems, errors first in their order.
func (r *report) done() *Result {
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		for _, f := range r.list {
			if f.severity != severity {
				continue
			}
			message := f.message
			switch {
			case f.more == 1:
				message += " (and at 1 more address)"
			case f.more > 1:
				message += fmt.Sprintf(" (and at %d more addresses)", f.more)
			}
			r.result.Problems = append(r.result.Problems, diag.Problem{Pos: diag.Pos{File: f.at}, Severity: f.severity, Code: f.code, Message: message, Hint: f.hint})
		}
	}
	return &r.result
}

// forHost tells the files that are written for the host, who does not show them.
func forHost(file string) bool { return strings.HasPrefix(path.Base(file), "_") }

// address gives where a file is found, below the site's own address.
func address(file string) string {
	dir, base := path.Split(file)
	if base == "index.html" {
		file = dir
	}
	return (&url.URL{Path: file}).String()
}

// Base is the path that a site was built for, such as "/" or "/program/".
func Base(site *output.Tree) string {
	text, _ := site.File("_headers")
	first, _, _ := strings.Cut(string(text), "\n")
	if base, ok := strings.CutSuffix(strings.TrimSpace(first), "*"); ok && strings.HasPrefix(base, "/") {
		return base
	}
	return "/"
}

// compare holds what came against what was built.
func (r *report) compare(a *answer, want []byte) {
	r.result.Files++
	const upload = "upload the folder public again, with everything in it"
	switch {
	case a.gone != "":
		r.fail(a.at, diag.ServedRedirect, "this leads away to "+a.gone, "look in your host's settings for redirects, and at the address you gave")
		return
	case a.failed != "":
		r.fail(a.at, diag.ServedMissing, "nothing came: "+a.failed, "look at your internet connection, then try again")
		return
	case a.status == 404 || a.status == 410:
		r.fail(a.at, diag.ServedMissing, "this is not there", upload)
		return
	case a.status == 401 || a.status == 403:
		r.fail(a.at, diag.ServedMissing, "the host lets nobody see this", "take the password or the access rule away in your host's settings; for a folder on your own server, let everyone read its files")
		return
	case a.status != 200:
		r.fail(a.at, diag.ServedMissing, fmt.Sprintf("the host answers with the error %d", a.status), "try again in a minute; if it stays, ask your host")
		return
	}
	if bytes.Equal(a.body, want) {
		r.result.Same++
		return
	}
	message, hint := changed(a, want)
	r.fail(a.at, diag.ServedChanged, message, hint)
}

// isPage tells the files that readers see as pages.
func isPage(file string) bool { return strings.HasSuffix(file, ".html") }

// look examines one answer for itself.
func (r *report) look(a *answer, origin string) {
	if a.status != 200 || a.body == nil {
		return
	}
	if isPage(a.file) {
		r.result.Pages++
		r.safety(a)
	}
	for _, to := range slices.Compact(slices.Sorted(slices.Values(foreign(a, origin)))) {
		r.fail(a.at, diag.ServedForeign, "this asks another place for something: "+to, hostHint(to, "with each page a reader opens, that place learns of it; switch it off in your host's settings, or take it out of your theme"))
	}
}
