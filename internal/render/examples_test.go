package render

import (
	"bytes"
	"html/template"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/jba/templatecheck"
	"go.yaml.in/yaml/v3"

	"goldseam/internal/golden"
	"goldseam/internal/markdown"
	"goldseam/internal/program"
	"goldseam/themes"
)

// hearth gives the theme's files, and its templates with English words.
func hearth(t *testing.T) (map[string][]byte, *Templates, *bound) {
	t.Helper()
	theme := map[string][]byte{}
	err := fs.WalkDir(themes.Hearth(), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			theme[p], err = fs.ReadFile(themes.Hearth(), p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	templates, problems := Parse(theme)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b, err := templates.bind(english(t), program.NewLanguage("en", "", nil).Plural.Form, markdown.New("en").Text, &Shell{Lang: "en", Dir: "ltr", Site: "Goldseam"})
	if err != nil {
		t.Fatal(err)
	}
	return theme, templates, b
}

// english reads the interface's words.
func english(t *testing.T) program.Strings {
	t.Helper()
	text, err := os.ReadFile("../../content/en/strings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	words := program.Strings{}
	if err := yaml.Unmarshal(text, &words); err != nil {
		t.Fatal(err)
	}
	return words
}

var notName = regexp.MustCompile(`[^a-z0-9]+`)

// TestExamples renders each component's examples. They show what a component's
// templates are given, and what comes of it.
func TestExamples(t *testing.T) {
	theme, _, b := hearth(t)
	list, err := examples(theme)
	if err != nil {
		t.Fatal(err)
	}
	files := golden.New(t, "testdata", "*.html")
	shown := map[string]bool{}
	for _, x := range list {
		shown[x.component] = true
		t.Run(x.component+"/"+x.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := b.example(&out, x); err != nil {
				t.Fatal(err)
			}
			files.Check(t, x.component+"-"+strings.Trim(notName.ReplaceAllString(x.name, "-"), "-")+".html", out.Bytes())
		})
	}
	for file := range theme {
		if component := path.Base(path.Dir(file)); file == "components/"+component+"/"+component+".html" && !shown[component] {
			t.Errorf("the component %s has no examples", component)
		}
	}
}

func TestExamplesRefused(t *testing.T) {
	for text, want := range map[string]string{
		"a: b": "a list of examples is wanted", "- [a]": "a name and data", "- {name: '', data: {}}": "an example has a name",
		"- {name: a, data: {Colour: b}}": `data has no "Colour"`, "- {name: a, data: {Limit: b}}": `Limit cannot be "b"`,
		"- {name: a, data: {Options: b}}": "Options needs a list", "- {name: a, data: {Never: yes}}": `Never cannot be "yes"`,
		"- {name: a, data: {Label: [b]}}": "Label needs one value", "- {name: a, data: {Options: [b]}}": "Options needs names and values", "- 'a": "closed",
	} {
		_, err := examples(map[string][]byte{"components/field/examples.yaml": []byte(text)})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("examples(%q) = %v, want %q in it", text, err, want)
		}
	}
	if _, err := examples(map[string][]byte{"components/none/examples.yaml": []byte("- {name: a, data: {}}")}); err == nil {
		t.Error("examples of a component that does not exist are read")
	}
}

// views gives for each template what it is executed with.
func views() map[string]any {
	return map[string]any{
		"layouts/top.html": Page{}, "layouts/bottom.html": Page{}, "layouts/head.html": &Shell{}, "layouts/header.html": &Shell{}, "layouts/footer.html": &Shell{},
		"pages/home.html": &HomeView{}, "pages/outline.html": &OutlineView{}, "pages/lesson.html": &LessonView{}, "pages/sheet.html": &SheetView{},
		"pages/text.html": &TextView{}, "pages/help.html": &HelpView{}, "pages/missing.html": &MissingView{}, "pages/moved.html": &MovedView{}, "pages/book.html": &BookView{}, "pages/pack.html": &PackView{},
		"pages/notebook.html": &NotebookView{}, "pages/search.html": &SearchView{}, "components/sheet/live.html": &LiveView{}, "pages/notes.html": &NotesView{},
	}
}

// TestTemplates holds every template against the view it is given.
func TestTemplates(t *testing.T) {
	_, templates, _ := hearth(t)
	for _, name := range templates.Names() {
		view := views()[name]
		if component, ok := strings.CutPrefix(path.Dir(name), "components/"); ok && view == nil {
			view = componentView(component)
		}
		if view == nil {
			t.Errorf("no view is known for the template %s", name)
			continue
		}
		if err := checkTemplate(templates.set, name, view); err != nil {
			t.Error(err)
		}
	}
}

// checkTemplate is the oracle of TestTemplates.
func checkTemplate(set *template.Template, name string, view any) error {
	return templatecheck.CheckHTML(set.Lookup(name), view)
}

func TestTemplatesOracleCatches(t *testing.T) {
	theme, _, _ := hearth(t)
	for plant, text := range map[string]string{
		"unknown field": "{{.Colour}}", "field of a list's items": "{{range .Options}}{{.Colour}}{{end}}", "field in the template within": `{{template "x"}}`,
		"no list": "{{range .Never}}x{{end}}", "unknown template": `{{template "components/none.html" .}}`,
	} {
		const name = "components/field/field.html"
		theme[name] = []byte(text)
		templates, _ := Parse(theme)
		if checkTemplate(templates.set, name, &FieldView{}) == nil {
			t.Errorf("the check misses a planted bug: %s", plant)
		}
	}
}
