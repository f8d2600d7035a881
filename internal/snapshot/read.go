package snapshot

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"time"

	"golang.org/x/sync/errgroup"
)

// MaxSize is the size in bytes above which a file is not read. Lessons and
// worksheets are a few kilobytes; pictures should be far smaller than this.
const MaxSize = 16 << 20

// ErrTooLarge marks a file over MaxSize.
var ErrTooLarge = errors.New("larger than 16 MB")

// ErrNotPlain marks what is there under a file's name and is none, such as a link to a folder.
var ErrNotPlain = errors.New("it is not a plain file")

// stat is what the disk says of a file without opening it.
type stat struct {
	size    int64
	mtime   time.Time
	mode    fs.FileMode
	settled bool // the file was read so long after its last change that all this proves it unchanged
}

func (s stat) same(other stat) bool {
	return s.size == other.size && s.mtime.Equal(other.mtime) && s.mode == other.mode
}

// reading is the outcome of looking at one file; file is nil if it is gone.
type reading struct {
	file *File
	stat stat
}

// read looks at the named files, as many at a time as there are workers.
func (t *Tree) read(ctx context.Context, names []string, found map[string]*entry, workers int) ([]reading, error) {
	out := make([]reading, len(names))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	const batch = 64 // a task for each file would cost more than the reading
	for start := 0; start < len(names); start += batch {
		group.Go(func() error {
			for i := start; i < min(start+batch, len(names)); i++ {
				out[i] = found[names[i]].read(t.files[names[i]], t.stats[names[i]])
			}
			return ctx.Err()
		})
	}
	return out, group.Wait()
}

// read gives the file, which is before itself where the content is still the same.
func (e *entry) read(before *File, was stat) reading {
	info, err := e.info()
	if errors.Is(err, fs.ErrNotExist) {
		return reading{}
	}
	f := e.File
	if before != nil && (before.Shown != f.Shown || before.Over != f.Over || before.Edition != f.Edition) {
		before = nil
	}
	if err != nil {
		return f.unreadable(before, err)
	}
	if !info.Mode().IsRegular() { // to open a pipe would wait for ever
		return f.unreadable(before, ErrNotPlain)
	}
	now := stat{info.Size(), info.ModTime(), info.Mode(), time.Since(info.ModTime()) > 2*time.Second}
	if !e.named && before != nil && before.Err == nil && was.settled && was.same(now) {
		return reading{before, was}
	}
	if now.size > MaxSize {
		return f.unreadable(before, ErrTooLarge)
	}
	data, err := fs.ReadFile(e.layer, e.rel)
	if errors.Is(err, fs.ErrNotExist) {
		return reading{}
	}
	if err != nil {
		return f.unreadable(before, err)
	}
	if before != nil && before.Err == nil && bytes.Equal(before.Data, data) {
		return reading{before, now}
	}
	f.Data = data
	return reading{&f, now}
}

// unreadable gives the file with the reason why it cannot be read.
func (f File) unreadable(before *File, err error) reading {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err // the path in it is one inside a layer, which no author knows
	}
	if before != nil && before.Err != nil && before.Err.Error() == err.Error() {
		return reading{before, stat{}}
	}
	f.Err = err
	return reading{&f, stat{}}
}

// info describes the file as it is now, behind a link if it is one.
func (e *entry) info() (fs.FileInfo, error) {
	if e.found.Type()&fs.ModeSymlink != 0 {
		return fs.Stat(e.layer, e.rel)
	}
	return e.found.Info()
}
