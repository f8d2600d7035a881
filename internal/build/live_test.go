package build_test

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"goldseam/internal/build"
	"goldseam/internal/render"
	"goldseam/internal/snapshot"
)

// elements lists what of a page fits, in order.
func elements(n *html.Node, fits func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && fits(d) {
			out = append(out, d)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(name string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
	}
}

func with(name, value string) func(*html.Node) bool {
	return func(n *html.Node) bool { return has(name)(n) && attr(n, name) == value }
}

// document reads a page of a site.
func document(t *testing.T, r *build.Result, name string) *html.Node {
	t.Helper()
	data, ok := r.Site.File(name)
	if !ok {
		t.Fatalf("the site has no %s", name)
	}
	n, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// told reads what an element tells a script, refusing what the struct has not.
func told(t *testing.T, n *html.Node, to any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(n.FirstChild.Data))
	d.DisallowUnknownFields()
	if err := d.Decode(to); err != nil {
		t.Fatal(err)
	}
}

func pageNames(r *build.Result) []string {
	return slices.DeleteFunc(slices.Clone(r.Site.Paths()), func(name string) bool { return path.Ext(name) != ".html" })
}

// TestPageData reads what each page tells its scripts.
func TestPageData(t *testing.T) {
	for name, text := range editions() {
		t.Run(name, func(t *testing.T) {
			r := builtEdition(t, text)
			var first render.PageData
			for i, name := range pageNames(r) {
				found := elements(document(t, r, name), with("id", "page-data"))
				if len(found) != 1 {
					t.Fatalf("%s tells its scripts %d times", name, len(found))
				}
				var d render.PageData
				told(t, found[0], &d)
				if i == 0 {
					first = d
				}
				if diff := cmp.Diff(first, d); diff != "" {
					t.Fatalf("%s tells something else:\n%s", name, diff)
				}
			}
			var urls map[string]string
			text, err := json.Marshal(first.URLs)
			if err == nil {
				err = json.Unmarshal(text, &urls)
			}
			if err != nil {
				t.Fatal(err)
			}
			for what, url := range urls {
				rest, ok := strings.CutPrefix(url, r.Base)
				if _, there := r.Site.File(rest + "index.html"); !ok || !there {
					t.Errorf("%s leads to %q, where nothing is", what, url)
				}
			}
			if first.Base != r.Base || first.Worker != r.Base+"sw.js" || len(first.Paths) != 4 || len(first.LeaveTo) != 3 || first.Neutral == "" {
				t.Errorf("the page is told %+v", first)
			}
			for key, word := range first.Words {
				if strings.HasPrefix(key, "js-") || strings.ContainsAny(word, "<>") || strings.Contains(word, "&#") {
					t.Errorf("the word %q is %q", key, word)
				}
			}
		})
	}
}

func TestLeaveTo(t *testing.T) {
	for address, want := range map[string][]string{
		"https://www.wikipedia.org/": {"Encyclopedia", "Weather", "Maps"}, "https://news.example/today": {"news.example", "Weather", "Encyclopedia", "Maps"},
	} {
		var d render.PageData
		told(t, elements(document(t, builtEdition(t, "goldseam: 1.0.0\nleave_to: "+address+"\n"), "index.html"), with("id", "page-data"))[0], &d)
		var got []string
		for _, l := range d.LeaveTo {
			got = append(got, l.Text)
		}
		if d.LeaveTo[0].URL != address || !slices.Equal(got, want) {
			t.Errorf("of %s the page is told %v", address, d.LeaveTo)
		}
	}
}

// TestPageDataWorker holds that no copy is offered of a program that would fill a phone.
func TestPageDataWorker(t *testing.T) {
	c := small()
	for lessons, want := range map[int]string{200: "/sw.js", 201: ""} {
		c.Lessons = lessons
		r := site(t, build.Input{Tree: snapshot.Of(hearth(t, c.Files(t))), Client: client()}, nil)
		var d render.PageData
		told(t, elements(document(t, r, "index.html"), with("id", "page-data"))[0], &d)
		if d.Worker != want {
			t.Errorf("with %d lessons the worker is %q, want %q", lessons, d.Worker, want)
		}
	}
}

// TestLiveSheets compares each live form with what its script is told.
func TestLiveSheets(t *testing.T) {
	for name, text := range editions() {
		t.Run(name, func(t *testing.T) {
			r := builtEdition(t, text)
			all := module(t, r)
			seen := map[string]bool{}
			for _, name := range pageNames(r) {
				for _, form := range elements(document(t, r, name), func(n *html.Node) bool { return n.Data == "gs-sheet" }) {
					var d render.SheetData
					told(t, elements(form, with("class", "sheet-data"))[0], &d)
					i := slices.IndexFunc(all, func(s render.SheetData) bool { return s.ID == d.ID })
					if i < 0 || attr(form, "data-sheet") != d.ID || attr(form, "data-fill") != d.Fill {
						t.Fatalf("%s: the form %q is told that it is %q", name, attr(form, "data-sheet"), d.ID)
					}
					if diff := cmp.Diff(all[i], d); diff != "" {
						t.Errorf("%s: the form and the module of all differ:\n%s", name, diff)
					}
					for _, f := range unlike(form, d) {
						t.Errorf("%s, %s: %s", name, d.ID, f)
					}
					seen[d.ID] = true
				}
			}
			if len(seen) != len(all) || len(all) < 6 {
				t.Errorf("%d worksheets are live of %d", len(seen), len(all))
			}
		})
	}
}

// module reads the module of all worksheets, which the notebook names.
func module(t *testing.T, r *build.Result) []render.SheetData {
	t.Helper()
	var of []string
	for _, name := range pageNames(r) {
		for _, n := range elements(document(t, r, name), with("id", "notebook")) {
			of = append(of, attr(n, "data-sheets"))
		}
	}
	if len(of) != 1 {
		t.Fatalf("there are %d notebooks", len(of))
	}
	data, _ := r.Site.File(strings.TrimPrefix(of[0], r.Base))
	var all []render.SheetData
	text, ok := strings.CutPrefix(string(data), "export default ")
	d := json.NewDecoder(strings.NewReader(strings.TrimSuffix(text, ";\n")))
	d.DisallowUnknownFields()
	if err := d.Decode(&all); err != nil || !ok || strings.ContainsAny(text, "<>&") {
		t.Fatalf("the module cannot be read: %v", err)
	}
	return all
}

// unlike lists in what a form differs from what its script is told.
func unlike(form *html.Node, d render.SheetData) []string {
	var out []string
	check := func(what string, element *html.Node, told []render.FieldData, name string) {
		var want, got []string
		for _, f := range told {
			if !f.Retired {
				want = append(want, f.ID)
			}
		}
		for _, n := range elements(element, has(name)) {
			if id := attr(n, name); !strings.Contains(id, ".") && !slices.Contains(got, id) {
				got = append(got, id)
			}
		}
		if !slices.Equal(want, got) {
			out = append(out, what+": told "+strings.Join(want, " ")+", there are "+strings.Join(got, " "))
		}
	}
	check("fields", form, d.Fields, "data-field")
	for _, f := range d.Fields {
		for _, n := range elements(form, with("data-field", f.ID)) {
			if attr(n, "data-type") != f.Type {
				out = append(out, f.ID+" is "+attr(n, "data-type"))
			}
			check("columns of "+f.ID, n, f.Columns, "data-column")
			for _, o := range f.Options {
				if len(elements(n, with("value", o.ID))) == 0 {
					out = append(out, f.ID+" has no option "+o.ID)
				}
			}
			for _, item := range f.Items {
				if len(elements(n, with("data-field", f.ID+"."+item.ID))) == 0 {
					out = append(out, f.ID+" has no "+item.ID)
				}
			}
			places := 1
			if f.Each {
				places = 2
			}
			for _, p := range f.Parts {
				if p.Gap != "" && len(elements(n, with("data-gap", p.Gap))) != places {
					out = append(out, f.ID+" has no gap "+p.Gap)
				}
			}
		}
	}
	for _, rule := range d.Rules {
		if rule.Show == "" {
			continue
		}
		panels := elements(form, with("data-panel", rule.Show))
		if len(panels) != 1 || !has("hidden")(panels[0]) {
			out = append(out, "the panel "+rule.Show+" is not there, or not hidden")
		}
	}
	for _, n := range elements(form, has("data-panel")) {
		for _, inner := range elements(n, func(*html.Node) bool { return true }) {
			if has("id")(inner) || has("src")(inner) {
				out = append(out, "the panel "+attr(n, "data-panel")+" has an id, which may be there twice, or loads something")
			}
		}
	}
	return out
}

// TestLiveSheetsOracle shows that a form with something wrong is told.
func TestLiveSheetsOracle(t *testing.T) {
	d := render.SheetData{
		Fields: []render.FieldData{{ID: "a", Type: "choice", Options: []render.OptionData{{ID: "one"}}}, {ID: "old", Retired: true}},
		Rules:  []render.RuleData{{Show: "help"}},
	}
	for text, want := range map[string]int{
		`<p data-field="a" data-type="choice"><input value="one"></p><p data-panel="help" hidden></p>`:               0,
		`<p data-field="a" data-type="text"><input value="one"></p><p data-panel="help" hidden></p>`:                 1,
		`<p data-field="a" data-type="choice"><input value="two"></p><p data-panel="help" hidden></p>`:               1,
		`<p data-field="b" data-type="choice"><input value="one"></p><p data-panel="help" hidden></p>`:               1,
		`<p data-field="a" data-type="choice"><input value="one"></p><p data-panel="help"></p>`:                      1,
		`<p data-field="a" data-type="choice"><input value="one"></p>`:                                               1,
		`<p data-field="a" data-type="choice"><input value="one"></p><p data-panel="help" hidden><b id="x"></b></p>`: 1,
	} {
		n, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := unlike(n, d); len(got) != want {
			t.Errorf("of %s the oracle says %q, want %d findings", text, got, want)
		}
	}
}

// TestSheetData looks at the parts of one worksheet that no form shows.
func TestSheetData(t *testing.T) {
	c := small()
	files := hearth(t, c.Files(t))
	const name = "content/en/worksheets/sheet-1.md"
	files[name] = strings.NewReplacer(
		"kind: form\n", "kind: form\non_amber: held\nprivacy: [\"Don't write 1 < 2 & \\\"so\\\" here.\"]\n",
		"rules:\n", `  old: {type: text, label: Old, retired: true}
  week: {type: tracker, label: Week, columns: {pull: {type: scale, label: Pull, low: no, high: yes}}}
  ours: {type: agreement, label: Ours, review: in 6 weeks}
summary: {chart: {y: week.pull}, table: true, card: [kind]}
rules:
  - when: {all: [{field: week.pull, at_least: 0, entries: {last: 7, times: 4}}, {not: {field: words, filled: true}}]}
    say: "Rest first."
    link: lesson:lesson-2
  - when: {field: people.name, empty: true}
    say: Gone.
    link: lesson:lesson-3
  - when: {field: kind, any_of: [one, two]}
    suggest: words
    from: sheet-2.words
`,
	).Replace(files[name])
	files["edition.yaml"] = "goldseam: 1.0.0\nomit: [lesson-3]\n"
	r := site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
	d := module(t, r)[0]
	zero := 0
	want := []render.RuleData{
		{When: render.ConditionData{All: []render.ConditionData{
			{Field: "week.pull", AtLeast: &zero, Entries: &render.EntriesData{Last: 7, Times: 4}},
			{Not: &render.ConditionData{Field: "words", Filled: true}},
		}}, Say: "Rest first.", Link: &render.PlaceData{URL: "/p/2/", Text: d.Rules[0].Link.Text, Red: d.Rules[0].Link.Red}},
		{When: render.ConditionData{Field: "people.name", Empty: true}, Say: "Gone."},
		{When: render.ConditionData{Field: "kind", AnyOf: []string{"one", "two"}}, Suggest: "words", From: "sheet-2.words", Take: map[string]string{"": ""}},
	}
	if diff := cmp.Diff(want, d.Rules[:3]); diff != "" {
		t.Errorf("the rules are told otherwise:\n%s", diff)
	}
	lesson := document(t, r, "p/2/index.html")
	if title := elements(lesson, func(n *html.Node) bool { return n.Data == "h1" })[0].FirstChild.Data; title != d.Rules[0].Link.Text {
		t.Errorf("the link says %q, the lesson is %q", d.Rules[0].Link.Text, title)
	}
	if !d.Held || !d.Table || d.Chart == nil || d.Chart.AverageAfter != 4 || !slices.Equal(d.Card, []string{"kind"}) || len(d.Privacy) != 1 || d.Privacy[0] != "Don’t write 1 < 2 & “so” here." {
		t.Errorf("the worksheet is told %+v", d)
	}
	var columns []string
	for _, f := range d.Fields {
		for _, c := range f.Columns {
			columns = append(columns, f.ID+"."+c.ID)
		}
		if f.Retired != (f.ID == "old") {
			t.Errorf("the field %s: retired is %v", f.ID, f.Retired)
		}
	}
	if got := strings.Join(columns, " "); got != "people.name people.reach week.on week.pull ours.line ours.choice ours.review" {
		t.Errorf("the columns are %s", got)
	}
}

// TestPaperIsPlain holds that pages for paper have nothing of what scripts work with.
func TestPaperIsPlain(t *testing.T) {
	r := builtEdition(t, "")
	for _, name := range []string{"q/index.html", "z/index.html"} {
		n := document(t, r, name)
		if len(elements(n, func(n *html.Node) bool { return n.Data == "gs-sheet" || attr(n, "class") == "sheet-data" })) > 0 || len(elements(n, has("data-panel"))) > 0 {
			t.Errorf("%s has a live form", name)
		}
	}
	if len(elements(document(t, r, "z/index.html"), with("class", "sheet"))) == 0 {
		t.Error("the pack has no sheets")
	}
}

// TestPanels looks for help on the spot in the panels.
func TestPanels(t *testing.T) {
	r := builtEdition(t, "goldseam: 1.0.0\nhelp: [US]\n")
	for panel, want := range map[string][]string{
		"crisis-help": {`href="tel:988"`, `href="sms:988"`, `href="tel:911"`, `href="/h/"`, `href="/r/"`, "Not yet checked"}, "grounding-and-help": {"<ol>", `href="tel:988"`},
		"result-red": {`href="tel:988"`, `href="tel:18007997233"`, `href="/h/"`}, "leave-only": {"<h2>"}, "safety-check": {`href="/s/2/"`}, "result-green": {`href="/x/"`},
	} {
		var text string
		for _, name := range pageNames(r) {
			for _, n := range elements(document(t, r, name), with("data-panel", panel)) {
				var b bytes.Buffer
				if err := html.Render(&b, n); err != nil {
					t.Fatal(err)
				}
				text = b.String()
			}
		}
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("the panel %s has no %s: %s", panel, part, text)
			}
		}
		if panel == "leave-only" && strings.Contains(text, "<a ") {
			t.Errorf("the panel %s leads on", panel)
		}
	}
}

// TestNextOnPaths finds each path's next lesson in the list of all lessons, and compares.
func TestNextOnPaths(t *testing.T) {
	c := small()
	files := hearth(t, c.Files(t))
	for n := range c.Lessons { // none waits for a hidden one
		files[c.Path(n)] = regexp.MustCompile(`(?m)^after: .*\n`).ReplaceAllString(files[c.Path(n)], "")
	}
	notBroke, notTwo := [2]string{"{broke: core", "{broke: hidden"}, [2]string{"{broke: core, hurt: core", "{broke: hidden, hurt: hidden"}
	red := [2]string{"unsure: helpful}\non_red: solo", "unsure: hidden}\non_red: hidden"}
	for n, change := range map[int][2]string{3: notBroke, 4: notBroke, 5: red, 12: red, 28: notTwo, 29: notTwo} {
		files[c.Path(n)] = strings.Replace(files[c.Path(n)], change[0], change[1], 1)
	}
	r := site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
	list := elements(document(t, r, "o/index.html"), has("data-lesson"))
	address := func(li *html.Node) string { return attr(elements(li, has("href"))[0], "href") }
	differ, none := 0, 0
	for i, li := range list {
		page := document(t, r, strings.TrimPrefix(address(li), "/")+"index.html")
		article := elements(page, func(n *html.Node) bool { return n.Data == "article" })[0]
		for _, name := range []string{"data-lesson", "data-red", "data-ranks"} {
			if attr(article, name) != attr(li, name) {
				t.Errorf("%s: the page says %q, the list %q", name, attr(article, name), attr(li, name))
			}
		}
		if i+1 == len(list) {
			continue
		}
		next := elements(page, has("data-next"))[0]
		for _, p := range []string{"broke", "hurt", "both", "unsure"} {
			want := ""
			for _, later := range list[i+1:] {
				if !strings.Contains(attr(later, "data-ranks"), p+":hidden") && (p != "unsure" || attr(later, "data-red") != "hidden") {
					want = address(later)
					break
				}
			}
			got := attr(next, "href")
			if has("data-next-" + p)(next) {
				got = attr(next, "data-next-"+p)
				differ++
			}
			if got != want {
				t.Errorf("after %s comes %q on the path %s, want %q", address(li), got, p, want)
			}
			if want == "" {
				none++
			}
		}
	}
	if differ < 8 || none < 2 {
		t.Errorf("%d links differ by path and %d lead nowhere; the program tells too little", differ, none)
	}
}
