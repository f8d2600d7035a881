package markdown_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/content"
	"goldseam/internal/frontmatter"
	"goldseam/internal/markdown"
)

func TestSections(t *testing.T) {
	text := strings.Join([]string{
		"Opening.", "", "## One", "", "Text.", "```", "## none", "```", "### Within {#deep}", "Text.", "", "Two lines", "of it", "-----", "", "> ## In a quote", "", "- ## In a list", "", "#hash", "====", "## One", "## In a quote", "", "#### Last {.together}",
	}, "\n")
	want := []string{"one 2 3-4-12", "deep 3 9-10-12", "two-lines-of-it 2 12-15-20", "hash 1 20-22-26", "one-2 2 22-23-23", "in-a-quote-2 2 23-24-26", "last 4 25-26-26"}
	var got []string
	for _, s := range markdown.New("en").Sections([]byte(text)) {
		got = append(got, fmt.Sprintf("%s %d %d-%d-%d", s.ID, s.Level, s.First, s.Text, s.End))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Sections (-want +got):\n%s", diff)
	}
}

// TestSectionsAreHeadings holds that sections have the ids and places that headings have, over all of the base program.
func TestSectionsAreHeadings(t *testing.T) {
	c := markdown.New("en")
	count := 0
	err := fs.WalkDir(content.FS, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		data, err := content.FS.ReadFile(name)
		if err != nil {
			return err
		}
		file, problems := frontmatter.Split(name, data)
		if file == nil {
			return fmt.Errorf("%v", problems)
		}
		doc, _ := c.Convert(name, file.Body)
		var want, got []string
		for _, h := range doc.Headings {
			want = append(want, fmt.Sprint(h.ID, h.Level, h.Text, h.Pos.Line))
		}
		for _, s := range c.Sections(file.Body) {
			got = append(got, fmt.Sprint(s.ID, s.Level, s.Title, s.First))
			count++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-headings +sections):\n%s", name, diff)
		}
		return nil
	})
	if err != nil || count < 100 {
		t.Errorf("%d sections, %v", count, err)
	}
}
