package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// publish lets the new folder take the place of the old one.
func (p place) publish(now standing) error {
	var err error
	if now.exists {
		err = p.exchange()
	} else {
		err = rename(p.next(), p.dir)
	}
	if err != nil {
		return p.tell("replace", err)
	}
	return nil
}

func (p place) exchange() error {
	// Without the stamp settle could not tell next from an old site.
	if p.sys.link(filepath.Join(p.next(), listName), p.stamp()) != nil {
		return p.twoRenames()
	}
	err := p.sys.swap(p.next(), p.dir)
	if errors.Is(err, errors.ErrUnsupported) {
		return p.twoRenames()
	}
	return err
}

func (p place) twoRenames() error {
	if err := rename(p.dir, p.old()); err != nil {
		return err
	}
	return rename(p.next(), p.dir) // if this fails, settle puts the old one back
}

// settle brings the work folder to rest from wherever the Write at work, or one
// that crashed, has left it: an old site is taken apart, an unseen one deleted.
func (p place) settle() error {
	err := p.settleOld()
	// From here on, next is unseen: what is in it and not Goldseam's is there
	// only by a second name or as a copy.
	for _, unseen := range []string{p.next(), p.stamp()} {
		if err == nil {
			err = os.RemoveAll(unseen)
		}
	}
	var refused *RefusedError
	if err == nil || errors.As(err, &refused) {
		return err
	}
	return fmt.Errorf("clean up %s: %w", p.workPath(), err)
}

func (p place) settleOld() error {
	if !missing(p.old()) {
		if p.vacant() {
			return rename(p.old(), p.dir)
		}
		if err := p.retire(); err != nil {
			return err
		}
	}
	if missing(p.next()) || !p.exchanged() {
		return nil
	}
	if err := rename(p.next(), p.old()); err != nil {
		return err
	}
	return p.retire()
}

// vacant reports whether a crash between two renames has left no folder. The
// author may have made an empty one since, which makes room.
func (p place) vacant() bool {
	if info, err := os.Lstat(p.dir); err == nil && info.IsDir() {
		// A site is never empty, so this removes none.
		_ = os.Remove(p.dir)
	}
	return missing(p.dir)
}

// exchanged reports whether the list of the site is the one that was made in next.
func (p place) exchanged() bool {
	stamp, err := os.Lstat(p.stamp())
	if err != nil {
		return false
	}
	info, err := os.Lstat(filepath.Join(p.dir, listName))
	return err == nil && os.SameFile(stamp, info)
}

// workPath names the work folder as the author would find it.
func (p place) workPath() string { return filepath.Join(filepath.Dir(p.name), p.workName()) }
