package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	// listName is the file that marks a folder as Goldseam's and names what is its.
	listName = ".goldseam"
	listHead = "goldseam site 1"
	bookHead = "goldseam notes 1"
)

// head gives the first line of a list, which says what the files are together.
func (k Kind) head() string {
	if k == Notes {
		return bookHead
	}
	return listHead
}

// listed is one line of a list: "SHA-256 size path".
type listed struct {
	sum  [sha256.Size]byte
	size int64
	path string
}

// list names the files of a written site, in order of their paths.
type list []listed

// has reports whether path is in the list.
func (l list) has(path string) bool {
	_, ok := slices.BinarySearchFunc(l, path, func(e listed, path string) int {
		return strings.Compare(e.path, path)
	})
	return ok
}

func (l list) encode(kind Kind) []byte {
	out := append([]byte(kind.head()), '\n')
	for i := range l {
		out = hex.AppendEncode(out, l[i].sum[:])
		out = append(out, ' ')
		out = strconv.AppendInt(out, l[i].size, 10)
		out = append(out, ' ')
		out = append(out, l[i].path...)
		out = append(out, '\n')
	}
	return out
}

// errBadList tells which line of a list cannot be read. All of them are one to errors.Is.
type errBadList struct{ line int }

func (e errBadList) Error() string {
	return fmt.Sprintf("%s: line %d cannot be read", listName, e.line)
}
func (errBadList) Is(target error) bool { _, ok := target.(errBadList); return ok }

func readList(dir string) (Kind, list, error) {
	name := filepath.Join(dir, listName)
	info, err := os.Lstat(name)
	if err != nil {
		return "", nil, err
	}
	if !info.Mode().IsRegular() {
		return "", nil, errBadList{}
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return "", nil, err
	}
	return parseList(text)
}

// parseList believes nothing: what it returns says which files may be deleted.
func parseList(text []byte) (Kind, list, error) {
	kind := Site
	body, ok := strings.CutPrefix(string(text), listHead+"\n")
	if !ok {
		kind = Notes
		body, ok = strings.CutPrefix(string(text), bookHead+"\n")
	}
	if !ok || (body != "" && !strings.HasSuffix(body, "\n")) {
		return "", nil, errBadList{1}
	}
	out := make(list, 0, bytes.Count(text, []byte("\n"))-1)
	last := ""
	for line := range strings.Lines(body) {
		e, ok := parseListed(strings.TrimSuffix(line, "\n"))
		if !ok || e.path <= last {
			return "", nil, errBadList{len(out) + 2}
		}
		last = e.path
		out = append(out, e)
	}
	return kind, out, nil
}

func parseListed(line string) (e listed, ok bool) {
	sum, rest, _ := strings.Cut(line, " ")
	size, path, _ := strings.Cut(rest, " ")
	if len(sum) != hex.EncodedLen(len(e.sum)) {
		return e, false
	}
	if _, err := hex.Decode(e.sum[:], []byte(sum)); err != nil {
		return e, false
	}
	n, err := strconv.ParseInt(size, 10, 64)
	if err != nil || n < 0 || checkPath(path) != nil {
		return e, false
	}
	e.size, e.path = n, path
	return e, true
}

// checkPath accepts what every system can write and what fits on one line of a list.
func checkPath(path string) error {
	odd := func(r rune) bool { return r == '\\' || r < ' ' || r == 0x7f }
	if !fs.ValidPath(path) || path == "." || strings.ContainsFunc(path, odd) {
		return fmt.Errorf("site path %q cannot be a file", path)
	}
	if path == listName || strings.HasPrefix(path, listName+"/") {
		return fmt.Errorf("site path %q is kept for Goldseam's own list", path)
	}
	if _, err := filepath.Localize(path); err != nil {
		return fmt.Errorf("site path %q cannot be a file on this system", path)
	}
	return nil
}
