package render

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"goldseam/internal/markdown"
	"goldseam/internal/program"
)

// navigation makes each phase's list of lessons, or takes the earlier one if it is the same.
func (m *made) navigation(old *made) {
	e := m.env
	for i, phase := range e.lang.Phases {
		if i < len(old.phases) && i < len(old.navs) && old.phases[i] == phase {
			m.navs = append(m.navs, old.navs[i])
			continue
		}
		nav := &PhaseView{Number: phase.Number, Title: phase.Title, Summary: phase.Summary}
		for _, l := range phase.Lessons {
			nav.Lessons = append(nav.Lessons, e.lessonLink(l))
		}
		if i < len(old.navs) && samePhase(old.navs[i], nav) {
			nav = old.navs[i]
		}
		m.navs = append(m.navs, nav)
	}
}

func (e *environment) lessonLink(l *program.Lesson) LessonLink {
	return LessonLink{
		ID: l.ID, URL: e.addresses.Lesson(e.lang, l), Number: l.Number, Title: l.Title, Aim: l.Aim, Minutes: l.Minutes, For: e.word("for-" + l.For),
		Ranks: e.ranks(l), Red: l.OnRed, Together: l.Together(),
		Away: slices.ContainsFunc(e.program.Paths, func(path string) bool { return rank(l, path) == "hidden" }),
	}
}

func samePhase(a, b *PhaseView) bool {
	return a.Number == b.Number && a.Title == b.Title && a.Summary == b.Summary && slices.Equal(a.Lessons, b.Lessons)
}

// lessonWork is one lesson's page to be made.
type lessonWork struct {
	lesson *program.Lesson
	key    *lessonPage
	err    error
}

// lessons renders the lessons' pages, those that changed.
func (r *Result) lessons(ctx context.Context, m, old *made) error {
	keys := m.lessonKeys(old)
	var work []*lessonWork
	i := 0
	for _, phase := range m.phases {
		for _, l := range phase.Lessons {
			m.lessons[l] = keys[i]
			if keys[i].page == nil {
				work = append(work, &lessonWork{lesson: l, key: keys[i]})
			}
			i++
		}
	}
	if err := m.renderLessons(ctx, work); err != nil {
		return err
	}
	for _, w := range work {
		if w.err != nil {
			r.Problems = append(r.Problems, m.env.templates.problem(w.err))
		}
	}
	for _, key := range keys {
		if key.page != nil {
			r.Pages[key.file] = key.page
			r.URLs = append(r.URLs, key.url)
		}
	}
	return nil
}

// lessonKeys gathers what each lesson's page is made of, in order; those that
// were made of the same before have their page already.
func (m *made) lessonKeys(old *made) []*lessonPage {
	e := m.env
	sameLinks := old.surface == m.surface // asked once: it is long
	// If every list of lessons, every form and every place is as it was, so is
	// the page of each lesson that is.
	same := sameLinks && slices.Equal(m.navs, old.navs) && maps.Equal(m.forms, old.forms)
	m.linked = m.links(old)
	links, byID := m.linked.list, m.linked.byID
	cards := m.cards()
	keys := make([]*lessonPage, 0, len(old.lessons))
	for p, phase := range m.phases {
		for _, l := range phase.Lessons {
			before := old.lessons[l]
			if same && before != nil && before.page != nil {
				keys = append(keys, before)
				continue
			}
			i := len(keys)
			key := &lessonPage{phase: m.navs[p], url: links[i].URL, file: e.file(links[i].URL)}
			if i > 0 {
				key.previous = links[i-1]
			}
			if i+1 < len(links) {
				key.next, key.nextOn = links[i+1], m.linked.nextOn(i)
			}
			key.after = pick(byID, l.After)
			key.cards = pick(cards, l.Worksheets)
			if before != nil && sameLinks {
				key.hrefs = before.hrefs
			} else {
				key.hrefs = e.hrefs(l.File, l.Body)
			}
			if before != nil && before.same(key) {
				key.page = before.page
			}
			keys = append(keys, key)
		}
	}
	return keys
}

// links are the links to all lessons, in order and by id.
type links struct {
	list  []Link
	byID  map[string]Link
	paths []string
	next  [][]int // for each path and lesson the place of the one that comes next on that path, -1 for none
}

// nextOn gives the lessons that come next on each path after the one at a place,
// where that is not simply the following one.
func (k *links) nextOn(i int) []PathNext {
	var out []PathNext
	for p, path := range k.paths {
		switch next := k.next[p][i]; next {
		case i + 1:
		case -1:
			out = append(out, PathNext{Path: path})
		default:
			out = append(out, PathNext{path, k.list[next]})
		}
	}
	return out
}

// nextOnPath finds, for each of a program's lessons, the next one that a path shows.
// Whoever is not sure that it is safe is shown nothing that a red safety result hides.
func nextOnPath(phases []*program.Phase, path string, count int) []int {
	out := make([]int, count)
	next, i := -1, count-1
	for _, phase := range slices.Backward(phases) {
		for _, l := range slices.Backward(phase.Lessons) {
			out[i] = next
			if rank(l, path) != "hidden" && (path != "unsure" || l.OnRed != "hidden") {
				next = i
			}
			i--
		}
	}
	return out
}

// links gives the links to all lessons, or takes the earlier ones if they are the same.
func (m *made) links(old *made) links {
	sameID := func(a, b *program.Lesson) bool { return a.ID == b.ID }
	samePhase := func(a, b *program.Phase) bool { return a == b || slices.EqualFunc(a.Lessons, b.Lessons, sameID) }
	if old.linked.byID != nil && slices.Equal(old.navs, m.navs) && slices.EqualFunc(old.phases, m.phases, samePhase) {
		return old.linked // its words and addresses are those of the lists
	}
	out := links{byID: map[string]Link{}}
	for p, phase := range m.phases {
		for i, l := range phase.Lessons {
			out.list = append(out.list, Link{m.navs[p].Lessons[i].URL, l.Title})
			out.byID[l.ID] = out.list[len(out.list)-1]
		}
	}
	for _, path := range m.env.program.Paths {
		out.paths = append(out.paths, path)
		out.next = append(out.next, nextOnPath(m.phases, path, len(out.list)))
	}
	return out
}

// cards gives each worksheet as it stands within a lesson.
func (m *made) cards() map[string]SheetCard {
	e := m.env
	out := make(map[string]SheetCard, len(m.forms))
	for _, s := range e.lang.Worksheets {
		out[s.ID] = SheetCard{
			ID: s.ID, Who: s.Fill, Title: s.Title, URL: e.addresses.Worksheet(e.lang, s.ID, s.Number), Form: m.forms[s].form, Live: m.forms[s].live,
		}
	}
	return out
}

// pick gives the things with the given names, leaving out those that are not there.
func pick[V any](from map[string]V, names []string) []V {
	var out []V
	for _, name := range names {
		if v, ok := from[name]; ok {
			out = append(out, v)
		}
	}
	return out
}

// same tells whether a page made with other has to be the same page.
func (k *lessonPage) same(other *lessonPage) bool {
	return k.page != nil && k.url == other.url && k.phase == other.phase && k.next == other.next && k.previous == other.previous &&
		slices.Equal(k.nextOn, other.nextOn) && slices.Equal(k.after, other.after) && slices.Equal(k.cards, other.cards) && slices.Equal(k.hrefs, other.hrefs)
}

// hrefs gives where the links and pictures of a text lead at present.
func (e *environment) hrefs(file string, doc *markdown.Doc) []string {
	if doc == nil {
		return nil
	}
	r := resolver{e, file, doc, "", nil}
	out := make([]string, 0, len(doc.Links)+len(doc.Images))
	for _, link := range doc.Links {
		out = append(out, r.Link(link))
	}
	for _, image := range doc.Images {
		out = append(out, r.Image(image))
	}
	return out
}

func (m *made) renderLessons(ctx context.Context, work []*lessonWork) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	const batch = 16
	for start := 0; start < len(work); start += batch {
		group.Go(func() error {
			var out bytes.Buffer
			for _, w := range work[start:min(start+batch, len(work))] {
				out.Reset()
				view := m.env.lessonView(w.lesson, w.key, "")
				if w.err = m.env.bound.execute(&out, "pages/lesson.html", &view); w.err == nil {
					w.key.page = bytes.Clone(out.Bytes())
				}
			}
			return ctx.Err()
		})
	}
	return group.Wait()
}

// steps gives the words of a lesson's steps.
func steps(l *program.Lesson) []Text {
	out := make([]Text, len(l.Steps))
	for i, s := range l.Steps {
		out[i] = s.Text
	}
	return out
}

// lessonView makes the view of a lesson. Prefix makes ids unique on a page that holds several.
func (e *environment) lessonView(l *program.Lesson, key *lessonPage, prefix string) LessonView {
	url := e.addresses.Lesson(e.lang, l)
	v := LessonView{
		Page: e.page("lesson", url, strconv.Itoa(l.Number), l.Title), ID: l.ID, Ranks: e.ranks(l), Red: l.OnRed, Heading: l.Title, Aim: e.older(l.Aim, l.Stale.Has("aim", -1, "")), Minutes: l.Minutes,
		For: e.word("for-" + l.For), Heavy: l.Heavy, Together: l.Together(),
		Safety: e.olderItems(l.Safety, l.Stale, "safety"), Do: e.olderItems(l.Do, l.Stale, "do"), Dont: e.olderItems(l.Dont, l.Stale, "dont"),
		Signs: e.olderItems(l.Signs, l.Stale, "signs"), Solo: e.older(l.Solo, l.Stale.Has("solo", -1, "")), Body: e.marked(l.File, l.Body, prefix, l.Stale), Sheets: key.cards, After: key.after, Next: key.next, NextOn: key.nextOn, Previous: key.previous,
	}
	v.Notice = e.notice(l.Body, l.Stale, []Text{l.Title, l.Aim, l.Solo}, l.Safety, l.Do, l.Dont, l.Signs, steps(l))
	v.Phase = *key.phase
	v.Phase.Lessons = slices.Clone(key.phase.Lessons)
	for i := range v.Phase.Lessons {
		v.Phase.Lessons[i].Current = v.Phase.Lessons[i].URL == url
	}
	for i, s := range l.Steps {
		v.Steps = append(v.Steps, Step{Text: e.older(s.Text, l.Stale.Has("steps", i, "")), Together: s.Together, ID: fmt.Sprintf("%st%d", prefix, i+1)})
	}
	if v.Together {
		if stop := e.lang.Page("stop-rules"); stop != nil {
			v.StopRules = e.html(stop.File, stop.Body, prefix+"x")
		}
	}
	return v
}
