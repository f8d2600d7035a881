package build_test

import (
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"goldseam/internal/build"
	"goldseam/internal/snapshot"
)

// TestMoved holds what stays at an address that a site has left: the notebook with
// all it needs, and in the place of every other page one that leads to the same page
// at the new address, and nowhere by itself.
func TestMoved(t *testing.T) {
	for name, edition := range map[string]string{
		"neutral": "goldseam: 1.0.0\nurl: https://new.uk/prog/\n", "descriptive": "goldseam: 1.0.0\nurl: https://new.uk/prog/\ndiscreet: false\n",
	} {
		t.Run(name, func(t *testing.T) {
			files := base(t, hearth(t, map[string]string{"edition.yaml": edition}))
			in := build.Input{Tree: snapshot.Of(files), Client: client(), URL: "https://old.uk/sub/"}
			whole := site(t, in, nil)
			in.Moved = "https://new.uk/prog/"
			moved := site(t, in, nil)
			if moved.Base != "/sub/" || moved.URL != "https://old.uk/sub/" {
				t.Fatalf("it stands at %s, %s", moved.Base, moved.URL)
			}
			notebook := "n/index.html"
			if name == "descriptive" {
				notebook = "notebook/index.html"
			}
			pages := func(r *build.Result) []string {
				return slices.DeleteFunc(slices.Clone(r.Site.Paths()), func(p string) bool { return !strings.HasSuffix(p, ".html") })
			}
			if old, now := pages(whole), pages(moved); !slices.Equal(old, now) {
				t.Fatalf("the pages are %q, want those of the site: %q", now, old)
			}
			main := regexp.MustCompile(`(?s)<main.*</main>`)
			for _, file := range pages(moved) {
				data, _ := moved.Site.File(file)
				page, text := html.UnescapeString(string(data)), main.FindString(string(data))
				for _, part := range []string{`class="leave-link" href="https://www.weather.gov/"`, `href="https://new.uk/prog/h`, `<meta http-equiv="Content-Security-Policy" content="default-src 'none';`} {
					if !strings.Contains(page, part) {
						t.Errorf("%s lacks %q", file, part)
					}
				}
				if strings.Contains(page, "http-equiv=\"refresh\"") {
					t.Errorf("%s leads on by itself", file)
				}
				if file == notebook {
					if !strings.Contains(text, `id="notebook"`) || !strings.Contains(text, `data-sheets="/sub/f/`) || !strings.Contains(text, "back up") {
						t.Errorf("the notebook is %s", text)
					}
					continue
				}
				to := "https://new.uk/prog/" + strings.TrimSuffix(strings.TrimSuffix(file, "404.html"), "index.html")
				if !strings.Contains(text, `<a href="`+to+`" rel=`) || !strings.Contains(text, `<a href="/sub/`+strings.TrimSuffix(notebook, "index.html")+`"`) {
					t.Errorf("%s leads neither to %s nor to the notebook: %s", file, to, text)
				}
				if title := regexp.MustCompile(`<title>(.*)</title>`).FindStringSubmatch(page)[1]; name == "neutral" && title != "Steady Ground" {
					t.Errorf("%s is called %q", file, title)
				}
			}
			// What the pages and the copy on a device ask for is there.
			for _, file := range moved.Site.Paths() {
				data, _ := moved.Site.File(file)
				for _, m := range regexp.MustCompile(`(?:href|src|data-sheets)="/sub/(f/[^"]*)"`).FindAllStringSubmatch(string(data), -1) {
					if _, ok := moved.Site.File(m[1]); !ok {
						t.Errorf("%s asks for %s", file, m[1])
					}
				}
			}
			worker, _ := moved.Site.File("sw.js")
			text, _, _ := strings.Cut(strings.TrimPrefix(string(worker), "const COPY="), ";\n")
			var copied struct{ Files [][2]string }
			if err := json.Unmarshal([]byte(text), &copied); err != nil || len(copied.Files) < len(pages(moved)) {
				t.Errorf("a copy holds %d files: %v", len(copied.Files), err)
			}
			if sitemap, _ := moved.Site.File("sitemap.xml"); strings.Contains(string(sitemap), "<loc>") {
				t.Error("search engines are sent to pages that have moved")
			}
		})
	}
}
