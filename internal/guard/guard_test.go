package guard_test

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	"goldseam/internal/diag"
	"goldseam/internal/guard"
	"goldseam/themes"
)

// themeFiles gives the theme's files by overlay path.
func themeFiles(tb testing.TB) map[string]string {
	tb.Helper()
	out := map[string]string{}
	err := fs.WalkDir(themes.Hearth(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(themes.Hearth(), p)
		out["theme/"+p] = string(data)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// look looks at one file of an edition in place of the theme's.
func look(theme map[string]string, name, text string) diag.List {
	s := guard.Source{Path: name, Text: []byte(text)}
	if base, ok := theme[name]; ok {
		s.Base = []byte(base)
	}
	return guard.Look(guard.Input{Own: []guard.Source{s}}, nil).Problems
}

func said(list diag.List) string {
	var out []string
	for _, p := range list {
		out = append(out, fmt.Sprintf("%s:%d %s", path.Base(p.File), p.Line, p.Code))
	}
	return strings.Join(out, " ")
}

// TestThemeItself holds that a copy of any file of the theme, with remarks and other blanks, is fine.
func TestThemeItself(t *testing.T) {
	theme := themeFiles(t)
	seen := 0
	for name, text := range theme {
		switch path.Ext(name) {
		case ".css":
			text = "/* ours */\n" + strings.ReplaceAll(text, "{\n", "\n{\n\n")
		case ".html":
			text = "{{/* ours */}}" + text
			if strings.Contains(name, "/leave/") {
				text = theme[name]
			}
		}
		seen++
		if found := look(theme, name, text); len(found) > 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
	if seen < 60 {
		t.Errorf("only %d files", seen)
	}
}

const (
	tops   = "theme/styles/utilities.css"
	way    = "theme/components/way/way.css"
	leave  = "theme/components/leave/leave.css"
	tokens = "theme/styles/tokens.css"
	main   = "theme/styles/main.css"
	field  = "theme/components/field/field.css"
	lesson = "theme/templates/pages/lesson.html"
	header = "theme/templates/layouts/header.html"
)

// TestFiles adds to a file of the theme, or changes one thing in it. Many other ways to write the same are tried.
func TestFiles(t *testing.T) {
	theme := themeFiles(t)
	added := func(name, text string) string { return theme[name] + text }
	without := func(name, old, fresh string) string {
		if !strings.Contains(theme[name], old) {
			t.Fatalf("%s has no %q", name, old)
		}
		return strings.Replace(theme[name], old, fresh, 1)
	}
	hides := func(css string) [3]string { return [3]string{tops, added(tops, css), "style-hides"} }
	fine := func(css string) [3]string { return [3]string{tops, added(tops, css), ""} }
	svg := func(inside, want string) [3]string {
		return [3]string{"static/logo.svg", `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">` + inside + "</svg>", want}
	}
	for i, tt := range [][3]string{
		hides(".leave{display:none}"), hides(".leave{DISPLAY:NONE!important}"), hides(`.leave{d\69 splay:none}`), hides(".lea\\76 e { visibility: hidden }"),
		hides("gs-leave{opacity:.05}"), hides("body>*:not(main){display:none}"), hides("[role=region]{display:none}"), hides("*{font-size:0}"), hides("html{opacity:0}"),
		hides("a.leave-link{pointer-events:none}"), hides(".leave-link{position:absolute;left:-9999px}"), hides(".leave{inset-block-end:-200px}"), hides(".leave{margin-block-end:-10rem}"),
		hides(".leave{transform:translateY(100%)}"), hides(".leave{clip-path:inset(50%)}"), hides(".leave-link{color:transparent}"), hides(".leave{z-index:-1}"), hides(":root{--leave-lift:-100px}"), hides(":root{--touch:10px}"),
		hides("@media (max-width:40rem){.leave{display:none}}"), hides("@layer mine{@supports (display:grid){.leave{display:none}}}"), hides("body{.leave{display:none}}"), hides(".leave{&{display:none}}"),
		hides(".page-lesson .leave{display:none}"), hides("html.js .leave{display:none}"), hides("header.site{display:none}"), hides(".site-nav a{display:none}"), hides(".skip{display:none}"),
		hides(".callout-warning{display:none}"), hides(".stop-rules{display:none}"), hides(".panel-crisis-help{display:none}"), hides(".panel{max-block-size:0}"), hides(".country{display:none}"),
		hides(".unchecked{display:none}"), hides(".sheet-status{display:none}"), hides(".solo{font-size:1px}"), hides(".site-foot{display:none}"), hides("[data-gate]{display:none}"), hides("main{display:none}"),
		hides("@media print{.print-help{display:none}}"), hides(".steps li{display:flex}"), hides("gs-sheet > *{display:block}"), hides("section{display:block}"), hides(".two-off .steps li{display:list-item}"), hides(".veil{visibility:visible}"),
		hides("li{display:list-item!important}"), hides(":is(.leave, .other){display:none}"), hides("} .leave{display:none}"), hides(".a{}}}.leave{display:none}"), hides(".a{color:red;{}} .leave{display:none}"),
		hides(strings.Repeat("a,b{", 12) + "color:red" + strings.Repeat("}", 12)), hides(":where(body) :is(nav, gs-leave){display:none}"),
		fine(".our-card{display:none}"), fine(".our-card .site-nav2{opacity:0}"), fine("@media print{.leave{display:none}}"), fine(".pager .note{display:none}"), fine(".our::before{display:none}"), fine("@media print{header.site{display:none}}"),
		fine(".leave-link{background:#234;border-radius:1rem}"), fine("body{font-size:1.2rem;line-height:1.7}"), fine(".our{transform:rotate(2deg)}"), fine("@keyframes fade{from{opacity:0}to{opacity:1}}"), fine(":root{--touch:3.5rem}"), fine(".leave{opacity:.9}"),
		fine(".card{padding:2rem;margin:-4px}"), fine("/* .leave{display:none} */"), fine(`.our::after{content:".leave{display:none}"}`), fine(".seam{block-size:4px}"),
		{field, added(field, ".field{display:grid}"), ""},
		{way, without(way, ".two-off .used-in,\n", ""), "style-hides"},
		{way, without(way, "display: none", "display: block"), "style-hides"},
		{way, "", "style-hides"},
		{leave, without(leave, "  position: fixed;\n", ""), "style-hides"},
		{leave, without(leave, "min-block-size: var(--touch)", "min-block-size: 1px"), "style-hides"},
		{leave, without(leave, "background: var(--ink)", "background: #123"), ""},
		{main, without(main, "@import \"../components/way/way.css\" layer(components);\n", ""), "style-hides"},
		{main, without(main, "components, utilities;", "utilities, components;"), "style-hides"},
		{main, added(main, ".ours { color: #123; }\n"), ""},
		{tokens, added(tokens, ".x{background:url(//count.example/a.png)}"), "foreign-place"},
		{tokens, added(tokens, `.x{background:url( "https://count.example/a.png")}`), "foreign-place"},
		{tokens, added(tokens, `.x{background:image-set("https://count.example/a.png" 1x)}`), "foreign-place"},
		{tokens, added(tokens, `.x{background:\75rl(https://count.example/a.png)}`), "foreign-place"},
		{tokens, added(tokens, `@import url(https://count.example/a.css);`), "foreign-place"},
		{tokens, added(tokens, `.x{background:url(data:image/png;base64,AAAA)}`), "foreign-place"},
		{tokens, added(tokens, `.x{background:url("../static/seam.svg")}`), ""},

		{lesson, without(lesson, `data-red="{{.Red}}" `, ""), "safety-dropped"},
		{lesson, without(lesson, `<div data-gate hidden></div>`, ""), "safety-dropped"},
		{lesson, without(lesson, `{{template "components/stop-rules/stop-rules.html" .}}`, ""), "safety-dropped"},
		{lesson, without(lesson, `{{template "components/stop-rules/stop-rules.html" .}}`, `{{/* {{template "components/stop-rules/stop-rules.html" .}} */}}`), "safety-dropped"},
		{lesson, without(lesson, `{{with .Safety}}`, `{{with .Signs}}`), "safety-dropped"},
		{lesson, without(lesson, `<h1>{{.Heading}}</h1>`, `<h1 class="ours">{{.Heading}}</h1><p>Ours</p>`), ""},
		{header, without(header, `{{template "components/leave/leave.html" .Leave}}`, ``), "safety-dropped"},
		{header, without(header, `{{t "help"}}`, `Contact`), "safety-dropped"},
		{"theme/components/leave/leave.html", without("theme/components/leave/leave.html", "leave-link", "link"), "safety-dropped"},
		{"theme/components/field/input.html", without("theme/components/field/input.html", ` autocomplete="off"`, ""), "safety-dropped"},
		{"theme/components/steps/steps.html", without("theme/components/steps/steps.html", " data-together", ""), "safety-dropped"},
		{"theme/components/sheet/sheet.html", without("theme/components/sheet/sheet.html", "{{with .Privacy}}", "{{with .Fields}}"), "safety-dropped"},

		svg(`<path d="M0 0h8"/>`, ""), svg(`<script>x()</script>`, "foreign-script"), svg(`<svg:script>x()</svg:script>`, "foreign-script"), svg(`<path onload="x()"/>`, "foreign-script"), svg(`<a xlink:href="javascript:x()"><path/></a>`, "foreign-script"),
		svg(`<foreignObject><p>x</p></foreignObject>`, "foreign-script"), svg(`<image href="https://count.example/a.png"/>`, "foreign-place"), svg(`<use xlink:href="#a"/>`, ""), svg(`<image href="data:image/png;base64,AAAA"/>`, ""),
		svg(`<style>path{fill:url(https://count.example/a.svg#b)}</style>`, "foreign-place"), svg(`<path fill="url(#b)"/>`, ""), svg(`<set attributeName="href" to="javascript:x()"/>`, "foreign-script"),
		{"content/en/a/drawing.svg", `<svg><script/></svg>`, "foreign-script"},
		{"static/handout.pdf", "%PDF-1.7", ""},
		{"static/own.js", "x()", "foreign-script"},
		{"static/map.HTML", "<p>", "foreign-script"},
		{"static/page", "  <!DOCTYPE html>", "foreign-script"},
		{"static/group.ics", "BEGIN:VCALENDAR", ""},
	} {
		found := look(theme, tt[0], tt[1])
		codes := map[string]bool{}
		for _, p := range found {
			codes[string(p.Code)] = true
			if p.Hint == "" || p.Line == 0 {
				t.Errorf("no message for a counselor: %+v", p)
			}
		}
		if got := len(codes); tt[2] == "" && got > 0 || tt[2] != "" && (got != 1 || !codes[tt[2]]) {
			t.Errorf("%d: …%q in %s: found %s %v, want %q", i, tt[1][max(0, len(tt[1])-60):], tt[0], said(found), found, tt[2])
		}
	}
}
