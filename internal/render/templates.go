package render

import (
	"bytes"
	"fmt"
	"html/template"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"goldseam/internal/diag"
	"goldseam/internal/program"
)

// Templates is a theme's templates, parsed and not yet bound to a language.
//
// A template is named by its path: "layouts/top.html", "pages/lesson.html",
// "components/field/field.html". One function is there for them: t, which gives
// a word of the interface, with {n} in it replaced by an argument.
type Templates struct {
	set   *template.Template
	files map[string]string // overlay path by template name
	words []string          // the keys that templates ask t for
}

// Names lists the templates.
func (t *Templates) Names() []string { return slices.Sorted(maps.Keys(t.files)) }

// Words lists the keys of the interface's words that templates use.
func (t *Templates) Words() []string { return t.words }

// needed are the templates that pages are made with.
var needed = []string{
	"layouts/head.html", "layouts/header.html", "layouts/footer.html", "layouts/top.html", "layouts/bottom.html",
	"pages/home.html", "pages/outline.html", "pages/lesson.html", "pages/sheet.html", "pages/text.html", "pages/help.html",
	"pages/missing.html", "pages/book.html", "pages/pack.html", "pages/notebook.html", "pages/search.html", "pages/notes.html", "pages/moved.html",
	"components/sheet/sheet.html", "components/sheet/live.html", "components/panel/panel.html",
}

// Parse reads the templates of a theme, given by path below the theme.
func Parse(theme map[string][]byte) (*Templates, diag.List) {
	var problems diag.List
	t := &Templates{set: template.New("theme").Funcs(template.FuncMap{"t": func(string, ...any) (template.HTML, error) { return "", nil }}), files: map[string]string{}}
	used := map[string]bool{}
	for _, file := range slices.Sorted(maps.Keys(theme)) {
		if !strings.HasSuffix(file, ".html") {
			continue
		}
		name := strings.TrimPrefix(file, "templates/")
		t.files[name] = "theme/" + file
		parsed, err := t.set.New(name).Parse(string(theme[file]))
		if err != nil {
			problems = append(problems, t.problem(err))
			continue
		}
		if parsed.Tree != nil {
			collectWords(parsed.Tree.Root, used)
		}
	}
	for _, name := range needed {
		if t.files[name] == "" {
			problems.Add(diag.Pos{File: "theme/templates/" + name}, diag.TemplateError, "the theme lacks this template", "put the file back")
		}
	}
	t.words = slices.Sorted(maps.Keys(used))
	return t, problems
}

// collectWords finds the keys that a template asks t for.
func collectWords(n parse.Node, used map[string]bool) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, c := range n.Nodes {
				collectWords(c, used)
			}
		}
	case *parse.ActionNode:
		collectWords(n.Pipe, used)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			collectWords(n.Pipe, used)
		}
	case *parse.IfNode:
		collectBranch(&n.BranchNode, used)
	case *parse.RangeNode:
		collectBranch(&n.BranchNode, used)
	case *parse.WithNode:
		collectBranch(&n.BranchNode, used)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			collectWords(c, used)
		}
	case *parse.CommandNode:
		for i, a := range n.Args {
			if id, ok := a.(*parse.IdentifierNode); ok && id.Ident == "t" && i+1 < len(n.Args) {
				if s, ok := n.Args[i+1].(*parse.StringNode); ok {
					used[s.Text] = true
				}
			}
			collectWords(a, used)
		}
	}
}

func collectBranch(n *parse.BranchNode, used map[string]bool) {
	collectWords(n.Pipe, used)
	collectWords(n.List, used)
	if n.ElseList != nil {
		collectWords(n.ElseList, used)
	}
}

// A template's error begins "template: name:line" or "html/template:name:line:column".
var templateError = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?:? ?(?s:(.*))$`)

// problem turns a template's error into a problem at its place. Columns of the library count from 0.
func (t *Templates) problem(err error) diag.Problem {
	p := diag.Problem{Severity: diag.Error, Code: diag.TemplateError}
	said := err.Error()
	if m := templateError.FindStringSubmatch(err.Error()); m != nil {
		p.File = t.files[m[1]]
		p.Line, _ = strconv.Atoi(m[2])
		p.Column = 1
		if m[3] != "" {
			column, _ := strconv.Atoi(m[3])
			p.Column = column + 1
		}
		said = m[4]
	}
	p.Message, p.Hint = templateMessage(said)
	return p
}

// bound is the templates in one language, with the parts that all its pages share already made.
type bound struct {
	set     *template.Template
	shared  [3]string // head, header and footer as they stand in every page
	gallery gallery
}

// bind makes a language's templates. Form names the form of words that goes with
// a number. The shared parts are executed once.
func (t *Templates) bind(words program.Strings, form func(int) string, plain func(string) template.HTML, shell *Shell) (*bound, error) {
	said := make(map[string]template.HTML, len(words))
	for key, text := range words {
		said[key] = plain(text)
	}
	counted := countedWords(words)
	funcs := template.FuncMap{"t": func(key string, args ...any) (template.HTML, error) {
		out, ok := said[key]
		if !ok {
			return "", fmt.Errorf("no word %q", key)
		}
		for _, a := range args {
			if n, isNumber := a.(int); isNumber && counted[key] {
				if text, ok := said[key+"."+form(n)]; ok {
					out = text
				}
			}
			out = template.HTML(strings.ReplaceAll(string(out), "{n}", template.HTMLEscapeString(fmt.Sprint(a))))
		}
		return out, nil
	}}
	first, err := t.set.Clone()
	if err != nil {
		return nil, err
	}
	word := func(key string) (template.HTML, bool) {
		text, ok := said[key]
		return text, ok
	}
	first.Funcs(funcs)
	b := &bound{}
	var out bytes.Buffer
	for i, name := range []string{"layouts/head.html", "layouts/header.html", "layouts/footer.html"} {
		out.Reset()
		if err := first.ExecuteTemplate(&out, name, shell); err != nil {
			return nil, err
		}
		b.shared[i] = out.String()
	}
	if b.set, err = t.set.Clone(); err != nil {
		return nil, err
	}
	b.set.Funcs(funcs)
	spell(b.set, word)
	for i, name := range []string{"layouts/head.html", "layouts/header.html", "layouts/footer.html"} {
		// No text can hold these marks, so the made part stands as it is.
		if _, err := b.set.New(name).Delims("\x00[", "]\x00").Parse(b.shared[i]); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// countedWords tells the words that have forms for numbers.
func countedWords(words program.Strings) map[string]bool {
	out := map[string]bool{}
	for key := range words {
		if word, form := program.WordKey(key); form != "" {
			out[word] = true
		}
	}
	return out
}

// execute fills one template.
func (b *bound) execute(out *bytes.Buffer, name string, view any) error {
	return b.set.ExecuteTemplate(out, name, view)
}
