package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"
)

// An output is one bundle to make: the source it starts from, relative to the
// repository, and the name of the file it becomes.
type output struct {
	name   string
	entry  string
	form   api.Format
	inline bool // stands inside a page, between <script> and </script>
	node   bool // runs in Node: readable, with a source map
}

type file struct {
	name string // below the folder that is written, with slashes
	data []byte
	made string // what esbuild tells of its making, "" where that does not matter
}

// client lists what browsers get as one file each.
func client() []output {
	return []output{
		{name: "head.js", entry: "themes/hearth/client/head.ts", form: api.FormatIIFE, inline: true},
		{name: "live.js", entry: "themes/preview/live.ts", form: api.FormatESModule},
		{name: "edit.js", entry: "themes/preview/edit/edit.ts", form: api.FormatESModule},
		{name: "edit.css", entry: "themes/preview/edit/edit.css"},
		{name: "sw.js", entry: "themes/hearth/client/offline/worker.ts", form: api.FormatIIFE},
	}
}

// unitTests lists the tests below the folder themes, named by their path so
// that two tests of one name cannot meet.
func unitTests(themes string) ([]output, error) {
	var list []output
	err := fs.WalkDir(os.DirFS(themes), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Name() == "node_modules":
			return fs.SkipDir
		case strings.HasSuffix(p, ".test.ts"):
			name := strings.ReplaceAll(strings.TrimSuffix(p, ".ts"), "/", "-") + ".mjs"
			list = append(list, output{name: name, entry: path.Join("themes", p), form: api.FormatESModule, node: true})
		}
		return nil
	})
	return list, err
}

// compile makes every output, or reports every problem of all of them.
func compile(root string, outputs []output) (files []file, messages []api.Message) {
	for _, o := range outputs {
		result := api.Build(options(root, o))
		messages = append(messages, found(result)...)
		if len(result.OutputFiles) != 1 {
			continue // an error is in the list already
		}
		data := result.OutputFiles[0].Contents
		if o.inline {
			data = bytes.TrimSpace(data)
			if end := endsScript(data); end != "" {
				messages = append(messages, api.Message{Text: fmt.Sprintf("%s becomes a script with %q in it, which would end or hide the script in the page", o.entry, end)})
			}
		}
		files = append(files, file{name: o.name, data: data, made: result.Metafile})
	}
	return files, messages
}

// previewLicenses adds the licences of the packages that the preview's own scripts
// are made of. They go with the binary, not with a site.
func previewLicenses(root string, files []file) ([]file, []api.Message) {
	text, messages := licenseTexts(root, files)
	if text == "" {
		return files, messages
	}
	return append(files, file{name: "licenses.txt", data: []byte(text)}), messages
}

// found gives what esbuild has to say. A warning of it is a slip: nothing ships with one.
func found(result api.BuildResult) []api.Message {
	return append(result.Errors, result.Warnings...)
}

func options(root string, o output) api.BuildOptions {
	opts := common(root)
	opts.EntryPoints = []string{o.entry}
	opts.Outfile = o.name // never written: only names the result in messages
	opts.Format = o.form
	opts.Metafile = strings.HasPrefix(o.entry, "themes/preview/")
	if o.node {
		opts.Platform = api.PlatformNode
		opts.Sourcemap = api.SourceMapInline
		opts.MinifyWhitespace, opts.MinifyIdentifiers, opts.MinifySyntax = false, false, false
	}
	return opts
}

// common are the options of every bundle.
func common(root string) api.BuildOptions {
	return api.BuildOptions{
		AbsWorkingDir:     root,
		Bundle:            true,
		Target:            api.ES2022,
		Platform:          api.PlatformBrowser,
		LegalComments:     api.LegalCommentsNone,
		LogLevel:          api.LogLevelSilent,
		LogLimit:          0,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Plugins:           leftOut(),
		Define:            map[string]string{workerFile: `""`},
	}
}

// endsScript returns the part of an inline script that the HTML parser would
// take for markup, or "".
func endsScript(js []byte) string {
	low := bytes.ToLower(js)
	for _, s := range []string{"</script", "<script", "<!--"} {
		if bytes.Contains(low, []byte(s)) {
			return s
		}
	}
	return ""
}

// report formats messages as file:line:column, each with its source line and a
// caret, in the order of the files and each once: two bundles may share a module.
func report(messages []api.Message) []string {
	slices.SortStableFunc(messages, func(a, b api.Message) int {
		la, lb := place(a), place(b)
		return cmp.Or(cmp.Compare(la.File, lb.File), cmp.Compare(la.Line, lb.Line), cmp.Compare(la.Column, lb.Column), cmp.Compare(a.Text, b.Text))
	})
	out := make([]string, len(messages))
	for i, m := range messages {
		out[i] = format(m)
	}
	return slices.Compact(out)
}

func place(m api.Message) api.Location {
	if m.Location == nil {
		return api.Location{}
	}
	return *m.Location
}

func format(m api.Message) string {
	if m.Location == nil {
		return m.Text + "\n"
	}
	// esbuild counts columns in bytes from 0; people count characters from 1.
	l := *m.Location
	before := l.LineText[:min(l.Column, len(l.LineText))]
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s\n", l.File, l.Line, utf8.RuneCountInString(before)+1, m.Text)
	pad := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, before)
	fmt.Fprintf(&b, "\t%s\n\t%s^\n", l.LineText, pad)
	if l.Suggestion != "" {
		fmt.Fprintf(&b, "\thint: write %s\n", l.Suggestion)
	}
	for _, n := range m.Notes {
		if strings.HasPrefix(n.Text, "You can mark the path") {
			n.Text = "run: npm --prefix themes ci" // it is a package, and there is none of that name
		}
		if n.Location == nil {
			fmt.Fprintf(&b, "\thint: %s\n", n.Text)
			continue
		}
		fmt.Fprintf(&b, "\t%s:%d:%d: %s\n", n.Location.File, n.Location.Line, n.Location.Column+1, n.Text)
	}
	return b.String()
}
