package main

import (
	"fmt"
	"io"
	"strings"

	"goldseam/internal/follow"
)

// printStatus prints the items below the heading of each group, and what to do about them.
func printStatus(out io.Writer, items []follow.Item, dir string) {
	waiting := false
	last := follow.Group("")
	next := ""
	end := func() {
		if next != "" {
			fmt.Fprintf(out, "  next: %s\n", next)
		}
	}
	for _, group := range grouped(items) {
		item := group[0]
		if item.Group != last {
			end()
			if last != "" {
				fmt.Fprintln(out)
			}
			var heading string
			heading, next = groupWords(item.Group, dir)
			fmt.Fprintln(out, heading)
			waiting = waiting || next != ""
			last = item.Group
		}
		waiting = waiting || item.Next != ""
		for _, line := range groupLines(group) {
			fmt.Fprintf(out, "  %s\n", line)
		}
	}
	end()
	switch {
	case len(items) == 0:
		fmt.Fprintln(out, "Everything here follows the base. There is nothing to do.")
	case !waiting:
		fmt.Fprintln(out, "\nNothing waits for you: all of this is up to date with the base.")
	}
}

// mostItems is how many files of a group are listed one by one, where each says the same.
const mostItems = 12

// grouped puts together what belongs into one list: the same group and language.
func grouped(items []follow.Item) [][]follow.Item {
	var out [][]follow.Item
	for _, item := range items {
		if n := len(out); n > 0 && out[n-1][0].Group == item.Group && out[n-1][0].Language == item.Language {
			out[n-1] = append(out[n-1], item)
			continue
		}
		out = append(out, []follow.Item{item})
	}
	return out
}

// groupLines gives the lines of one list.
func groupLines(group []follow.Item) []string {
	var out []string
	indent := ""
	if tag := group[0].Language; tag != "" {
		out, indent = append(out, fmt.Sprintf("%s: %s", tag, count(len(group), "text", "texts"))), "  "
	}
	for i, item := range group {
		if i == mostItems && len(group) > mostItems+1 && item.Next == "" {
			return append(out, fmt.Sprintf("%sand %d more", indent, len(group)-i))
		}
		out = append(out, indent+itemLine(item))
		if item.Next != "" {
			out = append(out, indent+"  next: "+item.Next)
		}
	}
	return out
}

// itemLine says one item in a line.
func itemLine(item follow.Item) string {
	line := item.File
	if item.Line > 0 {
		line = fmt.Sprintf("%s:%d", line, item.Line)
	}
	var says []string
	switch {
	case item.Parts != nil:
		says = append(says, strings.Join(item.Parts, ", "))
	case item.Count > 0:
		says = append(says, count(item.Count, "line", "lines"))
	}
	if item.Message != "" {
		says = append(says, item.Message)
	}
	if says != nil {
		line += ": " + strings.Join(says, "; ")
	}
	return printable(line)
}

// groupWords gives the heading of a group, and what to do about it; "" if nothing.
func groupWords(g follow.Group, dir string) (heading, next string) {
	here := ""
	if dir != "." {
		here = " " + dir
	}
	switch g {
	case follow.Conflict:
		return "Two versions still stand in:", "open each file, choose at the marked place, and delete the marks"
	case follow.Drifted:
		return "The base has changed under:", "goldseam update --dry-run" + here + " shows how, goldseam update" + here + " takes it over"
	case follow.Unfit:
		return "Changes that no longer fit the base:", "mend them; goldseam check" + here + " shows each in its place"
	case follow.Gone:
		return "No longer in the base:", ""
	case follow.Unrecorded:
		return "Nobody wrote down what these were made from, so changes of the base under them go unseen:", "goldseam update --adopt" + here + " takes the base as it is now as what they were made from"
	case follow.Unreadable:
		return "Cannot be read:", "look at the permissions of the files, and whether they are links that lead out of the edition"
	case follow.Safety:
		return "The base says otherwise about safety in:", "goldseam update --dry-run" + here + " shows the old and the new words"
	case follow.Added:
		return "New in the base:", "read them, and leave out in edition.yaml what does not suit; goldseam update" + here + " takes note of them"
	case follow.Unseen:
		return "Nobody can tell what the base changed in texts that you have not changed:", "goldseam update" + here + " writes down what the base says from now on"
	case follow.Answers:
		return "Readers' answers would have no place:", "goldseam check" + here + " says what to write"
	case follow.Untranslated:
		return "Not translated, or in part:", "goldseam customize NAME --language TAG" + here + " begins one"
	case follow.Stale:
		return "Translations that are older than their source:", "bring them up to date, then correct the line \"source:\" as goldseam check" + here + " says"
	case follow.Unsourced:
		return "Translations that do not say what they were made from:", "goldseam check" + here + " gives the line to add"
	case follow.Unverified:
		return "Help lines that nobody has checked:", "call each number, then write source, verified_on and verified_by"
	case follow.Aged:
		return "Help lines that were checked more than six months ago:", "check them again, and write the new day"
	case follow.Expired:
		return "Help lines that were checked more than a year ago:", "check them again before you publish, and write the new day"
	case follow.Retired:
		return "Questions that are no longer asked; readers may still have answers to them:", ""
	case follow.Leftover:
		return "Kept in the folder base for files that are gone:", "delete them, if you do not want the files back"
	case follow.Whole:
		return "Your own in place of the base's:", ""
	case follow.Patched:
		return "Changed in parts:", ""
	case follow.Slot:
		return "Your own texts in slots:", ""
	}
	return "Yours alone:", ""
}
