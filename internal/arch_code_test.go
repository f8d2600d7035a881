package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestNoState looks for package variables that anything could change, and for init.
func TestNoState(t *testing.T) {
	for _, s := range sources(t) {
		for _, f := range state(s) {
			t.Error(f)
		}
	}
}

// state lists init functions and the package variables that are not fixed.
func state(s *source) []string {
	var out []string
	fixed := map[string]bool{}
	specs := map[*ast.ValueSpec]bool{} // those outside functions
	for file, f := range s.files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				out = append(out, fmt.Sprintf("%s has an init function", file))
			}
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				v := spec.(*ast.ValueSpec)
				specs[v] = true
				for i, n := range v.Names {
					fixed[n.Name] = n.Name != "_"
					embedded := g.Doc != nil && slices.ContainsFunc(g.Doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") })
					if n.Name != "_" && !embedded && (len(v.Values) <= i || !isFixed(v.Values[i])) {
						out = append(out, fmt.Sprintf("%s: the variable %s could be changed; make it a constant, a function or a value that is passed along", file, n.Name))
					}
				}
			}
		}
	}
	for file, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			if a, ok := n.(*ast.AssignStmt); ok && a.Tok != token.DEFINE {
				for _, left := range a.Lhs {
					if id := root(left); id != nil && fixed[id.Name] && isPackageLevel(id, specs) {
						out = append(out, fmt.Sprintf("%s: the package variable %s is assigned to", file, id.Name))
					}
				}
			}
			return true
		})
	}
	return out
}

// isFixed tells values that nobody changes: tables, patterns, errors and texts.
func isFixed(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		switch fun := e.Fun.(type) {
		case *ast.SelectorExpr:
			x, _ := fun.X.(*ast.Ident)
			return x != nil && slices.Contains([]string{"regexp.MustCompile", "errors.New", "strings.NewReplacer"}, x.Name+"."+fun.Sel.Name)
		case *ast.ArrayType: // []byte("…")
			return true
		}
	}
	return false
}

// root gives the variable that an expression such as a.b[i] begins with.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// isPackageLevel tells a name that no function declares for itself.
func isPackageLevel(id *ast.Ident, specs map[*ast.ValueSpec]bool) bool {
	if id.Obj == nil {
		return true // declared in another file of the package
	}
	spec, ok := id.Obj.Decl.(*ast.ValueSpec)
	return ok && specs[spec]
}

// TestSafe lists the places where something is declared safe without being looked at by a template.
func TestSafe(t *testing.T) {
	want := []string{
		"internal/markdown/foreign.go:Day template.HTML", "internal/markdown/foreign.go:Foreign template.HTML", "internal/markdown/markdown.go:HTML template.HTML", "internal/markdown/markdown.go:Text template.HTML",
		"internal/render/help.go:country Text", "internal/render/help.go:phone template.URL",
		"internal/render/notes.go:notes template.CSS",
		"internal/render/pages.go:newSheets Text", "internal/render/render.go:makeShell template.JS",
		"internal/render/sheets.go:scale Text", "internal/render/templates.go:bind template.HTML",
	}
	got := map[string]bool{}
	for _, s := range sources(t) {
		for file, f := range s.files {
			for _, where := range safe(f) {
				got[file+":"+where] = true
			}
		}
	}
	have := slices.Sorted(maps.Keys(got))
	for _, h := range have {
		if !slices.Contains(want, h) {
			t.Errorf("%s declares something safe; see ARCHITECTURE.md, and add it here only if it cannot be done in a template", h)
		}
	}
	for _, w := range want {
		if !got[w] {
			t.Errorf("%s no longer declares anything safe; take it out of the list", w)
		}
	}
}

// safe lists the functions of a file that turn something into a type which templates do not escape.
func safe(f *ast.File) []string {
	var out []string
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := ""
			switch fun := call.Fun.(type) {
			case *ast.Ident:
				if fun.Name == "Text" && (f.Name.Name == "render" || f.Name.Name == "program" || f.Name.Name == "worksheet") {
					name = "Text"
				}
			case *ast.SelectorExpr:
				x, _ := fun.X.(*ast.Ident)
				kinds := []string{"HTML", "JS", "JSStr", "URL", "CSS", "HTMLAttr", "Srcset"}
				if x != nil && x.Name == "template" && slices.Contains(kinds, fun.Sel.Name) || x != nil && fun.Sel.Name == "Text" && (x.Name == "program" || x.Name == "render" || x.Name == "worksheet") {
					name = x.Name + "." + fun.Sel.Name
				}
			}
			if name != "" {
				out = append(out, fn.Name.Name+" "+name)
			}
			return true
		})
	}
	return out
}

// sends finds what could carry a reader's words away, or make elements of text.
var sends = regexp.MustCompile(`\b(fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|WebTransport|RTCPeerConnection|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b`)

// TestClientSendsNothing looks through the client's sources, but for the
// preview's own bundle, which is in no site, and the browser tests.
func TestClientSendsNothing(t *testing.T) {
	root := os.DirFS("../themes")
	files := 0
	const offline = "hearth/client/offline/worker.ts" // asks the site's own address for the site's own files
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if d.IsDir() && slices.Contains([]string{"preview", "browser", "node_modules", "dist"}, p) {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || path.Ext(p) != ".ts" || strings.HasSuffix(p, ".test.ts") {
			return err
		}
		files++
		text, err := fs.ReadFile(root, p)
		for i, line := range strings.Split(string(text), "\n") {
			if m := sends.FindString(line); m != "" && (m != "fetch" || p != offline) && !strings.HasPrefix(strings.TrimSpace(line), "//") && !strings.HasPrefix(strings.TrimSpace(line), "*") {
				t.Errorf("themes/%s:%d: the client may not use %s; see ARCHITECTURE.md", p, i+1, m)
			}
		}
		return err
	})
	if err != nil || files < 5 {
		t.Fatalf("read %d files: %v", files, err)
	}
}

// TestOraclesCatch plants what the tests above look for.
func TestOraclesCatch(t *testing.T) {
	plants := map[string]int{
		"package x\nfunc init() {}": 1,
		"package x\nvar n int":      1,
		"package x\nvar m = map[string]int{}\nfunc f() { m[\"a\"] = 1 }": 1,
		"package x\nvar m = newCache()":                                  1,
		"package x\nvar l = []int{1}\nfunc f() { l = append(l, 2) }":     1,
		"package x\nvar l = []int{1}\nfunc f() { l := 2; l = 3 }":        0,
		"package x\nvar e = errors.New(\"e\")":                           0,
	}
	for text, want := range plants {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "x.go", text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if got := state(&source{"x", map[string]*ast.File{"x.go": f}, fset}); len(got) != want {
			t.Errorf("of %q the oracle says %q, want %d findings", text, got, want)
		}
	}
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package render\nfunc f() { _ = template.HTML(a); _ = Text(b); _ = c.Text(d) }", 0)
	if err != nil || len(safe(f)) != 2 {
		t.Errorf("safe finds %q (%v), want two places", safe(f), err)
	}
	for _, line := range []string{"await fetch(x)", "new WebSocket(u)", "el.innerHTML = x"} {
		if !sends.MatchString(line) {
			t.Errorf("%q is not caught", line)
		}
	}
}
