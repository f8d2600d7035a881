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
	"runtime"
	"slices"
	"strconv"

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
}

// Result is all pages, and what a next rendering can use again.
type Result struct {
	Pages    map[string][]byte // by path in the site
	URLs     []string          // addresses that a search engine may list, in order
	Problems diag.List
	made     map[string]*made // by language
}

// made is what was made for one language.
type made struct {
	env     *environment
	words   program.Strings
	stop    *program.Page
	surface string
	navs    []*PhaseView
	forms   map[*worksheet.Sheet]Text
	lessons map[*program.Lesson]*lessonPage
}

// lessonPage is a lesson's page with all it was made of.
type lessonPage struct {
	phase    *PhaseView
	next     Link
	previous Link
	after    []Link
	cards    []SheetCard
	hrefs    []string
	page     []byte
}

// Program renders every page. Prev is an earlier result, or nil. An error means that the context ended.
func Program(ctx context.Context, in Input, prev *Result) (*Result, error) {
	if prev == nil {
		prev = &Result{}
	}
	r := &Result{Pages: map[string][]byte{}, made: map[string]*made{}}
	for _, lang := range in.Program.Languages {
		old := prev.made[lang.Tag]
		if old == nil {
			old = &made{}
		}
		m := &made{words: lang.Strings, stop: lang.Page("stop-rules"), surface: in.Targets[lang].Surface(), forms: map[*worksheet.Sheet]Text{}, lessons: map[*program.Lesson]*lessonPage{}}
		if p := missingWords(in, lang); p != nil {
			r.Problems = append(r.Problems, p...)
			continue
		}
		env, err := newEnvironment(in, lang)
		if err != nil {
			r.Problems = append(r.Problems, in.Templates.problem(err))
			continue
		}
		m.env = env
		if old.env != nil && old.env.templates == env.templates && old.env.bound.shared == env.bound.shared && maps.Equal(old.words, m.words) && sameText(old.stop, m.stop) {
			env.bound = old.env.bound // its pages can be used again
		} else {
			old = &made{}
		}
		if err := r.language(ctx, m, old); err != nil {
			return nil, err
		}
		r.made[lang.Tag] = m
	}
	slices.Sort(r.URLs)
	return r, nil
}

func sameText(a, b *program.Page) bool { return a == b }

// missingWords reports words of the interface that the language lacks, and words that nothing uses.
func missingWords(in Input, lang *program.Language) diag.List {
	var out diag.List
	file := "content/" + lang.Tag + "/strings.yaml"
	if lang.Strings == nil {
		return diag.List{{Pos: diag.Pos{File: file}, Severity: diag.Error, Code: diag.MissingString, Message: "the words of the interface cannot be read", Hint: "mend the problems of this file first"}}
	}
	for _, key := range append(in.Templates.Words(), ownWords()...) {
		if _, ok := lang.Strings[key]; !ok {
			out.Add(diag.Pos{File: file, Line: 1, Column: 1}, diag.MissingString, "the word "+strconv.Quote(key)+" is missing", "add a line such as \""+key+": …\"")
		}
	}
	return out
}

// newEnvironment gathers what all pages of a language are made with.
func newEnvironment(in Input, lang *program.Language) (*environment, error) {
	e := &environment{program: in.Program, lang: lang, targets: in.Targets[lang], addresses: in.Addresses, assets: in.Assets, templates: in.Templates}
	e.shell = e.makeShell(in)
	bound, err := in.Templates.bind(lang.Strings, lang.Convert.Text, e.shell)
	e.bound = bound
	return e, err
}

func (e *environment) makeShell(in Input) *Shell {
	lang, a := e.lang, e.addresses
	ed := e.program.Edition
	s := &Shell{
		Lang: lang.Tag, Dir: lang.Dir, Site: lang.Title, Tagline: lang.Tagline, Home: a.Home(lang), Outline: a.Outline(lang),
		Style: e.asset(e.assets.Style), Script: e.asset(e.assets.Script), HeadJS: template.JS(e.assets.HeadJS), Policy: in.Policy,
		Icon: e.asset(e.assets.Icon), Logo: e.asset(e.assets.Picture(ed.Theme.Logo)),
		Publisher: lang.Convert.Text(ed.Publisher.Name), About: lang.Convert.Text(ed.Publisher.About), Contact: ed.Publisher.Contact,
		Leave: Leave{URL: ed.LeaveTo, Neutral: lang.Strings["leave-title"]},
	}
	if s.Contact != "" {
		s.ContactTo = s.Contact
		if !bytes.Contains([]byte(s.Contact), []byte("://")) {
			s.ContactTo = "mailto:" + s.Contact
		}
	}
	if ed.Review.By != "" {
		s.Reviewed = lang.Convert.Text(replaceN(lang.Strings["reviewed-by"], ed.Review.By+", "+ed.Review.On))
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
		s.Languages = append(s.Languages, LanguageLink{URL: a.Home(other), Lang: other.Tag, Name: other.Strings["language-name"], Current: other == lang})
	}
	return s
}

// language renders the pages of one language.
func (r *Result) language(ctx context.Context, m, old *made) error {
	e := m.env
	jobs := &jobs{result: r, env: e}
	r.sheets(m, old, jobs)
	m.navigation(old)
	if err := r.lessons(ctx, m, old); err != nil {
		return err
	}
	r.texts(jobs)
	r.lists(m, jobs)
	return jobs.run(ctx)
}

// jobs are pages that are rendered at each build, a few at a time.
type jobs struct {
	result *Result
	env    *environment
	list   []job
}

type job struct {
	path, template string
	view           any
}

func (j *jobs) add(url, template string, view any) {
	j.list = append(j.list, job{j.env.file(url), template, view})
}

func (j *jobs) run(ctx context.Context) error {
	pages := make([][]byte, len(j.list))
	errs := make([]error, len(j.list))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range j.list {
		group.Go(func() error {
			var out bytes.Buffer
			errs[i] = j.env.bound.execute(&out, j.list[i].template, j.list[i].view)
			pages[i] = out.Bytes()
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, err := range errs {
		if err != nil {
			j.result.Problems = append(j.result.Problems, j.env.templates.problem(err))
			continue
		}
		j.result.Pages[j.list[i].path] = pages[i]
	}
	return nil
}

// file gives the path in the site of the page at an address.
func (e *environment) file(url string) string {
	return url[len(e.addresses.Base):] + "index.html"
}

// page makes the part of a view that the layout reads. Mark tells pages apart in neutral titles.
func (e *environment) page(name, url, mark string, title Text) Page {
	p := Page{Shell: e.shell, Name: name, Current: url, Title: title + " · " + e.lang.Title}
	if e.addresses.Discreet {
		p.Title = e.lang.Title
		if mark != "" {
			p.Title = e.lang.Convert.Text(replaceN(e.lang.Strings["neutral-title"], mark))
			p.Title = e.lang.Title + " · " + p.Title
		}
	}
	return p
}

var _ markdown.Resolver = resolver{}
