package render

import (
	"bytes"
	"errors"
	"html/template"
	"maps"
	"slices"
	"sync"
)

// gallery is the page of examples. It is made once for templates, words and frame of a page.
type gallery struct {
	once sync.Once
	page []byte
	err  error
}

// Gallery makes a page that shows every component with the examples its theme
// gives, in the first language. The preview shows it; a site does not hold it.
func (r *Result) Gallery(theme map[string][]byte) ([]byte, error) {
	if len(r.made) == 0 {
		return nil, errors.New("no language can be shown")
	}
	m := r.made[slices.Min(slices.Collect(maps.Keys(r.made)))]
	if first := r.made[m.env.program.Languages[0].Tag]; first != nil {
		m = first
	}
	g := &m.env.bound.gallery
	g.once.Do(func() {
		var list []example
		if list, g.err = examples(theme); g.err == nil {
			g.page, g.err = m.env.gallery(list)
		}
	})
	return g.page, g.err
}

// gallery lays out examples as a page of the site would be.
func (e *environment) gallery(list []example) ([]byte, error) {
	const title = "Components"
	page := Page{Shell: e.shell, Name: "gallery", Title: title}
	var out bytes.Buffer
	if err := e.bound.execute(&out, "layouts/top.html", &page); err != nil {
		return nil, err
	}
	out.WriteString("<article>\n<header class=\"title\">\n<h1>" + title + "</h1>\n</header>\n")
	before := ""
	for _, x := range list {
		if x.component != before {
			out.WriteString("<h2>" + template.HTMLEscapeString(x.component) + "</h2>\n")
			before = x.component
		}
		out.WriteString("<section>\n<p class=\"note\">" + template.HTMLEscapeString(x.name) + "</p>\n")
		if err := e.bound.example(&out, x); err != nil {
			return nil, err
		}
		out.WriteString("</section>\n")
	}
	out.WriteString("</article>\n")
	if err := e.bound.execute(&out, "layouts/bottom.html", &page); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// example renders one example with its component's own template.
func (b *bound) example(out *bytes.Buffer, x example) error {
	return b.execute(out, "components/"+x.component+"/"+x.component+".html", x.view)
}
