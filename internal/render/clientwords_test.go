package render

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"goldseam/internal/program"
	"goldseam/themes"
)

var (
	asked  = regexp.MustCompile(`\bsay\(\s*(?:"([a-z0-9-]+)"|` + "`([a-z0-9-]+-)\\$\\{)")
	quoted = regexp.MustCompile(`"([a-z0-9-]+)"`)
	begun  = regexp.MustCompile("`([a-z0-9-]+-)\\$\\{")
)

// wordFaults compares the words that scripts ask for with those that are there.
// Scripts of the notebook, and what it loads, have words of their own beside those of all pages.
func wordFaults(scripts map[string]string, words program.Strings) []string {
	var out []string
	used := map[string]bool{}
	var beginnings []string
	for _, file := range slices.Sorted(maps.Keys(scripts)) {
		text := scripts[file]
		own := strings.Contains(file, "/book/") || strings.Contains(file, "/backup/") || strings.Contains(file, "/offline/") || strings.Contains(file, "/settings/")
		for _, m := range asked.FindAllStringSubmatch(text, -1) {
			if key := m[1]; key != "" && words["js-"+key] == "" && (!own || words["nb-"+key] == "") {
				out = append(out, fmt.Sprintf("%s says %q, and strings.yaml has no %q", file, key, "js-"+key))
			}
		}
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			used[m[1]] = true
		}
		for _, m := range begun.FindAllStringSubmatch(text, -1) {
			beginnings = append(beginnings, m[1])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(words)) {
		key, _ := program.WordKey(key) // a form is used with its word
		word, ok := strings.CutPrefix(key, "js-")
		if !ok {
			word, ok = strings.CutPrefix(key, "nb-")
		}
		if ok && !used[word] && !slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(word, b) }) {
			out = append(out, fmt.Sprintf("no script uses the word %q", key))
		}
	}
	return out
}

func TestClientWords(t *testing.T) {
	for _, f := range wordFaults(clientScripts(t), english(t)) {
		t.Error(f)
	}
}

// clientScripts reads the scripts of the site's pages.
func clientScripts(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(themes.Hearth(), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && path.Ext(p) == ".ts" && !strings.HasSuffix(p, ".test.ts") {
			var text []byte
			text, err = fs.ReadFile(themes.Hearth(), p)
			out["/"+p] = string(text)
		}
		return err
	})
	if err != nil || len(out) < 5 {
		t.Fatalf("read %d scripts: %v", len(out), err)
	}
	return out
}

func TestClientWordsOracleCatches(t *testing.T) {
	words := program.Strings{"js-saved": "Saved", "nb-title": "Notebook", "js-rank-core": "Core"}
	const all = "say(\"saved\"); nb(\"title\"); say(`rank-${rank}`);"
	for text, want := range map[string]int{
		all: 0, all + "say(\"kept\")": 1, all + "say(\n  \"title\")": 1, strings.Replace(all, "saved", "rank-core", 1): 1, "say(\"saved\")": 2,
	} {
		if got := wordFaults(map[string]string{"/client/x.ts": text}, words); len(got) != want {
			t.Errorf("of %s the oracle says %q, want %d faults", text, got, want)
		}
	}
	if got := wordFaults(map[string]string{"/client/book/x.ts": all + "say(\"title\")"}, words); got != nil {
		t.Errorf("in the notebook the oracle says %q", got)
	}
}
