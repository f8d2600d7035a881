package build

import (
	"path"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/program"
)

// static puts the files of the folder static into the site under their own
// names, but for pictures, which are assets. It comes last: no name that the
// site needs for a file or folder may be taken.
func static(files map[string][]byte, p *program.Program) diag.List {
	var problems diag.List
	var folders map[string]bool // of the site; most have no file of their own to place
	taken := func(name string) bool {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if _, made := files[dir]; made {
				return true
			}
		}
		if folders == nil {
			folders = foldersOf(files)
		}
		_, made := files[name]
		return made || folders[name] || strings.HasPrefix(path.Base(name), "_")
	}
	for _, name := range ownFiles(p) {
		from := "static/" + name
		if taken(name) {
			problems.Add(diag.Pos{File: from}, diag.UnknownFile, "the site makes a file or folder of this name itself", "give the file another name")
			continue
		}
		files[name] = p.Files[from]
	}
	return problems
}

// ownFiles lists what stands in the folder static, but for pictures, in order.
func ownFiles(p *program.Program) []string {
	var out []string
	for from := range p.Files {
		if name, ok := strings.CutPrefix(from, "static/"); ok && !program.IsPicture(from) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// foldersOf lists the folders of a site.
func foldersOf(files map[string][]byte) map[string]bool {
	out := map[string]bool{}
	for name := range files {
		for dir := path.Dir(name); !out[dir]; dir = path.Dir(dir) {
			out[dir] = true
		}
	}
	return out
}
