package verify

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// client asks a host, as a browser that keeps nothing.
type client struct {
	agent string
	http  *http.Client
}

// newClient makes one over a transport; nil is the net.
func newClient(agent string, transport http.RoundTripper) *client {
	if transport == nil {
		transport = &http.Transport{
			Proxy: http.ProxyFromEnvironment, DisableCompression: true, MaxConnsPerHost: atOnce, MaxIdleConnsPerHost: atOnce,
			TLSHandshakeTimeout: 15 * time.Second, ResponseHeaderTimeout: 30 * time.Second, MaxResponseHeaderBytes: 64 << 10,
			ForceAttemptHTTP2: true,
		}
	}
	return &client{agent, &http.Client{
		Transport: transport, Timeout: time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// hops is how often a host may lead on to another address of the same site.
const hops = 3

// spare is how much more than was built is read: enough to see what was added.
const spare = 1 << 20

// get asks for an address and follows the host within its own origin.
func (c *client) get(ctx context.Context, at *url.URL, size int) *answer {
	for range hops {
		a, next := c.once(ctx, at, size)
		if next == nil {
			return a
		}
		if next.Scheme != at.Scheme || !strings.EqualFold(next.Host, at.Host) {
			a.gone = next.Scheme + "://" + next.Host
			return a
		}
		at = next
	}
	return &answer{failed: "the host leads round in a circle"}
}

// once asks for one address. Next is where the host leads on to, nil for nowhere.
func (c *client) once(ctx context.Context, at *url.URL, size int) (a *answer, next *url.URL) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return &answer{failed: err.Error()}, nil
	}
	request.Header.Set("User-Agent", c.agent)
	request.Header.Set("Accept-Encoding", "gzip")
	response, err := c.http.Do(request)
	if err != nil {
		return &answer{failed: plain(err)}, nil
	}
	defer response.Body.Close()
	a = &answer{status: response.StatusCode, header: func(name string) string { return strings.Join(response.Header.Values(name), ", ") }}
	if to, err := response.Location(); err == nil && a.status >= 300 && a.status < 400 {
		return a, to
	}
	var body io.Reader = io.LimitReader(response.Body, int64(size+spare))
	if strings.EqualFold(response.Header.Get("Content-Encoding"), "gzip") {
		a.zipped = true
		if body, err = gzip.NewReader(body); err != nil {
			return &answer{failed: "the answer says that it is compressed, and is not"}, nil
		}
	} else if other := response.Header.Get("Content-Encoding"); other != "" && other != "identity" {
		return &answer{failed: fmt.Sprintf("the answer is packed in a way nobody asked for (%s)", other)}, nil
	}
	var out bytes.Buffer
	if _, err := io.Copy(&out, io.LimitReader(body, int64(size+spare))); err != nil {
		return &answer{failed: plain(err)}, nil
	}
	a.body = out.Bytes()
	return a, nil
}

// plain says why nothing came, in words of the one who waits.
func plain(err error) string {
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(err, &name):
		return fmt.Sprintf("there is no place called %s on the internet, or no internet here", name.Name)
	case errors.As(err, &certificate):
		return "its certificate is not good, and browsers would warn your readers"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "the host took too long"
	case strings.Contains(err.Error(), "connection refused"):
		return "nobody answers at this address"
	case strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return "it does not speak https"
	case strings.Contains(err.Error(), "tls:"):
		return "a secure connection could not be made"
	}
	return "the connection broke"
}
