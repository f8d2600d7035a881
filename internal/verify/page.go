package verify

import (
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"goldseam/internal/diag"
)

// tag is a start tag of a page, with what stands between it and its end for scripts.
type tag struct {
	name string
	attr map[string]string
	text string // of a script
}

// tags reads the start tags of a page, as a browser would where pages are in order.
func tags(page string) []tag {
	var out []tag
	for {
		open := strings.IndexByte(page, '<')
		if open < 0 {
			return out
		}
		page = page[open+1:]
		if rest, ok := strings.CutPrefix(page, "!--"); ok {
			_, page, _ = strings.Cut(rest, "-->")
			continue
		}
		if page == "" || !isLetter(page[0]) {
			continue
		}
		t, rest := readTag(page)
		page = rest
		if t.name == "script" || t.name == "style" {
			end := strings.Index(strings.ToLower(page), "</"+t.name)
			if end < 0 {
				end = len(page)
			}
			t.text, page = page[:end], page[end:]
		}
		out = append(out, t)
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

const space = " \t\r\n\f"

// readTag reads a tag from its name on, and gives what follows it.
func readTag(s string) (tag, string) {
	end := strings.IndexAny(s, space+"/>")
	if end < 0 {
		return tag{name: strings.ToLower(s)}, ""
	}
	t := tag{name: strings.ToLower(s[:end]), attr: map[string]string{}}
	s = s[end:]
	for {
		s = strings.TrimLeft(s, space+"/")
		if s == "" {
			return t, ""
		}
		if s[0] == '>' {
			return t, s[1:]
		}
		end := strings.IndexAny(s[1:], space+"/>=") + 1
		if end == 0 {
			return t, ""
		}
		name := strings.ToLower(s[:end])
		s = strings.TrimLeft(s[end:], space)
		value := ""
		if strings.HasPrefix(s, "=") {
			s = strings.TrimLeft(s[1:], space)
			value, s = readValue(s)
		}
		if _, twice := t.attr[name]; !twice {
			t.attr[name] = html.UnescapeString(value)
		}
	}
}

func readValue(s string) (value, rest string) {
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		value, rest, _ = strings.Cut(s[1:], s[:1])
		return value, rest
	}
	end := strings.IndexAny(s, space+">")
	if end < 0 {
		return s, ""
	}
	return s[:end], s[end:]
}

// loading are the attributes whose address a browser asks for, or sends something to.
func loading() []string {
	return []string{"src", "srcset", "imagesrcset", "data", "poster", "background", "action", "formaction", "ping", "manifest", "xlink:href"}
}

// styled finds addresses in a style sheet that lead to another place.
var styled = regexp.MustCompile(`(?i)(?:url\(\s*["']?|@import\s+["'])\s*((?:https?:)?//[^"')\s]+)`)

// foreign lists the other places that a page or style sheet asks for something.
// Where links lead when they are followed is no matter.
func foreign(a *answer, origin string) []string {
	if strings.HasSuffix(a.file, ".css") {
		return inStyle(string(a.body), origin)
	}
	if !isPage(a.file) {
		return nil
	}
	var out []string
	for _, t := range tags(string(a.body)) {
		names := loading()
		switch t.name {
		case "link":
			rel := strings.Fields(strings.ToLower(t.attr["rel"]))
			if !slices.ContainsFunc(rel, func(r string) bool { return r == "canonical" || r == "alternate" || r == "license" || r == "author" }) {
				names = append(names, "href")
			}
		case "base", "image", "use":
			names = append(names, "href")
		case "meta":
			if strings.EqualFold(t.attr["http-equiv"], "refresh") {
				_, to, _ := strings.Cut(t.attr["content"], "=")
				out = append(out, elsewhere(strings.Trim(to, `"' `), origin)...)
			}
		case "style":
			out = append(out, inStyle(t.text, origin)...)
		}
		for _, name := range names {
			for _, part := range strings.Split(t.attr[name], ",") { // of srcset; addresses of ours have no comma
				if f := strings.Fields(part); len(f) > 0 {
					out = append(out, elsewhere(f[0], origin)...)
				}
			}
		}
		out = append(out, inStyle(t.attr["style"], origin)...)
	}
	return out
}

func inStyle(text, origin string) []string {
	var out []string
	for _, m := range styled.FindAllStringSubmatch(text, -1) {
		out = append(out, elsewhere(m[1], origin)...)
	}
	return out
}

// elsewhere gives the origin of an address, if it is another one.
func elsewhere(address, origin string) []string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	own, _ := url.Parse(origin)
	if own != nil && strings.EqualFold(own.Host, u.Host) && (u.Scheme == "" || u.Scheme == own.Scheme) {
		return nil
	}
	return []string{u.Host + u.Path}
}

// safety looks for what every page must have for whoever is in danger.
func (r *report) safety(a *answer) {
	var leave, help, policy, referrer bool
	helpAt := ""
	list := tags(string(a.body))
	for _, t := range list {
		if t.name == "script" && t.attr["id"] == "page-data" {
			var data struct {
				URLs struct {
					Help string `json:"help"`
				} `json:"urls"`
			}
			_ = json.Unmarshal([]byte(t.text), &data) // a page without its data has no help link that is known
			helpAt = data.URLs.Help
		}
	}
	for _, t := range list {
		switch t.name {
		case "a":
			leave = leave || slices.Contains(strings.Fields(t.attr["class"]), "leave-link") && strings.HasPrefix(t.attr["href"], "https://")
			help = help || helpAt != "" && t.attr["href"] == helpAt
		case "meta":
			policy = policy || strings.EqualFold(t.attr["http-equiv"], "content-security-policy") && strings.Contains(t.attr["content"], "default-src 'none'")
			referrer = referrer || t.attr["name"] == "referrer" && t.attr["content"] == "no-referrer"
		}
	}
	const hint = "upload the folder again, with everything in it; if the page is like this in the folder too, look at your theme files"
	for _, part := range []struct {
		there bool
		what  string
	}{
		{leave, "this page has no leave button"},
		{help, "this page has no link to the help lines"},
		{policy, "this page does not carry the policy that keeps what readers write from being sent"},
		{referrer, "this page does not keep its address from the sites it links to"},
	} {
		if !part.there {
			r.fail(a.at, diag.ServedSafety, part.what, hint)
		}
	}
}
