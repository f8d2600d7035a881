package live_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"goldseam/internal/corpus"
	"goldseam/themes"
)

// author changes files in a folder. Paths are those below the folder, with slashes.
type author struct {
	t      *testing.T
	rng    *rand.Rand
	dir    string
	away   string // a folder elsewhere, to move things to
	corpus corpus.Program
	whole  map[string]string // all files of the program, those of the base included
	good   map[string]string // the folder's own files when all is well
	desk   *desk
	fresh  int
	log    []string
}

func pick[T any](a *author, list []T) T { return list[a.rng.IntN(len(list))] }

func (a *author) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
}

func (a *author) at(name string) string { return filepath.Join(a.dir, filepath.FromSlash(name)) }

// number is one that was not there before.
func (a *author) number() int { a.fresh++; return a.fresh }

// write saves a file the plain way. What stands in its way makes it fail, as in life.
func (a *author) write(name, text string) {
	_ = os.MkdirAll(filepath.Dir(a.at(name)), 0o777)
	_ = os.WriteFile(a.at(name), []byte(text), 0o666)
}

// lesson is the path of some lesson, whether it is there or not, with a new text for it.
func (a *author) lesson() (name, text string) {
	n := a.rng.IntN(a.corpus.Lessons)
	return a.corpus.Path(n), a.lessonText(n)
}

func (a *author) lessonText(n int) string {
	text := a.corpus.Matter(n) + a.corpus.Body(n) + fmt.Sprintf("\nSentence %d.\n", a.number())
	switch a.rng.IntN(8) {
	case 0:
		text = strings.Replace(text, "title: Take", fmt.Sprintf("title: Now %d take", a.number()), 1)
	case 1:
		text = strings.Replace(text, "## Part 1 of this", "## Part one of this", 1) // other lessons link to it
	case 2:
		text += "\n![A hand](../phase-1/hand.png)\n"
	case 3:
		text += fmt.Sprintf("\n[A lesson](../%s)\n", strings.TrimPrefix(a.corpus.Path(a.rng.IntN(a.corpus.Lessons)), "content/en/"))
	}
	return text
}

// here is the path of some file of the folder, one of the program's own if there is one.
func (a *author) here() (string, bool) {
	var names []string
	_ = filepath.WalkDir(a.dir, func(p string, d os.DirEntry, err error) error {
		rel, _ := filepath.Rel(a.dir, p)
		if err == nil && !d.IsDir() && rel != "edition.yaml" && filepath.ToSlash(rel) != "content/program.yaml" {
			names = append(names, filepath.ToSlash(rel))
		}
		return nil
	})
	if len(names) == 0 {
		return "", false
	}
	return pick(a, names), true
}

// folder is the path of some folder below content, static or theme.
func (a *author) folder() (string, bool) {
	var names []string
	for _, pattern := range []string{"content/*/*", "static/*", "static", "theme", "content/help-lines"} {
		found, _ := filepath.Glob(a.at(pattern))
		for _, p := range found {
			if info, err := os.Lstat(p); err == nil && info.IsDir() {
				rel, _ := filepath.Rel(a.dir, p)
				names = append(names, filepath.ToSlash(rel))
			}
		}
	}
	if len(names) == 0 {
		return "", false
	}
	return pick(a, names), true
}

// mend puts the folder in order: every file as it should be, and nothing else.
func (a *author) mend() {
	var other []string
	_ = filepath.WalkDir(a.dir, func(p string, d os.DirEntry, err error) error {
		rel, _ := filepath.Rel(a.dir, p)
		if err == nil && !d.IsDir() && (a.good[filepath.ToSlash(rel)] == "" || !d.Type().IsRegular()) {
			other = append(other, p)
		}
		return nil
	})
	for _, p := range other {
		_ = os.Remove(p)
	}
	names := make([]string, 0, len(a.good))
	for name := range a.good {
		names = append(names, name)
	}
	slices.Sort(names)
	a.rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, name := range names {
		if text, err := os.ReadFile(a.at(name)); err != nil || string(text) != a.good[name] {
			if info, err := os.Lstat(a.at(name)); err == nil && info.IsDir() {
				_ = os.RemoveAll(a.at(name))
			}
			a.must(os.MkdirAll(filepath.Dir(a.at(name)), 0o777))
			a.must(os.WriteFile(a.at(name), []byte(a.good[name]), 0o666))
		}
	}
}

// hearth gives a text of the theme with a comment of its own.
func (a *author) hearth(name, form string) string {
	text, err := fs.ReadFile(themes.Hearth(), name)
	a.must(err)
	return string(text) + fmt.Sprintf(form, a.number())
}

func editionText(title, more string) string {
	return fmt.Sprintf("goldseam: 1.0.0\ntitle: %s\nhelp: [GB]\n%s", title, more)
}

func (a *author) pause() { time.Sleep(rand.N(3 * time.Millisecond)) }
