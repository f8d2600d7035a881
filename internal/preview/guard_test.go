package preview

import (
	"net"
	"strings"
	"testing"
)

func TestRequestsTurnedAway(t *testing.T) {
	_, addr := serve(t, site(style1, nil))
	_, port, _ := net.SplitHostPort(addr)
	host := "Host: " + addr
	tests := []struct {
		name, line string
		headers    []string
		status     int
	}{
		{"fine", "GET /program/", []string{host}, 200},
		{"localhost", "GET /program/", []string{"Host: localhost:" + port}, 200},
		{"IPv6", "GET /program/", []string{"Host: [::1]:" + port}, 200},
		{"head", "HEAD /program/", []string{host}, 200},
		{"query", "GET /program/?../../x", []string{host}, 200},
		{"other host", "GET /program/", []string{"Host: evil.example:" + port}, 421},
		{"host without port", "GET /program/", []string{"Host: localhost"}, 421},
		{"other port", "GET /program/", []string{"Host: 127.0.0.1:1"}, 421},
		{"host that begins alike", "GET /program/", []string{"Host: 127.0.0.1.evil.example:" + port}, 421},
		{"empty host", "GET /program/", []string{"Host:"}, 421},
		{"absolute form", "GET http://evil.example/program/", []string{host}, 421},
		{"own absolute form", "GET http://" + addr + "/program/", []string{host}, 421},
		{"tunnel", "CONNECT evil.example:443", []string{host}, 421},
		{"post", "POST /program/", []string{host, "Content-Length: 0"}, 405},
		{"put", "PUT /program/x.html", []string{host, "Content-Length: 0"}, 405},
		{"options", "OPTIONS /program/", []string{host}, 405},
		{"own origin", "GET /program/", []string{host, "Origin: http://" + addr}, 200},
		{"other origin", "GET /program/", []string{host, "Origin: http://evil.example"}, 403},
		{"null origin", "GET /program/", []string{host, "Origin: null"}, 403},
		{"secure origin", "GET /program/", []string{host, "Origin: https://" + addr}, 403},
		{"second origin", "GET /program/", []string{host, "Origin: http://" + addr, "Origin: http://evil.example"}, 403},
		{"picture on another site", "GET /program/a/icon.svg", []string{host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"}, 403},
		{"frame in another site", "GET /program/", []string{host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"}, 403},
		{"script of another port", "GET /program/_goldseam/live.js", []string{host, "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"}, 403},
		{"link on another site", "GET /program/", []string{host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"}, 200},
		{"up", "GET /program/../x", []string{host}, 400},
		{"up, escaped", "GET /program/%2e%2e/x", []string{host}, 400},
		{"up, half escaped", "GET /program/.%2E/x", []string{host}, 400},
		{"here", "GET /program/./p/1/", []string{host}, 400},
		{"backslash", "GET /program/..\\x", []string{host}, 400},
		{"backslash, escaped", "GET /program/..%5cx", []string{host}, 400},
		{"slash, escaped", "GET /program/p%2f1/", []string{host}, 400},
		{"slash, escaped, capital", "GET /program/p%2F1/", []string{host}, 400},
		{"end of text", "GET /program/%00", []string{host}, 400},
		{"line break", "GET /program/%0d%0aX-Evil:1", []string{host}, 400},
		{"drive", "GET /program/c:/x", []string{host}, 400},
		{"stream", "GET /program/index.html%3A%3A$DATA", []string{host}, 400},
		{"not text", "GET /program/%ff", []string{host}, 400},
		{"two slashes", "GET //program/", []string{host}, 400},
		{"two slashes, other host", "GET //evil.example/p", []string{host}, 400},
		{"two slashes inside", "GET /program//p/1/", []string{host}, 400},
		{"broken escape", "GET /program/%zz", []string{host}, 400},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			request := test.line + " HTTP/1.1\r\nConnection: close\r\n" + lines(test.headers) + "\r\n"
			got := sendRaw(t, addr, request)
			if got.StatusCode != test.status {
				t.Errorf("status = %d, want %d: %s", got.StatusCode, test.status, got.text)
			}
			if got.StatusCode == 405 && got.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("Allow = %q", got.Header.Get("Allow"))
			}
			for name := range got.Header {
				if strings.HasPrefix(name, "Access-Control-") || name == "X-Evil" {
					t.Errorf("header %s: %s", name, got.Header.Get(name))
				}
			}
		})
	}
}
