package follow

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/program"
)

// Found is a base file that somebody may mean.
type Found struct{ Path, Title string }

// Find looks for the base file that somebody means by a path, by a part of one, by
// the address of its page or by its title. In a language other than the first it
// gives the file of that language where the base has one.
func (e *Edition) Find(what, language string) []Found {
	what = strings.TrimSpace(strings.ReplaceAll(what, `\`, "/"))
	if language == "" {
		language = e.language
	}
	for _, look := range []func(string) []string{e.byPath, e.byPhase, e.byAddress, e.byTitle} {
		list := e.preferred(look(what), language)
		var found []Found
		for _, name := range list {
			found = append(found, Found{name, e.Title(name)})
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// preferred keeps the files of one language, if there are any, and else those of the first.
func (e *Edition) preferred(names []string, language string) []string {
	for _, tag := range []string{language, e.language} {
		var out []string
		for _, name := range names {
			if _, l := kindOf(name); l == "" || l == tag {
				out = append(out, name)
			}
		}
		if out != nil {
			return out
		}
	}
	return names
}

// byPath finds files by their path or the last parts of it, with or without its ending.
func (e *Edition) byPath(what string) []string {
	what = path.Clean(strings.TrimPrefix(what, "(base) "))
	what = strings.TrimSuffix(what, patchEnd)
	for _, top := range []string{"content/", "theme/"} {
		if i := strings.LastIndex("/"+what, "/"+top); i >= 0 {
			what = what[i:] // also a path that begins in another folder
		}
	}
	if rest, ok := strings.CutPrefix(what, "themes/hearth/"); ok {
		what = "theme/" + rest
	}
	if f := e.Base.File(what); f != nil && follows(what) {
		return []string{what}
	}
	var out []string
	for _, f := range e.baseFiles() {
		bare := strings.TrimSuffix(f.Path, path.Ext(f.Path))
		for _, name := range []string{f.Path, bare} {
			if strings.HasSuffix(strings.ToLower("/"+name), strings.ToLower("/"+what)) {
				out = append(out, f.Path)
				break
			}
		}
	}
	if !strings.Contains(what, "/") && path.Ext(what) == "" { // a text rather than a part of the theme
		if texts := slices.DeleteFunc(slices.Clone(out), func(name string) bool { return strings.HasPrefix(name, "theme/") }); texts != nil {
			return texts
		}
	}
	return out
}

// byPhase finds the text of a phase by the name of its folder.
func (e *Edition) byPhase(what string) []string {
	if !slices.ContainsFunc(e.program.Phases, func(p format.Phase) bool { return p.ID == what }) {
		return nil
	}
	return e.byPath(what + "/phase.md")
}

// OwnText gives the file of an own text if somebody means one of the places for
// them, which the base has no text for; else "".
func OwnText(what string) string {
	name := strings.TrimSuffix(path.Base(strings.ReplaceAll(what, `\`, "/")), ".md")
	for _, k := range program.SlotKinds() {
		if strings.EqualFold(name, k.Name) {
			return "slots/" + k.Name + ".md"
		}
	}
	return ""
}

// byAddress finds the file that a page of the site is made from.
func (e *Edition) byAddress(what string) []string {
	what, _, _ = strings.Cut(what, "#")
	what, _, _ = strings.Cut(what, "?")
	if !strings.HasPrefix(what, "/") && !strings.Contains(what, "://") {
		return nil
	}
	trimmed := strings.Trim(what, "/")
	parts := strings.Split(trimmed, "/")
	last := parts[len(parts)-1]
	before := ""
	if len(parts) > 1 {
		before = parts[len(parts)-2]
	}
	var inside []string // paths below the folder of a language
	if n, err := strconv.Atoi(last); err == nil {
		inside = e.numbered(before, n)
	}
	for _, p := range program.KnownPages {
		if last == p.Letter || last == p.Name {
			inside = append(inside, "pages/"+p.Name+".md")
		}
	}
	inside = append(inside, before+"/"+last+".md")
	if trimmed == "" || strings.HasSuffix(before, ":") || before == "" && strings.Contains(what, "://") {
		inside = append(inside, "program.md")
	}
	var out []string
	for _, name := range inside {
		for _, tag := range parts {
			if full := "content/" + tag + "/" + name; e.Base.File(full) != nil {
				return []string{full}
			}
		}
		if full := "content/" + e.language + "/" + name; e.Base.File(full) != nil {
			out = append(out, full)
		}
	}
	return out
}

// numbered finds the lesson or worksheet with a permanent number.
func (e *Edition) numbered(kind string, n int) []string {
	var out []string
	for _, ph := range e.program.Phases {
		for _, l := range ph.Lessons {
			if kind == "p" && l.Page == n {
				out = append(out, ph.ID+"/"+l.ID+".md")
			}
		}
	}
	for _, s := range e.program.Worksheets {
		if kind == "s" && s.Page == n {
			out = append(out, "worksheets/"+s.ID+".md")
		}
	}
	return out
}

// byTitle finds files by their title, whatever its quotes and capitals.
func (e *Edition) byTitle(what string) []string {
	var out []string
	for _, f := range e.baseFiles() {
		if title := e.Title(f.Path); title != "" && folded(title) == folded(what) {
			out = append(out, f.Path)
		}
	}
	return out
}

// folded takes out of a title what people write one way or another.
func folded(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "…", "...").Replace(s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// Names lists what somebody may have meant whom nothing was found for: names of
// files without their ending, paths, and titles.
func (e *Edition) Names() (stems, paths, titles []string) {
	for _, f := range e.baseFiles() {
		if strings.HasSuffix(f.Path, notesEnd) || strings.HasPrefix(f.Path, "theme/") {
			continue
		}
		paths = append(paths, f.Path)
		if base := path.Base(f.Path); base != "phase.md" {
			stems = append(stems, strings.TrimSuffix(base, path.Ext(base)))
		}
		if title := e.Title(f.Path); title != "" {
			titles = append(titles, title)
		}
	}
	return stems, paths, titles
}

// Twin finds the source of a translation that the base does not have, by the path
// that the translation would have.
func (e *Edition) Twin(what string) (source, tag string, ok bool) {
	what = path.Clean(strings.ReplaceAll(what, `\`, "/"))
	i := strings.LastIndex("/"+what, "/content/")
	if i < 0 {
		return "", "", false
	}
	tag, inside, _ := strings.Cut(strings.TrimPrefix(what[i:], "content/"), "/")
	source = "content/" + e.language + "/" + inside
	if k, l := kindOf(source); k == none || l != e.language || tag == "help-lines" || e.Base.File(source) == nil {
		return "", "", false
	}
	return source, tag, tag != e.language
}

// OwnFile gives the edition's own file that somebody means by its path or name, or "".
func (e *Edition) OwnFile(what string) string {
	what = strings.TrimSuffix(path.Clean(strings.ReplaceAll(what, `\`, "/")), ".md")
	for _, f := range e.own() {
		if strings.HasSuffix("/"+strings.TrimSuffix(f.Path, ".md"), "/"+what) {
			return f.Shown
		}
	}
	return ""
}
