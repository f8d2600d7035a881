package load

import (
	"bytes"
	"fmt"
	"path"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/markdown"
	"goldseam/internal/origin"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
)

// SourceHash names the state of a file that a translation is made from: the first
// eight digits of the SHA-256, in hexadecimal, of its whole text, front matter
// and body, without a byte-order mark and with "\n" as line end. It gives "" for
// a file that is no text.
func SourceHash(text []byte) string {
	clean, problems := frontmatter.Clean("", text)
	if problems != nil {
		return ""
	}
	return origin.Hash(clean)
}

// SourceLine names the state of a file that a translation is made from as its
// "source:" has it: the whole text, and each part that has words. It gives "" for
// a file that is no text.
func SourceLine(f *snapshot.File) string {
	clean, problems := frontmatter.Clean(f.Path, f.Data)
	if problems != nil {
		return ""
	}
	tag, inside := languageOf(f.Path)
	folder, name := path.Split(inside)
	var words *strictyaml.Format
	switch {
	case name == "strings.yaml":
		return origin.Hash(clean)
	case folder == "":
		words = format.HomeTranslation()
	case name == "phase.md":
		words = format.PhaseTranslation()
	case folder == "worksheets/":
		words = format.SheetTranslation()
	case folder == "pages/":
		words = format.PageTranslation()
	default:
		words = format.LessonTranslation()
	}
	return origin.Line(clean, blocks(f, words, markdown.New(tag)))
}

// blocks gives the parts of a source that a translation has words for: those of
// its front matter, then the sections of its text.
func blocks(f *snapshot.File, words *strictyaml.Format, c *markdown.Converter) []origin.Part {
	file, _ := frontmatter.Split(f.Path, f.Data)
	if file == nil {
		return nil
	}
	var out []origin.Part
	for _, p := range strictyaml.Parts(file.Matter, words) {
		out = append(out, origin.Part{Key: p.Key, Index: p.Index, Name: p.Name, Text: p.Text})
	}
	doc, _ := c.Convert(f.Path, file.Body)
	add := func(section []byte, index int, name string) {
		if text := string(bytes.TrimSpace(section)); text != "" {
			out = append(out, origin.Part{Key: origin.Body, Index: index, Name: name, Text: text})
		}
	}
	from, index, name := 0, -1, ""
	for i, h := range doc.Headings {
		start := lineStart(file.Body, h.Pos.Line)
		if start < from {
			continue
		}
		add(file.Body[from:start], index, name)
		from, index, name = start, i, h.Text
	}
	add(file.Body[from:], index, name)
	return out
}

// lineStart gives the offset of a line, counted from 1.
func lineStart(text []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		next := bytes.IndexByte(text[at:], '\n')
		if next < 0 {
			return len(text)
		}
		at += next + 1
	}
	return at
}

// since tells whether a translation is still one of what stands in its source,
// and nil or what of that is newer.
func (t *translator) since(given string, first *snapshot.File, words *strictyaml.Format, at func(path ...any) diag.Pos) (*origin.Stale, diag.List) {
	var out diag.List
	clean, problems := frontmatter.Clean(first.Path, first.Data)
	if problems != nil || origin.Fresh(given, clean) {
		return nil, nil
	}
	parts := blocks(first, words, t.loader.convert[t.source.Tag])
	line := origin.Line(clean, parts)
	if given == "" {
		out.Warn(at("source"), diag.TranslationSource, "this translation does not say what it was made from, so nobody is told when it is out of date", fmt.Sprintf("if it says what %s says now, add the line: source: %q", first.Shown, line))
		return nil, out
	}
	if !origin.Is(given) {
		out.Warn(at("source"), diag.TranslationSource, fmt.Sprintf("%q does not say what this was translated from", given), fmt.Sprintf("if it says what %s says now, write: source: %q", first.Shown, line))
		return nil, out
	}
	stale := origin.Since(given, clean, parts)
	if stale == nil {
		return nil, nil
	}
	message := fmt.Sprintf("%s has changed since this was translated", first.Shown)
	if names := stale.Names(); names != "" {
		message += ": " + names
	}
	out.Warn(at("source"), diag.TranslationStale, message, fmt.Sprintf("bring the translation up to date, then write: source: %q", line))
	return stale, out
}

// record adds a file of a translation to what is known of the language.
func (t *translator) record(lang *program.Language, source string, stale *origin.Stale) {
	tr, name := lang.Translation, t.file(source)
	if name == source {
		return // written in this language, not translated
	}
	tr.Files++
	switch f := t.tree.File(name); {
	case f == nil:
		tr.Untranslated = append(tr.Untranslated, name)
	case stale != nil:
		tr.Stale = append(tr.Stale, program.Older{File: name, Source: source, Stale: stale})
	}
}
