// Package style reads the texts of a program as an editor would: words to
// avoid, idioms, the form of steps and don'ts, and how hard a lesson is to read.
//
// Everything it says is a warning. The words stand in content/LANGUAGE/style.yaml;
// a language without that file is asked nothing but its grade, and only English has one.
// Texts are read from the files as they stand, since places matter and nothing else
// of a program does.
package style

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
)

// Result is what was found, with what a next look can use again.
type Result struct {
	Problems  diag.List
	program   *program.Program
	languages map[string]*language
}

// language is what was found in one language.
type language struct {
	words  *format.Style
	phases map[*program.Phase]*phase
	units  map[*snapshot.File]*unit // of texts that are no lessons
}

// phase is what was found in the lessons of one phase: files of the lessons, in order.
type phase struct {
	files    []*snapshot.File
	units    []*unit
	problems diag.List // of all of them
}

// unit is what was found in one file.
type unit struct {
	problems diag.List
	reading  *Reading
}

// Texts reads all texts of a program. Prev is the result for an earlier state, or nil.
func Texts(ctx context.Context, tree *snapshot.Tree, p *program.Program, prev *Result) (*Result, error) {
	r := &Result{program: p, languages: map[string]*language{}}
	if prev == nil {
		prev = &Result{}
	}
	for _, lang := range p.Languages {
		old := prev.languages[lang.Tag]
		if old == nil || old.words != lang.Style {
			old = &language{}
		}
		v := &visit{tree: tree, lang: lang, guide: newGuide(lang), old: old}
		now, err := v.language(ctx)
		if err != nil {
			return nil, err
		}
		r.languages[lang.Tag] = now
		r.gather(lang, now, tree, v.others)
	}
	return r, nil
}

// gather lists what was found in the program's order.
func (r *Result) gather(lang *program.Language, now *language, tree *snapshot.Tree, others []text) {
	for _, ph := range lang.Phases {
		r.Problems = append(r.Problems, now.phases[ph].problems...)
	}
	for _, t := range others {
		if u := now.units[tree.File(t.file)]; u != nil {
			r.Problems = append(r.Problems, u.problems...)
		}
	}
}

// Readings lists how hard each English lesson is to read, in the program's order.
func (r *Result) Readings() []Reading {
	var out []Reading
	for _, lang := range r.program.Languages {
		for _, ph := range lang.Phases {
			for _, u := range r.languages[lang.Tag].phases[ph].units {
				if u.reading != nil {
					out = append(out, *u.reading)
				}
			}
		}
	}
	return out
}

// visit goes through the texts of one language.
type visit struct {
	tree   *snapshot.Tree
	lang   *program.Language
	guide  *guide
	old    *language
	others []text
}

// text is a file of a kind.
type text struct{ kind, file string }

// job is a file to read, and where what is found belongs.
type job struct {
	kind string
	file *snapshot.File
	put  **unit
}

// language reads what changed, several files at a time, and takes the rest from the earlier result.
func (v *visit) language(ctx context.Context) (*language, error) {
	now := &language{words: v.lang.Style, phases: make(map[*program.Phase]*phase, len(v.lang.Phases)), units: map[*snapshot.File]*unit{}}
	var jobs []job
	for _, ph := range v.lang.Phases {
		found := v.old.phases[ph] // the same phase has the same lessons, of the same files
		if found == nil {
			found = v.phase(ph, &jobs)
		}
		now.phases[ph] = found
	}
	v.list()
	units := make([]*unit, len(v.others))
	for i, t := range v.others {
		f := v.tree.File(t.file)
		if f == nil || f.Err != nil {
			continue
		}
		if units[i] = v.old.units[f]; units[i] == nil {
			jobs = append(jobs, job{t.kind, f, &units[i]})
		}
	}
	if err := v.read(ctx, jobs); err != nil {
		return nil, err
	}
	for ph, found := range now.phases {
		if v.old.phases[ph] == nil {
			for _, u := range found.units {
				found.problems = append(found.problems, u.problems...)
			}
		}
	}
	for i, t := range v.others {
		if units[i] != nil {
			now.units[v.tree.File(t.file)] = units[i]
		}
	}
	return now, nil
}

// phase prepares the lessons of a phase. Those that did not change are taken from the phase of the same name.
func (v *visit) phase(ph *program.Phase, jobs *[]job) *phase {
	before := map[*snapshot.File]*unit{}
	for known, found := range v.old.phases {
		if known.ID == ph.ID {
			for i, f := range found.files {
				before[f] = found.units[i]
			}
		}
	}
	now := &phase{}
	for _, l := range ph.Lessons {
		if f := v.tree.File(l.File); f != nil && f.Err == nil { // none: the words are another language's
			now.files = append(now.files, f)
			now.units = append(now.units, before[f])
		}
	}
	for i, f := range now.files {
		if now.units[i] == nil {
			*jobs = append(*jobs, job{"lesson", f, &now.units[i]})
		}
	}
	return now
}

// list names the texts that are no lessons.
func (v *visit) list() {
	v.others = []text{{"page", v.lang.HomeFile}}
	for _, ph := range v.lang.Phases {
		v.others = append(v.others, text{"page", ph.File})
	}
	for _, s := range v.lang.Worksheets {
		v.others = append(v.others, text{"worksheet", s.File})
	}
	for _, pg := range v.lang.Pages {
		v.others = append(v.others, text{"page", pg.File})
	}
	for _, s := range v.lang.Slots {
		v.others = append(v.others, text{"slot", s.File})
	}
}

func (v *visit) read(ctx context.Context, jobs []job) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	const batch = 16
	for start := 0; start < len(jobs); start += batch {
		group.Go(func() error {
			for _, j := range jobs[start:min(start+batch, len(jobs))] {
				*j.put = v.guide.read(j.kind, j.file)
			}
			return ctx.Err()
		})
	}
	return group.Wait()
}
