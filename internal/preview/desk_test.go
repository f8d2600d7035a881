package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// echo is a desk that gives back what it is asked.
type echo struct{}

func (echo) Do(_ context.Context, action string, body []byte) (any, error) {
	if action == "fail" {
		return nil, errors.New("the disk is full")
	}
	return map[string]string{"action": action, "body": string(body)}, nil
}

// deskServer gives a server with a desk, its address and its token.
func deskServer(t *testing.T) (addr, token string) {
	t.Helper()
	l, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	addr = l.Addr().String()
	s := New(Options{Addr: addr, Live: []byte("live"), Desk: echo{}, Edit: []byte("edit script"), EditStyle: []byte("edit style")})
	shown := site(style1, nil)
	shown.Edits = map[string]string{"/program/p/1/": "lesson/en/one"}
	s.Show(shown)
	web := httptest.NewUnstartedServer(s)
	_ = web.Listener.Close()
	web.Listener = l
	web.Start()
	t.Cleanup(func() { s.Close(); web.Close() })
	page := get(t, addr, "/program/_goldseam/edit/lesson/en/one", browser)
	m := regexp.MustCompile(`data-token="([A-Z2-7]{40,})"`).FindStringSubmatch(page.text)
	if m == nil {
		t.Fatalf("the editing page has no token: %s", page.text)
	}
	return addr, m[1]
}

func TestDeskRefuses(t *testing.T) {
	addr, token := deskServer(t)
	_, port, _ := net.SplitHostPort(addr)
	const path = "/program/_goldseam/desk/save"
	good := map[string]string{"Host": addr, "Origin": "http://" + addr, "Content-Type": "application/json", "X-Goldseam-Token": token, "Sec-Fetch-Site": "same-origin"}
	tests := []struct {
		name, method, path string
		change             map[string]string // headers that differ; "" takes one away
		body               string
		status             int
	}{
		{"fine", "POST", path, nil, "{}", 200},
		{"fine, an older browser", "POST", path, map[string]string{"Sec-Fetch-Site": ""}, "{}", 200},
		{"fine, by the other name", "POST", path, map[string]string{"Host": "localhost:" + port, "Origin": "http://localhost:" + port}, "{}", 200},
		{"get", "GET", path, nil, "", 405},
		{"head", "HEAD", path, nil, "", 405},
		{"put", "PUT", path, nil, "{}", 405},
		{"delete", "DELETE", path, nil, "", 405},
		{"options", "OPTIONS", path, map[string]string{"Access-Control-Request-Method": "POST"}, "", 405},
		{"post to a page", "POST", "/program/", nil, "{}", 405},
		{"post to the editing page", "POST", "/program/_goldseam/edit/lesson/en/one", nil, "{}", 405},
		{"other host", "POST", path, map[string]string{"Host": "evil.example:" + port, "Origin": "http://evil.example:" + port}, "{}", 421},
		{"no host", "POST", path, map[string]string{"Host": " "}, "{}", 421},
		{"foreign origin", "POST", path, map[string]string{"Origin": "http://evil.example"}, "{}", 403},
		{"other port", "POST", path, map[string]string{"Origin": "http://127.0.0.1:1"}, "{}", 403},
		{"other name than the host", "POST", path, map[string]string{"Origin": "http://localhost:" + port}, "{}", 403},
		{"null origin", "POST", path, map[string]string{"Origin": "null"}, "{}", 403},
		{"no origin", "POST", path, map[string]string{"Origin": ""}, "{}", 403},
		{"cross-site", "POST", path, map[string]string{"Sec-Fetch-Site": "cross-site"}, "{}", 403},
		{"same site, another port", "POST", path, map[string]string{"Sec-Fetch-Site": "same-site"}, "{}", 403},
		{"typed by a person", "POST", path, map[string]string{"Sec-Fetch-Site": "none"}, "{}", 403},
		{"no token", "POST", path, map[string]string{"X-Goldseam-Token": ""}, "{}", 403},
		{"wrong token", "POST", path, map[string]string{"X-Goldseam-Token": strings.Repeat("A", len(token))}, "{}", 403},
		{"part of the token", "POST", path, map[string]string{"X-Goldseam-Token": token[:20]}, "{}", 403},
		{"a form", "POST", path, map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, "a=b", 415},
		{"plain text", "POST", path, map[string]string{"Content-Type": "text/plain"}, "{}", 415},
		{"no type", "POST", path, map[string]string{"Content-Type": ""}, "{}", 415},
		{"a path for an action", "POST", "/program/_goldseam/desk/../desk/save", nil, "{}", 404},
		{"no action", "POST", "/program/_goldseam/desk/", nil, "{}", 404},
		{"too large", "POST", path, nil, strings.Repeat("x", maxRequest+1), 413},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			headers := map[string]string{}
			for name, value := range good {
				headers[name] = value
			}
			for name, value := range test.change {
				headers[name] = value
			}
			var list []string
			for name, value := range headers {
				if value != "" {
					list = append(list, name+": "+value)
				}
			}
			request := fmt.Sprintf("%s %s HTTP/1.1\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s", test.method, test.path, len(test.body), lines(list), test.body)
			got := sendRaw(t, addr, request)
			if got.StatusCode != test.status {
				t.Errorf("status = %d, want %d: %s", got.StatusCode, test.status, got.text)
			}
			for name := range got.Header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("header %s", name)
				}
			}
			if test.status != 200 && strings.Contains(got.text, `"action"`) {
				t.Errorf("a refused request was carried out: %s", got.text)
			}
		})
	}
}

func TestEditingPage(t *testing.T) {
	addr, token := deskServer(t)
	for path, want := range map[string]int{
		"edit/": 200, "edit/lesson/en/one": 200, "edit/home/en/": 200, "edit/lesson/en/one/two": 404, "edit/lesson": 404, "edit/lesson/en/..%2f": 400,
		"edit/lesson/en/O_ne": 404, "edit.js": 200, "edit.css": 200, "editor": 404,
	} {
		if got := get(t, addr, "/program/_goldseam/"+path, browser); got.StatusCode != want {
			t.Errorf("%s = %d, want %d", path, got.StatusCode, want)
		}
	}
	one, two := get(t, addr, "/program/_goldseam/edit/", browser), get(t, addr, "/program/_goldseam/edit/", browser)
	policy := one.Header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'", "connect-src 'self';"} {
		if !strings.Contains(policy, part) {
			t.Errorf("policy %q lacks %q", policy, part)
		}
	}
	if policy == two.Header.Get("Content-Security-Policy") {
		t.Error("two pages have the same nonce")
	}
	if one.Header.Get("Cross-Origin-Opener-Policy") != "same-origin" || strings.Contains(policy, token) {
		t.Errorf("headers %v", one.Header)
	}
	if got := get(t, addr, "/program/p/1/", browser); !strings.Contains(got.text, `data-edit="lesson/en/one"`) || strings.Contains(got.text, token) {
		t.Errorf("the page of a text has no way to its form, or has the token: %s", got.text)
	}
	if got := get(t, addr, "/program/p/1/"); strings.Contains(got.text, "data-edit") {
		t.Error("what is served as built has a way to the form")
	}
}

func TestWithoutDesk(t *testing.T) {
	_, addr := serve(t, site(style1, nil))
	for _, path := range []string{"edit/", "edit/lesson/en/one", "edit.js", "edit.css", "desk/open"} {
		if got := get(t, addr, "/program/_goldseam/"+path, browser); got.StatusCode != 404 {
			t.Errorf("%s = %d without a desk", path, got.StatusCode)
		}
	}
}
