package markdown

import (
	"github.com/yuin/goldmark/ast"

	"goldseam/internal/diag"
)

// within reports a link or a footnote among the words of a link, which no page can hold.
func (p *page) within(n ast.Node) bool {
	for around := n.Parent(); around != nil; around = around.Parent() {
		if around.Kind() == ast.KindLink {
			p.add(n, diag.LinkText, "a link or a footnote stands within the words of a link", "write it before or after the link")
			return true
		}
	}
	return false
}
