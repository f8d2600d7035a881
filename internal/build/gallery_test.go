package build_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"goldseam/internal/build"
	"goldseam/internal/snapshot"
)

// shown builds the base program with one more file and gives its gallery.
func shown(t *testing.T, name, text string) (*build.Result, []byte, []string) {
	t.Helper()
	files := hearth(t, small().Files(t))
	if name != "" {
		files[name] = text
	}
	var components []string
	for name := range files {
		if path.Base(name) == "examples.yaml" {
			components = append(components, path.Base(path.Dir(name)))
		}
	}
	r := site(t, build.Input{Tree: snapshot.Of(files), Client: client()}, nil)
	return r, r.Gallery(), components
}

// checkGallery holds that a page is sound and shows each component.
func checkGallery(data []byte, components []string) error {
	for _, c := range components {
		if !bytes.Contains(data, []byte("<h2>"+c+"</h2>")) {
			return fmt.Errorf("the component %s is missing", c)
		}
	}
	void := strings.Fields("meta link img input br hr")
	var open []string
	for z := html.NewTokenizer(bytes.NewReader(data)); ; {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) || len(open) > 0 {
				return fmt.Errorf("%q are left open (%v)", open, z.Err())
			}
			return nil
		case html.StartTagToken:
			if name, _ := z.TagName(); !slices.Contains(void, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return fmt.Errorf("</%s> closes none of %q", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func TestGallery(t *testing.T) {
	r, gallery, components := shown(t, "", "")
	if len(components) < 9 {
		t.Fatalf("only the components %q have examples", components)
	}
	if err := checkGallery(gallery, components); err != nil {
		t.Error(err)
	}
	if !bytes.Contains(gallery, []byte("page-gallery")) || !bytes.Contains(gallery, []byte("What calms me")) {
		t.Error("the gallery lacks the layout or an example's words")
	}
	for _, name := range r.Site.Paths() {
		if data, _ := r.Site.File(name); strings.Contains(name, "gallery") || bytes.Contains(data, []byte("page-gallery")) {
			t.Errorf("the site holds the gallery, as %s", name)
		}
	}
	for plant, broken := range map[string][]byte{
		"component missing": bytes.Replace(gallery, []byte("<h2>steps</h2>"), nil, 1), "left open": bytes.Replace(gallery, []byte("</section>"), nil, 1),
		"closed twice": bytes.Replace(gallery, []byte("</ul>"), []byte("</ul></ul>"), 1), "cut off": gallery[:len(gallery)/2],
	} {
		if checkGallery(broken, components) == nil {
			t.Errorf("the oracle misses a planted bug: %s", plant)
		}
	}
}

func TestGalleryWithoutSense(t *testing.T) {
	_, gallery, _ := shown(t, "theme/components/steps/examples.yaml", "- {name: a, data: {\"<b>\": c}}")
	if !bytes.Contains(gallery, []byte("components/steps/examples.yaml: example 1: data has no &#34;&lt;b&gt;&#34;")) {
		t.Errorf("the gallery does not say what is wrong: %s", gallery)
	}
}
