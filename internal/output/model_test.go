package output

import (
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// model is what Write promises, in a few lines: the files of the folder, and
// which of the paths are Goldseam's.
type model struct {
	disk files
	list map[string]bool
}

func (m *model) write(site files) (sum Summary, refused bool) {
	next := maps.Clone(site)
	for name, text := range m.disk {
		if !m.list[name] {
			for path := range site {
				if path == name || strings.HasPrefix(path, name+"/") || strings.HasPrefix(name, path+"/") {
					return Summary{}, true
				}
			}
			next[name] = text
		} else if _, ok := site[name]; !ok {
			sum.Removed++
		}
	}
	m.list, sum.Written = map[string]bool{}, len(site)
	for name, text := range site {
		if was, ok := m.disk[name]; ok && was == text {
			sum.Kept++
			sum.Written--
		}
		m.list[name] = true
	}
	m.disk = next
	return sum, false
}

// TestWriteLikeModel lets a site live: random builds, on random systems, some of
// which fail, and between them people who change, delete and add files by hand.
func TestWriteLikeModel(t *testing.T) {
	kinds := systems()
	names := slices.Sorted(maps.Keys(kinds))
	for seed := range uint64(40) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		dir := filepath.Join(t.TempDir(), "public")
		m := model{disk: files{}, list: map[string]bool{}}
		for range 20 {
			for range rnd.IntN(4) {
				m.meddle(t, rnd, dir)
			}
			sys := kinds[names[rnd.IntN(len(names))]]
			if rnd.IntN(6) == 0 {
				sys.swap = func(string, string) error { return errors.New("out of order") }
			}
			m.build(t, rnd, dir, sys)
			if t.Failed() {
				t.Fatalf("with seed %d", seed)
			}
		}
	}
}

func (m *model) build(t *testing.T, rnd *rand.Rand, dir string, sys system) {
	before := model{maps.Clone(m.disk), m.list}
	site := randomSite(rnd)
	sum, err := write(dir, site.tree(), sys)
	want, refused := m.write(site)
	var isRefused *RefusedError
	switch {
	case err != nil && err.Error() == "replace "+dir+": out of order":
		*m = before
	case refused != errors.As(err, &isRefused) || (err != nil && !refused):
		t.Errorf("Write(%v) over %v = %v, want refused: %t", site, before.disk, err, refused)
	case sum != want:
		t.Errorf("Write(%v) over %v = %+v, want %+v", site, before.disk, sum, want)
	}
	got, err := read(dir)
	if !missing(dir) {
		check(t, err)
	}
	maps.DeleteFunc(got, func(name, _ string) bool { return strings.HasSuffix(name, "/") })
	if diff := cmp.Diff(m.disk, got); diff != "" {
		t.Errorf("Write(%v) over %v (-want +got):\n%s", site, before.disk, diff)
	}
	wantAlone(t, dir)
}

func randomPath(rnd *rand.Rand) string {
	all := []string{"a", "b", "CNAME", "a/x", "a/y", "b/c", "b/c/d", "b/c/e", "p/1/i", "p/2/i", "p/3/i", "p/3"}
	return all[rnd.IntN(len(all))]
}

func randomText(rnd *rand.Rand) string {
	return strings.Repeat("x", rnd.IntN(3)) + string('a'+rune(rnd.IntN(2)))
}

func randomSite(rnd *rand.Rand) files {
	site := files{}
	for range rnd.IntN(8) {
		next := both(site, files{randomPath(rnd): randomText(rnd)})
		if _, err := arrange(next.tree()); err == nil {
			site = next
		}
	}
	return site
}

// meddle changes, deletes or adds one file where that is possible.
func (m *model) meddle(t *testing.T, rnd *rand.Rand, dir string) {
	if len(m.list) == 0 {
		return // nobody meddles with a folder that does not exist
	}
	name, text := randomPath(rnd), randomText(rnd)
	to := filepath.Join(dir, filepath.FromSlash(name))
	if _, ok := m.disk[name]; ok && rnd.IntN(2) == 0 {
		check(t, os.Remove(to))
		delete(m.disk, name)
		for to = filepath.Dir(to); to != dir && os.Remove(to) == nil; {
			to = filepath.Dir(to) // an empty folder would be one more thing to carry over
		}
		return
	}
	if os.MkdirAll(filepath.Dir(to), 0o777) != nil {
		return
	}
	_ = os.Remove(to) // as editors save, so that other names of the file stay as they are
	if os.WriteFile(to, []byte(text), 0o666) == nil {
		m.disk[name] = text
	}
}
