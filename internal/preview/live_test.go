package preview

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"goldseam/internal/diag"
)

// news is a message as a page gets it.
type news struct {
	Type     string    `json:"type"`
	Href     string    `json:"href"`
	Problems []problem `json:"problems"`
}

// pageTab is an open page of a test.
type pageTab struct {
	t    *testing.T
	conn *websocket.Conn
}

func dial(addr, base string, header http.Header) (*websocket.Conn, *http.Response, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return websocket.Dial(ctx, "ws://"+addr+base+"_goldseam/live", &websocket.DialOptions{HTTPHeader: header})
}

// open opens a page as a browser does and says hello.
func open(t *testing.T, addr, base, path string) *pageTab {
	t.Helper()
	_, rest, _ := strings.Cut(get(t, addr, path, browser).text, `data-page="`)
	hash, _, ok := strings.Cut(rest, `"`)
	if !ok {
		t.Fatalf("page %s has no hash", path)
	}
	return openWith(t, addr, base, hello{Path: path, Page: hash})
}

func openWith(t *testing.T, addr, base string, h hello) *pageTab {
	t.Helper()
	conn, _, err := dial(addr, base, http.Header{"Origin": {"http://" + addr}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.CloseNow() })
	conn.SetReadLimit(1 << 20)
	p := &pageTab{t, conn}
	data, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	p.say(string(data))
	return p
}

func (p *pageTab) say(text string) {
	p.t.Helper()
	if err := p.conn.Write(context.Background(), websocket.MessageText, []byte(text)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *pageTab) next() news {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	_, data, err := p.conn.Read(ctx)
	if err != nil {
		p.t.Fatalf("no message: %v", err)
	}
	var n news
	if err := json.Unmarshal(data, &n); err != nil {
		p.t.Fatalf("%s: %v", data, err)
	}
	return n
}

// want checks the next message, written as type and address.
func (p *pageTab) want(want string) {
	p.t.Helper()
	if n := p.next(); strings.TrimSpace(n.Type+" "+n.Href) != want {
		p.t.Errorf("message = %+v, want %s", n, want)
	}
}

func TestReloadOnlyWhatChanged(t *testing.T) {
	s, addr := serve(t, site(style1, nil))
	one, two := open(t, addr, "/program/", "/program/p/1/"), open(t, addr, "/program/", "/program/p/2/")
	gone, missing := open(t, addr, "/program/", "/program/p/%C3%BCber/"), open(t, addr, "/program/", "/program/p/3/")
	tabs := []*pageTab{one, two, gone, missing}
	for _, tab := range tabs {
		tab.want("style /program/" + style1) // what it has is said at hello
	}

	s.Show(site(style1, map[string]string{"p/1/index.html": "one, mended"}))
	one.want("reload")
	s.Show(site(style2, map[string]string{"p/1/index.html": "one, mended"}))
	two.want("style /program/" + style2) // and no reload before
	one.want("style /program/" + style2)
	gone.want("style /program/" + style2)
	missing.want("style /program/" + style2)

	s.Show(site(style2, map[string]string{"p/über/index.html": "", "p/3/index.html": "three"}))
	one.want("reload")
	gone.want("reload")
	missing.want("reload")

	s.Show(site(style1, map[string]string{"p/3/index.html": "three"}))
	two.want("style /program/" + style1)
}

func TestOldPageIsReloadedAtHello(t *testing.T) {
	_, addr := serve(t, site(style1, nil))
	openWith(t, addr, "/program/", hello{Path: "/program/p/1/", Page: "0123"}).want("reload")
	openWith(t, addr, "/program/", hello{Path: "/other/", Page: "0123"}).want("reload")

	tab := open(t, addr, "/program/", "/program/p/1/")
	tab.want("style /program/" + style1)
	tab.say(`{"path":"/program/p/2/","page":"0123"}`) // it may show another page
	tab.want("reload")
}

func TestTabsOfNoSite(t *testing.T) {
	s, addr := serve(t)
	tab := open(t, addr, "/", "/program/p/1/")
	var problems diag.List
	problems.Add(diag.Pos{File: "a.md"}, "x", "mistake", "")
	s.Show(Site{Problems: problems}) // which the page itself lists
	tab.want("reload")

	tab = open(t, addr, "/", "/program/p/1/")
	s.Show(site(style1, nil)) // with another base path
	tab.want("reload")
}

// TestTabWaitsForTheFirstBuild holds that a tab of an earlier preview is not told to
// reload while the first build runs, nor after it if its page is the same.
func TestTabWaitsForTheFirstBuild(t *testing.T) {
	s := New(Options{Addr: "127.0.0.1:1717", Live: []byte("live script")})
	starting, built := s.now.Load(), s.newState(site(style1, nil))
	const path = "/program/p/1/"
	same, old := newTab(hello{Path: path, Page: built.pageHash(path)}), newTab(hello{Path: path, Page: "0123"})
	for _, tab := range []*tab{&same, &old} {
		if got := tab.news(starting); got != nil {
			t.Errorf("before the first build a tab is told %q", got)
		}
	}
	if got := same.news(built); slices.Contains(got, reloadMessage) {
		t.Errorf("a page that is the same is told %q", got)
	}
	if got := old.news(built); !slices.Contains(got, reloadMessage) {
		t.Errorf("an older page is told %q", got)
	}
}

func TestProblemsComeAndGo(t *testing.T) {
	s, addr := serve(t, site(style1, nil))
	early := open(t, addr, "/program/", "/program/p/1/")
	early.want("style /program/" + style1)

	bad := site(style1, nil)
	bad.Problems.Add(diag.Pos{File: "en/a.md", Line: 3, Column: 5}, "x", "mistake", "mend it")
	bad.Problems[0].Source = "text"
	s.Show(bad)
	s.Show(bad) // says nothing new
	late := open(t, addr, "/program/", "/program/p/1/")
	late.want("style /program/" + style1)
	want := problem{"en/a.md", 3, 5, "error", "mistake", "mend it", "text"}
	for _, tab := range []*pageTab{early, late} {
		if n := tab.next(); n.Type != "problems" || len(n.Problems) != 1 || n.Problems[0] != want {
			t.Errorf("message = %+v, want %+v", n, want)
		}
	}

	s.Show(site(style1, nil))
	for _, tab := range []*pageTab{early, late} {
		if n := tab.next(); n.Type != "problems" || n.Problems == nil || len(n.Problems) != 0 {
			t.Errorf("message = %+v, want an empty list", n)
		}
	}
}

func TestManyProblems(t *testing.T) {
	var list diag.List
	for i := range 1000 {
		list.Add(diag.Pos{File: "a.md", Line: i + 1}, "x", "mistake", "")
	}
	got := shown(list)
	if last := got[len(got)-1]; len(got) != maxProblems+1 || last.Message != "and 800 more problems" {
		t.Errorf("shown(1000) = %d problems, the last %+v", len(got), last)
	}
}
