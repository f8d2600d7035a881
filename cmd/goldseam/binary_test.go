package main_test

import (
	"io/fs"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"goldseam/themes"
)

// binary builds goldseam as a user has it, in a process of its own.
func binary(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("takes seconds")
	}
	if _, err := fs.Stat(themes.Client(), "head.js"); err != nil {
		t.Skip("the client was not bundled, so nothing can be built: make client")
	}
	name := filepath.Join(t.TempDir(), "goldseam")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", name, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return name
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
