package build

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"goldseam/internal/program"
	"goldseam/internal/render"
)

// workerName is the service worker's file. Readers who made a copy ask for it by
// this name, so that it never changes.
const workerName = "sw.js"

// summed is a file with its hash, which is computed once.
type summed struct {
	data []byte
	sum  string
}

// copied puts in front of the service worker what it copies to a reader's device:
// a version, and every file with the beginning of its SHA-256, by its address below
// the site's own. See client/offline/worker.ts.
func (r *Result) copied(files map[string][]byte, p *program.Program, prev *Result) {
	if !render.Copied(p, r.assets) {
		delete(files, workerName)
		return
	}
	r.sums = make(map[string]summed, len(files))
	list := [][2]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if forHost(name) {
			continue
		}
		s := prev.sums[name]
		if data := files[name]; !sameSlice(s.data, data) {
			s = summed{data, shortSum(data, 8)}
		}
		r.sums[name] = s
		list = append(list, [2]string{address(name), s.sum})
	}
	var copy struct {
		Version string      `json:"version"`
		Files   [][2]string `json:"files"`
	}
	copy.Files = list
	named, err := json.Marshal(list)
	if err != nil {
		panic(err) // texts only
	}
	copy.Version = shortSum(append(named, r.assets.Worker...), 5)
	text, err := json.Marshal(copy)
	if err != nil {
		panic(err) // texts only
	}
	files[workerName] = slices.Concat([]byte("const COPY="), text, []byte(";\n"), r.assets.Worker)
}

// forHost tells the files that are no part of what a reader sees.
func forHost(name string) bool {
	return strings.HasPrefix(path.Base(name), "_") || slices.Contains([]string{workerName, "robots.txt", "sitemap.xml"}, name)
}

// address gives where a file is found, below the site's own address.
func address(name string) string {
	dir, base := path.Split(name)
	if base == "index.html" {
		name = dir
	}
	return (&url.URL{Path: name}).String()
}

func sameSlice(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func shortSum(data []byte, n int) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:n])
}
