package build

import "goldseam/internal/program"

// Translation is how far a language has come, with the author's file names.
type Translation struct {
	Tag, Name string // such as "es" and "Español"
	program.Translation
}

// Translations lists the languages beside the one that structure is written in,
// those of the site in its order. Nothing without a program.
func (r *Result) Translations() []Translation {
	if r.loaded == nil || r.loaded.Program == nil {
		return nil
	}
	var out []Translation
	for _, lang := range r.loaded.Program.Languages {
		if lang.Translation == nil {
			continue
		}
		t := Translation{lang.Tag, lang.Strings["language-name"], *lang.Translation}
		t.Untranslated = make([]string, len(t.Untranslated))
		for i, file := range lang.Translation.Untranslated {
			t.Untranslated[i] = r.in.Tree.Shown(file)
		}
		t.Stale = make([]program.Older, len(t.Stale))
		for i, old := range lang.Translation.Stale {
			old.File, old.Source = r.in.Tree.Shown(old.File), r.in.Tree.Shown(old.Source)
			t.Stale[i] = old
		}
		out = append(out, t)
	}
	return out
}
