package preview

import (
	"bytes"
	"html"
	"slices"
	"strings"
)

// ownPolicy is that of the server's own pages, before livePolicy.
const ownPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// livePolicy is a policy changed as little as the live script needs: it may be
// loaded and may connect to this server. Both names of the machine are given in
// full, since not every browser lets 'self' stand for ws:.
func livePolicy(policy, port string) string {
	if strings.TrimSpace(policy) == "" {
		return "" // nothing is forbidden
	}
	connect := "connect-src 'self' ws://127.0.0.1:" + port + " ws://localhost:" + port
	var out []string
	scripts, connected := false, false
	for part := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(part)
		if len(words) == 0 {
			continue
		}
		switch strings.ToLower(words[0]) {
		case "connect-src":
			out, connected = append(out, connect), true
		case "script-src":
			out, scripts = append(out, withSelf(words)), true
		default:
			out = append(out, strings.Join(words, " "))
		}
	}
	if !scripts {
		out = append(out, "script-src 'self'")
	}
	if !connected {
		out = append(out, connect)
	}
	return strings.Join(out, "; ")
}

func withSelf(directive []string) string {
	out := []string{directive[0], "'self'"}
	for _, source := range directive[1:] {
		if source != "'self'" && source != "'none'" {
			out = append(out, source)
		}
	}
	return strings.Join(out, " ")
}

// swapMeta puts the preview's policy in place of the one in a page's meta
// element. A browser obeys both that and the header, so one alone would not do.
// Templates escape more signs than they need to: attributes are compared by
// what they mean.
func swapMeta(page []byte, meta, port string) []byte {
	const begin = `content="`
	if meta == "" {
		return page
	}
	for from := 0; ; {
		i := bytes.Index(page[from:], []byte(begin))
		if i < 0 {
			return page
		}
		from += i + len(begin)
		end := bytes.IndexByte(page[from:], '"')
		if end < 0 {
			return page
		}
		if html.UnescapeString(string(page[from:from+end])) == meta {
			return slices.Concat(page[:from], []byte(html.EscapeString(livePolicy(meta, port))), page[from+end:])
		}
	}
}
