package live_test

import (
	"bytes"
	"testing"
)

func TestGallery(t *testing.T) {
	d, _, _ := atDesk(t)
	site, _ := d.now()
	if !bytes.Contains(site.Pages["gallery/"], []byte("page-gallery")) {
		t.Errorf("the preview has no gallery, but %d pages", len(site.Pages))
	}
	if _, ok := site.Tree.File("gallery/index.html"); ok {
		t.Error("the site holds the gallery")
	}
}
