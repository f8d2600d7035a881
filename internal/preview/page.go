package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"html"
)

// hash names the content of a page but for the names of the style sheets, so
// that a page does not change when only its style does.
func (st *state) hash(page []byte) string {
	for _, style := range st.Styles {
		page = bytes.ReplaceAll(page, []byte(style), nil)
	}
	sum := sha256.Sum256(page)
	return hex.EncodeToString(sum[:8])
}

// pageHash is the hash of what a path shows, empty where that is not a page.
func (st *state) pageHash(path string) string {
	a := st.find(path)
	if a.kind != typeHTML {
		return ""
	}
	return st.hash(a.body)
}

// inject puts the live script into a page, at its end so that it holds up nothing.
// Text is the one that the page shows, for a link to the editing page; "" for none.
func (st *state) inject(page []byte, text string) []byte {
	if st.live == nil {
		return page
	}
	base := html.EscapeString(st.Base)
	bar := "" // what the preview's bar leads to
	if text != "" && st.desk {
		bar = ` data-edit="` + html.EscapeString(text) + `"`
	}
	if st.handbook {
		bar += ` data-handbook`
	}
	script := `<script type="module" src="` + html.EscapeString(escape(st.Base)) + ownFolder + `live.js" data-page="` +
		st.hash(page) + `" data-base="` + base + `"` + bar + `></script>`
	end := bytes.LastIndex(page, []byte("</body>"))
	if end < 0 {
		end = len(page)
	}
	out := make([]byte, 0, len(page)+len(script))
	out = append(out, page[:end]...)
	out = append(out, script...)
	return append(out, page[end:]...)
}
