package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"goldseam/internal/build"
	"goldseam/internal/diag"
)

// colours are the marks that make a message easier to read on a terminal; empty elsewhere.
type colours struct{ bold, red, yellow, dim, off string }

// coloursFor gives colours if w is a terminal and the user has not switched them off.
func coloursFor(w io.Writer) colours {
	if !isTerminal(w) || os.Getenv("NO_COLOR") != "" {
		return colours{}
	}
	return colours{"\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"}
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// printProblems prints problems one after the other: a line that says what is
// there, the source line with a caret, and a hint with the next action.
func printProblems(w io.Writer, problems diag.List) {
	c := coloursFor(w)
	for _, p := range problems {
		severity := ""
		if p.Severity == diag.Warning {
			severity = c.yellow + "warning: " + c.off
		}
		fmt.Fprintf(w, "%s%s%s: %s%s\n", c.bold, place(p.Pos), c.off, severity, printable(p.Message))
		if strings.TrimSpace(p.Source) != "" {
			fmt.Fprintf(w, "    %s\n    %s%s^%s\n", printable(p.Source), strings.Repeat(" ", caretOffset(p)), c.red, c.off)
		}
		for _, r := range p.Related {
			fmt.Fprintf(w, "  %s: %s\n", place(r.Pos), r.Message)
		}
		if p.Hint != "" {
			fmt.Fprintf(w, "  %shint:%s %s\n", c.dim, c.off, printable(p.Hint))
		}
	}
}

// caretOffset counts the characters before the caret. Tabs are printed as one space, so each counts as one.
func caretOffset(p diag.Problem) int {
	return max(0, min(p.Column-1, utf8.RuneCountInString(p.Source)))
}

// printable keeps control characters of an author's file from reaching the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return utf8.RuneError
		}
		return r
	}, s)
}

func place(p diag.Pos) string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// jsonProblem is one line of "check --format json".
type jsonProblem struct {
	File     string        `json:"file"`
	Line     int           `json:"line"`
	Column   int           `json:"column"`
	Severity diag.Severity `json:"severity"`
	Code     diag.Code     `json:"code"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint"`
}

func printJSON(w io.Writer, problems diag.List) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, p := range problems {
		if err := enc.Encode(jsonProblem{p.File, p.Line, p.Column, p.Severity, p.Code, p.Message, p.Hint}); err != nil {
			return err
		}
	}
	return nil
}

// tally says how many problems there are, in words.
func tally(problems diag.List) string {
	var parts []string
	if n := problems.Errors(); n > 0 {
		parts = append(parts, count(n, "problem", "problems"))
	}
	if n := problems.Warnings(); n > 0 {
		parts = append(parts, count(n, "warning", "warnings"))
	}
	if len(parts) == 0 {
		return "no problems"
	}
	return strings.Join(parts, ", ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// contents says how much a program holds, in words.
func contents(c build.Counts) string {
	parts := []string{count(c.Lessons, "lesson", "lessons"), count(c.Worksheets, "worksheet", "worksheets"), count(c.Pages, "page", "pages")}
	if c.Languages > 1 {
		parts = append(parts, count(c.Languages, "language", "languages"))
	}
	return strings.Join(parts, ", ")
}
