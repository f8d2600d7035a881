package check

import (
	"strings"
	"testing"

	"goldseam/internal/program"
)

// TestLogo tries what a logo may be and what it may not.
func TestLogo(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 40">`
	for name, c := range map[string]struct{ file, data, want string }{
		"plain":                     {"a.svg", svg + `<path d="M0 0h40"/></svg>`, ""},
		"with a remark before":      {"a.svg", "<?xml version=\"1.0\"?>\n<!-- ours -->\n" + svg + `</svg>`, ""},
		"a part of itself":          {"a.svg", svg + `<use xlink:href="#a"/><rect fill="url(#b)" style="fill: url('#b')"/></svg>`, ""},
		"a picture in itself":       {"a.svg", svg + `<image href="data:image/png;base64,AAAA"/></svg>`, ""},
		"where a program wrote it":  {"a.svg", svg + `<metadata><type resource="http://purl.org/dc/dcmitype/StillImage"/></metadata></svg>`, ""},
		"a name in capitals":        {"A.SVG", svg + `</svg>`, ""},
		"png":                       {"a.png", "\x89PNG\r\n\x1a\n....", ""},
		"jpg":                       {"a.jpeg", "\xff\xd8\xff\xe0....", ""},
		"webp":                      {"a.webp", "RIFF....WEBPVP8 ", ""},
		"none":                      {"", "", "there is no picture"},
		"script":                    {"a.svg", svg + `<script/></svg>`, "<script>"},
		"script by another name":    {"a.svg", svg + `<x:script xmlns:x="http://www.w3.org/2000/svg"/></svg>`, "<script>"},
		"a page in it":              {"a.svg", svg + `<foreignObject><p>x</p></foreignObject></svg>`, "<foreignObject>"},
		"something that listens":    {"a.svg", svg + `<g onclick="x()"/></svg>`, "onclick"},
		"a link that is a script":   {"a.svg", svg + `<a href=" javascript:x()"/></svg>`, "more than a picture"},
		"a link away":               {"a.svg", svg + `<a href="https://example.com/"/></svg>`, "another place"},
		"a link put in later":       {"a.svg", svg + `<a><set attributeName="href" to="https://example.com/"/></a></svg>`, "another place"},
		"a picture from elsewhere":  {"a.svg", svg + `<image xlink:href="//example.com/a.png"/></svg>`, "another place"},
		"a page in a picture":       {"a.svg", svg + `<image href="data:text/html,x"/></svg>`, "another place"},
		"a style from elsewhere":    {"a.svg", svg + `<style>@import "https://example.com/a.css";</style></svg>`, "another place"},
		"a ground from elsewhere":   {"a.svg", svg + `<g style="fill: URL( 'https://example.com/a.svg#b')"/></svg>`, "another place"},
		"one that hides":            {"a.svg", svg + `<g style="fill: u\72l(https://example.com/a.svg#b)"/></svg>`, "another place"},
		"a style sheet of the file": {"a.svg", `<?xml-stylesheet href="a.css"?>` + svg + `</svg>`, "another place"},
		"names for texts":           {"a.svg", `<!DOCTYPE svg [<!ENTITY a "x">]>` + svg + `</svg>`, "put together by names"},
		"half of it":                {"a.svg", svg + `<g>`, "cannot be read"},
		"a page":                    {"a.svg", `<html><body/></html>`, "cannot be read"},
		"nothing":                   {"a.svg", ` `, "cannot be read"},
		"not what its name says":    {"a.png", svg + `</svg>`, "holds no png picture"},
		"another kind":              {"a.pdf", "%PDF", "is no picture"},
		"a photograph":              {"a.jpg", "\xff\xd8\xff" + strings.Repeat("x", logoSize), "201 kB"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &program.Program{Files: map[string][]byte{"static/" + c.file: []byte(c.data)}}
			if c.file == "" {
				p.Files = nil
			}
			got, hint := logoFault(p, "static/"+c.file)
			if c.want == "" && got != "" || !strings.Contains(got, c.want) || (got == "") != (hint == "") {
				t.Errorf("the logo has %q, %q, want %q", got, hint, c.want)
			}
		})
	}
}
