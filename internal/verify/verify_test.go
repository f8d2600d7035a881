package verify_test

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"goldseam/internal/build"
	"goldseam/internal/corpus"
	"goldseam/internal/diag"
	"goldseam/internal/hosttest"
	"goldseam/internal/output"
	"goldseam/internal/snapshot"
	"goldseam/internal/verify"
	"goldseam/themes"
)

// built is the base program's site, built for an address.
func built(t *testing.T, address string) *output.Tree {
	t.Helper()
	files := corpus.Program{Lessons: 4, PerPhase: 2, PerSheet: 2, Sections: 2}.Files(t)
	err := fs.WalkDir(themes.Hearth(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(themes.Hearth(), name)
		files["theme/"+name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	client := map[string][]byte{"site/app-1.js": []byte("console.log(1)\n"), "head.js": []byte("document.title\n"), "sw.js": []byte("self.x\n")}
	r, err := build.Site(t.Context(), build.Input{Tree: snapshot.Of(files), Client: client, URL: address}, nil)
	if err != nil || r.Site == nil {
		t.Fatal(err, r)
	}
	return r.Site
}

func folder(site *output.Tree) fstest.MapFS {
	out := fstest.MapFS{}
	for _, name := range site.Paths() {
		data, _ := site.File(name)
		out[name] = &fstest.MapFile{Data: data}
	}
	return out
}

// net is the internet with one handler at every address, and what it was asked.
type net struct {
	handler http.Handler
	mu      sync.Mutex
	asked   []*http.Request
	now     int
	most    int
}

func (n *net) RoundTrip(r *http.Request) (*http.Response, error) {
	n.mu.Lock()
	n.asked = append(n.asked, r)
	n.now++
	n.most = max(n.most, n.now)
	n.mu.Unlock()
	if r.URL.Scheme == "http" {
		n.end()
		return &http.Response{StatusCode: 301, Header: http.Header{"Location": {"https://" + r.URL.Host + r.URL.Path}}, Body: http.NoBody, Request: r}, nil
	}
	w := httptest.NewRecorder()
	n.handler.ServeHTTP(w, r)
	n.end()
	response := w.Result()
	response.Request = r
	return response, nil
}

func (n *net) end() {
	n.mu.Lock()
	n.now--
	n.mu.Unlock()
}

func parse(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestWeb has a host do one thing wrong after another.
func TestWeb(t *testing.T) {
	site := built(t, "https://river.uk/")
	files := folder(site)
	tests := []struct {
		wrong    string
		severity diag.Severity // of the first problem; "" for no problem at all
		code     diag.Code
		says     string // in the message or hint
	}{
		{"", "", "", ""},
		{"framing alone", "", "", ""},
		{"one missing", diag.Error, diag.ServedMissing, "this is not there"},
		{"closed", diag.Error, diag.ServedMissing, "lets nobody see"},
		{"leads away", diag.Error, diag.ServedRedirect, "elsewhere.example"},
		{"own 404", diag.Error, diag.ServedRedirect, "no leave button"},
		{"one page for all", diag.Error, diag.ServedRedirect, "single-page"},
		{"everything", diag.Error, diag.ServedExtra, "nothing around it"},
		{"analytics", diag.Error, diag.ServedChanged, "Web Analytics"},
		{"script", diag.Error, diag.ServedChanged, "a script of its own"},
		{"minified", diag.Error, diag.ServedChanged, "minify"},
		{"older", diag.Error, diag.ServedChanged, "another page than was built"},
		{"no leave button", diag.Error, diag.ServedChanged, "another page"},
		{"no help", diag.Error, diag.ServedChanged, "another page"},
		{"no meta policy", diag.Error, diag.ServedChanged, "another page"},
		{"font from elsewhere", diag.Error, diag.ServedChanged, "bytes"},
		{"scripts as text", diag.Error, diag.ServedType, "text/javascript"},
		{"cookie", diag.Error, diag.ServedCookie, "__cf_bm"},
		{"reports", diag.Warning, diag.ServedForeign, "NEL"},
		{"link header", diag.Error, diag.ServedForeign, "cdn.example/x.js"},
		{"not compressed", diag.Warning, diag.ServedSize, "compress"},
		{"no headers", diag.Warning, diag.ServedSecure, "https alone"},
		{"no policy", diag.Warning, diag.ServedHeader, "Content-Security-Policy"},
		{"weak policy", diag.Error, diag.ServedHeader, "default-src *"},
		{"two policies", diag.Error, diag.ServedHeader, "stricter"},
		{"one policy for all", diag.Error, diag.ServedHeader, "no reader can make a copy"},
		{"short cache", diag.Warning, diag.ServedHeader, "must-revalidate"},
		{"no redirects", diag.Warning, diag.ServedRedirect, "_redirects"},
		{"no slash", diag.Warning, diag.ServedRedirect, "last slash"},
	}
	for _, tt := range tests {
		t.Run(tt.wrong, func(t *testing.T) {
			n := &net{handler: hosttest.Handler(files, tt.wrong)}
			r, err := verify.Web(t.Context(), site, parse(t, "https://river.uk/"), "goldseam test", n)
			if err != nil {
				t.Fatal(err)
			}
			if tt.severity == "" {
				if len(r.Problems) > 0 {
					t.Errorf("problems are %v", r.Problems)
				}
				if want := site.Len() - 2; r.Files != want || r.Same != want || r.Pages < 15 {
					t.Errorf("%d files, %d the same, %d pages; want %d files", r.Files, r.Same, r.Pages, want)
				}
			} else if len(r.Problems) == 0 || r.Problems[0].Severity != tt.severity || r.Problems[0].Code != tt.code || !strings.Contains(r.Problems[0].Message+r.Problems[0].Hint, tt.says) {
				t.Errorf("problems are %v, want first %s %s with %q", r.Problems, tt.severity, tt.code, tt.says)
			}
			if n.most > 4 {
				t.Errorf("%d requests at once", n.most)
			}
			for _, q := range n.asked {
				if q.URL.Host != "river.uk" || q.URL.RawQuery != "" || q.Header.Get("Cookie") != "" || q.Header.Get("User-Agent") != "goldseam test" || q.Method != "GET" {
					t.Fatalf("asked %s %s with %v", q.Method, q.URL, q.Header)
				}
			}
		})
	}
}

// TestSafety holds that each part that a page lacks is named, beside that it changed.
func TestSafety(t *testing.T) {
	site := built(t, "https://river.uk/")
	for wrong, says := range map[string]string{
		"no leave button": "no leave button", "no help": "no link to the help lines", "no meta policy": "does not carry the policy",
		"analytics": "static.cloudflareinsights.com/beacon.min.js", "font from elsewhere": "fonts.example/a.css",
	} {
		r, err := verify.Web(t.Context(), site, parse(t, "https://river.uk/"), "x", &net{handler: hosttest.Handler(folder(site), wrong)})
		if err != nil {
			t.Fatal(err)
		}
		if all := fmt.Sprint(r.Problems); !strings.Contains(all, says) {
			t.Errorf("%s: nothing says %q: %s", wrong, says, all)
		}
	}
}

// TestWebAddresses looks at addresses that are wrong from the start.
func TestWebAddresses(t *testing.T) {
	below := built(t, "https://river.uk/program/")
	tests := []struct {
		site    *output.Tree
		address string
		handler http.Handler
		code    diag.Code
		says    string
	}{
		{below, "https://river.uk/", hosttest.Handler(folder(below), ""), diag.ServedNothing, "built for the path /program/"},
		{below, "https://river.uk/program", http.StripPrefix("/program", hosttest.Handler(folder(below), "no redirects")), diag.ServedRedirect, ""},
		{below, "https://river.uk/program/", http.NotFoundHandler(), diag.ServedMissing, "not there"},
		{below, "https://river.uk/program/", http.RedirectHandler("https://login.example/", http.StatusFound), diag.ServedRedirect, "login.example"},
		{below, "https://river.uk/program/", http.RedirectHandler("/program/", http.StatusFound), diag.ServedNothing, "circle"},
	}
	for _, tt := range tests {
		r, err := verify.Web(t.Context(), tt.site, parse(t, tt.address), "x", &net{handler: tt.handler})
		if err != nil {
			t.Fatal(err)
		}
		if all := fmt.Sprint(r.Problems); !strings.Contains(all, string(tt.code)) || !strings.Contains(all, tt.says) {
			t.Errorf("%s: problems are %s, want %s with %q", tt.address, all, tt.code, tt.says)
		}
	}
}

// endless answers without an end.
type endless struct {
	mu   sync.Mutex
	most int
}

type stream struct {
	of  *endless
	got int
}

func (e *endless) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(&stream{of: e}), Request: r}, nil
}

func (s *stream) Read(p []byte) (int, error) {
	s.got += len(p)
	s.of.mu.Lock()
	s.of.most = max(s.of.most, s.got)
	s.of.mu.Unlock()
	return len(p), nil
}

// TestBounded holds that a host cannot make the command read without end.
func TestBounded(t *testing.T) {
	site := output.NewTree(map[string][]byte{"a.txt": []byte("a"), "_headers": []byte("/*\n")})
	body := &endless{}
	r, err := verify.Web(t.Context(), site, parse(t, "https://river.uk/"), "x", body)
	if err != nil {
		t.Fatal(err)
	}
	if body.most > 2<<20 {
		t.Errorf("%d bytes were read of one answer", body.most)
	}
	if !strings.Contains(fmt.Sprint(r.Problems), string(diag.ServedChanged)) {
		t.Errorf("problems are %v", r.Problems)
	}
}

func TestFolder(t *testing.T) {
	site := built(t, "https://river.uk/")
	tests := []struct {
		name   string
		change func(fstest.MapFS)
		want   string // severity, code and file; "" for none
	}{
		{"the same", func(fstest.MapFS) {}, ""},
		{"what a host keeps there", func(f fstest.MapFS) {
			f[".git/HEAD"], f["CNAME"], f[".goldseam"] = &fstest.MapFile{}, &fstest.MapFile{}, &fstest.MapFile{}
		}, ""},
		{"gone", func(f fstest.MapFS) { delete(f, "p/2/index.html") }, "error served-missing up/p/2/index.html"},
		{"changed", func(f fstest.MapFS) { f["robots.txt"] = &fstest.MapFile{Data: []byte("no")} }, "error served-changed up/robots.txt"},
		{"the host's file changed", func(f fstest.MapFS) { f["_headers"] = &fstest.MapFile{Data: []byte("no")} }, "error served-changed up/_headers"},
		{"more", func(f fstest.MapFS) { f["notes/index.html"] = &fstest.MapFile{Data: []byte("no")} }, "warning served-extra up/notes/index.html"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := folder(site)
			tt.change(files)
			r, err := verify.Folder(t.Context(), site, "up", files)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if len(r.Problems) > 0 {
				p := r.Problems[0]
				got = fmt.Sprintf("%s %s %s", p.Severity, p.Code, p.File)
			}
			if got != tt.want || len(r.Problems) > 1 {
				t.Errorf("problems are %v, want %s", r.Problems, tt.want)
			}
		})
	}
}
