package build

import "html"

// Gallery gives a page that shows every component of the theme with its
// examples, for the preview; nil if there is no site. If it cannot be made, the
// page says why: examples are no part of a site, and so no problem of it.
func (r *Result) Gallery() []byte {
	if r.Site == nil || r.rendered == nil {
		return nil
	}
	theme := map[string][]byte{}
	for _, f := range r.in.Tree.Below("theme") {
		theme[f.Path[len("theme/"):]] = f.Data
	}
	page, err := r.rendered.Gallery(theme)
	if err != nil {
		return []byte("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Components</title>\n<p>The components cannot be shown: " + html.EscapeString(err.Error()) + "</p>\n</html>\n")
	}
	return page
}
