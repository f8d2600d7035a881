package load

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/markdown"
	"goldseam/internal/origin"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
	"goldseam/internal/worksheet"
)

// borrowing is a file that a language lacks, and what its source was read into.
type borrowing struct {
	tag  string
	from *unit
}

// translator reads a language that gives words only.
type translator struct {
	*loader
	tag     string
	source  *program.Language
	convert *markdown.Converter
}

// translation reads a language beside the one that structure is written in.
// Where a lesson, worksheet, page or phase has no file, it is the source's.
func (l *loader) translation(ctx context.Context, tag string, source *program.Language) (*program.Language, error) {
	t := &translator{l, tag, source, l.converter(tag)}
	lang := program.NewLanguage(tag, l.plan.prefix(tag), t.convert)
	lang.Translation = &program.Translation{}
	t.home(lang)
	t.words(lang)
	lang.Style = l.style("content/" + tag + "/")
	if err := t.phases(ctx, lang); err != nil {
		return nil, err
	}
	for _, s := range source.Worksheets {
		raw := func(f *snapshot.File) (any, diag.List) {
			return t.sheet(f, format.Numbered{ID: s.ID, Page: s.Number}, t.convert)
		}
		u := translate(t, "worksheet", s.File, l.formats.sheetWords, raw, func(w *wording, m format.SheetWords, doc *markdown.Doc) any {
			return w.sheet(s, m, doc, t.file(s.File))
		})
		if sheet, ok := t.keep(s.File, u).(*worksheet.Sheet); ok {
			t.record(lang, s.File, sheet.Stale)
			lang.Worksheets = append(lang.Worksheets, sheet)
		}
	}
	for _, p := range source.Pages {
		raw := func(f *snapshot.File) (any, diag.List) {
			return t.page(f, format.Numbered{ID: p.Name, Page: p.Number}, t.convert)
		}
		u := translate(t, "page", p.File, l.formats.pageWords, raw, func(w *wording, m format.TextWords, doc *markdown.Doc) any {
			return w.page(p, m, doc, t.file(p.File))
		})
		if page, ok := t.keep(p.File, u).(*program.Page); ok {
			t.record(lang, p.File, page.Stale)
			lang.Pages = append(lang.Pages, page)
		}
	}
	return lang, nil
}

// file gives the place of a file's translation.
func (t *translator) file(source string) string {
	_, inside := languageOf(source)
	return "content/" + t.tag + "/" + inside
}

// originated is a translation that may say what it was made from.
type originated interface{ Origin() string }

// translate makes the unit of a translated file, or of the source's words where
// there is none. It depends on both files, and may run beside others. Raw reads a
// text that has its structure in this very language.
func translate[W originated](t *translator, kind, source string, fm *strictyaml.Format, raw func(*snapshot.File) (any, diag.List), put func(*wording, W, *markdown.Doc) any) *unit {
	first := t.tree.File(source)
	as := use{kind: kind, from: t.units[first]}
	w := &wording{convert: t.convert, source: t.source}
	switch tag, _ := languageOf(source); tag {
	case t.source.Tag:
	case t.tag:
		return t.original(as, first, raw)
	default:
		w.source = written(tag)
	}
	var m W
	f := t.tree.File(t.file(source))
	if f == nil {
		if u := t.prev.borrowed[borrowing{t.tag, as.from}]; u != nil && u.use == as {
			return u
		}
		return &unit{use: as, value: put(w, m, nil)}
	}
	return t.read(f, as, func() (any, diag.List) {
		doc, at, problems := t.matter(f, fm, &m, t.convert)
		if at == nil {
			return nil, problems
		}
		w.at = at
		if first != nil {
			w.from = first.Shown
		}
		sound := as.from != nil && as.from.problems.Errors() == 0 // otherwise the source comes first
		var old diag.List
		if sound {
			w.stale, old = t.since(m.Origin(), first, fm, at)
		}
		value := put(w, m, doc)
		if sound {
			problems = append(append(problems, w.problems...), old...)
		}
		return value, problems
	})
}

// keep records the unit of a translated file, or of one that is not there.
func (t *translator) keep(source string, u *unit) any {
	if f := t.tree.File(t.file(source)); f != nil && f.Path != source {
		return t.loader.keep(f, u)
	}
	t.borrowed[borrowing{t.tag, u.use.from}] = u
	return u.value
}

func (t *translator) home(lang *program.Language) {
	lang.HomeFile = t.file(t.source.HomeFile)
	lang.Title, lang.Tagline, lang.Home = t.source.Title, t.source.Tagline, t.source.Home
	if t.loader.file(lang.HomeFile, "it holds the program's title and the text of its first page") == nil {
		return
	}
	type home struct {
		words format.HomeWords
		doc   *markdown.Doc
		stale *origin.Stale
	}
	u := translate(t, "home", t.source.HomeFile, t.formats.homeWords, nil, func(w *wording, m format.HomeWords, doc *markdown.Doc) any {
		return &home{m, doc, w.stale}
	})
	if h, ok := t.keep(t.source.HomeFile, u).(*home); ok {
		lang.HomeStale = h.stale
		t.record(lang, t.source.HomeFile, h.stale)
		w := wording{convert: t.convert, source: t.source}
		lang.Title, lang.Tagline, lang.Home = w.text(h.words.Title, t.source.Title), w.text(h.words.Tagline, t.source.Tagline), w.body(h.doc, t.source.Home)
		if t.plan.edition.Title != "" {
			lang.Title = t.convert.Text(t.plan.edition.Title)
		}
	}
}

// words reads the interface's words. One that is missing is the source's.
func (t *translator) words(lang *program.Language) {
	own, at := t.strings("content/" + t.tag + "/")
	lang.WordAt = at
	if own != nil {
		lang.Strings, lang.Translation.Words = own.Borrow(t.source.Strings)
	}
}

// phases reads the phases and their lessons, the lessons several at a time.
func (t *translator) phases(ctx context.Context, lang *program.Language) error {
	var lessons []*program.Lesson
	for _, p := range t.source.Phases {
		lessons = append(lessons, p.Lessons...)
	}
	units := make([]*unit, len(lessons))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	const batch = 16
	for start := 0; start < len(lessons); start += batch {
		group.Go(func() error {
			for i := start; i < min(start+batch, len(lessons)); i++ {
				lesson := lessons[i]
				raw := func(f *snapshot.File) (any, diag.List) {
					return t.lesson(f, lesson.Phase, format.Numbered{ID: lesson.ID, Page: lesson.Number}, t.convert)
				}
				units[i] = translate(t, "lesson", lesson.File, t.formats.lessonWords, raw, func(w *wording, m format.LessonWords, doc *markdown.Doc) any {
					return w.lesson(lesson, m, doc, t.file(lesson.File))
				})
			}
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	next := 0
	for i, p := range t.source.Phases {
		phase := t.phase(lang, p)
		for _, lesson := range p.Lessons {
			if l, ok := t.keep(lesson.File, units[next]).(*program.Lesson); ok {
				t.record(lang, lesson.File, l.Stale)
				phase.Lessons = append(phase.Lessons, l)
			}
			next++
		}
		lang.Phases = append(lang.Phases, t.same(phase, t.tag, i))
	}
	return nil
}

func (t *translator) phase(lang *program.Language, source *program.Phase) *program.Phase {
	type words struct {
		title, summary program.Text
		stale          *origin.Stale
	}
	u := translate(t, "phase", source.File, t.formats.phaseWords, nil, func(w *wording, m format.TextWords, _ *markdown.Doc) any {
		return &words{w.text(m.Title, source.Title), w.text(m.Summary, source.Summary), w.stale}
	})
	phase := &program.Phase{ID: source.ID, Number: source.Number, File: t.file(source.File)}
	if w, ok := t.keep(source.File, u).(*words); ok {
		t.record(lang, source.File, w.stale)
		phase.Title, phase.Summary = w.title, w.summary
	}
	return phase
}
