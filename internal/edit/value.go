package edit

import (
	"encoding/json"
	"fmt"
	"strings"

	"goldseam/internal/strictyaml"
)

// A value of a form is one of these: a text (numbers and yes-or-no values, too,
// so that whatever somebody types has a place), a list, a group with known keys,
// or a map whose keys the author chooses and whose order matters.
type (
	// Group is the values of known keys.
	Group map[string]any
	// Map is values by names the author chooses.
	Map []Entry
)

// Entry is one value of a Map.
type Entry struct {
	Key   string `json:"key"`
	Value any    `json:"value"`
}

// pair is one key that is to be written.
type pair struct {
	key   string
	value any
}

// valueOf gives what stands in a text as a form has it. What is not of the
// format's shape is kept as far as a form can hold it.
func valueOf(f *strictyaml.Format, n *strictyaml.Node) any {
	switch f.Kind {
	case strictyaml.List:
		if n.Shape != strictyaml.ListNode {
			if n.Text == "" {
				return []any{}
			}
			return []any{valueOf(f.Items, n)}
		}
		out := make([]any, len(n.Items))
		for i, item := range n.Items {
			out[i] = valueOf(f.Items, item)
		}
		return out
	case strictyaml.Mapping:
		out := Map{}
		for i, key := range n.Keys {
			out = append(out, Entry{key.Text, valueOf(f.Items, n.Items[i])})
		}
		return out
	case strictyaml.Struct:
		out := Group{}
		if n.Shape == strictyaml.ScalarNode && f.Short >= 0 {
			out[f.Fields[f.Short].Name] = n.Text
		}
		for i, key := range n.Keys {
			if field := fieldOf(f, key.Text); field != nil {
				out[key.Text] = valueOf(field.Format, n.Items[i])
			}
		}
		return out
	}
	if n.Shape != strictyaml.ScalarNode {
		return ""
	}
	return n.Text
}

// Values reads the answers of a form, which must be of the format's shape.
func Values(f *strictyaml.Format, data []byte) (Group, error) {
	v, err := answer(f, data)
	if err != nil {
		return nil, err
	}
	return v.(Group), nil
}

func answer(f *strictyaml.Format, data []byte) (any, error) {
	switch f.Kind {
	case strictyaml.List:
		var raw []json.RawMessage
		if err := json.Unmarshal(data, &raw); err != nil {
			return nil, err
		}
		out := make([]any, len(raw))
		for i := range raw {
			var err error
			if out[i], err = answer(f.Items, raw[i]); err != nil {
				return nil, err
			}
		}
		return out, nil
	case strictyaml.Mapping:
		var raw []struct {
			Key   string          `json:"key"`
			Value json.RawMessage `json:"value"`
		}
		if err := json.Unmarshal(data, &raw); err != nil {
			return nil, err
		}
		out, seen := Map{}, map[string]bool{}
		for _, e := range raw {
			v, err := answer(f.Items, e.Value)
			if err != nil {
				return nil, err
			}
			if key := line(e.Key); key != "" && !seen[key] {
				seen[key] = true
				out = append(out, Entry{key, v})
			} else {
				return nil, fmt.Errorf("the name %q is empty or there twice", key)
			}
		}
		return out, nil
	case strictyaml.Struct:
		var raw map[string]json.RawMessage
		if err := json.Unmarshal(data, &raw); err != nil {
			return nil, err
		}
		out := Group{}
		for key, part := range raw {
			field := fieldOf(f, key)
			if field == nil {
				return nil, fmt.Errorf("there is no %q here", key)
			}
			v, err := answer(field.Format, part)
			if err != nil {
				return nil, err
			}
			out[key] = v
		}
		return out, nil
	}
	var text string
	err := json.Unmarshal(data, &text)
	return text, err
}

// line makes one line of a text: in front matter a line break means nothing.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }

// empty tells a value that need not be written. Of a yes-or-no value, no.
func empty(f *strictyaml.Format, v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return line(v) == "" || f.Kind == strictyaml.Bool && f.Enum == nil && line(v) == "false"
	case []any:
		return len(v) == 0
	case Map:
		return len(v) == 0
	case Group:
		for key, part := range v {
			if field := fieldOf(f, key); field != nil && !empty(field.Format, part) {
				return false
			}
		}
		return true
	}
	return false
}

// same tells whether two values say the same.
func same(f *strictyaml.Format, a, b any) bool {
	if empty(f, a) || empty(f, b) {
		return empty(f, a) && empty(f, b)
	}
	switch a := a.(type) {
	case string:
		b, ok := b.(string)
		return ok && line(a) == line(b)
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !same(f.Items, a[i], b[i]) {
				return false
			}
		}
		return true
	case Map:
		b, ok := b.(Map)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if a[i].Key != b[i].Key || !same(f.Items, a[i].Value, b[i].Value) {
				return false
			}
		}
		return true
	case Group:
		b, ok := b.(Group)
		if !ok {
			return false
		}
		for _, field := range f.Fields {
			if !same(field.Format, a[field.Name], b[field.Name]) {
				return false
			}
		}
		return true
	}
	return false
}
