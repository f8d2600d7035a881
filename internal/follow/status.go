package follow

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/patch"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
)

// Group is what an item of a status is about.
type Group string

// The groups, in the order in which they are shown: first what needs somebody.
const (
	Conflict     Group = "conflict"     // two versions of a place still stand in a file
	Drifted      Group = "drifted"      // the base changed under a file of the edition
	Unfit        Group = "unfit"        // a part of a patch no longer fits
	Gone         Group = "gone"         // the base has no such file any more
	Unrecorded   Group = "unrecorded"   // nobody wrote down what a file was made from
	Unreadable   Group = "unreadable"   // a file cannot be read
	Safety       Group = "safety"       // the base says otherwise about safety
	Added        Group = "added"        // the base has new files
	Unseen       Group = "unseen"       // what the base said before is not known
	Answers      Group = "answers"      // readers' answers would have no place
	Untranslated Group = "untranslated" // a text is there in the first language alone
	Stale        Group = "stale"        // a translation is older than its source
	Unsourced    Group = "unsourced"    // a translation does not say what it was made from
	Unverified   Group = "unverified"   // help lines that nobody checked
	Aged         Group = "aged"         // help lines checked more than six months ago
	Expired      Group = "expired"      // help lines checked more than a year ago
	Retired      Group = "retired"      // questions that are no longer asked
	Leftover     Group = "leftover"     // kept for a file that is gone
	Whole        Group = "whole"        // a whole file in place of the base's
	Patched      Group = "patch"        // changes to parts of a file
	Slot         Group = "slot"         // a text in a place the base leaves open
	Own          Group = "own"          // a lesson, worksheet, page or translation of the edition's own
)

// Item is one thing that a status tells.
type Item struct {
	Group    Group    `json:"group"`
	File     string   `json:"file,omitempty"` // as the author knows it
	Line     int      `json:"line,omitempty"`
	Language string   `json:"language,omitempty"`
	Parts    []string `json:"parts,omitempty"` // of the file, in words
	Count    int      `json:"count,omitempty"` // of help lines, questions, texts
	Message  string   `json:"message,omitempty"`
	Next     string   `json:"next,omitempty"` // what to do, where it differs from file to file
}

// Day is a day as 2026-11-22, and those half a year and a year before it.
type Day struct{ HalfYear, Year string }

// Status tells how the edition stands to its base. Problems are those that a
// build of the edition found.
func (e *Edition) Status(day Day, problems diag.List) []Item {
	out := e.standings()
	out = append(out, e.sinceSeen()...)
	out = append(out, e.translations(problems)...)
	out = append(out, e.helpLines(day)...)
	out = append(out, e.retired()...)
	out = append(out, e.orphans(nil)...)
	for _, name := range e.leftover() {
		out = append(out, Item{Group: Leftover, File: name})
	}
	for _, f := range e.Tree.Below("slots") {
		if f.Edition {
			out = append(out, Item{Group: Slot, File: f.Shown})
		}
	}
	for _, f := range e.own() {
		item := Item{Group: Own, File: f.Shown}
		if _, language := kindOf(f.Path); language != e.language {
			item.Language = language
		}
		out = append(out, item)
	}
	slices.SortStableFunc(out, func(a, b Item) int { return a.Group.rank() - b.Group.rank() })
	return out
}

func (g Group) rank() int {
	order := []Group{
		Conflict, Drifted, Unfit, Gone, Unrecorded, Unreadable, Safety, Added, Unseen, Answers, Untranslated, Stale, Unsourced,
		Unverified, Aged, Expired, Retired, Leftover, Whole, Patched, Slot, Own,
	}
	return slices.Index(order, g)
}

// standings tells of each override how it stands to the base.
func (e *Edition) standings() []Item {
	var out []Item
	for _, o := range e.overrides() {
		item := Item{Group: Whole, File: o.file.Shown}
		if o.patch {
			item.Group = Patched
		}
		out = append(out, item)
		for _, p := range e.unfit(o) {
			if p.Severity == diag.Error {
				out = append(out, Item{Group: Unfit, File: p.File, Line: p.Line, Message: p.Message, Next: p.Hint})
			}
		}
		switch o.standing() {
		case drifted:
			item.Group, item.Parts = Drifted, e.Changed(o.name, o.kept.Data, o.base.Data)
			if sameText(o.file, o.base) {
				item.Message = "it says what the base says now"
			}
			out = append(out, item)
		case gone:
			item.Group, item.Next = Gone, e.goneNext(o)
			out = append(out, item)
		case unrecorded:
			item.Group = Unrecorded
			out = append(out, item)
		case unreadable:
			item.Group, item.Message = Unreadable, why(o)
			out = append(out, item)
		}
	}
	for _, f := range e.Tree.Files() { // also in files that replace nothing
		if f.Edition && f.Err == nil && isText(f.Path) && !strings.HasPrefix(f.Path, Folder+"/") {
			for _, p := range frontmatter.Conflicts(f.Path, f.Data) {
				out = append(out, Item{Group: Conflict, File: f.Shown, Line: p.Line})
			}
		}
	}
	return out
}

func sameText(a, b *snapshot.File) bool { return a != nil && b != nil && same(a.Data, b.Data) }

func isText(name string) bool {
	switch path.Ext(name) {
	case ".md", ".yaml", ".html", ".css", ".toml":
		return true
	}
	return false
}

// why says what cannot be read.
func why(o override) string {
	switch {
	case o.file.Err != nil:
		return "this file cannot be read"
	case o.kept != nil && o.kept.Err != nil:
		return fmt.Sprintf("%s, from which this was made, cannot be read", o.kept.Path)
	}
	return "the base's file cannot be read"
}

// goneNext says what to do with a file whose base file is gone.
func (e *Edition) goneNext(o override) string {
	if to := e.moved(o); to != "" {
		if o.patch {
			to = patchOf(to)
		}
		return fmt.Sprintf("the base has it as %s now: move your file there, and delete %s/%s", to, Folder, o.name)
	}
	if o.patch {
		return fmt.Sprintf("there is nothing left for it to change: if you want the text, copy %s/%s to %s and write your changes into it; otherwise delete the file", Folder, o.name, o.name)
	}
	k, _ := kindOf(o.name)
	stem := strings.TrimSuffix(path.Base(o.name), ".md")
	add := ""
	switch k {
	case lesson:
		add = fmt.Sprintf("{lesson: %s, phase: %s, page: 500}", stem, path.Base(path.Dir(o.name)))
	case worksheet:
		add = fmt.Sprintf("{worksheet: %s, page: 500}", stem)
	case page:
		add = fmt.Sprintf("{text: %s, page: 500}", stem)
	default:
		return "delete the file, if you need it no more"
	}
	return fmt.Sprintf("to keep it as your own, add it to edition.yaml below \"add:\": %s; otherwise delete the file", add)
}

// sinceSeen tells what the base has in other words, or new.
func (e *Edition) sinceSeen() []Item {
	changes, unknown := e.SafetyChanges()
	if unknown != "" {
		return []Item{{Group: Unseen, File: seenFile, Message: unknown}}
	}
	var out []Item
	for _, c := range changes {
		if n := len(out); n > 0 && out[n-1].File == c.File {
			out[n-1].Count++
			if !slices.Contains(out[n-1].Parts, c.Part) {
				out[n-1].Parts = append(out[n-1].Parts, c.Part)
			}
			continue
		}
		out = append(out, Item{Group: Safety, File: c.File, Count: 1, Parts: []string{c.Part}})
	}
	for _, name := range e.Added() {
		out = append(out, Item{Group: Added, File: name, Message: e.Title(name)})
	}
	return out
}

// helpLines counts the help lines of the site that nobody checked, or not of late.
func (e *Edition) helpLines(day Day) []Item {
	var out []Item
	for _, f := range e.whole.Below("content/help-lines") {
		var c format.Country
		if k, _ := kindOf(f.Path); k != country || patch.IsPatch(f.Path) {
			continue
		}
		if decode(f, &c); e.settings.Help != nil && !slices.Contains(e.settings.Help, c.Country) {
			continue
		}
		counts := map[Group]int{}
		for _, l := range c.Lines {
			switch on := l.VerifiedOn; {
			case l.Call == "" && l.Text == "" && l.Web == "":
			case on == "":
				counts[Unverified]++
			case on < day.Year:
				counts[Expired]++
			case on < day.HalfYear:
				counts[Aged]++
			}
		}
		for _, g := range []Group{Unverified, Aged, Expired} {
			if counts[g] > 0 {
				out = append(out, Item{Group: g, File: f.Shown, Count: counts[g]})
			}
		}
	}
	return out
}

// retired lists the questions that are no longer asked.
func (e *Edition) retired() []Item {
	var out []Item
	for _, f := range e.whole.Below("content/" + e.language + "/worksheets") {
		sheet, ok := sheetOf(f)
		if !ok {
			continue
		}
		item := Item{Group: Retired, File: f.Shown}
		for _, field := range sheet.Fields {
			if field.Value.Retired {
				item.Parts = append(item.Parts, field.Key)
			}
		}
		if item.Count = len(item.Parts); item.Count > 0 {
			out = append(out, item)
		}
	}
	return out
}

// sheetOf reads a worksheet as far as it can be read.
func sheetOf(f *snapshot.File) (format.Sheet, bool) {
	var m format.Sheet
	if f == nil || f.Err != nil || path.Ext(f.Path) != ".md" {
		return m, false
	}
	file, problems := frontmatter.Split(f.Path, f.Data)
	if problems != nil {
		return m, false
	}
	strictyaml.Decode(file.Matter, strictyaml.Of[format.Sheet](), &m)
	return m, len(m.Fields) > 0
}
