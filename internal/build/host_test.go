package build_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/corpus"
	"goldseam/internal/output"
	"goldseam/internal/snapshot"
)

// rules reads _headers: the values of a header by the pattern they are for.
func rules(site *output.Tree, header string) map[string]string {
	text, _ := site.File("_headers")
	out := map[string]string{}
	pattern := ""
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, " ") {
			pattern = strings.TrimSpace(line)
		} else if value, ok := strings.CutPrefix(strings.TrimSpace(line), header+": "); ok {
			out[pattern] = value
		}
	}
	return out
}

// policiesOf lists the policies that rules give an address.
func policiesOf(rules map[string]string, address string) []string {
	var out []string
	for pattern, policy := range rules {
		prefix, all := strings.CutSuffix(pattern, "*")
		if pattern == address || all && strings.HasPrefix(address, prefix) {
			out = append(out, policy)
		}
	}
	return out
}

// TestOnePolicyEach holds that every file has one policy, the worker's its own.
func TestOnePolicyEach(t *testing.T) {
	for name, text := range editions() {
		r := builtEdition(t, text)
		given := rules(r.Site, "Content-Security-Policy")
		for _, file := range r.Site.Paths() {
			if strings.HasPrefix(file, "_") {
				continue
			}
			want := r.Policy
			if file == "sw.js" {
				want = "default-src 'none'; connect-src 'self'"
			}
			for _, at := range []string{file, strings.TrimSuffix(file, "index.html")} {
				if got := policiesOf(given, r.Base+at); len(got) != 1 || got[0] != want {
					t.Errorf("%s: %s%s has the policies %q, want %q alone", name, r.Base, at, got, want)
				}
			}
		}
		if got := rules(r.Site, "Cache-Control")[r.Base+"sw.js"]; got != "no-cache" {
			t.Errorf("%s: the worker may be kept: %q", name, got)
		}
	}
}

// copied reads the list in front of the service worker.
func copied(t *testing.T, site *output.Tree) (version string, files map[string]string) {
	t.Helper()
	text, _ := site.File("sw.js")
	line, rest, _ := strings.Cut(string(text), ";\n")
	if rest != string(client()["sw.js"]) {
		t.Fatalf("sw.js is %.200q", text)
	}
	var list struct {
		Version string
		Files   [][2]string
	}
	if err := json.Unmarshal([]byte(strings.TrimPrefix(line, "const COPY=")), &list); err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, f := range list.Files {
		files[f[0]] = f[1]
	}
	return list.Version, files
}

// TestCopyIsWhole holds that a copy has everything a reader sees, each under its address with its hash.
func TestCopyIsWhole(t *testing.T) {
	files := hearth(t, base(t, map[string]string{"static/a note.txt": "x", "static/deep/b.txt": "y"}))
	r := site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
	_, got := copied(t, r.Site)
	want := map[string]string{}
	for _, name := range r.Site.Paths() {
		if slices.Contains([]string{"_headers", "_redirects", "robots.txt", "sitemap.xml", "sw.js"}, name) {
			continue
		}
		data, _ := r.Site.File(name)
		sum := sha256.Sum256(data)
		if path.Base(name) == "index.html" {
			name = strings.TrimSuffix(name, "index.html")
		}
		want[strings.ReplaceAll(name, " ", "%20")] = hex.EncodeToString(sum[:8])
	}
	if !maps.Equal(got, want) {
		t.Errorf("the copy has %d files\n%v\nwant %d\n%v", len(got), got, len(want), want)
	}
}

// TestCopyHasVersions holds that a version is that of the files and of the worker, and of nothing else.
func TestCopyHasVersions(t *testing.T) {
	files := hearth(t, base(t, map[string]string{}))
	first := site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
	before, _ := copied(t, first.Site)
	again, _ := copied(t, site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, first).Site)
	if again != before {
		t.Errorf("the same site has the versions %s and %s", before, again)
	}
	files["content/en/pages/about.md"] += "\nOne more line.\n"
	changed := site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, first)
	if after, _ := copied(t, changed.Site); after == before {
		t.Error("a changed page has the version of the one before")
	}
}

func TestNoCopyOfManyLessons(t *testing.T) {
	for lessons, want := range map[int]bool{200: true, 201: false} {
		c := corpus.Program{Lessons: lessons, PerPhase: 20, PerSheet: 10, Sections: 2}
		r := site(t, build.Input{Tree: snapshot.Of(hearth(t, c.Files(t))), Client: client()}, nil)
		_, worker := r.Site.File("sw.js")
		_, ruled := rules(r.Site, "Content-Security-Policy")["/sw.js"]
		if worker != want || ruled != want {
			t.Errorf("with %d lessons there is a worker: %t, and a rule for it: %t, want %t", lessons, worker, ruled, want)
		}
	}
}

// TestManifest holds that a home screen shows a neutral name, and that no browser offers to install the site.
func TestManifest(t *testing.T) {
	r := builtEdition(t, editions()["sub-path"])
	text, ok := r.Site.File("site.webmanifest")
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil || !ok {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"name": "Notes", "short_name": "Notes", "start_url": "/some/program/", "scope": "/some/program/", "display": "browser"} {
		if got[key] != want {
			t.Errorf("%s is %q, want %q", key, got[key], want)
		}
	}
	icons, _ := got["icons"].([]any)
	for _, i := range icons {
		src, _ := i.(map[string]any)["src"].(string)
		if _, ok := r.Site.File(strings.TrimPrefix(src, "/some/program/")); !ok {
			t.Errorf("there is no icon %s", src)
		}
	}
	if len(icons) != 2 {
		t.Errorf("there are %d icons, want 2", len(icons))
	}
	home, _ := r.Site.File("index.html")
	if !strings.Contains(string(home), `<link rel="manifest" href="/some/program/site.webmanifest">`) {
		t.Error("the first page does not name the manifest")
	}
}

// TestPoliciesAsNetlifyReadsThem holds that the worker keeps its own policy where a
// rule for a folder is taken for all that begins with its name, and the last rule
// that fits is the one that holds: so does the host that the guide begins with.
func TestPoliciesAsNetlifyReadsThem(t *testing.T) {
	for name, text := range editions() {
		r := builtEdition(t, text)
		rules, _ := r.Site.File("_headers")
		at, policy, fits := r.Base+"sw.js", "", false
		for line := range strings.Lines(string(rules)) {
			line, header := strings.TrimSpace(line), strings.HasPrefix(line, " ")
			if !header {
				prefix, all := strings.CutSuffix(line, "*")
				fits = line == at || all && strings.HasPrefix(at, strings.TrimSuffix(prefix, "/"))
			} else if value, ok := strings.CutPrefix(line, "Content-Security-Policy: "); ok && fits {
				policy = value
			}
		}
		if want := "default-src 'none'; connect-src 'self'"; policy != want {
			t.Errorf("%s: the worker has the policy %q, want %q", name, policy, want)
		}
	}
}
