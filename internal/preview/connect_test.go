package preview

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"goldseam/internal/diag"
)

func TestConnectionsTurnedAway(t *testing.T) {
	_, addr := serve(t, site(style1, nil))
	_, port, _ := net.SplitHostPort(addr)
	for origin, want := range map[string]int{
		"":                          101,
		"http://localhost:" + port:  101,
		"http://evil.example":       403,
		"http://localhost":          403,
		"http://localhost:1":        403,
		"https://localhost:" + port: 403,
		"null":                      403,
	} {
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		conn, resp, err := dial(addr, "/program/", header)
		if err == nil {
			_ = conn.CloseNow()
		}
		if resp == nil || resp.StatusCode != want {
			t.Errorf("origin %q: %v %v, want %d", origin, resp, err, want)
		}
	}
}

func TestBadHelloEndsTheConnection(t *testing.T) {
	_, addr := serve(t, site(style1, nil))
	for _, text := range []string{
		"", "x", `{"path":""}`, `{"path":"/../x"}`, `{"path":"http://evil.example/"}`,
		`{"path":"/%5c"}`, `{"path":"/` + strings.Repeat("x", maxHello) + `"}`,
	} {
		conn, _, err := dial(addr, "/program/", nil)
		if err != nil {
			t.Fatal(err)
		}
		tab := &pageTab{t, conn}
		tab.say(text)
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		if _, data, err := conn.Read(ctx); err == nil || ctx.Err() != nil {
			t.Errorf("hello %.20q is answered: %s %v", text, data, err)
		}
		cancel()
		_ = conn.CloseNow()
	}
}

func TestManyTabs(t *testing.T) {
	s, addr := serve(t, site(style1, nil))
	var wg sync.WaitGroup
	var tabs []*pageTab
	for range 20 {
		tab := open(t, addr, "/program/", "/program/p/1/")
		tab.want("style /program/" + style1)
		tabs = append(tabs, tab)
	}
	s.Show(site(style1, map[string]string{"p/1/index.html": "mended"}))
	for _, tab := range tabs {
		wg.Go(func() { tab.want("reload") })
	}
	wg.Wait()
	if got := get(t, addr, "/program/p/1/", browser); got.StatusCode != 200 {
		t.Errorf("page with 20 tabs open = %d", got.StatusCode)
	}
}

func TestTooManyTabs(t *testing.T) {
	s, addr := serve(t, site(style1, nil))
	for range maxClients {
		if _, ok := s.join(); !ok {
			t.Fatal("turned away too early")
		}
	}
	_, resp, err := dial(addr, "/program/", nil)
	if err == nil || resp == nil || resp.StatusCode != 503 {
		t.Errorf("one tab too many: %v %v, want 503", resp, err)
	}
	for c := range s.clients {
		s.leave(c)
	}
}

// A dead tab takes nothing from its connection. Show must go on, and so must the other tabs.
func TestDeadTab(t *testing.T) {
	s, addr := serve(t, site(style1, nil))
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET /program/_goldseam/live HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n", addr)
	if resp, err := http.ReadResponse(bufio.NewReader(conn), nil); err != nil || resp.StatusCode != 101 {
		t.Fatal(resp, err)
	}
	text := `{"path":"/program/p/1/","page":"` + s.now.Load().pageHash("/program/p/1/") + `"}`
	frame := append([]byte{0x81, 0x80 | byte(len(text)), 0, 0, 0, 0}, text...) // masked with nothing
	if _, err := conn.Write(frame); err != nil {
		t.Fatal(err)
	}
	alive := open(t, addr, "/program/", "/program/p/1/")
	alive.want("style /program/" + style1)

	start := time.Now()
	for i := range 200 { // far more than a connection holds
		bad := site(style1, nil)
		for range maxProblems {
			bad.Problems.Add(diag.Pos{File: "a.md", Line: i + 1}, "x", strings.Repeat("m", 500), "")
		}
		s.Show(bad)
	}
	if took := time.Since(start); took > writeTime {
		t.Errorf("Show waited: 200 times took %v", took)
	}
	s.Show(site(style1, map[string]string{"p/1/index.html": "mended"}))
	for alive.next().Type != "reload" { // problems come first
	}
}

func TestCloseEndsConnections(t *testing.T) {
	s, addr := serve(t, site(style1, nil))
	tab := open(t, addr, "/program/", "/program/p/1/")
	tab.want("style /program/" + style1)
	s.Close()
	s.Close()
	if _, _, err := tab.conn.Read(context.Background()); err == nil {
		t.Error("connection is still open")
	}
	if _, resp, err := dial(addr, "/program/", nil); err == nil || resp.StatusCode != 503 {
		t.Errorf("after Close: %v %v, want 503", resp, err)
	}
}

func TestLongLivedDespiteLimits(t *testing.T) {
	l, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	s := New(Options{Addr: addr, Live: []byte("x")})
	s.Show(site(style1, nil))
	web := &http.Server{Handler: s, ReadTimeout: 200 * time.Millisecond, WriteTimeout: 200 * time.Millisecond}
	go func() { _ = web.Serve(l) }()
	defer web.Close()
	defer s.Close()

	tab := open(t, addr, "/program/", "/program/p/1/")
	tab.want("style /program/" + style1)
	ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	if _, _, err := tab.conn.Read(ctx); err == nil || ctx.Err() == nil {
		t.Errorf("connection ended with the limits of the server: %v", err)
	}
}
