package render

import (
	"fmt"
	"regexp"
)

// templateSlips turns what the template library says into an author's words.
// The first pattern that fits is used; its group, if any, stands in the message.
var templateSlips = []struct {
	pattern       *regexp.Regexp
	message, hint string
}{
	{regexp.MustCompile(`can't evaluate field (\w+) in type`), "there is no {{.%s}} on this page", "compare the name with the base theme's file"},
	{regexp.MustCompile(`function "([^"]+)" not defined`), "there is no function %q", "the only function is t, which gives a word of strings.yaml"},
	{regexp.MustCompile(`(?:no such template|template) "([^"]+)"(?: not defined)?`), "there is no template %q", "compare the name with the base theme's file"},
	{regexp.MustCompile(`no word "([^"]+)"`), "there is no word %q in strings.yaml", "add it there, or correct the name"},
	{regexp.MustCompile(`unexpected EOF`), "an {{if}}, {{range}} or {{with}} is never ended", "write {{end}} where it ends"},
	{regexp.MustCompile(`unexpected \{\{end\}\}`), "an {{end}} stands here that ends nothing", "delete it, or write the {{if}}, {{range}} or {{with}} that it belongs to"},
	{regexp.MustCompile(`bad character|unclosed action|unexpected "\}"|unterminated`), "the braces or quotes here do not match", "an action begins with {{ and ends with }}, and its texts stand in quotes"},
}

// templateMessage says what is wrong with a template in an author's words.
func templateMessage(library string) (message, hint string) {
	for _, s := range templateSlips {
		if m := s.pattern.FindStringSubmatch(library); m != nil {
			if len(m) > 1 {
				return fmt.Sprintf(s.message, m[1]), s.hint
			}
			return s.message, s.hint
		}
	}
	return "the template cannot be used: " + library, "compare it with the base theme's file of the same name"
}
