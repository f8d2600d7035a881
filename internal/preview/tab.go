package preview

import "slices"

// tab is what is known of an open tab.
type tab struct {
	known    bool   // it has said hello
	path     string // of the page it shows
	page     string // hash of that page
	styles   []string
	problems string // the last message about them
}

func newTab(h hello) tab {
	return tab{known: true, path: h.Path, page: h.Page, problems: problemsMessage(nil)}
}

// news gives the messages that bring a tab up to a state, and takes note of them.
func (t *tab) news(st *state) []string {
	if !t.known || st.starting {
		return nil
	}
	if page := st.pageHash(t.path); page != t.page {
		t.page = page // a tab that stays, as with an unsaved form, is not asked again for the same
		return []string{reloadMessage}
	}
	var out []string
	for _, href := range st.styles {
		if !slices.Contains(t.styles, href) {
			out = append(out, styleMessage(href))
		}
	}
	t.styles = st.styles
	// While there is no site, the page in its place lists the problems itself.
	if st.Tree != nil && st.problems != t.problems {
		out = append(out, st.problems)
		t.problems = st.problems
	}
	return out
}
