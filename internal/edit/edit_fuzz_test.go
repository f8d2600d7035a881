package edit_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"goldseam/internal/edit"
)

// FuzzUnchanged holds of any text that can be a form: answers nobody changed
// leave it as it is, and one changed answer is read back as it was given.
func FuzzUnchanged(f *testing.F) {
	f.Add([]byte(lesson), "Another: title")
	f.Add([]byte("---\ntitle: A\nfields:\n  a: {type: text}\n  # b\n  b:\n    type: choice\n    options: {x: y}\nrules:\n - when: {field: a}\n---\n"), "- x")
	f.Add([]byte("---\n{title: A, steps: [a, b]}\n---\nB"), "#")
	f.Add([]byte("---\ntitle: >\n  folded\n  text\nsteps:\n- a\n- text: |\n    b\n  with: together\n---\n\n\nB\r\n"), "'")
	f.Fuzz(func(t *testing.T, src []byte, title string) {
		for _, kind := range []edit.Kind{edit.Lesson, edit.Sheet} {
			text, _ := edit.Read(kind, false, "x.md", src)
			if text == nil {
				continue
			}
			data, err := json.Marshal(text.Values)
			if err != nil {
				t.Fatal(err)
			}
			values, err := edit.Values(edit.Format(kind, false), data)
			if err != nil {
				continue // such as a name of spaces
			}
			got, err := edit.Write(kind, false, "x.md", src, values, text.Body)
			if err != nil { // all in braces, with more than the form shows
				continue
			}
			if !bytes.Equal(breaks(got), breaks(src)) {
				t.Fatalf("changes by itself:\n%q\n%q", src, got)
			}
			values["title"] = title
			if got, err = edit.Write(kind, false, "x.md", src, values, text.Body); err != nil {
				t.Fatal(err)
			}
			again, problems := edit.Read(kind, false, "x.md", got)
			if again == nil {
				t.Fatalf("cannot be read with the title %q: %v\n%q\n%q", title, problems, src, got)
			}
			if want, read := clean(title), clean(again.Values["title"]); want != read && (read != nil || want != "") && !unprintable(title) {
				t.Fatalf("the title %q is read back as %q\n%q", want, read, got)
			}
			if again.Body != text.Body || len(again.Aside) != len(text.Aside) {
				t.Fatalf("another title changes more:\n%q\n%q", src, got)
			}
		}
	})
}

func breaks(text []byte) []byte {
	return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

// unprintable tells a text with characters that no text may have.
func unprintable(text string) bool {
	for _, r := range text {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xfffd || r == 0xfeff || r == 0x2028 || r == 0x2029 || r > 0xffff {
			return true
		}
	}
	return false
}

func TestTranslation(t *testing.T) {
	src := []byte("---\ntitle: Pedir perdón\nsource: 1a2b3c4d\nsteps: [Uno, Dos]\n---\n\nTexto.\n")
	text, problems := edit.Read(edit.Lesson, true, "x.md", src)
	if text == nil || len(text.Aside) != 1 {
		t.Fatal(problems, text)
	}
	text.Values["title"] = "Pedir perdón: bien"
	text.Values["steps"] = []any{edit.Group{"text": "Uno"}, edit.Group{"text": "Dos, y tres"}}
	got, err := edit.Write(edit.Lesson, true, "x.md", src, text.Values, text.Body)
	if want := "---\ntitle: \"Pedir perdón: bien\"\nsource: 1a2b3c4d\nsteps: [Uno, \"Dos, y tres\"]\n---\n\nTexto.\n"; err != nil || string(got) != want {
		t.Errorf("Write = %q, %v; want %q", got, err, want)
	}
	if _, err := edit.Values(edit.Format(edit.Lesson, true), []byte(`{"on_red": "shown"}`)); err == nil {
		t.Error("a translation takes structure")
	}
}
