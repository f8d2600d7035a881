package preview

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"html/template"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// Desk answers the editing page. What it gives back is sent as JSON; the text of
// an error is shown to the author.
type Desk interface {
	Do(ctx context.Context, action string, body []byte) (any, error)
}

// The editing page's addresses, below ownFolder. Those of desk/ alone take POST.
const (
	editFolder = "edit/"
	deskFolder = "desk/"
)

// maxRequest is more than a form with the longest text that a build takes.
const maxRequest = 4 << 20

// tokenHeader carries what only the editing page knows.
const tokenHeader = "X-Goldseam-Token"

var (
	editPath   = regexp.MustCompile(`^(?:[a-z]+/[A-Za-z0-9-]+/[a-z0-9-]*)?$`)
	deskAction = regexp.MustCompile(`^[a-z]{1,16}$`)
)

// checkPost returns nil for a request of the editing page. It must come from a
// page of this very address and carry the token, which stands in that page alone:
// a form or a script of any other site can neither read it nor send such a header.
func (g guard) checkPost(r *http.Request, token string) *refusal {
	given := r.Header.Values(tokenHeader)
	site := r.Header.Values("Sec-Fetch-Site")
	switch {
	case !slices.Contains(g.hosts, r.Host) || r.URL.IsAbs() || r.URL.Host != "":
		return g.elsewhere()
	case r.Method != http.MethodPost:
		return &refusal{http.StatusMethodNotAllowed, "This address is for the editing page's own use."}
	case !slices.Equal(r.Header.Values("Origin"), []string{"http://" + r.Host}),
		len(site) > 0 && !slices.Equal(site, []string{"same-origin"}): // older browsers do not say
		return &refusal{http.StatusForbidden, "Another site asked for this. Only the editing page may change texts."}
	case len(given) != 1 || subtle.ConstantTimeCompare([]byte(given[0]), []byte(token)) != 1:
		return &refusal{http.StatusForbidden, "The preview was started anew since this page was opened. Reload the page; what you typed is kept."}
	case r.Header.Get("Content-Type") != "application/json":
		return &refusal{http.StatusUnsupportedMediaType, "The editing page sends something else."}
	}
	return nil
}

// serveDesk answers a request of the editing page.
func (s *Server) serveDesk(w http.ResponseWriter, r *http.Request, action string) {
	if no := s.guard.checkPost(r, s.token); no != nil {
		s.refuse(w, r, no, http.MethodPost)
		return
	}
	if !deskAction.MatchString(action) {
		s.refuse(w, r, &refusal{http.StatusNotFound, "The preview has no page here."}, "")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		no := &refusal{http.StatusBadRequest, "The request broke off."}
		if large := new(http.MaxBytesError); errors.As(err, &large) {
			no = &refusal{http.StatusRequestEntityTooLarge, "This text is too large. A lesson has a few pages: was something else pasted into it?"}
		}
		s.refuse(w, r, no, "")
		return
	}
	answer, err := s.desk.Do(r.Context(), action, body)
	status := http.StatusOK
	if err != nil {
		status, answer = http.StatusUnprocessableEntity, map[string]string{"failed": err.Error()}
	}
	data, err := json.Marshal(answer)
	if err != nil {
		panic(err) // impossible: texts, numbers and lists only
	}
	sendOwn(w, status, "application/json", data)
}

// serveEdit shows the editing page, or its script or style.
func (s *Server) serveEdit(w http.ResponseWriter, st *state, rest string) {
	if !editPath.MatchString(rest) {
		send(w, plain(http.StatusNotFound, "The preview has no page here."))
		return
	}
	view := struct{ Own, Base, Token, Nonce, Text string }{escape(st.Base) + ownFolder, st.Base, s.token, rand.Text(), rest}
	var out strings.Builder
	if err := s.editing.Execute(&out, view); err != nil {
		panic(err) // impossible: the view fits the template
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"+view.Nonce+"'; connect-src 'self'; img-src 'self'; "+
		"form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	sendOwn(w, http.StatusOK, typeHTML, []byte(out.String()))
}

func sendOwn(w http.ResponseWriter, status int, kind string, body []byte) {
	send(w, answer{status: status, kind: kind, body: body})
}

// editTemplate parses the editing page. Its script fills it in.
func editTemplate() *template.Template { return template.Must(template.New("edit").Parse(editPage)) }

const editPage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Edit</title>
<link rel="stylesheet" href="{{.Own}}edit.css">
</head>
<body>
<main id="desk" data-base="{{.Base}}" data-token="{{.Token}}" data-nonce="{{.Nonce}}" data-text="{{.Text}}">
<noscript><p>The editing page needs scripts. You can also change the files with any editor for text.</p></noscript>
</main>
<script type="module" src="{{.Own}}edit.js"></script>
</body>
</html>
`
