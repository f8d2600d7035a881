package preview

import (
	"context"
	"errors"
	"net/http"
	"sync"
)

// handbookFolder is where the handbook stands, below ownFolder. Its own site has this as its base path.
const handbookFolder = "help/"

// Handbook makes the handbook as a site with a base path.
type Handbook func(ctx context.Context, base string) (Site, error)

// shelf holds the handbook once somebody has asked for it. The base path of the
// site that is previewed may change, and with it where the handbook stands.
type shelf struct {
	build Handbook // nil for none

	mu   sync.Mutex
	base string
	made *state
}

// take gives the handbook for a base path. Who asks while it is being made waits for it.
func (h *shelf) take(base string) (*state, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.made != nil && h.base == base {
		return h.made, nil
	}
	// Not the request's context: who comes next would wait for the same.
	site, err := h.build(context.Background(), base)
	if err != nil {
		return nil, err
	}
	if site.Tree == nil {
		return nil, errors.New("it has problems of its own")
	}
	h.base, h.made = base, &state{Site: site}
	return h.made, nil
}

// serveHandbook sends a page of the handbook, or what it loads. Nothing in it
// changes while the preview runs, so that its pages need no live script.
func (s *Server) serveHandbook(w http.ResponseWriter, r *http.Request, base string) {
	book, err := s.handbook.take(base)
	if err != nil {
		s.log.Error("the handbook cannot be shown", keyError, err)
		send(w, plain(http.StatusServiceUnavailable, "The handbook cannot be shown."))
		return
	}
	a := book.find(r.URL.Path)
	if a.kind == typeHTML && book.Policy != "" {
		w.Header().Set("Content-Security-Policy", book.Policy)
	}
	send(w, a)
}
