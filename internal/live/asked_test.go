package live_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"goldseam/internal/build"
	"goldseam/internal/live"
	"goldseam/internal/snapshot"
)

// TestAsked holds that a change can be tried out in between, that it shows
// nowhere, and that later builds are the same bytes as if nobody had tried.
func TestAsked(t *testing.T) {
	dir := t.TempDir()
	c := small()
	c.Write(t, dir)
	d := newDesk(t, dir, nil)
	asked := make(chan func(context.Context, *build.Result))
	edits := func(r *build.Result) map[string]string { return map[string]string{"/p/1/": r.Texts()[0].Path} }
	d.serve(live.Options{Roots: []string{dir}, Asked: asked, Edits: edits})
	if site, _ := d.now(); site.Edits["/p/1/"] != "content/en/program.md" {
		t.Errorf("edits = %v", site.Edits)
	}
	for round, text := range []string{c.Matter(3) + c.Body(3) + "Nowhere else.\n", "---\ntitle: [\n---\n", ""} {
		answered := make(chan *build.Result)
		asked <- func(ctx context.Context, newest *build.Result) {
			in := newest.Input()
			old := in.Tree.File(c.Path(3))
			if text == "" {
				in.Tree = in.Tree.Without(c.Path(3))
			} else {
				f := *old
				f.Data = []byte(text)
				in.Tree = in.Tree.With([]*snapshot.File{&f})
			}
			tried, err := build.Site(ctx, in, newest)
			if err != nil {
				t.Error(err)
			}
			go func() { answered <- tried }()
		}
		tried := <-answered
		if round == 0 {
			page, _ := tried.Site.File("p/4/index.html")
			if !bytes.Contains(page, []byte("Nowhere else.")) {
				t.Errorf("the change is not in what was tried: %v", tried.Problems)
			}
		} else if tried.Problems.Errors() == 0 {
			t.Errorf("%q has no problem", text)
		}
	}
	if _, page := d.get("/p/4/"); bytes.Contains(page, []byte("Nowhere else.")) {
		t.Error("what was tried is shown")
	}
	_, before := d.now()
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(c.Path(5))), []byte(c.Matter(5)+c.Body(5)+"Written.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if _, page := d.get("/p/6/"); bytes.Contains(page, []byte("Written.")) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the change is not shown")
		}
	}
	tree, err := snapshot.Read(t.Context(), d.overlay)
	if err != nil {
		t.Fatal(err)
	}
	clean, err := build.Site(t.Context(), build.Input{Tree: tree, Client: client()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if site, builds := d.now(); builds == before || differ(clean, site.Tree, site.Problems) != "" {
		t.Errorf("after trying, the preview does not show what a clean build makes:\n%s", differ(clean, site.Tree, site.Problems))
	}
}
