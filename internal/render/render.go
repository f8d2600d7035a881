// Package render turns a Program and a theme's templates into pages.
//
// Pages whose parts did not change since an earlier rendering are used again.
// What a page depends on is gathered in a key of its own; two equal keys mean
// two equal pages.
package render

import (
	"bytes"
	"context"
	"html/template"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"goldseam/internal/assets"
	"goldseam/internal/diag"
	"goldseam/internal/markdown"
	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// Input is what pages are made of.
type Input struct {
	Program   *program.Program
	Addresses program.Addresses
	Targets   map[*program.Language]*program.Targets
	Assets    *assets.Set
	Templates *Templates
	Policy    string // content policy for the meta tag
	Moved     string // the address the site has moved to; "" while it stays
}

// Result is all pages, and what a next rendering can use again.
type Result struct {
	Pages    map[string][]byte // and what they load, by path in the site
	URLs     []string          // addresses that a search engine may list, in order
	Problems diag.List
	found    []string         // URLs as they came
	made     map[string]*made // by language
}

// made is what was made for one language.
type made struct {
	env     *environment
	words   program.Strings
	source  program.Strings // words that stand in texts without a translation
	stop    *program.Page
	leads   []string // where the links of the stop rules lead
	surface string
	navs    []*PhaseView
	forms   map[*worksheet.Sheet]sheetTexts
	lessons map[*program.Lesson]*lessonPage
	phases  []*program.Phase
	others  map[string]*job // pages other than lessons, by path
	finds   []*findPart
	sheets  sheetPages
	linked  links
}

// lessonPage is a lesson's page with all it was made of.
type lessonPage struct {
	phase    *PhaseView
	next     Link
	nextOn   []PathNext
	previous Link
	after    []Link
	cards    []SheetCard
	hrefs    []string
	url      string
	file     string // path in the site
	page     []byte
}

// Program renders every page. Prev is an earlier result, or nil. An error means that the context ended.
func Program(ctx context.Context, in Input, prev *Result) (*Result, error) {
	if prev == nil {
		prev = &Result{}
	}
	r := &Result{Pages: make(map[string][]byte, len(prev.Pages)), made: map[string]*made{}}
	for _, lang := range in.Program.Languages {
		old := prev.made[lang.Tag]
		if old == nil {
			old = &made{}
		}
		m := &made{words: lang.Strings, source: in.Program.Source.Strings, stop: lang.Page("stop-rules"), surface: in.Targets[lang].Surface(), forms: map[*worksheet.Sheet]sheetTexts{}, lessons: make(map[*program.Lesson]*lessonPage, len(old.lessons)), phases: lang.Phases}
		if lang.Strings == nil {
			continue // the file's own problem says why
		}
		if p := missingWords(in, lang); p != nil {
			r.Problems = append(r.Problems, p...)
			continue
		}
		m.env = newEnvironment(in, lang)
		if m.stop != nil {
			m.leads = m.env.hrefs(m.stop.File, m.stop.Body)
		}
		if m.alike(old) {
			m.env.bound, m.env.shell = old.env.bound, old.env.shell // its pages can be used again
		} else {
			old = &made{}
			bound, err := in.Templates.bind(lang.Strings, lang.Plural.Form, lang.Convert.Text, m.env.shell)
			if err != nil {
				r.Problems = append(r.Problems, in.Templates.problem(err))
				continue
			}
			m.env.bound = bound
		}
		if err := r.language(ctx, m, old); err != nil {
			return nil, err
		}
		r.made[lang.Tag] = m
	}
	if in.Moved != "" {
		r.leave()
	}
	r.found = r.URLs
	if slices.Equal(r.found, prev.found) {
		r.URLs = prev.URLs // in order already
	} else {
		r.URLs = slices.Sorted(slices.Values(r.found))
	}
	return r, nil
}

// alike tells whether what all pages of the language are made with is as it was.
func (m *made) alike(old *made) bool {
	return old.env != nil && old.env.templates == m.env.templates && reflect.DeepEqual(old.env.shell, m.env.shell) &&
		maps.Equal(old.words, m.words) && maps.Equal(old.source, m.source) && old.stop == m.stop && slices.Equal(old.leads, m.leads)
}

// missingWords reports words of the interface that the language lacks, and words that nothing uses.
func missingWords(in Input, lang *program.Language) diag.List {
	var out diag.List
	file := "content/" + lang.Tag + "/strings.yaml"
	for _, key := range append(in.Templates.Words(), ownWords()...) {
		if _, ok := lang.Strings[key]; !ok {
			out.Add(diag.Pos{File: file, Line: 1, Column: 1}, diag.MissingString, "the word "+strconv.Quote(key)+" is missing", "add a line such as \""+key+": …\"")
		}
	}
	return out
}

// newEnvironment gathers what all pages of a language are made with.
func newEnvironment(in Input, lang *program.Language) *environment {
	e := &environment{program: in.Program, lang: lang, targets: in.Targets[lang], addresses: in.Addresses, assets: in.Assets, templates: in.Templates, moved: in.Moved}
	e.shell = e.makeShell(in)
	return e
}

func (e *environment) makeShell(in Input) *Shell {
	lang, a := e.lang, e.addresses
	ed := e.program.Edition
	s := &Shell{
		Lang: lang.Tag, Dir: lang.Dir, Site: lang.Title, Tagline: lang.Tagline, Home: a.Home(lang), Outline: a.Outline(lang),
		Style: e.asset(e.assets.Style), Script: e.asset(e.assets.Script), HeadJS: template.JS(e.assets.HeadJS), Policy: in.Policy,
		Icon: e.asset(e.assets.Icon), Touch: e.asset(e.assets.Touch), Manifest: a.Manifest(lang), Logo: e.asset(e.assets.Picture(ed.Theme.Logo)),
		Publisher: lang.Convert.Text(ed.Publisher.Name), About: lang.Convert.Text(ed.Publisher.About), Contact: ed.Publisher.Contact,
		Leave: Leave{URL: ed.LeaveTo, Neutral: lang.Strings["leave-title"]}, Notebook: a.Notebook(lang), Search: a.Search(lang), Data: e.pageData(),
	}
	for _, module := range e.assets.Preload {
		s.Preload = append(s.Preload, e.asset(module))
	}
	if s.Contact != "" {
		s.ContactTo = s.Contact
		if !bytes.Contains([]byte(s.Contact), []byte("://")) {
			s.ContactTo = "mailto:" + s.Contact
		}
	}
	if ed.Review.By != "" {
		by := "<bdi>" + lang.Convert.Text(ed.Review.By) + "</bdi>"
		if ed.Review.On != "" {
			by += ", " + e.day(ed.Review.On)
		}
		s.Reviewed = e.with("reviewed-by", by)
	}
	for _, p := range lang.Pages {
		link := Link{a.Page(lang, p), p.Title}
		switch p.Name {
		case "help":
			s.Help = link.URL
		case "right-now":
			s.RightNow = link.URL
		case "before-you-start", "about":
			s.Menu = append(s.Menu, link)
		case "stop-rules", "people-who-harm", "children", "counselors", "limits":
			s.Foot = append(s.Foot, link)
		default:
			s.Menu = append(s.Menu, link)
		}
	}
	for _, other := range e.program.Languages {
		if other != lang {
			s.Languages = append(s.Languages, LanguageLink{URL: a.Home(other), Lang: other.Tag, Dir: other.Dir, Name: other.Strings["language-name"]})
		}
	}
	s.Slots = e.slots()
	if e.moved != "" {
		e.leadAway(s)
	}
	return s
}

// language renders the pages of one language.
func (r *Result) language(ctx context.Context, m, old *made) error {
	e := m.env
	jobs := &jobs{result: r, env: e, old: old.others}
	finds := m.find(old)
	r.sheets(m, old, jobs)
	m.navigation(old)
	err := r.lessons(ctx, m, old)
	if err != nil {
		return err
	}
	m.notebook(jobs)
	r.texts(jobs)
	r.lists(m, jobs)
	r.search(m, finds(), jobs)
	m.others, err = jobs.run(ctx)
	return err
}

// jobs are the pages other than lessons. Their views are made at each build; a
// page whose view is the same as before is used again.
type jobs struct {
	result *Result
	env    *environment
	old    map[string]*job // by path
	list   []*job
}

type job struct {
	path, template string
	view           any
	page           []byte
	err            error
}

func (j *jobs) add(url, template string, view any) { j.addFile(j.env.file(url), template, view) }

func (j *jobs) addFile(path, template string, view any) {
	next := &job{path: path, template: template, view: view}
	if before := j.old[path]; before != nil && before.err == nil && before.template == template && reflect.DeepEqual(before.view, view) {
		next = before
	}
	j.list = append(j.list, next)
}

// run renders the pages that are new, a few at a time, and gives all by path.
func (j *jobs) run(ctx context.Context) (map[string]*job, error) {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, one := range j.list {
		if one.page != nil {
			continue
		}
		group.Go(func() error {
			var out bytes.Buffer
			one.err = j.env.bound.execute(&out, one.template, one.view)
			one.page = bytes.Clone(out.Bytes())
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	done := make(map[string]*job, len(j.list))
	for _, one := range j.list {
		done[one.path] = one
		if one.err != nil {
			j.result.Problems = append(j.result.Problems, j.env.templates.problem(one.err))
			continue
		}
		j.result.Pages[one.path] = one.page
	}
	return done, nil
}

// file gives the path in the site of the page at an address.
func (e *environment) file(url string) string {
	return url[len(e.addresses.Base):] + "index.html"
}

// page makes the part of a view that the layout reads. Mark tells pages apart in neutral titles.
func (e *environment) page(name, url, mark string, title Text) Page {
	site := unmarked(e.lang.Title)
	p := Page{Shell: e.shell, Name: name, Current: url, Title: unmarked(title) + " · " + site, Languages: e.elsewhere(url)}
	if e.addresses.Discreet {
		p.Title = site
		if mark != "" {
			p.Title = e.lang.Convert.Text(replaceN(e.lang.Strings["neutral-title"], mark))
			p.Title = site + " · " + p.Title
		}
	}
	return p
}

// elsewhere gives the same page in the other languages, or their first pages for
// a page that has no address. All languages have the same pages, borrowed ones
// included, at the same addresses below their own.
func (e *environment) elsewhere(url string) []LanguageLink {
	if len(e.shell.Languages) == 0 {
		return nil
	}
	rest := strings.TrimPrefix(url, e.shell.Home)
	out := make([]LanguageLink, len(e.shell.Languages))
	for i, other := range e.shell.Languages {
		out[i] = other
		out[i].URL += rest
	}
	return out
}

// unmarked gives a text without the marks of languages, see [markdown.Foreign],
// which a page's <title> cannot hold. No other "<" is in a finished text.
func unmarked(t Text) Text {
	for {
		open, end := strings.IndexByte(string(t), '<'), strings.IndexByte(string(t), '>')
		if open < 0 || end < open {
			return t
		}
		t = t[:open] + t[end+1:]
	}
}

var _ markdown.Resolver = resolver{}
