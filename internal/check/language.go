package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// needed are the pages without which no language is published, though others
// may be borrowed: what to know first, help, and when to stop.
func needed() []string {
	return []string{"before-you-start", "help", "right-now", "limits", "stop-rules"}
}

// want is something that a language must have before it is published.
type want struct{ file, message, hint string }

// translated checks that a language beside the one of structure says in its own
// words what a reader in danger needs. All else may be borrowed. What is missing
// is numbered in the order it is listed in, so that the list can be worked off.
func (c *checker) translated(out *diag.List) {
	if c.lang == c.program.Source {
		return
	}
	wants := append(c.safetyPages(), c.safetyCheck()...)
	wants = append(wants, c.safetyWords()...)
	slices.SortStableFunc(wants, func(a, b want) int { return cmp.Compare(a.file, b.file) })
	for i, w := range wants {
		pos := diag.Pos{File: w.file}
		if strings.HasSuffix(w.file, "/strings.yaml") {
			pos.Line, pos.Column = 1, 1
		}
		out.Add(pos, diag.LanguageSafety, fmt.Sprintf("%s; until it is there, the language %q cannot be published (%d of %d)", w.message, c.lang.Tag, i+1, len(wants)), w.hint)
	}
	c.borrowedWords(out)
}

// untold lists the files that the language lacks.
func (c *checker) untold(file string) bool {
	return slices.Contains(c.lang.Translation.Untranslated, file)
}

// write says how a file of the language is begun.
func (c *checker) write(file string) string {
	where := "program.yaml"
	if c.program.Edition.Own {
		where = "edition.yaml"
	}
	source := strings.Replace(file, "content/"+c.lang.Tag+"/", "content/"+c.program.Source.Tag+"/", 1)
	return fmt.Sprintf("translate %s into this file: its title and other words, and the text; or take %q out of \"languages\" in %s for now", source, c.lang.Tag, where)
}

func (c *checker) safetyPages() []want {
	var out []want
	for _, name := range needed() {
		p := c.lang.Page(name)
		switch {
		case p == nil: // its own problem says why
		case c.untold(p.File):
			out = append(out, want{p.File, "this page is not translated, and a reader in danger needs it", c.write(p.File)})
		case p.Body.Language != c.lang.Tag:
			out = append(out, want{p.File, "this page has no text of its own yet, and a reader in danger needs it", c.write(p.File)})
		}
	}
	return out
}

// safetyCheck looks at the worksheet that tells whether it is safe, and at the lessons that lead to it.
func (c *checker) safetyCheck() []want {
	const id = "safety-check"
	s := c.lang.Worksheet(id)
	if s == nil {
		return nil
	}
	var out []want
	switch borrowed := borrowedFields(s); {
	case c.untold(s.File):
		out = append(out, want{s.File, "this worksheet is not translated, and a reader in danger needs it", c.write(s.File)})
	case s.Intro.Language != c.lang.Tag:
		out = append(out, want{s.File, "this worksheet has no text of its own yet, and a reader in danger needs it", c.write(s.File)})
	case len(borrowed) > 0:
		out = append(out, want{s.File, fmt.Sprintf("words of these questions are not translated: %s", strings.Join(borrowed, ", ")), "write the label, help, options and other words of each below \"fields\""})
	}
	for _, ph := range c.lang.Phases {
		for _, l := range ph.Lessons {
			if slices.Contains(l.Worksheets, id) && (c.untold(l.File) || l.Body.Language != c.lang.Tag) {
				out = append(out, want{l.File, "this lesson leads to the safety check and is not translated", c.write(l.File)})
			}
		}
	}
	return out
}

// borrowedFields names the questions of which some words are the source's.
func borrowedFields(s *worksheet.Sheet) []string {
	var out []string
	for i := range s.Fields {
		f := &s.Fields[i]
		words := []worksheet.Text{f.Label, f.Help, f.Say, f.Low, f.High, f.Text}
		for _, o := range slices.Concat(f.Options, f.Items) {
			words = append(words, o.Label)
		}
		if slices.ContainsFunc(words, func(t worksheet.Text) bool { return strings.HasPrefix(string(t), "<span lang=") }) {
			out = append(out, f.ID)
		}
	}
	return out
}

// safetyWords looks at the words of the interface that a reader in danger depends on.
func (c *checker) safetyWords() []want {
	var missing []string
	for _, key := range program.SafetyStrings() {
		if slices.Contains(c.lang.Translation.Words, key) {
			missing = append(missing, key)
		}
	}
	if missing == nil {
		return nil
	}
	file := "content/" + c.lang.Tag + "/strings.yaml"
	return []want{{
		file, "words are missing that a reader in danger needs: " + several(missing),
		fmt.Sprintf("translate the lines with these names of content/%s/strings.yaml", c.program.Source.Tag),
	}}
}

// several shows the first of many names, and says how many more there are.
func several(names []string) string {
	const most = 12
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}

// borrowedWords says once which other words are shown in the source's language.
func (c *checker) borrowedWords(out *diag.List) {
	var missing []string
	for _, key := range c.lang.Translation.Words {
		if !slices.Contains(program.SafetyStrings(), key) {
			missing = append(missing, key)
		}
	}
	if missing == nil {
		return
	}
	source := c.program.Source
	out.Warn(diag.Pos{File: "content/" + c.lang.Tag + "/strings.yaml", Line: 1, Column: 1}, diag.MissingString,
		fmt.Sprintf("words of buttons and headings are missing, and pages show them in %s: %s", cmp.Or(source.Strings["language-name"], source.Tag), several(missing)),
		fmt.Sprintf("translate the lines with these names of content/%s/strings.yaml", source.Tag))
}
