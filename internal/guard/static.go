package guard

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"goldseam/internal/diag"
)

// published looks at a file that stands in the site under its own name.
func published(s Source) diag.List {
	var out diag.List
	begin := strings.ToLower(string(bytes.TrimSpace(s.Text[:min(len(s.Text), 512)])))
	switch ext := strings.ToLower(path.Ext(s.Path)); {
	case slices.Contains([]string{".js", ".mjs", ".cjs", ".wasm", ".swf", ".jar"}, ext):
		out.Add(at(s, 0), diag.ForeignScript, "this file is a script, and a script can read what readers write", "delete it: an edition has no scripts of its own")
	case slices.Contains([]string{".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".mht", ".php", ".asp", ".xml", ".xsl", ".xslt"}, ext),
		strings.HasPrefix(begin, "<!doctype html"), strings.HasPrefix(begin, "<html"), strings.HasPrefix(begin, "<script"):
		out.Add(at(s, 0), diag.ForeignScript, "this file is a page of its own: it has no leave button, and what it does nobody has looked at", "write it as a page of the edition: content/en/pages/name.md, and in edition.yaml below \"add:\" {text: name, page: 500}; a handout can be a PDF")
	}
	return out
}

// picture looks into a drawing: an SVG is a text that may hold scripts and load things.
func picture(s Source) diag.List {
	var out diag.List
	said := map[string]bool{}
	say := func(code diag.Code, offset int, message, hint string) {
		if !said[message] {
			said[message] = true
			out.Add(at(s, offset), code, message, hint)
		}
	}
	const draw = "save the drawing again as \"plain SVG\", or as a PNG picture"
	offset := 0
	for z := html.NewTokenizer(bytes.NewReader(s.Text)); ; {
		kind := z.Next()
		start := offset
		offset += len(z.Raw())
		if kind == html.ErrorToken {
			return out
		}
		if kind == html.DoctypeToken && bytes.Contains(bytes.ToLower(z.Raw()), []byte("<!entity")) || kind == html.CommentToken && bytes.HasPrefix(bytes.ToLower(z.Raw()), []byte("<?xml-stylesheet")) {
			say(diag.ForeignPlace, start, "this picture takes parts of itself from elsewhere", draw)
		}
		if kind == html.TextToken && foreignStyle(string(z.Text())) {
			say(diag.ForeignPlace, start, "this picture loads something from elsewhere in its styles", draw)
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := z.Token()
		tag := token.Data
		if _, local, ok := strings.Cut(tag, ":"); ok {
			tag = local
		}
		switch tag {
		case "script", "foreignobject", "iframe", "object", "embed", "handler", "listener":
			say(diag.ForeignScript, start, fmt.Sprintf("this picture holds more than a drawing (<%s>), which can run as a script", tag), draw)
		}
		for _, a := range token.Attr {
			name := a.Key
			if _, local, ok := strings.Cut(name, ":"); ok && !strings.HasPrefix(name, "xmlns") {
				name = local
			}
			switch {
			case len(name) > 2 && strings.HasPrefix(name, "on"):
				say(diag.ForeignScript, start, fmt.Sprintf("this picture has a script in it (%s)", name), draw)
			case runs(a.Val) && (name == "href" || name == "to" || name == "values" || name == "from"):
				say(diag.ForeignScript, start, "this picture has a link that is a script", draw)
			case name == "href" && tag != "a" && elsewhere(a.Val) && !strings.HasPrefix(a.Val, "data:image/"), name == "src" && elsewhere(a.Val):
				say(diag.ForeignPlace, start, fmt.Sprintf("this picture loads something from elsewhere: %.60s", a.Val), draw)
			case foreignStyle(a.Val):
				say(diag.ForeignPlace, start, "this picture loads something from elsewhere in its styles", draw)
			}
		}
	}
}

// foreignStyle tells styles that load from elsewhere.
func foreignStyle(text string) bool {
	if !strings.Contains(text, "url") && !strings.Contains(text, "@import") && !strings.Contains(text, `\`) {
		return false
	}
	return slices.ContainsFunc(read([]byte(text)).addresses, func(a address) bool { return foreignAddress(a.text) && !strings.Contains(a.text, "data:image/") })
}
