package program

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/markdown"
	"goldseam/internal/nearest"
)

// Targets knows the places in one language that a link in a text may lead to.
type Targets struct {
	places  map[string]*place // by overlay path of the file
	files   map[string][]byte
	omitted map[string]bool // ids of lessons that an edition leaves out
	surface string
}

// place is one page that a file became.
type place struct {
	url      string
	headings []markdown.Heading
	omitted  bool
}

// NewTargets lists the places of a language. Omitted lists overlay paths, below
// the language's folder, of lessons that are left out: links to them lead nowhere
// and are shown as plain words.
func NewTargets(p *Program, lang *Language, a Addresses, omitted map[string]bool) *Targets {
	t := &Targets{places: map[string]*place{}, files: p.Files, omitted: map[string]bool{}}
	var surface strings.Builder
	add := func(file, url string, doc *markdown.Doc) {
		pl := &place{url: url}
		surface.WriteString(file)
		surface.WriteString(url)
		if doc != nil {
			pl.headings = doc.Headings
			for _, h := range doc.Headings {
				surface.WriteByte('#')
				surface.WriteString(h.ID)
			}
		}
		t.places[file] = pl
	}
	add(lang.HomeFile, a.Home(lang), lang.Home)
	for _, phase := range lang.Phases {
		add(phase.File, a.Outline(lang), nil)
		for _, l := range phase.Lessons {
			add(l.File, a.Lesson(lang, l), l.Body)
		}
	}
	for _, s := range lang.Worksheets {
		add(s.File, a.Worksheet(lang, s.ID, s.Number), s.Intro)
	}
	for _, pg := range lang.Pages {
		add(pg.File, a.Page(lang, pg), pg.Body)
	}
	for file := range omitted {
		t.places["content/"+lang.Tag+"/"+file] = &place{omitted: true}
		t.omitted[strings.TrimSuffix(path.Base(file), ".md")] = true
		surface.WriteString("-" + file)
	}
	t.surface = surface.String()
	return t
}

// Surface changes when a link that was good may have become bad, or the other way round.
func (t *Targets) Surface() string { return t.surface }

// Omitted tells whether a lesson is left out of the edition.
func (t *Targets) Omitted(id string) bool { return t.omitted[id] }

// find gives the place that a link in a file leads to.
func (t *Targets) find(file string, l markdown.Link) (string, *place) {
	target := file
	if l.Target != "" {
		target = path.Join(path.Dir(file), l.Target)
	}
	return target, t.places[target]
}

// handout tells a file of the folder static that is no picture: it stands in the site under its own name.
func (t *Targets) handout(target string) bool {
	return strings.HasPrefix(target, "static/") && t.files[target] != nil && !IsPicture(target)
}

// IsPicture tells the files that a text may show.
func IsPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg":
		return true
	}
	return false
}

// Check reports the links and pictures of a text that lead nowhere.
func (t *Targets) Check(file string, doc *markdown.Doc) diag.List {
	var out diag.List
	if doc == nil {
		return nil
	}
	for _, l := range doc.Links {
		if l.External || l.Target == "" && l.Fragment == "" {
			continue
		}
		target, pl := t.find(file, l)
		switch {
		case pl == nil && t.handout(target):
		case pl == nil:
			out.Add(l.Pos, diag.LinkFile, fmt.Sprintf("the link leads to %q, and there is no such file", l.Target), t.meant(file, target))
		case l.Fragment != "" && !pl.omitted && headingIndex(pl.headings, l.Fragment) < 0:
			var ids []string
			for _, h := range pl.headings {
				ids = append(ids, h.ID)
			}
			out.Add(l.Pos, diag.LinkHeading, fmt.Sprintf("the link leads to the heading %q, and there is no such heading", l.Fragment), nearest.Hint(l.Fragment, ids, "headings there"))
		}
	}
	for _, i := range doc.Images {
		if t.files[t.Image(file, i)] == nil && i.Target != "" && !strings.Contains(i.Target, ":") {
			out.Add(i.Pos, diag.ImageFile, fmt.Sprintf("there is no picture %q", i.Target), t.picture(file, i.Target))
		}
	}
	return out
}

// meant offers the file that somebody probably wanted to link to, as a path from the linking file.
func (t *Targets) meant(file, target string) string {
	known := slices.Sorted(maps.Keys(t.places))
	base := path.Base(target)
	for _, p := range known {
		if path.Base(p) == base && base != "phase.md" {
			return fmt.Sprintf("did you mean %q?", relative(path.Dir(file), p))
		}
	}
	if best := nearest.Name(target, known); best != "" {
		return fmt.Sprintf("did you mean %q?", relative(path.Dir(file), best))
	}
	return "write the path from this file to the other, such as ../pages/help.md"
}

func (t *Targets) picture(file, target string) string {
	base := path.Base(target)
	for _, p := range slices.Sorted(maps.Keys(t.files)) {
		if path.Base(p) == base {
			return fmt.Sprintf("did you mean %q?", relative(path.Dir(file), p))
		}
	}
	return "put the picture beside this file, or write the path to it"
}

// relative gives the path from a folder to a file.
func relative(dir, file string) string {
	up := ""
	for dir != "." && !strings.HasPrefix(file, dir+"/") {
		dir = path.Dir(dir)
		up += "../"
	}
	return up + strings.TrimPrefix(file, dir+"/")
}

// Link gives the address that a link in a file leads to, "" if nowhere.
func (t *Targets) Link(a Addresses, file string, l markdown.Link) string {
	if l.External {
		return l.Target
	}
	target, pl := t.find(file, l)
	if pl == nil && t.handout(target) {
		return a.Base + strings.TrimPrefix(target, "static/")
	}
	if pl == nil || pl.omitted {
		return ""
	}
	address := pl.url
	if target == file {
		address = ""
	}
	if l.Fragment != "" {
		i := headingIndex(pl.headings, l.Fragment)
		if i < 0 {
			return address
		}
		address += "#" + a.Anchor(i, l.Fragment)
	}
	if address == "" {
		return "#main"
	}
	return address
}

// Image gives the overlay path of a picture in a file.
func (t *Targets) Image(file string, i markdown.Image) string {
	return path.Join(path.Dir(file), i.Target)
}

func headingIndex(headings []markdown.Heading, id string) int {
	for i, h := range headings {
		if h.ID == id {
			return i
		}
	}
	return -1
}
