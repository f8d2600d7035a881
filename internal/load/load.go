// Package load reads a content tree into a Program, gathering every problem on the way.
//
// Each file is read by itself into a unit, several at a time; then the units are
// put together. Units of files that did not change since an earlier load are used
// again, the same pointers, so that whoever comes after can tell what changed.
package load

import (
	"context"
	"fmt"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/markdown"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
	"goldseam/internal/worksheet"
)

// Result is a program as far as it could be read, with every problem of its files.
type Result struct {
	Program  *program.Program // nil if there is no structure to speak of
	Problems diag.List
	units    map[*snapshot.File]*unit
	borrowed map[borrowing]*unit
	formats  *formats
	convert  map[string]*markdown.Converter
	plan     *plan
	files    *fileCheck
	broken   map[string]bool // files, below a language's folder, that nothing could be made of
	tree     *snapshot.Tree
	shelves  []*shelf          // one for each phase of the plan
	notes    map[string]*notes // by language
}

// Omitted lists the files, below a language's folder, that are known and not in
// the program: lessons that the edition leaves out, and files that cannot be read
// as they are. A link to one of them is no mistake of the text that holds it.
func (r *Result) Omitted() map[string]bool {
	if len(r.broken) == 0 {
		return r.plan.omitted
	}
	out := maps.Clone(r.plan.omitted)
	maps.Copy(out, r.broken)
	return out
}

// unit is what one file was read into.
type unit struct {
	use      use
	value    any
	problems diag.List
}

// use is what a file is read as.
type use struct {
	kind   string
	number int    // of a lesson, worksheet or page, which program.yaml or edition.yaml gives
	in     string // of one with structure, the language it is written in
	from   *unit  // of a translation: what it takes its structure from
}

// formats are all formats a content tree may hold.
type formats struct {
	program, edition, home, phase, page, lesson, notes, sheet, country, strings, style, ledger *strictyaml.Format

	homeWords, phaseWords, pageWords, lessonWords, sheetWords *strictyaml.Format // of translations
}

func newFormats() *formats {
	return &formats{
		program: strictyaml.Of[format.Program](), edition: strictyaml.Of[format.Edition](), home: strictyaml.Of[format.Home](),
		phase: strictyaml.Of[format.PhaseText](), page: strictyaml.Of[format.Page](), lesson: strictyaml.Of[format.Lesson](),
		notes: strictyaml.Of[format.Notes](), sheet: strictyaml.Of[format.Sheet](), country: strictyaml.Of[format.Country](), strings: strictyaml.Of[strictyaml.Map[string]](),
		style: strictyaml.Of[format.Style](), ledger: strictyaml.Of[format.Ledger](), homeWords: format.HomeTranslation(), phaseWords: format.PhaseTranslation(),
		pageWords: format.PageTranslation(), lessonWords: format.LessonTranslation(), sheetWords: format.SheetTranslation(),
	}
}

// loader is one load.
type loader struct {
	prev     *Result
	steady   bool // the plan and the names of all files are as they were
	replaced map[*snapshot.File]bool
	strays   map[string]string // what nothing asks for, by the last part of its path; made when first needed
	*Result
}

// Program reads the content of a tree. Prev is an earlier result whose units may
// be used again, or nil.
func Program(ctx context.Context, tree *snapshot.Tree, prev *Result) (*Result, error) {
	l := &loader{prev: prev, Result: &Result{tree: tree, borrowed: map[borrowing]*unit{}, broken: map[string]bool{}, notes: map[string]*notes{}}}
	if prev == nil {
		l.prev = &Result{}
		l.formats, l.convert = newFormats(), map[string]*markdown.Converter{}
	} else {
		l.formats, l.convert = prev.formats, prev.convert
	}
	l.plan = l.structure()
	if l.plan == nil {
		return l.Result, nil
	}
	l.compare()
	p := &program.Program{Edition: l.plan.edition, Paths: l.plan.paths, At: l.plan.at()}
	source, err := l.language(ctx, l.plan.language)
	if err != nil {
		return nil, err
	}
	p.Source = source
	source.Notes, source.Slots = l.counselors(source), l.slots(source)
	for _, tag := range l.plan.languages {
		lang := source
		if tag != source.Tag {
			if lang, err = l.translation(ctx, tag, source); err != nil {
				return nil, err
			}
			lang.Notes, lang.Slots = l.counselors(lang), l.slots(lang)
		}
		p.Languages = append(p.Languages, lang)
	}
	p.Ledger = l.ledger()
	p.Countries = l.countries()
	p.Files = l.otherFiles()
	l.unreadable()
	l.Problems = append(l.Problems, l.unknownFiles()...)
	l.Result.Program = p
	return l.Result, nil
}

// read makes the unit of a file, or takes the earlier one. It may run beside others.
func (l *loader) read(f *snapshot.File, as use, make func() (any, diag.List)) *unit {
	if u := l.prev.units[f]; u != nil && u.use == as {
		return u
	}
	if f.Err != nil {
		return &unit{use: as, problems: unreadable(f)}
	}
	value, problems := make()
	return &unit{as, value, problems}
}

// unreadable says that a file cannot be read.
func unreadable(f *snapshot.File) diag.List {
	return diag.List{{
		Pos: diag.Pos{File: f.Path}, Severity: diag.Error, Code: diag.UnreadableFile,
		Message: fmt.Sprintf("this file cannot be read: %v", f.Err), Hint: "look at its permissions and size",
	}}
}

// keep records a unit and its problems. It gives the unit's value.
func (l *loader) keep(f *snapshot.File, u *unit) any {
	l.units[f] = u
	l.Problems = append(l.Problems, u.problems...)
	if u.value == nil {
		l.markBroken(f)
	}
	return u.value
}

// file finds a file that must be there. Why says what it is for.
func (l *loader) file(name, why string) *snapshot.File {
	f := l.tree.File(name)
	// A name that cannot be one was reported where it stands.
	if f == nil && idForm.MatchString(stem(name)) {
		l.Problems.Add(diag.Pos{File: name}, diag.MissingFile, "this file is missing: "+why, l.moved(name, why))
	}
	return f
}

func stem(p string) string { return strings.TrimSuffix(path.Base(p), path.Ext(p)) }

// moved offers a file of the same name that stands elsewhere.
func (l *loader) moved(file, why string) string {
	name := path.Base(file)
	if name != "phase.md" && name != "program.md" && l.plan != nil {
		if p := l.stray(name); p != "" {
			return fmt.Sprintf("there is a file %s: move it to this place", l.tree.Shown(p))
		}
	}
	if l.plan != nil {
		tag, inside, _ := strings.Cut(strings.TrimPrefix(file, "content/"), "/")
		if source := l.tree.File("content/" + l.plan.language + "/" + inside); tag != l.plan.language && source != nil {
			return fmt.Sprintf("translate %s into this file", source.Shown)
		}
	}
	if where, _, _ := strings.Cut(why, " "); path.Ext(where) == ".yaml" {
		return "write the file, or delete its line in " + where
	}
	return "write the file"
}

// stray gives the first file of a name that nothing in the program asks for.
func (l *loader) stray(name string) string {
	if l.strays == nil {
		l.strays = map[string]string{}
		known := l.known()
		for _, f := range slices.Backward(l.tree.Below("content")) {
			if !known[f.Path] {
				l.strays[path.Base(f.Path)] = f.Path
			}
		}
	}
	return l.strays[name]
}

// named says where a lesson or worksheet is named.
func (l *loader) named(kind string, n format.Numbered) string {
	if l.plan.edition.Own && n.Page >= program.FirstOwn {
		return "edition.yaml adds this " + kind
	}
	return "program.yaml names this " + kind
}

// matter splits a Markdown file, decodes its front matter into v and converts its body.
func (l *loader) matter(f *snapshot.File, fm *strictyaml.Format, v any, c *markdown.Converter) (*markdown.Doc, func(...any) diag.Pos, diag.List) {
	file, problems := frontmatter.Split(f.Path, f.Data)
	if file == nil {
		return nil, nil, problems
	}
	problems = append(problems, strictyaml.Decode(file.Matter, fm, v)...)
	doc, more := c.Convert(f.Path, file.Body)
	problems = append(problems, more...)
	if fm != l.formats.lesson && fm != l.formats.lessonWords {
		problems = append(problems, sectionsForTwo(doc)...)
	}
	problems = append(problems, placeholders(f.Path, f.Data)...)
	// The text is split again if a place is asked for, so that no copy of it is kept for that.
	at := func(path ...any) diag.Pos {
		file, _ := frontmatter.Split(f.Path, f.Data)
		return strictyaml.Locate(file.Matter, path...)
	}
	return doc, at, problems
}

// sectionsForTwo reports the sections for two of a text that is no lesson: nothing holds them back there.
func sectionsForTwo(doc *markdown.Doc) diag.List {
	var out diag.List
	for _, h := range doc.Headings {
		if h.Together {
			out.Add(h.Pos, diag.HeadingID, "only a lesson has sections for two people", "take {.together} away, or move the section to a lesson")
		}
	}
	return out
}

// converter gives the converter of a language.
func (l *loader) converter(tag string) *markdown.Converter {
	if l.convert[tag] == nil {
		l.convert[tag] = markdown.New(tag)
	}
	return l.convert[tag]
}

// language reads all that is written in the language of structure.
func (l *loader) language(ctx context.Context, tag string) (*program.Language, error) {
	c := l.converter(tag)
	lang := program.NewLanguage(tag, l.plan.prefix(tag), c)
	dir := "content/" + tag + "/"
	l.home(lang, dir, c)
	lang.Strings, lang.WordAt = l.strings(dir)
	lang.Style = l.style(dir)
	if err := l.phases(ctx, lang, dir, c); err != nil {
		return nil, err
	}
	for _, s := range l.plan.worksheets {
		if f, tag := l.text("worksheets/"+s.ID+".md", s, l.named("worksheet", s)); f != nil {
			u := l.read(f, use{kind: "worksheet", number: s.Page, in: tag}, func() (any, diag.List) {
				sheet, problems := l.sheet(f, s, l.converter(tag))
				return l.marked(sheet, tag), problems
			})
			if sheet, ok := l.keep(f, u).(*worksheet.Sheet); ok {
				lang.Worksheets = append(lang.Worksheets, sheet)
			}
		}
	}
	for _, p := range l.plan.pages {
		why := "every program has this page"
		if p.Page > 0 {
			why = "edition.yaml adds this page"
		}
		if f, tag := l.text("pages/"+p.ID+".md", p, why); f != nil {
			u := l.read(f, use{kind: "page", number: p.Page, in: tag}, func() (any, diag.List) {
				page, problems := l.page(f, p, l.converter(tag))
				return l.marked(page, tag), problems
			})
			if page, ok := l.keep(f, u).(*program.Page); ok {
				lang.Pages = append(lang.Pages, page)
			}
		}
	}
	return lang, nil
}

func (l *loader) home(lang *program.Language, dir string, c *markdown.Converter) {
	lang.HomeFile = dir + "program.md"
	f := l.file(lang.HomeFile, "it holds the program's title and the text of its first page")
	if f == nil {
		return
	}
	type home struct {
		format.Home
		doc *markdown.Doc
	}
	u := l.read(f, use{kind: "home"}, func() (any, diag.List) {
		var h home
		doc, _, problems := l.matter(f, l.formats.home, &h.Home, c)
		h.doc = doc
		return &h, problems
	})
	if h, ok := l.keep(f, u).(*home); ok {
		lang.Title, lang.Tagline, lang.Home = c.Text(h.Title), c.Text(h.Tagline), h.doc
		if l.plan.edition.Title != "" {
			lang.Title = c.Text(l.plan.edition.Title)
		}
	}
}

// strings reads the words of the interface, with the place of each.
func (l *loader) strings(dir string) (program.Strings, func(key string) diag.Pos) {
	f := l.file(dir+"strings.yaml", "it holds the words of the interface")
	if f == nil {
		return nil, nil
	}
	u := l.read(f, use{kind: "words"}, func() (any, diag.List) {
		var m strictyaml.Map[string]
		src, problems := l.yaml(f)
		if problems == nil {
			problems = append(problems, strictyaml.Decode(src, l.formats.strings, &m)...)
			problems = append(problems, placeholders(f.Path, f.Data)...)
		}
		out := make(program.Strings, len(m))
		for _, p := range m {
			out[p.Key] = p.Value
		}
		return out, problems
	})
	s, _ := l.keep(f, u).(program.Strings)
	return s, func(key string) diag.Pos { return yamlAt(f, key) }
}

// yamlAt gives the place of a part of a YAML file. It knows nothing of the load, so that no earlier one is kept for it.
func yamlAt(f *snapshot.File, path ...any) diag.Pos {
	text, _ := frontmatter.Clean(f.Path, f.Data)
	return strictyaml.Locate(strictyaml.Source{File: f.Path, Line: 1, Text: text}, path...)
}

// style reads how the texts of a language are to be written, nil if nothing says so.
func (l *loader) style(dir string) *format.Style {
	f := l.tree.File(dir + "style.yaml")
	if f == nil {
		return nil
	}
	u := l.read(f, use{kind: "style"}, func() (any, diag.List) {
		var s format.Style
		src, problems := l.yaml(f)
		if problems == nil {
			problems = strictyaml.Decode(src, l.formats.style, &s)
		}
		return &s, problems
	})
	s, _ := l.keep(f, u).(*format.Style)
	return s
}

// yaml gives the text of a YAML file, or says why it is none.
func (l *loader) yaml(f *snapshot.File) (strictyaml.Source, diag.List) {
	if f.Err != nil {
		return strictyaml.Source{}, unreadable(f)
	}
	text, problems := frontmatter.Clean(f.Path, f.Data)
	return strictyaml.Source{File: f.Path, Line: 1, Text: text}, problems
}

// phases reads phases and their lessons, the lessons several at a time.
func (l *loader) phases(ctx context.Context, lang *program.Language, dir string, c *markdown.Converter) error {
	type slot struct {
		phase int
		entry format.Numbered
		file  *snapshot.File
		tag   string // of the language it is written in
		unit  *unit
	}
	var slots []slot
	kept := make([]*shelf, len(l.plan.phases))
	for i, p := range l.plan.phases {
		if kept[i] = l.shelf(i); kept[i] != nil {
			continue
		}
		for _, entry := range p.Lessons {
			if f, tag := l.text(p.ID+"/"+entry.ID+".md", entry, l.named("lesson", entry)); f != nil {
				slots = append(slots, slot{phase: i, entry: entry, file: f, tag: tag})
				l.converter(tag) // made before several ask for it at a time
			}
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	const batch = 16
	for start := 0; start < len(slots); start += batch {
		group.Go(func() error {
			for i := start; i < min(start+batch, len(slots)); i++ {
				s := &slots[i]
				s.unit = l.read(s.file, use{kind: "lesson", number: s.entry.Page, in: s.tag}, func() (any, diag.List) {
					lesson, problems := l.lesson(s.file, l.plan.phases[s.phase].ID, s.entry, l.converter(s.tag))
					return l.marked(lesson, s.tag), problems
				})
			}
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	next := 0
	for i, p := range l.plan.phases {
		if s := kept[i]; s != nil {
			l.put(s)
			lang.Phases = append(lang.Phases, s.phase)
			continue
		}
		s := &shelf{}
		phase := &program.Phase{ID: p.ID, Number: i + 1, File: dir + p.ID + "/phase.md"}
		if f := l.file(phase.File, "it holds the phase's title"); f != nil {
			u := l.read(f, use{kind: "phase"}, func() (any, diag.List) {
				var t format.PhaseText
				_, _, problems := l.matter(f, l.formats.phase, &t, c)
				return &t, problems
			})
			s.add(f, u)
			if t, ok := l.keep(f, u).(*format.PhaseText); ok {
				phase.Title, phase.Summary = c.Text(t.Title), c.Text(t.Summary)
			}
		}
		for ; next < len(slots) && slots[next].phase == i; next++ {
			s.add(slots[next].file, slots[next].unit)
			if lesson, ok := l.keep(slots[next].file, slots[next].unit).(*program.Lesson); ok {
				phase.Lessons = append(phase.Lessons, lesson)
			}
		}
		phase.Whole = len(phase.Lessons) == len(p.Lessons)
		s.phase, s.whole = l.same(phase, lang.Tag, i), len(s.files) == 1+len(p.Lessons)
		l.shelves = append(l.shelves, s)
		lang.Phases = append(lang.Phases, s.phase)
	}
	return nil
}

// same gives the phase of the earlier load if it is still the same.
func (l *loader) same(phase *program.Phase, tag string, i int) *program.Phase {
	if l.prev.Program == nil {
		return phase
	}
	for _, lang := range l.prev.Program.Languages {
		if lang.Tag == tag && i < len(lang.Phases) {
			old := lang.Phases[i]
			if old.ID == phase.ID && old.Title == phase.Title && old.Summary == phase.Summary && old.Whole == phase.Whole && slices.Equal(old.Lessons, phase.Lessons) {
				return old
			}
		}
	}
	return phase
}

func (l *loader) lesson(f *snapshot.File, phase string, entry format.Numbered, c *markdown.Converter) (any, diag.List) {
	var m format.Lesson
	doc, at, problems := l.matter(f, l.formats.lesson, &m, c)
	if at == nil {
		return nil, problems
	}
	lesson := &program.Lesson{
		ID: entry.ID, Phase: phase, Number: entry.Page, Title: c.Text(m.Title), Aim: c.Text(m.Aim), Minutes: m.Minutes,
		For: m.For, Mode: m.Mode, Paths: m.Paths, After: m.After, OnRed: m.OnRed, Heavy: m.Heavy,
		Do: texts(c, m.Do), Dont: texts(c, m.Dont), Signs: texts(c, m.Signs), Worksheets: m.Worksheets,
		Solo: c.Text(m.Solo), Safety: texts(c, m.Safety), Body: doc, File: f.Path, At: at,
	}
	for _, s := range m.Steps {
		lesson.Steps = append(lesson.Steps, program.Step{Text: c.Text(s.Text), Together: s.With == "together"})
	}
	return lesson, problems
}

func texts(c *markdown.Converter, list []string) []program.Text {
	out := make([]program.Text, len(list))
	for i, s := range list {
		out[i] = c.Text(s)
	}
	return out
}

func (l *loader) sheet(f *snapshot.File, entry format.Numbered, c *markdown.Converter) (any, diag.List) {
	var m format.Sheet
	doc, at, problems := l.matter(f, l.formats.sheet, &m, c)
	if at == nil {
		return nil, problems
	}
	sheet, more := worksheet.Define(entry.ID, entry.Page, m, doc, c, at)
	sheet.File = f.Path
	return sheet, append(problems, more...)
}

func (l *loader) page(f *snapshot.File, entry format.Numbered, c *markdown.Converter) (any, diag.List) {
	var m format.Page
	doc, at, problems := l.matter(f, l.formats.page, &m, c)
	if at == nil {
		return nil, problems
	}
	return &program.Page{Name: entry.ID, Number: entry.Page, Title: c.Text(m.Title), Summary: c.Text(m.Summary), Body: doc, File: f.Path}, problems
}
