package follow

import (
	"fmt"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/merge"
)

// Outcome is what an update does with one file of an edition.
type Outcome string

// The outcomes.
const (
	Merged    Outcome = "merged"    // both changes are in the file now
	Marked    Outcome = "marked"    // some places hold both versions
	Taken     Outcome = "taken"     // the edition had changed nothing: it says what the base says now
	Noted     Outcome = "noted"     // the edition's file stays as it is, and is up to date with the base
	Fits      Outcome = "fits"      // a patch fits the base as it is now
	Adopted   Outcome = "adopted"   // the present base is taken as what the file was made from
	Untouched Outcome = "untouched" // nothing is done, and somebody must do something
)

// Step is one file of an edition in an update.
type Step struct {
	File      string    `json:"file"` // the edition's file, as the author knows it
	Base      string    `json:"base"` // overlay path of the base's file
	Outcome   Outcome   `json:"outcome"`
	Parts     []string  `json:"parts,omitempty"` // what the base changed, in words
	Diff      string    `json:"diff,omitempty"`  // the same as a unified diff
	Conflicts []int     `json:"conflicts,omitempty"`
	Message   string    `json:"message,omitempty"`
	Next      string    `json:"next,omitempty"`
	Unfit     diag.List `json:"-"` // parts of a patch that no longer fit, with the author's file names
	Writes    []Write   `json:"-"` // in the order in which they must be done
}

// Plan is what an update does.
type Plan struct {
	Safety    []Said  // what the base says otherwise about safety
	Unknown   string  // why nobody can tell that, if so
	Added     []Found // what the base has now and did not have
	Steps     []Step  // what happens to the edition's files
	Following int     // files of the edition under which the base did not change
	Answers   []Item  // worksheets whose readers' answers would have no place
	Seen      []Write // the list of what the base says, written when all else is

	begun bool // an earlier update was cut short
}

// Update says what there is to do to take over what the base changed. Adopt takes
// the present base as what a file was made from where nobody wrote it down.
func (e *Edition) Update(adopt bool) Plan {
	var p Plan
	p.Safety, p.Unknown = e.SafetyChanges()
	for _, name := range e.Added() {
		p.Added = append(p.Added, Found{name, e.Title(name)})
	}
	for _, o := range e.overrides() {
		if o.standing() == following {
			p.Following++
			continue
		}
		p.Steps = append(p.Steps, e.step(o, adopt))
	}
	p.Answers = e.orphans(p.after())
	if fresh, f := Seen(e.Base), e.Kept.File(seenFile); f == nil || f.Err != nil || !same(f.Data, fresh) {
		p.Seen = []Write{{Path: seenFile, Text: fresh}}
	}
	p.begun = e.Kept.File(begunFile) != nil
	return p
}

// step says what happens to one file under which the base may have changed.
func (e *Edition) step(o override, adopt bool) Step {
	s := Step{File: o.file.Shown, Base: o.name, Outcome: Untouched}
	if e.cutShort(o) {
		s.Outcome, s.Conflicts = Merged, merge.Marks(o.file.Data)
		if s.Conflicts != nil {
			s.Outcome = Marked
		}
		s.Parts, s.Diff, s.Writes = e.Changed(o.name, o.kept.Data, o.base.Data), difference(o), []Write{record(o)}
		return s
	}
	switch o.standing() {
	case unreadable:
		s.Message, s.Next = why(o), "look at its permissions, and whether it is a link that leads out of the edition"
		return s
	case unsettled:
		s.Conflicts = merge.Marks(o.file.Data)
		s.Message, s.Next = "this file still holds two versions of a place", "settle that first, then run: goldseam update"
		return s
	case gone:
		s.Message, s.Next = "the base has this file no more", e.goneNext(o)
		return s
	case unrecorded:
		if !adopt {
			s.Message = fmt.Sprintf("nobody wrote down what this was made from (%s/%s is missing), so the base's changes cannot be told from yours", Folder, o.name)
			s.Next = "compare it with the base yourself; or run: goldseam update --adopt, which takes the base as it is now for what it was made from"
			return s
		}
		s.Outcome, s.Message = Adopted, "the base as it is now is kept as what this was made from; what the base changed before is not in it"
		s.Writes = []Write{record(o)}
		return s
	}
	s.Parts = e.Changed(o.name, o.kept.Data, o.base.Data)
	s.Diff = difference(o)
	if o.patch {
		return e.patched(o, s)
	}
	if !isText(o.name) {
		s.Message, s.Next = "this is no text, so it cannot be merged", fmt.Sprintf("look at both; to keep yours, delete %s/%s and run: goldseam update --adopt", Folder, o.name)
		return s
	}
	r := merge.Texts(o.kept.Data, o.file.Data, o.base.Data)
	s.Conflicts = r.Conflicts
	switch {
	case len(r.Conflicts) > 0:
		s.Outcome = Marked
	case same(o.file.Data, o.base.Data):
		s.Outcome = Noted
	case same(r.Text, o.base.Data):
		s.Outcome = Taken
	case same(r.Text, o.file.Data):
		s.Outcome = Noted
	default:
		s.Outcome = Merged
	}
	if s.Outcome != Noted {
		s.Writes = append(s.Writes, Write{Path: o.file.Path, Text: r.Text})
	}
	s.Writes = append(s.Writes, record(o))
	return s
}

// record is what the edition's file is made from now.
func record(o override) Write { return Write{Path: Folder + "/" + o.name, Text: o.base.Data} }

// difference shows what the base changed.
func difference(o override) string {
	return merge.Unified("before", "now", o.kept.Data, o.base.Data)
}

// patched looks at a patch whose base file changed.
func (e *Edition) patched(o override, s Step) Step {
	if s.Unfit = e.unfit(o); s.Unfit.Errors() > 0 {
		s.Message = "some of your changes no longer fit"
		s.Next = "mend what is listed, then run: goldseam update"
		return s
	}
	s.Outcome, s.Unfit, s.Writes = Fits, nil, []Write{record(o)}
	return s
}

// after gives the texts of an edition as they are after an update. Where a place
// holds both versions, the base's file tells what would be left.
func (p Plan) after() map[string][]byte {
	out := map[string][]byte{}
	for _, s := range p.Steps {
		for _, w := range s.Writes {
			base := w.Path == Folder+"/"+s.Base
			if w.Path == s.Base && s.Outcome != Marked || base && s.Outcome == Marked {
				out[s.Base] = w.Text
			}
		}
	}
	return out
}

// Writes lists all that an update writes, in the order in which it must be done:
// each file before what it is made from, and what the base said at last. Before
// all that stands what the files will be, so that an update which is cut short
// can be told from one that was not begun, and run again.
func (p Plan) Writes() []Write {
	var files []Write
	var begun strings.Builder
	for _, s := range p.Steps {
		for _, w := range s.Writes {
			if w.Path == s.Base {
				fmt.Fprintf(&begun, "  %s: %q\n", quoted(w.Path), hash(w.Text)+" "+hash(s.Writes[len(s.Writes)-1].Text))
			}
		}
		files = append(files, s.Writes...)
	}
	files = append(files, p.Seen...)
	if begun.Len() > 0 {
		files = append([]Write{{Path: begunFile, Text: []byte("# An update is under way, or was cut short: run \"goldseam update\" again.\nfiles:\n" + begun.String())}}, files...)
	}
	if begun.Len() > 0 || p.begun {
		files = append(files, Write{Path: begunFile, Gone: true})
	}
	return files
}

// cutShort tells a file that an earlier update has written, when it was cut short
// before it wrote down what the file is made from.
func (e *Edition) cutShort(o override) bool {
	var begun format.Begun
	decode(e.Kept.File(begunFile), &begun)
	written, ok := begun.Files.Get(o.name)
	return ok && !o.patch && o.file.Err == nil && o.base != nil && o.kept != nil && o.kept.Err == nil && written == hash(o.file.Data)+" "+hash(o.base.Data) && !same(o.kept.Data, o.base.Data)
}
