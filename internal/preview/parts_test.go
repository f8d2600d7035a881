package preview

import (
	"errors"
	"html"
	"net"
	"net/url"
	"strings"
	"testing"
)

func TestListen(t *testing.T) {
	l, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	addr := l.Addr().(*net.TCPAddr)
	if !addr.IP.IsLoopback() {
		t.Errorf("listens on %s, want this machine only", addr)
	}
	_, err = Listen(addr.Port)
	var taken *PortError
	if !errors.As(err, &taken) || !taken.Taken || taken.Port != addr.Port || !strings.Contains(taken.Hint(), "--port") {
		t.Errorf("Listen(%d) = %v, want that it is taken", addr.Port, err)
	}
	_, err = Listen(70000)
	if !errors.As(err, &taken) || taken.Taken || taken.Hint() != "choose another port: --port 1718" {
		t.Errorf("Listen(70000) = %v", err)
	}
}

func TestLivePolicy(t *testing.T) {
	const connect = "connect-src 'self' ws://127.0.0.1:1 ws://localhost:1"
	tests := map[string]string{
		"": "",
		"default-src 'none'; script-src 'self' 'sha256-x'; connect-src 'none'": "default-src 'none'; script-src 'self' 'sha256-x'; " + connect,
		"script-src 'none';connect-src  https://a.example ; ":                  "script-src 'self'; " + connect,
		"default-src 'none'": "default-src 'none'; script-src 'self'; " + connect,
	}
	for policy, want := range tests {
		if got := livePolicy(policy, "1"); got != want {
			t.Errorf("livePolicy(%q) = %q, want %q", policy, got, want)
		}
	}
}

func TestInjectWithoutEnd(t *testing.T) {
	st := &state{Site: Site{Base: "/"}, live: []byte("x")}
	if got := string(st.inject([]byte("<p>open"), "")); !strings.HasPrefix(got, `<p>open<script type="module" src="/_goldseam/live.js"`) {
		t.Errorf("inject = %s", got)
	}
	if got := string(st.inject([]byte("<pre>&lt;/body></pre></body></html>"), "")); !strings.HasSuffix(got, "</script></body></html>") {
		t.Errorf("inject = %s", got)
	}
}

func TestHash(t *testing.T) {
	a, b := &state{Site: Site{Styles: []string{style1}}}, &state{Site: Site{Styles: []string{style2}}}
	if a.hash(page(style1, "x")) != b.hash(page(style2, "x")) {
		t.Error("a change of style is a change of the page")
	}
	if a.hash(page(style1, "x")) == a.hash(page(style1, "y")) {
		t.Error("a change of text is none of the page")
	}
}

func TestNormalBase(t *testing.T) {
	for base, want := range map[string]string{"": "/", "/": "/", "/program/": "/program/", "program": "/program/", "//a": "/a/"} {
		if got := normalBase(base); got != want {
			t.Errorf("normalBase(%q) = %q, want %q", base, got, want)
		}
	}
}

func FuzzCleanPath(f *testing.F) {
	for _, seed := range []string{"/", "/p/1/", "/../x", "/%2e%2e/", "/%5c", "/%2f", "//x", "/a:b", "/%00", "/.git/x", "/%C3%BC"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, target string) {
		u, err := url.ParseRequestURI(target)
		if err != nil || !cleanPath(u) {
			return
		}
		again, err := url.ParseRequestURI(escape(u.Path))
		if err != nil || again.Path != u.Path || again.Host != "" || !cleanPath(again) {
			t.Errorf("%q is clean, but %q means something else", target, escape(u.Path))
		}
		for part := range strings.SplitSeq(u.Path, "/") {
			if part == ".." || strings.ContainsAny(part, "\\:\x00\r\n") {
				t.Errorf("%q is clean with part %q", target, part)
			}
		}
	})
}

func TestSwapMeta(t *testing.T) {
	const meta = "default-src 'none'; script-src 'self' 'sha256-a+b/c='; connect-src 'none'"
	for _, escaped := range []string{
		"default-src &#39;none&#39;; script-src &#39;self&#39; &#39;sha256-a&#43;b/c=&#39;; connect-src &#39;none&#39;", // as templates write it
		html.EscapeString(meta),
	} {
		page := `<meta name="x" content="y"><meta http-equiv="Content-Security-Policy" content="` + escaped + `"><p>connect-src`
		got := string(swapMeta([]byte(page), meta, "1717"))
		if !strings.Contains(html.UnescapeString(got), "connect-src 'self' ws://127.0.0.1:1717") || !strings.Contains(got, `content="y"`) || !strings.HasSuffix(got, `"><p>connect-src`) {
			t.Errorf("swapMeta gives %s", got)
		}
	}
	if got := swapMeta([]byte(`<meta content="other`), meta, "1"); string(got) != `<meta content="other` {
		t.Errorf("swapMeta changes what is not the policy: %s", got)
	}
}
