package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"goldseam/internal/follow"
	"goldseam/internal/load"
	"goldseam/internal/patch"
	"goldseam/internal/schema"
	"goldseam/internal/snapshot"
)

// editorFolder is where Visual Studio Code, and editors that follow it, look for
// what goes with a folder.
const editorFolder = ".vscode"

// editors writes the schemas into a folder, and which file each of them is for, so
// that an editor with the extension YAML completes and explains while one types.
// Settings that are there already stay as they are.
func (a *app) editors(ctx context.Context, dir string) error {
	w, err := openWorkspace(dir, a.base)
	if err != nil {
		return err
	}
	if !w.edition && !w.program {
		return fail(fmt.Sprintf("there is no edition in %s", called(dir)), "give the folder that holds edition.yaml, or make an edition: goldseam new my-edition")
	}
	tree, err := snapshot.Read(ctx, w.overlay)
	if err != nil {
		return err
	}
	loaded, err := load.Program(ctx, tree, nil)
	if err != nil {
		return err
	}
	if loaded.Program == nil {
		return fail("the program cannot be read", "mend content/program.yaml first: goldseam check")
	}
	files := filesOfKinds(tree, loaded.Program.Source.Tag)
	schemas := map[string][]string{}
	var writes []follow.Write
	for _, kind := range schema.Names() {
		if len(files[kind]) == 0 {
			continue
		}
		text, _ := schema.Of(kind) // the name is one of its own
		name := path.Join(editorFolder, "goldseam", kind+".json")
		schemas["./"+name] = files[kind]
		writes = append(writes, follow.Write{Path: name, Text: text})
	}
	settings, err := indented(map[string]any{"yaml.schemas": schemas, "yaml.schemaStore.enable": false})
	if err != nil {
		return err
	}
	extensions, err := indented(map[string]any{"recommendations": []string{"redhat.vscode-yaml"}})
	if err != nil {
		return err
	}
	count := len(writes)
	kept := ""
	for name, text := range map[string][]byte{"settings.json": settings, "extensions.json": extensions} {
		to := path.Join(editorFolder, name)
		if old, err := os.ReadFile(filepath.Join(w.abs, filepath.FromSlash(to))); err == nil && !bytes.Equal(old, text) {
			if name == "settings.json" {
				kept = path.Join(editorFolder, "goldseam", name)
				writes = append(writes, follow.Write{Path: kept, Text: text})
			}
			continue
		}
		writes = append(writes, follow.Write{Path: to, Text: text})
	}
	if err := w.put(writes); err != nil {
		return fail(fmt.Sprintf("the schemas could not be written: %v", cause(err)), "look at the free space and the permissions of the folder")
	}
	fmt.Fprintf(a.out, "%s: %d schemas, and which file each is for\n", path.Join(filepath.ToSlash(dir), editorFolder), count)
	if kept != "" {
		fmt.Fprintf(a.out, "%s has settings of your own, which stay: take over what stands in %s\n", path.Join(editorFolder, "settings.json"), kept)
	}
	fmt.Fprintln(a.out, "next: open the folder in Visual Studio Code and install the extension it recommends, YAML")
	return nil
}

// filesOfKinds lists, for each kind of YAML that stands in a file of its own, the
// places where an edition may have one. Language is the one that structure is written in.
func filesOfKinds(tree *snapshot.Tree, language string) map[string][]string {
	files := map[string][]string{"edition": {"edition.yaml"}, "program": {"content/program.yaml"}, "ledger": {"ledger.yaml", "content/ledger.yaml"}}
	for _, name := range tree.Paths() {
		kind, ok := patch.KindOf(name, language)
		if !ok || patch.IsPatch(name) {
			continue
		}
		if path.Ext(name) == ".yaml" {
			files[string(kind)] = append(files[string(kind)], name)
		}
		changed := string(kind) + "-patch"
		files[changed] = append(files[changed], strings.TrimSuffix(name, path.Ext(name))+".patch.yaml")
	}
	return files
}

func indented(v any) ([]byte, error) {
	text, err := json.MarshalIndent(v, "", "  ")
	return append(text, '\n'), err
}
