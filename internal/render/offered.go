package render

import (
	"slices"

	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// offered gives the worksheets that lists and the index name. Where an edition
// leaves lessons out, the sheets that belonged to these alone are not offered any
// more; their pages stay, since readers may have answers there.
func (e *environment) offered() []*worksheet.Sheet {
	if len(e.program.Edition.Omit) == 0 {
		return e.lang.Worksheets
	}
	used := map[string]bool{}
	for _, phase := range e.lang.Phases {
		for _, l := range phase.Lessons {
			for _, id := range l.Worksheets {
				used[id] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(e.lang.Worksheets), func(s *worksheet.Sheet) bool {
		return !used[s.ID] && s.Number < program.FirstOwn
	})
}
