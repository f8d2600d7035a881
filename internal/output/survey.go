package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// entry is one thing in a folder, by its slash-separated path from the top.
type entry struct {
	path string
	kind fs.FileMode // the type bits
}

// contents is all that is below a folder. Links are not followed: they count as files.
type contents struct {
	files   []entry
	folders [][]string // by depth, the top "." first
}

// walk lists what is below dir, level by level.
func walk(dir string) (contents, error) {
	var c contents
	for level := []string{"."}; len(level) > 0; {
		found := make([][]os.DirEntry, len(level))
		err := each(len(level), func(lo, hi int) (err error) {
			for i := lo; i < hi && err == nil; i++ {
				found[i], err = os.ReadDir(under(dir, level[i]))
			}
			return err
		})
		if err != nil {
			return contents{}, err
		}
		c.folders = append(c.folders, level)
		level = c.add(level, found)
	}
	return c, nil
}

// add takes what was found in the folders of one level and returns the folders of the next.
func (c *contents) add(level []string, found [][]os.DirEntry) (below []string) {
	for i, entries := range found {
		for _, e := range entries {
			name := path.Join(level[i], e.Name())
			if e.IsDir() {
				below = append(below, name)
			} else {
				c.files = append(c.files, entry{name, e.Type()})
			}
		}
	}
	return below
}

// extras is what a written folder holds besides the files of the new site.
type extras struct {
	files   []entry  // not Goldseam's
	folders []string // in which Goldseam has nothing, each after the one it is in
	dropped int      // files of the site before that the new one does not have
}

// sort tells what is Goldseam's from what is not. A folder or a link at a path
// of the list is not: Goldseam writes plain files only.
func (c contents) sort(now list, wanted func(path string) bool) extras {
	var out extras
	for _, f := range c.files {
		switch {
		case f.path == listName:
		case !f.kind.IsRegular() || !now.has(f.path):
			out.files = append(out.files, f)
		case !wanted(f.path):
			out.dropped++
		}
	}
	ours := map[string]bool{".": true}
	for i := range now {
		for dir := path.Dir(now[i].path); !ours[dir]; dir = path.Dir(dir) {
			ours[dir] = true
		}
	}
	for _, level := range c.folders {
		for _, dir := range level {
			if !ours[dir] {
				out.folders = append(out.folders, dir)
			}
		}
	}
	return out
}

// survey finds what is to be carried over, and refuses where that is in the way of the site.
func (p place) survey(plan *plan, now list) (extras, error) {
	c, err := walk(p.dir)
	if err != nil {
		return extras{}, fmt.Errorf("look at %s: %w", p.name, err)
	}
	out := c.sort(now, func(file string) bool {
		_, ok := plan.tree.File(file)
		return ok
	})
	for _, f := range out.files {
		if _, ok := plan.folders[f.path]; ok || plan.fileAt(f.path) {
			return extras{}, p.inTheWay(f.path)
		}
	}
	for _, dir := range out.folders {
		if plan.fileAt(dir) {
			return extras{}, p.inTheWay(dir)
		}
	}
	return out, nil
}

// fileAt reports whether the site has a file at name or at a folder around it.
func (p *plan) fileAt(name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if _, ok := p.tree.File(name); ok {
			return true
		}
	}
	return false
}

func (p place) inTheWay(rel string) error {
	return refuse("move it out of the folder and build again, or "+otherFolder,
		"%s in %s is not Goldseam's, and the site has a file of its own there", rel, p.name)
}

func missing(name string) bool {
	_, err := os.Lstat(name)
	return errors.Is(err, fs.ErrNotExist)
}
