// Command release makes the archives in which Goldseam is given away: one for
// each system, with the program, its licences and the schemas for editors.
//
//	go run ./internal/release          writes to bin/release
//
// The same commit and the same Go give the same bytes: nothing of the machine
// is in an archive, and its time is that of the commit.
package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"goldseam/internal/load"
	"goldseam/internal/schema"
)

// target is a system that an archive is for.
type target struct{ os, arch string }

func targets() []target {
	return []target{{"darwin", "amd64"}, {"darwin", "arm64"}, {"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"}}
}

func main() { os.Exit(run(os.Stdout, os.Stderr)) }

// run works on the repository in the current folder. It returns 0 when all is written.
func run(stdout, stderr io.Writer) int {
	when, err := commitTime()
	if err == nil {
		err = release(filepath.Join("bin", "release"), when, stdout)
	}
	if err != nil {
		fmt.Fprintln(stderr, "release:", err)
		return 1
	}
	return 0
}

// commitTime gives the time that archives bear: SOURCE_DATE_EPOCH
// (reproducible-builds.org/specs/source-date-epoch), or that of the last commit.
func commitTime() (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		out, err := exec.Command("git", "log", "-1", "--format=%ct").Output()
		if err != nil {
			return time.Time{}, fmt.Errorf("the time of the last commit is not known; set SOURCE_DATE_EPOCH: %w", err)
		}
		text = strings.TrimSpace(string(out))
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not a number of seconds since 1970", text)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// release writes all archives and their sums to a folder, which it empties first.
func release(dir string, when time.Time, stdout io.Writer) error {
	common, err := texts(os.DirFS("."))
	if err != nil {
		return err
	}
	licences, err := licences()
	if err != nil {
		return err
	}
	common = append(common, entry{"THIRD-PARTY-LICENSES.txt", licences, false})
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var sums []string
	put := func(name string, data []byte) error {
		sums = append(sums, fmt.Sprintf("%x  %s\n", sha256.Sum256(data), name))
		fmt.Fprintf(stdout, "%-40s %8d bytes\n", name, len(data))
		return os.WriteFile(filepath.Join(dir, name), data, 0o644)
	}
	for _, t := range targets() {
		binary, err := compile(t, filepath.Join(dir, "goldseam"))
		if err != nil {
			return err
		}
		name := fmt.Sprintf("goldseam-%s-%s-%s", load.Version, t.os, t.arch)
		program := entry{"goldseam", binary, true}
		if t.os == "windows" {
			program.name = "goldseam.exe"
		}
		data, end, err := pack(t, name, when, append([]entry{program}, common...))
		if err == nil {
			err = put(name+end, data)
		}
		if err != nil {
			return err
		}
	}
	data, err := zipped("goldseam-"+load.Version+"-schemas", when, schemas(""))
	if err == nil {
		err = put("goldseam-"+load.Version+"-schemas.zip", data)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(strings.Join(sums, "")), 0o644)
}

// compile makes the program for a system: static, without paths of this machine.
func compile(t target, out string) ([]byte, error) {
	defer os.Remove(out)
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=", "-o", out, "goldseam/cmd/goldseam")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOOS="+t.os, "GOARCH="+t.arch, "GOAMD64=v1", "GOARM64=v8.0")
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("goldseam for %s on %s cannot be made: %w\n%s", t.os, t.arch, err, text)
	}
	return os.ReadFile(out)
}

// schemas gives the JSON Schema of each kind of YAML, below a folder.
func schemas(folder string) []entry {
	var out []entry
	for _, name := range schema.Names() {
		text, _ := schema.Of(name) // the name is one of its own
		out = append(out, entry{path.Join(folder, name+".json"), text, false})
	}
	return out
}

// pack makes the archive that people of a system can open.
func pack(t target, name string, when time.Time, files []entry) (data []byte, end string, err error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	if t.os == "linux" {
		data, err = tarred(name, when, files)
		return data, ".tar.gz", err
	}
	data, err = zipped(name, when, files)
	return data, ".zip", err
}
