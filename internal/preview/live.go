package preview

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"
)

const (
	maxClients = 100 // more are not tabs of a person
	maxHello   = 4 << 10
	helloTime  = 10 * time.Second
	writeTime  = 5 * time.Second
)

// client is the connection to one open tab. Its own goroutine alone writes to
// the tab; everyone else only wakes it. It then looks at the newest state, so
// states that came too fast are skipped and nobody waits for a slow tab.
type client struct {
	wake chan struct{} // room for one
}

func (c *client) wakeUp() {
	select {
	case c.wake <- struct{}{}:
	default: // it has yet to look anyway
	}
}

// join admits a client, unless there are too many or the server is closed.
func (s *Server) join() (*client, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.clients) >= maxClients {
		return nil, false
	}
	c := &client{wake: make(chan struct{}, 1)}
	s.clients[c] = true
	s.ended.Add(1)
	return c, true
}

func (s *Server) leave(c *client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.clients, c)
	s.ended.Done()
}

// serveLive talks to one tab until it goes away. The guard has checked host and
// origin, more strictly than the library would.
func (s *Server) serveLive(w http.ResponseWriter, r *http.Request) {
	if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		w.Header().Set("Upgrade", "websocket")
		w.Header().Set("Connection", "Upgrade")
		send(w, plain(http.StatusUpgradeRequired, "This address is for the preview's own use."))
		return
	}
	c, ok := s.join()
	if !ok {
		s.log.Warn("too many pages of the preview are open, some do not reload by themselves", keyLimit, maxClients)
		send(w, plain(http.StatusServiceUnavailable, "Too many pages of the preview are open."))
		return
	}
	defer s.leave(c)
	rc := http.NewResponseController(w) // limits of the http.Server would end the connection
	_ = rc.SetReadDeadline(time.Time{})
	_ = rc.SetWriteDeadline(time.Time{})
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
	if err != nil {
		s.log.Debug("no connection to a page", keyError, err)
		return // Accept has answered
	}
	conn.SetReadLimit(maxHello)
	s.talk(conn, c)
}

func (s *Server) talk(conn *websocket.Conn, c *client) {
	ctx, cancel := context.WithCancel(context.Background())
	hellos := make(chan hello)
	go listen(ctx, conn, hellos)
	defer func() {
		cancel()
		_ = conn.CloseNow() // without a farewell, which a dead tab would make last
		for range hellos {
		}
	}()
	patience := time.NewTimer(helloTime)
	defer patience.Stop()
	var t tab
	for {
		select {
		case <-s.quit:
			return
		case <-patience.C:
			return
		case h, ok := <-hellos:
			if !ok {
				return
			}
			patience.Stop()
			t = newTab(h)
		case <-c.wake:
		}
		for _, m := range t.news(s.now.Load()) {
			if err := write(ctx, conn, m); err != nil {
				s.log.Debug("a page does not answer", keyError, err)
				return
			}
		}
	}
}

func write(ctx context.Context, conn *websocket.Conn, m string) error {
	ctx, cancel := context.WithTimeout(ctx, writeTime)
	defer cancel()
	return conn.Write(ctx, websocket.MessageText, []byte(m))
}

// listen passes on what a tab says until it says something else or goes away.
func listen(ctx context.Context, conn *websocket.Conn, hellos chan<- hello) {
	defer close(hellos)
	for {
		_, data, err := conn.Read(ctx)
		if err != nil {
			return
		}
		h, ok := parseHello(data)
		if !ok {
			return
		}
		select {
		case hellos <- h:
		case <-ctx.Done():
			return
		}
	}
}
