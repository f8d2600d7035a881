package preview

import (
	"net/http"
	"strconv"
	"strings"
)

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	st := s.now.Load()
	if action, ok := strings.CutPrefix(r.URL.Path, st.Base+ownFolder+deskFolder); ok && s.desk != nil {
		s.serveDesk(w, r, action)
		return
	}
	if no := s.guard.check(r); no != nil {
		s.refuse(w, r, no, "GET, HEAD")
		return
	}
	if !cleanPath(r.URL) {
		s.refuse(w, r, &refusal{http.StatusBadRequest, "No address of the site looks like this."}, "")
		return
	}
	if rest, ok := strings.CutPrefix(r.URL.Path, st.Base+ownFolder+editFolder); ok && s.desk != nil {
		s.serveEdit(w, st, rest)
		return
	}
	if book := st.Base + ownFolder + handbookFolder; s.handbook.build != nil && strings.HasPrefix(r.URL.Path, book) {
		s.serveHandbook(w, r, book)
		return
	}
	if r.URL.Path == st.Base+ownFolder+"live" {
		s.serveLive(w, r)
		return
	}
	a := st.find(r.URL.Path)
	if a.kind == typeHTML {
		s.sendPage(w, r, st, a)
		return
	}
	send(w, a)
}

func (s *Server) refuse(w http.ResponseWriter, r *http.Request, no *refusal, allow string) {
	s.log.Debug("refused", keyMethod, r.Method, keyHost, r.Host, keyPath, r.URL.EscapedPath(), keyStatus, no.status)
	if no.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", allow)
	}
	send(w, plain(no.status, no.text))
}

// sendPage sends a page with the live script to a browser, and as built to others.
func (s *Server) sendPage(w http.ResponseWriter, r *http.Request, st *state, a answer) {
	policy := st.Policy
	switch {
	case a.own:
		policy = livePolicy(ownPolicy, s.port)
		a.body = st.inject(a.body, "")
	case wantsPage(r):
		policy = st.livePolicy
		a.body = swapMeta(st.inject(a.body, st.Edits[r.URL.Path]), st.MetaPolicy, s.port)
	}
	if policy != "" {
		w.Header().Set("Content-Security-Policy", policy)
	}
	send(w, a)
}

func wantsPage(r *http.Request) bool {
	return strings.Contains(strings.Join(r.Header.Values("Accept"), ","), "text/html")
}

func send(w http.ResponseWriter, a answer) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if a.location != "" {
		h.Set("Location", a.location)
		w.WriteHeader(a.status)
		return
	}
	h.Set("Content-Type", a.kind)
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // a browser that went away needs no answer
}

// Keys of what is logged.
const (
	keyMethod = "method"
	keyHost   = "host"
	keyPath   = "path"
	keyStatus = "status"
	keyLimit  = "limit"
	keyError  = "error"
)
