package load

import (
	"slices"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
	"goldseam/internal/worksheet"
)

// ledger reads what was published before: of the program, and over that of the
// edition, worksheet by worksheet. It gives nothing where structure could be read
// in part only, since whatever seems to be gone may stand in the part that could not.
func (l *loader) ledger() []program.Published {
	var out []program.Published
	for _, name := range []string{"ledger.yaml", "content/ledger.yaml"} {
		f := l.tree.File(name)
		if f == nil {
			continue
		}
		u := l.read(f, use{kind: "ledger"}, func() (any, diag.List) { return l.published(f) })
		list, _ := l.keep(f, u).([]program.Published)
		for _, p := range list {
			if !slices.ContainsFunc(out, func(upper program.Published) bool { return upper.ID == p.ID }) {
				out = append(out, p)
			}
		}
	}
	if l.plan.partial {
		return nil
	}
	return out
}

func (l *loader) published(f *snapshot.File) (any, diag.List) {
	src, problems := l.yaml(f)
	if problems != nil {
		return nil, problems
	}
	var m format.Ledger
	problems = strictyaml.Decode(src, l.formats.ledger, &m)
	out := make([]program.Published, 0, len(m.Worksheets))
	for _, pair := range m.Worksheets {
		// The place is found without the loader, which would keep all earlier loads in memory.
		at := func(path ...any) diag.Pos {
			text, _ := frontmatter.Clean(f.Path, f.Data)
			return strictyaml.Locate(strictyaml.Source{File: f.Path, Line: 1, Text: text}, append([]any{"worksheets", pair.Key}, path...)...)
		}
		out = append(out, program.Published{ID: pair.Key, Fields: worksheet.Published(pair.Value), At: at})
	}
	return out, problems
}
