package load

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/nearest"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
)

// Paths in the overlay.
const (
	programFile = "content/program.yaml"
	editionFile = "edition.yaml"
)

// DefaultLeave is where the leave button leads when an edition names nothing: a
// weather page, plausible, fast, and without anything personal on it.
const DefaultLeave = "https://www.weather.gov/"

// plan is the structure of a program after an edition's changes.
type plan struct {
	language   string
	languages  []string
	paths      []string
	phases     []format.Phase
	worksheets []format.Numbered
	pages      []format.Numbered
	help       []string
	omitted    map[string]bool // overlay paths of lessons the edition leaves out
	edition    program.Edition
	from       [2]*snapshot.File // program.yaml and edition.yaml
	problems   diag.List
}

var (
	idForm       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	languageForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// structure reads program.yaml and edition.yaml. It gives nil if no program can be told from them.
func (l *loader) structure() *plan {
	from := [2]*snapshot.File{l.tree.File(programFile), l.tree.File(editionFile)}
	if old := l.prev.plan; old != nil && old.from == from {
		l.Problems = append(l.Problems, old.problems...)
		return old
	}
	if from[0] == nil {
		l.file(programFile, "it says which phases and lessons there are")
		return nil
	}
	p := &plan{from: from, omitted: map[string]bool{}}
	ok := p.program(l, from[0])
	if ok {
		p.editionFile(l, from[1])
	}
	l.Problems = append(l.Problems, p.problems...)
	if !ok {
		return nil
	}
	return p
}

// program reads program.yaml.
func (p *plan) program(l *loader, f *snapshot.File) bool {
	src, problems := l.yaml(f)
	p.problems = append(p.problems, problems...)
	if problems != nil {
		return false
	}
	var m format.Program
	p.problems = append(p.problems, strictyaml.Decode(src, l.formats.program, &m)...)
	if m.Language == "" || len(m.Phases) == 0 {
		return false
	}
	at := func(path ...any) diag.Pos { return strictyaml.Locate(src, path...) }
	p.language, p.paths, p.phases, p.worksheets = m.Language, m.Paths, m.Phases, m.Worksheets
	p.languages = []string{m.Language}
	for i, tag := range m.Languages {
		if !languageForm.MatchString(tag) {
			p.problems.Add(at("languages", i), diag.UnknownLanguage, fmt.Sprintf("%q is no language tag", tag), `write a short tag such as en, es or pt-BR`)
		} else if !slices.Contains(p.languages, tag) {
			p.languages = append(p.languages, tag)
		}
	}
	p.numbers(m, at)
	for _, k := range program.KnownPages {
		p.pages = append(p.pages, format.Numbered{ID: k.Name})
	}
	return true
}

// numbers checks that ids and permanent numbers are good and each used once.
func (p *plan) numbers(m format.Program, at func(...any) diag.Pos) {
	seen := map[string]diag.Pos{}
	once := func(kind, what string, code diag.Code, path ...any) {
		pos := at(path...)
		if first, twice := seen[kind+what]; twice {
			p.problems = append(p.problems, diag.Problem{
				Pos: pos, Severity: diag.Error, Code: code, Message: fmt.Sprintf("%s %s is here twice", kind, what),
				Hint: "give each its own", Related: []diag.Related{{Pos: first, Message: "first here"}},
			})
			return
		}
		seen[kind+what] = pos
	}
	entry := func(kind string, n format.Numbered, path ...any) {
		if n.ID == "" {
			return
		}
		if !idForm.MatchString(n.ID) {
			p.problems.Add(at(append(slices.Clone(path), "id")...), diag.BadID, fmt.Sprintf("%q cannot be the name of a %s", n.ID, kind), "use small letters a to z, digits and single hyphens")
		}
		once(kind, fmt.Sprintf("%q", n.ID), diag.RepeatedID, append(slices.Clone(path), "id")...)
		if n.Page != 0 {
			once(kind+" number", fmt.Sprint(n.Page), diag.RepeatedNumber, append(slices.Clone(path), "page")...)
		}
		if n.Page < 0 || n.Page >= firstOwn && len(m.Phases) < 1000/20 {
			p.problems.Add(at(append(slices.Clone(path), "page")...), diag.BadNumber, fmt.Sprintf("%d cannot be a number here", n.Page), fmt.Sprintf("use a number from 1 to %d; those from %d on belong to editions", firstOwn-1, firstOwn))
		}
	}
	for i, phase := range m.Phases {
		if phase.ID != "" && (!idForm.MatchString(phase.ID) || phase.ID == "worksheets" || phase.ID == "pages") {
			p.problems.Add(at("phases", i, "id"), diag.BadID, fmt.Sprintf("%q cannot be the name of a phase", phase.ID), "use small letters a to z, digits and single hyphens; worksheets and pages have folders of their own")
		}
		once("phase", fmt.Sprintf("%q", phase.ID), diag.RepeatedID, "phases", i, "id")
		for j, lesson := range phase.Lessons {
			entry("lesson", lesson, "phases", i, "lessons", j)
		}
	}
	for i, s := range m.Worksheets {
		entry("worksheet", s, "worksheets", i)
	}
}

// firstOwn is the first number that an edition's own lessons, worksheets and pages may have.
const firstOwn = 500

// editionFile reads edition.yaml, if there is one, and changes the structure as it says.
func (p *plan) editionFile(l *loader, f *snapshot.File) {
	p.edition = program.Edition{Base: "/", LeaveTo: DefaultLeave, Discreet: true, At: func(...any) diag.Pos { return diag.Pos{} }}
	if f == nil {
		return
	}
	src, problems := l.yaml(f)
	p.problems = append(p.problems, problems...)
	if problems != nil {
		return
	}
	var m format.Edition
	p.problems = append(p.problems, strictyaml.Decode(src, l.formats.edition, &m)...)
	e := &p.edition
	e.Own, e.Title, e.Publisher, e.Review, e.Theme = true, m.Title, m.Publisher, m.Review, m.Theme
	e.At = func(path ...any) diag.Pos { return strictyaml.Locate(src, path...) }
	e.Discreet = m.Discreet == nil || *m.Discreet
	p.help = m.Help
	if m.LeaveTo != "" {
		e.LeaveTo = m.LeaveTo
	}
	if m.URL != "" {
		p.address(m.URL)
	}
	if len(m.Languages) > 0 {
		p.editionLanguages(l, m.Languages)
	}
	p.add(m.Add)
	p.omit(m.Omit)
	p.order(m.Order)
}

func (p *plan) address(address string) {
	e := &p.edition
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		p.problems.Add(e.At("url"), diag.EditionURL, fmt.Sprintf("%q is not the address of a site", address), `write it whole, such as "https://example.org/program/"`)
		return
	}
	e.Base = "/" + strings.Trim(u.Path, "/") + "/"
	if e.Base == "//" {
		e.Base = "/"
	}
	e.URL = u.Scheme + "://" + u.Host + e.Base
}

func (p *plan) editionLanguages(l *loader, tags []string) {
	p.languages = nil
	for i, tag := range tags {
		if l.tree.File("content/"+tag+"/program.md") == nil {
			p.problems.Add(p.edition.At("languages", i), diag.UnknownLanguage, fmt.Sprintf("there is no text in the language %q", tag), "write its texts in the folder content/"+tag+", or take it away here")
			continue
		}
		p.languages = append(p.languages, tag)
	}
	if len(p.languages) == 0 {
		p.languages = []string{p.language}
	}
}

// lessonIDs lists all lessons of the plan.
func (p *plan) lessonIDs() []string {
	var out []string
	for _, phase := range p.phases {
		for _, l := range phase.Lessons {
			out = append(out, l.ID)
		}
	}
	return out
}

func (p *plan) phaseIDs() []string {
	out := make([]string, len(p.phases))
	for i, phase := range p.phases {
		out[i] = phase.ID
	}
	return out
}

// add puts an edition's own lessons, worksheets and pages in their places.
func (p *plan) add(additions []format.Addition) {
	for i, a := range additions {
		at := func(key string) diag.Pos { return p.edition.At("add", i, key) }
		kinds := 0
		for _, id := range []string{a.Lesson, a.Worksheet, a.Text} {
			if id != "" {
				kinds++
				if !idForm.MatchString(id) {
					p.problems.Add(p.edition.At("add", i), diag.BadID, fmt.Sprintf("%q cannot be a name", id), "use small letters a to z, digits and single hyphens")
				}
			}
		}
		if kinds != 1 {
			p.problems.Add(p.edition.At("add", i), diag.EditionAdd, "each line adds one lesson, worksheet or page", "write {lesson: name, phase: …, page: 500}, {worksheet: name, page: 500} or {text: name, page: 500}")
			continue
		}
		if a.Page != 0 && a.Page < firstOwn {
			p.problems.Add(at("page"), diag.BadNumber, fmt.Sprintf("%d is a number of the base program", a.Page), fmt.Sprintf("use a number from %d on", firstOwn))
		}
		switch {
		case a.Lesson != "":
			p.addLesson(a, i)
		case a.Worksheet != "":
			p.worksheets = append(slices.Clone(p.worksheets), format.Numbered{ID: a.Worksheet, Page: a.Page})
		default:
			p.pages = append(p.pages, format.Numbered{ID: a.Text, Page: a.Page})
		}
	}
}

func (p *plan) addLesson(a format.Addition, i int) {
	index := slices.IndexFunc(p.phases, func(phase format.Phase) bool { return phase.ID == a.Phase })
	if index < 0 {
		p.problems.Add(p.edition.At("add", i, "phase"), diag.UnknownPhase, fmt.Sprintf("there is no phase %q", a.Phase), nearest.Hint(a.Phase, p.phaseIDs(), "phases"))
		return
	}
	if slices.Contains(p.lessonIDs(), a.Lesson) {
		p.problems.Add(p.edition.At("add", i, "lesson"), diag.RepeatedID, fmt.Sprintf("there is a lesson %q already", a.Lesson), "give the new lesson another name; to change the old one, write its file anew without adding it here")
		return
	}
	lessons := p.phases[index].Lessons
	place := len(lessons)
	if a.After != "" {
		before := slices.IndexFunc(lessons, func(n format.Numbered) bool { return n.ID == a.After })
		if before < 0 {
			var known []string
			for _, n := range lessons {
				known = append(known, n.ID)
			}
			p.problems.Add(p.edition.At("add", i, "after"), diag.UnknownLesson, fmt.Sprintf("the phase %q has no lesson %q", a.Phase, a.After), nearest.Hint(a.After, known, "lessons of this phase"))
		} else {
			place = before + 1
		}
	}
	p.phases = slices.Clone(p.phases)
	p.phases[index].Lessons = slices.Insert(slices.Clone(lessons), place, format.Numbered{ID: a.Lesson, Page: a.Page})
}

// omit leaves phases and lessons out.
func (p *plan) omit(ids []string) {
	known := append(p.phaseIDs(), p.lessonIDs()...)
	for i, id := range ids {
		if !slices.Contains(known, id) {
			p.problems.Add(p.edition.At("omit", i), diag.UnknownLesson, fmt.Sprintf("there is no phase or lesson %q to leave out", id), nearest.Hint(id, known, "phases and lessons"))
		}
	}
	if len(ids) == 0 {
		return
	}
	var phases []format.Phase
	for _, phase := range p.phases {
		gone := slices.Contains(ids, phase.ID)
		kept := format.Phase{ID: phase.ID}
		for _, l := range phase.Lessons {
			if gone || slices.Contains(ids, l.ID) {
				p.omitted[phase.ID+"/"+l.ID+".md"] = true
				continue
			}
			kept.Lessons = append(kept.Lessons, l)
		}
		if gone || len(kept.Lessons) == 0 {
			p.omitted[phase.ID+"/phase.md"] = true
			continue
		}
		phases = append(phases, kept)
	}
	p.phases = phases
}

// order puts the lessons of a phase in another order.
func (p *plan) order(orders map[string][]string) {
	for _, id := range sortedKeys(orders) {
		index := slices.IndexFunc(p.phases, func(phase format.Phase) bool { return phase.ID == id })
		if index < 0 {
			p.problems.Add(p.edition.At("order", id), diag.UnknownPhase, fmt.Sprintf("there is no phase %q to put in order", id), nearest.Hint(id, p.phaseIDs(), "phases"))
			continue
		}
		lessons := p.phases[index].Lessons
		var wanted, known []string
		var next []format.Numbered
		for _, n := range lessons {
			known = append(known, n.ID)
		}
		for i, name := range orders[id] {
			at := slices.Index(known, name)
			switch {
			case at < 0:
				p.problems.Add(p.edition.At("order", id, i), diag.UnknownLesson, fmt.Sprintf("the phase %q has no lesson %q", id, name), nearest.Hint(name, known, "lessons of this phase"))
			case slices.Contains(wanted, name):
				p.problems.Add(p.edition.At("order", id, i), diag.RepeatedID, fmt.Sprintf("%q is here twice", name), "name each lesson once")
			default:
				wanted = append(wanted, name)
				next = append(next, lessons[at])
			}
		}
		for _, n := range lessons { // those not named keep their order, after the named
			if !slices.Contains(wanted, n.ID) {
				next = append(next, n)
			}
		}
		p.phases = slices.Clone(p.phases)
		p.phases[index].Lessons = next
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
