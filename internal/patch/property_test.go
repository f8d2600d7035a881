package patch_test

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"goldseam/content"
	"goldseam/internal/frontmatter"
	"goldseam/internal/patch"
)

// baseFile is a file of the base program.
type baseFile struct {
	name string
	kind patch.Kind
	text []byte
}

func baseFiles(tb testing.TB) []baseFile {
	tb.Helper()
	var out []baseFile
	err := fs.WalkDir(content.FS, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if kind, ok := patch.KindOf("content/"+p, "en"); ok {
			text, err := content.FS.ReadFile(p)
			if err != nil {
				return err
			}
			out = append(out, baseFile{p, kind, text})
		}
		return nil
	})
	if err != nil || len(out) < 80 {
		tb.Fatalf("found %d files, %v", len(out), err)
	}
	return out
}

// matterOf gives the YAML of a file, and what stands below it.
func matterOf(tb testing.TB, kind patch.Kind, text []byte) (matter, body []byte) {
	tb.Helper()
	if kind == patch.Strings || kind == patch.Style || kind == patch.Country {
		return text, nil
	}
	parts, problems := frontmatter.Split("f", text)
	if problems != nil {
		tb.Fatalf("%v in:\n%s", problems, text)
	}
	return parts.Matter.Text, bytes.TrimLeft(parts.Body, " \n")
}

// rootPatch makes up a patch of a file's front matter, and what must come of it.
func (a *author) rootPatch(kind patch.Kind, base ordered) (p, want ordered) {
	switch kind {
	case patch.Strings:
		want = slices.Clone(base)
		for i, f := range base {
			if a.rng.IntN(20) == 0 {
				want[i].value = a.words()
				p = append(p, field{f.name, want[i].value})
			}
		}
		a.rng.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
		return p, want
	case patch.Country:
		return a.country(base)
	}
	optional := []string{"tagline", "summary", "after", "heavy", "worksheets", "solo", "safety", "print", "on_amber", "rules", "privacy", "avoid", "idioms", "steps", "dont"}
	return a.group(base, func(name string) bool {
		return !slices.Contains(optional, name) || (name == "steps" || name == "dont") && kind != patch.Style || name == "summary" && kind == patch.Phase
	}, 0)
}

// country makes up a patch of help lines, which are a list whose items have names.
func (a *author) country(base ordered) (p, want ordered) {
	p, want = a.group(base, func(string) bool { return true }, 0)
	i := base.at("lines")
	p = slices.DeleteFunc(p, func(f field) bool { return f.name == "lines" })
	var named ordered
	for _, line := range base[i].value.([]val) {
		o := line.(ordered)
		named = append(named, field{o[0].value.(string), o[1:]})
	}
	lp, lw := a.named(named, 0)
	want[i].value = base[i].value
	if lp == nil {
		return p, want
	}
	var lines []val
	for _, f := range lw.(ordered) {
		lines = append(lines, append(ordered{{"id", f.name}}, f.value.(ordered)...))
	}
	want[i].value = lines
	return append(p, field{"lines", lp}), want
}

// TestValues holds that a patch does to a text what it says of its values, over all of the base program.
func TestValues(t *testing.T) {
	files := baseFiles(t)
	rounds := 4
	if testing.Short() {
		rounds = 2
	}
	patched, patcher := 0, patch.New()
	for round := range rounds {
		for i, f := range files {
			a := &author{rng: rand.New(rand.NewPCG(uint64(round), uint64(i)))}
			matter, body := matterOf(t, f.kind, f.text)
			base := parsed(t, matter).(ordered)
			p, want := a.rootPatch(f.kind, base)
			if len(p) == 0 {
				continue
			}
			patched++
			text := written(t, a.rng, p)
			d, problems := patcher.Apply(f.kind, patch.Source{File: "base", Text: f.text}, patch.Source{File: "patch", Text: []byte(text)}, nil)
			if d == nil || len(problems) > 0 {
				t.Fatalf("%s, round %d: problems %v with the patch\n%s", f.name, round, problems, text)
			}
			now, nowBody := matterOf(t, f.kind, d.Text)
			if diff := differs(sorted(want), sorted(parsed(t, now).(ordered))); diff != "" {
				t.Fatalf("%s, round %d (-want +got):\n%s\nwith the patch\n%s\nin\n%s", f.name, round, diff, text, now)
			}
			if !bytes.Equal(body, nowBody) {
				t.Fatalf("%s, round %d: the body changed with the patch\n%s", f.name, round, text)
			}
			untouched(t, f, d, p)
		}
	}
	if patched < len(files) {
		t.Errorf("only %d patches were tried", patched)
	}
}

// differs tells how two values differ.
func differs(want, got val) string {
	if reflect.DeepEqual(want, got) { // far faster than the words for it
		return ""
	}
	return cmp.Diff(want, got, cmpopts.EquateEmpty(), cmp.AllowUnexported(field{}))
}

// sorted puts the keys of a root in order, since a new one may stand anywhere.
func sorted(o ordered) ordered {
	out := slices.Clone(o)
	slices.SortFunc(out, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return out
}

// untouched holds that what a patch does not name keeps the base's bytes, and that each line's origin is right.
func untouched(t *testing.T, f baseFile, d *patch.Derived, p ordered) {
	t.Helper()
	base, lines := strings.Split(string(f.text), "\n"), strings.Split(string(d.Text), "\n")
	if len(lines) != len(d.From) {
		t.Fatalf("%s: %d lines and the origins of %d", f.name, len(lines), len(d.From))
	}
	kept := map[int]bool{}
	for i, line := range lines {
		in, l, c := d.Place(i+1, 1)
		if !in && l == d.From[i].Line && c == 1 && base[l-1] == line {
			kept[l] = true
		}
	}
	key := ""
	for i, line := range base {
		if name, _, ok := strings.Cut(line, ":"); ok && name != "" && name == strings.TrimLeft(name, " #-") {
			key = name
		}
		if line == "---" && i > 0 {
			break
		}
		named := slices.ContainsFunc(p, func(f field) bool {
			gone, _ := f.value.([]val)
			return f.name == strings.Trim(key, `"`) || f.name == "remove" && slices.Contains(gone, val(key))
		})
		if key != "" && !named && !kept[i+1] {
			t.Fatalf("%s: line %d belongs to %q, which the patch does not name, and is not kept: %q", f.name, i+1, key, line)
		}
	}
}
