package main

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// readme is what an archive says of itself.
//
//go:embed README.txt
var readme embed.FS

// texts gives what each archive holds beside the program: how to begin, the
// licences of code and content, the schemas. Root is the repository.
func texts(root fs.FS) ([]entry, error) {
	begin, err := readme.ReadFile("README.txt")
	if err != nil {
		return nil, err
	}
	out := []entry{{"README.txt", begin, false}}
	for name, file := range map[string]string{"LICENSE.txt": "LICENSE", "LICENSE-content.txt": "content/LICENSE"} {
		text, err := fs.ReadFile(root, file)
		if err != nil {
			return nil, err
		}
		out = append(out, entry{name, text, false})
	}
	return append(out, schemas("schemas")...), nil
}

// module is a module that the program is made of, and where its source stands.
type module struct{ path, version, dir string }

// licences gives the licences of everything that stands in the program of any
// system: Go's own, those of its modules, and those of the client's packages.
func licences() ([]byte, error) {
	modules, err := modules()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for _, m := range modules {
		text, err := licence(m.dir)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.path, err)
		}
		fmt.Fprintf(&out, "%s\n\n%s\n\n\n", strings.TrimSpace(m.path+" "+m.version), bytes.TrimSpace(text))
	}
	dist := filepath.Join("themes", "dist")
	client, _ := filepath.Glob(filepath.Join(dist, "site", "licenses-*.txt"))
	if len(client) == 0 {
		return nil, fmt.Errorf("the client's scripts were not made: run make client")
	}
	client = append(client, filepath.Join(dist, "licenses.txt")) // of the editing page
	for _, file := range client {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		out.Write(text)
	}
	return out.Bytes(), nil
}

// licence finds the licence of a source, and the notice that has to go with it.
func licence(dir string) ([]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out [][]byte
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if e.IsDir() || !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "NOTICE") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		out = append(out, bytes.TrimSpace(text))
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("there is no licence in its source")
	}
	return bytes.Join(out, []byte("\n\n")), nil
}

// modules lists Go itself and the modules of the program, for all systems together.
func modules() ([]module, error) {
	out, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	if err != nil {
		return nil, err
	}
	root, version, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	all := []module{{"Go", version, root}}
	for _, t := range targets() {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "goldseam/cmd/goldseam")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOOS="+t.os, "GOARCH="+t.arch)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(out)) {
			part := strings.Split(strings.TrimSpace(line), "\t")
			if len(part) != 3 {
				continue
			}
			if m := (module{part[0], part[1], part[2]}); !slices.Contains(all, m) {
				all = append(all, m)
			}
		}
	}
	slices.SortFunc(all[1:], func(a, b module) int { return strings.Compare(a.path, b.path) })
	return all, nil
}
