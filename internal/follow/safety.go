package follow

import (
	"path"
	"slices"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/program"
	"goldseam/internal/strictyaml"
)

// said is the safety text of one file, by what it is for. Its words stand in the
// edition's folder and in reports, so they are for people.
type said = strictyaml.Map[[]string]

// safety gives what one file of a program says about safety.
func (e *Edition) safety(name string, text []byte) said {
	k, language := kindOf(name)
	switch k {
	case lesson, worksheet, page, words, country:
	default:
		return nil
	}
	clean, problems := frontmatter.Clean(name, text)
	if problems != nil {
		return nil
	}
	whole := strictyaml.Source{File: name, Line: 1, Text: clean}
	var s sayer
	switch k {
	case words:
		s.words(whole)
	case country:
		s.country(whole)
	default:
		file, problems := frontmatter.Split(name, clean)
		if problems != nil {
			return nil
		}
		switch k {
		case lesson:
			s.lesson(file, e.together(name, language))
		case worksheet:
			s.worksheet(file.Matter)
		case page:
			s.page(name, file)
		}
	}
	return s.said
}

// together tells for which steps of a lesson two people are needed: a translation does not say it.
func (e *Edition) together(name, language string) []bool {
	source := e.Base.File("content/" + e.language + strings.TrimPrefix(name, "content/"+language))
	if language == e.language || source == nil {
		return nil
	}
	file, problems := frontmatter.Split(source.Path, source.Data)
	if problems != nil {
		return nil
	}
	var m format.Lesson
	strictyaml.Decode(file.Matter, strictyaml.Of[format.Lesson](), &m)
	out := []bool{}
	for _, step := range m.Steps {
		out = append(out, step.With != "")
	}
	return out
}

// sayer gathers safety text.
type sayer struct{ said said }

func (s *sayer) add(what string, texts ...string) {
	texts = slices.DeleteFunc(texts, func(t string) bool { return t == "" })
	if len(texts) == 0 {
		return
	}
	for i, p := range s.said {
		if p.Key == what {
			s.said[i].Value = append(p.Value, texts...)
			return
		}
	}
	s.said = append(s.said, strictyaml.Pair[[]string]{Key: what, Value: texts})
}

func (s *sayer) lesson(file *frontmatter.File, together []bool) {
	var m format.Lesson
	strictyaml.Decode(file.Matter, strictyaml.Of[format.Lesson](), &m)
	s.add("notes on safety", m.Safety...)
	s.add("on your own", m.Solo)
	s.add("after a red safety result", m.OnRed)
	s.add("alone or as two", m.Mode)
	for i, step := range m.Steps {
		if step.With != "" || i < len(together) && together[i] {
			s.add("steps for two people", step.Text)
		}
	}
	for _, b := range blocks(file.Body) {
		if quoted := strings.TrimLeft(b.text, "> "); quoted != b.text {
			for _, sign := range []string{"[!IMPORTANT]", "[!WARNING]", "[!CAUTION]"} {
				if strings.HasPrefix(quoted, sign) {
					s.add("boxes in the text", b.text)
				}
			}
		}
	}
}

func (s *sayer) worksheet(matter strictyaml.Source) {
	var m format.Sheet
	strictyaml.Decode(matter, strictyaml.Of[format.Sheet](), &m)
	s.add("whether answers are kept", m.Keep)
	s.add("what may be shared", m.Share)
	s.add("while the safety check has no clear result", m.OnAmber)
	s.add("notes on privacy", m.Privacy...)
	for _, f := range m.Fields {
		if never := m.Keep == "never" || f.Value.Keep == "never"; never || f.Value.Panel != "" {
			s.add("questions whose answers are never kept, and panels", f.Key+": "+text(f.Value))
		}
		for _, c := range f.Value.Columns {
			if c.Value.Keep == "never" {
				s.add("questions whose answers are never kept, and panels", f.Key+"."+c.Key+": "+text(c.Value))
			}
		}
	}
	var say []string
	for _, r := range m.Rules {
		if r.Show != "" || strings.HasPrefix(r.Link, "page:") {
			s.add("rules that show help", text(r))
		} else if r.Say != "" {
			say = append(say, r.Say)
		}
	}
	s.add("rules that say something", say...)
}

func (s *sayer) page(name string, file *frontmatter.File) {
	if !slices.Contains(program.SafetyPages(), strings.TrimSuffix(path.Base(name), ".md")) {
		return
	}
	var m format.Page
	strictyaml.Decode(file.Matter, strictyaml.Of[format.Page](), &m)
	s.add("title and summary", m.Title, m.Summary)
	for _, b := range blocks(file.Body) {
		s.add("text", b.text)
	}
}

func (s *sayer) words(src strictyaml.Source) {
	var m strictyaml.Map[string]
	strictyaml.Decode(src, stringsFormat(), &m)
	for _, key := range program.SafetyStrings() {
		if text, ok := m.Get(key); ok {
			s.add(key, text)
		}
	}
}

func (s *sayer) country(src strictyaml.Source) {
	var m format.Country
	strictyaml.Decode(src, strictyaml.Of[format.Country](), &m)
	s.add("emergency numbers", m.Emergency...)
	for _, l := range m.Lines {
		// Who checked it and when is no text that a reader acts on.
		l.Source, l.VerifiedOn, l.VerifiedBy = "", "", nil
		s.add("help lines", text(l))
	}
}

// block is a paragraph, list or heading of a text.
type block struct {
	text string
	line int // of the file, from 1
}

// blocks takes a text apart at its empty lines.
func blocks(body []byte) []block {
	var out []block
	open := false
	for i, line := range strings.Split(string(body), "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			open = false
		case open:
			out[len(out)-1].text += " " + strings.TrimSpace(line)
		default:
			out, open = append(out, block{strings.TrimSpace(line), i + 1}), true
		}
	}
	return out
}
