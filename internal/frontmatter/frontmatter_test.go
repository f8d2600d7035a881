package frontmatter_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"goldseam/internal/frontmatter"
)

func TestSplit(t *testing.T) {
	tests := []struct{ name, src, matter, body string }{
		{"plain", "---\ntitle: A\n---\nBody\n", "title: A\n", "   \n        \n   \nBody\n"},
		{"byte-order mark", "\xef\xbb\xbf---\nt: A\n---\nB", "t: A\n", "   \n    \n   \nB"},
		{"CRLF", "---\r\nt: A\r\n---\r\nB\r\n", "t: A\n", "   \n    \n   \nB\n"},
		{"no body", "---\nt: A\n---", "t: A\n", "   \n    \n   "},
		{"empty matter", "---\n---\nB", "", "   \n   \nB"},
		{"a rule in the body", "---\nt: A\n---\nB\n\n---\n\nC", "t: A\n", "   \n    \n   \nB\n\n---\n\nC"},
		{"trailing space", "--- \nt: A\n---\t\nB", "t: A\n", "    \n    \n    \nB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, problems := frontmatter.Split("f", []byte(tt.src))
			if problems != nil {
				t.Fatal(problems)
			}
			if string(f.Matter.Text) != tt.matter || string(f.Body) != tt.body {
				t.Errorf("got %q and %q, want %q and %q", f.Matter.Text, f.Body, tt.matter, tt.body)
			}
		})
	}
}

func TestSplitProblems(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"empty", "", "1:1 empty-file"},
		{"blank", " \n\t\n", "1:1 empty-file"},
		{"missing", "# Title\n", "1:1 front-matter-missing"},
		{"late", "\n---\nt: A\n---\n", "1:1 front-matter-missing"},
		{"unclosed", "---\ntitle: A\n\nBody\n", "1:1 front-matter-unclosed"},
		{"indented", "---\nt: |\n  a\n  ---\n  b\n---\nB", "4:1 front-matter-indented"},
		{"latin 1", "---\ntitle: caf\xe9\n---\n", "2:11 not-utf8"},
		{"NUL", "---\ntitle: a\x00\n---\n", "2:9 not-utf8"},
		{"UTF-16", "\xff\xfe-\x00", "1:1 not-utf8"},
		{"10 MB line", "---\ntitle: " + strings.Repeat("x", 10<<20) + "\n---\n", "1:1 too-large"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, problems := frontmatter.Split("f", []byte(tt.src))
			if f != nil || len(problems) != 1 {
				t.Fatalf("got %v, %v, want one problem", f, problems)
			}
			if got := fmt.Sprintf("%d:%d %s", problems[0].Line, problems[0].Column, problems[0].Code); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// FuzzSplit checks what must hold of any file: the parts lie within it, in
// order, the body keeps its place, and each line of front matter is one of the file.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"---\ntitle: A\n---\nBody\n", "\xef\xbb\xbf---\r\na: b\r\n---\r\n", "---\na: |\n  ---\n---\nx", "---\n---\n", "--- \n\t---\n", "---\ra\r---\rb"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		file, problems := frontmatter.Split("f", src)
		if err := checkSplit(before, src, file, problems == nil); err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			if p.Line < 1 || p.Line > 1+bytes.Count(src, []byte("\n"))+bytes.Count(src, []byte("\r")) || p.Column < 1 {
				t.Fatalf("problem outside the file: %+v", p)
			}
		}
	})
}

// checkSplit is the oracle of FuzzSplit.
func checkSplit(before, src []byte, file *frontmatter.File, fine bool) error {
	if !bytes.Equal(before, src) {
		return fmt.Errorf("the input was changed")
	}
	if !fine {
		if file != nil {
			return fmt.Errorf("parts in spite of a problem")
		}
		return nil
	}
	text := bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	if len(file.Body) != len(text) {
		return fmt.Errorf("the body's offsets are not the file's: %d bytes, file %d", len(file.Body), len(text))
	}
	rest := bytes.TrimLeft(file.Body, " \n")
	if !bytes.HasSuffix(text, rest) {
		return fmt.Errorf("the body %q does not end the file %q", rest, text)
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	at := 1
	for _, l := range bytes.SplitAfter(file.Matter.Text, []byte("\n")) {
		if len(l) > 0 {
			if !bytes.Equal(lines[at], l) {
				return fmt.Errorf("line %d of the front matter is %q, in the file %q", at+1, l, lines[at])
			}
			at++
		}
	}
	if string(bytes.TrimRight(lines[0], " \t\n")) != "---" || string(bytes.TrimRight(lines[at], " \t\n")) != "---" {
		return fmt.Errorf("front matter without its two fences: %q", text)
	}
	return nil
}

func TestSplitOracleCatches(t *testing.T) {
	src := []byte("---\ntitle: A\n---\nBody\n")
	plants := map[string]func(*frontmatter.File){
		"body cut":     func(f *frontmatter.File) { f.Body = f.Body[1:] },
		"body changed": func(f *frontmatter.File) { f.Body[len(f.Body)-2] = 'X' },
		"line lost":    func(f *frontmatter.File) { f.Matter.Text = nil },
		"line changed": func(f *frontmatter.File) { f.Matter.Text = []byte("title: B\n") },
	}
	for name, plant := range plants {
		file, _ := frontmatter.Split("f", src)
		plant(file)
		if checkSplit(src, src, file, true) == nil {
			t.Errorf("the oracle misses a planted bug: %s", name)
		}
	}
}
