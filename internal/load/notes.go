package load

import (
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/markdown"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
)

// notesEnd is how the name of a file of counselor's notes ends: LESSON.notes.md
// stands beside LESSON.md.
const notesEnd = ".notes.md"

// notes are the counselor's notes of one language, with the problems of their files.
type notes struct {
	list     []*program.Notes
	problems diag.List
}

// counselors reads the notes on a language's lessons, or takes those of the
// earlier load if none of their files changed. In a translation they are whole
// texts of their own: there is no structure in them to protect.
func (l *loader) counselors(lang *program.Language) []*program.Notes {
	n := l.prev.notes[lang.Tag]
	if n == nil || !l.steady || l.notesReplaced() {
		n = l.readNotes(lang)
	}
	l.notes[lang.Tag] = n
	l.Problems = append(l.Problems, n.problems...)
	return n.list
}

// notesReplaced tells whether the text of some notes changed.
func (l *loader) notesReplaced() bool {
	for f := range l.replaced {
		if strings.HasSuffix(f.Path, notesEnd) {
			return true
		}
	}
	return false
}

func (l *loader) readNotes(lang *program.Language) *notes {
	n := &notes{}
	for _, phase := range l.plan.phases {
		for _, lesson := range phase.Lessons {
			f := l.tree.File("content/" + lang.Tag + "/" + phase.ID + "/" + lesson.ID + notesEnd)
			if f == nil {
				continue
			}
			u := l.read(f, use{kind: "notes"}, func() (any, diag.List) { return l.lessonNotes(f, lesson.ID, lang.Convert) })
			l.units[f] = u
			n.problems = append(n.problems, u.problems...)
			if one, ok := u.value.(*program.Notes); ok {
				n.list = append(n.list, one)
			}
		}
	}
	return n
}

func (l *loader) lessonNotes(f *snapshot.File, lesson string, c *markdown.Converter) (any, diag.List) {
	var m format.Notes
	doc, at, problems := l.matter(f, l.formats.notes, &m, c)
	if at == nil {
		return nil, problems
	}
	for _, i := range doc.Images {
		problems.Add(i.Pos, diag.ImageFile, "notes for counselors have no pictures: what stands beside a text is published with the site", "take the picture out, and say it in words")
	}
	return &program.Notes{
		Lesson: lesson, Introduce: texts(c, m.Introduce), Watch: texts(c, m.Watch), NotWhen: texts(c, m.NotWhen), Ask: texts(c, m.Ask), Body: doc, File: f.Path,
	}, problems
}
