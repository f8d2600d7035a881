// Package follow tells how an edition stands to the base program it is made
// from: what it replaces, what the base changed underneath, and how to take that over.
//
// It reads snapshots and gives back what is to be written; nothing here touches a disk.
package follow

import (
	"path"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/patch"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
)

// Folder is the folder of an edition that keeps what its files were made from.
const Folder = "base"

// seenFile is what the base said when the edition looked last.
const seenFile = Folder + "/seen.yaml"

// begunFile is there while an update is under way, or after one that was cut short.
const begunFile = Folder + "/update.yaml"

// Edition is what is known of an edition and its base.
type Edition struct {
	Base *snapshot.Tree // the base's own files
	Tree *snapshot.Tree // the edition's files over the base's
	Kept *snapshot.Tree // what stands in the edition's folder "base", below base/

	whole    *snapshot.Tree // Tree with its patches applied: what a reader reads
	language string         // in which the base's structure is written
	program  format.Program
	settings format.Edition
	before   format.Seen // what the base said when the edition looked last
	unknown  string      // why nobody can tell that, if so
}

// Open looks at an edition.
func Open(base, tree, kept *snapshot.Tree) *Edition {
	e := &Edition{Base: base, Tree: tree, Kept: kept, whole: patch.Tree(tree, nil).Tree}
	decode(base.File("content/program.yaml"), &e.program)
	decode(tree.File("edition.yaml"), &e.settings)
	if e.language = e.program.Language; e.language == "" {
		e.language = "en"
	}
	e.before, e.unknown = e.seen()
	return e
}

// decode reads a YAML file as far as it can be read; what is wrong with it is told by a build.
func decode[T any](f *snapshot.File, v *T) {
	if f == nil || f.Err != nil {
		return
	}
	if text, problems := frontmatter.Clean(f.Path, f.Data); problems == nil {
		strictyaml.Decode(strictyaml.Source{File: f.Path, Line: 1, Text: text}, strictyaml.Of[T](), v)
	}
}

// languages lists the languages of the site beside the one that structure is written in.
func (e *Edition) languages() []string {
	list := e.settings.Languages
	if list == nil {
		list = e.program.Languages
	}
	var out []string
	for _, tag := range list {
		if tag != e.language {
			out = append(out, tag)
		}
	}
	return out
}

// kind is what a file is written as.
type kind int

const (
	none kind = iota
	lesson
	notes
	worksheet
	page
	phase
	home
	words // strings.yaml
	style
	country
	theme
)

const (
	patchEnd = ".patch.yaml"
	notesEnd = ".notes.md"
)

// kindOf tells what the file at an overlay path is, and of which language.
func kindOf(name string) (k kind, language string) {
	if strings.HasPrefix(name, "theme/") {
		return theme, ""
	}
	parts := strings.Split(name, "/")
	if len(parts) < 3 || parts[0] != "content" {
		return none, ""
	}
	if parts[1] == "help-lines" {
		if len(parts) == 3 && path.Ext(name) == ".yaml" {
			return country, ""
		}
		return none, ""
	}
	language = parts[1]
	base := parts[len(parts)-1]
	switch {
	case len(parts) == 3:
		return map[string]kind{"program.md": home, "strings.yaml": words, "style.yaml": style}[base], language
	case len(parts) != 4 || path.Ext(base) != ".md":
		return none, language
	case parts[2] == "worksheets":
		return worksheet, language
	case parts[2] == "pages":
		return page, language
	case base == "phase.md":
		return phase, language
	case strings.HasSuffix(base, notesEnd):
		return notes, language
	}
	return lesson, language
}

// patchOf gives the overlay path of the patch of a file.
func patchOf(name string) string { return strings.TrimSuffix(name, path.Ext(name)) + patchEnd }
