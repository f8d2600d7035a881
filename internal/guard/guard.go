// Package guard looks at what an edition's own theme and static files make of a
// site: nothing may lose the way out and the way to help, run a script, load
// from elsewhere, or hide what readers in danger need.
//
// A template is compared with the base's template of the same name, a style
// sheet with the base's, and finished pages are looked at as a browser gets
// them. What it says names the edition's file, since that is what its author can
// mend.
package guard

import (
	"bytes"
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"goldseam/internal/diag"
)

// Source is one file of an edition, below theme, static or content.
type Source struct {
	Path string // in the overlay
	Text []byte
	Base []byte // the base's file that it stands in place of; nil if there is none
}

// Site is what is known of the finished pages.
type Site struct {
	Policy  string            // the content policy as pages carry it
	HeadJS  string            // the one script that stands in pages themselves
	Scripts []string          // addresses of the scripts that the build made
	LeaveTo string            // where the leave button leads
	Help    map[string]string // by language: the address of the help page
	Lines   map[string][]Line // by language: texts that each page shows
}

// Line is a text that each page shows.
type Line struct{ Text, What string }

// Input is what is looked at.
type Input struct {
	Own   []Source          // always in the same order
	Pages map[string][]byte // finished pages by path in the site; looked at only if the edition has templates
	Site  Site
}

// Result is every problem found, with what a next look can use again.
type Result struct {
	Problems diag.List
	own      []Source
	site     Site
	sources  map[string]diag.List
	pages    map[string]seen
}

// seen is what was found in one page.
type seen struct {
	page  []byte
	found []finding
}

// finding is something wrong in a page, before it is known which file it comes from.
type finding struct {
	code    diag.Code
	message string
	hint    string
	seek    string // what stands so in the template, "" for what is missing
}

// Look looks at an edition's own files and at the pages they make. Prev is the outcome of an earlier look, or nil.
func Look(in Input, prev *Result) *Result {
	if prev == nil {
		prev = &Result{}
	}
	r := &Result{own: in.Own, site: in.Site, sources: map[string]diag.List{}}
	for _, s := range in.Own {
		found, known := prev.sources[s.Path]
		if !known || !slices.ContainsFunc(prev.own, func(old Source) bool { return old.same(s) }) {
			found = look(s)
		}
		r.sources[s.Path] = found
		r.Problems = append(r.Problems, found...)
	}
	if slices.ContainsFunc(in.Own, Source.IsTemplate) {
		r.lookAtPages(in, prev)
	}
	return r
}

func (s Source) same(other Source) bool {
	return s.Path == other.Path && sameSlice(s.Text, other.Text) && sameSlice(s.Base, other.Base)
}

func sameSlice(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// IsTemplate tells a template of the theme.
func (s Source) IsTemplate() bool {
	return strings.HasPrefix(s.Path, "theme/") && path.Ext(s.Path) == ".html"
}

// look looks at one file by itself.
func look(s Source) diag.List {
	switch ext := strings.ToLower(path.Ext(s.Path)); {
	case s.IsTemplate():
		return template(s)
	case ext == ".css" && strings.HasPrefix(s.Path, "theme/"):
		return styles(s)
	case ext == ".svg":
		return picture(s)
	case strings.HasPrefix(s.Path, "static/"):
		return published(s)
	}
	return nil
}

// lookAtPages looks at all pages that changed since an earlier look.
func (r *Result) lookAtPages(in Input, prev *Result) {
	r.pages = make(map[string]seen, len(in.Pages))
	same := in.Site.same(prev.site)
	type place struct {
		finding
		layout string
	}
	var all []place
	for _, name := range slices.Sorted(maps.Keys(in.Pages)) {
		page := in.Pages[name]
		now, known := prev.pages[name]
		if !known || !same || !sameSlice(now.page, page) {
			now = seen{page, lookAt(page, in.Site)}
		}
		r.pages[name] = now
		for _, f := range now.found {
			if p := (place{f, bodyClass(page)}); !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	said := map[string]bool{} // by file and message: a template makes many pages
	for _, p := range all {
		pos := r.origin(p.finding, p.layout)
		if key := pos.File + "\n" + p.message; !said[key] {
			said[key] = true
			r.Problems.Add(pos, p.code, p.message, p.hint)
		}
	}
}

func (s Site) same(other Site) bool {
	return s.Policy == other.Policy && s.HeadJS == other.HeadJS && s.LeaveTo == other.LeaveTo && slices.Equal(s.Scripts, other.Scripts) &&
		maps.Equal(s.Help, other.Help) && maps.EqualFunc(s.Lines, other.Lines, slices.Equal[[]Line])
}

// bodyClass gives the kind of a page, such as "lesson".
func bodyClass(page []byte) string {
	_, rest, _ := bytes.Cut(page, []byte(`<body class="page-`))
	name, _, _ := bytes.Cut(rest[:min(len(rest), 40)], []byte(`"`))
	return string(name)
}

// origin finds the template that something in a page comes from: the one that
// says it, else the one that most probably left it out.
func (r *Result) origin(f finding, layout string) diag.Pos {
	var own []Source
	for _, s := range r.own {
		if s.IsTemplate() {
			own = append(own, s)
		}
	}
	if f.seek != "" {
		for _, s := range own {
			if i := bytes.Index(bytes.ToLower(s.Text), []byte(strings.ToLower(f.seek))); i >= 0 {
				return at(s, i)
			}
		}
	}
	rank := func(s Source) int {
		switch {
		case strings.Contains(s.Path, "/layouts/"):
			return 0
		case strings.HasSuffix(s.Path, "/pages/"+layout+".html"):
			return 1
		}
		return 2
	}
	slices.SortStableFunc(own, func(a, b Source) int { return cmp.Compare(rank(a), rank(b)) })
	return at(own[0], 0)
}

// at gives a place in a file.
func at(s Source, offset int) diag.Pos {
	before := s.Text[:offset]
	return diag.Pos{File: s.Path, Line: bytes.Count(before, []byte("\n")) + 1, Column: len([]rune(string(before[bytes.LastIndexByte(before, '\n')+1:]))) + 1}
}
