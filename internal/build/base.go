package build

import (
	"context"
	"maps"
	"slices"
	"strings"

	"goldseam/internal/check"
	"goldseam/internal/diag"
	"goldseam/internal/guard"
	"goldseam/internal/load"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
)

// loadBase reads the program that an edition is made of, or takes the earlier
// one: the base does not change while an edition is written.
func (r *Result) loadBase(ctx context.Context, prev *Result) error {
	if r.in.Base == nil {
		return nil
	}
	if prev.base != nil && prev.in.Base == r.in.Base {
		r.base = prev.base
		return nil
	}
	var err error
	r.base, err = load.Program(ctx, r.in.Base, prev.base)
	return err
}

// weakened lists what an edition lost or weakened of the base. A base that cannot be read is no measure.
func (r *Result) weakened(p *program.Program) diag.List {
	if r.base == nil || r.base.Program == nil {
		return nil
	}
	return check.Edition(p, r.base.Program)
}

// guard looks at what an edition's own theme and static files make of the site.
func (r *Result) guard(files map[string][]byte, p *program.Program, prev *Result) diag.List {
	own := r.ownSources(p)
	if len(own) == 0 {
		return nil
	}
	var pages map[string][]byte
	if slices.ContainsFunc(own, guard.Source.IsTemplate) {
		pages = map[string][]byte{}
		for name, data := range files {
			if strings.HasSuffix(name, ".html") && p.Files["static/"+name] == nil {
				pages[name] = data
			}
		}
	}
	r.guarded = guard.Look(guard.Input{Own: own, Pages: pages, Site: r.guardedSite(p)}, prev.guarded)
	return r.guarded.Problems
}

// ownSources lists the files of an edition that are no texts, each with the base's that it stands in place of.
func (r *Result) ownSources(p *program.Program) []guard.Source {
	if r.in.Base == nil {
		return nil
	}
	var own []guard.Source
	add := func(f *snapshot.File) {
		if f == nil || !f.Edition || f.Err != nil {
			return
		}
		s := guard.Source{Path: f.Path, Text: f.Data}
		if b := r.in.Base.File(f.Path); b != nil {
			s.Base = b.Data
		}
		own = append(own, s)
	}
	for _, name := range slices.Sorted(maps.Keys(p.Files)) { // pictures and the folder static
		if name != p.Edition.Theme.Logo { // which has a problem of its own in edition.yaml
			add(r.in.Tree.File(name))
		}
	}
	for _, f := range r.in.Tree.Below("theme") {
		add(f)
	}
	return own
}

// guardedSite says what every page must have.
func (r *Result) guardedSite(p *program.Program) guard.Site {
	addresses, _ := r.address(p)
	s := guard.Site{Policy: r.Meta, HeadJS: r.assets.HeadJS, LeaveTo: p.Edition.LeaveTo, Help: map[string]string{}, Lines: map[string][]guard.Line{}}
	for _, module := range append([]string{r.assets.Script}, r.assets.Preload...) {
		if module != "" {
			s.Scripts = append(s.Scripts, r.Base+module)
		}
	}
	for _, lang := range p.Languages {
		if help := lang.Page("help"); help != nil {
			s.Help[lang.Tag] = addresses.Page(lang, help)
		}
		for key, what := range map[string]string{"not-therapy": "the line that says that this is no therapy", "print-help": "the words about help that stand on paper"} {
			s.Lines[lang.Tag] = append(s.Lines[lang.Tag], guard.Line{Text: lang.Convert.Plain(lang.Strings[key]), What: what})
		}
		slices.SortFunc(s.Lines[lang.Tag], func(a, b guard.Line) int { return strings.Compare(a.What, b.What) })
	}
	return s
}
