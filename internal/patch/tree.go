package patch

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/frontmatter"
	"goldseam/internal/nearest"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
)

const (
	suffix      = ".patch.yaml"
	programFile = "content/program.yaml"
	copies      = "base/" // where an edition keeps the texts that its files were made of
)

// Patched is a snapshot in which every file that has a patch stands with its changes.
type Patched struct {
	Tree     *snapshot.Tree
	Problems diag.List

	from     *snapshot.Tree
	patcher  *Patcher
	program  *snapshot.File // that language was read from
	language string
	made     map[string]*made // by the path of the patch
}

// made is what came of one patch, with what it was made of.
type made struct {
	patch, base, then *snapshot.File
	language          string
	near              string // where there is nothing to change: the patch that was meant
	file              *snapshot.File
	problems          diag.List
}

// IsPatch tells the overlay path of a patch.
func IsPatch(name string) bool {
	return strings.HasSuffix(name, suffix) && strings.HasPrefix(name, "content/")
}

// Target gives the file that a patch changes, from the overlay path of the patch; nil if there is none.
func Target(tree *snapshot.Tree, name string) *snapshot.File {
	stem := strings.TrimSuffix(name, suffix)
	for _, ext := range []string{".md", ".yaml"} {
		if f := tree.File(stem + ext); f != nil {
			return f
		}
	}
	return nil
}

// Tree applies all patches of a snapshot. Prev is an earlier result whose texts
// may be used again, or nil: what was made of the same files is the same file.
func Tree(tree *snapshot.Tree, prev *Patched) *Patched {
	if prev == nil {
		prev = &Patched{}
	}
	p := &Patched{Tree: tree, from: tree}
	patches := prev.patches(tree)
	if len(patches) == 0 {
		return p
	}
	if p.patcher = prev.patcher; p.patcher == nil {
		p.patcher = New()
	}
	p.readLanguage(tree, prev)
	p.made = make(map[string]*made, len(patches))
	var files []*snapshot.File
	for _, name := range patches {
		m := &made{patch: tree.File(name), base: Target(tree, name), language: p.language}
		if m.base != nil {
			m.then = tree.File(copies + m.base.Path)
		} else {
			m.near = meant(tree, name)
		}
		if old := prev.made[name]; old != nil && old.same(m) {
			m = old
		} else {
			p.make(m)
		}
		p.made[name] = m
		p.Problems = append(p.Problems, m.problems...)
		if m.file != nil {
			files = append(files, m.file)
		}
	}
	p.Tree = tree.With(files)
	return p
}

// patches lists the paths of all patches, in order.
func (p *Patched) patches(tree *snapshot.Tree) []string {
	if p.from != nil {
		if _, ok := p.from.Replaced(tree); ok { // no file has come or gone
			out := make([]string, 0, len(p.made))
			for name := range p.made {
				out = append(out, name)
			}
			slices.Sort(out)
			return out
		}
	}
	var out []string
	for _, f := range tree.Below("content") {
		if IsPatch(f.Path) {
			out = append(out, f.Path)
		}
	}
	return out
}

func (m *made) same(other *made) bool {
	return m.patch == other.patch && m.base == other.base && m.then == other.then && m.language == other.language && m.near == other.near
}

// readLanguage finds the language in which structure is written.
func (p *Patched) readLanguage(tree *snapshot.Tree, prev *Patched) {
	p.program = tree.File(programFile)
	if p.program == nil {
		return
	}
	if p.program == prev.program {
		p.language = prev.language
		return
	}
	text, problems := frontmatter.Clean(p.program.Path, p.program.Data)
	if problems != nil {
		return
	}
	for _, s := range strictyaml.Scalars(strictyaml.Source{File: p.program.Path, Line: 1, Text: text}) {
		if slices.Equal(s.Keys, []string{"language"}) {
			p.language = s.Text
		}
	}
}

// make applies one patch.
func (p *Patched) make(m *made) {
	at := diag.Pos{File: m.patch.Path}
	target := func(message, hint string) { m.problems.Add(at, diag.PatchTarget, message, hint) }
	var kind Kind
	ok := false
	if m.base != nil {
		kind, ok = KindOf(m.base.Path, m.language)
	}
	switch stem := strings.TrimSuffix(m.patch.Path, suffix); {
	case stem == "content/program" || stem == "content/ledger":
		target("the order of lessons and what was published cannot be changed by a patch", "to leave out, add or reorder lessons, write \"omit:\", \"add:\" or \"order:\" in edition.yaml, and delete this file")
	case m.base == nil && m.near != "":
		target("the base has no file that this patch could change", fmt.Sprintf("did you mean %s?", m.near))
	case m.base == nil:
		target("the base has no file that this patch could change", "a patch has the name of the base's file, with .patch.yaml for its ending: say-sorry.patch.yaml changes say-sorry.md")
	case !ok:
		target(fmt.Sprintf("%s cannot be changed by a patch", m.base.Shown), "copy the whole file to this place and change it there")
	case !m.patch.Edition:
		target("a patch changes the program of somebody else, and this is the program itself", fmt.Sprintf("make the change in %s, and delete this file", m.base.Shown))
	case m.base.Over:
		target(fmt.Sprintf("%s is a whole file of this edition, which a patch cannot change", m.base.Shown), "make the change in that file and delete the patch; or delete that file, so that the patch changes the base's")
	case m.base.Edition:
		target(fmt.Sprintf("%s is this edition's own file, and a patch changes those of the base", m.base.Shown), "make the change in that file, and delete this one")
	case m.patch.Err != nil:
		m.problems.Add(at, diag.UnreadableFile, fmt.Sprintf("this file cannot be read: %v", m.patch.Err), "look at its permissions and size")
	case m.base.Err == nil:
		p.apply(m, kind)
	}
}

func (p *Patched) apply(m *made, kind Kind) {
	var then []byte
	if m.then != nil {
		then = m.then.Data
	}
	d, problems := p.patcher.Apply(kind, Source{m.base.Path, m.base.Data}, Source{m.patch.Path, m.patch.Data}, then)
	m.problems = problems
	if d == nil {
		return
	}
	f := *m.base
	f.Data = d.Text
	base, patch := m.base, m.patch
	f.From = func(line, column int) (*snapshot.File, int, int) {
		if line == 0 { // it is about the text as a whole, and the base's is sound
			return patch, 0, 0
		}
		in, l, c := d.Place(line, column)
		if in {
			return patch, l, c
		}
		return base, l, c
	}
	m.file = &f
}

// meant gives the patch that somebody probably meant to write.
func meant(tree *snapshot.Tree, name string) string {
	var moved, renamed []string
	for _, f := range tree.Below("content") {
		if f.Edition || IsPatch(f.Path) {
			continue
		}
		own := strings.TrimSuffix(strings.TrimSuffix(f.Path, ".md"), ".yaml") + suffix
		dir, base := path.Split(own)
		in, called := path.Split(name)
		switch {
		case base == called && base != "phase"+suffix:
			moved = append(moved, own)
		case dir == in:
			renamed = append(renamed, own)
		}
	}
	if best := nearest.Name(name, renamed); best != "" {
		return best
	}
	if len(moved) == 1 {
		return moved[0]
	}
	return nearest.Name(name, moved)
}
