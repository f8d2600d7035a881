package build_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"goldseam/internal/build"
	"goldseam/internal/output"
	"goldseam/internal/snapshot"
)

// page is what a finished page says of ids and addresses.
type page struct {
	ids   []string
	refs  []ref
	heads []string // scripts that stand in the page itself
	meta  string   // its content policy
}

// ref is an attribute that names a place.
type ref struct{ element, attribute, value, rel, class string }

// parse reads a page as a browser would.
func parse(data []byte) (p page) {
	z := html.NewTokenizer(bytes.NewReader(data))
	script := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return p
		case html.TextToken:
			if script {
				p.heads = append(p.heads, string(z.Raw()))
			}
			script = false
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			at := map[string]string{}
			for _, a := range t.Attr {
				at[a.Key] = a.Val
			}
			script = t.Data == "script" && at["src"] == "" && at["type"] != "application/json" // which nothing executes
			if at["http-equiv"] == "Content-Security-Policy" {
				p.meta = at["content"]
			}
			for _, a := range t.Attr {
				switch a.Key {
				case "id":
					p.ids = append(p.ids, a.Val)
				case "href", "src", "for", "aria-describedby", "aria-labelledby", "action", "srcset", "poster", "data":
					p.refs = append(p.refs, ref{t.Data, a.Key, a.Val, at["rel"], at["class"]})
				}
			}
		}
	}
}

// findings lists what is wrong with the addresses and ids of a site.
func findings(site *output.Tree, base string) []string {
	var out []string
	pages := map[string]page{}
	for _, name := range site.Paths() {
		if data, _ := site.File(name); strings.HasSuffix(name, ".html") {
			pages[name] = parse(data)
		}
	}
	for _, name := range site.Paths() {
		p := pages[name]
		seen := map[string]bool{}
		for _, id := range p.ids {
			if seen[id] {
				out = append(out, fmt.Sprintf("%s: the id %q is there twice", name, id))
			}
			seen[id] = true
		}
		for _, r := range p.refs {
			if why := broken(site, pages, name, base, r); why != "" {
				out = append(out, fmt.Sprintf("%s: <%s %s=%q> %s", name, r.element, r.attribute, r.value, why))
			}
		}
	}
	return out
}

// broken says what is wrong with one reference, or "".
func broken(site *output.Tree, pages map[string]page, name, base string, r ref) string {
	if r.attribute == "for" || strings.HasPrefix(r.attribute, "aria-") {
		for _, id := range strings.Fields(r.value) {
			if !slices.Contains(pages[name].ids, id) {
				return "names an id that the page has not"
			}
		}
		return ""
	}
	if scheme, _, ok := strings.Cut(r.value, ":"); ok && !strings.Contains(scheme, "/") && !strings.Contains(scheme, "#") {
		switch {
		case r.element != "a" || r.attribute != "href":
			return "loads something from elsewhere"
		case scheme == "tel" || scheme == "sms":
			return ""
		case (scheme == "https" || scheme == "http" || scheme == "mailto") && strings.Contains(r.rel, "noreferrer"):
			return ""
		}
		return "leads elsewhere and says from where"
	}
	target, fragment, _ := strings.Cut(r.value, "#")
	file := name
	if target != "" {
		rest, ok := strings.CutPrefix(target, base)
		if !ok {
			return "does not lie below " + base
		}
		if file = rest; rest == "" || strings.HasSuffix(rest, "/") {
			file += "index.html"
		}
	}
	if _, ok := site.File(file); !ok {
		return "leads to a file that is not there"
	}
	if fragment != "" && !slices.Contains(pages[file].ids, fragment) {
		return "leads to an id that is not there"
	}
	return ""
}

// editions are editions of the base program that differ in what addresses are made of.
func editions() map[string]string {
	return map[string]string{
		"base":     "",
		"edition":  "goldseam: 1.0.0\ntitle: Our program\npublisher: {name: River, contact: a@example.org}\nhelp: [US]\n",
		"open":     "goldseam: 1.0.0\ndiscreet: false\n",
		"sub-path": "goldseam: 1.0.0\nurl: https://example.org/some/program/\n",
	}
}

func builtEdition(tb testing.TB, text string) *build.Result {
	tb.Helper()
	files := hearth(tb, base(tb, map[string]string{}))
	if text != "" {
		files["edition.yaml"] = text
	}
	return site(tb, build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
}

func TestPagesHoldTogether(t *testing.T) {
	for name, text := range editions() {
		t.Run(name, func(t *testing.T) {
			r := builtEdition(t, text)
			for _, f := range findings(r.Site, r.Base) {
				t.Error(f)
			}
		})
	}
}

// TestPagesOracle shows that a site with something wrong is told.
func TestPagesOracle(t *testing.T) {
	plants := map[string]string{
		"<p id=\"a\"></p><p id=\"a\"></p>":                     "twice",
		"<a href=\"/none/\">x</a>":                             "not there",
		"<a href=\"#none\">x</a>":                              "not there",
		"<a href=\"https://x.example/\">x</a>":                 "from where",
		"<img src=\"https://x.example/a.png\">":                "elsewhere",
		"<link rel=noreferrer href=\"https://x.example/\">":    "elsewhere",
		"<label for=\"none\">x</label>":                        "names an id",
		"<a href=\"//x.example/\">x</a>":                       "not there",
		"<a href=\"javascript:alert(1)\" rel=noreferrer>x</a>": "elsewhere",
	}
	for text, want := range plants {
		got := findings(output.NewTree(map[string][]byte{"index.html": []byte("<main id=\"main\">" + text + "</main>")}), "/")
		if len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("of %s the oracle says %q, want one finding with %q", text, got, want)
		}
	}
}

// TestPolicyNamesTheScript holds the policy against the one script that stands in each page.
func TestPolicyNamesTheScript(t *testing.T) {
	r := builtEdition(t, "")
	headers, _ := r.Site.File("_headers")
	for _, name := range r.Site.Paths() {
		if path.Ext(name) != ".html" {
			continue
		}
		data, _ := r.Site.File(name)
		p := parse(data)
		if len(p.heads) != 1 {
			t.Fatalf("%s has %d scripts within it, want 1", name, len(p.heads))
		}
		sum := sha256.Sum256([]byte(p.heads[0]))
		hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		if !strings.Contains(p.meta, hash) || !bytes.Contains(headers, []byte("Content-Security-Policy: "+p.meta+"; ")) {
			t.Errorf("%s: the policy does not name %s, or header and page disagree", name, hash)
		}
	}
}
