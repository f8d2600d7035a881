package verify

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/output"
)

// Folder compares the files of a folder, which messages call name, with a site.
func Folder(ctx context.Context, site *output.Tree, name string, fsys fs.FS) (*Result, error) {
	r := newReport()
	for _, file := range site.Paths() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		want, _ := site.File(file)
		a := &answer{file: file, at: path.Join(name, file), status: 200}
		body, err := fs.ReadFile(fsys, file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			a.status = 404
		case err != nil:
			a.status = 403
		default:
			a.body = body
		}
		r.compare(a, want)
		r.look(a, "")
	}
	r.extra(site, name, fsys)
	return r.done(), nil
}

// extra finds files that are no part of the site: whatever lies there is uploaded with it.
func (r *report) extra(site *output.Tree, name string, fsys fs.FS) {
	_ = fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || file == "." {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") || d.Name() == "CNAME" {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil // what hosts and tools keep there
		}
		if _, ok := site.File(file); !ok && !d.IsDir() {
			r.warn(path.Join(name, file), diag.ServedExtra, "this is no part of the site, and would be on the web with it", "if nobody is to read it, take it out of the folder")
		}
		return nil
	})
}
