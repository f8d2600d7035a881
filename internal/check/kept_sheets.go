package check

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

type rule = format.Rule

// sheetKeeper compares a worksheet with the base's of the same id.
type sheetKeeper struct {
	now, base *worksheet.Sheet
	check     bool // it is the safety check, of which nothing may go
	out       *diag.List
}

func (k *keeper) sheet(s, b *worksheet.Sheet) {
	sk := &sheetKeeper{now: s, base: b, check: isCheck(b), out: &k.out}
	sk.whole()
	for i := range b.Fields {
		sk.field(&b.Fields[i])
	}
	if !reflect.DeepEqual(s.Rules, b.Rules) {
		sk.rules()
	}
	if sk.check {
		sk.questions()
	}
	sk.stillAsked()
}

func (k *sheetKeeper) lost(message, hint string, path ...any) {
	code := diag.SafetySheet
	if k.check {
		code = diag.SafetyCheck
	}
	k.out.Add(k.now.At(path...), code, message, hint)
}

// whole compares what holds for all of a sheet.
func (k *sheetKeeper) whole() {
	s, b := k.now, k.base
	if b.Never && !s.Never {
		k.lost("the base program never keeps the answers of this sheet, and here they would be kept: what is on the device can be found", `write "keep: never"`, "keep")
	}
	if !b.Print && s.Print {
		k.lost("the base program has no paper version of this sheet, and here there is one: nobody must be made to show it", `write "print: false"`, "print")
	}
	if looser(s.Share, b.Share, "page", "chosen", "none") {
		k.lost(fmt.Sprintf(`the base program has "share: %s" in this sheet, and %q gives more of it away`, b.Share, s.Share), fmt.Sprintf(`write "share: %s"; each reader can still copy what they want to give`, b.Share), "share")
	}
	if b.Held && !s.Held {
		k.lost("the base program holds this sheet back until the safety check has a clear result, and here it is offered at once", `write "on_amber: held"`, "on_amber")
	}
	if isForTwo(b.Fill) && !isForTwo(s.Fill) || k.check && b.Fill != s.Fill && s.Fill != "" {
		k.lost(fmt.Sprintf(`the base program has "fill: %s" in this sheet, and with %q it would be offered to readers in danger`, b.Fill, s.Fill), fmt.Sprintf(`write "fill: %s"; for a sheet that one person fills in alone, add one of your own in edition.yaml`, b.Fill), "fill")
	}
	if len(b.Privacy) > 0 && !slices.ContainsFunc(s.Privacy, says) || k.check && len(s.Privacy) < len(b.Privacy) {
		k.lost("the base program says above this sheet what becomes of the answers and what not to write down, and here that is missing", `write it in your words below "privacy:", or copy it from the base program's sheet`, "privacy")
	}
}

func isForTwo(fill string) bool { return fill == "both" || fill == "together" }

// find gives the field that a base's field became, nil if it is gone.
func (k *sheetKeeper) find(id string) *worksheet.Field {
	if f := k.now.Field(id); f != nil {
		return f
	}
	for i := range k.now.Fields {
		if k.now.Fields[i].Was == id {
			return &k.now.Fields[i]
		}
	}
	return nil
}

// field compares one question, wherever it is still asked.
func (k *sheetKeeper) field(b *worksheet.Field) {
	f := k.find(b.ID)
	if f == nil {
		k.panel(b)
		return
	}
	if b.Never && !f.Never && !k.now.Never {
		k.lost(fmt.Sprintf("the base program never keeps the answer to %q, and here it would be kept: what is on the device can be found", f.ID), `write "keep: never" in this field`, "fields", f.ID, "keep")
	}
	if b.Private && !f.Private {
		k.lost(fmt.Sprintf("the base program leaves the answer to %q out of print and of what is shared, and here it would be in", f.ID), `write "private: true" in this field: a reader can still tick it`, "fields", f.ID, "private")
	}
	if b.Each && !f.Each {
		k.lost(fmt.Sprintf("the base program gives each person a place of their own in %q, and here one may answer for the other", f.ID), `write "each: true" in this field`, "fields", f.ID, "each")
	}
	if b.Type == "agreement" && f.Type != b.Type && f.Type != "" {
		k.lost(fmt.Sprintf("%q is an agreement in the base program, so that each person says that they could have said no, and here that is gone", f.ID), `write "type: agreement"`, "fields", f.ID, "type")
	}
	for i := range b.Columns {
		k.column(f, &b.Columns[i])
	}
	k.panel(b)
}

// column compares one column of rows or of a tracker.
func (k *sheetKeeper) column(f *worksheet.Field, b *worksheet.Field) {
	i := slices.IndexFunc(f.Columns, func(c worksheet.Field) bool { return c.ID == b.ID })
	if i < 0 {
		return
	}
	c := f.Columns[i]
	if b.Never && !c.Never && !f.Never && !k.now.Never {
		k.lost(fmt.Sprintf("the base program never keeps the answer to %q, and here it would be kept: what is on the device can be found", f.ID+"."+c.ID), `write "keep: never" in this column`, "fields", f.ID, "columns", c.ID, "keep")
	}
	if b.Private && !c.Private && !f.Private {
		k.lost(fmt.Sprintf("the base program leaves the answer to %q out of print and of what is shared, and here it would be in", f.ID+"."+c.ID), `write "private: true" in this column: a reader can still tick it`, "fields", f.ID, "columns", c.ID, "private")
	}
}

// panel looks for a panel that a base's field of type show has.
func (k *sheetKeeper) panel(b *worksheet.Field) {
	if b.Panel == "" || slices.ContainsFunc(k.now.Fields, func(f worksheet.Field) bool { return f.Panel == b.Panel && !f.Retired }) {
		return
	}
	k.lost(fmt.Sprintf("the base program shows the panel %q on this sheet, and here it is gone", b.Panel), fmt.Sprintf("add a field such as: %s: {type: show, panel: %s}", b.ID, b.Panel), "fields")
}

// leads names what a rule does for a reader in danger, "" for other rules.
func (k *sheetKeeper) leads(r *rule) string {
	kind, id, _ := strings.Cut(r.Link, ":")
	switch {
	case r.Show != "":
		return "shows " + r.Show
	case kind == "page" && slices.Contains(program.SafetyPages(), id), kind == "worksheet" && id == "safety-check":
		return "leads to " + r.Link
	case k.check && r.Say != "":
		return "says a word"
	}
	return ""
}

// rules looks for each rule of the base that leads to help: the edition's must hold whenever it did.
func (k *sheetKeeper) rules() {
	wide := map[string]*format.Condition{} // what the edition's rules of a kind hold for, together
	for i := range k.now.Rules {
		r := &k.now.Rules[i]
		for _, what := range []string{k.leads(r), map[bool]string{true: "says a word"}[k.check && r.Say != ""]} {
			if wide[what] == nil {
				wide[what] = &format.Condition{Any: []format.Condition{}}
			}
			wide[what].Any = append(wide[what].Any, r.When)
		}
	}
	var calm format.Condition // when the base says that all is clear
	for i := range k.base.Rules {
		r := &k.base.Rules[i]
		what := k.leads(r)
		if r.Show == "result-green" {
			calm.Any = append(calm.Any, r.When)
			continue
		}
		if what == "" || wide[what] != nil && covers(wide[what], &r.When) {
			continue
		}
		k.lost(fmt.Sprintf("the base program has a rule that %s, by the answers to %s; here it is missing, or holds less often", what, quoted(asked(&r.When))), `readers in danger get help by it: put the rule back below "rules:" as the base program's sheet has it, and the questions it asks about; more conditions can stand beside it in "any"`, "rules")
	}
	for i := range k.now.Rules {
		r := &k.now.Rules[i]
		if r.Show == "result-green" && !covers(&calm, &r.When) {
			k.lost("this rule says that nothing points to danger, and holds more often than the base program's", "copy the rule from the base program's sheet; more conditions may be added below its \"all\"", "rules", i)
		}
	}
}

// quoted lists names, the first few of many.
func quoted(names []string) string {
	const most = 3
	out := make([]string, 0, most)
	for _, n := range names[:min(most, len(names))] {
		out = append(out, fmt.Sprintf("%q", n))
	}
	if len(names) > most {
		return strings.Join(out, ", ") + " and others"
	}
	return strings.Join(out, " and ")
}

// stillAsked looks for questions that lead to help and are not asked any more, or of another type.
func (k *sheetKeeper) stillAsked() {
	var needed []string
	for i := range k.base.Rules {
		if k.leads(&k.base.Rules[i]) != "" {
			needed = append(needed, asked(&k.base.Rules[i].When)...)
		}
	}
	slices.Sort(needed)
	for _, id := range slices.Compact(needed) {
		f, b := k.now.Field(id), k.base.Field(id)
		if f == nil || b == nil {
			continue // the rule that asks about it is then missing, or broken
		}
		if f.Retired && !b.Retired {
			k.lost(fmt.Sprintf("the answer to %q leads to help in the base program, and here it is not asked any more", id), `take "retired: true" away`, "fields", id, "retired")
		}
		reveals := func(r rule) bool { return r.Reveal == id }
		if i := slices.IndexFunc(k.now.Rules, reveals); i >= 0 && !slices.ContainsFunc(k.base.Rules, reveals) {
			k.lost(fmt.Sprintf("the answer to %q leads to help in the base program, and here the question is hidden at first", id), "delete this rule, so that everybody is asked", "rules", i)
		}
	}
}

// questions compares the safety check: all of the base's questions with all of their answers, the first one first.
func (k *sheetKeeper) questions() {
	for i := range k.base.Fields {
		b := &k.base.Fields[i]
		f := k.now.Field(b.ID)
		switch {
		case f == nil:
			k.lost(fmt.Sprintf("the safety check has lost the question %q: readers in danger may find by it alone that they are", b.ID), "copy the field from the base program's sheet; its words may be yours, and you may add questions", "fields")
			continue
		case f.Type != b.Type && f.Type != "":
			k.lost(fmt.Sprintf(`the question %q of the safety check is of type %s in the base program, and its result depends on that`, b.ID, b.Type), fmt.Sprintf(`write "type: %s"`, b.Type), "fields", b.ID, "type")
			continue
		case f.Optional && !b.Optional:
			k.lost(fmt.Sprintf("the question %q of the safety check is marked as optional here", b.ID), `take "optional: true" away: a question may be left out anyway, and counts as not sure`, "fields", b.ID, "optional")
		}
		for _, o := range b.Options {
			if !f.Has(o.ID) {
				k.lost(fmt.Sprintf("the question %q of the safety check has lost the answer %q", b.ID, o.ID), "copy \"options:\" from the base program's sheet; their words may be yours", "fields", b.ID, "options")
			}
		}
	}
	if len(k.now.Fields) > 0 && len(k.base.Fields) > 0 && k.now.Fields[0].ID != k.base.Fields[0].ID && k.now.Field(k.base.Fields[0].ID) != nil {
		first := k.base.Fields[0].ID
		k.lost(fmt.Sprintf("the safety check must ask %q first: whoever is not alone should see nothing else", first), "move this field to the top of \"fields:\"", "fields", first)
	}
	k.ownQuestions()
}

// ownQuestions looks for questions that an edition added and whose answer changes nothing: green means that every answer is no.
func (k *sheetKeeper) ownQuestions() {
	for i := range k.now.Fields {
		f := &k.now.Fields[i]
		if f.Type == "show" || f.Type == "" || f.Retired || k.base.Field(f.ID) != nil {
			continue
		}
		for j := range k.now.Rules {
			r := &k.now.Rules[j]
			if r.Show == "result-green" && !slices.Contains(asked(&r.When), f.ID) {
				k.lost(fmt.Sprintf("your question %q changes nothing: the check would say that nothing points to danger, whatever its answer", f.ID), fmt.Sprintf(`add {field: %s, is: "no"} below "all" of the rule that shows result-green, and {field: %s, is: "yes"} below "any" of the rule that shows result-red`, f.ID, f.ID), "fields", f.ID)
			}
		}
	}
}
