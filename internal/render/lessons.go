package render

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"goldseam/internal/program"
)

// navigation makes each phase's list of lessons, or takes the earlier one if it is the same.
func (m *made) navigation(old *made) {
	e := m.env
	for i, phase := range e.lang.Phases {
		nav := &PhaseView{Number: phase.Number, Title: phase.Title, Summary: phase.Summary}
		for _, l := range phase.Lessons {
			nav.Lessons = append(nav.Lessons, LessonLink{URL: e.addresses.Lesson(e.lang, l), Number: l.Number, Title: l.Title, Aim: l.Aim, Minutes: l.Minutes, For: e.word("for-" + l.For)})
		}
		if i < len(old.navs) && samePhase(old.navs[i], nav) {
			nav = old.navs[i]
		}
		m.navs = append(m.navs, nav)
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
	e := m.env
	links := map[string]Link{}
	var all []*program.Lesson
	for _, nav := range e.lang.Phases {
		for _, l := range nav.Lessons {
			links[l.ID] = Link{e.addresses.Lesson(e.lang, l), l.Title}
			all = append(all, l)
		}
	}
	sheets := map[string]SheetCard{}
	for _, s := range e.lang.Worksheets {
		sheets[s.ID] = SheetCard{Title: s.Title, URL: e.addresses.Worksheet(e.lang, s.ID, s.Number), Form: m.forms[s]}
	}
	var work []*lessonWork
	i := 0
	for p, phase := range e.lang.Phases {
		for _, l := range phase.Lessons {
			key := &lessonPage{phase: m.navs[p]}
			if i > 0 {
				key.previous = links[all[i-1].ID]
			}
			if i+1 < len(all) {
				key.next = links[all[i+1].ID]
			}
			i++
			for _, id := range l.After {
				if link, ok := links[id]; ok {
					key.after = append(key.after, link)
				}
			}
			for _, id := range l.Worksheets {
				if card, ok := sheets[id]; ok {
					key.cards = append(key.cards, card)
				}
			}
			before := old.lessons[l]
			if before != nil && old.surface == m.surface {
				key.hrefs = before.hrefs
			} else {
				key.hrefs = e.hrefs(l)
			}
			if before != nil && before.same(key) {
				key.page = before.page
			} else {
				work = append(work, &lessonWork{lesson: l, key: key})
			}
			m.lessons[l] = key
		}
	}
	if err := m.renderLessons(ctx, work); err != nil {
		return err
	}
	for _, w := range work {
		if w.err != nil {
			r.Problems = append(r.Problems, e.templates.problem(w.err))
		}
	}
	for _, l := range all {
		url := e.addresses.Lesson(e.lang, l)
		if page := m.lessons[l].page; page != nil {
			r.Pages[e.file(url)] = page
			r.URLs = append(r.URLs, url)
		}
	}
	return nil
}

// same tells whether a page made with other has to be the same page.
func (k *lessonPage) same(other *lessonPage) bool {
	return k.page != nil && k.phase == other.phase && k.next == other.next && k.previous == other.previous &&
		slices.Equal(k.after, other.after) && slices.Equal(k.cards, other.cards) && slices.Equal(k.hrefs, other.hrefs)
}

// hrefs gives where the links and pictures of a lesson lead at present.
func (e *environment) hrefs(l *program.Lesson) []string {
	if l.Body == nil {
		return nil
	}
	r := resolver{e, l.File, l.Body, ""}
	out := make([]string, 0, len(l.Body.Links)+len(l.Body.Images))
	for _, link := range l.Body.Links {
		out = append(out, r.Link(link))
	}
	for _, image := range l.Body.Images {
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

// lessonView makes the view of a lesson. Prefix makes ids unique on a page that holds several.
func (e *environment) lessonView(l *program.Lesson, key *lessonPage, prefix string) LessonView {
	url := e.addresses.Lesson(e.lang, l)
	v := LessonView{
		Page: e.page("lesson", url, strconv.Itoa(l.Number), l.Title), Heading: l.Title, Aim: l.Aim, Minutes: l.Minutes,
		For: e.word("for-" + l.For), Heavy: l.Heavy, Together: l.Together(), Safety: l.Safety, Do: l.Do, Dont: l.Dont, Signs: l.Signs,
		Solo: l.Solo, Body: e.html(l.File, l.Body, prefix), Sheets: key.cards, After: key.after, Next: key.next, Previous: key.previous,
	}
	v.Phase = *key.phase
	v.Phase.Lessons = slices.Clone(key.phase.Lessons)
	for i := range v.Phase.Lessons {
		v.Phase.Lessons[i].Current = v.Phase.Lessons[i].URL == url
	}
	for i, s := range l.Steps {
		v.Steps = append(v.Steps, Step{Text: s.Text, Together: s.Together, ID: fmt.Sprintf("%st%d", prefix, i+1)})
	}
	if v.Together {
		if stop := e.lang.Page("stop-rules"); stop != nil {
			v.StopRules = e.html(stop.File, stop.Body, prefix+"x")
		}
	}
	return v
}
