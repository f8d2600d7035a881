package check

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"goldseam/internal/contrast"
	"goldseam/internal/diag"
	"goldseam/internal/program"
)

// look checks the colours and the logo of an edition.
func look(p *program.Program, out *diag.List) {
	e := p.Edition
	t := e.Theme
	for _, c := range []struct {
		value string
		at    []any
	}{
		{t.Accent, []any{"accent"}},
		{t.Link, []any{"link"}},
		{t.Paper, []any{"paper"}},
		{t.Ink, []any{"ink"}},
		{t.Night.Accent, []any{"night", "accent"}},
		{t.Night.Link, []any{"night", "link"}},
		{t.Night.Paper, []any{"night", "paper"}},
		{t.Night.Ink, []any{"night", "ink"}},
	} {
		if _, ok := contrast.Parse(c.value); !ok && c.value != "" {
			out.Add(e.At(append([]any{"theme"}, c.at...)...), diag.EditionColour, fmt.Sprintf("%q is not a colour", c.value), `write # and six digits in quotes, such as "#9a6b00"`)
		}
	}
	if t != (program.Edition{}.Theme) {
		*out = append(*out, contrast.Check(t, e.At)...)
	}
	if t.Logo != "" {
		if message, hint := logoFault(p, t.Logo); message != "" {
			out.Add(e.At("theme", "logo"), diag.EditionLogo, message, hint)
		}
	}
}

// logoSize is how large the file of a logo may be: it stands on every page, and
// a phone on a bad line has to wait for it.
const logoSize = 200_000

// logoFault says what is wrong with a logo, "" if nothing is.
func logoFault(p *program.Program, name string) (message, hint string) {
	data := p.Files[name]
	switch {
	case data == nil || !strings.HasPrefix(name, "static/"):
		return fmt.Sprintf("there is no picture %q", name), "put the picture in the folder static and write static/ and its name"
	case pictureKind(name) == "":
		return fmt.Sprintf("%q is no picture that a logo can be", name), "save the logo as svg, png, jpg or webp"
	case len(data) > logoSize:
		return fmt.Sprintf("the logo has %d kB, and every page shows it", (len(data)+999)/1000), "save it smaller, at most 200 kB: it is shown 40 by 40, so 120 by 120 is enough"
	case pictureKind(name) == "svg":
		return svgFault(data)
	case !isPicture(pictureKind(name), data):
		return fmt.Sprintf("%q holds no %s picture, whatever its name says", name, pictureKind(name)), "save the logo again as svg, png, jpg or webp, and write its new name here"
	}
	return "", ""
}

// pictureKind gives what a logo's name says it is, "" for what cannot be one.
func pictureKind(name string) string {
	switch kind := strings.TrimPrefix(strings.ToLower(path.Ext(name)), "."); kind {
	case "svg", "png", "jpg", "webp":
		return kind
	case "jpeg":
		return "jpg"
	}
	return ""
}

// isPicture tells a picture by how its file begins.
func isPicture(kind string, data []byte) bool {
	switch kind {
	case "png":
		return bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n"))
	case "jpg":
		return bytes.HasPrefix(data, []byte("\xff\xd8\xff"))
	}
	return len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP"
}

// svgFault refuses what a drawing can hold beside a drawing: whoever opens it by
// its own address would run its scripts, and what it takes from elsewhere tells
// others who reads.
func svgFault(data []byte) (message, hint string) {
	const again = "open it in a drawing program and save it as plain svg, or save it as png"
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // only marks matter here, which all charsets share
	style, drawn := 0, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && drawn {
			return "", ""
		}
		if err != nil {
			return "the logo cannot be read as an svg picture", again
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(token.Name.Local)
			if !drawn && name != "svg" {
				return "the logo cannot be read as an svg picture", again
			}
			drawn = true
			switch name {
			case "script", "foreignobject", "iframe", "handler", "listener":
				return fmt.Sprintf("the logo holds more than a picture: a part <%s>", token.Name.Local), again
			case "style":
				style++
			}
			for _, a := range token.Attr {
				if message := attributeFault(a); message != "" {
					return message, again
				}
			}
		case xml.EndElement:
			if strings.EqualFold(token.Name.Local, "style") {
				style--
			}
		case xml.CharData:
			if style > 0 && (outside(string(token)) || strings.Contains(strings.ToLower(string(token)), "@import")) {
				return "the logo takes a part of itself from another place", again
			}
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(token), []byte("ENTITY")) {
				return "the logo holds more than a picture: parts that are put together by names", again
			}
		case xml.ProcInst:
			if strings.EqualFold(token.Target, "xml-stylesheet") {
				return "the logo takes a part of itself from another place", again
			}
		}
	}
}

// attributeFault says what is wrong with an attribute of a drawing, "" if nothing is.
func attributeFault(a xml.Attr) string {
	name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
	switch {
	case strings.HasPrefix(name, "on") || strings.HasPrefix(value, "javascript:"):
		return fmt.Sprintf("the logo holds more than a picture: %s", a.Name.Local)
	case (name == "href" || name == "src") && value != "" && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/"), outside(value):
		return "the logo takes a part of itself from another place"
	case (name == "to" || name == "from" || name == "by" || name == "values") && strings.Contains(value, ":"): // an animation may put in an address
		return "the logo takes a part of itself from another place"
	}
	return ""
}

// outside tells a style that shows something which is not in the file itself, or
// is written so that one cannot tell.
func outside(css string) bool {
	if strings.Contains(css, `\`) || strings.Contains(strings.ToLower(css), "image-set(") {
		return true
	}
	for _, part := range strings.Split(strings.ToLower(css), "url(")[1:] {
		part = strings.TrimLeft(part, " \t\r\n\"'")
		if !strings.HasPrefix(part, "#") && !strings.HasPrefix(part, "data:image/") {
			return true
		}
	}
	return false
}
