package main

import (
	"fmt"
	"io"
	"strings"

	"goldseam/internal/follow"
)

// printUpdate says what changed, safety first, and what is done about it.
func printUpdate(out io.Writer, p follow.Plan, dry bool) {
	printSafety(out, p)
	if len(p.Added) > 0 {
		fmt.Fprintln(out, "New in the base:")
		for _, f := range p.Added {
			fmt.Fprintf(out, "  %s\n", printable(titled(f)))
		}
		fmt.Fprintln(out)
	}
	if len(p.Steps) > 0 {
		fmt.Fprintln(out, "Your files:")
		for _, s := range p.Steps {
			printStep(out, s, dry)
		}
		fmt.Fprintln(out)
	}
	if len(p.Answers) > 0 {
		fmt.Fprintln(out, "Readers' answers would have no place any more. Before you publish, \"goldseam check\" says what to write:")
		for _, item := range p.Answers {
			fmt.Fprintf(out, "  %s: %s\n", item.File, strings.Join(item.Parts, ", "))
		}
		fmt.Fprintln(out)
	}
}

// printSafety says which words about safety the base has otherwise, old and new.
func printSafety(out io.Writer, p follow.Plan) {
	switch {
	case p.Unknown != "":
		fmt.Fprintf(out, "Safety: nobody can tell what the base says otherwise, since %s does not say what it said before (%s). From now on it does.\n\n", follow.SeenFile, p.Unknown)
		return
	case len(p.Safety) == 0:
		fmt.Fprint(out, "Safety: the base says the same as before.\n\n")
		return
	}
	fmt.Fprint(out, "Safety: the base says this otherwise now. Please read it first.\n")
	last := ""
	for _, s := range p.Safety {
		if head := s.File + ", " + s.Part; head != last {
			fmt.Fprintf(out, "  %s:\n", printable(head))
			last = head
		}
		if s.Old != "" {
			fmt.Fprintf(out, "    before: %s\n", printable(s.Old))
		}
		switch {
		case s.New != "" && s.Old == "":
			fmt.Fprintf(out, "    new:    %s\n", printable(s.New))
		case s.New != "":
			fmt.Fprintf(out, "    now:    %s\n", printable(s.New))
		default:
			fmt.Fprintln(out, "    now:    (gone)")
		}
	}
	fmt.Fprintln(out)
}

// printStep says what the base changed under one file, and what is done with it.
func printStep(out io.Writer, s follow.Step, dry bool) {
	fmt.Fprintf(out, "  %s\n", s.File)
	if len(s.Parts) > 0 {
		fmt.Fprintf(out, "    the base changed: %s\n", printable(strings.Join(s.Parts, ", ")))
	}
	for line := range strings.Lines(s.Diff) {
		fmt.Fprintf(out, "      %s\n", printable(strings.TrimSuffix(line, "\n")))
	}
	fmt.Fprintf(out, "    %s\n", printable(outcome(s, dry)))
	for _, u := range s.Unfit {
		fmt.Fprintf(out, "      %s: %s\n", place(u.Pos), printable(u.Message))
		if u.Hint != "" {
			fmt.Fprintf(out, "        hint: %s\n", printable(u.Hint))
		}
	}
	if s.Next != "" {
		fmt.Fprintf(out, "    next: %s\n", printable(s.Next))
	}
}

// outcome says in a line what is done with a file.
func outcome(s follow.Step, dry bool) string {
	is, are := "is", "are"
	if dry {
		is, are = "would be", "would be"
	}
	switch s.Outcome {
	case follow.Merged:
		return fmt.Sprintf("merged: your changes and the base's %s both in it", are)
	case follow.Marked:
		return fmt.Sprintf("%s %s marked, with your version and the base's: %s", count(len(s.Conflicts), "place", "places"), is, lineList(s.Conflicts))
	case follow.Taken:
		return strings.TrimPrefix(is+" taken over", "is ") + ", since nothing in it was yours"
	case follow.Noted:
		return "your file has all of this already and stays as it is"
	case follow.Fits:
		return "your changes still fit, and all else follows the base"
	case follow.Adopted:
		return "adopted: " + s.Message
	}
	if s.Message == "" {
		return "nothing was touched"
	}
	return s.Message + "; nothing was touched"
}

// lineList names lines of a file.
func lineList(lines []int) string {
	if len(lines) == 1 {
		return fmt.Sprintf("line %d", lines[0])
	}
	words := make([]string, len(lines))
	for i, n := range lines {
		words[i] = fmt.Sprint(n)
	}
	return "lines " + strings.Join(words, ", ")
}

// printUpdateEnd sums up, and says what comes next.
func printUpdateEnd(out io.Writer, p follow.Plan, dir string, dry bool) {
	counts := map[follow.Outcome]int{}
	for _, s := range p.Steps {
		counts[s.Outcome]++
	}
	here := ""
	if dir != "." {
		here = " " + dir
	}
	if p.Following > 0 {
		fmt.Fprintf(out, "Nothing changed under %s of yours.\n", count(p.Following, "other file", "other files"))
	}
	switch {
	case dry && len(p.Writes()) > 0:
		fmt.Fprintf(out, "Nothing was written. Take it over with: goldseam update%s\n", here)
	case counts[follow.Marked] > 0:
		fmt.Fprintf(out, "next: open the marked %s, choose, and delete the marks; then run: goldseam check%s\n", plural(counts[follow.Marked], "file", "files"), here)
	case counts[follow.Untouched] > 0:
		fmt.Fprintf(out, "next: see what is said of the files that were not touched; then run: goldseam check%s\n", here)
	case len(p.Steps) > 0 || len(p.Safety) > 0 || len(p.Added) > 0:
		fmt.Fprintf(out, "next: goldseam check%s\n", here)
	default:
		fmt.Fprintln(out, "Everything here follows the base. There was nothing to take over.")
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
