package build

import (
	"goldseam/internal/diag"
	"goldseam/internal/output"
	"goldseam/internal/program"
)

// Notes is the counselor's notes as books of their own, one for each language.
type Notes struct {
	Tree      *output.Tree // nil if a problem is an error, or if nobody has written any
	Problems  diag.List    // of the books alone, with the author's file names
	Lessons   int          // that have notes
	Without   int          // lessons that have none
	Languages int
}

// Notes makes the counselor's notes into books. Only a program whose site can be
// built has them, and nothing of them is in the site.
func (r *Result) Notes() *Notes {
	if r.Site == nil || r.rendered == nil {
		return &Notes{}
	}
	p := r.loaded.Program
	_, url := r.address(p)
	files, problems := r.rendered.Notes(p, url)
	n := &Notes{Problems: finish(problems, r.in.Tree), Languages: len(files)}
	if n.Problems.Errors() > 0 || len(files) == 0 {
		return n
	}
	n.Tree = output.NewNotes(files)
	n.count(p, p.Noted()[0])
	return n
}

// count counts the lessons of the first book's language.
func (n *Notes) count(p *program.Program, lang *program.Language) {
	notes := p.Notes(lang)
	for _, phase := range lang.Phases {
		for _, l := range phase.Lessons {
			if notes[l.ID] != nil {
				n.Lessons++
			} else {
				n.Without++
			}
		}
	}
}
