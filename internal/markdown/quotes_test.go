package markdown_test

import (
	"html"
	"strings"
	"testing"

	"goldseam/internal/markdown"
)

// TestQuotes writes the same straight marks as a plain text and as Markdown.
func TestQuotes(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"en", `Say "no".`, "Say “no”."},
		{"en", `"I heard 'no' twice," Sam said.`, "“I heard ‘no’ twice,” Sam said."},
		{"en", `It's Sam's ("yes")...`, "It’s Sam’s (“yes”)…"},
		{"es", `Di "no".`, "Di «no»."},
		{"es", `"¿Dijo 'no' dos veces?", pregunta Sam.`, "«¿Dijo “no” dos veces?», pregunta Sam."},
		{"es-MX", `Di "no".`, "Di «no»."},
		{"ar", `قل "لا".`, "قل «لا»."},
		{"ar", `"سمعت 'لا' مرتين"، قال سام.`, "«سمعت “لا” مرتين»، قال سام."},
		{"ar", `هل قلت "لا"؟`, "هل قلت «لا»؟"},
		{"fr", `Dis "non".`, "Dis «\u202fnon\u202f»."},
		{"fr", `"J'ai entendu 'non' deux fois", dit Sam.`, "«\u202fJ’ai entendu “non” deux fois\u202f», dit Sam."},
		{"de", `Sag "nein".`, "Sag „nein“."},
		{"de", `"Ich habe 'nein' gehört", sagt Sam.`, "„Ich habe ‚nein‘ gehört“, sagt Sam."},
		{"pt-BR", `Diga "não".`, "Diga “não”."},
		{"pl", `Powiedz "nie".`, "Powiedz „nie”."},
		{"tlh", `"no"`, "“no”"},
	}
	for _, tt := range tests {
		c := markdown.New(tt.language)
		if got := html.UnescapeString(string(c.Text(tt.text))); got != tt.want {
			t.Errorf("%s: the text %s is %q, want %q", tt.language, tt.text, got, tt.want)
		}
		doc, _ := c.Convert("f.md", []byte(tt.text+"\n"))
		if got := html.UnescapeString(strings.TrimSpace(string(doc.HTML(plain{})))); got != "<p>"+tt.want+"</p>" {
			t.Errorf("%s: as Markdown %s is %q, want %q in a paragraph", tt.language, tt.text, got, tt.want)
		}
	}
}
