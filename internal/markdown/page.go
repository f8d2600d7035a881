package markdown

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"

	"goldseam/internal/diag"
	"goldseam/internal/nearest"
)

// page is the state of one conversion. It is the writer that the renderer
// writes to (util.BufWriter), so that the functions that render a node find it.
type page struct {
	file     string
	src      []byte
	out      *bytes.Buffer
	doc      Doc
	ids      map[string]bool
	level    int // of the last heading
	section  int // level of the open section for two; 0: there is none
	problems diag.List
}

func (p *page) Available() int                    { return p.out.Available() }
func (p *page) Buffered() int                     { return p.out.Len() }
func (p *page) Flush() error                      { return nil }
func (p *page) WriteByte(c byte) error            { return p.out.WriteByte(c) }
func (p *page) WriteRune(r rune) (int, error)     { return p.out.WriteRune(r) }
func (p *page) WriteString(s string) (int, error) { return p.out.WriteString(s) }
func (p *page) Write(b []byte) (int, error)       { return p.out.Write(b) }
func (p *page) gap(kind gapKind, index int) {
	p.doc.gaps = append(p.doc.gaps, gap{p.out.Len(), kind, index})
}

func (p *page) attribute(name, value string) {
	p.out.WriteString(" " + name + `="` + Escape(value) + `"`)
}
func (p *page) add(n ast.Node, c diag.Code, m, h string) { p.problems.Add(p.at(n), c, m, h) }

func (p *page) word(key string) {
	for i, w := range words {
		if w == key {
			p.gap(gapWord, i)
			return
		}
	}
	panic("markdown: no word " + key)
}

// at gives the place of a node, or of the nearest node around it that has one.
func (p *page) at(n ast.Node) diag.Pos {
	offset := -1
	for ; n != nil && offset < 0; n = n.Parent() {
		offset = n.Pos()
	}
	return p.atOffset(offset)
}

// atOffset clamps: a block after a tab in a quote is reported beyond its line by the parser.
func (p *page) atOffset(offset int) diag.Pos {
	offset = min(max(offset, 0), len(p.src))
	before := p.src[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return diag.Pos{File: p.file, Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[start:]) + 1}
}

// plain gives the text of a node without its marks.
func (p *page) plain(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			switch n := n.(type) {
			case *ast.Text:
				b.Write(n.Segment.Value(p.src))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			case *ast.String:
				b.Write(n.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// leftID is an id in braces that the parser took for words of the heading.
var leftID = regexp.MustCompile(`\{\s*#\s*([^{}]*)\}$`)

// heading records a heading and gives its index.
func (p *page) heading(n *ast.Heading) int {
	title := p.plain(n)
	if n.Level == 1 {
		p.add(n, diag.HeadingOrder, "a heading of level 1 stands in the text; the page's title is the only one", `begin it with "##"`)
	} else if n.Level > max(p.level, 1)+1 {
		p.add(n, diag.HeadingOrder, fmt.Sprintf("a heading of level %d follows one of level %d", n.Level, max(p.level, 1)), fmt.Sprintf("begin it with %q, so that no level is left out", strings.Repeat("#", max(p.level, 1)+1)))
	}
	if title == "" {
		p.add(n, diag.HeadingEmpty, "a heading has no text", "write the heading, or delete the line")
	}
	p.level = n.Level
	if !strings.HasSuffix(title, "}") {
		// no braces, and the pattern is slow
	} else if braces := leftID.FindStringSubmatch(title); braces != nil {
		p.add(n, diag.HeadingID, fmt.Sprintf("%q cannot be a heading's id", braces[1]), fmt.Sprintf("write {#%s}", Slug(braces[1])))
	}
	id := Slug(title)
	together := false
	for _, a := range n.Attributes() {
		if string(a.Name) == "id" {
			id = fmt.Sprintf("%s", a.Value)
			if Slug(id) != id {
				p.add(n, diag.HeadingID, fmt.Sprintf("%q cannot be a heading's id", id), fmt.Sprintf("write {#%s}", Slug(id)))
			}
			continue
		}
		if string(a.Name) != "class" {
			p.add(n, diag.HeadingID, fmt.Sprintf("a heading cannot have %q", a.Name), "only an id and the mark of a section for two may stand in the braces: {#id} or {.together}")
			continue
		}
		together = p.together(n, fmt.Sprintf("%s", a.Value))
	}
	p.doc.Headings = append(p.doc.Headings, Heading{p.unique(id, n), n.Level, title, p.at(n), together})
	return len(p.doc.Headings) - 1
}

// together tells whether the marks of a heading begin a section for two.
func (p *page) together(n *ast.Heading, marks string) bool {
	const mark = "together"
	switch {
	case marks != mark:
		p.add(n, diag.HeadingID, fmt.Sprintf("%q is no mark that a heading can have", marks), "the only one is {.together}: the section is for two people")
	case n.Parent().Kind() != ast.KindDocument:
		p.add(n, diag.HeadingID, "a heading within a list or a quote cannot begin a section for two", "write it at the beginning of a line, outside of the list or quote")
	case p.section > 0 && n.Level > p.section:
		p.add(n, diag.HeadingID, "this heading stands in a section for two already", "take {.together} away here: all of that section is for two")
	default:
		return true
	}
	return false
}

// endSection closes the section for two, if one is open that a heading of this level ends.
func (p *page) endSection(level int) {
	if p.section > 0 && level <= p.section {
		p.section = 0
		p.out.WriteString("</section>\n")
	}
}

// unique makes an id that no other heading has: the second "signs" becomes "signs-2".
func (p *page) unique(id string, n ast.Node) string {
	if id == "" {
		id = "section"
	}
	free := id
	for i := 2; p.ids[free]; i++ {
		free = fmt.Sprintf("%s-%d", id, i)
	}
	p.ids[free] = true
	return free
}

// Slug makes an id of a text: letters of any script and digits, in lower case,
// joined by hyphens. Applied to its own result it changes nothing.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(strings.ToLower(s)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && b.Len() > 0:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’':
			// "don't" is one word
		default:
			gap = true
		}
	}
	// What stood between two marks may be gone, and marks have an order.
	return norm.NFC.String(b.String())
}

// link records a link and gives its index. The address is checked as far as the text alone tells.
func (p *page) link(n ast.Node, address, label string) int {
	l := Link{Pos: p.at(n)}
	if label == "" {
		p.add(n, diag.LinkText, "a link has no words to press", "write words between the square brackets that say where it leads")
	}
	target, fragment, hasFragment := strings.Cut(address, "#")
	scheme, rest, hasScheme := strings.Cut(address, ":")
	switch {
	case address == "":
		p.add(n, diag.LinkNothing, "a link leads to nothing", "write a file between the round brackets, such as (getting-help.md)")
	case hasScheme && !strings.ContainsAny(scheme, "/?#."):
		l.External = true
		l.Target = address
		p.scheme(n, strings.ToLower(scheme), rest)
	case strings.HasPrefix(address, "//"), strings.HasPrefix(address, "/"), strings.Contains(address, `\`):
		p.add(n, diag.LinkAddress, fmt.Sprintf("%q is an address on the finished site, which may change", address), `link to the file instead, such as (../pages/help.md)`)
	case strings.Contains(target, "?"):
		p.add(n, diag.LinkAddress, "a link to a file has no question mark in it", "delete the part from the question mark on")
	default:
		l.Target, l.Fragment = unescape(target), unescape(fragment)
		if hasFragment && fragment == "" {
			p.add(n, diag.LinkNothing, "a link leads to a heading without a name", "write the heading's id after the #, or delete the #")
		}
	}
	p.doc.Links = append(p.doc.Links, l)
	return len(p.doc.Links) - 1
}

// allowed are the schemes a link may have. Nothing on a page is loaded from them; the reader chooses to go.
var allowed = []string{"https", "http", "mailto", "tel", "sms"}

func (p *page) scheme(n ast.Node, scheme, rest string) {
	for _, a := range allowed {
		if scheme == a {
			if (scheme == "https" || scheme == "http") && !strings.HasPrefix(rest, "//") {
				p.add(n, diag.LinkAddress, "an address of another site needs two slashes", "write https:// and then the site's name")
			}
			return
		}
	}
	p.add(n, diag.LinkScheme, fmt.Sprintf("links that begin with %q are refused", scheme+":"), "a link may begin with https:, mailto:, tel: or sms:, or name a file")
}

func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// image records a picture and gives its index.
func (p *page) image(n *ast.Image, alt string) int {
	address := string(n.Destination)
	if alt == "" {
		p.add(n, diag.ImageText, "a picture has no words for those who cannot see it", "describe between the square brackets what it shows")
	}
	switch ext := strings.ToLower(path.Ext(address)); {
	case address == "":
		p.add(n, diag.ImageFile, "a picture has no file", "write its file between the round brackets, such as (breathing.png)")
	case strings.Contains(address, ":") || strings.HasPrefix(address, "/") || strings.ContainsAny(address, `\?#`):
		p.add(n, diag.ImageFile, fmt.Sprintf("the picture %q is not a file of this program", address), "put the picture beside the lesson and name it here; nothing is loaded from other sites")
	case !strings.Contains(" .png .jpg .jpeg .gif .webp .avif .svg ", " "+ext+" "):
		p.add(n, diag.ImageFile, fmt.Sprintf("%q is not a picture", address), "use a .png, .jpg, .webp, .avif, .gif or .svg file")
	}
	p.doc.Images = append(p.doc.Images, Image{unescape(address), p.at(n)})
	return len(p.doc.Images) - 1
}

// calloutLine is the first line of a call-out.
var calloutLine = regexp.MustCompile(`^\[!([A-Za-z]*)\][ \t]*$`)

// callout tells whether a quote is a call-out, and of which kind. It takes the line that says so out of the quote.
func (p *page) callout(n *ast.Blockquote) (kind string, ok bool) {
	first, isParagraph := n.FirstChild().(*ast.Paragraph)
	if !isParagraph || first.Lines().Len() == 0 {
		return "", false
	}
	segment := first.Lines().At(0)
	m := calloutLine.FindSubmatch(bytes.TrimRight(segment.Value(p.src), "\n"))
	if m == nil {
		return "", false
	}
	kind = strings.ToLower(string(m[1]))
	known := []string{"note", "tip", "important", "warning", "caution"}
	if !strings.Contains(" "+strings.Join(known, " ")+" ", " "+kind+" ") || kind == "" {
		p.problems.Add(p.atOffset(segment.Start), diag.CalloutKind, fmt.Sprintf("%q is not a kind of call-out", m[1]), nearest.Hint(kind, known, "kinds"))
		kind = "note"
	}
	for c := first.FirstChild(); c != nil; {
		next := c.NextSibling()
		if t, isText := c.(*ast.Text); isText && t.Segment.Start >= segment.Stop {
			break
		}
		first.RemoveChild(first, c)
		c = next
	}
	if !first.HasChildren() {
		n.RemoveChild(n, first)
	}
	return kind, true
}

var (
	leftReference = regexp.MustCompile(`\[[^\]\[]+\]\[[^\]\[]*\]`)
	leftFootnote  = regexp.MustCompile(`\[\^[^\]\s]+\]`)
)

// checkLeftovers finds marks that mean nothing as they stand and so would show as they are.
func (p *page) checkLeftovers(root ast.Node) {
	if !bytes.Contains(p.src, []byte("][")) && !bytes.Contains(p.src, []byte("[^")) {
		return
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
			return ast.WalkContinue, nil
		}
		var run strings.Builder
		start := -1
		flush := func() {
			if start >= 0 {
				p.leftover(run.String(), start)
			}
			run.Reset()
			start = -1
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			t, ok := c.(*ast.Text)
			if !ok {
				flush()
				continue
			}
			if start < 0 {
				start = t.Segment.Start
			}
			run.Write(t.Segment.Value(p.src))
		}
		flush()
		return ast.WalkSkipChildren, nil
	})
	p.unusedFootnotes()
}

func (p *page) leftover(text string, offset int) {
	if m := leftFootnote.FindStringIndex(text); m != nil {
		p.problems.Add(p.atOffset(offset+m[0]), diag.FootnoteMissing, fmt.Sprintf("the footnote %s is not written anywhere", text[m[0]:m[1]]), fmt.Sprintf("add a line below the text that begins with %q", text[m[0]:m[1]]+": "))
		return
	}
	if m := leftReference.FindStringIndex(text); m != nil {
		p.problems.Add(p.atOffset(offset+m[0]), diag.LinkNothing, "a link names an address that is not written anywhere", "write the file in round brackets after the words: [words](file.md)")
	}
}

// unusedFootnotes finds footnotes that no text refers to; the parser drops them.
func (p *page) unusedFootnotes() {
	for at := 0; ; {
		i := bytes.Index(p.src[at:], []byte("[^"))
		if i < 0 {
			return
		}
		start := at + i
		at = start + len("[^")
		line := p.src[bytes.LastIndexByte(p.src[:start], '\n')+1 : start]
		end := bytes.IndexAny(p.src[at:], "] \t\n")
		if len(bytes.Trim(line, " ")) > 0 || len(line) > 3 || end < 1 || !bytes.HasPrefix(p.src[at+end:], []byte("]:")) {
			continue // not the line that writes a footnote
		}
		mark := p.src[start : at+end+1]
		if bytes.Count(p.src, mark) == bytes.Count(p.src, p.src[start:at+end+2]) {
			p.problems.Add(p.atOffset(start), diag.FootnoteUnused, fmt.Sprintf("no text refers to the footnote %s", mark), fmt.Sprintf("write %s where it belongs, or delete the footnote", mark))
		}
	}
}
