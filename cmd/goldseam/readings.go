package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"goldseam/internal/build"
)

// jsonReading is one line of "check --reading --format json".
type jsonReading struct {
	File         string  `json:"file"`
	Grade        float64 `json:"grade"`
	Words        int     `json:"words"`
	Sentences    int     `json:"sentences"`
	LongestLine  int     `json:"longest_line"`
	LongestWords int     `json:"longest_words"`
}

// printReadings prints how hard each lesson is to read, one a line, and below them the median.
func printReadings(w io.Writer, list []build.Reading, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for _, r := range list {
			if err := enc.Encode(jsonReading{r.File, r.Grade, r.Count.Words, r.Count.Sentences, r.Line, r.Longest}); err != nil {
				return err
			}
		}
		return nil
	}
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "no lessons in English")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "grade\twords\tsentences\tlongest\tlesson")
	for _, r := range list {
		fmt.Fprintf(t, "%.1f\t%d\t%d\t%d words, line %d\t%s\n", r.Grade, r.Count.Words, r.Count.Sentences, r.Longest, r.Line, r.File)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "median grade %.1f (Flesch-Kincaid, in school years)\n", median(list))
	return err
}

// median gives the grade that half of the lessons do not pass.
func median(list []build.Reading) float64 {
	var grades []float64
	for _, r := range list {
		grades = append(grades, r.Grade)
	}
	slices.Sort(grades)
	n := len(grades)
	return (grades[(n-1)/2] + grades[n/2]) / 2
}
