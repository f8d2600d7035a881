package program

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/markdown"
	"goldseam/internal/nearest"
)

// Targets knows the places in one language that a link in a text may lead to. It is immutable.
type Targets struct {
	places  map[string]*place // by overlay path of the file
	files   map[string][]byte
	omitted map[string]bool // ids of lessons that an edition leaves out
	surface string

	tag    string
	prefix string   // what its addresses begin with
	source *Targets // of the language structure is written in; nil for that language itself

	sum       sum       // of all places
	phases    []*Phase  // whose lessons are among the places
	sheets    []string  // files of worksheets
	pages     []string  // files of pages
	addresses Addresses // that the places have
}

// place is one page that a file became.
type place struct {
	url     string
	doc     *markdown.Doc
	omitted bool
	sum     sum
}

// sum adds up what is said of places, so that one that changed can be taken out
// and put in again. Two sets of places with the same sum are taken for the same:
// it has 128 bits of a cryptographic hash.
type sum [2]uint64

func (s sum) plus(o sum) sum  { return sum{s[0] + o[0], s[1] + o[1]} }
func (s sum) minus(o sum) sum { return sum{s[0] - o[0], s[1] - o[1]} }

// newPlace describes the page that a file became.
func newPlace(file, url string, doc *markdown.Doc) *place {
	text := append(append([]byte(file), 0), url...)
	if doc != nil {
		for _, h := range doc.Headings {
			text = append(append(text, '#'), h.ID...)
		}
	}
	h := sha256.Sum256(text)
	return &place{url: url, doc: doc, sum: sum{binary.LittleEndian.Uint64(h[:8]), binary.LittleEndian.Uint64(h[8:16])}}
}

// NewTargets lists the places of a language. Omitted lists overlay paths, below
// the language's folder, of lessons that are left out: links to them lead nowhere
// and are shown as plain words. Prev is an earlier list, or nil; places of phases
// that did not change are taken from it.
func NewTargets(p *Program, lang *Language, a Addresses, omitted map[string]bool, prev *Targets) *Targets {
	t := &Targets{files: p.Files, omitted: map[string]bool{}, tag: lang.Tag, prefix: lang.Prefix, phases: lang.Phases, addresses: a}
	for _, s := range lang.Worksheets {
		t.sheets = append(t.sheets, s.File)
	}
	for _, pg := range lang.Pages {
		t.pages = append(t.pages, pg.File)
	}
	var surface strings.Builder
	if p.Source != nil && p.Source != lang {
		var source *Targets
		if prev != nil {
			source = prev.source
		}
		t.source = NewTargets(p, p.Source, a, omitted, source)
		surface.WriteString(t.source.surface)
	}
	if t.alike(prev) {
		t.places, t.sum = maps.Clone(prev.places), prev.sum
	} else {
		prev = &Targets{}
		t.places = map[string]*place{}
	}
	t.add(lang.HomeFile, a.Home(lang), lang.Home)
	for i, phase := range lang.Phases {
		if i < len(prev.phases) && prev.phases[i] == phase {
			continue
		}
		t.add(phase.File, a.Outline(lang), nil)
		for _, l := range phase.Lessons {
			t.add(l.File, a.Lesson(lang, l), l.Body)
		}
	}
	for _, s := range lang.Worksheets {
		t.add(s.File, a.Worksheet(lang, s.ID, s.Number), s.Intro)
	}
	for _, pg := range lang.Pages {
		t.add(pg.File, a.Page(lang, pg), pg.Body)
	}
	fmt.Fprintf(&surface, "%x", t.sum)
	for _, file := range slices.Sorted(maps.Keys(omitted)) {
		t.places["content/"+lang.Tag+"/"+file] = &place{omitted: true}
		t.omitted[strings.TrimSuffix(path.Base(file), ".md")] = true
		surface.WriteString("-" + file)
	}
	for _, file := range slices.Sorted(maps.Keys(p.Files)) {
		surface.WriteString("+" + file)
	}
	t.surface = surface.String()
	return t
}

// alike tells whether prev lists the same files at addresses of the same kind, so that it can be brought up to date.
func (t *Targets) alike(prev *Targets) bool {
	if prev == nil || len(prev.omitted) > 0 || prev.tag != t.tag || prev.prefix != t.prefix || prev.addresses != t.addresses || len(prev.phases) != len(t.phases) || !slices.Equal(prev.sheets, t.sheets) || !slices.Equal(prev.pages, t.pages) {
		return false
	}
	sameFile := func(a, b *Lesson) bool { return a.File == b.File }
	for i, phase := range t.phases {
		old := prev.phases[i]
		if old != phase && (old.File != phase.File || !slices.EqualFunc(old.Lessons, phase.Lessons, sameFile)) {
			return false
		}
	}
	return true
}

// add puts a place in, instead of the one that the file had before.
func (t *Targets) add(file, url string, doc *markdown.Doc) {
	old := t.places[file]
	if old != nil {
		if old.url == url && old.doc == doc {
			return
		}
		t.sum = t.sum.minus(old.sum)
	}
	pl := newPlace(file, url, doc)
	t.places[file] = pl
	t.sum = t.sum.plus(pl.sum)
}

// headings gives the headings of a place.
func (pl *place) headings() []markdown.Heading {
	if pl.doc == nil {
		return nil
	}
	return pl.doc.Headings
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
	if pl := t.places[target]; pl != nil || strings.HasPrefix(file, "content/"+t.tag+"/") {
		return target, pl
	}
	// An own text of an edition, in another language: its links lead to the pages of this one.
	if _, inside, ok := strings.Cut(strings.TrimPrefix(target, "content/"), "/"); ok {
		if pl := t.places["content/"+t.tag+"/"+inside]; pl != nil {
			return "content/" + t.tag + "/" + inside, pl
		}
	}
	return target, nil
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

// Check reports the links and pictures of a text that lead nowhere. A text that
// is there for want of a translation is not looked at: its own language's check does that.
func (t *Targets) Check(file string, doc *markdown.Doc) diag.List {
	var out diag.List
	if doc == nil || doc.Language != t.tag {
		return nil
	}
	for _, l := range doc.Links {
		if l.External || l.Target == "" && l.Fragment == "" {
			continue
		}
		target, pl := t.find(file, l)
		if l.Target == "" {
			pl = &place{doc: doc} // a text that is no page has headings as well
		}
		switch {
		case pl == nil && t.handout(target):
		case pl == nil && strings.HasSuffix(target, ".notes.md"):
			out.Add(l.Pos, diag.LinkFile, "the link leads to notes for counselors, which are on no page", "link to the lesson itself: "+strings.TrimSuffix(l.Target, ".notes.md")+".md")
		case pl == nil:
			out.Add(l.Pos, diag.LinkFile, fmt.Sprintf("the link leads to %q, and there is no such file", l.Target), t.meant(file, target))
		case l.Fragment != "" && !pl.omitted && t.heading(target, pl, l.Fragment) < 0:
			var ids []string
			for _, h := range pl.headings() {
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
	if strings.HasPrefix(base, "www.") {
		return fmt.Sprintf("write the whole address: https://%s", base)
	}
	known = slices.DeleteFunc(known, func(p string) bool { return nearest.Name(base, []string{path.Base(p)}) == "" })
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
		i := t.heading(target, pl, l.Fragment)
		if i < 0 {
			return address
		}
		address += "#" + a.Anchor(i, pl.headings()[i].ID)
	}
	if address == "" {
		return "#main"
	}
	return address
}

// Image gives the overlay path of a picture in a file. A language that has no
// picture of its own shows the source's.
func (t *Targets) Image(file string, i markdown.Image) string {
	own := path.Join(path.Dir(file), i.Target)
	if t.files[own] == nil && t.source != nil {
		if shared := t.behind(own); t.files[shared] != nil {
			return shared
		}
	}
	return own
}

// behind gives the place that a file of this language has in the source.
func (t *Targets) behind(file string) string {
	if rest, ok := strings.CutPrefix(file, "content/"+t.tag+"/"); ok {
		return "content/" + t.source.tag + "/" + rest
	}
	return file
}

// heading gives the index of the heading that a link names, -1 if there is none.
// In a translation the source's name of a heading will do as well, as long as
// both texts have the same number of headings.
func (t *Targets) heading(target string, pl *place, id string) int {
	i := headingIndex(pl.headings(), id)
	if i >= 0 || t.source == nil {
		return i
	}
	if source := t.source.places[t.behind(target)]; source != nil && len(source.headings()) == len(pl.headings()) {
		return headingIndex(source.headings(), id)
	}
	return -1
}

func headingIndex(headings []markdown.Heading, id string) int {
	for i, h := range headings {
		if h.ID == id {
			return i
		}
	}
	return -1
}
