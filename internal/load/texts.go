package load

// Text is one text of the program that has a file of its own in each language.
type Text struct {
	Kind     string // lesson, worksheet, page, phase or home
	ID       string // of a home, ""
	Language string
	Path     string // in the overlay
}

// Texts lists the texts that the plan asks for, in the order of the program and
// for each of its languages, whether there are files for them or not.
func (r *Result) Texts() []Text {
	if r.plan == nil {
		return nil
	}
	var out []Text
	for _, tag := range r.plan.read() {
		dir := "content/" + tag + "/"
		add := func(kind, id, file string) { out = append(out, Text{kind, id, tag, dir + file}) }
		add("home", "", "program.md")
		for _, phase := range r.plan.phases {
			add("phase", phase.ID, phase.ID+"/phase.md")
			for _, l := range phase.Lessons {
				add("lesson", l.ID, phase.ID+"/"+l.ID+".md")
			}
		}
		for _, s := range r.plan.worksheets {
			add("worksheet", s.ID, "worksheets/"+s.ID+".md")
		}
		for _, p := range r.plan.pages {
			add("page", p.ID, "pages/"+p.ID+".md")
		}
	}
	return out
}
