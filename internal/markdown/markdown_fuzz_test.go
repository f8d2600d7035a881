package markdown_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"goldseam/internal/diag"
	"goldseam/internal/markdown"
)

// hostile fills gaps with what would break out of any attribute that is not escaped.
type hostile struct{}

const breakout = `"'><script>alert(1)</script><a onclick=x href=javascript:y &amp;&quot; `

func (hostile) Link(l markdown.Link) string {
	if l.Target == "" && l.Fragment == "" {
		return ""
	}
	return "javascript:" + breakout + "link"
}
func (hostile) Image(markdown.Image) string { return breakout + "image" }
func (hostile) Heading(i int) string        { return fmt.Sprintf("%sheading%d", breakout, i) }
func (hostile) Anchor() string              { return breakout + "anchor" }
func (hostile) Word(key string) string      { return breakout + key }
func (hostile) Mark(int) string             { return breakout }

// conversion is all that came of one text.
type conversion struct {
	before, src []byte
	doc         *markdown.Doc
	html, again string
	problems    diag.List
}

func converted(src []byte) conversion {
	before := bytes.Clone(src)
	c := markdown.New("en")
	doc, problems := c.Convert("f.md", src)
	other, _ := c.Convert("f.md", src)
	return conversion{before, src, doc, string(doc.HTML(hostile{})), string(other.HTML(hostile{})), problems}
}

// FuzzConvert checks what must hold of any text, whoever wrote it.
func FuzzConvert(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if !utf8.Valid(src) || bytes.IndexByte(src, 0) >= 0 {
			t.Skip("refused before it comes to be converted")
		}
		if err := checkConversion(converted(src)); err != nil {
			t.Fatal(err)
		}
		if err := checkSlug(markdown.Slug, string(src)); err != nil {
			t.Fatal(err)
		}
		if err := checkText(string(markdown.New("en").Text(string(src)))); err != nil {
			t.Fatal(err)
		}
	})
}

// seeds are the cases of the other tests and the texts of the base program.
func seeds(tb testing.TB) []string {
	out := []string{
		"## A\n\nSee [this](b.md#c \"t\"), ![x](y.png) and[^1] <https://example.org>.\n\n[^1]: Note[^1].\n",
		"> [!NOTE]\n> | a | b |\n> |:-:|--:|\n> | 1 | 2 |\n\n3. x\n   - y\n\n\tcode\n\n***\n\na\\\nb ~~c~~ **d**",
		"# A {#B .c onclick=d}\n\nTerm\n: Words\n\n<b>x</b>\n\n```js x\n</pre>\n```",
		"[a[^1]](b.md)\n\n[![p](q.png)](r.md \"\\\"\")\n\n[^1]: x\n", "[<https://example.org>](a.md)", "> [!NOET]\n>\tx",
	}
	content := os.DirFS("../../content/en")
	err := fs.WalkDir(content, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(p) != ".md" {
			return err
		}
		text, err := fs.ReadFile(content, p)
		out = append(out, string(text))
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// checkConversion is the oracle of FuzzConvert.
func checkConversion(c conversion) error {
	if !bytes.Equal(c.before, c.src) {
		return fmt.Errorf("the input was changed")
	}
	if c.html != c.again {
		return fmt.Errorf("two conversions differ:\n%s\n%s", c.html, c.again)
	}
	if err := checkPlaces(c); err != nil {
		return err
	}
	ids := map[string]bool{}
	for _, h := range c.doc.Headings {
		if ids[h.ID] {
			return fmt.Errorf("two headings have the id %q", h.ID)
		}
		ids[h.ID] = true
		if err := checkSlug(markdown.Slug, h.Text); err != nil {
			return err
		}
	}
	return checkHTML(c.html)
}

// checkPlaces holds every place against the text.
func checkPlaces(c conversion) error {
	lines := bytes.Split(c.src, []byte("\n"))
	check := func(what string, p diag.Pos) error {
		if p.File != "f.md" || p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > utf8.RuneCount(lines[p.Line-1])+1 {
			return fmt.Errorf("%s lies outside the file, at %d:%d", what, p.Line, p.Column)
		}
		return nil
	}
	for _, h := range c.doc.Headings {
		if err := check("a heading", h.Pos); err != nil {
			return err
		}
	}
	for _, l := range c.doc.Links {
		if err := check("a link", l.Pos); err != nil {
			return err
		}
	}
	for _, i := range c.doc.Images {
		if err := check("a picture", i.Pos); err != nil {
			return err
		}
	}
	for _, p := range c.problems {
		if err := check("the problem "+string(p.Code), p.Pos); err != nil {
			return err
		}
	}
	return nil
}

func checkSlug(slug func(string) string, text string) error {
	once := slug(text)
	if twice := slug(once); twice != once {
		return fmt.Errorf("the id of %q is %q, and that one's %q", text, once, twice)
	}
	if strings.ContainsAny(once, " \t\n/?#%\"'<>&") {
		return fmt.Errorf("the id of %q cannot stand in an address: %q", text, once)
	}
	return nil
}

// checkText holds that a plain text brings no element.
func checkText(text string) error {
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.TextToken {
			return fmt.Errorf("a plain text holds %q", z.Raw())
		}
	}
	return nil
}

// elements lists what a text may turn into, with each element's attributes and their values.
func elements() map[string]map[string][]string {
	anyText, none := []string(nil), map[string][]string{}
	out := map[string]map[string][]string{
		"a":   {"href": anyText, "title": anyText, "rel": {"noreferrer noopener"}, "role": {"doc-noteref", "doc-backlink"}, "aria-label": anyText},
		"img": {"src": anyText, "alt": anyText, "title": anyText},
		"div": {"class": {"table"}, "role": {"region"}, "tabindex": {"0"}, "aria-label": anyText},
		"th":  {"scope": {"col"}, "class": {"end", "center"}}, "td": {"class": {"end", "center"}},
		"p": {"class": {"callout-title"}}, "pre": {"tabindex": {"0"}}, "ol": {"start": anyText},
		"aside":   {"class": {"callout callout-note", "callout callout-tip", "callout callout-important", "callout callout-warning", "callout callout-caution"}},
		"section": {"class": {"footnotes"}, "role": {"doc-endnotes"}, "aria-label": anyText, "data-together": {""}},
		"sup":     {"id": anyText}, "span": {"class": {"older"}}, "li": {"id": anyText},
	}
	for i := 1; i <= 6; i++ {
		out[fmt.Sprintf("h%d", i)] = map[string][]string{"id": anyText}
	}
	for _, name := range strings.Fields("em strong del br hr code blockquote ul dl dt dd table thead tbody tr") {
		out[name] = none
	}
	return out
}

// checkHTML holds that a page is of balanced, known elements, and that no
// address or id comes from anywhere but the resolver.
func checkHTML(text string) error {
	known := elements()
	var open []string
	ids := map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		switch kind {
		case html.StartTagToken:
			if err := checkElement(token, known, ids); err != nil {
				return err
			}
			if token.Data == "a" && slices.Contains(open, "a") {
				return fmt.Errorf("a link stands within a link")
			}
			if !slices.Contains([]string{"br", "hr", "img"}, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				return fmt.Errorf("</%s> closes none of %q", token.Data, open)
			}
			open = open[:len(open)-1]
		case html.TextToken:
		default:
			return fmt.Errorf("the page holds %q", token)
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("%q are left open", open)
	}
	return nil
}

func checkElement(token html.Token, known map[string]map[string][]string, ids map[string]bool) error {
	attributes, ok := known[token.Data]
	if !ok {
		return fmt.Errorf("the page holds %s", token)
	}
	for _, a := range token.Attr {
		values, ok := attributes[a.Key]
		if !ok || values != nil && !slices.Contains(values, a.Val) {
			return fmt.Errorf("an element has what it may not have: %s", token)
		}
		switch a.Key {
		case "href":
			if note, ok := strings.CutPrefix(a.Val, "#"+hostile{}.Anchor()); a.Val != (hostile{}).Link(markdown.Link{Target: "x"}) && (!ok || strings.Trim(note, "nr-0123456789") != "") {
				return fmt.Errorf("an address is not as the resolver gave it: %s", token)
			}
		case "src":
			if a.Val != (hostile{}).Image(markdown.Image{}) {
				return fmt.Errorf("a picture's address is not as the resolver gave it: %s", token)
			}
		case "start":
			if strings.Trim(a.Val, "0123456789") != "" {
				return fmt.Errorf("a list begins with no number: %s", token)
			}
		case "id":
			if !strings.HasPrefix(a.Val, breakout) || ids[a.Val] {
				return fmt.Errorf("an id is taken, or is not as the resolver gave it: %s", token)
			}
			ids[a.Val] = true
		}
	}
	return nil
}

func TestConvertOracleCatches(t *testing.T) {
	src := "## One\n\n## Two\n\nSee [this](a.md) and ![a](b.png) <b>.\n"
	if err := checkConversion(converted([]byte(src))); err != nil {
		t.Fatal(err)
	}
	replace := func(from, to string) func(*conversion) {
		return func(c *conversion) {
			if !strings.Contains(c.html, from) {
				t.Fatalf("nothing to plant a bug in: %q in\n%s", from, c.html)
			}
			c.html = strings.Replace(c.html, from, to, 1)
			c.again = c.html
		}
	}
	plants := map[string]func(*conversion){
		"input changed":        func(c *conversion) { c.src = []byte("x") },
		"two outcomes":         func(c *conversion) { c.again += " " },
		"handler":              replace("<p>", `<p onclick="x">`),
		"style":                replace("<p>", `<p style="x">`),
		"script":               replace("</p>", "<script></script></p>"),
		"comment":              replace("</p>", "<!-- x --></p>"),
		"left open":            replace("</p>", ""),
		"closed twice":         replace("</p>", "</p></p>"),
		"crossed":              replace("</a>", "<em></a></em>"),
		"not escaped":          replace("&#34;&#39;&gt;", `"'>`),
		"escaped twice":        replace("&amp;amp;", "&amp;amp;amp;"),
		"address of the text":  replace(` href="`, ` href="a.md`),
		"picture of the text":  replace(` src="`, ` src="https://example.org/`),
		"id of the text":       replace(` id="`, ` id="x`),
		"same id":              replace("heading1", "heading0"),
		"unknown class":        replace("<p>", `<p class="x">`),
		"link in link":         replace("</a>", "<a></a></a>"),
		"heading below":        func(c *conversion) { c.doc.Headings[0].Pos.Line = 7 },
		"heading beyond":       func(c *conversion) { c.doc.Headings[0].Pos.Column = 8 },
		"heading without file": func(c *conversion) { c.doc.Headings[0].Pos.File = "" },
		"heading ids":          func(c *conversion) { c.doc.Headings[1].ID = c.doc.Headings[0].ID },
		"link above":           func(c *conversion) { c.doc.Links[0].Pos.Line = 0 },
		"picture before":       func(c *conversion) { c.doc.Images[0].Pos.Column = 0 },
		"problem beyond":       func(c *conversion) { c.problems[0].Column = 99 },
	}
	for name, plant := range plants {
		c := converted([]byte(src))
		plant(&c)
		if checkConversion(c) == nil {
			t.Errorf("the oracle misses a planted bug: %s", name)
		}
	}
	if checkSlug(func(s string) string { return s + "x" }, "a") == nil || checkSlug(func(s string) string { return s }, "a b") == nil {
		t.Error("the oracle misses a planted bug in Slug")
	}
	if checkText("a <b>") == nil {
		t.Error("the oracle misses an element in a plain text")
	}
}
