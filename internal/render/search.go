package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"goldseam/internal/markdown"
	"goldseam/internal/program"
	"goldseam/internal/search"
	"goldseam/internal/worksheet"
)

const (
	// fullText is how many documents a program may have to be searched by all its
	// words. A reader loads the index at the first search, so a larger program is
	// searched by titles and headings.
	fullText = 150
	// perIndex is how many lessons share an index of a larger program, so that a
	// changed heading costs one index.
	perIndex = 250
)

// findPart is one index with all it was made of.
type findPart struct {
	full      bool // all words are in it
	lessons   []*program.Lesson
	sheets    []*worksheet.Sheet
	pages     []*program.Page
	countries []*program.Country // whose help lines stand on a page
	taken     map[string]taken   // by kind and id
	entries   []*search.Entry
	path      string // of the module, in the site
	module    []byte
}

// taken is a document as it went into an index.
type taken struct {
	source   any // lesson, worksheet or page
	document search.Document
	entry    *search.Entry
}

// found is what the client gets of a document, see client/find/found.ts.
type found struct {
	Kind     string `json:"k"` // l, s or p
	ID       string `json:"i"`
	URL      string `json:"u"`
	Title    string `json:"n"`
	Ranks    string `json:"p,omitempty"`
	Red      string `json:"r,omitempty"`
	Together bool   `json:"t,omitempty"`
	Fill     string `json:"w,omitempty"`
	Held     bool   `json:"a,omitempty"`
	Text     string `json:"x"`
	Two      string `json:"y,omitempty"` // the parts for two people
}

// find begins to make the indexes of a language, beside whatever else is made. What
// it returns waits for them.
func (m *made) find(old *made) func() []*findPart {
	e := m.env
	parts := e.findParts()
	var filled sync.WaitGroup
	for i, part := range parts {
		before := &findPart{}
		if i < len(old.finds) && old.finds[i].full == part.full {
			before = old.finds[i]
		}
		if before.same(part) {
			parts[i] = before
			continue
		}
		filled.Go(func() { part.fill(e, before) })
	}
	return func() []*findPart {
		filled.Wait()
		return parts
	}
}

// search takes the indexes of a language, and plans the page that they are used on.
func (r *Result) search(m *made, parts []*findPart, jobs *jobs) {
	e := m.env
	urls := make([]string, len(parts))
	for i, part := range parts {
		r.Pages[part.path] = part.module
		urls[i] = e.asset(part.path)
	}
	m.finds = parts
	v := SearchView{Page: e.page("search", e.addresses.Search(e.lang), "g", e.word("search")), Heading: e.word("search"), Index: strings.Join(urls, " ")}
	jobs.add(e.addresses.Search(e.lang), "pages/search.html", &v)
}

// findParts deals the documents to indexes.
func (e *environment) findParts() []*findPart {
	var lessons []*program.Lesson
	for _, phase := range e.lang.Phases {
		lessons = append(lessons, phase.Lessons...)
	}
	first := &findPart{sheets: e.offered(), pages: e.lang.Pages, countries: e.program.Countries}
	if len(lessons)+len(first.sheets)+len(first.pages) <= fullText {
		first.full, first.lessons = true, lessons
		return []*findPart{first}
	}
	parts := []*findPart{first}
	for some := range slices.Chunk(lessons, perIndex) {
		parts = append(parts, &findPart{lessons: some})
	}
	return parts
}

// same tells whether an index that was made has to be the same as another one.
func (p *findPart) same(other *findPart) bool {
	return p.module != nil && slices.Equal(p.lessons, other.lessons) && slices.Equal(p.sheets, other.sheets) &&
		slices.Equal(p.pages, other.pages) && slices.Equal(p.countries, other.countries)
}

// fill takes the documents apart, those that changed, and makes the index.
func (p *findPart) fill(e *environment, before *findPart) {
	p.taken = make(map[string]taken, len(p.lessons)+len(p.sheets)+len(p.pages))
	for _, l := range p.lessons {
		p.take(before, "l"+l.ID, l, func() search.Document { return e.findLesson(l, p.full) })
	}
	for _, s := range p.sheets {
		p.take(before, "s"+s.ID, s, func() search.Document { return e.findSheet(s, p.full) })
	}
	for _, page := range p.pages {
		source := any(page)
		if page.Name == "help" && !slices.Equal(p.countries, before.countries) {
			source = p // another text, whatever the page itself says
		}
		p.take(before, "p"+page.Name, source, func() search.Document { return e.findPage(page, p.full) })
	}
	if before.module != nil && slices.Equal(p.entries, before.entries) {
		p.path, p.module = before.path, before.module
		return
	}
	p.module = search.Module(p.entries)
	sum := sha256.Sum256(p.module)
	p.path = "f/g-" + hex.EncodeToString(sum[:5]) + ".js"
}

// take adds a document, taken apart before if it is the same.
func (p *findPart) take(before *findPart, key string, source any, document func() search.Document) {
	t, ok := before.taken[key]
	if !ok || t.source != source {
		d := document()
		if !ok || t.document != d {
			t = taken{document: d, entry: search.Take(d)}
		}
		t.source = source
	}
	p.taken[key] = t
	p.entries = append(p.entries, t.entry)
}

func (e *environment) findLesson(l *program.Lesson, full bool) search.Document {
	words := []string{plain(l.Aim)}
	var two []string
	if full {
		for _, s := range l.Steps {
			if s.Together {
				two = append(two, plain(s.Text))
			} else {
				words = append(words, plain(s.Text))
			}
		}
		for _, list := range [][]Text{l.Do, l.Dont, l.Signs, {l.Solo}, l.Safety} {
			for _, t := range list {
				words = append(words, plain(t))
			}
		}
		alone, together := l.Body.Words()
		words, two = append(words, alone), append(two, together)
	}
	return document(found{
		Kind: "l", ID: l.ID, URL: e.addresses.Lesson(e.lang, l), Title: plain(l.Title), Ranks: e.ranks(l), Red: l.OnRed, Together: l.Together(), Two: line(two),
	}, headings(l.Body), words, full)
}

func (e *environment) findSheet(s *worksheet.Sheet, full bool) search.Document {
	heads := headings(s.Intro)
	var words []string
	for i := range s.Fields {
		heads = append(heads, plain(s.Fields[i].Label))
	}
	if full {
		intro, _ := s.Intro.Words()
		words = append(words, intro)
		for i := range s.Fields {
			words = append(words, plain(s.Fields[i].Label), plain(s.Fields[i].Help))
		}
	}
	return document(found{Kind: "s", ID: s.ID, URL: e.addresses.Worksheet(e.lang, s.ID, s.Number), Title: plain(s.Title), Fill: s.Fill, Held: s.Held}, heads, words, full)
}

func (e *environment) findPage(p *program.Page, full bool) search.Document {
	heads, words := headings(p.Body), []string{plain(p.Summary)}
	if p.Name == "help" {
		for _, c := range e.program.Countries {
			for _, line := range c.Lines {
				heads = append(heads, line.Name)
			}
		}
	}
	if full {
		body, _ := p.Body.Words()
		words = append(words, body)
	}
	return document(found{Kind: "p", ID: p.Name, URL: e.addresses.Page(e.lang, p), Title: plain(p.Title)}, heads, words, full)
}

// document makes a document of texts. What stands beside its title in a list of
// results is its text.
func document(f found, heads, words []string, full bool) search.Document {
	f.Text = line(words)
	var stored bytes.Buffer
	encoder := json.NewEncoder(&stored)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(f); err != nil {
		panic(err) // texts only
	}
	d := search.Document{Title: f.Title, Headings: strings.Join(heads, " "), Stored: strings.TrimSpace(stored.String())}
	if full {
		d.Text = line([]string{f.Text, f.Two})
	}
	return d
}

// line joins texts to one line.
func line(texts []string) string { return strings.Join(strings.Fields(strings.Join(texts, " ")), " ") }

func headings(d *markdown.Doc) []string {
	if d == nil {
		return nil
	}
	var out []string
	for _, h := range d.Headings {
		out = append(out, h.Text)
	}
	return out
}
