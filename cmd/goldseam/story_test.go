package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"goldseam/content"
)

// baseProgram is the command "base DIR": it writes the base program as a whole
// program, whose files a script may change as a later release would.
func baseProgram(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 1, "base DIR")
	ts.Check(fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(content.FS, name)
		put(ts, filepath.Join(ts.MkAbs(args[0]), "content", name), string(text))
		return err
	}))
}

// served is the command "served DIR ADDRESS WORDS": it runs "goldseam serve", with
// the program in the folder base as the base, until the page at an address of the
// preview says some words.
func served(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 3, "served DIR ADDRESS WORDS")
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	out := &shownSoFar{}
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"serve", "--no-open", "--port", "0", "--base", ts.MkAbs("base"), ts.MkAbs(args[0])}, strings.NewReader(""), out, io.Discard)
	}()
	defer func() {
		stop()
		<-done
	}()
	for {
		if at := address.FindString(out.text()); at != "" {
			if page, err := fetch(ctx, at+args[1]); err == nil && strings.Contains(page, args[2]) {
				return
			}
		}
		select {
		case <-ctx.Done():
			ts.Fatalf("served: no page %s says %q; the preview said: %s", args[1], args[2], out.text())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+`)

func fetch(ctx context.Context, url string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return string(text), err
}

// shownSoFar is what a command that still runs has shown.
type shownSoFar struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (s *shownSoFar) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.Write(p)
}

func (s *shownSoFar) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.String()
}
