package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// allowed says for each package what it may import: packages of this module,
// named below internal, and modules from outside. The table is exact.
func allowed() map[string]string {
	return map[string]string{
		"diag":        "",
		"nearest":     "github.com/agnivade/levenshtein",
		"overlay":     "",
		"output":      "golang.org/x/sys",
		"watch":       "github.com/fsnotify/fsnotify",
		"snapshot":    "overlay golang.org/x/sync",
		"strictyaml":  "diag nearest go.yaml.in/yaml/v3 github.com/goccy/go-yaml",
		"format":      "strictyaml",
		"merge":       "github.com/aymanbagabas/go-udiff",
		"frontmatter": "diag merge strictyaml github.com/adrg/frontmatter",
		"markdown":    "diag nearest github.com/yuin/goldmark golang.org/x/text",
		"worksheet":   "diag format markdown nearest origin strictyaml",
		"program":     "diag format locale markdown nearest origin worksheet",
		"reading":     "",
		"patch":       "diag format frontmatter markdown nearest snapshot strictyaml",
		"style":       "diag format frontmatter markdown program reading snapshot strictyaml golang.org/x/sync",
		"locale":      "golang.org/x/text",
		"origin":      "",
		"load":        "diag format frontmatter markdown nearest origin program snapshot strictyaml worksheet golang.org/x/sync",
		"contrast":    "diag format",
		"check":       "contrast diag format locale markdown nearest program worksheet",
		"assets":      "contrast diag format",
		"guard":       "diag program golang.org/x/net github.com/tdewolff/parse",
		"search":      "golang.org/x/text",
		"render":      "assets diag format markdown origin program search strictyaml worksheet golang.org/x/sync",
		"build":       "assets check diag guard load output patch program render snapshot style",
		"preview":     "diag output github.com/coder/websocket",
		"verify":      "diag output golang.org/x/sync",
		"hosttest":    "",
		"live":        "build overlay preview snapshot watch",
		"edit":        "diag format frontmatter strictyaml worksheet",
		"desk":        "build diag edit patch snapshot",
		"follow":      "diag format frontmatter markdown merge patch program snapshot strictyaml",
		"schema":      "format strictyaml",
		"handbook":    "content overlay snapshot themes",
		"bundle":      "github.com/evanw/esbuild",
		"release":     "load schema",
		"corpus":      "content program",
		"golden":      "github.com/rogpeppe/go-internal",
		"content":     "",
		"themes":      "",
		"cmd/goldseam": "build content desk diag follow handbook live load nearest output overlay patch preview schema snapshot themes verify " +
			"github.com/inconshreveable/mousetrap github.com/spf13/cobra golang.org/x/term",
	}
}

// shared are the modules from outside that more than one package may import.
func shared() []string { return []string{"golang.org/x/sync", "golang.org/x/text"} }

// source is the Go code of one package, tests left out.
type source struct {
	name  string // "diag", "cmd/goldseam", …
	files map[string]*ast.File
	fset  *token.FileSet
}

// sources reads all packages of the module.
func sources(t *testing.T) map[string]*source {
	t.Helper()
	out := map[string]*source{}
	root := os.DirFS("..")
	fset := token.NewFileSet()
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && p != ".") {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(p) != ".go" || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		text, err := fs.ReadFile(root, p)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(fset, p, text, parser.ParseComments)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(path.Dir(p), "internal/")
		if out[name] == nil {
			out[name] = &source{name, map[string]*ast.File{}, fset}
		}
		out[name].files[p] = file
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("found only %d packages", len(out))
	}
	return out
}

// imports lists what a package imports: packages of the module by name, modules
// from outside and packages of the standard library by path.
func (s *source) imports() (own, outside, standard []string) {
	for _, f := range s.files {
		for _, i := range f.Imports {
			p := strings.Trim(i.Path.Value, `"`)
			first, _, _ := strings.Cut(p, "/")
			switch rest, ours := strings.CutPrefix(p, "goldseam/"); {
			case ours:
				own = append(own, strings.TrimPrefix(rest, "internal/"))
			case strings.Contains(first, "."):
				outside = append(outside, p)
			default:
				standard = append(standard, p)
			}
		}
	}
	for _, list := range []*[]string{&own, &outside, &standard} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return own, outside, standard
}

func TestImports(t *testing.T) {
	table := allowed()
	importers := map[string][]string{}
	for name, s := range sources(t) {
		list, known := table[name]
		if !known {
			t.Errorf("the package %s is not in the table; see ARCHITECTURE.md", name)
			continue
		}
		may := strings.Fields(list)
		used := map[string]bool{}
		own, outside, _ := s.imports()
		for _, p := range slices.Concat(own, outside) {
			entry := slices.IndexFunc(may, func(m string) bool { return p == m || strings.Contains(m, ".") && strings.HasPrefix(p, m+"/") })
			if entry < 0 {
				t.Errorf("%s may not import %s; see ARCHITECTURE.md", name, p)
				continue
			}
			used[may[entry]] = true
		}
		for _, m := range may {
			if !used[m] && name != "golden" {
				t.Errorf("the table lets %s import %s, which it does not; take it out", name, m)
			}
			if strings.Contains(m, ".") {
				importers[m] = append(importers[m], name)
			}
		}
	}
	for module, names := range importers {
		if len(names) > 1 && !slices.Contains(shared(), module) {
			t.Errorf("%s has the importers %q, and one is wanted", module, names)
		}
	}
}

// TestChains measures how far a change can reach.
func TestChains(t *testing.T) {
	all := sources(t)
	depth := map[string]int{}
	var measure func(name string) int
	measure = func(name string) int {
		if depth[name] == 0 {
			own, _, _ := all[name].imports()
			for _, p := range own {
				depth[name] = max(depth[name], measure(p)+1)
			}
		}
		return depth[name]
	}
	for name, s := range all {
		if n := measure(name); n > 8 {
			t.Errorf("%s stands at the end of a chain of %d imports, and 8 are the most", name, n)
		}
		limit := 9
		switch name {
		case "cmd/goldseam":
			limit = 17
		case "build": // it runs every stage once
			limit = 13
		case "load": // reads all there is
			limit = 10
		}
		if own, _, _ := s.imports(); len(own) > limit {
			t.Errorf("%s imports %d packages of ours, and %d are the most: %q", name, len(own), limit, own)
		}
	}
}

// TestEdges holds what reaches outside: files, and messages that are no problems.
func TestEdges(t *testing.T) {
	edges := map[string][]string{
		"os":            {"cmd/goldseam", "output", "watch", "bundle", "release", "corpus", "golden"},
		"os/exec":       {"cmd/goldseam", "release"}, // to open the browser; to compile
		"path/filepath": {"cmd/goldseam", "output", "watch", "bundle", "release", "corpus", "golden", "overlay"},
		"net":           {"cmd/goldseam", "preview", "verify"},
		"net/http":      {"cmd/goldseam", "preview", "verify", "hosttest"},
		"log":           {},
		"log/slog":      {"cmd/goldseam", "watch", "preview", "live"},
		"testing":       {"corpus", "golden"},
		"time":          {"cmd/goldseam", "desk", "output", "watch", "preview", "live", "snapshot", "overlay", "check", "verify", "release"},
		"math/rand/v2":  {"corpus"},
		"crypto/rand":   {"output", "preview"},
		"unsafe":        {"output"},
	}
	for name, s := range sources(t) {
		_, _, standard := s.imports()
		for _, p := range standard {
			if may, limited := edges[p]; limited && !slices.Contains(may, name) {
				t.Errorf("%s may not import %s; see ARCHITECTURE.md", name, p)
			}
		}
	}
}

func TestPackageComments(t *testing.T) {
	for name, s := range sources(t) {
		want := "Package " + path.Base(name) + " "
		comments := 0
		for file, f := range s.files {
			if f.Doc == nil {
				continue
			}
			comments++
			if f.Name.Name == "main" {
				want = strings.ToUpper(path.Base(name)[:1])
			}
			if text := f.Doc.Text(); !strings.HasPrefix(text, want) && !strings.HasPrefix(text, "Command ") {
				t.Errorf("%s: the package comment begins %.30q, want %q", file, text, want)
			}
		}
		if comments != 1 {
			t.Errorf("%s has %d package comments, want one", name, comments)
		}
	}
}
