// Command bundle compiles the client's TypeScript into themes/dist, for the
// theme's maintainers: counselors get the result inside the binary and need
// neither Node nor this tool.
//
//	go run ./internal/bundle          writes to themes/dist
//	go run ./internal/bundle -test    writes every *.test.ts as a program for node --test
//
// What it writes for a site: head.js, which stands in each page; the modules of
// the folder site, named by their content, of which app-… is the first;
// preload.txt, which lists those it cannot begin without; and sw.js, which waits
// for the list of a site's files. live.js, edit.js and edit.css are the preview's;
// licenses.txt has the licences of what is in those.
//
// It writes all of its files or none, and the same bytes for the same sources.
package main

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run works on the repository in the current folder. It returns 0 when all is
// written, 1 for problems in the sources or on the disk, 2 for wrong usage.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("bundle", flag.ContinueOnError)
	flags.SetOutput(stderr)
	tests := flags.Bool("test", false, "bundle the unit tests instead")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(stderr, "bundle: takes no argument, was given %q\n", flags.Arg(0))
		return 2
	}
	root, err := os.Getwd()
	if err != nil {
		fmt.Fprintln(stderr, "bundle:", err)
		return 1
	}
	themes := filepath.Join(root, "themes")
	if _, err := os.Stat(themes); err != nil {
		fmt.Fprintln(stderr, "bundle: there is no folder themes here\n\thint: run it from the top of the repository")
		return 1
	}

	dir, outputs := filepath.Join(themes, "dist"), client()
	if *tests {
		// In node_modules, since that is ignored by git, by Go and by go:embed alike.
		dir = filepath.Join(themes, "node_modules", ".cache", "test")
		outputs, err = unitTests(themes)
	}
	if err != nil {
		fmt.Fprintln(stderr, "bundle:", err)
		return 1
	}
	files, messages := compile(root, outputs)
	if !*tests {
		var more []api.Message
		files, more = previewLicenses(root, files)
		messages = append(messages, more...)
		modules, more := site(root)
		files, messages = append(files, modules...), append(messages, more...)
	}
	if len(messages) > 0 {
		for _, p := range report(messages) {
			fmt.Fprint(stderr, p)
		}
		return 1
	}
	if err := write(dir, files); err != nil {
		fmt.Fprintln(stderr, "bundle:", err)
		return 1
	}
	for _, f := range files {
		if !*tests {
			fmt.Fprintf(stdout, "%-20s %6d bytes\n", f.name, len(f.data))
		}
	}
	return 0
}

// write fills dir with files and removes what is left over from an earlier run,
// whose sources may be gone.
func write(dir string, files []file) error {
	wanted := map[string]bool{}
	for _, f := range files {
		wanted[f.name] = true
		to := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, f.data, 0o644); err != nil {
			return err
		}
	}
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		below, err := filepath.Rel(dir, name)
		if err != nil || wanted[filepath.ToSlash(below)] || d.Name() == ".gitignore" {
			return err
		}
		return os.Remove(name)
	})
}
