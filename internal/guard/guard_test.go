package guard_test

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	"goldseam/internal/diag"
	"goldseam/internal/guard"
	"goldseam/themes"
)

// themeFiles gives the theme's files by overlay path.
func themeFiles(tb testing.TB) map[string]string {
	tb.Helper()
	out := map[string]string{}
	err := fs.WalkDir(themes.Hearth(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(themes.Hearth(), p)
		out["theme/"+p] = string(data)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// look looks at one file of an edition in place of the theme's.
func look(theme map[string]string, name, text string) diag.List {
	s := guard.Source{Path: name, Text: []byte(text)}
	if base, ok := theme[name]; ok {
		s.Base = []byte(base)
	}
	return guard.Look(guard.Input{Own: []guard.Source{s}}, nil).Problems
}

func said(list diag.List) string {
	var out []string
	for _, p := range list {
		out = append(out, fmt.Sprintf("%s:%d %s", path.Base(p.File), p.Line, p.Code))
	}
	return strings.Join(out, " ")
}

// TestThemeItself holds that a copy of any file of the theme, with remarks and other blanks, is fine.
func TestThemeItself(t *testing.T) {
	theme := themeFiles(t)
	seen := 0
	for name, text := range theme {
		switch path.Ext(name) {
		case ".css":
			text = "/* ours */\n" + strings.ReplaceAll(text, "{\n", "\n{\n\n")
		case ".html":
			text = "{{/* ours */}}" + text
			if strings.Contains(name, "/leave/") {
				text = theme[name]
			}
		}
		seen++
		if found := look(theme, name, text); len(found) > 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
	if seen < 60 {
		t.Errorf("only %d files", seen)
	}
}
