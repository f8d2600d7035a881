// Package preview serves a site from memory on this machine only, shows its
// problems over the pages, and reloads open pages that changed.
//
// A preview shows work that is not published, on a machine whose browser also
// has other sites open. So it answers only requests that name this machine and
// come from its own pages (guard.go), only paths that cannot mean anything else
// (path.go), and only with what is in the finished site: no address leads to a
// file on the disk.
//
// Addresses below {base}_goldseam/ are the preview's own:
//
//	live.js       the script in each page that talks to the server
//	live          its WebSocket (message.go)
//	preview.css   the style of the server's own pages
//	help/…        the handbook for authors, made when it is first asked for (handbook.go)
//	edit/…        the editing page, with edit.js and edit.css (desk.go)
//	desk/…        what that page asks for, the only addresses that take POST
//	anything else extra pages of the caller, such as a gallery
//
// A page that a browser asks for carries one more script element and a content
// policy that lets this script connect. Asked for without text/html in Accept,
// it is served exactly as built.
package preview

import (
	"crypto/rand"
	"html/template"
	"log/slog"
	"sync"
	"sync/atomic"

	"goldseam/internal/diag"
	"goldseam/internal/output"
)

// Site is one state of the site to show. Nothing in it may be changed once it is shown.
type Site struct {
	// Tree is the last site that could be built, nil while there was none.
	Tree *output.Tree
	// Base is the site's base path, "/" or such as "/program/".
	Base string
	// Policy is the content policy that the site's _headers file gives its pages.
	Policy string
	// MetaPolicy is the policy that each page has in a meta element.
	MetaPolicy string
	// Styles are the paths in Tree of the theme's style sheets, such as "a/style-1a2b3c.css".
	Styles []string
	// Pages are extra pages by their path below {Base}_goldseam/, such as "gallery/".
	Pages map[string][]byte
	// Edits are the texts that can be edited, by the address of the page that
	// shows each, such as "/p/1/": what stands below {Base}_goldseam/edit/ for it.
	Edits map[string]string
	// Problems are those of the newest state of the author's files, which may be newer than Tree.
	Problems diag.List
}

// Options say how a server runs.
type Options struct {
	// Addr is the address that the server listens on, such as "127.0.0.1:1717";
	// its port is part of every check.
	Addr string
	// Live is the script that goes into the pages. Without one, pages do not reload.
	Live []byte
	// Handbook makes the handbook for authors; nil for none.
	Handbook Handbook
	// Desk is the editing page's other side; nil for no editing page.
	Desk Desk
	// Edit and EditStyle are the editing page's script and style.
	Edit, EditStyle []byte
	// Log hears of refused requests (at level debug) and of too many open tabs.
	Log *slog.Logger
}

// Server shows the newest site it was given.
type Server struct {
	live   []byte
	log    *slog.Logger
	guard  guard
	port   string
	broken *template.Template

	handbook shelf

	desk    Desk
	edit    [2][]byte
	editing *template.Template
	token   string // made anew at each start; the editing page carries it

	now     atomic.Pointer[state]
	mu      sync.Mutex // guards what follows, and the order of now
	clients map[*client]bool
	closed  bool
	ended   sync.WaitGroup // one for each client
	quit    chan struct{}
}

// New makes a server that says a site is being built until it is given one.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	port := portOf(o.Addr)
	s := &Server{
		live:     o.Live,
		log:      o.Log,
		guard:    newGuard(port),
		port:     port,
		broken:   template.Must(template.New("broken").Parse(brokenPage)),
		handbook: shelf{build: o.Handbook},
		desk:     o.Desk,
		edit:     [2][]byte{o.Edit, o.EditStyle},
		editing:  editTemplate(),
		token:    rand.Text() + rand.Text(),
		clients:  map[*client]bool{},
		quit:     make(chan struct{}),
	}
	st := s.newState(Site{})
	st.starting = true
	s.now.Store(st)
	return s
}

// Show makes site the one that is served and tells open tabs what that means for
// them. It may be called from any goroutine and never waits for a tab.
func (s *Server) Show(site Site) {
	st := s.newState(site)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now.Store(st)
	for c := range s.clients {
		c.wakeUp()
	}
}

// Close ends all connections to open tabs and returns when they have ended.
// Pages are still served; stopping that is up to the http.Server.
func (s *Server) Close() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.quit)
	}
	s.mu.Unlock()
	s.ended.Wait()
}
