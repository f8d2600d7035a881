package load

import (
	"fmt"
	"regexp"
	"slices"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
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
	looked     map[string]bool   // files whose being there made a difference, and whether they were
	partial    bool              // a file it is made of could be read in part only
	problems   diag.List
}

var (
	idForm       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	languageForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// structure reads program.yaml and edition.yaml. It gives nil if no program can be told from them.
func (l *loader) structure() *plan {
	from := [2]*snapshot.File{l.tree.File(programFile), l.tree.File(editionFile)}
	if old := l.prev.plan; old != nil && old.from == from && old.holds(l.tree) {
		l.Problems = append(l.Problems, old.problems...)
		return old
	}
	if from[0] == nil {
		l.file(programFile, "it says which phases and lessons there are")
		return nil
	}
	p := &plan{from: from, looked: map[string]bool{}, omitted: map[string]bool{}}
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

// prefix gives what the addresses of a language begin with.
func (p *plan) prefix(tag string) string {
	if tag == p.languages[0] {
		return ""
	}
	return tag + "/"
}

// read lists the languages whose files are read: those of the site and, where an
// edition leaves it out, the one that structure is written in.
func (p *plan) read() []string {
	if slices.Contains(p.languages, p.language) {
		return p.languages
	}
	return append(slices.Clone(p.languages), p.language)
}

// holds tells whether the files that the plan looked for are still there, or still missing.
func (p *plan) holds(tree *snapshot.Tree) bool {
	for name, there := range p.looked {
		if (tree.File(name) != nil) != there {
			return false
		}
	}
	return true
}

// at gives the places of the parts of program.yaml.
func (p *plan) at() func(path ...any) diag.Pos {
	f := p.from[0]
	return func(path ...any) diag.Pos {
		text, _ := frontmatter.Clean(f.Path, f.Data)
		return strictyaml.Locate(strictyaml.Source{File: f.Path, Line: 1, Text: text}, path...)
	}
}

// program reads program.yaml.
func (p *plan) program(l *loader, f *snapshot.File) bool {
	src, problems := l.yaml(f)
	p.problems = append(p.problems, problems...)
	if problems != nil {
		return false
	}
	var m format.Program
	problems = strictyaml.Decode(src, l.formats.program, &m)
	p.problems, p.partial = append(p.problems, problems...), len(problems) > 0
	if m.Language == "" || len(m.Phases) == 0 {
		return false
	}
	at := func(path ...any) diag.Pos { return strictyaml.Locate(src, path...) }
	if !languageForm.MatchString(m.Language) {
		p.problems.Add(at("language"), diag.UnknownLanguage, fmt.Sprintf("%q is no language tag", m.Language), `write a short tag such as en, es or pt-BR`)
		return false
	}
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
	// Places are looked up only where there is a problem: each look-up reads the file again.
	seen := map[string][]any{}
	once := func(kind, what string, code diag.Code, path ...any) {
		first, twice := seen[kind+what]
		if !twice {
			seen[kind+what] = path
			return
		}
		hint := "give one of the two another name"
		if code == diag.RepeatedNumber {
			hint = "give the newer one a number that was never used before"
		}
		p.problems = append(p.problems, diag.Problem{
			Pos: at(path...), Severity: diag.Error, Code: code, Message: fmt.Sprintf("%s %s is here twice", kind, what),
			Hint: hint, Related: []diag.Related{{Pos: at(first...), Message: "first here"}},
		})
	}
	total := len(m.Worksheets) // a program that has more than its share of numbers uses what it needs
	for _, phase := range m.Phases {
		total += len(phase.Lessons)
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
		if n.Page < 0 || n.Page >= program.FirstOwn && total < program.FirstOwn {
			p.problems.Add(at(append(slices.Clone(path), "page")...), diag.BadNumber, fmt.Sprintf("%d cannot be a number here", n.Page), fmt.Sprintf("use a number from 1 to %d; those from %d on belong to editions", program.FirstOwn-1, program.FirstOwn))
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
