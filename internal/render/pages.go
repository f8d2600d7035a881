package render

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"

	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// bookLessons is how many lessons a program may have to be printed as one page.
// Beyond that nobody prints it, and the page would weigh more than a phone can show.
const bookLessons = 200

// sheetPages are the pages of the worksheets, blank ones for paper included, and
// the module that holds all worksheets.
type sheetPages struct {
	of        []*worksheet.Sheet
	pages     []*program.Page    // whose titles they name
	countries []*program.Country // whose help lines they show
	jobs      []*job
	urls      []string
	lives     map[*worksheet.Sheet]*LiveView
	path      string // of the module, in the site
	module    []byte
}

// sheetTexts are a worksheet's form, and what the form's scripts work with.
type sheetTexts struct{ form, live Text }

// sheets plans the worksheets' pages, or takes the earlier ones.
func (r *Result) sheets(m, old *made, jobs *jobs) {
	if m.sameSheets(old) {
		m.forms, m.sheets = old.forms, old.sheets
	} else {
		m.sheets = r.newSheets(m, old, jobs)
	}
	jobs.list = append(jobs.list, m.sheets.jobs...)
	r.Pages[m.sheets.path] = m.sheets.module
	r.URLs = append(r.URLs, m.sheets.urls...)
}

// sameSheets tells whether all that the worksheets' pages are made of is as it
// was: themselves, where their texts' and rules' links lead, the lessons that use
// them, and the help lines that their rules may show.
func (m *made) sameSheets(old *made) bool {
	return old.env != nil && len(old.forms) == len(old.sheets.of) && slices.Equal(old.sheets.of, m.env.lang.Worksheets) && old.surface == m.surface &&
		slices.Equal(old.sheets.countries, m.env.program.Countries) &&
		slices.EqualFunc(old.sheets.pages, m.env.lang.Pages, func(a, b *program.Page) bool { return a == b || a.Name == b.Name && a.Title == b.Title }) &&
		slices.EqualFunc(old.phases, m.phases, func(a, b *program.Phase) bool {
			return a == b || slices.EqualFunc(a.Lessons, b.Lessons, func(a, b *program.Lesson) bool {
				return a == b || a.ID == b.ID && a.Phase == b.Phase && a.Number == b.Number && a.Title == b.Title && a.OnRed == b.OnRed && slices.Equal(a.Worksheets, b.Worksheets)
			})
		})
}

// newSheets renders the worksheets' forms, and makes the views of their pages.
func (r *Result) newSheets(m, old *made, all *jobs) sheetPages {
	e := m.env
	jobs := &jobs{result: r, env: e, old: all.old}
	out := sheetPages{of: e.lang.Worksheets, pages: e.lang.Pages, countries: e.program.Countries, lives: map[*worksheet.Sheet]*LiveView{}}
	failed := false
	text := func(template string, view any) Text {
		var made bytes.Buffer
		if err := e.bound.execute(&made, template, view); err != nil {
			r.Problems, failed = append(r.Problems, e.templates.problem(err)), true
		}
		return Text(made.String())
	}
	usedIn := map[string][]Link{}
	for _, phase := range e.lang.Phases {
		for _, l := range phase.Lessons {
			for _, id := range l.Worksheets {
				usedIn[id] = append(usedIn[id], Link{e.addresses.Lesson(e.lang, l), l.Title})
			}
		}
	}
	pack := PackView{Page: e.page("pack", e.addresses.Pack(e.lang), "z", e.word("print-pack")), Heading: e.word("print-pack")}
	offered := e.offered()
	links, panels, data := e.ruleLinks(), map[string]Text{}, []SheetData{}
	for _, s := range e.lang.Worksheets {
		texts, ok := old.forms[s]
		if !ok {
			texts.form = text("components/sheet/sheet.html", e.sheetForm(s))
		}
		live := &LiveView{Data: e.sheetData(s, links)}
		for _, name := range panelsOf(s) {
			if _, ok := panels[name]; !ok {
				panels[name] = text("components/panel/panel.html", e.panel(name))
			}
			live.Panels = append(live.Panels, panels[name])
		}
		if !ok || !reflect.DeepEqual(live, old.sheets.lives[s]) {
			texts.live = text("components/sheet/live.html", live)
		}
		if failed {
			break // and all is made again the next time
		}
		m.forms[s], out.lives[s] = texts, live
		data = append(data, live.Data)
		url := e.addresses.Worksheet(e.lang, s.ID, s.Number)
		v := SheetView{
			Page: e.page("sheet", url, "s"+fmt.Sprint(s.Number), s.Title), ID: s.ID, Who: s.Fill, Heading: s.Title, Neutral: s.Neutral,
			Fill: e.word("fill-" + s.Fill), Intro: e.marked(s.File, s.Intro, "", s.Stale), Form: texts.form, Live: texts.live, Print: s.Print, UsedIn: usedIn[s.ID],
		}
		v.Notice = e.notice(s.Intro, s.Stale, []Text{s.Title}, s.Privacy, labels(s))
		jobs.add(url, "pages/sheet.html", &v)
		out.urls = append(out.urls, url)
		if s.Print && slices.Contains(offered, s) {
			paper := v // the page's own view keeps its ids
			paper.Intro, paper.Live = e.html(s.File, s.Intro, fmt.Sprintf("z%d", s.Number)), ""
			pack.Sheets = append(pack.Sheets, paper)
		}
	}
	if len(pack.Sheets) > 0 {
		jobs.add(e.addresses.Pack(e.lang), "pages/pack.html", &pack)
	}
	out.jobs = jobs.list
	out.path, out.module = sheetModule(data)
	return out
}

// labels gives the words that stand at a worksheet's questions.
func labels(s *worksheet.Sheet) []Text {
	var out []Text
	for i := range s.Fields {
		f := &s.Fields[i]
		out = append(out, f.Label, f.Help, f.Low, f.High, f.Text)
		for _, o := range slices.Concat(f.Options, f.Items) {
			out = append(out, o.Label)
		}
	}
	return out
}

// notebook plans the page of all that a reader wrote.
func (m *made) notebook(jobs *jobs) {
	e := m.env
	v := NotebookView{
		Page: e.page("notebook", e.shell.Notebook, "n", e.word("notebook")), Heading: e.word("notebook"), Sheets: e.asset(m.sheets.path), Words: e.words("nb-"),
	}
	if slices.ContainsFunc(e.offered(), func(s *worksheet.Sheet) bool { return s.Print }) {
		v.Pack = e.addresses.Pack(e.lang)
	}
	if e.moved != "" {
		v.Pack, v.Notice = "", e.word("moved-notice")
	}
	jobs.add(e.shell.Notebook, "pages/notebook.html", &v)
}

// texts plans the pages beside the lessons, the first page, and the one for addresses that do not exist.
func (r *Result) texts(jobs *jobs) {
	e := jobs.env
	for _, p := range e.lang.Pages {
		url := e.addresses.Page(e.lang, p)
		mark := url[len(e.addresses.Base+e.lang.Prefix) : len(url)-1]
		body := e.marked(p.File, p.Body, "", p.Stale)
		r.URLs = append(r.URLs, url)
		if p.Name != "help" {
			v := TextView{Page: e.page("text", url, mark, p.Title), Heading: p.Title, Summary: p.Summary, Body: body, Practice: p.Name == "before-you-start", Contact: p.Name == "about", Consent: p.Name == "limits"}
			v.Notice = e.notice(p.Body, p.Stale, []Text{p.Title, p.Summary})
			jobs.add(url, "pages/text.html", &v)
			continue
		}
		v := HelpView{Page: e.page("help", url, mark, p.Title), Heading: p.Title, Summary: p.Summary, Body: body}
		v.Notice = e.notice(p.Body, p.Stale, []Text{p.Title, p.Summary})
		for _, c := range e.program.Countries {
			country := e.country(c)
			v.Countries = append(v.Countries, country)
			if e.shell.Slots.HelpIntro != "" && len(c.Emergency) > 0 {
				v.Emergency = append(v.Emergency, country)
			}
		}
		jobs.add(url, "pages/help.html", &v)
	}
	missing := MissingView{Page: e.page("missing", "", "", e.word("missing")), Heading: e.word("missing")}
	jobs.addFile(e.lang.Prefix+"404.html", "pages/missing.html", &missing)
}

// lists plans the pages that list lessons.
func (r *Result) lists(m *made, jobs *jobs) {
	e := m.env
	a, lang := e.addresses, e.lang
	var phases []PhaseView
	lessons := 0
	for _, nav := range m.navs {
		phases = append(phases, *nav)
		lessons += len(nav.Lessons)
	}
	outline := OutlineView{Page: e.page("outline", a.Outline(lang), "o", e.word("outline")), Phases: phases}
	for _, path := range e.program.Paths {
		outline.Paths = append(outline.Paths, Choice{path, e.word("chosen-" + path)})
	}
	paper := false
	for _, s := range e.offered() {
		outline.Sheets = append(outline.Sheets, SheetCard{ID: s.ID, Who: s.Fill, Title: s.Title, URL: a.Worksheet(lang, s.ID, s.Number)})
		paper = paper || s.Print
	}
	if paper {
		outline.Pack = Link{a.Pack(lang), e.word("print-pack")}
	}
	if lessons <= bookLessons {
		outline.Print = Link{a.Book(lang), e.word("print-book")}
		jobs.add(a.Book(lang), "pages/book.html", r.book(m))
	}
	jobs.add(a.Outline(lang), "pages/outline.html", &outline)
	jobs.add(a.Home(lang), "pages/home.html", e.home(phases, lessons))
	r.URLs = append(r.URLs, a.Outline(lang), a.Home(lang))
}

func (e *environment) home(phases []PhaseView, lessons int) *HomeView {
	v := &HomeView{Page: e.page("home", e.addresses.Home(e.lang), "", e.lang.Title), Body: e.marked(e.lang.HomeFile, e.lang.Home, "", e.lang.HomeStale), Phases: phases}
	v.Title, v.Notice = unmarked(e.lang.Title), e.notice(e.lang.Home, e.lang.HomeStale, []Text{e.lang.Tagline})
	if p := e.lang.Page("before-you-start"); p != nil {
		v.Before = Link{e.addresses.Page(e.lang, p), p.Title}
	}
	v.Check = e.check()
	for _, phase := range phases {
		if len(phase.Lessons) > 0 {
			v.First = phase.Lessons[0]
			break
		}
	}
	if lessons <= bookLessons {
		for _, path := range e.program.Paths {
			v.Paths = append(v.Paths, e.path(path))
		}
	}
	return v
}

// path lists the lessons of a path by their rank on it.
func (e *environment) path(id string) PathLink {
	v := PathLink{ID: id, Text: e.word("path-" + id)}
	for _, phase := range e.lang.Phases {
		for _, l := range phase.Lessons {
			link := e.lessonLink(l)
			switch l.Paths[id] {
			case "core":
				v.Core = append(v.Core, link)
			case "helpful":
				v.Helpful = append(v.Helpful, link)
			case "optional":
				v.Optional = append(v.Optional, link)
			}
		}
	}
	return v
}

// book makes the view of the whole program as one page.
func (r *Result) book(m *made) *BookView {
	e := m.env
	v := &BookView{Page: e.page("book", e.addresses.Book(e.lang), "q", e.word("print-book")), Heading: e.lang.Title}
	for i, phase := range e.lang.Phases {
		p := BookPhase{Number: phase.Number, Title: phase.Title, Summary: phase.Summary}
		for _, l := range phase.Lessons {
			key := *m.lessons[l]
			key.phase = m.navs[i]
			p.Lessons = append(p.Lessons, e.lessonView(l, &key, fmt.Sprintf("p%d-", l.Number)))
		}
		v.Phases = append(v.Phases, p)
	}
	return v
}
