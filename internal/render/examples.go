package render

import (
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strconv"

	"goldseam/internal/strictyaml"
)

// example is a component with made-up data, as its examples.yaml gives it.
type example struct {
	component string // such as "field"
	name      string // in words
	view      any
}

// componentView gives an empty view for a component that pages are made of; nil for another.
func componentView(component string) any {
	switch component {
	case "field":
		return &FieldView{}
	case "help-lines":
		return &CountryView{}
	case "leave":
		return &Leave{}
	case "phase-nav":
		return &PhaseView{}
	case "sheet":
		return &SheetForm{}
	case "panel":
		return &PanelView{}
	case "list-do", "signs", "steps", "stop-rules":
		return &LessonView{}
	}
	return nil
}

// examples reads the examples of a theme's components, in order of their names.
func examples(theme map[string][]byte) ([]example, error) {
	var out []example
	for _, file := range slices.Sorted(maps.Keys(theme)) {
		if fits, err := path.Match("components/*/examples.yaml", file); err != nil || !fits {
			continue
		}
		component := path.Base(path.Dir(file))
		tree, problems := strictyaml.Plain(strictyaml.Source{File: file, Line: 1, Text: theme[file]})
		if len(problems) > 0 {
			p := problems[0]
			return nil, fmt.Errorf("%s:%d: %s", p.File, p.Line, p.Message)
		}
		list, ok := tree.([]any)
		if !ok {
			return nil, fmt.Errorf("%s: a list of examples is wanted", file)
		}
		for i, item := range list {
			e := example{component: component, view: componentView(component)}
			if e.view == nil {
				return nil, fmt.Errorf("%s: there is no component %q", file, component)
			}
			if err := e.fill(item); err != nil {
				return nil, fmt.Errorf("%s: example %d: %w", file, i+1, err)
			}
			out = append(out, e)
		}
	}
	return out, nil
}

// fill takes the name and data of one example.
func (e *example) fill(item any) error {
	m, ok := item.(map[string]any)
	if !ok || len(m) != 2 {
		return fmt.Errorf("an example has a name and data")
	}
	if e.name, ok = m["name"].(string); !ok || e.name == "" {
		return fmt.Errorf("an example has a name")
	}
	return fill(reflect.ValueOf(e.view).Elem(), m["data"], "data")
}

// fill puts what was read into a view, by the names of its fields. The texts of
// a theme's examples may hold HTML, as its templates may.
func fill(v reflect.Value, from any, what string) error {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return fill(v.Elem(), from, what)
	case reflect.Struct:
		m, ok := from.(map[string]any)
		if !ok {
			return fmt.Errorf("%s needs names and values", what)
		}
		for _, name := range slices.Sorted(maps.Keys(m)) {
			field := v.FieldByName(name)
			if !field.IsValid() {
				return fmt.Errorf("%s has no %q", what, name)
			}
			if err := fill(field, m[name], name); err != nil {
				return err
			}
		}
		return nil
	case reflect.Slice:
		list, ok := from.([]any)
		if !ok {
			return fmt.Errorf("%s needs a list", what)
		}
		v.Set(reflect.MakeSlice(v.Type(), len(list), len(list)))
		for i := range list {
			if err := fill(v.Index(i), list[i], what); err != nil {
				return err
			}
		}
		return nil
	}
	text, ok := from.(string)
	if !ok {
		return fmt.Errorf("%s needs one value", what)
	}
	return fillText(v, text, what)
}

func fillText(v reflect.Value, text, what string) error {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
		return nil
	case reflect.Int:
		if n, err := strconv.Atoi(text); err == nil {
			v.SetInt(int64(n))
			return nil
		}
	case reflect.Bool:
		if text == "true" || text == "false" {
			v.SetBool(text == "true")
			return nil
		}
	}
	return fmt.Errorf("%s cannot be %q", what, text)
}
