package render

import (
	"html"
	"net/url"
	"strings"

	"goldseam/internal/assets"
	"goldseam/internal/program"
)

// plain gives a text as it reads: without the marks of languages, and with characters instead of their names.
func plain(t Text) string { return html.UnescapeString(string(unmarked(t))) }

// Copied tells whether a reader may have a copy of the whole site on the device:
// a copy of many lessons would fill a phone.
func Copied(p *program.Program, a *assets.Set) bool {
	const most = 200
	lessons := 0
	for _, phase := range p.Languages[0].Phases {
		lessons += len(phase.Lessons)
	}
	return lessons <= most && a.Worker != nil
}

// elsewhere are places to leave to beside the edition's own: plain, for
// everybody, and without anything that depends on who asks.
var elsewhere = []struct{ url, word string }{
	{"https://www.weather.gov/", "leave-to-weather"},
	{"https://www.wikipedia.org/", "leave-to-encyclopedia"},
	{"https://www.openstreetmap.org/", "leave-to-maps"},
}

// pageData makes what all pages of the language tell their scripts.
func (e *environment) pageData() PageData {
	lang, a := e.lang, e.addresses
	d := PageData{
		Lang: lang.Tag, Site: plain(lang.Title), Neutral: lang.Strings["neutral-name"], Base: a.Base, Program: plain(e.program.Languages[0].Title),
		URLs: PageURLs{
			Home: a.Home(lang), Outline: a.Outline(lang), Help: e.pageURL("help"), RightNow: e.pageURL("right-now"), Before: e.pageURL("before-you-start"),
			Limits: e.pageURL("limits"), StopRules: e.pageURL("stop-rules"), Check: e.check().URL, Notebook: a.Notebook(lang), Search: a.Search(lang),
		},
		Paths: []PathData{}, LeaveTo: e.leaveTo(), Words: e.words("js-"),
	}
	for _, id := range e.program.Paths {
		d.Paths = append(d.Paths, PathData{id, plain(e.word("chosen-" + id))})
	}
	if Copied(e.program, e.assets) {
		d.Worker = a.Base + "sw.js"
	}
	return d
}

// words gives the interface's words whose keys begin with a prefix, by the rest of the key.
func (e *environment) words(prefix string) map[string]string {
	out := map[string]string{}
	for key, text := range e.lang.Strings {
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			out[rest] = e.lang.Convert.Plain(text)
		}
	}
	return out
}

// pageURL gives the address of a page beside the lessons, "" if it is not there.
func (e *environment) pageURL(name string) string {
	if p := e.lang.Page(name); p != nil {
		return e.addresses.Page(e.lang, p)
	}
	return ""
}

// check gives the link to the safety check, an empty one if it is not there.
func (e *environment) check() Link {
	if s := e.lang.Worksheet("safety-check"); s != nil {
		return Link{e.addresses.Worksheet(e.lang, s.ID, s.Number), s.Title}
	}
	return Link{}
}

// leaveTo lists places to leave to, the edition's own first.
func (e *environment) leaveTo() []LinkData {
	own := LinkData{URL: e.program.Edition.LeaveTo, Text: e.program.Edition.LeaveTo}
	if u, err := url.Parse(own.URL); err == nil && u.Host != "" {
		own.Text = u.Host
	}
	out := []LinkData{own}
	for _, place := range elsewhere {
		name := e.lang.Convert.Plain(e.lang.Strings[place.word])
		if place.url == own.URL {
			out[0].Text = name
			continue
		}
		out = append(out, LinkData{place.url, name})
	}
	return out
}

// ranks gives a lesson's place on each path, such as "broke:core hurt:helpful".
func (e *environment) ranks(l *program.Lesson) string {
	var b strings.Builder
	for i, path := range e.program.Paths {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(path + ":" + rank(l, path))
	}
	return b.String()
}

// rank gives a lesson's place on a path.
func rank(l *program.Lesson, path string) string {
	if r := l.Paths[path]; r != "" {
		return r
	}
	return "hidden"
}
