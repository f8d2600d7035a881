package verify

import (
	"bytes"
	"fmt"
	"strings"
)

// known are marks that hosts leave in pages, and where they come from.
func known() [][2]string {
	return [][2]string{
		{"cloudflareinsights.com", `Cloudflare's "Web Analytics": switch it off there`},
		{"/cdn-cgi/challenge-platform/", `Cloudflare's "Bot Fight Mode" or "JavaScript Detections": switch it off there`},
		{"/cdn-cgi/l/email-protection", `Cloudflare's "Email Address Obfuscation": switch it off there`},
		{"email-decode.min.js", `Cloudflare's "Email Address Obfuscation": switch it off there`},
		{"rocket-loader", `Cloudflare's "Rocket Loader": switch it off there`},
		{"/cdn-cgi/", "Cloudflare: switch off what changes pages there"},
		{"/.netlify/scripts/rum", `Netlify's "Real User Metrics": switch it off there`},
		{"netlify-rum", `Netlify's "Real User Metrics": switch it off there`},
		{"/.netlify/scripts/cdp", `Netlify's drawer for collaborators: switch "Deploy Previews" tools off, and verify the public address`},
		{"netlify-identity", `Netlify's "Identity" or a snippet: look below "Snippet injection"`},
		{"/_vercel/", "Vercel's analytics: switch them off there"},
		{"googletagmanager.com", "Google's tag manager, put in by the host or a snippet: take it out there"},
		{"google-analytics.com", "Google Analytics, put in by the host or a snippet: take it out there"},
		{"gtag(", "Google Analytics, put in by the host or a snippet: take it out there"},
		{"mod_pagespeed", "the server's module PageSpeed: have it switched off for this site"},
		{"pagespeed", "the server's module PageSpeed: have it switched off for this site"},
		{"plausible.io", "Plausible's statistics, put in by the host or a snippet: take them out there"},
		{"static.hotjar.com", "Hotjar, put in by the host or a snippet: take it out there"},
		{"matomo", "Matomo's statistics, put in by the host or a snippet: take them out there"},
		{"livereload", "a preview of a developer's tool: verify the public address"},
	}
}

// hostHint names the probable cause of something foreign, or gives another hint.
func hostHint(text, otherwise string) string {
	for _, k := range known() {
		if strings.Contains(text, k[0]) {
			return "this is probably " + k[1]
		}
	}
	return otherwise
}

// changed says how a file differs from what was built, and what probably did it.
func changed(a *answer, want []byte) (message, hint string) {
	if isPage(a.file) {
		for _, k := range known() {
			if bytes.Contains(a.body, []byte(k[0])) && !bytes.Contains(want, []byte(k[0])) {
				return "the host has put something of its own into this page", "this is probably " + k[1]
			}
		}
		now, built := bytes.Count(a.body, []byte("<script")), bytes.Count(want, []byte("<script"))
		switch {
		case now > built && bytes.HasPrefix(a.body, want[:min(len(want), 15)]) && sameMost(a.body, want):
			return "the host has put a script of its own into this page", "look in your host's settings for analytics, snippets, or tools that change pages, and switch them off"
		case bytes.Equal(squeezed(a.body), squeezed(want)):
			return "the host has written this page anew, with other spaces, quotes or addresses", `switch off what changes pages in your host's settings ("minify", "optimize", "pretty URLs", "asset optimization"): readers cannot make a copy of such pages`
		}
		return "this is another page than was built", "publish again, and upload everything in the folder public; if it stays, wait some minutes: a host may show older pages for a while"
	}
	if len(a.body) != len(want) {
		return fmt.Sprintf("this file has %d bytes, and %d were built", len(a.body), len(want)), "publish again, and upload everything in the folder public; if it stays, look in your host's settings for tools that change files"
	}
	return "this file is not as it was built", "publish again, and upload everything in the folder public; if it stays, look in your host's settings for tools that change files"
}

// sameMost tells whether a page still ends as it was built, but for what was put before its end.
func sameMost(now, want []byte) bool {
	_, mainNow, ok := bytes.Cut(now, []byte("<main"))
	_, mainWant, _ := bytes.Cut(want, []byte("<main"))
	mainNow, _, _ = bytes.Cut(mainNow, []byte("</main>"))
	mainWant, _, _ = bytes.Cut(mainWant, []byte("</main>"))
	return ok && bytes.Equal(mainNow, mainWant)
}

// squeezed leaves out what tools that make pages smaller change.
func squeezed(page []byte) []byte {
	out := make([]byte, 0, len(page))
	for _, c := range page {
		switch c {
		case ' ', '\n', '\r', '\t', '"', '\'', '/':
		default:
			out = append(out, c)
		}
	}
	return bytes.ReplaceAll(out, []byte("index.html"), nil)
}
