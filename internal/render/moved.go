package render

import (
	"bytes"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// MovedView fills pages/moved.html: what stands at an address that the site has left.
type MovedView struct {
	Page
	Heading Text
	New     string // the same page at the new address
	Host    string // the new address as people read it
}

// away gives an address of this site as it is at the new one, if the site has moved.
func (e *environment) away(address string) string {
	if e.moved == "" || address == "" {
		return address
	}
	return e.moved + strings.TrimPrefix(address, e.addresses.Base)
}

// leadAway has what all pages share lead to the new address. First page and
// notebook stay: they are where a reader finds what was written here.
func (e *environment) leadAway(s *Shell) {
	for _, address := range []*string{&s.Help, &s.RightNow, &s.Outline, &s.Search, &s.Data.URLs.Help, &s.Data.URLs.RightNow, &s.Data.URLs.Before, &s.Data.URLs.Limits, &s.Data.URLs.StopRules, &s.Data.URLs.Check, &s.Data.URLs.Outline, &s.Data.URLs.Search} {
		*address = e.away(*address)
	}
	for _, links := range [][]Link{s.Menu, s.Foot} {
		for i := range links {
			links[i].URL = e.away(links[i].URL)
		}
	}
}

// leave puts pages that lead to the new address in the place of all others but
// the notebook, and leaves out what only those others asked for.
func (r *Result) leave() {
	keep := map[string]bool{}
	for _, m := range r.made {
		keep[m.sheets.path] = true
		notebook := m.env.file(m.env.shell.Notebook)
		keep[notebook] = true
		files := slices.Collect(maps.Keys(m.others))
		for _, page := range m.lessons {
			files = append(files, page.file)
		}
		slices.Sort(files)
		for _, file := range files {
			if file == notebook {
				continue
			}
			keep[file] = true
			r.Pages[file] = m.movedPage(r, file)
		}
	}
	for file := range r.Pages {
		if !keep[file] {
			delete(r.Pages, file)
		}
	}
	r.URLs = nil // nothing here is to be found
}

func (m *made) movedPage(r *Result, file string) []byte {
	e := m.env
	to := strings.TrimSuffix(strings.TrimSuffix(file, "index.html"), "404.html")
	v := MovedView{Page: e.page("moved", "", "", e.word("moved")), Heading: e.word("moved"), New: e.moved + (&url.URL{Path: to}).EscapedPath()}
	v.Host = strings.TrimSuffix(strings.TrimPrefix(e.moved, "https://"), "/")
	var out bytes.Buffer
	if err := e.bound.execute(&out, "pages/moved.html", &v); err != nil {
		r.Problems = append(r.Problems, e.templates.problem(err))
	}
	return bytes.Clone(out.Bytes())
}
