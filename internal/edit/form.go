package edit

import (
	"slices"
	"strings"

	"goldseam/internal/strictyaml"
	"goldseam/internal/worksheet"
)

// Question is one part of a form.
type Question struct {
	Key      string              `json:"key"`
	Kind     string              `json:"kind"` // line, number, tick, choice, ranks, picks, list, map or group
	Label    string              `json:"label"`
	Help     string              `json:"help,omitempty"`
	Required bool                `json:"required,omitempty"`
	More     bool                `json:"more,omitempty"`    // seldom needed: folded away while it is empty
	Choices  []Choice            `json:"choices,omitempty"` // of choice and picks; of ranks, the ranks
	Rows     []Choice            `json:"rows,omitempty"`    // of ranks
	Item     *Question           `json:"item,omitempty"`    // of list and map
	Fields   []*Question         `json:"fields,omitempty"`  // of group
	Named    string              `json:"named,omitempty"`   // of map: what one of its entries is
	ByType   map[string][]string `json:"byType,omitempty"`  // of group: the keys that only some types have
}

// Choice is one answer to choose.
type Choice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Form gives the questions about a kind of text. Lessons and sheets are what its
// lists of names may hold.
func Form(kind Kind, translation bool, lessons, sheets []Choice) []*Question {
	f := former{picks: map[string][]Choice{"after": lessons, "worksheets": sheets}}
	var out []*Question
	for _, field := range Format(kind, translation).Fields {
		if !aside(kind, field.Name) {
			out = append(out, f.question(field))
		}
	}
	return out
}

type former struct{ picks map[string][]Choice }

func (f former) question(field strictyaml.Field) *Question {
	q := &Question{Key: field.Name, Label: label(field.Name), Help: help(field), Required: field.Required}
	f.shape(q, field.Format)
	return q
}

// shape says how a value is asked for.
func (f former) shape(q *Question, format *strictyaml.Format) {
	switch format.Kind {
	case strictyaml.Text:
		q.Kind = "line"
		if format.Enum != nil {
			q.Kind, q.Choices = "choice", choices(q.Key, format.Enum)
		}
		if q.Key == "with" {
			q.Kind, q.Choices = "tick", choices(q.Key, format.Enum)
		}
	case strictyaml.Number:
		q.Kind = "number"
	case strictyaml.Bool:
		q.Kind = "tick"
		if format.Enum != nil {
			q.Kind, q.Choices = "choice", choices(q.Key, format.Enum)
		}
	case strictyaml.List:
		q.Kind = "list"
		if picks := f.picks[q.Key]; picks != nil {
			q.Kind, q.Choices = "picks", picks
			return
		}
		q.Item = &Question{Key: q.Key, Label: one(q.Key)}
		f.shape(q.Item, format.Items)
	case strictyaml.Mapping:
		if format.Keys != nil {
			q.Kind, q.Rows, q.Choices = "ranks", choices("path", format.Keys), choices("rank", format.Items.Enum)
			return
		}
		q.Kind, q.Named = "map", one(q.Key)
		q.Item = &Question{Key: q.Key, Label: "Words"}
		f.shape(q.Item, format.Items)
	case strictyaml.Struct:
		q.Kind = "group"
		for _, field := range format.Fields {
			q.Fields = append(q.Fields, f.question(field))
			if field.Name == "type" {
				q.ByType = byType(field.Format.Enum)
			}
		}
		for _, part := range q.Fields {
			part.More = q.ByType != nil && slices.Contains([]string{"private", "keep", "each", "was", "retired"}, part.Key)
		}
		if format.Short >= 0 { // its text says all that must be said
			words := q.Fields[format.Short]
			words.Label, words.Help = "Words", ""
		}
	}
}

// byType lists for each type of field the keys that it has and others lack.
func byType(types []string) map[string][]string {
	out := map[string][]string{}
	for _, t := range types {
		out[t] = slices.Clip(worksheet.KeysOf(t))
	}
	return out
}

func choices(key string, values []string) []Choice {
	var out []Choice
	for _, v := range values {
		out = append(out, Choice{v, said(key, v)})
	}
	return out
}

// help says what a question is for. What the schemas say to an editor of YAML
// about true and false is of no use on a form.
func help(field strictyaml.Field) string {
	text := strings.TrimPrefix(field.Desc, "true: ")
	switch field.Name {
	case "title", "with", "label", "for", "mode", "fill", "keep", "share", "kind", "on_red", "on_amber", "type", "fields", "privacy", "after", "worksheets": // the question says it
		return ""
	case "print":
		return "a reader can print an empty sheet"
	case "heavy":
		return "a note about the content stands above the lesson"
	case "default":
		return "such as today, in 6 weeks, or 21:00"
	case "neutral_title":
		return "gives nothing away; it stands on print and in the names of files"
	}
	return text
}
