package build

import (
	"encoding/xml"
	"maps"
	"net/url"
	"slices"
	"strings"

	"goldseam/internal/assets"
	"goldseam/internal/program"
)

// policies gives the content policy of pages, as a header and as a meta tag,
// which may not say who frames a page.
func policies(a *assets.Set) (header, meta string) {
	script := "script-src 'none'"
	if a.Script != "" || a.HeadHash != "" {
		script = strings.TrimSpace("script-src 'self' " + a.HeadHash)
	}
	meta = strings.Join([]string{
		"default-src 'none'", script, "style-src 'self'", "img-src 'self'", "font-src 'self'", "manifest-src 'self'",
		"worker-src 'self'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'",
	}, "; ")
	return meta + "; frame-ancestors 'none'", meta
}

// basePath takes the address of a site apart.
func basePath(address string) (base, whole string) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "/", ""
	}
	base = "/" + strings.Trim(u.Path, "/") + "/"
	if base == "//" {
		base = "/"
	}
	return base, u.Scheme + "://" + u.Host + base
}

// host adds what a static host and search engines need.
func (r *Result) host(files map[string][]byte, site string, p *program.Program) {
	files["_headers"], files[workerName] = nil, nil // names that are taken: see headers and copied
	files["_redirects"] = []byte(r.Base + p.Languages[0].Tag + "/* " + r.Base + ":splat 301\n")
	robots := "User-agent: *\nAllow: /\n"
	if site != "" {
		robots += "Sitemap: " + site + "sitemap.xml\n"
	}
	files["robots.txt"] = []byte(robots)
	files["sitemap.xml"] = sitemap(r.rendered.URLs, r.Base, site)
}

// headers says how a host answers. Every file has one policy: hosts do not agree on
// what two rules for the same header mean, and of two policies the stricter one
// holds, so the worker's would never do.
func (r *Result) headers(files map[string][]byte, p *program.Program, prev *Result) {
	r.places = places{urls: r.rendered.URLs, own: ownFiles(p), count: len(files)}
	if r.places.same(&prev.places) {
		r.places.list = prev.places.list
	} else {
		r.places.list = placesOf(files)
	}
	var b strings.Builder
	b.WriteString(r.Base + `*
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), interest-cohort=()
` + r.Base + `f/*
  Cache-Control: public, max-age=31536000, immutable
`)
	for _, rule := range r.places.list {
		b.WriteString(r.Base + rule + "\n  Content-Security-Policy: " + r.Policy + "\n")
	}
	// Last, since Netlify's own parser takes /s/* for everything that begins with /s, and the last rule holds.
	if files[workerName] != nil {
		b.WriteString(r.Base + workerName + `
  Cache-Control: no-cache
  Content-Security-Policy: default-src 'none'; connect-src 'self'
`)
	}
	files["_headers"] = []byte(b.String())
}

// places are what the rules of headers are for, with what tells that they are as
// they were: looking through all files takes longer than the rest of a save.
type places struct {
	list  []string
	urls  []string
	own   []string
	count int
}

func (p *places) same(other *places) bool {
	return p.count == other.count && len(p.urls) == len(other.urls) && (len(p.urls) == 0 || &p.urls[0] == &other.urls[0]) && slices.Equal(p.own, other.own)
}

// placesOf lists the site's folders and the files beside them as rules name them, but for the worker.
func placesOf(files map[string][]byte) []string {
	found := map[string]bool{"": true}
	for name := range files {
		if dir, _, ok := strings.Cut(name, "/"); ok {
			found[dir+"/*"] = true
		} else if name != workerName && !strings.HasPrefix(name, "_") {
			found[name] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// sitemap lists the pages by their whole addresses. Without a known address the
// list is empty, since the format (sitemaps.org, 0.9) has no other form.
func sitemap(urls []string, base, site string) []byte {
	var b strings.Builder
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	if site != "" {
		for _, u := range urls {
			b.WriteString("<url><loc>")
			_ = xml.EscapeText(&b, []byte(site+strings.TrimPrefix(u, base)))
			b.WriteString("</loc></url>\n")
		}
	}
	b.WriteString("</urlset>\n")
	return []byte(b.String())
}
