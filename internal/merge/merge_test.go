package merge_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/merge"
)

func TestTexts(t *testing.T) {
	cases := []struct {
		name, base, ours, theirs, want string
		conflicts                      []int
	}{
		{"both apart", "a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n", "A\nb\nc\nd\nE\n", nil},
		{"the same", "a\nb\nc\n", "a\nX\nc\n", "a\nX\nc\n", "a\nX\nc\n", nil},
		{"the same, and more", "a\nb\nc\nd\n", "a\nX\nc\nd\nours\n", "a\nX\nc\nd\n", "a\nX\nc\nd\nours\n", nil},
		{"the same line", "a\nb\nc\n", "a\nX\nc\n", "a\nY\nc\n", "a\n<<<<<<< yours\nX\n||||||| before\nb\n=======\nY\n>>>>>>> base\nc\n", []int{2}},
		{"lines next to each other", "a\nb\nc\n", "X\nb\nc\n", "a\nY\nc\n", "<<<<<<< yours\nX\nb\n||||||| before\na\nb\n=======\na\nY\n>>>>>>> base\nc\n", []int{1}},
		{"deleted and changed", "a\nb\nc\n", "a\nc\n", "a\nY\nc\n", "a\n<<<<<<< yours\n||||||| before\nb\n=======\nY\n>>>>>>> base\nc\n", []int{2}},
		{"two places", "a\nb\nc\nd\ne\n", "1\nb\nc\nd\n5\n", "I\nb\nc\nd\nV\n", "<<<<<<< yours\n1\n||||||| before\na\n=======\nI\n>>>>>>> base\nb\nc\nd\n<<<<<<< yours\n5\n||||||| before\ne\n=======\nV\n>>>>>>> base\n", []int{1, 11}},
		{"other line ends", "a\nb\nc\nd\n", "a\r\nb\r\nc\r\nD\r\n", "A\nb\nc\nd\n", "A\r\nb\r\nc\r\nD\r\n", nil},
		{"other line ends, marked", "a\nb\n", "a\r\nX\r\n", "a\nY\n", "a\r\n<<<<<<< yours\r\nX\r\n||||||| before\r\nb\r\n=======\r\nY\r\n>>>>>>> base\r\n", []int{2}},
		{"a byte-order mark", "a\nb\nc\n", "\ufeffa\nb\nC\n", "A\nb\nc\n", "\ufeffA\nb\nC\n", nil},
		{"no end", "a\nb\nc\nd", "A\nb\nc\nd", "a\nb\nc\nD", "A\nb\nc\nD", nil},
		{"an end that theirs took", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nc", "A\nb\nc", nil},
		{"no end, marked", "a\nb", "a\nX", "a\nY", "a\n<<<<<<< yours\nX\n||||||| before\nb\n=======\nY\n>>>>>>> base\n", []int{2}},
		{"empty lines at the end", "a\nb\nc\n\n", "A\nb\nc\n\n", "a\nb\nc\n\n\n\n", "A\nb\nc\n\n\n\n", nil},
		{"nothing before", "", "X\n", "Y\n", "<<<<<<< yours\nX\n||||||| before\n=======\nY\n>>>>>>> base\n", []int{1}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := merge.Texts([]byte(c.base), []byte(c.ours), []byte(c.theirs))
			if diff := cmp.Diff(c.want, string(got.Text)); diff != "" {
				t.Errorf("want and got differ:\n%s", diff)
			}
			if !slices.Equal(got.Conflicts, c.conflicts) || !slices.Equal(merge.Marks(got.Text), c.conflicts) {
				t.Errorf("conflicts at %v, found again at %v, want %v", got.Conflicts, merge.Marks(got.Text), c.conflicts)
			}
		})
	}
}

func TestMarks(t *testing.T) {
	for text, want := range map[string][]int{
		"a\n":                nil,
		"Heading\n=======\n": nil,
		"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> origin/main\n": {1},
		"a\n<<<<<<< yours\r\na\r\n":                          {2},
		"a\n>>>>>>> base\n":                                  {2},
		"<<<<<<< yours\n>>>>>>> base\n>>>>>>> base\n":        {1, 3},
		"it says <<<<<<< yours\n":                            nil,
		"<<<<<<<< eight\n":                                   nil,
		">>>>>>>\n":                                          nil, // a quotation in seven others, with nothing in it
		"<<<<<<<":                                            {1},
	} {
		if got := merge.Marks([]byte(text)); !slices.Equal(got, want) {
			t.Errorf("Marks(%q) = %v, want %v", text, got, want)
		}
	}
}

// edited gives some of the lines in a text of its own: kept, changed, taken away, doubled, or new ones between.
func edited(r *rand.Rand, lines []string, name string) []string {
	var out []string
	for i, line := range lines {
		switch n := r.IntN(24); {
		case n == 0:
		case n == 1:
			out = append(out, fmt.Sprintf("%s changed %d", name, i))
		case n == 2:
			out = append(out, line, fmt.Sprintf("%s new %d", name, i))
		case n == 3:
			out = append(out, line, line)
		default:
			out = append(out, line)
		}
	}
	return out
}

func text(lines []string) []byte {
	if len(lines) == 0 {
		return nil
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

func drawn(r *rand.Rand) (base, ours, theirs []string) {
	for i := range 1 + r.IntN(30) {
		line := fmt.Sprint("line ", i)
		if r.IntN(3) == 0 {
			line = []string{"", "---", "- Rest."}[r.IntN(3)] // lines that a text has more than once
		}
		base = append(base, line)
	}
	return base, edited(r, base, "ours"), edited(r, base, "theirs")
}

func TestTextsLoseNothing(t *testing.T) {
	for seed := range uint64(3000) {
		b, o, th := drawn(rand.New(rand.NewPCG(seed, 1)))
		lossless(t, text(b), text(o), text(th))
	}
}

func FuzzTexts(f *testing.F) {
	f.Add([]byte("a\nb\nc\n"), []byte("a\r\nX\r\n"), []byte("a\nY\nc"))
	f.Add([]byte("\ufeffa\n\n\n"), []byte("a\n\n"), []byte("\n"))
	f.Add([]byte("a"), []byte("\r"), []byte("<<<<<<< yours\n=======\n"))
	f.Fuzz(lossless)
}

// lossless checks what must hold of any three texts.
func lossless(t *testing.T, base, ours, theirs []byte) {
	t.Helper()
	for _, x := range [][]byte{ours, theirs} {
		if got := merge.Texts(base, base, x); !bytes.Equal(got.Text, x) || got.Conflicts != nil {
			t.Fatalf("only theirs changed: Texts(b, b, %q) = %q", x, got.Text)
		}
		if got := merge.Texts(base, x, base); !bytes.Equal(got.Text, x) || got.Conflicts != nil {
			t.Fatalf("only ours changed: Texts(b, %q, b) = %q", x, got.Text)
		}
		if got := merge.Texts(base, x, x); !bytes.Equal(got.Text, x) || got.Conflicts != nil {
			t.Fatalf("both made the same change: Texts(b, %q, same) = %q", x, got.Text)
		}
	}
	got := merge.Texts(base, ours, theirs)
	have := counts(merge.Lines(got.Text))
	before := merge.Lines(base)
	for side, lines := range map[string][]string{"ours": merge.Lines(ours), "theirs": merge.Lines(theirs)} {
		added := map[string]int{}
		for _, c := range merge.Changes(before, lines) {
			for _, line := range lines[c.NewStart:c.NewEnd] {
				added[line]++
			}
		}
		for line, n := range added {
			if have[line] < n {
				t.Fatalf("%s added %q %d times, and the result has it %d times\nbase %q\nours %q\ntheirs %q\ngot %q", side, line, n, have[line], base, ours, theirs, got.Text)
			}
		}
	}
	if len(got.Conflicts) > 0 && merge.Marks(base) == nil && merge.Marks(ours) == nil && merge.Marks(theirs) == nil && !slices.Equal(merge.Marks(got.Text), got.Conflicts) {
		t.Fatalf("conflicts at %v, found again at %v", got.Conflicts, merge.Marks(got.Text))
	}
}

func counts(lines []string) map[string]int {
	out := map[string]int{}
	for _, line := range lines {
		out[line]++
	}
	return out
}

// TestTextsAsGit compares with git: where both join everything, they give the same text.
func TestTextsAsGit(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not here to compare with")
	}
	dir := t.TempDir()
	clean, both := 0, 0
	for seed := range uint64(120) {
		b, o, th := drawn(rand.New(rand.NewPCG(seed, 2)))
		args := []string{"merge-file", "-p", "--diff3", "-L", "yours", "-L", "before", "-L", "base"}
		for name, lines := range map[string][]string{"ours": o, "base": b, "theirs": th} {
			if err := os.WriteFile(filepath.Join(dir, name), text(lines), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := exec.Command(git, append(args, filepath.Join(dir, "ours"), filepath.Join(dir, "base"), filepath.Join(dir, "theirs"))...).Output()
		var exit *exec.ExitError
		if err != nil && (!errors.As(err, &exit) || exit.ExitCode() >= 128) {
			t.Fatal(err)
		}
		got := merge.Texts(text(b), text(o), text(th))
		if err == nil && len(got.Conflicts) == 0 {
			clean++
			if diff := cmp.Diff(string(want), string(got.Text)); diff != "" {
				t.Errorf("seed %d: git's and ours differ:\n%s\nbase %q\nours %q\ntheirs %q", seed, diff, b, o, th)
			}
		}
		if err != nil && len(got.Conflicts) > 0 {
			both++
		}
		if (err == nil) != (len(got.Conflicts) == 0) {
			t.Logf("seed %d: git joins everything: %v, we do: %v", seed, err == nil, len(got.Conflicts) == 0)
		}
	}
	if clean < 20 || both < 20 {
		t.Errorf("%d times both joined everything and %d times neither did: too few to tell", clean, both)
	}
}

func TestUnified(t *testing.T) {
	got := merge.Unified("before", "now", []byte("a\r\nb\r\nc"), []byte("a\nX\nc\n"))
	want := "--- before\n+++ now\n@@ -1,3 +1,3 @@\n a\n-b\n+X\n c\n"
	if got != want {
		t.Errorf("Unified = %q, want %q", got, want)
	}
}
