package follow

import (
	"bytes"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/merge"
	"goldseam/internal/patch"
	"goldseam/internal/snapshot"
)

// override is a file of the edition that stands in place of one of the base, or changes parts of one.
type override struct {
	file  *snapshot.File // the edition's
	name  string         // overlay path of the base's file
	patch bool
	base  *snapshot.File // what the base has now; nil if it has none
	kept  *snapshot.File // what the edition's file was made from, from the folder base; nil if nobody wrote it down
}

// overrides lists what the edition has in place of the base's files, in order of the paths.
func (e *Edition) overrides() []override {
	var out []override
	for _, f := range e.Tree.Files() {
		if !f.Edition || !strings.HasPrefix(f.Path, "content/") && !strings.HasPrefix(f.Path, "theme/") {
			continue
		}
		o := override{file: f, name: f.Path}
		if o.patch = patch.IsPatch(f.Path); o.patch {
			if o.name = e.target(f.Path); o.name == "" {
				continue // it changes nothing that ever was: a build says so
			}
		}
		o.base, o.kept = e.Base.File(o.name), e.Kept.File(Folder+"/"+o.name)
		if o.base != nil || o.kept != nil {
			out = append(out, o)
		}
	}
	return out
}

// target gives the overlay path of the base file that a patch changes, or did
// when it was written; "" if there is none.
func (e *Edition) target(name string) string {
	if f := patch.Target(e.Base, name); f != nil {
		return f.Path
	}
	if f := patch.Target(e.Kept, Folder+"/"+name); f != nil {
		return strings.TrimPrefix(f.Path, Folder+"/")
	}
	return ""
}

// own lists the edition's files that stand in no place of the base's: lessons,
// worksheets, pages and translations of its own.
func (e *Edition) own() []*snapshot.File {
	taken := map[string]bool{}
	for _, o := range e.overrides() {
		taken[o.file.Path] = true
	}
	var out []*snapshot.File
	for _, f := range e.Tree.Below("content") {
		if k, _ := kindOf(f.Path); f.Edition && k != none && !taken[f.Path] && !strings.HasSuffix(f.Path, patchEnd) {
			out = append(out, f)
		}
	}
	return out
}

// leftover lists what the folder base keeps although nothing in the edition is made from it any more.
func (e *Edition) leftover() []string {
	taken := map[string]bool{seenFile: true, begunFile: true}
	for _, o := range e.overrides() {
		taken[Folder+"/"+o.name] = true
	}
	var out []string
	for _, f := range e.Kept.Files() {
		if !taken[f.Path] {
			out = append(out, f.Path)
		}
	}
	return out
}

// standing says how an override stands to the base.
type standing int

const (
	following  standing = iota // the base has not changed since
	drifted                    // the base has changed
	gone                       // the base has no such file any more
	unrecorded                 // nobody wrote down what it was made from
	unsettled                  // it still holds two versions of a place
	unreadable                 // it, or what it was made from, cannot be read
)

func (o override) standing() standing {
	switch {
	case o.file.Err != nil, o.kept != nil && o.kept.Err != nil, o.base != nil && o.base.Err != nil:
		return unreadable
	case len(merge.Marks(o.file.Data)) > 0:
		return unsettled
	case o.base == nil:
		return gone
	case o.kept == nil:
		return unrecorded
	case !same(o.kept.Data, o.base.Data):
		return drifted
	}
	return following
}

// unfit lists the parts of a patch that do not fit the base as it is now, with
// the author's file names.
func (e *Edition) unfit(o override) diag.List {
	k, ok := patch.KindOf(o.name, e.language)
	if !o.patch || !ok || o.base == nil || o.base.Err != nil || o.file.Err != nil {
		return nil
	}
	var then []byte
	if o.kept != nil {
		then = o.kept.Data
	}
	_, problems := patch.New().Apply(k, patch.Source{File: o.name, Text: o.base.Data}, patch.Source{File: o.file.Shown, Text: o.file.Data}, then)
	return problems.Sorted()
}

// same tells whether two texts differ in more than their line ends. Whoever keeps
// an edition in a repository may get other line ends in the folder base.
func same(a, b []byte) bool {
	return bytes.Equal(a, b) || hash(a) == hash(b) && strings.Join(merge.Lines(a), "\n") == strings.Join(merge.Lines(b), "\n")
}

// moved offers a file that the base may have in place of one that is gone: of the
// same name elsewhere, or with nearly the same text.
func (e *Edition) moved(o override) string {
	if o.kept == nil {
		return ""
	}
	k, language := kindOf(o.name)
	lines := merge.Lines(o.kept.Data)
	best, most := "", len(lines)/2 // fewer lines in common are another text
	for _, f := range e.baseFiles() {
		if fk, fl := kindOf(f.Path); fk != k || fl != language || e.Kept.File(Folder+"/"+f.Path) != nil {
			continue
		}
		common := len(lines)
		for _, c := range merge.Changes(lines, merge.Lines(f.Data)) {
			common -= c.End - c.Start
		}
		if common > most {
			best, most = f.Path, common
		}
	}
	return best
}
