package build

import (
	"context"

	"goldseam/internal/check"
	"goldseam/internal/diag"
	"goldseam/internal/load"
	"goldseam/internal/program"
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
