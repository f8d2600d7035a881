package load

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/nearest"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
)

// editionFile reads edition.yaml, if there is one, and changes the structure as it says.
func (p *plan) editionFile(l *loader, f *snapshot.File) {
	p.edition = program.Edition{Base: "/", LeaveTo: DefaultLeave, Discreet: true, At: func(...any) diag.Pos { return diag.Pos{} }}
	if f == nil {
		return
	}
	src, problems := l.yaml(f)
	p.problems = append(p.problems, problems...)
	if problems != nil {
		p.partial = true
		return
	}
	var m format.Edition
	problems = strictyaml.Decode(src, l.formats.edition, &m)
	p.problems, p.partial = append(p.problems, problems...), p.partial || len(problems) > 0
	e := &p.edition
	e.At = func(path ...any) diag.Pos { return strictyaml.Locate(src, path...) }
	p.version(m.Goldseam)
	p.unwritten(m.Title, "title")
	p.unwritten(m.Publisher.Name, "publisher", "name")
	p.unwritten(m.Publisher.About, "publisher", "about")
	e.Own, e.Title, e.Publisher, e.Review, e.Theme = true, m.Title, m.Publisher, m.Review, m.Theme
	e.Discreet = m.Discreet == nil || *m.Discreet
	e.Omit, e.Order = m.Omit, sortedKeys(m.Order)
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

// unwritten reports words of edition.yaml that somebody meant to replace. Remarks
// in that file may hold such words: no page shows them.
func (p *plan) unwritten(text string, path ...any) {
	if placeholder.MatchString(text) {
		p.problems.Add(p.edition.At(path...), diag.PlaceholderText, fmt.Sprintf("%q stands for a text that is still to be written", text), "write the text, or delete the line")
	}
}

// Version is the release of Goldseam whose formats are read here.
const Version = "1.0.0"

var versionForm = regexp.MustCompile(`^[0-9]{1,6}(\.[0-9]{1,6}){2}$`)

// version checks the release that an edition was last published with. An edition
// of a later one may say what this one would leave out without a word.
func (p *plan) version(v string) {
	switch {
	case v == "": // reported where it was read
	case !versionForm.MatchString(v):
		p.problems.Add(p.edition.At("goldseam"), diag.EditionVersion, fmt.Sprintf("%q is not a version of Goldseam", v), "write the version you use: "+Version)
	case slices.Compare(numbers(v), numbers(Version)) > 0:
		p.problems.Add(p.edition.At("goldseam"), diag.EditionVersion, fmt.Sprintf("this edition was published with Goldseam %s, and this is the older %s", v, Version), "use Goldseam "+v+" or later, so that nothing of the edition is lost")
	}
}

func numbers(version string) []int {
	var out []int
	for part := range strings.SplitSeq(version, ".") {
		n, _ := strconv.Atoi(part)
		out = append(out, n)
	}
	return out
}

// sitePath is a path that needs no escaping anywhere.
var sitePath = regexp.MustCompile(`^(/[A-Za-z0-9._~-]+)*/?$`)

func (p *plan) address(address string) {
	e := &p.edition
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || !sitePath.MatchString(u.Path) || strings.Contains(u.Path, "/.") {
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
		home := "content/" + tag + "/program.md"
		p.looked[home] = l.tree.File(home) != nil
		if !p.looked[home] {
			p.problems.Add(p.edition.At("languages", i), diag.UnknownLanguage, fmt.Sprintf("there is no text in the language %q", tag),
				fmt.Sprintf("begin with its first page in content/%s/program.md and the words of buttons in content/%s/strings.yaml, and goldseam check says what comes next; or take it away here", tag, tag))
			continue
		}
		if slices.Contains(p.languages, tag) {
			p.problems.Add(p.edition.At("languages", i), diag.RepeatedID, fmt.Sprintf("the language %q is here twice", tag), "name each language once")
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
	taken := map[string]bool{} // numbers by kind
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
		if a.Page != 0 && a.Page < program.FirstOwn {
			p.problems.Add(at("page"), diag.BadNumber, fmt.Sprintf("%d is a number of the base program", a.Page), fmt.Sprintf("use a number from %d on", program.FirstOwn))
		}
		number := fmt.Sprintf("%t %t %d", a.Lesson != "", a.Worksheet != "", a.Page)
		if taken[number] && a.Page != 0 {
			p.problems.Add(at("page"), diag.RepeatedNumber, fmt.Sprintf("the number %d is here twice", a.Page), "give the newer one a number that was never used before")
		}
		taken[number] = true
		switch {
		case a.Lesson != "":
			p.addLesson(a, i)
		case a.Worksheet != "":
			p.worksheets = p.added(p.worksheets, "worksheet", a.Worksheet, a.Page, at("worksheet"))
		default:
			if program.IsMade(a.Text) {
				p.problems.Add(at("text"), diag.BadID, fmt.Sprintf("%q is a page that every site has already", a.Text), "give the page another name")
			}
			p.pages = p.added(p.pages, "page", a.Text, a.Page, at("text"))
		}
	}
}

// added gives worksheets or pages with one more.
func (p *plan) added(list []format.Numbered, kind, id string, number int, pos diag.Pos) []format.Numbered {
	if slices.ContainsFunc(list, func(n format.Numbered) bool { return n.ID == id }) {
		p.there(kind, id, pos)
		return list
	}
	return append(slices.Clone(list), format.Numbered{ID: id, Page: number})
}

func (p *plan) there(kind, id string, pos diag.Pos) {
	p.problems.Add(pos, diag.RepeatedID, fmt.Sprintf("there is a %s %q already", kind, id), fmt.Sprintf("give the new %s another name; to change the old one, write its file anew without adding it here", kind))
}

func (p *plan) addLesson(a format.Addition, i int) {
	index := slices.IndexFunc(p.phases, func(phase format.Phase) bool { return phase.ID == a.Phase })
	if index < 0 {
		p.problems.Add(p.edition.At("add", i, "phase"), diag.UnknownPhase, fmt.Sprintf("there is no phase %q", a.Phase), nearest.Hint(a.Phase, p.phaseIDs(), "phases"))
		return
	}
	if slices.Contains(p.lessonIDs(), a.Lesson) {
		p.there("lesson", a.Lesson, p.edition.At("add", i, "lesson"))
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

// leaveOutHint says what can be left out, and what was probably meant by a path or title.
func leaveOutHint(id string, known []string) string {
	name := strings.ReplaceAll(strings.ToLower(strings.TrimSuffix(path.Base(id), path.Ext(id))), " ", "-")
	if best := nearest.Name(name, known); best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "phases and lessons can be left out, by the names of their folders and files, such as " + known[len(known)-1]
}

// omit leaves phases and lessons out.
func (p *plan) omit(ids []string) {
	known := append(p.phaseIDs(), p.lessonIDs()...)
	for i, id := range ids {
		if !slices.Contains(known, id) {
			p.problems.Add(p.edition.At("omit", i), diag.UnknownLesson, fmt.Sprintf("there is no phase or lesson %q to leave out", id), leaveOutHint(id, known))
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
