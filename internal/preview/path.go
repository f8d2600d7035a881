package preview

import (
	"net/url"
	"path"
	"strings"
	"unicode/utf8"
)

// cleanPath says whether the path of an address can mean only one thing: no way
// up, no empty part, and nothing that a system or a library could take for a
// separator, a drive or an end (CVE-2021-40978, CVE-2026-53779).
func cleanPath(u *url.URL) bool {
	escaped := strings.ToLower(u.EscapedPath())
	if strings.Contains(escaped, "%2f") || !strings.HasPrefix(u.Path, "/") || !utf8.ValidString(u.Path) {
		return false
	}
	if strings.ContainsFunc(u.Path, unsafeRune) {
		return false
	}
	parts := strings.Split(u.Path[1:], "/")
	for i, part := range parts {
		last := i == len(parts)-1
		if part == "." || part == ".." || part == "" && !last {
			return false
		}
	}
	return true
}

func unsafeRune(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' || r == ':' }

// hidden says whether hosts keep a file of the site to themselves.
func hidden(file string) bool {
	if file == "_headers" || file == "_redirects" {
		return true
	}
	for part := range strings.SplitSeq(file, "/") {
		if strings.HasPrefix(part, ".") {
			return true
		}
	}
	return false
}

// normalBase gives a base path its slashes.
func normalBase(base string) string {
	base = strings.Trim(base, "/")
	if base == "" {
		return "/"
	}
	return "/" + base + "/"
}

// escape writes a path as it stands in an address.
func escape(p string) string { return (&url.URL{Path: p}).EscapedPath() }

// contentType goes by the end of the name and by nothing on this machine, so
// that a preview is the same everywhere.
func contentType(file string) string {
	switch path.Ext(file) {
	case ".html":
		return typeHTML
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".txt":
		return typeText
	case ".xml":
		return "application/xml"
	case ".ics":
		return "text/calendar; charset=utf-8"
	case ".pdf":
		return "application/pdf"
	case ".woff2":
		return "font/woff2"
	}
	return imageType(file)
}

func imageType(file string) string {
	switch path.Ext(file) {
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg":
		return "image/jpeg"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".avif":
		return "image/avif"
	case ".ico":
		return "image/x-icon"
	}
	return "application/octet-stream"
}

const (
	typeHTML = "text/html; charset=utf-8"
	typeText = "text/plain; charset=utf-8"
)
