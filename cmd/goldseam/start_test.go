package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// begin runs the start in a folder with typed lines. It is stopped as soon as a
// preview runs, whose line tells where.
func begin(t *testing.T, place, typed string) (shown string, code int) {
	t.Helper()
	t.Setenv("PATH", "") // no browser opens
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	out := &until{word: "Stop with Ctrl+C", stop: stop}
	a := &app{in: strings.NewReader(typed), out: out, err: out}
	err := a.start(ctx, []string{place})
	code = a.exit(err)
	return out.text.String(), code
}

// until is what was shown; it stops what runs when a word is shown.
type until struct {
	text bytes.Buffer
	word string
	stop func()
}

func (u *until) Write(p []byte) (int, error) {
	n, err := u.text.Write(p)
	if strings.Contains(u.text.String(), u.word) {
		u.stop()
	}
	return n, err
}

func TestStart(t *testing.T) {
	place := t.TempDir()
	shown, code := begin(t, place, "\n")
	if code != exitFine || !strings.Contains(shown, "  1  Make an edition") || strings.Contains(shown, "Show the edition") {
		t.Fatalf("in an empty folder: code %d after\n%s", code, shown)
	}
	shown, code = begin(t, place, "")
	if code != exitFine {
		t.Errorf("where nothing can be typed: code %d after\n%s", code, shown)
	}

	for _, dir := range []string{"river", "brook"} {
		if err := os.Mkdir(filepath.Join(place, dir), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(place, dir, "edition.yaml"), []byte("goldseam: 1.0.0\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	shown, code = begin(t, place, "nine\n7\n\n")
	for _, want := range []string{"  2  Show the edition in brook\n  3  Show the edition in river\n  4  Look at Steady Ground", `"nine" is none of the numbers.`, `"7" is none of the numbers.`} {
		if !strings.Contains(shown, want) {
			t.Errorf("the start lacks %q:\n%s", want, shown)
		}
	}
	if code != exitFine {
		t.Errorf("code %d", code)
	}
	shown, _ = begin(t, filepath.Join(place, "river"), "\n")
	if strings.Contains(shown, "Look at Steady Ground") || !strings.Contains(shown, "  2  Show the edition in this folder\n") {
		t.Errorf("within an edition the start offers what it cannot show:\n%s", shown)
	}
}

// TestStartToPreview plays a first evening without a command: an edition is made and shown.
func TestStartToPreview(t *testing.T) {
	place := t.TempDir()
	shown, _ := begin(t, place, "1\n\nRiver Counseling\n\n\n\n\n\n\n\n")
	if !strings.Contains(shown, "Open http://127.0.0.1:") || strings.Contains(shown, "next:") {
		t.Fatalf("no preview was shown, or something else is to be done first:\n%s", shown)
	}
	text, err := os.ReadFile(filepath.Join(place, "my-edition", "edition.yaml"))
	if err != nil || !strings.Contains(string(text), `name: "River Counseling"`) {
		t.Errorf("edition.yaml holds %s, %v", text, err)
	}

	// The second time its name is taken, and it is offered.
	shown, _ = begin(t, place, "1\nmy-edition\n")
	if !strings.Contains(shown, "there is an edition in") {
		t.Errorf("a folder that is taken is not refused:\n%s", shown)
	}
	shown, _ = begin(t, place, "2\n")
	if !strings.Contains(shown, "Show the edition in my-edition") || !strings.Contains(shown, "Open http://127.0.0.1:") {
		t.Errorf("the edition is not shown:\n%s", shown)
	}
}
