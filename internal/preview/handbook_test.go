package preview

import (
	"context"
	"strings"
	"testing"

	"goldseam/internal/output"
)

func TestHandbook(t *testing.T) {
	made := []string{}
	_, addr := serveWith(t, Options{Live: []byte("live"), Handbook: func(_ context.Context, base string) (Site, error) {
		made = append(made, base)
		return Site{Base: base, Policy: "default-src 'none'", Tree: output.NewTree(map[string][]byte{
			"index.html": []byte("<h1>Handbook</h1>"), "task/index.html": []byte("<h1>Task</h1>"), "404.html": []byte("<h1>Nothing</h1>"), "f/a.css": []byte("a{}"), "_headers": []byte("x"),
		})}, nil
	}}, site(style1, nil))
	if len(made) > 0 {
		t.Error("the handbook is made before anybody asks for it")
	}
	for path, want := range map[string]struct {
		status int
		text   string
	}{
		"/program/_goldseam/help/":         {200, "<h1>Handbook</h1>"},
		"/program/_goldseam/help/task/":    {200, "<h1>Task</h1>"},
		"/program/_goldseam/help/f/a.css":  {200, "a{}"},
		"/program/_goldseam/help/_headers": {404, "<h1>Nothing</h1>"},
		"/program/_goldseam/help/none/":    {404, "<h1>Nothing</h1>"},
	} {
		got := get(t, addr, path, browser)
		if got.StatusCode != want.status || got.text != want.text {
			t.Errorf("%s = %d %s", path, got.StatusCode, got.text)
		}
		if policy := got.Header.Get("Content-Security-Policy"); strings.HasPrefix(want.text, "<") && policy != "default-src 'none'" {
			t.Errorf("%s has the policy %q", path, policy)
		}
	}
	if len(made) != 1 || made[0] != "/program/_goldseam/help/" {
		t.Errorf("made for %q", made)
	}
	if got := get(t, addr, "/program/p/1/", browser); !strings.Contains(got.text, " data-handbook") {
		t.Errorf("a page has no way to the handbook: %s", got.text)
	}
	if got := get(t, addr, "/program/p/1/"); strings.Contains(got.text, "data-handbook") {
		t.Error("what is served as built has a way to the handbook")
	}
}

func TestHandbookThatFails(t *testing.T) {
	_, addr := serveWith(t, Options{Handbook: func(context.Context, string) (Site, error) { return Site{}, nil }}, site(style1, nil))
	if got := get(t, addr, "/program/_goldseam/help/", browser); got.StatusCode != 503 {
		t.Errorf("status %d", got.StatusCode)
	}
	_, addr = serve(t, site(style1, nil))
	if got := get(t, addr, "/program/_goldseam/help/", browser); got.StatusCode != 404 {
		t.Errorf("without a handbook: status %d", got.StatusCode)
	}
}
