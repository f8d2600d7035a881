package load

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/nearest"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
)

// countries reads the help lines, the edition's choice of countries first to last, or all.
func (l *loader) countries() []*program.Country {
	byCode := map[string]*program.Country{}
	var codes []string
	for _, f := range l.tree.Below("content/help-lines") {
		if path.Ext(f.Path) != ".yaml" || strings.HasSuffix(f.Path, patchEnd) {
			continue
		}
		u := l.read(f, use{kind: "country"}, func() (any, diag.List) { return l.country(f) })
		if c, ok := l.keep(f, u).(*program.Country); ok {
			byCode[c.Code] = c
			codes = append(codes, c.Code)
		}
	}
	if l.plan.help == nil {
		var all []*program.Country
		for _, code := range codes {
			all = append(all, byCode[code])
		}
		return all
	}
	var chosen []*program.Country
	for i, code := range l.plan.help {
		if byCode[code] == nil {
			// A file of that name has a problem of its own.
			if l.tree.File("content/help-lines/"+strings.ToLower(code)+".yaml") == nil {
				l.Problems.Add(l.plan.edition.At("help", i), diag.UnknownCountry, fmt.Sprintf("there are no help lines for %q", code), countryHint(code, codes))
			}
			continue
		}
		if slices.Contains(l.plan.help[:i], code) {
			l.Problems.Add(l.plan.edition.At("help", i), diag.RepeatedID, fmt.Sprintf("the country %q is here twice", code), "name each country once")
			continue
		}
		chosen = append(chosen, byCode[code])
	}
	return chosen
}

// countryHint offers the country that was meant. Of two letters the nearest says
// nothing: UK is not US.
func countryHint(code string, codes []string) string {
	for _, c := range codes {
		if strings.EqualFold(c, code) || c == "GB" && strings.EqualFold(code, "UK") {
			return fmt.Sprintf("did you mean %q?", c)
		}
	}
	return "there are: " + strings.Join(codes, ", ") + "; others go into files of their own in content/help-lines"
}

func (l *loader) country(f *snapshot.File) (any, diag.List) {
	src, problems := l.yaml(f)
	if problems != nil {
		return nil, problems
	}
	var m format.Country
	problems = strictyaml.Decode(src, l.formats.country, &m)
	problems = append(problems, placeholders(f.Path, f.Data)...)
	// The place is found without the loader, which would keep all earlier loads in memory.
	at := func(path ...any) diag.Pos {
		text, _ := frontmatter.Clean(f.Path, f.Data)
		return strictyaml.Locate(strictyaml.Source{File: f.Path, Line: 1, Text: text}, path...)
	}
	return &program.Country{Code: m.Country, Emergency: m.Emergency, Lines: m.Lines, File: f.Path, At: at}, problems
}

// otherFiles gives pictures and what stands in the folder static.
func (l *loader) otherFiles() map[string][]byte {
	isOther := func(f *snapshot.File) bool { return strings.HasPrefix(f.Path, "static/") || program.IsPicture(f.Path) }
	if l.steady && l.prev.Program != nil && !slices.ContainsFunc(slices.Collect(maps.Keys(l.replaced)), isOther) {
		return l.prev.Program.Files
	}
	out := map[string][]byte{}
	for _, folder := range []string{"content", "static"} {
		for _, f := range l.tree.Below(folder) {
			if (folder == "static" || program.IsPicture(f.Path)) && f.Err == nil {
				out[f.Path] = f.Data
			}
		}
	}
	return out
}

// unreadable reports the pictures and the files of static and theme that cannot
// be read, and files of the theme that hold more than one version of a place;
// texts report it themselves.
func (l *loader) unreadable() {
	for _, f := range l.tree.Files() {
		if f.Edition && strings.HasPrefix(f.Path, "theme/") && !program.IsPicture(f.Path) {
			l.Problems = append(l.Problems, frontmatter.Conflicts(f.Path, f.Data)...)
		}
		if f.Err != nil && (program.IsPicture(f.Path) && !strings.HasPrefix(f.Path, "base/") || strings.HasPrefix(f.Path, "static/") || strings.HasPrefix(f.Path, "theme/")) {
			l.Problems = append(l.Problems, unreadable(f)...)
		}
	}
}

// fileCheck is the outcome of looking for files that nothing uses. It depends on
// their names, the layers they come from and the plan alone.
type fileCheck struct {
	plan     *plan
	paths    []string
	layers   []layer
	problems diag.List
}

// layer is where a file stands.
type layer struct{ edition, over bool }

func layers(tree *snapshot.Tree) []layer {
	out := make([]layer, 0, tree.Len())
	for _, f := range tree.Files() {
		out = append(out, layer{f.Edition, f.Over})
	}
	return out
}

// unknownFiles reports files that nothing asks for: a slip in a name must not end in silence.
func (l *loader) unknownFiles() diag.List {
	if l.plan.partial {
		return nil // whatever uses them may stand where nobody could read it
	}
	now := layers(l.tree)
	if old := l.prev.files; old != nil && old.plan == l.plan && slices.Equal(old.paths, l.tree.Paths()) && slices.Equal(old.layers, now) {
		l.files = old
		return old.problems
	}
	l.files = &fileCheck{plan: l.plan, paths: l.tree.Paths(), layers: now}
	known := l.known()
	var names []string
	for name := range known {
		names = append(names, name)
	}
	told := ""
	for _, p := range l.tree.Paths() {
		if f := l.tree.File(p); !known[p] && !l.ignored(f) && !l.patches(f, known) {
			if top, _, nested := strings.Cut(p, "/"); nested && !slices.Contains(folders, top) {
				if top == told {
					continue // one file speaks for a folder that nothing looks into
				}
				told = top
			}
			l.files.problems = append(l.files.problems, l.unknown(f, names))
		}
	}
	return l.files.problems
}

// ignored tells files that need not be known: those the base brings although an
// edition leaves them out, pictures and what goes with a repository.
func (l *loader) ignored(f *snapshot.File) bool {
	top, rest, _ := strings.Cut(f.Path, "/")
	switch top {
	case "static":
		return true
	case "theme":
		return !f.Edition || f.Over || program.IsPicture(f.Path)
	case "content":
		lang, inside, nested := strings.Cut(rest, "/")
		if !nested {
			return rest == "program.yaml" || rest == "ledger.yaml" || rest == "content.go" || strings.HasPrefix(rest, "LICENSE") || strings.HasPrefix(rest, "README")
		}
		if program.IsPicture(f.Path) || l.omitted(inside) {
			return true
		}
		// Texts of the base in a language that this edition does not publish.
		return lang != "help-lines" && !slices.Contains(l.plan.languages, lang) && !f.Edition && l.tree.File("content/"+lang+"/program.md") != nil
	}
	if rest == "" && strings.HasSuffix(top, ".md") {
		return !slotName(top) && !strings.HasPrefix(string(f.Data), "---") // its author's own notes, not a text for the site
	}
	return top == "base" || f.Path == editionFile || f.Path == "ledger.yaml"
}

// slotName tells the file of an own text at one of the places for it.
func slotName(name string) bool {
	return slices.ContainsFunc(program.SlotKinds(), func(k program.SlotKind) bool { return k.Name+".md" == name })
}

// omitted tells a lesson that the edition leaves out, by its path below a language's folder, or its notes.
func (l *loader) omitted(inside string) bool {
	return l.plan.omitted[inside] || l.plan.omitted[strings.TrimSuffix(inside, notesEnd)+".md"]
}

// patchEnd is how the name of a patch ends.
const patchEnd = ".patch.yaml"

// patches tells a patch of a file that the plan asks for or leaves out. What is
// wrong with one that changes no file at all was said where patches are applied.
func (l *loader) patches(f *snapshot.File, known map[string]bool) bool {
	stem, ok := strings.CutSuffix(f.Path, patchEnd)
	if !ok || !strings.HasPrefix(f.Path, "content/") {
		return false
	}
	for _, ext := range []string{".md", ".yaml"} {
		if of := l.tree.File(stem + ext); of != nil {
			_, inside, nested := strings.Cut(strings.TrimPrefix(of.Path, "content/"), "/")
			return known[of.Path] || !nested || l.omitted(inside)
		}
	}
	return true
}

// known lists the files that the plan asks for.
func (l *loader) known() map[string]bool {
	known := map[string]bool{programFile: true}
	for _, tag := range l.plan.read() {
		dir := "content/" + tag + "/"
		known[dir+"program.md"], known[dir+"strings.yaml"], known[dir+"style.yaml"] = true, true, true
		for _, phase := range l.plan.phases {
			known[dir+phase.ID+"/phase.md"] = true
			for _, lesson := range phase.Lessons {
				known[dir+phase.ID+"/"+lesson.ID+".md"] = true
				known[dir+phase.ID+"/"+lesson.ID+notesEnd] = true
			}
		}
		for _, s := range l.plan.worksheets {
			known[dir+"worksheets/"+s.ID+".md"] = true
		}
		for _, p := range l.plan.pages {
			known[dir+"pages/"+p.ID+".md"] = true
		}
	}
	for _, p := range l.slotFiles() {
		known[p] = true
	}
	for _, f := range l.tree.Below("content/help-lines") {
		if path.Ext(f.Path) == ".yaml" && path.Dir(f.Path) == "content/help-lines" && !strings.HasSuffix(f.Path, patchEnd) {
			known[f.Path] = true
		}
	}
	return known
}

func (l *loader) unknown(f *snapshot.File, names []string) diag.Problem {
	p := diag.Problem{Pos: diag.Pos{File: f.Path}, Severity: diag.Error, Code: diag.UnknownFile, Message: "nothing in this program uses this file"}
	name := path.Base(f.Path)
	top, _, nested := strings.Cut(f.Path, "/")
	switch {
	case strings.HasPrefix(f.Path, "slots/"):
		return l.unknownSlot(f)
	case nested && !slices.Contains(folders, top):
		p.Message = fmt.Sprintf("nothing looks into a folder %q, so what is in it has no effect", top)
		p.Hint = fmt.Sprintf("did you mean the folder %q?", nearest.Name(top, folders))
		return p
	case !nested && slotName(name):
		p.Message, p.Hint = "nothing looks for a text here, so it has no effect", "move the file to slots/"+name
		return p
	case !nested:
		p.Message, p.Hint = "nothing looks for a text here, so it has no effect", "move the file to its folder below content, such as content/en/steady-the-ground/"+name
		if best := l.meant(f, names); best != "" {
			p.Hint = "move the file to its place: " + best
		}
		return p
	case f.Edition && top == "content" && l.unpublished(f):
		lang, _, _ := strings.Cut(strings.TrimPrefix(f.Path, "content/"), "/")
		p.Severity = diag.Warning // a translation may take months, and the site goes on meanwhile
		p.Message = fmt.Sprintf("this text is in the language %q, which this edition does not publish yet", lang)
		p.Hint = fmt.Sprintf("as soon as the language is ready, write into edition.yaml: languages: [%s]", strings.Join(append(slices.Clone(l.plan.languages), lang), ", "))
		return p
	case strings.HasSuffix(name, patchEnd):
		lang, _, _ := strings.Cut(strings.TrimPrefix(f.Path, "content/"), "/")
		p.Message = fmt.Sprintf("this changes a text in the language %q, which this edition does not publish", lang)
		p.Hint = "add the language below \"languages:\" in edition.yaml, or delete the file"
		return p
	case strings.HasSuffix(name, notesEnd):
		p.Message = fmt.Sprintf("these are notes for counselors, and there is no lesson %q here", strings.TrimSuffix(name, notesEnd))
		p.Hint = "put the file beside its lesson, with the lesson's name: LESSON.md has LESSON.notes.md"
		if best := l.meant(f, names); best != "" {
			p.Hint = fmt.Sprintf("did you mean %s?", best)
		}
		return p
	case strings.HasPrefix(f.Path, "theme/"):
		p.Message = "the theme has no file of this name, so nothing is replaced"
		for _, q := range l.tree.Paths() {
			if strings.HasPrefix(q, "theme/") && q != f.Path {
				names = append(names, q)
			}
		}
	case f.Edition:
		p.Message = "the base program has no file of this name, so nothing is replaced"
	}
	if start, ok := strings.CutSuffix(f.Path, ".patch.yml"); ok {
		p.Hint = fmt.Sprintf("did you mean %s?", start+patchEnd)
		return p
	}
	if best := l.meant(f, names); best != "" {
		p.Hint = fmt.Sprintf("did you mean %s?", best)
		return p
	}
	switch stem := strings.TrimSuffix(name, ".md"); {
	case strings.HasPrefix(f.Path, "theme/"):
		p.Hint = "correct its name, or delete it"
	case path.Ext(name) != ".md":
		p.Hint = "texts end in .md; other files that the site should hold go in the folder static"
	case path.Base(path.Dir(f.Path)) == "worksheets":
		p.Hint = entryHint(f, fmt.Sprintf("{id: %s, page: N}", stem), fmt.Sprintf("{worksheet: %s, page: 500}", stem), "worksheets")
	case path.Base(path.Dir(f.Path)) == "pages":
		p.Hint = fmt.Sprintf("add it to edition.yaml below \"add:\": {text: %s, page: 500}", stem)
	default:
		p.Hint = entryHint(f, fmt.Sprintf("{id: %s, page: N}", stem), fmt.Sprintf("{lesson: %s, phase: %s, page: 500}", stem, path.Base(path.Dir(f.Path))), "the phase's lessons")
	}
	return p
}

// folders are those of an edition that hold files for the site.
var folders = []string{"content", "slots", "static", "theme"}

// unpublished tells a text that would have its place if its language were published.
func (l *loader) unpublished(f *snapshot.File) bool {
	lang, inside, nested := strings.Cut(strings.TrimPrefix(f.Path, "content/"), "/")
	if !nested || slices.Contains(l.plan.languages, lang) || !languageForm.MatchString(lang) {
		return false
	}
	return l.tree.File("content/"+l.plan.language+"/"+inside) != nil || l.tree.File("content/"+l.plan.languages[0]+"/"+inside) != nil
}

// meant gives the name that a file should probably have: one that is still free,
// of the same file in another folder or of another file in the same folder.
func (l *loader) meant(f *snapshot.File, names []string) string {
	var moved, renamed []string
	for _, name := range names {
		if there := l.tree.File(name); there != nil && (!f.Edition || there.Edition) || strings.HasPrefix(name, "content/") && !idForm.MatchString(strings.TrimSuffix(stem(name), ".notes")) {
			continue
		}
		switch {
		case path.Base(name) == path.Base(f.Path):
			moved = append(moved, name)
		case path.Dir(name) == path.Dir(f.Path):
			renamed = append(renamed, path.Base(name))
		}
	}
	if best := nearest.Name(f.Path, moved); best != "" {
		return best
	}
	if len(moved) == 1 && path.Base(f.Path) != "phase.md" {
		return moved[0]
	}
	if best := nearest.Name(path.Base(f.Path), renamed); best != "" {
		return path.Join(path.Dir(f.Path), best)
	}
	return ""
}

func entryHint(f *snapshot.File, base, edition, where string) string {
	if f.Edition {
		return fmt.Sprintf("if it is your own, add it to edition.yaml below \"add:\": %s", edition)
	}
	return fmt.Sprintf("add it to program.yaml below %s: %s, with a number never used before", where, base)
}

// placeholder finds words that somebody meant to replace. "Todo" in small letters
// is a word of other languages, and "[your plan]" may be the words of a link.
var placeholder = regexp.MustCompile(`\b(?:TODO|FIXME|TBD)\b|(?i:\bx{3,}\b|\blorem ipsum\b|\[insert\b[^\]]*\]|\byour text here\b)`)

// placeholderSigns are parts of what placeholder finds.
var placeholderSigns = []string{"TODO", "FIXME", "TBD", "xxx", "XXX", "psum", "PSUM", "[insert", "[Insert", "[INSERT", "xt here", "xt Here", "XT HERE"}

// placeholders reports text that must not be published.
func placeholders(file string, text []byte) diag.List {
	// Most texts have none; the plain search is far faster than the pattern.
	if !slices.ContainsFunc(placeholderSigns, func(sign string) bool { return bytes.Contains(text, []byte(sign)) }) {
		return nil
	}
	var problems diag.List
	for _, m := range placeholder.FindAllIndex(text, -1) {
		problems.Add(frontmatter.At(file, text, m[0]), diag.PlaceholderText, fmt.Sprintf("%q stands for a text that is still to be written", text[m[0]:m[1]]), "write the text, or delete this")
	}
	return problems
}
