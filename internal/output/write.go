package output

import (
	"cmp"
	"os"
)

// Summary counts the files of the site that Write wrote, left as they were, and removed.
type Summary struct{ Written, Kept, Removed int }

// Write makes the folder dir hold the site t, whole or not at all.
//
// # What is in the folder
//
// Every file of the tree, and the list ".goldseam", which names them with size
// and SHA-256 and marks the folder as Goldseam's. Where a folder has files
// already and no such list, Write refuses with a [RefusedError] and changes
// nothing. A path in the list is Goldseam's, whatever somebody wrote there
// since: it is written over, or removed with the page. Everything else in the
// folder (CNAME, .well-known, .git, links) is somebody else's and is carried
// over as it is; where the site wants such a path, Write refuses. A folder that
// holds another [Kind] than the tree is refused as well. Only folders
// get new inodes; those of others keep their mode, those of the site's own
// files follow the umask.
//
// A file whose bytes did not change stays the same file, with its time. Bytes
// are compared, not hashes and not times, so that a built file changed by hand is
// put right. If nothing changed, nothing is touched.
//
// # How it is written
//
// Beside dir, in ".NAME.goldseam", the new folder is built from new files and
// hard links to unchanged ones; no file is ever written through a link. It then
// takes the place of the old folder, which is taken apart afterwards.
//
// # What a crash leaves
//
// A crash, or a kill, of the process at any moment leaves in dir the old site
// or the new one, complete, with all files that are not Goldseam's:
//
//   - On Linux and macOS, where the file system can exchange two folders (ext4,
//     XFS, Btrfs, tmpfs, APFS), this holds at every moment and for every reader.
//     One who opens several files by path may get some from before and some from
//     after; one who stands in the old folder sees it being taken apart.
//   - On Windows, and on file systems without such an exchange or without hard
//     links, there are two renames, and between them dir does not exist. A crash
//     in that instant leaves it so, with the old site complete in
//     ".NAME.goldseam/old"; the next Write puts it back first. Where there are no
//     hard links, unchanged files are copied and keep their times. Windows moves
//     no folder of which a program has a file open: Write then tries for two
//     seconds, and refuses.
//   - A first site comes by one rename everywhere.
//
// The next Write removes what a crash has left beside dir. Nothing is forced to
// the disk, which would cost more than the rest: after a loss of power the newest
// site may have missing or empty files, as with any copied folder. The next
// Write puts them right, and refuses if the list itself is among them.
//
// While one Write is at work, another one to the same dir is refused. The lock
// ends with its process. File systems that know no locks go without.
func Write(dir string, t *Tree) (Summary, error) {
	return write(dir, t, system{swap: exchange, link: os.Link})
}

// system is what not every file system can do.
type system struct {
	// swap exchanges two folders in one step, or fails with [errors.ErrUnsupported].
	swap func(a, b string) error
	// link gives a file a second name.
	link func(from, to string) error
}

func write(dir string, t *Tree, sys system) (sum Summary, err error) {
	plan, err := arrange(t)
	if err != nil {
		return Summary{}, err
	}
	p, err := locate(dir, sys)
	if err != nil {
		return Summary{}, err
	}
	// Once more than needed, so that a refusal touches nothing, not even with a lock.
	now, err := p.inspect()
	if err != nil {
		return Summary{}, err
	}
	if err := p.suits(now, t.kind); err != nil {
		return Summary{}, err
	}
	lock, err := p.lock()
	if err != nil {
		return Summary{}, err
	}
	defer func() { err = cmp.Or(err, p.unlock(lock)) }()
	if err := p.settle(); err != nil {
		return Summary{}, err
	}
	sum, err = p.replace(plan)
	if err != nil {
		_ = p.settle() // what this cannot mend, the next Write does
		return Summary{}, err
	}
	return sum, nil
}

// replace puts the planned site in place of what is there, unless they are equal.
func (p place) replace(plan *plan) (Summary, error) {
	now, err := p.inspect()
	if err != nil {
		return Summary{}, err
	}
	if err := p.suits(now, plan.tree.kind); err != nil {
		return Summary{}, err
	}
	var others extras
	if now.exists {
		plan.compare(p.dir)
		if plan.changed == 0 && plan.matches(now.list) {
			return Summary{Kept: plan.tree.Len()}, nil
		}
		if others, err = p.survey(plan, now.list); err != nil {
			return Summary{}, err
		}
	}
	if err := p.stage(plan, now, others); err != nil {
		return Summary{}, err
	}
	if err := p.publish(now); err != nil {
		return Summary{}, err
	}
	sum := Summary{Written: plan.changed, Kept: plan.tree.Len() - plan.changed, Removed: others.dropped}
	return sum, p.settle()
}
