package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
)

// plan is a site about to be written.
type plan struct {
	tree    *Tree
	folders map[string]bool // all folders of the site; true for those with folders inside
	outer   []string        // the latter, each after the one it is in
	same    []bool          // by index of the path: the file on disk is equal
	changed int             // how many are not, as far as compare has looked
}

// arrange checks the paths of a site and finds its folders.
func arrange(t *Tree) (*plan, error) {
	p := &plan{tree: t, folders: make(map[string]bool), same: make([]bool, t.Len()), changed: t.Len()}
	for _, file := range t.Paths() {
		if err := checkPath(file); err != nil {
			return nil, err
		}
		if err := p.addFolders(path.Dir(file)); err != nil {
			return nil, err
		}
	}
	for _, file := range t.Paths() {
		p.addOuter(path.Dir(path.Dir(file)))
	}
	return p, nil
}

func (p *plan) addFolders(dir string) error {
	for ; dir != "."; dir = path.Dir(dir) {
		if _, ok := p.folders[dir]; ok {
			return nil
		}
		if _, ok := p.tree.File(dir); ok {
			return fmt.Errorf("site path %q is a file and a folder", dir)
		}
		p.folders[dir] = false
	}
	return nil
}

func (p *plan) addOuter(dir string) {
	if dir == "." || p.folders[dir] {
		return
	}
	p.addOuter(path.Dir(dir))
	p.folders[dir] = true
	p.outer = append(p.outer, dir)
}

// compare finds the files in dir that have the bytes the site wants.
func (p *plan) compare(dir string) {
	paths := p.tree.Paths()
	_ = each(len(paths), func(lo, hi int) error {
		buf := make([]byte, 64<<10)
		for i := lo; i < hi; i++ {
			want, _ := p.tree.File(paths[i])
			p.same[i] = holds(under(dir, paths[i]), want, buf)
		}
		return nil
	})
	for _, same := range p.same {
		if same {
			p.changed--
		}
	}
}

// matches reports whether a list names the files of the plan and no others.
func (p *plan) matches(now list) bool {
	if now == nil || len(now) != p.tree.Len() {
		return false
	}
	for i, file := range p.tree.Paths() {
		data, _ := p.tree.File(file)
		if now[i].path != file || now[i].size != int64(len(data)) {
			return false
		}
	}
	return true
}

// holds reports whether name is a plain file with exactly the bytes want. A file
// that cannot be read does not hold them, and will be written anew.
func holds(name string, want, buf []byte) bool {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(want)) {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	for len(want) > 0 {
		n, err := f.Read(buf)
		if n > len(want) || !bytes.Equal(buf[:n], want[:n]) {
			return false
		}
		want = want[n:]
		if err != nil {
			return errors.Is(err, io.EOF) && len(want) == 0
		}
	}
	return true
}

// under joins a slash-separated path to a folder.
func under(dir, path string) string {
	if path == "." {
		return dir
	}
	return dir + string(filepath.Separator) + filepath.FromSlash(path)
}
