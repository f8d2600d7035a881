package build

import (
	"html"

	"goldseam/internal/load"
	"goldseam/internal/program"
)

// Text is one text of the program, and where the site shows it.
type Text struct {
	load.Text
	Title       string // "" for a text that could not be read
	Address     string // of its page with the base path; "" if it has none
	Translation bool   // it gives words only
}

// Input is what the result was made of, with the files as they are on the disk.
func (r *Result) Input() Input {
	in := r.in
	in.Tree = r.files
	return in
}

// Program is what was read, nil if there is no structure to speak of.
func (r *Result) Program() *program.Program {
	if r.loaded == nil {
		return nil
	}
	return r.loaded.Program
}

// Texts lists the program's texts with their titles and addresses.
func (r *Result) Texts() []Text {
	p := r.Program()
	if p == nil {
		return nil
	}
	addresses, _ := r.address(p)
	shown := map[string]Text{}
	for _, lang := range append([]*program.Language{p.Source}, p.Languages...) {
		if lang == nil {
			continue
		}
		add := func(kind, id string, title program.Text, address string) {
			shown[kind+"/"+lang.Tag+"/"+id] = Text{Title: html.UnescapeString(string(title)), Address: address}
		}
		add("home", "", lang.Title, addresses.Home(lang))
		for _, phase := range lang.Phases {
			add("phase", phase.ID, phase.Title, "")
			for _, l := range phase.Lessons {
				add("lesson", l.ID, l.Title, addresses.Lesson(lang, l))
			}
		}
		for _, s := range lang.Worksheets {
			add("worksheet", s.ID, s.Title, addresses.Worksheet(lang, s.ID, s.Number))
		}
		for _, pg := range lang.Pages {
			add("page", pg.Name, pg.Title, addresses.Page(lang, pg))
		}
	}
	published := map[string]bool{}
	for _, lang := range p.Languages {
		published[lang.Tag] = true
	}
	var out []Text
	for _, t := range r.loaded.Texts() {
		text := shown[t.Kind+"/"+t.Language+"/"+t.ID]
		text.Text, text.Translation = t, p.Source != nil && t.Language != p.Source.Tag
		if !published[t.Language] {
			text.Address = ""
		}
		out = append(out, text)
	}
	return out
}
