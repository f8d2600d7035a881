package main_test

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"goldseam/internal/corpus"
)

// served is a running "goldseam serve".
type served struct {
	t       *testing.T
	cmd     *exec.Cmd
	address string
	stderr  *strings.Builder
	rest    chan string // what it says after the address
}

// serve starts "goldseam serve" in a folder and waits until it says where the site is.
func serve(t *testing.T, program, dir string) *served {
	t.Helper()
	s := &served{t: t, cmd: exec.Command(program, "serve", "--port", "0", "--no-open"), stderr: &strings.Builder{}, rest: make(chan string, 1)}
	s.cmd.Dir, s.cmd.Stderr = dir, s.stderr
	out, err := s.cmd.StdoutPipe()
	check(t, err)
	check(t, s.cmd.Start())
	t.Cleanup(func() { _ = s.cmd.Process.Kill() })
	told := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		open := regexp.MustCompile(`^Open (http://127\.0\.0\.1:\d+/) in your browser\.`)
		var after []string
		for lines.Scan() {
			if m := open.FindStringSubmatch(lines.Text()); m != nil {
				told <- m[1]
			} else {
				after = append(after, lines.Text())
			}
		}
		s.rest <- strings.Join(after, "\n")
	}()
	select {
	case s.address = <-told:
	case <-time.After(time.Minute):
		t.Fatal("serve does not say where the site is")
	}
	return s
}

func (s *served) get(path string) (status int, body string) {
	s.t.Helper()
	answer, err := http.Get(s.address + path)
	check(s.t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	check(s.t, err)
	return answer.StatusCode, string(text)
}

// shows waits until a page shows some text.
func (s *served) shows(path, text string) {
	s.t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if _, body := s.get(path); strings.Contains(body, text) {
			return
		}
		if time.Now().After(end) {
			s.t.Fatalf("%s%s does not show %q", s.address, path, text)
		}
	}
}

// interrupt presses Ctrl+C and gives the exit code.
func (s *served) interrupt() int {
	s.t.Helper()
	check(s.t, s.cmd.Process.Signal(os.Interrupt))
	ended := make(chan struct{})
	go func() { defer close(ended); _ = s.cmd.Wait() }()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		s.t.Fatal("serve does not end with Ctrl+C")
	}
	return s.cmd.ProcessState.ExitCode()
}

func skipWindows(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("a program cannot press Ctrl+C in another one")
	}
}

// Where there is neither an edition nor a program, the one that Goldseam brings
// along is served, and nothing is watched.
func TestServeBaseAlone(t *testing.T) {
	skipWindows(t)
	program, dir := binary(t), t.TempDir()
	s := serve(t, program, dir)
	if status, body := s.get(""); status != http.StatusOK || !strings.Contains(body, "Steady Ground") {
		t.Errorf("the first page: status %d, %d bytes, want Steady Ground", status, len(body))
	}
	if status, _ := s.get("p/1/"); status != http.StatusOK {
		t.Errorf("the first lesson: status %d, want %d", status, http.StatusOK)
	}
	// A file of the right name does not make an edition while this runs, nor disturb it.
	check(t, os.WriteFile(filepath.Join(dir, "edition.yaml"), []byte("not: good\n"), 0o666))
	time.Sleep(300 * time.Millisecond)
	if status, _ := s.get("p/1/"); status != http.StatusOK {
		t.Errorf("the first lesson after that: status %d, want %d", status, http.StatusOK)
	}
	if code := s.interrupt(); code != 0 {
		t.Errorf("Ctrl+C: exit code %d, want 0; it says %s", code, s.stderr)
	}
	if said := <-s.rest; strings.Count(said, "\n") > 0 {
		t.Errorf("it built more than once:\n%s", said)
	}
}

// A program is served, kept in step, and left alone where it is not the program:
// the built site and what Goldseam puts beside it.
func TestServeProgram(t *testing.T) {
	skipWindows(t)
	program, dir := binary(t), t.TempDir()
	c := corpus.Program{Lessons: 20, PerPhase: 10, PerSheet: 10, Sections: 4}
	c.Write(t, dir)
	s := serve(t, program, dir)
	s.shows("p/5/", "number 5")
	for _, name := range []string{"public/index.html", ".public.goldseam/next/index.html", "node_modules/x/x.js", "notes.txt"} {
		check(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777))
		check(t, os.WriteFile(filepath.Join(dir, name), []byte("no concern of ours"), 0o666))
	}
	time.Sleep(500 * time.Millisecond)
	file := filepath.Join(dir, filepath.FromSlash(c.Path(4)))
	save(t, file, c.Matter(4)+c.Body(4)+"A new sentence.\n")
	s.shows("p/5/", "A new sentence.")
	save(t, file, c.Matter(4)+c.Body(4)+"[nowhere](nothing.md)\n")
	time.Sleep(300 * time.Millisecond)
	s.shows("p/5/", "A new sentence.")
	save(t, file, c.Matter(4)+c.Body(4)+"Mended.\n")
	s.shows("p/5/", "Mended.")
	if code := s.interrupt(); code != 0 {
		t.Errorf("Ctrl+C: exit code %d, want 0; it says %s", code, s.stderr)
	}
	// The first build, the new sentence, the problem, and the mending.
	if said := <-s.rest; strings.Count(said, "\n") != 3 || !strings.Contains(said, "1 problem") {
		t.Errorf("it told of these builds, want four:\n%s", said)
	}
	if !strings.Contains(s.stderr.String(), "nothing.md") {
		t.Errorf("the problem is not told:\n%s", s.stderr)
	}
}

// save writes a file as careful editors do, so that no half of it is ever there.
func save(t *testing.T, file, text string) {
	t.Helper()
	check(t, os.WriteFile(file+".tmp", []byte(text), 0o666))
	check(t, os.Rename(file+".tmp", file))
}
