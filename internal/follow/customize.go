package follow

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"goldseam/internal/snapshot"
)

// Write is a file to be written into an edition's folder, or taken out of it.
type Write struct {
	Path string // below the edition's folder
	Text []byte
	Gone bool // it is deleted, if it is there
}

// Refusal says why something is not done, and what to do.
type Refusal struct{ Message, Hint string }

// Copy gives what is written so that an edition has a base file of its own: what
// it is made from first, so that nothing is ever without its record.
func (e *Edition) Copy(name string) ([]Write, *Refusal) {
	if r := e.taken(name, false); r != nil {
		return nil, r
	}
	text := e.Base.File(name).Data
	return e.recorded(name, Write{Path: name, Text: text}), nil
}

// Begin gives what is written to change parts of a base file: a patch that
// changes nothing yet and shows what there is to change.
func (e *Edition) Begin(name string) ([]Write, *Refusal) {
	if r := e.taken(name, true); r != nil {
		return nil, r
	}
	text, ok := e.guided(name, e.Base.File(name).Data)
	if !ok {
		return nil, &Refusal{fmt.Sprintf("%s cannot be changed in parts", name), "copy the whole file: leave out --patch"}
	}
	return e.recorded(name, Write{Path: patchOf(name), Text: text}), nil
}

// Translate gives what is written to begin the translation of a text. Source
// names the state of a text, as translations record it.
func (e *Edition) Translate(name, tag string, source func(*snapshot.File) string) ([]Write, *Refusal) {
	k, language := kindOf(name)
	to := "content/" + tag + strings.TrimPrefix(name, "content/"+language)
	switch {
	case k == notes:
		return nil, &Refusal{"notes for counselors are written anew in each language", fmt.Sprintf("make the file %s with the lists introduce, watch, not_when and ask", to)}
	case k == style:
		return nil, &Refusal{"each language has words of its own to avoid, so there is nothing to translate", "make the file " + to + ", if you want one"}
	case language == "":
		return nil, &Refusal{fmt.Sprintf("%s has no language", name), "leave out --language"}
	}
	if f := e.Tree.File(to); f != nil {
		return nil, &Refusal{fmt.Sprintf("%s is there already", f.Shown), "open it and go on there"}
	}
	f := e.whole.File(name) // the edition's own text is what its readers read
	if f == nil || f.Err != nil {
		return nil, &Refusal{fmt.Sprintf("%s cannot be read", name), "look at its permissions"}
	}
	text, ok := e.translated(name, f.Data, tag, source(f))
	if !ok {
		return nil, &Refusal{fmt.Sprintf("%s has problems, so nobody can tell its texts", f.Shown), "look at them with: goldseam check"}
	}
	return append([]Write{{Path: to, Text: text}}, e.firstSeen()...), nil
}

// taken says why the edition cannot have a file or patch of its own in a place.
func (e *Edition) taken(name string, part bool) *Refusal {
	whole, parts := e.Tree.File(name), e.Tree.File(patchOf(name))
	switch {
	case parts != nil && parts.Edition && part:
		return &Refusal{fmt.Sprintf("%s is there already", parts.Shown), "open it and change it there"}
	case parts != nil && parts.Edition:
		return &Refusal{fmt.Sprintf("%s changes parts of this file already", parts.Shown), "go on there; or delete it first, if you want to replace the whole file"}
	case whole != nil && whole.Edition && part:
		return &Refusal{fmt.Sprintf("%s replaces the whole file already", whole.Shown), "change it there; or delete it first, if you want to change parts only"}
	case whole != nil && whole.Edition:
		return &Refusal{fmt.Sprintf("%s is there already", whole.Shown), "open it and change it there"}
	}
	return nil
}

// recorded puts what a file is made from before it.
func (e *Edition) recorded(name string, w Write) []Write {
	return append([]Write{{Path: Folder + "/" + name, Text: e.Base.File(name).Data}, w}, e.firstSeen()...)
}

// firstSeen writes down what the base says, if nobody did yet.
func (e *Edition) firstSeen() []Write {
	if e.Kept.File(seenFile) != nil {
		return nil
	}
	return []Write{{Path: seenFile, Text: Seen(e.Base)}}
}

// Languages lists the languages of the site, the one that structure is written in included.
func (e *Edition) Languages() []string { return append([]string{e.language}, e.languages()...) }

// Language is the one that structure is written in.
func (e *Edition) Language() string { return e.language }

// Needs lists the files without which a language cannot be built, as far as they are missing.
func (e *Edition) Needs(tag string) []string {
	var out []string
	for _, base := range []string{"program.md", "strings.yaml"} {
		if name := path.Join("content", tag, base); e.Tree.File(name) == nil {
			out = append(out, name)
		}
	}
	return out
}

// Known tells whether the site has a language.
func (e *Edition) Known(tag string) bool { return slices.Contains(e.Languages(), tag) }
