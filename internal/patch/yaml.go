package patch

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"goldseam/internal/strictyaml"
)

// yamlOf writes a patch the way a person would: names and lists one below the
// other, quotes where they are needed, Markdown as it is.
func yamlOf(p *part) []byte {
	var b bytes.Buffer
	writeGroup(&b, p.pruned(), "")
	return b.Bytes()
}

// pruned gives a part without names that have nothing after them.
func (p *part) pruned() *part {
	out := p.with(nil, nil)
	for i, item := range p.items {
		if p.shape == strictyaml.GroupNode {
			if item.empty() {
				continue
			}
			out.keys = append(out.keys, p.keys[i])
		}
		out.items = append(out.items, item.pruned())
	}
	return out
}

func writeGroup(b *bytes.Buffer, p *part, indent string) {
	for i, key := range p.keys {
		b.WriteString(indent + spelled(key) + ":")
		writeValue(b, p.items[i], indent)
	}
}

// writeValue writes what stands after a colon or dash.
func writeValue(b *bytes.Buffer, p *part, indent string) {
	switch {
	case p.shape == strictyaml.ScalarNode && literal(p.text):
		b.WriteString(" |\n")
		for line := range strings.SplitSeq(strings.TrimSuffix(p.text, "\n"), "\n") {
			if line != "" {
				b.WriteString(indent + "  " + line)
			}
			b.WriteByte('\n')
		}
	case p.shape == strictyaml.ScalarNode:
		b.WriteString(" " + spelled(p) + "\n")
	case len(p.items) == 0 && p.shape == strictyaml.ListNode:
		b.WriteString(" []\n")
	case len(p.items) == 0:
		b.WriteString(" {}\n")
	case p.shape == strictyaml.GroupNode:
		b.WriteByte('\n')
		writeGroup(b, p, indent+"  ")
	default:
		b.WriteByte('\n')
		for _, item := range p.items {
			writeItem(b, item, indent+"  ")
		}
	}
}

func writeItem(b *bytes.Buffer, p *part, indent string) {
	if p.shape != strictyaml.GroupNode || len(p.items) == 0 {
		b.WriteString(indent + "-")
		writeValue(b, p, indent)
		return
	}
	at := b.Len()
	writeGroup(b, p, indent+"  ")
	copy(b.Bytes()[at+len(indent):], "- ")
}

// literal tells a text that can stand as it is on lines of its own.
func literal(text string) bool {
	lines, ok := strings.CutSuffix(text, "\n")
	return ok && lines != "" && !strings.HasSuffix(lines, "\n") && lines[0] != ' ' && lines[0] != '\t' && lines[0] != '\n' &&
		printable(strings.NewReplacer("\n", "", "\t", "").Replace(lines))
}

var number = regexp.MustCompile(`^-?[0-9]+$`)

// spelled writes a text of one line.
func spelled(p *part) string {
	bare := p.style == strictyaml.Unquoted
	switch {
	case bare && number.MatchString(p.text), isPlain(p.text) && (bare || !tricky(p.text)):
		return p.text
	case strings.Contains(p.text, `"`) && !strings.Contains(p.text, "'") && printable(p.text):
		return "'" + p.text + "'"
	}
	return strictyaml.InQuotes(p.text)
}

// tricky tells words that other readers of YAML take for no text.
func tricky(text string) bool {
	return slices.Contains([]string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}, strings.ToLower(text))
}
