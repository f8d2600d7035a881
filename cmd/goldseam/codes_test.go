package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestCodes holds that each kind of problem is shown by a transcript, so that
// none is left that no author has seen and nobody has read.
func TestCodes(t *testing.T) {
	codes := problemCodes(t)
	if len(codes) < 40 {
		t.Fatalf("found %d codes, and there are more: is internal/diag/code.go still the place?", len(codes))
	}
	for _, code := range codes {
		name := filepath.Join("testdata", "script", "check_"+code+".txtar")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("no transcript shows a problem %q: write %s, or take the code away", code, name)
			continue
		}
		if line := fmt.Sprintf("stdout '\"code\":%q'\n", code); !strings.Contains(string(text), line) {
			t.Errorf("%s does not look for its code: it lacks the line %s", name, line)
		}
	}
}

// problemCodes lists the constants of type Code.
func problemCodes(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", "internal", "diag", "code.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); !ok || name.Name != "Code" {
			t.Errorf("%s has no type Code", spec.Names[0])
		}
		for _, v := range spec.Values {
			code, err := strconv.Unquote(v.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, code)
		}
		return true
	})
	return codes
}
