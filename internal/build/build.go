// Package build runs the stages once, in order, and returns the site and its problems.
//
// A build is a function of file trees and settings: it reads no clock, no
// environment and no network, and writes nothing. The same input gives the same
// bytes. An earlier result may be given along; then whatever depends only on
// files that did not change is used again, and the outcome is still the same.
package build

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"goldseam/internal/assets"
	"goldseam/internal/check"
	"goldseam/internal/diag"
	"goldseam/internal/guard"
	"goldseam/internal/load"
	"goldseam/internal/output"
	"goldseam/internal/patch"
	"goldseam/internal/program"
	"goldseam/internal/render"
	"goldseam/internal/snapshot"
	"goldseam/internal/style"
)

// Input is what a site is made of.
type Input struct {
	Tree   *snapshot.Tree    // content, theme, static and edition.yaml at their overlay paths
	Base   *snapshot.Tree    // the same without an edition's own files; nil if there is no edition
	Client map[string][]byte // the client bundle by path below themes/dist; empty while it was not made
	URL    string            // address of the site where edition.yaml gives none; "" if unknown
	Moved  string            // the address that the site has moved to: the result is what stays at URL; "" for the site itself
	Texts  bool              // read the texts as an editor would, too; what is found are warnings
	Draft  bool              // for the preview: a language that is not far enough to be published is shown all the same
}

// Result is a site, or why there is none.
type Result struct {
	Site     *output.Tree // nil if a problem is an error
	Problems diag.List    // sorted, with the author's file names and source lines
	Base     string       // the site's base path, such as "/" or "/program/"
	URL      string       // the site's whole address, "" if it is not known
	Policy   string       // content policy of the pages as a header
	Meta     string       // the same as far as a meta tag may carry it
	Styles   []string     // style sheets in Site
	Counts   Counts

	in        Input          // its tree is the one with the changes of patches
	files     *snapshot.Tree // as they are on the disk
	patched   *patch.Patched
	loaded    *load.Result
	base      *load.Result                // the program that an edition is made of; nil if there is no edition
	guarded   *guard.Result               // what its own theme and static files make of the site; nil if it has none
	targets   map[string]*program.Targets // by language
	checked   *check.Result
	texts     *style.Result
	read      bool // texts is of this build, not kept for a later one
	rendered  *render.Result
	templates *render.Templates
	assets    *assets.Set
	from      []*snapshot.File // what templates and assets were made from
	found     [2]diag.List     // problems of templates and assets
	sums      map[string]summed
	places    places
}

// Reading is how hard a lesson's text is to read.
type Reading = style.Reading

// Counts says how much a site holds.
type Counts struct {
	Phases, Lessons, Worksheets, Pages, Languages int
}

// Site builds a site. Prev is the result of an earlier build, or nil. An error
// means that the context ended; every problem an author can mend is in the result.
func Site(ctx context.Context, in Input, prev *Result) (*Result, error) {
	if prev == nil {
		prev = &Result{}
	}
	patched := patch.Tree(in.Tree, prev.patched)
	files := in.Tree
	in.Tree = patched.Tree
	r := &Result{in: in, files: files, patched: patched, Base: "/"}
	if err := r.loadBase(ctx, prev); err != nil {
		return nil, err
	}
	loaded, err := load.Program(ctx, in.Tree, prev.loaded)
	if err != nil {
		return nil, err
	}
	if loaded.Program == nil && prev.loaded != nil && prev.loaded.Program != nil {
		return prev.without(finish(slices.Concat(patched.Problems, loaded.Problems), in.Tree)), nil
	}
	r.loaded = loaded
	problems := slices.Concat(patched.Problems, loaded.Problems)
	if p := loaded.Program; p != nil {
		r.themeAndAssets(p, prev)
		pages, err := r.pages(ctx, p, prev)
		if err != nil {
			return nil, err
		}
		texts, err := r.readTexts(ctx, p, prev)
		if err != nil {
			return nil, err
		}
		problems = append(problems, beyondReading(slices.Concat(r.found[0], r.found[1], pages, texts), loaded.Problems)...)
	}
	r.Problems = finish(problems, in.Tree)
	if r.hindered() || r.rendered == nil {
		r.Site = nil
	}
	return r, nil
}

// hindered tells whether a problem keeps the site from being made.
func (r *Result) hindered() bool {
	return slices.ContainsFunc(r.Problems, func(p diag.Problem) bool {
		return p.Severity == diag.Error && !(r.in.Draft && p.Code == diag.LanguageSafety)
	})
}

// readTexts reads the texts, if that is wanted.
func (r *Result) readTexts(ctx context.Context, p *program.Program, prev *Result) (diag.List, error) {
	if !r.in.Texts {
		return nil, nil
	}
	var err error
	if r.texts, err = style.Texts(ctx, r.in.Tree, p, prev.texts); err != nil {
		return nil, err
	}
	r.read = true
	return r.texts.Problems, nil
}

// Readings lists how hard each English lesson is to read, with the author's file names; nothing without Input.Texts.
func (r *Result) Readings() []Reading {
	if !r.read {
		return nil
	}
	list := r.texts.Readings()
	for i := range list {
		list[i].File = r.in.Tree.Shown(list[i].File)
	}
	return list
}

// without is a result without a site, since there is no program to speak of. What
// the last program was made into is kept for when this one is mended.
func (r *Result) without(problems diag.List) *Result {
	return &Result{
		Problems: problems, Base: "/", in: r.in, files: r.files, patched: r.patched, loaded: r.loaded, base: r.base, guarded: r.guarded, checked: r.checked, texts: r.texts, rendered: r.rendered,
		templates: r.templates, assets: r.assets, from: r.from, found: r.found, targets: r.targets, sums: r.sums, places: r.places,
	}
}

// themeAndAssets parses templates and makes assets, or takes the earlier ones.
func (r *Result) themeAndAssets(p *program.Program, prev *Result) {
	tree := r.in.Tree
	theme := p.Edition.Theme
	files := lookFiles(tree, prev)
	if prev.loaded != nil && prev.loaded.Program != nil && slices.Equal(files, prev.from) && prev.loaded.Program.Edition.Theme == theme && sameClient(r.in.Client, prev.in.Client) {
		r.templates, r.assets, r.from, r.found = prev.templates, prev.assets, prev.from, prev.found
		return
	}
	r.from = files
	in := assets.Input{Theme: map[string][]byte{}, Client: r.in.Client, Pictures: map[string][]byte{}, Tokens: assets.Tokens(theme)}
	for _, f := range files {
		if name, ok := strings.CutPrefix(f.Path, "theme/"); ok {
			in.Theme[name] = f.Data
		} else if f.Err == nil {
			in.Pictures[f.Path] = f.Data
		}
	}
	r.templates, r.found[0] = render.Parse(in.Theme)
	r.assets, r.found[1] = assets.Build(in)
}

// lookFiles lists the files that templates and assets are made from.
func lookFiles(tree *snapshot.Tree, prev *Result) []*snapshot.File {
	isLook := func(f *snapshot.File) bool {
		return strings.HasPrefix(f.Path, "theme/") || program.IsPicture(f.Path) && !strings.HasPrefix(f.Path, "base/")
	}
	if prev.in.Tree != nil {
		if replaced, ok := prev.in.Tree.Replaced(tree); ok && !slices.ContainsFunc(replaced, isLook) {
			return prev.from
		}
	}
	var out []*snapshot.File
	for _, f := range tree.Files() {
		if isLook(f) {
			out = append(out, f)
		}
	}
	return out
}

func sameClient(a, b map[string][]byte) bool { return maps.EqualFunc(a, b, bytes.Equal) }

// pages checks the program and renders it.
func (r *Result) pages(ctx context.Context, p *program.Program, prev *Result) (diag.List, error) {
	addresses, url := r.address(p)
	r.Base, r.URL = addresses.Base, url
	r.Policy, r.Meta = policies(r.assets)
	r.Styles = []string{r.assets.Style}
	targets := map[*program.Language]*program.Targets{}
	r.targets = map[string]*program.Targets{}
	for _, lang := range append(slices.Clone(p.Languages), p.Source) {
		targets[lang] = program.NewTargets(p, lang, addresses, r.loaded.Omitted(), prev.targets[lang.Tag])
		r.targets[lang.Tag] = targets[lang]
	}
	r.checked = check.Program(p, targets, prev.checked)
	problems := append(slices.Clone(r.checked.Problems), r.weakened(p)...)
	if r.found[0].Errors() > 0 {
		return problems, nil
	}
	rendered, err := render.Program(ctx, render.Input{
		Program: p, Addresses: addresses, Targets: targets, Assets: r.assets, Templates: r.templates, Policy: r.Meta, Moved: r.in.Moved,
	}, prev.rendered)
	if err != nil {
		return nil, err
	}
	r.rendered = rendered
	problems = append(problems, rendered.Problems...)
	files := rendered.Pages
	for name, data := range r.assets.Files {
		files[name] = data
	}
	r.host(files, url, p)
	r.manifests(files, p, addresses)
	problems = append(problems, static(files, p)...)
	problems = append(problems, r.guard(files, p, prev)...)
	r.copied(files, p, prev)
	r.headers(files, p, prev)
	r.Site = prev.Site.Next(files)
	r.count(p)
	return problems, nil
}

// beyondReading leaves out what is missed in a file that could not be read: all it
// says is missing then, and one slip would look like the loss of everything that
// protects readers. The slip itself is an error, so nothing is published meanwhile.
func beyondReading(found, reading diag.List) diag.List {
	unread := map[string]bool{}
	for _, p := range reading {
		switch p.Code {
		case diag.YAMLSyntax, diag.YAMLTab, diag.YAMLColon, diag.YAMLUnclosed, diag.YAMLIndent,
			diag.FrontMatterMissing, diag.FrontMatterUnclosed, diag.FrontMatterIndented, diag.NotUTF8:
			unread[p.File] = unread[p.File] || p.Severity == diag.Error
		}
	}
	if len(unread) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(p diag.Problem) bool {
		switch p.Code {
		case diag.LinkAddress, diag.LinkFile, diag.LinkHeading, diag.ImageFile: // the text below is read all the same
			return false
		}
		return unread[p.File]
	})
}

// address gives how the site's addresses are made, and its whole address if that is known.
func (r *Result) address(p *program.Program) (addresses program.Addresses, url string) {
	addresses = program.Addresses{Base: p.Edition.Base, Discreet: p.Edition.Discreet}
	url = p.Edition.URL
	if r.in.URL != "" && (url == "" || r.in.Moved != "") { // edition.yaml may name the new one already
		addresses.Base, url = basePath(r.in.URL)
	}
	return addresses, url
}

func (r *Result) count(p *program.Program) {
	lang := p.Languages[0]
	r.Counts = Counts{Phases: len(lang.Phases), Worksheets: len(lang.Worksheets), Languages: len(p.Languages)}
	for _, phase := range lang.Phases {
		r.Counts.Lessons += len(phase.Lessons)
	}
	for _, name := range r.Site.Paths() {
		if strings.HasSuffix(name, ".html") {
			r.Counts.Pages++
		}
	}
}

// sourceLength is how much of a line a problem shows, in characters.
const sourceLength = 200

// finish gives problems the author's file names and source lines, and sorts them.
func finish(problems diag.List, tree *snapshot.Tree) diag.List {
	out := slices.Clone(problems)
	for i := range out {
		p := &out[i]
		if p.Code == diag.HelpUnverified && p.Severity == diag.Warning && borrowed(tree, p.File) {
			p.Hint = fmt.Sprintf("take the file into your edition: goldseam customize %s; %s", p.File, p.Hint)
		}
		p.Pos, p.Source = place(p.Pos, tree)
		p.Related = slices.Clone(p.Related)
		for j := range p.Related {
			p.Related[j].Pos, _ = place(p.Related[j].Pos, tree)
		}
	}
	return out.Sorted()
}

// borrowed tells a file of the base that an edition shows as it is.
func borrowed(tree *snapshot.Tree, name string) bool {
	f := tree.File(name)
	return f != nil && !f.Edition && tree.File("edition.yaml") != nil
}

// place gives a place as its author knows it, with the text of its line.
func place(pos diag.Pos, tree *snapshot.Tree) (at diag.Pos, source string) {
	f := tree.File(pos.File)
	if f == nil {
		pos.File = tree.Shown(pos.File)
		return pos, ""
	}
	if f.From != nil {
		f, pos.Line, pos.Column = f.From(pos.Line, pos.Column)
	}
	if pos.Line > 0 {
		source = sourceLine(f.Data, pos.Line, pos.Column)
	}
	pos.File = f.Shown
	return pos, source
}

// sourceLine gives a line of a file as far as it can be shown with a mark below the column.
func sourceLine(data []byte, line, column int) string {
	for ; line > 1; line-- {
		_, rest, ok := bytes.Cut(data, []byte("\n"))
		if !ok {
			return ""
		}
		data = rest
	}
	data, _, _ = bytes.Cut(data, []byte("\n"))
	data = bytes.TrimRight(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), "\r")
	if len(data) > 4*sourceLength {
		data = data[:4*sourceLength]
	}
	text := []rune(strings.ToValidUTF8(string(data), "\uFFFD"))
	if len(text) > sourceLength {
		if column > sourceLength {
			return ""
		}
		text = append(text[:sourceLength], '…')
	}
	return string(text)
}
