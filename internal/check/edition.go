package check

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"goldseam/internal/diag"
	"goldseam/internal/program"
)

var (
	// contact is what the pages' footer links to.
	contact = regexp.MustCompile(`^(?:https://[^\s/]+\.[^\s]+|[^\s@:/?]+@[^\s@:/?]+\.[^\s@:/?]+)$`)
	number  = regexp.MustCompile(`^\+?[0-9][0-9 ()./-]*$`)
)

// edition checks edition.yaml where its values are more than words.
func edition(p *program.Program, out *diag.List) {
	e := p.Edition
	if u, err := url.Parse(e.LeaveTo); err != nil || u.Scheme != "https" || u.Host == "" {
		out.Add(e.At("leave_to"), diag.EditionLeave, fmt.Sprintf("the leave button cannot lead to %q", e.LeaveTo), `write a whole address that begins with https://`)
	} else {
		leaveTo(e, u, out)
	}
	if c := e.Publisher.Contact; c != "" && !contact.MatchString(c) {
		out.Add(e.At("publisher", "contact"), diag.LinkAddress, fmt.Sprintf("%q is neither a mail address nor a web page", c), "write a mail address such as hello@example.org, or a web page that begins with https://")
	}
	look(p, out)
	if on := e.Review.On; on != "" {
		date(on, e.At("review", "on"), out)
	}
}

// leaveTo refuses places that would tell more than they hide.
func leaveTo(e program.Edition, u *url.URL, out *diag.List) {
	host := strings.ToLower(u.Hostname())
	switch {
	case u.RawQuery != "":
		out.Add(e.At("leave_to"), diag.EditionLeave, "the leave button cannot lead to a search", "write an address without a question mark, such as https://www.weather.gov/")
	case e.URL != "" && strings.HasPrefix(strings.TrimPrefix(e.URL, "https://"), host+"/"):
		out.Add(e.At("leave_to"), diag.EditionLeave, "the leave button cannot lead to this site itself", "choose a plain page that anyone might read, such as a weather report")
	case sameHost(e.Publisher.Contact, host):
		out.Add(e.At("leave_to"), diag.EditionLeave, "the leave button cannot lead to the publisher's own pages: they tell what this site is about", "choose a plain page that anyone might read, such as a weather report")
	default:
		for _, social := range []string{"facebook.com", "instagram.com", "tiktok.com", "twitter.com", "x.com", "linkedin.com", "reddit.com", "youtube.com"} {
			if host == social || strings.HasSuffix(host, "."+social) {
				out.Add(e.At("leave_to"), diag.EditionLeave, fmt.Sprintf("the leave button should not lead to %s, where people are signed in and seen", social), "choose a plain page that anyone might read, such as a weather report")
			}
		}
	}
}

// sameHost tells whether an address is on a host, with www or without.
func sameHost(address, host string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") == strings.TrimPrefix(host, "www.")
}

// country checks one file of help lines.
func country(c *program.Country, out *diag.List) {
	for i, n := range c.Emergency {
		if !number.MatchString(n) {
			out.Add(c.At("emergency", i), diag.HelpNumber, fmt.Sprintf("%q is not a number to dial", n), "write it in quotes as it is dialled, with digits and spaces")
		}
	}
	unchecked := 0
	for i, l := range c.Lines {
		for key, n := range map[string]string{"call": l.Call, "text": l.Text} {
			if n != "" && !number.MatchString(n) {
				out.Add(c.At("lines", i, key), diag.HelpNumber, fmt.Sprintf("%q is not a number to dial", n), "write it in quotes as it is dialled, with digits and spaces")
			}
		}
		if l.Web != "" && !strings.HasPrefix(l.Web, "https://") {
			out.Add(c.At("lines", i, "web"), diag.HelpNumber, fmt.Sprintf("%q is not a web address", l.Web), "write it whole, beginning with https://")
		}
		if l.Call == "" && l.Text == "" && l.Web == "" && l.LookFor == "" && l.Kind != "" {
			out.Add(c.At("lines", i), diag.HelpEmpty, fmt.Sprintf("the line %q gives no way to reach anyone", l.ID), `write "call", "text" or "web", or "look_for: …" to say what to look for`)
		}
		switch {
		case l.VerifiedOn != "":
			date(l.VerifiedOn, c.At("lines", i, "verified_on"), out)
		case l.Call != "" || l.Text != "" || l.Web != "":
			unchecked++
		}
	}
	if unchecked > 0 {
		out.Warn(diag.Pos{File: c.File, Line: 1, Column: 1}, diag.HelpUnverified, fmt.Sprintf("nobody has verified %d of these help lines yet; the pages say so", unchecked), "call each number, then write where you checked it (source), the day (verified_on) and two names (verified_by)")
	}
}

func date(s string, pos diag.Pos, out *diag.List) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		out.Add(pos, diag.BadDate, fmt.Sprintf("%q is not a day", s), "write year, month and day, such as 2026-01-31")
	}
}
