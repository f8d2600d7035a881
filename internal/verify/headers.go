package verify

import (
	"fmt"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/output"
)

// rule is one block of _headers.
type rule struct {
	path    string
	headers [][2]string
}

// rules reads _headers as hosts do that know it.
func rules(site *output.Tree) []rule {
	text, _ := site.File("_headers")
	var out []rule
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, " ") {
			out = append(out, rule{path: strings.TrimSpace(line)})
			continue
		}
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok && len(out) > 0 {
			last := &out[len(out)-1]
			last.headers = append(last.headers, [2]string{name, strings.TrimSpace(value)})
		}
	}
	return out
}

// wanted lists the headers that an address is to have, in order.
func wanted(list []rule, address string) [][2]string {
	var out [][2]string
	for _, r := range list {
		prefix, all := strings.CutSuffix(r.path, "*")
		if r.path == address || all && strings.HasPrefix(address, prefix) {
			out = append(out, r.headers...)
		}
	}
	return out
}

// losses says what readers lose where a host leaves a header out.
func losses(name string) string {
	switch name {
	case "Content-Security-Policy":
		return "the pages carry most of this policy themselves; without the header another site may show them inside its own"
	case "X-Frame-Options":
		return "another site may show these pages inside its own and lead a reader's finger"
	case "X-Content-Type-Options":
		return "a browser may take a file for something else than it is"
	case "Referrer-Policy":
		return "the pages ask for this themselves, so that readers lose little"
	case "Cache-Control":
		return "browsers ask for the same files again, or keep an old one: pages open more slowly, or stay old for longer"
	case "Permissions-Policy":
		return "nothing on these pages asks for camera or place; the header would make sure of it"
	}
	return "one more wall between this site and others is missing"
}

const sending = `a host that reads the file _headers sends it (Netlify and Cloudflare Pages do); on your own server, put these headers into its settings`

// framing is the part of the policy that pages cannot carry themselves. It is the
// same for all files and versions, so that a server's own settings may give it alone.
const framing = "frame-ancestors 'none'"

// headers compares the headers of one answer with those it is to have. It tells how many were wanted and how many came.
func (r *report) headers(a *answer, list [][2]string) (want, came int) {
	for _, h := range list {
		name, value := h[0], h[1]
		got := a.header(name)
		want++
		if got != "" {
			came++
		}
		switch {
		case got == "" || same(got, value):
		case name == "Content-Security-Policy" && same(got, framing): // the pages say the rest themselves
		case name == "Content-Security-Policy":
			r.policy(a, got, value)
		case name == "Cache-Control" && !strings.Contains(value, "immutable"):
			r.warn(a.at, diag.ServedHeader, fmt.Sprintf("the host sends %s: %s, and the site asks for %s", name, got, value), "a reader's copy may be renewed late; have the host send what the file _headers says")
		default:
			r.warn(a.at, diag.ServedHeader, fmt.Sprintf("the host sends %s: %s, and the site asks for %s", name, got, value), losses(name)+"; look for this header in your host's settings")
		}
	}
	return want, came
}

// missing reports the headers that an answer lacks.
func (r *report) missing(a *answer, list [][2]string) {
	for _, h := range list {
		if a.header(h[0]) == "" {
			r.warn(a.at, diag.ServedHeader, fmt.Sprintf("the host does not send the header %s", h[0]), losses(h[0])+"; "+sending)
		}
	}
}

// policy looks at a content policy that is not the site's own.
func (r *report) policy(a *answer, got, want string) {
	const hint = "look for a content policy in your host's settings, and take it out: the file _headers has the right one"
	if slices.ContainsFunc(strings.Split(got, ","), func(one string) bool { return same(one, want) }) {
		r.fail(a.at, diag.ServedHeader, "the host adds a content policy of its own, and of two the stricter one holds: the site may stop working", hint)
		return
	}
	if a.file == "sw.js" && strings.Contains(got, "connect-src 'none'") {
		r.fail(a.at, diag.ServedHeader, "the host gives this file the policy of the pages, so that no reader can make a copy for use without internet", hint)
		return
	}
	r.fail(a.at, diag.ServedHeader, "the host sends another content policy than the site's: "+short(got), hint)
}

func short(s string) string {
	if r := []rune(s); len(r) > 120 {
		return string(r[:120]) + "…"
	}
	return s
}

// same compares the values of headers without minding spaces and capitals.
func same(a, b string) bool {
	plain := func(s string) string {
		return strings.TrimSuffix(strings.ToLower(strings.Join(strings.Fields(s), "")), ";")
	}
	return plain(a) == plain(b)
}

// kinds are the types that a file may be sent as.
func kinds(file string) []string {
	switch path.Ext(file) {
	case ".html":
		return []string{"text/html"}
	case ".js":
		return []string{"text/javascript", "application/javascript", "application/x-javascript"}
	case ".css":
		return []string{"text/css"}
	case ".svg":
		return []string{"image/svg+xml"}
	case ".png":
		return []string{"image/png"}
	case ".woff2":
		return []string{"font/woff2", "application/font-woff2", "application/octet-stream"}
	}
	return nil
}

// kind looks at the type that a file is sent as.
func (r *report) kind(a *answer) {
	want := kinds(a.file)
	if want == nil {
		return
	}
	got, _, _ := mime.ParseMediaType(a.header("Content-Type"))
	if slices.Contains(want, got) {
		return
	}
	what := "no type"
	if got != "" {
		what = "the type " + got
	}
	r.fail(a.at, diag.ServedType, fmt.Sprintf("the host sends this file with %s, and browsers refuse it: it is %s", what, want[0]), "have the host send files that end in "+path.Ext(a.file)+" as "+want[0])
}

// size looks at whether a text is sent small.
func (r *report) size(a *answer, site string) {
	const worth = 4 << 10
	switch path.Ext(a.file) {
	case ".html", ".js", ".css", ".svg":
		if len(a.body) > worth && !a.zipped {
			r.warn(site, diag.ServedSize, "the host sends texts as they are, not compressed: pages take three times as long on a slow phone", "switch on compression (gzip or brotli) in your host's settings")
		}
	}
}

// reporting are headers by which a host makes readers' browsers tell others about them.
func reporting() []string { return []string{"NEL", "Report-To", "Reporting-Endpoints"} }

// others looks at headers that the site does not ask for.
func (r *report) others(a *answer, origin string) {
	if a.header("Set-Cookie") != "" {
		r.fail(a.at, diag.ServedCookie, "the host gives readers a cookie, by which they can be told apart: "+cookieNames(a.header("Set-Cookie")), hostHint(strings.ToLower(a.header("Set-Cookie")), `switch off what sets it in your host's settings, such as "bot protection", statistics, or sessions`))
	}
	for _, name := range reporting() {
		if v := a.header(name); v != "" {
			r.warn(a.at, diag.ServedForeign, fmt.Sprintf("the host asks browsers to report to it (%s)", name), `a reader's browser may tell that place which pages failed to load; look for "Network Error Logging" in your host's settings`)
		}
	}
	for _, link := range strings.Split(a.header("Link"), ",") {
		if _, rest, ok := strings.Cut(link, "<"); ok {
			to, _, _ := strings.Cut(rest, ">")
			for _, place := range elsewhere(to, origin) {
				r.fail(a.at, diag.ServedForeign, "the host makes browsers ask another place for something: "+place, "switch off what adds the header Link in your host's settings")
			}
		}
	}
}

// cookieNames gives the names alone: what is in a cookie is of nobody's concern.
func cookieNames(value string) string {
	cookies := (&http.Response{Header: http.Header{"Set-Cookie": strings.Split(value, ", ")}}).Cookies()
	var names []string
	for _, c := range cookies {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}
