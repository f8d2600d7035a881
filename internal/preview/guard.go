package preview

import (
	"net/http"
	"slices"
)

// guard turns away what does not come from this machine's own pages. Any site
// open in the same browser can send requests here, and a name that its owner
// points to this machine makes them look like its own; an exact list of hosts is
// the only thing that tells (DNS rebinding: Vite, CVE-2025-24010).
type guard struct {
	hosts   []string
	origins []string
}

func newGuard(port string) guard {
	var g guard
	for _, name := range []string{"127.0.0.1", "localhost", "[::1]"} {
		g.hosts = append(g.hosts, name+":"+port)
		if port == "80" { // browsers leave it out
			g.hosts = append(g.hosts, name)
		}
	}
	for _, host := range g.hosts {
		g.origins = append(g.origins, "http://"+host)
	}
	return g
}

// refusal is an answer to a request that is turned away.
type refusal struct {
	status int
	text   string
}

// check returns nil for a request that may pass.
func (g guard) check(r *http.Request) *refusal {
	switch {
	case !slices.Contains(g.hosts, r.Host) || r.URL.IsAbs() || r.URL.Host != "":
		return g.elsewhere()
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return &refusal{http.StatusMethodNotAllowed, "This preview only shows pages; nothing can be sent to it."}
	case !g.originAllowed(r.Header) || !siteAllowed(r.Header):
		return &refusal{http.StatusForbidden, "Another site asked for this. The preview answers only its own pages."}
	}
	return nil
}

func (g guard) elsewhere() *refusal {
	return &refusal{http.StatusMisdirectedRequest, "This preview answers only at http://" + g.hosts[0] + "/ on this computer."}
}

func (g guard) originAllowed(h http.Header) bool {
	for _, origin := range h.Values("Origin") {
		if !slices.Contains(g.origins, origin) {
			return false
		}
	}
	return true
}

// siteAllowed lets other sites link here and nothing more. Other ports of this
// machine are other sites, too, though browsers call them the same site.
func siteAllowed(h http.Header) bool {
	switch h.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return h.Get("Sec-Fetch-Mode") == "navigate" && h.Get("Sec-Fetch-Dest") == "document"
}
