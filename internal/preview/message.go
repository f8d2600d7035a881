package preview

import (
	"encoding/json"
	"fmt"
	"net/url"

	"goldseam/internal/diag"
)

// hello is what a tab says first, and again when it shows another page:
// the path of its address, and data-page of the page it shows.
type hello struct {
	Path string `json:"path"`
	Page string `json:"page"`
}

// parseHello takes a message of a tab. What is in it is checked like a request.
func parseHello(data []byte) (hello, bool) {
	var h hello
	if err := json.Unmarshal(data, &h); err != nil {
		return hello{}, false
	}
	u, err := url.ParseRequestURI(h.Path)
	if err != nil || u.IsAbs() || !cleanPath(u) {
		return hello{}, false
	}
	h.Path = u.Path
	return h, true
}

// maxProblems is how many problems a page shows; nobody mends more at a time.
const maxProblems = 200

// problem is a diag.Problem as the script in the page knows it.
type problem struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	Source   string `json:"source"`
}

// shown turns problems into what a page shows. Of too many, the last says how many there are.
func shown(list diag.List) []problem {
	out := make([]problem, 0, min(len(list), maxProblems+1))
	for i, p := range list {
		if i == maxProblems {
			more := fmt.Sprintf("and %d more problems", len(list)-maxProblems)
			return append(out, problem{Severity: string(p.Severity), Message: more, Hint: "they show when some of these are mended"})
		}
		out = append(out, problem{
			File: p.File, Line: p.Line, Column: p.Column, Severity: string(p.Severity),
			Message: p.Message, Hint: p.Hint, Source: p.Source,
		})
	}
	return out
}

// problemsMessage tells a tab all problems there are now.
func problemsMessage(list diag.List) string {
	return message(map[string]any{"type": "problems", "problems": shown(list)})
}

func styleMessage(href string) string {
	return message(map[string]any{"type": "style", "href": href})
}

const reloadMessage = `{"type":"reload"}`

func message(v map[string]any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // impossible: strings and numbers only
	}
	return string(data)
}
