package build_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"goldseam/content"
	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
	"goldseam/themes"
)

// ownEdition is an edition of the real base program, in memory.
type ownEdition struct {
	t    *testing.T
	base *snapshot.Tree
	last *build.Result
	runs int
}

func newOwnEdition(t *testing.T) *ownEdition {
	t.Helper()
	o := overlay.New(overlay.Layer{Mount: "content", FS: content.FS, Show: "(base) content"}, overlay.Layer{Mount: "theme", FS: themes.Hearth(), Show: "(base) theme"})
	base, err := snapshot.Read(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return &ownEdition{t: t, base: base}
}

// build builds the edition with these files of its own, with the help of the build before; each fifth time it compares that with one from nothing.
func (e *ownEdition) build(files map[string]string) *build.Result {
	e.t.Helper()
	mine := fstest.MapFS{"edition.yaml": {Data: []byte("goldseam: 1.0.0\n")}}
	for name, text := range files {
		mine[name] = &fstest.MapFile{Data: []byte(text)}
	}
	o := overlay.New(overlay.Layer{Mount: ".", FS: mine, Edition: true}, overlay.Layer{Mount: "content", FS: content.FS, Show: "(base) content"}, overlay.Layer{Mount: "theme", FS: themes.Hearth(), Show: "(base) theme"})
	tree, err := snapshot.Read(e.t.Context(), o)
	if err != nil {
		e.t.Fatal(err)
	}
	in := build.Input{Tree: tree, Base: e.base, Client: client()}
	if e.last, err = build.Site(e.t.Context(), in, e.last); err != nil {
		e.t.Fatal(err)
	}
	if e.runs++; e.runs%5 == 1 {
		fresh, err := build.Site(e.t.Context(), in, nil)
		if err != nil {
			e.t.Fatal(err)
		}
		if err := same(e.last, fresh); err != nil {
			e.t.Error(err)
		}
	}
	return e.last
}

func (e *ownEdition) theme(name string) string { return string(e.base.File("theme/" + name).Data) }

// guards gives the problems of the kinds that guard an edition, as file, line and code.
func guards(list diag.List) []string {
	var out []string
	for _, p := range list {
		if c := string(p.Code); strings.HasPrefix(c, "safety-") || strings.HasPrefix(c, "foreign-") || c == "style-hides" {
			out = append(out, fmt.Sprintf("%s:%d %s", p.File[strings.LastIndexByte(p.File, '/')+1:], p.Line, c))
		}
	}
	return slices.Compact(out)
}

// TestOwnThemeAsItIs holds that an edition may bring a copy of the whole theme.
func TestOwnThemeAsItIs(t *testing.T) {
	e := newOwnEdition(t)
	files := map[string]string{}
	for _, f := range e.base.Below("theme") {
		files[f.Path] = string(f.Data)
	}
	r := e.build(files)
	if found := guards(r.Problems); len(found) > 0 || r.Site == nil {
		t.Errorf("found %q, site %v: %v", found, r.Site != nil, r.Problems)
	}
}

// TestOwnTemplates changes one template in a way that only finished pages show.
func TestOwnTemplates(t *testing.T) {
	e := newOwnEdition(t)
	const header, head, footer, text = "templates/layouts/header.html", "templates/layouts/head.html", "templates/layouts/footer.html", "templates/pages/text.html"
	const button = `{{template "components/leave/leave.html" .Leave}}`
	tests := []struct{ name, file, old, fresh, want string }{
		{"own words", footer, `<footer class="site-foot">`, `<footer class="site-foot"><p>River Counseling, <a href="https://river.example/" rel="noreferrer">home</a></p>`, ""},
		{"own header", header, `<header class="site">`, `<header class="site"><p class="ours">Ours</p>`, ""},
		{"the button hidden", header, button, `<div hidden>` + button + `</div>`, "header.html:1 safety-dropped"},
		{"the button in details", header, button, `<details>` + button + `</details>`, "header.html:1 safety-dropped"},
		{"the button after the header", header, button + "\n", "", "header.html:1 safety-dropped"},
		{"a link before the button", header, button, `<a href="/">Home</a>` + button, "header.html:1 safety-dropped"},
		{"help in the menu", header, `<a href="{{.Help}}">{{t "help"}}</a>`, `<details><summary>More</summary><a href="{{.Help}}">{{t "help"}}</a></details>`, "header.html:1 safety-dropped"},
		{"help without its place", header, `<a href="{{.Help}}">{{t "help"}}</a>`, `<span data-help="{{.Help}}">{{t "help"}}</span>`, "header.html:1 safety-dropped"},
		{"keys taken", text, `<h1>`, `<input autofocus aria-label="x"><h1>`, "text.html:4 safety-dropped"},
		{"keys in another order", text, `<h1>`, `<h1 tabindex="3">`, "text.html:4 safety-dropped"},
		{"no therapy", footer, `<p>{{t "not-therapy"}}</p>`, `<p hidden data-x="{{t "not-therapy"}}"></p>`, "footer.html:1 safety-dropped"},
		{"another policy", head, `content="{{.Policy}}"`, `content="default-src *" data-x="{{.Policy}}"`, "head.html:1 safety-dropped"},
		{"referrer", head, `content="no-referrer"`, `content="origin"`, "head.html:1 safety-dropped"},
		{"a script", text, `<h1>`, `<script>count()</script><h1>`, "text.html:4 foreign-script"},
		{"a script of the site's own", text, `<h1>`, `<script src="/own.js"></script><h1>`, "text.html:4 foreign-script"},
		{"data", text, `<h1>`, `<script type="application/json">{}</script><h1>`, ""},
		{"a handler", text, `<h1>`, `<h1 onmouseover="count()">`, "text.html:4 foreign-script"},
		{"a link that is a script", text, `<h1>`, `<a href="javascript:count()">x</a><h1>`, "text.html:4 foreign-script"},
		{"a picture from elsewhere", text, `<h1>`, `<img src="//count.example/a.png" alt=""><h1>`, "text.html:4 foreign-place"},
		{"a set of pictures from elsewhere", text, `<h1>`, `<img src="/a.png" srcset="/a.png 1x, https://count.example/b.png 2x" alt=""><h1>`, "text.html:4 foreign-place"},
		{"a frame", text, `<h1>`, `<iframe src="/x/" title="x"></iframe><h1>`, "text.html:4 foreign-place"},
		{"a form", text, `<h1>`, `<form action="/x"></form><h1>`, "text.html:4 foreign-place"},
		{"a base", head, `<meta name="viewport"`, `<base href="/x/"><meta name="viewport"`, "head.html:1 foreign-place"},
		{"elsewhere by itself", head, `<meta name="viewport"`, `<meta http-equiv="refresh" content="5; url=/x"><meta name="viewport"`, "head.html:1 foreign-place"},
		{"in advance", head, `<meta name="viewport"`, `<link rel="preconnect" href="https://fonts.example"><meta name="viewport"`, "head.html:1 foreign-place"},
		{"a font from elsewhere", head, `<meta name="viewport"`, `<link rel="stylesheet" href="https://fonts.example/a.css"><meta name="viewport"`, "head.html:1 foreign-place"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := e.theme(tt.file)
			if strings.Count(before, tt.old) != 1 {
				t.Fatalf("%s has %q %d times", tt.file, tt.old, strings.Count(before, tt.old))
			}
			r := e.build(map[string]string{"theme/" + tt.file: strings.Replace(before, tt.old, tt.fresh, 1)})
			if got := strings.Join(guards(r.Problems), " "); got != tt.want {
				t.Errorf("found %q, want %q: %v", got, tt.want, r.Problems)
			}
			if (r.Site == nil) != (tt.want != "") {
				t.Errorf("there is a site: %v", r.Site != nil)
			}
		})
	}
}

// TestNoEdition holds that a program that is no edition is not compared with anything.
func TestNoEdition(t *testing.T) {
	e := newOwnEdition(t)
	files := base(t, hearth(t, map[string]string{}))
	files["theme/templates/layouts/header.html"] = "<p onclick=\"x()\">Ours</p>\n"
	files["static/own.js"] = "x()"
	r, err := build.Site(t.Context(), build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if found := guards(r.Problems); len(found) > 0 {
		t.Errorf("found %q", found)
	}
	if found := guards(e.build(map[string]string{"static/own.js": "x()"}).Problems); len(found) != 1 {
		t.Errorf("an edition with the same file: %q", found)
	}
}
