package strictyaml

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"goldseam/internal/nearest"
)

func choose(name string, known []string) string {
	if best := nearest.Name(name, known); best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "write one of: " + strings.Join(known, ", ")
}

func inside(what string) string {
	if what == "this file" {
		return ""
	}
	return " in " + what
}

// example says what to write for a key that is missing.
func example(f *Field) string {
	switch f.Format.Kind {
	case List:
		return fmt.Sprintf("add \"%s:\" and below it lines that begin with \"- \"", f.Name)
	case Mapping, Struct:
		return fmt.Sprintf("add \"%s:\" and its lines below it", f.Name)
	}
	return fmt.Sprintf("add a line such as \"%s: %s\"", f.Name, sample(f))
}

// filled says what to write for a key that has nothing after it.
func filled(f *Field) string {
	switch f.Format.Kind {
	case List:
		return `write its items below it, each on a line of its own that begins with "- "`
	case Mapping, Struct:
		return `write its lines below it, each in the form "name: value"`
	}
	return fmt.Sprintf("write it after the colon, such as \"%s: %s\"", f.Name, sample(f))
}

func sample(f *Field) string {
	if f.Example != "" {
		return f.Example
	}
	switch {
	case f.Format.Kind == Number:
		return "10"
	case f.Format.Kind == Bool:
		return "true"
	case f.Format.Enum != nil:
		return f.Format.Enum[0]
	}
	return "…"
}

// shown describes a node in an author's words.
func shown(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		return "a " + shape(n)
	}
	r := []rune(n.Value)
	if len(r) > 40 {
		return strconv.Quote(string(r[:40]) + "…")
	}
	return strconv.Quote(n.Value)
}

func shape(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "list"
	case yaml.MappingNode:
		return `group of "name: value" lines`
	}
	return "text"
}
