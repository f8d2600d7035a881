package render

import (
	"html/template"
	"regexp"
	"strings"
	"text/template/parse"
)

// spell writes the interface's words into the templates of a language: where a
// template asks t for a fixed word, the word itself takes the place of the
// question. A page is made of a hundred of them, the same on each page.
//
// That is done only where a word is text or the value of an attribute for
// people (label, title, data-…); elsewhere the template asks as ever and its
// escaping decides.
func spell(set *template.Template, word func(key string) (template.HTML, bool)) {
	for _, t := range set.Templates() {
		if t.Tree != nil {
			spellList(t.Tree.Root, word)
		}
	}
}

func spellList(list *parse.ListNode, word func(string) (template.HTML, bool)) {
	if list == nil {
		return
	}
	before := ""
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			before += string(n.Text)
			continue
		case *parse.ActionNode:
			if key, ok := fixedWord(n.Pipe); ok && forPeople(before) {
				if text, ok := word(key); ok {
					list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
					before += string(text)
				}
			}
			continue
		case *parse.IfNode:
			spellList(n.List, word)
			spellList(n.ElseList, word)
		case *parse.RangeNode:
			spellList(n.List, word)
			spellList(n.ElseList, word)
		case *parse.WithNode:
			spellList(n.List, word)
			spellList(n.ElseList, word)
		}
	}
}

// fixedWord gives the key of a pipeline that is t and a string, nothing more.
func fixedWord(p *parse.PipeNode) (string, bool) {
	if p == nil || len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 2 {
		return "", false
	}
	f, isName := p.Cmds[0].Args[0].(*parse.IdentifierNode)
	key, isText := p.Cmds[0].Args[1].(*parse.StringNode)
	if !isName || !isText || f.Ident != "t" {
		return "", false
	}
	return key.Text, true
}

var peopleAttribute = regexp.MustCompile(`\s(aria-label|title|alt|placeholder|label|data-[a-z-]+)="[^"<>]*$`)

// forPeople tells whether what follows a piece of a template is text, or the value of an attribute for people.
func forPeople(before string) bool {
	open, closed := strings.LastIndexByte(before, '<'), strings.LastIndexByte(before, '>')
	if open < 0 && closed < 0 {
		return false // the piece begins within a block: what is around it is not known
	}
	if open > closed {
		return peopleAttribute.MatchString(before[open:])
	}
	return true
}
