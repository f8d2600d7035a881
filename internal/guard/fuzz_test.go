package guard_test

import (
	"strings"
	"testing"

	"goldseam/internal/guard"
)

// FuzzFiles holds that nothing in a file can stop a build, and that whatever
// stands around a rule that hides the leave button, outside of braces and
// quotes, the rule is found.
func FuzzFiles(f *testing.F) {
	for _, seed := range []string{"", "a{b:c}", "@media print{", "}}", "/*", "<svg onload=x>", ".a:is(.b,[c=\"d\"]) > e + f{g:h!important}", "\\", "url(", "{{/* x */}}<a>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		base := []byte(".leave{position:fixed}")
		own := []guard.Source{
			{Path: "static/a.svg", Text: []byte(text)},
			{Path: "static/b", Text: []byte(text)},
			{Path: "theme/styles/base.css", Text: []byte(text), Base: base},
			{Path: "theme/templates/pages/text.html", Text: []byte(text), Base: []byte(`{{t "help"}}`)},
		}
		page := []byte("<html lang=en><body class=\"page-text\">" + text)
		guard.Look(guard.Input{Own: own, Pages: map[string][]byte{"index.html": page}}, nil)
		if strings.ContainsAny(text, "{}()[]\"'\\;@/<!") {
			return
		}
		css := guard.Source{Path: "theme/styles/base.css", Base: []byte{}, Text: []byte(text + "{color:red}\n.leave{display:none}\n" + text)}
		if len(guard.Look(guard.Input{Own: []guard.Source{css}}, nil).Problems) == 0 {
			t.Errorf("the rule is not found in %q", css.Text)
		}
	})
}
