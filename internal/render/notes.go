package render

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/markdown"
	"goldseam/internal/program"
)

// Notes makes the counselor's notes into books, one for each language, by path in
// a folder of their own. Site is the whole address of the program's site, or "":
// then what a text links to is named and not led to, since a book stands alone.
func (r *Result) Notes(p *program.Program, site string) (map[string][]byte, diag.List) {
	var problems diag.List
	files := map[string][]byte{}
	books := p.Noted()
	for i, lang := range books {
		e := r.made[lang.Tag].env
		view := e.notes(site)
		for j, other := range books {
			if other != lang {
				view.Languages = append(view.Languages, LanguageLink{URL: toBook(i, j, other), Lang: other.Tag, Name: other.Strings["language-name"]})
			}
		}
		var out bytes.Buffer
		if err := e.bound.execute(&out, "pages/notes.html", view); err != nil {
			problems = append(problems, e.templates.problem(err))
			continue
		}
		files[bookFile(i, lang)] = out.Bytes()
	}
	return files, problems
}

// bookFile gives the file of one language's book.
func bookFile(i int, lang *program.Language) string {
	if i == 0 {
		return "index.html"
	}
	return lang.Tag + "/index.html"
}

// toBook leads from one book to another. The file is named, since no host may be there to find it.
func toBook(from, to int, lang *program.Language) string {
	if from == 0 {
		return bookFile(to, lang)
	}
	return "../" + bookFile(to, lang)
}

// notes makes the view of a language's book.
func (e *environment) notes(site string) *NotesView {
	s := e.shell
	v := &NotesView{
		Lang: s.Lang, Dir: s.Dir, Site: s.Site, Name: unmarked(s.Site), Publisher: s.Publisher, About: s.About, Reviewed: s.Reviewed,
		Policy: "default-src 'none'; style-src " + e.assets.NotesSum + "; form-action 'none'; base-uri 'none'", Style: template.CSS(e.assets.Notes),
	}
	notes := e.program.Notes(e.lang)
	for _, phase := range e.lang.Phases {
		p := NotesPhase{Number: phase.Number, Title: phase.Title, Summary: phase.Summary}
		for _, l := range phase.Lessons {
			if n := notes[l.ID]; n != nil {
				p.Lessons = append(p.Lessons, e.lessonNotes(l, n, site))
			}
		}
		if len(p.Lessons) > 0 {
			v.Phases = append(v.Phases, p)
		}
	}
	return v
}

// lessonNotes makes the view of one lesson's notes.
func (e *environment) lessonNotes(l *program.Lesson, n *program.Notes, site string) NotesLesson {
	v := NotesLesson{
		ID: "p" + strconv.Itoa(l.Number), Number: l.Number, Title: l.Title, Aim: l.Aim, Minutes: l.Minutes, For: e.word("for-" + l.For), Red: e.word("notes-red-" + l.OnRed),
		Introduce: e.own(n, n.Introduce), Watch: e.own(n, n.Watch), NotWhen: e.own(n, n.NotWhen), Ask: e.own(n, n.Ask), Body: e.notesBody(l, n, site),
	}
	if e.borrowed(n.Body) {
		v.Notice = e.lang.Convert.Text(replaceN(e.lang.Strings["notes-borrowed"], e.program.Source.Strings["language-name"]))
	}
	for _, id := range l.Worksheets {
		if s := e.lang.Worksheet(id); s != nil {
			v.Sheets = append(v.Sheets, s.Title)
		}
	}
	return v
}

// own gives a list of notes, each item marked if it is in another language than the book.
func (e *environment) own(n *program.Notes, list []Text) []Text {
	if !e.borrowed(n.Body) {
		return list
	}
	out := make([]Text, len(list))
	for i, text := range list {
		out[i] = markdown.Foreign("span", e.program.Source.Tag, e.program.Source.Dir, text)
	}
	return out
}

// notesBody makes the HTML of what stands below the lists. Its links lead to what
// the book's language has, whichever language the notes are in.
func (e *environment) notesBody(l *program.Lesson, n *program.Notes, site string) Text {
	if n.Body.Empty() {
		return ""
	}
	file := strings.TrimSuffix(l.File, ".md") + ".notes.md"
	text := n.Body.HTML(notesResolver{resolver{e, file, n.Body, "p" + strconv.Itoa(l.Number) + "-", nil}, site})
	if e.borrowed(n.Body) {
		return markdown.Foreign("div", e.program.Source.Tag, e.program.Source.Dir, text)
	}
	return text
}

// notesResolver fills the gaps of a text that stands in no page of the site.
type notesResolver struct {
	resolver
	site string
}

func (r notesResolver) Link(l markdown.Link) string {
	switch {
	case l.External:
		return l.Target
	case l.Target == "":
		for i, h := range r.doc.Headings {
			if h.ID == l.Fragment {
				return "#" + r.Heading(i)
			}
		}
		return ""
	}
	href := r.env.targets.Link(r.env.addresses, r.file, l)
	if href == "" || r.site == "" {
		return ""
	}
	return r.site + strings.TrimPrefix(href, r.env.addresses.Base)
}
