package follow

import (
	"path"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/frontmatter"
)

// translations tells what each language beside the first lacks, and what is old in it.
func (e *Edition) translations(problems diag.List) []Item {
	var out []Item
	for _, tag := range e.languages() {
		out = append(out, e.untranslated(tag)...)
	}
	for _, p := range problems {
		switch p.Code {
		case diag.TranslationStale:
			out = append(out, Item{Group: Stale, File: p.File, Line: p.Line, Language: languageIn(p.File), Message: p.Message})
		case diag.TranslationSource:
			out = append(out, Item{Group: Unsourced, File: p.File, Line: p.Line, Language: languageIn(p.File)})
		}
	}
	return out
}

// languageIn takes the language out of the shown path of a file.
func languageIn(shown string) string {
	_, rest, _ := strings.Cut("/"+shown, "/content/")
	language, _, _ := strings.Cut(rest, "/")
	return language
}

// untranslated lists the texts that a language lacks, or has in part.
func (e *Edition) untranslated(tag string) []Item {
	var out []Item
	for _, f := range e.whole.Below("content/" + e.language) {
		k, _ := kindOf(f.Path)
		if k == none || k == style || k == notes || f.Err != nil || strings.HasSuffix(f.Path, patchEnd) || e.omitted(f.Path) {
			continue
		}
		name := "content/" + tag + strings.TrimPrefix(f.Path, "content/"+e.language)
		there := e.whole.File(name)
		if there == nil {
			out = append(out, Item{Group: Untranslated, Language: tag, File: e.Tree.Shown(name)})
			continue
		}
		if lacks := e.lacks(f.Path, f.Data, name, there.Data); len(lacks) > 0 {
			out = append(out, Item{Group: Untranslated, Language: tag, File: there.Shown, Parts: lacks})
		}
	}
	return out
}

// lacks lists the parts of a source that its translation has no words for.
func (e *Edition) lacks(source string, from []byte, name string, text []byte) []string {
	all, ok := e.wordsOf(source, from)
	has, ok2 := e.parts(name, text)
	if !ok || !ok2 {
		return nil // a build says what is wrong
	}
	var out []string
	for _, p := range all {
		own := find(has, p.key)
		switch {
		case p.key == "words":
			missing := 0
			for _, key := range p.names {
				if !slices.Contains(own.names, key) {
					missing++
				}
			}
			if missing > 0 {
				out = append(out, counted(missing, "word", "words"))
			}
		case len(own.items) > 0:
		case p.section:
			out = append(out, "the text")
		case p.list:
			_, many := listed(p.key)
			out = append(out, "the "+many)
		default:
			out = append(out, single(p.key))
		}
	}
	return out
}

// wordsOf gives those parts of a source that a translation gives words for.
func (e *Edition) wordsOf(name string, text []byte) ([]part, bool) {
	k, _ := kindOf(name)
	parts, ok := e.parts(name, text)
	if !ok || k == words {
		return parts, ok
	}
	file, problems := frontmatter.Split(name, text)
	if problems != nil {
		return nil, false
	}
	own := keys(wordsIn(k, file.Matter))
	return append(own, slices.DeleteFunc(parts, func(p part) bool { return !p.section })...), true
}

// omitted tells a text that the edition leaves out.
func (e *Edition) omitted(name string) bool {
	k, _ := kindOf(name)
	folder, stem := path.Base(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".md")
	return (k == lesson || k == phase) && slices.Contains(e.settings.Omit, folder) || k == lesson && slices.Contains(e.settings.Omit, stem)
}
