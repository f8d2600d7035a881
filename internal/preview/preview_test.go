package preview

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"goldseam/internal/diag"
	"goldseam/internal/output"
)

const (
	testPolicy = "default-src 'none'; script-src 'self' 'sha256-abc='; style-src 'self'; connect-src 'none'; frame-ancestors 'none'"
	testMeta   = "default-src &#39;none&#39;; script-src &#39;self&#39; &#39;sha256-abc=&#39;; connect-src &#39;none&#39;"
)

// page is a page as a build makes it, with one style sheet.
func page(style, text string) []byte {
	return fmt.Appendf(nil, `<!DOCTYPE html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="%s">`+
		`<link rel="stylesheet" href="/program/%s"></head><body><p>%s</p></body></html>`, testMeta, style, text)
}

// site is a small site below /program/. Files lay other text over the pages.
func site(style string, files map[string]string) Site {
	tree := map[string][]byte{
		"index.html":        page(style, "home"),
		"404.html":          page(style, "not found"),
		"p/1/index.html":    page(style, "one"),
		"p/2/index.html":    page(style, "two"),
		"p/über/index.html": page(style, "über"),
		style:               []byte("p{}"),
		"a/icon.svg":        []byte("<svg/>"),
		"_headers":          []byte("/*"),
		"_redirects":        []byte("/a /b"),
		".well/known":       []byte("x"),
		"_goldseam/live.js": []byte("of the site"),
	}
	for path, text := range files {
		if tree[path] = page(style, text); text == "" {
			delete(tree, path)
		}
	}
	return Site{
		Tree: output.NewTree(tree), Base: "/program/", Policy: testPolicy, MetaPolicy: html.UnescapeString(testMeta), Styles: []string{style},
		Pages: map[string][]byte{"gallery/": page(style, "gallery")},
	}
}

const style1, style2 = "a/style-111111.css", "a/style-222222.css"

// serve starts a server on a port of its own.
func serve(t *testing.T, show ...Site) (*Server, string) {
	t.Helper()
	return serveWith(t, Options{Live: []byte("live script")}, show...)
}

func serveWith(t *testing.T, o Options, show ...Site) (*Server, string) {
	t.Helper()
	web := httptest.NewUnstartedServer(nil)
	o.Addr = web.Listener.Addr().String()
	addr, s := o.Addr, New(o)
	for _, site := range show {
		s.Show(site)
	}
	web.Config.Handler = s
	web.Start()
	t.Cleanup(web.Close)
	t.Cleanup(s.Close)
	return s, addr
}

type response struct {
	*http.Response
	text string
}

// sendRaw sends a request just as it is written, which no client would.
func sendRaw(t *testing.T, addr, request string) response {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	method, _, _ := strings.Cut(request, " ")
	resp, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("%q: %v", request, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response{resp, string(body)}
}

func get(t *testing.T, addr, target string, headers ...string) response {
	t.Helper()
	return sendRaw(t, addr, "GET "+target+" HTTP/1.1\r\nHost: "+addr+"\r\nConnection: close\r\n"+lines(headers)+"\r\n")
}

func lines(headers []string) string {
	var b strings.Builder
	for _, h := range headers {
		b.WriteString(h + "\r\n")
	}
	return b.String()
}

const browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8"

func TestFiles(t *testing.T) {
	_, addr := serve(t, site(style1, nil))
	tests := []struct {
		target         string
		status         int
		kind, location string
	}{
		{"/", 307, "", "/program/"},
		{"/program", 307, "", "/program/"},
		{"/program/", 200, typeHTML, ""},
		{"/program/index.html", 200, typeHTML, ""},
		{"/program/p/1/", 200, typeHTML, ""},
		{"/program/p/1", 308, "", "/program/p/1/"},
		{"/program/p/1?x=//evil.example", 308, "", "/program/p/1/"},
		{"/program/p/%C3%BCber", 308, "", "/program/p/%C3%BCber/"},
		{"/program/p/%C3%BCber/", 200, typeHTML, ""},
		{"/program/p/1/index.html/", 404, typeHTML, ""},
		{"/program/p/3/", 404, typeHTML, ""},
		{"/program/" + style1, 200, "text/css; charset=utf-8", ""},
		{"/program/a/icon.svg", 200, "image/svg+xml", ""},
		{"/program/_headers", 404, typeHTML, ""},
		{"/program/_redirects", 404, typeHTML, ""},
		{"/program/.well/known", 404, typeHTML, ""},
		{"/other/", 404, typeText, ""},
		{"/programs/", 404, typeText, ""},
		{"/program/_goldseam/live.js", 200, "text/javascript; charset=utf-8", ""},
		{"/program/_goldseam/preview.css", 200, "text/css; charset=utf-8", ""},
		{"/program/_goldseam/gallery/", 200, typeHTML, ""},
		{"/program/_goldseam/gallery", 308, "", "/program/_goldseam/gallery/"},
		{"/program/_goldseam/other", 404, typeText, ""},
		{"/program/_goldseam/live", 426, typeText, ""},
	}
	for _, test := range tests {
		got := get(t, addr, test.target)
		if got.StatusCode != test.status || got.Header.Get("Content-Type") != test.kind || got.Header.Get("Location") != test.location {
			t.Errorf("GET %s = %d %q %q, want %d %q %q", test.target, got.StatusCode, got.Header.Get("Content-Type"),
				got.Header.Get("Location"), test.status, test.kind, test.location)
		}
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		} {
			if got.Header.Get(name) != want {
				t.Errorf("GET %s: %s = %q, want %q", test.target, name, got.Header.Get(name), want)
			}
		}
	}
	if got := get(t, addr, "/program/_goldseam/live.js"); got.text != "live script" {
		t.Errorf("live.js = %q, want the preview's own", got.text)
	}
}

func TestPageAsBuilt(t *testing.T) {
	_, addr := serve(t, site(style1, nil))
	for _, accept := range []string{"Accept: */*", "X: y"} {
		got := get(t, addr, "/program/p/1/", accept)
		if want := string(page(style1, "one")); got.text != want {
			t.Errorf("page = %s, want %s", got.text, want)
		}
		if policy := got.Header.Get("Content-Security-Policy"); policy != testPolicy {
			t.Errorf("policy = %q, want %q", policy, testPolicy)
		}
	}
}

func TestPageForABrowser(t *testing.T) {
	_, addr := serve(t, site(style1, nil))
	_, port, _ := net.SplitHostPort(addr)
	connect := "connect-src 'self' ws://127.0.0.1:" + port + " ws://localhost:" + port

	for target, status := range map[string]int{"/program/p/1/": 200, "/program/p/3/": 404, "/program/_goldseam/gallery/": 200} {
		got := get(t, addr, target, browser)
		if got.StatusCode != status {
			t.Errorf("GET %s = %d, want %d", target, got.StatusCode, status)
		}
		policy := "default-src 'none'; script-src 'self' 'sha256-abc='; style-src 'self'; " + connect + "; frame-ancestors 'none'"
		if have := got.Header.Get("Content-Security-Policy"); have != policy {
			t.Errorf("%s: policy = %q, want %q", target, have, policy)
		}
		if strings.Contains(got.text, testMeta) || !strings.Contains(got.text, strings.ReplaceAll(connect, "'", "&#39;")) {
			t.Errorf("%s: meta policy was not exchanged: %s", target, got.text)
		}
	}
	hash := (&state{Site: site(style1, nil)}).hash(page(style1, "one"))
	script := `<script type="module" src="/program/_goldseam/live.js" data-page="` + hash + `" data-base="/program/"></script></body>`
	if got := get(t, addr, "/program/p/1/", browser); !strings.Contains(got.text, script) {
		t.Errorf("page has no %s: %s", script, got.text)
	}
}

func TestNoSiteYet(t *testing.T) {
	s, addr := serve(t)
	got := get(t, addr, "/program/p/1/", browser)
	if got.StatusCode != 503 || !strings.Contains(got.text, "being built") || !strings.Contains(got.text, `src="/_goldseam/live.js"`) {
		t.Errorf("before any site: %d %s", got.StatusCode, got.text)
	}
	var problems diag.List
	problems.Add(diag.Pos{File: "en/<script>.md", Line: 3, Column: 5}, "x", `step "<script>alert(1)</script>" is not known`, "write <b>")
	problems[0].Source = "<img src=x onerror=alert(1)>"
	s.Show(Site{Base: "/program/", Problems: problems})
	for _, target := range []string{"/", "/program/p/1/", "/other", "/program/a.css"} {
		got := get(t, addr, target, browser)
		if got.StatusCode != 503 || got.Header.Get("Content-Type") != typeHTML {
			t.Errorf("GET %s = %d %s", target, got.StatusCode, got.Header.Get("Content-Type"))
		}
		if strings.Contains(got.text, "<script>") || strings.Contains(got.text, "<b>") || strings.Contains(got.text, "<img") {
			t.Errorf("problem not escaped: %s", got.text)
		}
		for _, want := range []string{
			"cannot be built yet", "There is 1 problem to mend", "line 3, column 5", "&lt;script&gt;alert(1)",
			`<script type="module" src="/program/_goldseam/live.js"`,
		} {
			if !strings.Contains(got.text, want) {
				t.Errorf("page lacks %q: %s", want, got.text)
			}
		}
		if policy := got.Header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'; script-src 'self'; style-src 'self';") {
			t.Errorf("policy = %q", policy)
		}
	}
	s.Show(site(style1, nil))
	if got := get(t, addr, "/program/p/1/"); got.StatusCode != 200 {
		t.Errorf("after a build = %d, want 200", got.StatusCode)
	}
}

func TestWithoutClientScript(t *testing.T) {
	s := New(Options{Addr: "127.0.0.1:1717"})
	request := httptest.NewRequest("GET", "/program/", nil)
	request.Host, request.Header = "127.0.0.1:1717", http.Header{"Accept": {"text/html"}}

	got := httptest.NewRecorder()
	s.ServeHTTP(got, request)
	if !strings.Contains(got.Body.String(), `http-equiv="refresh"`) {
		t.Errorf("page cannot reload itself: %s", got.Body)
	}
	s.Show(site(style1, nil))
	got = httptest.NewRecorder()
	s.ServeHTTP(got, request)
	if strings.Contains(got.Body.String(), "<script") {
		t.Errorf("page loads a script that is not there: %s", got.Body)
	}
}
