// Package hosttest is a static host that obeys _headers and _redirects, and that
// can do one thing wrong at a time; tests only.
package hosttest

import (
	"compress/gzip"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// Handler serves the files of a folder as a static host does. Wrong names what it
// does wrong; "" for nothing. See the cases in it.
func Handler(fsys fs.FS, wrong string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := &host{fsys: fsys, wrong: wrong}
		h.serve(w, r)
	})
}

type host struct {
	fsys  fs.FS
	wrong string
}

func (h *host) text(name string) string {
	data, err := fs.ReadFile(h.fsys, name)
	if err != nil {
		return ""
	}
	return string(data)
}

func (h *host) serve(w http.ResponseWriter, r *http.Request) {
	at := r.URL.Path
	if to, ok := h.redirect(at); ok {
		http.Redirect(w, r, to, http.StatusMovedPermanently)
		return
	}
	h.headers(w.Header(), at)
	name, status := strings.TrimPrefix(at, "/"), http.StatusOK
	if strings.HasSuffix(at, "/") {
		name += "index.html"
	} else if info, err := fs.Stat(h.fsys, name); err == nil && info.IsDir() && h.wrong != "no slash" {
		http.Redirect(w, r, at+"/", http.StatusMovedPermanently)
		return
	}
	data, err := fs.ReadFile(h.fsys, name)
	switch {
	case h.wrong == "one missing" && name == "p/1/index.html":
		err = fs.ErrNotExist
	case h.wrong == "leads away" && name == "p/1/index.html":
		http.Redirect(w, r, "https://elsewhere.example/login", http.StatusFound)
		return
	case h.wrong == "closed" && name == "p/1/index.html":
		w.WriteHeader(http.StatusForbidden)
		return
	}
	if err != nil || strings.HasPrefix(path.Base(name), "_") {
		data, status = []byte(h.text("404.html")), http.StatusNotFound
		switch h.wrong {
		case "own 404":
			data = []byte("<h1>Not Found</h1>")
		case "one page for all":
			data, status = []byte(h.text("index.html")), http.StatusOK
		case "everything" /* the folder around it */ :
			if at == "/edition.yaml" {
				data, status = []byte("goldseam: 1.0.0\n"), http.StatusOK
			}
		}
		name = "404.html"
	}
	h.send(w, r, name, status, h.change(name, data))
}

// change does to a file what some hosts do.
func (h *host) change(name string, data []byte) []byte {
	text := string(data)
	if strings.HasSuffix(name, ".html") {
		switch h.wrong {
		case "analytics":
			text = strings.Replace(text, "</body>", `<script defer src="https://static.cloudflareinsights.com/beacon.min.js"></script></body>`, 1)
		case "script":
			text = strings.Replace(text, "</body>", `<script src="/stats.js"></script></body>`, 1)
		case "minified":
			text = strings.ReplaceAll(text, "\n", "")
		case "no leave button":
			text = strings.ReplaceAll(text, "leave-link", "gone")
		case "no help":
			text = strings.ReplaceAll(text, `<a href="/h/"`, `<a href="/"`)
		case "no meta policy":
			text = strings.ReplaceAll(text, "Content-Security-Policy", "X")
		case "older":
			text = strings.ReplaceAll(text, "<h1>", "<h1>Old ")
		}
	}
	if h.wrong == "font from elsewhere" && strings.HasSuffix(name, ".css") {
		text += `@import "https://fonts.example/a.css";`
	}
	return []byte(text)
}

func (h *host) send(w http.ResponseWriter, r *http.Request, name string, status int, data []byte) {
	kind := mime.TypeByExtension(path.Ext(name))
	switch {
	case h.wrong == "scripts as text" && path.Ext(name) == ".js":
		kind = "text/plain"
	case path.Ext(name) == ".js":
		kind = "text/javascript; charset=utf-8"
	case kind == "":
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	switch h.wrong {
	case "cookie":
		w.Header().Add("Set-Cookie", "__cf_bm=secret; path=/; HttpOnly")
	case "reports":
		w.Header().Set("NEL", `{"report_to":"cf-nel"}`)
	case "link header":
		w.Header().Set("Link", "<https://cdn.example/x.js>; rel=preload")
	}
	if h.wrong == "not compressed" || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.WriteHeader(status)
		_, _ = w.Write(data)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	z := gzip.NewWriter(w) // the default level, as hosts use
	_, _ = z.Write(data)
	_ = z.Close()
}

// headers sets what _headers says of an address.
func (h *host) headers(out http.Header, at string) {
	if h.wrong == "no headers" {
		return
	}
	out.Set("Strict-Transport-Security", "max-age=31536000")
	matches := false
	for line := range strings.Lines(h.text("_headers")) {
		if rest := strings.TrimSpace(line); !strings.HasPrefix(line, " ") {
			prefix, all := strings.CutSuffix(rest, "*")
			matches = rest == at || all && strings.HasPrefix(at, prefix)
		} else if name, value, ok := strings.Cut(rest, ": "); ok && matches {
			out.Add(name, value)
		}
	}
	const policy = "Content-Security-Policy"
	switch h.wrong {
	case "no policy":
		out.Del(policy)
	case "weak policy":
		out.Set(policy, "default-src *")
	case "framing alone" /* which is fine */ :
		out.Set(policy, "frame-ancestors 'none'")
	case "two policies":
		out.Add(policy, "default-src 'none'")
	case "one policy for all":
		if at == "/sw.js" {
			out.Set(policy, "default-src 'none'; connect-src 'none'")
		}
	case "short cache":
		if strings.HasPrefix(at, "/f/") {
			out.Set("Cache-Control", "public, max-age=0, must-revalidate")
		}
	}
}

// redirect gives where _redirects sends an address.
func (h *host) redirect(at string) (string, bool) {
	if h.wrong == "no redirects" {
		return "", false
	}
	for line := range strings.Lines(h.text("_redirects")) {
		f := strings.Fields(line)
		if len(f) < 2 {
			continue
		}
		if rest, ok := strings.CutPrefix(at, strings.TrimSuffix(f[0], "*")); ok {
			return strings.TrimSuffix(f[1], ":splat") + rest, true
		}
	}
	return "", false
}
