package verify

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"

	"golang.org/x/sync/errgroup"

	"goldseam/internal/diag"
	"goldseam/internal/output"
)

// atOnce is how many requests are under way at most.
const atOnce = 4

// Web compares what a host answers at an address with a site. Agent is how it
// calls itself; transport is nil but in tests.
func Web(ctx context.Context, site *output.Tree, at *url.URL, agent string, transport http.RoundTripper) (*Result, error) {
	w := &web{report: newReport(), site: site, top: *at, client: newClient(agent, transport), rules: rules(site), served: map[string]string{}}
	w.top.RawQuery, w.top.Fragment = "", ""
	if !strings.HasSuffix(w.top.Path, "/") {
		w.top.Path += "/"
	}
	base := Base(site)
	if w.top.Path != base {
		right := w.top
		right.Path = base
		w.fail(w.top.String(), diag.ServedNothing, fmt.Sprintf("the site was built for the path %s, and this address has %s", base, w.top.Path), fmt.Sprintf("verify %s, or write the right url: into edition.yaml and publish again", right.String()))
		return w.done(), nil
	}
	first := w.ask(ctx, "")
	if first.failed != "" {
		w.fail(w.top.String(), diag.ServedNothing, "nothing came: "+first.failed, "look at the address and at your internet connection, then try again")
		return w.done(), ctx.Err()
	}
	w.secure(ctx, first)
	if first.gone != "" {
		w.compare(first, nil)
		return w.done(), ctx.Err()
	}
	answers, err := w.files(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range answers {
		w.served[a.file] = string(a.body)
		want, _ := site.File(a.file)
		w.compare(a, want)
		if a.header != nil && a.status == 200 {
			w.kind(a)
			w.size(a, w.top.String())
			w.others(a, w.origin())
		}
		w.look(a, w.origin())
	}
	w.sent(answers)
	w.lost(ctx)
	w.redirects(ctx)
	return w.done(), ctx.Err()
}

type web struct {
	*report
	site   *output.Tree
	top    url.URL
	client *client
	rules  []rule
	served map[string]string // what came for each file
}

func (w *web) origin() string { return w.top.Scheme + "://" + w.top.Host }

// at gives a whole address of one below the site's own.
func (w *web) at(address string) *url.URL {
	u, err := w.top.Parse(address)
	if err != nil {
		return &w.top
	}
	return u
}

// ask asks for one address below the site's own.
func (w *web) ask(ctx context.Context, address string) *answer {
	at := w.at(address)
	a := w.client.get(ctx, at, 0)
	a.at = at.String()
	return a
}

// files asks for every file of the site, a few at a time.
func (w *web) files(ctx context.Context) ([]*answer, error) {
	var names []string
	for _, file := range w.site.Paths() {
		if !forHost(file) {
			names = append(names, file)
		}
	}
	answers := make([]*answer, len(names))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, file := range names {
		group.Go(func() error {
			want, _ := w.site.File(file)
			at := w.at(address(file))
			a := w.client.get(ctx, at, len(want))
			a.file, a.at = file, at.String()
			answers[i] = a
			return ctx.Err()
		})
	}
	return answers, group.Wait()
}

// sent looks at the headers of all answers. A host that sends none at all gets one problem, not one for each.
func (w *web) sent(answers []*answer) {
	want, came := 0, 0
	for _, a := range answers {
		if a.header != nil && a.status == 200 {
			n, m := w.headers(a, wanted(w.rules, w.at(address(a.file)).Path))
			want, came = want+n, came+m
		}
	}
	if want > 0 && came*4 < want && !w.any(answers, "Content-Security-Policy") {
		w.warn(w.top.String(), diag.ServedHeader, "the host sends none of the headers that the site asks for, as GitHub Pages and plain servers do", "the pages carry the most important policy themselves, so that nothing a reader writes can be sent; what is missing: another site may show these pages inside its own, and files are asked for more often; "+sending)
		return
	}
	for _, a := range answers {
		if a.header != nil && a.status == 200 {
			w.missing(a, wanted(w.rules, w.at(address(a.file)).Path))
		}
	}
}

func (w *web) any(answers []*answer, name string) bool {
	for _, a := range answers {
		if a.header != nil && a.header(name) != "" {
			return true
		}
	}
	return false
}

// secure looks at how the site is reached.
func (w *web) secure(ctx context.Context, first *answer) {
	host := w.top.Hostname()
	if w.top.Scheme != "https" {
		if host != "localhost" && host != "127.0.0.1" && host != "::1" {
			w.fail(w.top.String(), diag.ServedSecure, "this address is not secure: others can read along, and browsers keep and lock no notes", "give your readers the address that begins with https://; switch https on in your host's settings")
		}
		return
	}
	if first.header != nil && first.header("Strict-Transport-Security") == "" {
		w.warn(w.top.String(), diag.ServedSecure, "the host does not tell browsers to come by https alone", "switch on HSTS (Strict-Transport-Security) in your host's settings")
	}
	if w.top.Port() != "" {
		return
	}
	open := w.top
	open.Scheme = "http"
	if a, next := w.client.once(ctx, &open, 0); a.failed == "" && (next == nil || next.Scheme != "https") {
		w.warn(open.String(), diag.ServedSecure, "the site answers without https as well, and others can read along there", `switch on "force https" in your host's settings`)
	}
}

// lost looks at addresses that are not there, and at what must not be there.
func (w *web) lost(ctx context.Context) {
	if _, ok := w.site.File("404.html"); !ok {
		return
	}
	a := w.ask(ctx, "not-a-page-of-this-site/")
	const hint = `have the host show 404.html, with the status 404, for addresses that do not exist`
	switch {
	case a.gone != "" || a.failed != "":
		w.fail(a.at, diag.ServedRedirect, "an address that does not exist leads elsewhere, or nowhere", hint)
		return
	case a.status == 200:
		w.fail(a.at, diag.ServedRedirect, "the host answers an address that does not exist as if it did", `switch off the setting for "single-page apps", or the rule that shows index.html for everything; `+hint)
		return
	case a.status != 404 || string(a.body) != w.served["404.html"]: // a changed one is reported as such
		w.fail(a.at, diag.ServedRedirect, "an address that does not exist gets the host's own page, which has no leave button", hint)
	}
	for _, private := range []string{"edition.yaml", "ledger.yaml", "netlify.toml", "content/program.yaml", "public/index.html", "notes/index.html", ".git/HEAD"} {
		if _, ours := w.site.File(private); ours {
			continue
		}
		if a := w.ask(ctx, private); a.status == 200 && a.gone == "" {
			w.fail(a.at, diag.ServedExtra, "this is no part of the site, and everybody can read it", "upload what is in the folder public, nothing around it")
		}
	}
}

// redirects tries what _redirects says, and an address that lacks its last slash.
func (w *web) redirects(ctx context.Context) {
	for _, file := range w.site.Paths() {
		if dir, base := path.Split(file); base == "index.html" && dir != "" {
			a := w.ask(ctx, (&url.URL{Path: strings.TrimSuffix(dir, "/")}).String())
			if a.status != 200 || a.gone != "" || string(a.body) != w.served[file] {
				w.warn(a.at, diag.ServedRedirect, "an address without its last slash does not lead to its page", "readers who type an address may miss it; look for \"trailing slash\" or \"directory index\" in your host's settings")
			}
			break
		}
	}
	text, _ := w.site.File("_redirects")
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if len(f) < 2 || !strings.HasSuffix(f[0], "*") {
			continue
		}
		from, to := w.at(strings.TrimSuffix(f[0], "*")), w.at(strings.TrimSuffix(f[1], ":splat"))
		if a, next := w.client.once(ctx, from, 0); next == nil || next.String() != to.String() {
			if a.status == 200 && a.failed == "" {
				continue // the pages are there themselves
			}
			w.warn(from.String(), diag.ServedRedirect, "the host does not know the file _redirects, and this address leads to no page", "links of an earlier version of this site may end here; readers find the way from the page they get")
		}
	}
}
