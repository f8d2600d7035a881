package check_test

import (
	"slices"
	"strings"
	"testing"

	"goldseam/internal/diag"
	"goldseam/internal/program"
)

// threeLanguages is a sound program of which Spanish has all it needs and Arabic hardly anything.
func threeLanguages() map[string]string {
	files := sound()
	files["content/program.yaml"] = strings.Replace(strings.Replace(files["content/program.yaml"], "language: en\n", "language: en\nlanguages: [en, es, ar]\n", 1), "{id: plan, page: 1}", "{id: plan, page: 1}, {id: safety-check, page: 2}", 1)
	files["content/en/worksheets/safety-check.md"] = "---\ntitle: Check\nneutral_title: Sheet 2\nfill: alone\nkeep: never\nshare: none\nkind: form\nfields: {a: {type: choice, label: A, options: {x: X}}}\n---\n\nHow.\n"
	var words strings.Builder
	words.WriteString("language-name: A language\nnext: Next\nminutes: \"{n} minutes\"\nminutes.one: \"{n} minute\"\n")
	for _, key := range program.SafetyStrings() {
		words.WriteString(key + ": Words\n")
	}
	files["content/en/strings.yaml"], files["content/es/strings.yaml"] = words.String(), words.String()
	files["content/ar/strings.yaml"] = "language-name: A language\nleave: Words\nhelp: \"\"\n"
	for _, p := range program.KnownPages {
		files["content/en/pages/"+p.Name+".md"] = "---\ntitle: T\n---\n\nText.\n"
	}
	files["content/en/pages/help.md"] = "---\ntitle: Help\n---\n\nSee [one](../a/one.md).\n"
	for _, name := range []string{"before-you-start", "help", "right-now", "limits", "stop-rules"} {
		files["content/es/pages/"+name+".md"] = "---\ntitle: T\n---\n\nTexto.\n"
	}
	files["content/es/worksheets/safety-check.md"] = "---\ntitle: Check\nfields: {a: {label: A, options: {x: X}}}\n---\n\nCómo.\n"
	for _, tag := range []string{"es", "ar"} {
		files["content/"+tag+"/program.md"] = "---\ntitle: T\n---\n\nTexto.\n"
	}
	return files
}

// found lists problems of the kinds that this file is about, as "file code severity".
func found(t *testing.T, files map[string]string) (out []string) {
	t.Helper()
	for _, p := range problems(t, files).Sorted() {
		if slices.Contains([]diag.Code{diag.LanguageSafety, diag.MissingString, diag.PluralForm, diag.UnknownKey}, p.Code) {
			out = append(out, p.File+" "+string(p.Code)+" "+string(p.Severity))
		}
	}
	return out
}

func TestLanguageSafety(t *testing.T) {
	arabic := []string{
		"content/ar/pages/before-you-start.md language-safety error", "content/ar/pages/help.md language-safety error",
		"content/ar/pages/limits.md language-safety error", "content/ar/pages/right-now.md language-safety error",
		"content/ar/pages/stop-rules.md language-safety error", "content/ar/strings.yaml language-safety error",
		"content/ar/strings.yaml missing-string warning", "content/ar/worksheets/safety-check.md language-safety error",
	}
	es := func(more ...string) []string { return append(slices.Clone(arabic), more...) }
	tests := []struct {
		name string
		edit func(map[string]string)
		want []string
	}{
		{"one has all, one hardly anything", func(map[string]string) {}, arabic},
		{"a language without words", func(f map[string]string) { delete(f, "content/ar/strings.yaml") }, slices.DeleteFunc(slices.Clone(arabic), func(s string) bool { return strings.Contains(s, "strings") })},
		{"a page goes", func(f map[string]string) { delete(f, "content/es/pages/help.md") }, es("content/es/pages/help.md language-safety error")},
		{"a page says nothing", func(f map[string]string) { f["content/es/pages/help.md"] = "---\ntitle: T\n---\n" }, es("content/es/pages/help.md language-safety error")},
		{"another page goes", func(f map[string]string) { delete(f, "content/es/pages/about.md") }, arabic},
		{"a word of safety goes", func(f map[string]string) {
			f["content/es/strings.yaml"] = strings.Replace(f["content/es/strings.yaml"], "leave: Words\n", "", 1)
		}, es("content/es/strings.yaml language-safety error")},
		{"a word of safety says nothing", func(f map[string]string) {
			f["content/es/strings.yaml"] = strings.Replace(f["content/es/strings.yaml"], "leave: Words\n", "leave: \"\"\n", 1)
		}, es("content/es/strings.yaml language-safety error")},
		{"another word goes", func(f map[string]string) {
			f["content/es/strings.yaml"] = strings.Replace(f["content/es/strings.yaml"], "next: Next\n", "", 1)
		}, es("content/es/strings.yaml missing-string warning")},
		{"an option of the safety check is not translated", func(f map[string]string) {
			f["content/es/worksheets/safety-check.md"] = "---\ntitle: Check\nfields: {a: {label: A}}\n---\n\nCómo.\n"
		}, es("content/es/worksheets/safety-check.md language-safety error")},
		{"a lesson leads to the safety check", func(f map[string]string) {
			f["content/en/a/one.md"] = strings.Replace(f["content/en/a/one.md"], "worksheets: [plan]", "worksheets: [safety-check]", 1)
			f["content/es/a/one.md"] = "---\ntitle: Uno\n---\n\nTexto.\n"
		}, append([]string{"content/ar/a/one.md language-safety error"}, arabic...)},
		{"a form that the language does not have", func(f map[string]string) { f["content/es/strings.yaml"] += "minutes.few: x\n" }, es("content/es/strings.yaml plural-form error")},
		{"a form of nothing", func(f map[string]string) { f["content/es/strings.yaml"] += "hours.one: x\n" }, es("content/es/strings.yaml plural-form error")},
		{"a form that only whole millions take", func(f map[string]string) { f["content/es/strings.yaml"] += "minutes.many: x\n" }, arabic},
		{"a form is missing", func(f map[string]string) {
			f["content/es/strings.yaml"] = strings.Replace(f["content/es/strings.yaml"], "minutes.one", "next.one", 1)
		}, es("content/es/strings.yaml plural-form warning")},
		{"a word that the source does not have", func(f map[string]string) { f["content/es/strings.yaml"] += "nextt: x\n" }, es("content/es/strings.yaml unknown-key warning")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := threeLanguages()
			tt.edit(files)
			if got := found(t, files); !slices.Equal(got, tt.want) {
				t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// TestLanguageListIsNumbered holds that what is missing in a language can be worked off in order.
func TestLanguageListIsNumbered(t *testing.T) {
	n := 0
	for _, p := range problems(t, threeLanguages()).Sorted() {
		if p.Code == diag.LanguageSafety {
			n++
			if want := "(" + string(rune('0'+n)) + " of 7)"; !strings.Contains(p.Message, want) || p.Hint == "" {
				t.Errorf("the message %q lacks %s, or a hint: %q", p.Message, want, p.Hint)
			}
		}
	}
}
