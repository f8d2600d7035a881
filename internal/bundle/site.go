package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const (
	entry      = "themes/hearth/client/main.ts"
	worker     = "themes/hearth/client/backup/worker.ts"
	workerFile = "WORKER_FILE" // what the client calls the name of the worker's file
)

// site makes the modules that pages load: the first one, app-…, what it loads on
// use, c-…, and the worker, w-…. They name each other relative to themselves, so
// that they work below any address. No name says what is in a file.
func site(root string) ([]file, []api.Message) {
	opts := common(root)
	opts.EntryPointsAdvanced = []api.EntryPoint{{InputPath: entry, OutputPath: "app"}}
	files, messages := []file(nil), []api.Message(nil)
	if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(worker))); err == nil {
		alone := common(root)
		alone.EntryPointsAdvanced = []api.EntryPoint{{InputPath: worker, OutputPath: "w"}}
		files, messages = modules(alone)
		if len(files) == 1 {
			opts.Define[workerFile] = strconv.Quote("./" + path.Base(files[0].name))
		}
	}
	opts.Splitting = true
	more, problems := modules(opts)
	files, messages = append(files, more...), append(messages, problems...)
	if len(messages) > 0 {
		return nil, messages
	}
	return licenses(root, append(files, preload(more)))
}

func modules(opts api.BuildOptions) (files []file, messages []api.Message) {
	opts.Format = api.FormatESModule
	opts.Outdir = "site"
	opts.EntryNames, opts.ChunkNames = "[name]-[hash]", "c-[hash]"
	opts.Metafile = true
	result := api.Build(opts)
	for _, o := range result.OutputFiles {
		files = append(files, file{name: "site/" + filepath.Base(o.Path), data: o.Contents})
	}
	if len(files) > 0 {
		files[0].made = result.Metafile
	}
	return files, found(result)
}

// made is what esbuild tells of a bundle: its sources, and what each file loads.
type made struct {
	Inputs  map[string]struct{} `json:"inputs"`
	Outputs map[string]struct {
		Imports []struct{ Path, Kind string } `json:"imports"`
	} `json:"outputs"`
}

// preload lists, a line each, the modules that the first one cannot begin without,
// so that pages can ask for all of them at once.
func preload(files []file) file {
	var told made
	var first string
	for _, f := range files {
		_ = json.Unmarshal([]byte(f.made), &told) // one has it for all
		if strings.HasPrefix(f.name, "site/app-") {
			first = f.name
		}
	}
	needed := map[string]bool{}
	var follow func(name string)
	follow = func(name string) {
		for _, i := range told.Outputs[name].Imports {
			if i.Kind == "import-statement" && !needed[i.Path] {
				needed[i.Path] = true
				follow(i.Path)
			}
		}
	}
	follow(first)
	return file{name: "preload.txt", data: []byte(strings.Join(slices.Sorted(maps.Keys(needed)), "\n"))}
}

var packagePart = regexp.MustCompile(`^(.*node_modules/((?:@[^/]+/)?[^/]+))/`)

// licenses adds the licences of the packages that are in the modules, which ask
// for being passed on with them.
func licenses(root string, files []file) ([]file, []api.Message) {
	text, messages := licenseTexts(root, files)
	if text == "" || len(messages) > 0 {
		return files, messages
	}
	sum := sha256.Sum256([]byte(text))
	name := "site/licenses-" + strings.ToUpper(hex.EncodeToString(sum[:4])) + ".txt"
	return append(files, file{name: name, data: []byte(text)}), nil
}

// licenseTexts gives the licences of all packages that some files were made of.
func licenseTexts(root string, files []file) (string, []api.Message) {
	packages := map[string]string{} // folders by name
	for _, f := range files {
		var told made
		_ = json.Unmarshal([]byte(f.made), &told) // most have none
		for source := range told.Inputs {
			if m := packagePart.FindStringSubmatch(source); m != nil {
				packages[m[2]] = m[1]
			}
		}
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(packages)) {
		found, _ := filepath.Glob(filepath.Join(root, filepath.FromSlash(packages[name]), "LICEN[CS]E*"))
		if len(found) == 0 {
			return "", []api.Message{{Text: "the package " + name + " has no licence"}}
		}
		text, err := os.ReadFile(found[0])
		if err != nil {
			return "", []api.Message{{Text: err.Error()}}
		}
		b.WriteString(name + "\n\n" + strings.TrimSpace(string(text)) + "\n\n\n")
	}
	return b.String(), nil
}

// leftOut leaves out what packages bring and nothing uses. Whatever would use it fails.
func leftOut() []api.Plugin {
	return []api.Plugin{passphraseOnly(), withoutHTML()}
}

// withoutHTML leaves the languages of web pages out of the Markdown editor, more
// than half of it: texts have no HTML in them.
func withoutHTML() api.Plugin {
	const text = "export const html = () => ({ support: [], language: { parser: undefined } }); export const htmlCompletionSource = () => null;"
	const namespace = "without-html"
	return api.Plugin{Name: namespace, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^@codemirror/lang-html$`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: args.Path, Namespace: namespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			contents := text
			return api.OnLoadResult{Contents: &contents}, nil
		})
	}}
}

// passphraseOnly leaves the public keys out of age-encryption, two thirds of it,
// since the client encrypts with passphrases alone. Whatever would use them fails.
func passphraseOnly() api.Plugin {
	left := map[string]string{
		"@noble/curves/ed25519.js":      "export const x25519 = undefined;",
		"@noble/curves/nist.js":         "export const p256 = undefined;",
		"@noble/post-quantum/hybrid.js": "export const MLKEM768P256 = undefined, MLKEM768X25519 = undefined;",
	}
	const filter, namespace = `^@noble/(curves|post-quantum)/`, "left-out"
	return api.Plugin{Name: namespace, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: filter}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: args.Path, Namespace: namespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text := left[args.Path]
			return api.OnLoadResult{Contents: &text}, nil
		})
	}}
}
