package build

import (
	"encoding/xml"
	"net/url"
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
	files["_headers"] = []byte(r.Base + `*
  Content-Security-Policy: ` + r.Policy + `
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), interest-cohort=()
` + r.Base + `f/*
  Cache-Control: public, max-age=31536000, immutable
`)
	files["_redirects"] = []byte(r.Base + p.Languages[0].Tag + "/* " + r.Base + ":splat 301\n")
	robots := "User-agent: *\nAllow: /\n"
	if site != "" {
		robots += "Sitemap: " + site + "sitemap.xml\n"
	}
	files["robots.txt"] = []byte(robots)
	files["sitemap.xml"] = sitemap(r.rendered.URLs, r.Base, site)
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
