// Package assets joins a theme's styles and names every asset by its content.
package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"goldseam/internal/diag"
)

// Input is what assets are made of.
type Input struct {
	Theme    map[string][]byte // the theme's files by path below the theme, such as "styles/main.css"
	Client   map[string][]byte // the client bundle: head.js, sw.js and the modules of the folder site, all or none
	Pictures map[string][]byte // pictures of texts and editions, by overlay path
	Tokens   string            // an edition's own values of custom properties, as CSS
}

// Set is every asset under its final name.
type Set struct {
	Files    map[string][]byte // by path in the site, such as "f/style-0123abcd.css"
	Style    string            // path of the style sheet
	Script   string            // path of the client's first module; "" while there is no bundle
	Preload  []string          // paths of the modules that the first one cannot begin without
	Worker   []byte            // the service worker without its list of files; nil while there is no bundle
	Icon     string            // path of the theme's icon; "" for none
	Touch    string            // path of the same for a home screen, 512 pixels wide; "" for none
	Notes    string            // the style sheet of the book for counselors, whole
	NotesSum string            // its hash as a content policy names it
	HeadJS   string            // the script that stands in each page's head; "" while there is no bundle
	HeadHash string            // its hash as a content policy names it
	pictures map[string]string
}

// Picture gives the path in the site of a picture.
func (s *Set) Picture(overlayPath string) string { return s.pictures[overlayPath] }

// Build joins and names the assets. The same input gives the same names.
func Build(in Input) (*Set, diag.List) {
	b := &builder{in: in, prepared: map[string]string{}, set: &Set{Files: map[string][]byte{}, pictures: map[string]string{}}}
	for _, name := range slices.Sorted(maps.Keys(in.Client)) {
		module, ok := strings.CutPrefix(name, "site/")
		if !ok {
			continue
		}
		b.set.Files["f/"+module] = in.Client[name] // named by its content already; modules load each other by name
		if strings.HasPrefix(module, "app-") {
			b.set.Script = "f/" + module
		}
	}
	b.set.Worker = in.Client["sw.js"]
	for line := range strings.Lines(string(in.Client["preload.txt"])) {
		if module, ok := strings.CutPrefix(strings.TrimSpace(line), "site/"); ok {
			b.set.Preload = append(b.set.Preload, "f/"+module)
		}
	}
	if js := bytes.TrimSpace(in.Client["head.js"]); len(js) > 0 {
		b.set.HeadJS = string(js)
		b.set.HeadHash = policyHash(js)
	}
	if icon := in.Theme["static/icon.svg"]; icon != nil {
		b.set.Icon = b.add("icon", ".svg", icon)
	}
	if icon := in.Theme["static/icon.png"]; icon != nil {
		b.set.Touch = b.add("icon", ".png", icon)
	}
	for _, p := range slices.Sorted(maps.Keys(in.Pictures)) {
		b.set.pictures[p] = b.add("i", strings.ToLower(path.Ext(p)), in.Pictures[p])
	}
	if text, ok := b.join("styles/main.css"); ok {
		b.set.Style = b.add("style", ".css", []byte(text))
	}
	if text, ok := b.join("styles/notes.css"); ok {
		b.set.Notes, b.set.NotesSum = text, policyHash([]byte(text))
	}
	return b.set, b.problems
}

// policyHash gives the hash of what stands in a page itself as a content policy names it.
func policyHash(text []byte) string {
	sum := sha256.Sum256(text)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

type builder struct {
	in       Input
	set      *Set
	prepared map[string]string // style sheets that are imported, by path
	problems diag.List
}

// add gives an asset its final name: neutral words and a part of its hash.
func (b *builder) add(name, ext string, data []byte) string {
	sum := sha256.Sum256(data)
	p := "f/" + name + "-" + hex.EncodeToString(sum[:5]) + ext
	b.set.Files[p] = data
	return p
}

var (
	importLine = regexp.MustCompile(`(?m)^@import "([^"]+)" layer\(([a-z]+)\);[ \t]*$`)
	urlPart    = regexp.MustCompile(`url\("([^"]+)"\)`)
	comment    = regexp.MustCompile(`(?s)/\*.*?\*/`)
	blankLines = regexp.MustCompile(`\n\s*\n+`)
)

// join puts together the style sheets that one imports, each within its layer.
func (b *builder) join(main string) (string, bool) {
	text, ok := b.in.Theme[main]
	if !ok {
		b.problems.Add(diag.Pos{File: "theme/" + main}, diag.StyleError, "the theme has no style sheet", "put "+main+" back")
		return "", false
	}
	var out strings.Builder
	from := 0
	for _, m := range importLine.FindAllSubmatchIndex(text, -1) {
		out.WriteString(b.prepare(main, text[from:m[0]]))
		name := path.Join("styles", string(text[m[2]:m[3]]))
		imported, ok := b.in.Theme[name]
		if !ok {
			b.problems.Add(at("theme/"+main, text, m[2]), diag.StyleError, fmt.Sprintf("there is no style sheet %q", text[m[2]:m[3]]), "correct its name, or delete the line")
		}
		if _, done := b.prepared[name]; !done {
			b.prepared[name] = b.prepare(name, imported)
		}
		fmt.Fprintf(&out, "@layer %s {\n%s}\n", text[m[4]:m[5]], b.prepared[name])
		from = m[1]
	}
	rest := b.prepare(main, text[from:])
	if i := bytes.Index(text[from:], []byte("@import")); i >= 0 {
		b.problems.Add(at("theme/"+main, text, from+i), diag.StyleError, "this @import cannot be read", `write it in the form: @import "name.css" layer(components);`)
	}
	out.WriteString(rest)
	if b.in.Tokens != "" {
		fmt.Fprintf(&out, "@layer tokens {\n%s}\n", b.in.Tokens)
	}
	return out.String(), true
}

// prepare takes comments off a style sheet and gives the files it shows their final names.
func (b *builder) prepare(name string, css []byte) string {
	text := blankLines.ReplaceAllString(comment.ReplaceAllString(string(css), ""), "\n")
	return strings.TrimLeft(urlPart.ReplaceAllStringFunc(text, func(u string) string {
		ref := urlPart.FindStringSubmatch(u)[1]
		file := path.Join(path.Dir(name), ref)
		data, ok := b.in.Theme[file]
		if !ok || strings.Contains(ref, ":") || strings.HasPrefix(ref, "/") {
			offset := max(bytes.Index(css, []byte(u)), 0)
			b.problems.Add(at("theme/"+name, css, offset), diag.StyleError, fmt.Sprintf("there is no file %q in the theme", ref), "put it in the theme's folder static; nothing is loaded from other sites")
			return u
		}
		ext := path.Ext(file)
		return `url("` + path.Base(b.add(strings.TrimSuffix(path.Base(file), ext), ext, data)) + `")`
	}), "\n")
}

func at(file string, text []byte, offset int) diag.Pos {
	before := text[:offset]
	return diag.Pos{File: file, Line: bytes.Count(before, []byte("\n")) + 1, Column: offset - bytes.LastIndexByte(before, '\n')}
}
