package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
)

// Read gives the site that was written to a folder, by the list in it. Changed
// names the files that are gone or hold something else than was written; the tree
// is without them. The error is [fs.ErrNotExist] where no list is.
func Read(fsys fs.FS) (t *Tree, changed []string, err error) {
	text, err := fs.ReadFile(fsys, listName)
	if err != nil {
		return nil, nil, err
	}
	kind, l, err := parseList(text)
	if err != nil {
		return nil, nil, err
	}
	if kind == Notes {
		return nil, nil, errors.New("it holds " + kind.said())
	}
	files := make(map[string][]byte, len(l))
	for _, e := range l {
		data, err := fs.ReadFile(fsys, e.path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && sha256.Sum256(data) != e.sum {
			changed = append(changed, e.path)
			continue
		}
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", e.path, err)
		}
		files[e.path] = data
	}
	return newTree(kind, files), changed, nil
}

// IsList tells the file that marks a written folder.
func IsList(path string) bool { return path == listName }
