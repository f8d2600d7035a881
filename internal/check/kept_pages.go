package check

import (
	"fmt"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/format"
	"goldseam/internal/program"
)

// pages holds that the pages a reader in danger may need say something.
func (k *keeper) pages() {
	for _, name := range program.SafetyPages() {
		b, p := k.base.Source.Page(name), k.program.Source.Page(name)
		if b == nil || p == nil || b.Body.Empty() || !p.Body.Empty() {
			continue
		}
		if name == "stop-rules" && len(lessonsThat(k.program.Source, func(l *program.Lesson) bool { return forTwo(l) != nil })) > 0 {
			continue // said already, for any program
		}
		k.out.Add(diag.Pos{File: p.File, Line: 1, Column: 1}, diag.SafetyPage, fmt.Sprintf("the page %q has no text here: every page of the site leads to it, and readers in danger need what it says", name), "write it in your words below the front matter, or delete this file to have the base program's page")
	}
}

// hasCrisis tells whether a country has a line that somebody may need at once, and a way to reach it or to find one.
func hasCrisis(c *program.Country) bool {
	kinds := []string{"emergency", "suicide", "domestic-abuse", "sexual-violence", "people-who-harm", "child"}
	return slices.ContainsFunc(c.Lines, func(l format.Line) bool {
		return slices.Contains(kinds, l.Kind) && (l.Call != "" || l.Text != "" || l.Web != "" || l.LookFor != "")
	})
}

// helpLines holds that there is a country with numbers for an emergency, and that none lost what it had.
func (k *keeper) helpLines() {
	urgent := func(c *program.Country) bool { return len(c.Emergency) > 0 || hasCrisis(c) }
	if slices.ContainsFunc(k.base.Countries, urgent) && !slices.ContainsFunc(k.program.Countries, urgent) {
		k.out.Add(k.program.Edition.At("help"), diag.SafetyPage, "no country with a number for an emergency is left, so that the help page and the panels would lead to nobody", `name the countries of your readers, such as "help: [US, CA]", or delete the line "help:" to show all of them`)
	}
	for _, b := range k.base.Countries {
		i := slices.IndexFunc(k.program.Countries, func(c *program.Country) bool { return c.Code == b.Code })
		if i < 0 {
			continue
		}
		c := k.program.Countries[i]
		if len(b.Emergency) > 0 && len(c.Emergency) == 0 {
			k.out.Add(c.At("emergency"), diag.SafetyPage, fmt.Sprintf("%s has lost its emergency number: it stands first on the help page and in every panel", c.Code), fmt.Sprintf("write it as it is dialled, such as: emergency: [%q]", b.Emergency[0]))
		}
		if hasCrisis(b) && !hasCrisis(c) {
			k.out.Add(c.At("lines"), diag.SafetyPage, fmt.Sprintf("%s has no help line any more for violence, abuse or thoughts of dying, which readers in danger are led to", c.Code), "keep one of the base program's lines, or put your own in its place, such as one of the kind suicide or domestic-abuse")
		}
	}
}

// words holds that no word of the interface is empty that leads out, to help, or
// tells what is held back and what is kept.
func (k *keeper) words() {
	languages := k.program.Languages
	if !slices.Contains(languages, k.program.Source) {
		languages = append(slices.Clone(languages), k.program.Source)
	}
	for _, lang := range languages {
		if lang.WordAt == nil || lang.Strings == nil {
			continue
		}
		measure := k.base.Source.Strings
		for _, b := range k.base.Languages {
			if b.Tag == lang.Tag && b.Strings != nil {
				measure = b.Strings
			}
		}
		for _, key := range program.SafetyStrings() {
			word, there := lang.Strings[key]
			before, known := measure[key]
			switch {
			case !known:
			case !there && lang == k.program.Source && (strings.HasPrefix(key, "js-") || strings.HasPrefix(key, "nb-")):
				k.out.Add(lang.WordAt(key), diag.SafetyWords, fmt.Sprintf("%q is missing, and it is one of the words that readers in danger need", key), fmt.Sprintf("add a line such as: %s: %q", key, before))
			case !there: // a word that templates ask for is reported for any program
			case says(before) && !says(word):
				k.out.Add(lang.WordAt(key), diag.SafetyWords, fmt.Sprintf("%q is empty, and it is one of the words that readers in danger need", key), fmt.Sprintf("write it in your words; the base program says: %s", before))
			case strings.Contains(before, "{n}") && !strings.Contains(word, "{n}"):
				k.out.Add(lang.WordAt(key), diag.SafetyWords, fmt.Sprintf("%q has lost its {n}, which stands for what the page puts in", key), fmt.Sprintf("write {n} where it belongs; the base program says: %s", before))
			}
		}
	}
}
