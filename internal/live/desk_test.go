package live_test

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"goldseam/internal/live"
	"goldseam/internal/overlay"
	"goldseam/internal/preview"
	"goldseam/themes"
)

// addr is what the preview believes it listens on.
const addr = "127.0.0.1:1717"

// desk is an author's folder with a live preview of it.
type desk struct {
	tb      testing.TB
	dir     string
	overlay *overlay.FS
	server  *preview.Server

	mu     sync.Mutex
	site   preview.Site
	builds int
	shown  chan struct{} // closed with the first site
}

// newDesk makes a whole program of a folder, or an edition of a base program.
func newDesk(tb testing.TB, dir string, base fs.FS) *desk {
	layers := []overlay.Layer{{Mount: ".", FS: folder(dir), Dir: dir, Edition: true, Only: []string{"edition.yaml"}}}
	for _, sub := range []string{"content", "theme", "static"} {
		sub := overlay.Layer{Mount: sub, FS: folder(filepath.Join(dir, sub)), Show: sub, Dir: filepath.Join(dir, sub), Edition: base != nil}
		layers = append(layers, sub)
	}
	if base != nil {
		layers = append(layers, overlay.Layer{Mount: ".", FS: base, Show: "(base)"})
	}
	layers = append(layers, overlay.Layer{Mount: "theme", FS: themes.Hearth(), Show: "(base) theme"})
	return &desk{
		tb: tb, dir: dir, shown: make(chan struct{}),
		overlay: overlay.New(layers...),
		server:  preview.New(preview.Options{Addr: addr}),
	}
}

// folder is a folder of the disk as "serve" takes it: opened anew each time, and
// links that lead out of it are not followed.
type folder string

func (f folder) Open(name string) (fs.File, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Open(name)
}

func (f folder) Lstat(name string) (fs.FileInfo, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Lstat(name)
}

func (f folder) ReadLink(name string) (string, error) {
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return "", err
	}
	defer root.Close()
	return root.Readlink(name)
}

// show takes a site as the preview does.
func (d *desk) show(site preview.Site) {
	d.server.Show(site)
	d.mu.Lock()
	defer d.mu.Unlock()
	if site.Problems.Errors() > 0 && site.Tree != d.site.Tree {
		d.tb.Errorf("with problems, another site is shown than the last good one")
	}
	d.site = site
	if d.builds++; d.builds == 1 {
		close(d.shown)
	}
}

func (d *desk) now() (preview.Site, int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.site, d.builds
}

// serve starts the live preview, waits for the first site, and ends it with the test.
func (d *desk) serve(o live.Options) {
	d.tb.Helper()
	o.Overlay, o.Show, o.Client = d.overlay, d.show, client()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- live.Run(ctx, o) }()
	d.tb.Cleanup(func() {
		stop()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			d.tb.Errorf("Run() = %v, want %v", err, context.Canceled)
		}
	})
	select {
	case <-d.shown:
	case err := <-ended:
		ended <- err
		d.tb.Fatalf("Run() = %v before the first site", err)
	}
}

// get asks the preview for an address as something that is no browser.
func (d *desk) get(path string) (status int, body []byte) {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host = addr
	w := httptest.NewRecorder()
	d.server.ServeHTTP(w, r)
	return w.Code, w.Body.Bytes()
}

// client stands for the client bundle.
func client() map[string][]byte {
	return map[string][]byte{"site/app-1.js": []byte("console.log(1)\n"), "head.js": []byte("document.title\n"), "sw.js": []byte("self.x\n")}
}
