package markdown

import "html/template"

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
