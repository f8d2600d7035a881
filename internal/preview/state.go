package preview

import (
	"net/http"
	"slices"
	"strings"

	"goldseam/internal/diag"
)

// ownFolder holds the preview's own addresses, below the site's base path.
const ownFolder = "_goldseam/"

// state is one site made ready for requests. It is immutable.
type state struct {
	Site
	starting   bool      // no build has ended yet, so nobody knows what is new
	live       []byte    // the live script
	edit       [2][]byte // script and style of the editing page
	desk       bool      // there is an editing page
	handbook   bool      // there is a handbook
	livePolicy string    // of pages that carry it
	styles     []string  // addresses of the style sheets
	problems   string    // the message about them
	broken     []byte    // the page in place of all others while there is no tree
}

// answer is what an address leads to.
type answer struct {
	status   int
	kind     string
	body     []byte
	location string // of a redirect
	own      bool   // not a page of the site
}

func (s *Server) newState(site Site) *state {
	site.Base = normalBase(site.Base)
	// Warnings are told on the terminal; over a page they would stand at each visit until somebody has time for them.
	site.Problems = slices.DeleteFunc(slices.Clone(site.Problems), func(p diag.Problem) bool { return p.Severity == diag.Warning })
	st := &state{
		Site:       site,
		live:       s.live,
		edit:       s.edit,
		desk:       s.desk != nil,
		handbook:   s.handbook.build != nil,
		livePolicy: livePolicy(site.Policy, s.port),
		problems:   problemsMessage(site.Problems),
	}
	for _, path := range site.Styles {
		st.styles = append(st.styles, site.Base+escape(path))
	}
	if site.Tree == nil {
		st.broken = s.brokenPage(st)
	}
	return st
}

// find says what a clean path leads to.
func (st *state) find(path string) answer {
	rel, within := strings.CutPrefix(path, st.Base)
	if own, ok := strings.CutPrefix(rel, ownFolder); within && ok {
		return st.findOwn(own)
	}
	switch {
	case st.Tree == nil:
		return answer{status: http.StatusServiceUnavailable, kind: typeHTML, body: st.broken, own: true}
	case within:
		return st.findFile(rel)
	case path == "/" || path+"/" == st.Base:
		return answer{status: http.StatusTemporaryRedirect, location: escape(st.Base)}
	}
	return plain(http.StatusNotFound, "There is nothing here. The site begins at "+st.Base)
}

func (st *state) findFile(rel string) answer {
	path := rel
	if rel == "" || strings.HasSuffix(rel, "/") {
		path += "index.html"
	}
	if hidden(path) {
		return st.notFound()
	}
	if body, ok := st.Tree.File(path); ok {
		return answer{status: http.StatusOK, kind: contentType(path), body: body}
	}
	if _, ok := st.Tree.File(path + "/index.html"); ok {
		return answer{status: http.StatusPermanentRedirect, location: escape(st.Base + path + "/")}
	}
	return st.notFound()
}

func (st *state) notFound() answer {
	if body, ok := st.Tree.File("404.html"); ok {
		return answer{status: http.StatusNotFound, kind: typeHTML, body: body}
	}
	return answer{status: http.StatusNotFound, kind: typeHTML, body: []byte(missingPage), own: true}
}

func (st *state) findOwn(rel string) answer {
	switch {
	case rel == "live.js" && st.live != nil:
		return answer{status: http.StatusOK, kind: contentType(rel), body: st.live, own: true}
	case rel == "edit.js" && st.desk:
		return answer{status: http.StatusOK, kind: contentType(rel), body: st.edit[0], own: true}
	case rel == "edit.css" && st.desk:
		return answer{status: http.StatusOK, kind: contentType(rel), body: st.edit[1], own: true}
	case rel == "preview.css":
		return answer{status: http.StatusOK, kind: contentType(rel), body: []byte(previewCSS), own: true}
	}
	if body, ok := st.Pages[rel]; ok {
		kind := contentType(rel)
		if rel == "" || strings.HasSuffix(rel, "/") {
			kind = typeHTML
		}
		return answer{status: http.StatusOK, kind: kind, body: body, own: st.Policy == ""}
	}
	if _, ok := st.Pages[rel+"/"]; ok {
		return answer{status: http.StatusPermanentRedirect, location: escape(st.Base + ownFolder + rel + "/")}
	}
	return plain(http.StatusNotFound, "The preview has no page here.")
}

func plain(status int, text string) answer {
	return answer{status: status, kind: typeText, body: []byte(text + "\n"), own: true}
}
