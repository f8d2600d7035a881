package markdown

import (
	"html/template"
	"strings"
)

// Foreign marks finished text as one in another language than what is around it,
// so that it is read out and laid out in its own. Element is span for words
// within a line and div for whole paragraphs. No text gives no mark.
func Foreign(element, language, direction string, text template.HTML) template.HTML {
	if text == "" {
		return ""
	}
	class := ""
	if element == "div" {
		class = ` class="prose"` // paragraphs keep the distances they have without the mark
	}
	return template.HTML("<"+element+class+` lang="`+Escape(language)+`" dir="`+Escape(direction)+`">`) + text + template.HTML("</"+element+">")
}

// IsForeign tells words that [Foreign] marked.
func IsForeign(text template.HTML) bool { return strings.HasPrefix(string(text), "<span lang=") }

// Day marks words for a day, so that machines know it too. A day that is not in
// words is isolated: its digits and strokes would be turned round among Arabic letters.
func Day(iso, words string) template.HTML {
	dir := ""
	if words == iso {
		dir = ` dir="ltr"`
	}
	return template.HTML(`<time datetime="` + Escape(iso) + `"` + dir + `>` + Escape(words) + "</time>")
}
