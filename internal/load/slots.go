package load

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"goldseam/internal/diag"
	"goldseam/internal/frontmatter"
	"goldseam/internal/markdown"
	"goldseam/internal/nearest"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
)

// slotFile gives where the own text for a place stands in a language: the first
// language's in the folder slots itself, another's in a folder of its name there.
func (l *loader) slotFile(tag, name string) string {
	if tag == l.plan.languages[0] {
		return "slots/" + name + ".md"
	}
	return "slots/" + tag + "/" + name + ".md"
}

// slotFiles lists the files that own texts may have. Only an edition has any.
func (l *loader) slotFiles() []string {
	var out []string
	if l.plan.edition.Own {
		for _, tag := range l.plan.languages {
			for _, k := range program.SlotKinds() {
				out = append(out, l.slotFile(tag, k.Name))
			}
		}
	}
	return out
}

// slots reads an edition's own texts in one language. A text that a language
// lacks is not shown in it: whom to reach, or what was agreed, is not said in
// words that a reader may not know.
func (l *loader) slots(lang *program.Language) []*program.Slot {
	if !l.plan.edition.Own || !slices.Contains(l.plan.languages, lang.Tag) {
		return nil
	}
	var out []*program.Slot
	for _, kind := range program.SlotKinds() {
		f := l.tree.File(l.slotFile(lang.Tag, kind.Name))
		if f == nil {
			continue
		}
		u := l.read(f, use{kind: "slot " + lang.Tag}, func() (any, diag.List) { return slot(f, kind, lang.Convert) })
		l.units[f] = u
		l.Problems = append(l.Problems, u.problems...)
		if s, ok := u.value.(*program.Slot); ok {
			out = append(out, s)
		}
	}
	return out
}

// destination is where a link leads, which no reader sees.
var destination = regexp.MustCompile(`\]\([^()\s]*\)`)

// slot reads one own text: Markdown without front matter.
func slot(f *snapshot.File, kind program.SlotKind, c *markdown.Converter) (any, diag.List) {
	text, problems := frontmatter.Clean(f.Path, f.Data)
	if problems != nil {
		return nil, problems
	}
	start := diag.Pos{File: f.Path, Line: 1, Column: 1}
	if first, _, _ := strings.Cut(string(text), "\n"); strings.TrimRight(first, " \t") == "---" {
		problems.Add(start, diag.SlotForm, `this text begins with front matter, and a text in the folder slots has none`, `delete the lines from the first "---" to the second`)
		return nil, problems
	}
	doc, more := c.Convert(f.Path, text)
	problems = append(problems, more...)
	problems = append(problems, placeholders(f.Path, text)...)
	if doc.Empty() && len(problems) == 0 {
		problems.Add(start, diag.EmptyFile, "nothing in this file can be shown", "write its text, or delete the file")
		return nil, problems
	}
	switch {
	case len(doc.Headings) > 0 && !kind.Headings:
		problems.Add(doc.Headings[0].Pos, diag.SlotForm, fmt.Sprintf("a text that stands %s cannot have headings", kind.Place), "take the # away; to make words stand out, write **words**")
	default:
		problems = append(problems, sectionsForTwo(doc)...)
	}
	for _, i := range doc.Images {
		problems.Add(i.Pos, diag.SlotForm, "a text in the folder slots cannot have pictures", `take the picture out; a logo goes into edition.yaml: "theme: {logo: static/logo.svg}"`)
	}
	for _, link := range doc.Links {
		if link.Target == "" && link.Fragment != "" {
			problems.Add(link.Pos, diag.SlotForm, "this link leads to a place in the text itself, which stands on several pages", "link to a page, such as pages/help.md")
		}
	}
	if i := strings.Index(string(text), "[^"); i >= 0 {
		problems.Add(frontmatter.At(f.Path, text, i), diag.SlotForm, "a text in the folder slots cannot have footnotes", "write the note into the text")
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(destination.ReplaceAllString(string(text), "]"))); kind.Most > 0 && n > kind.Most {
		problems.Add(start, diag.SlotForm, fmt.Sprintf("this text has %d characters, and one that stands %s has %d at most", n, kind.Place, kind.Most), "shorten it, or put the rest on a page of your own and link to it")
	}
	if len(doc.Images) > 0 {
		return nil, problems // or the picture would be looked for, too
	}
	return &program.Slot{Name: kind.Name, Body: doc, File: f.Path}, problems
}

// unknownSlot says why nothing shows a file of the folder slots, and what to do.
func (l *loader) unknownSlot(f *snapshot.File) diag.Problem {
	p := diag.Problem{Pos: diag.Pos{File: f.Path}, Severity: diag.Error, Code: diag.SlotPlace}
	name := path.Base(f.Path)
	var known []string
	for _, k := range program.SlotKinds() {
		known = append(known, k.Name+".md")
	}
	folder, first := path.Base(path.Dir(f.Path)), l.plan.languages[0]
	depth := strings.Count(f.Path, "/")
	switch {
	case !l.plan.edition.Own:
		p.Message, p.Hint = "own texts belong to an edition, and this folder holds a whole program", "write the words into the pages of the program themselves, or make an edition: goldseam new"
	case !slices.Contains(known, name):
		p.Code, p.Message, p.Hint = diag.UnknownSlot, fmt.Sprintf("there is no place %q for a text of your own", strings.TrimSuffix(name, path.Ext(name))), nearest.Hint(name, known, "places")
	case depth == 2 && folder == first:
		p.Message, p.Hint = fmt.Sprintf("%q is the first language of this edition, and its texts stand in the folder slots itself", first), "move the file to slots/"+name
	case depth == 2:
		p.Message, p.Hint = fmt.Sprintf("this edition has no language %q", folder), fmt.Sprintf("add %q to \"languages\" in edition.yaml, or delete the file", folder)
	default:
		p.Message, p.Hint = "nothing looks for texts of your own in this folder", "move the file to slots/"+name
	}
	return p
}
