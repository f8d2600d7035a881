package render

import (
	"slices"
	"strconv"

	"goldseam/internal/program"
	"goldseam/internal/worksheet"
)

// groundingSteps is how many steps a panel gives for a hard moment.
const groundingSteps = 4

// panelKinds are the kinds of help lines that stand in a panel itself.
var panelKinds = map[string][]string{
	"crisis-help":        {"suicide", "people-who-harm"},
	"grounding-and-help": {"suicide"},
	"help":               {"suicide", "domestic-abuse"},
	"result-red":         {"domestic-abuse", "sexual-violence", "suicide", "people-who-harm", "child"},
}

// panelLinks are the places that a panel leads to: words of the interface.
var panelLinks = map[string][]string{
	"crisis-help":        {"right-now", "help"},
	"grounding-and-help": {"right-now", "help"},
	"safety-check":       {"check", "stop-rules", "help"},
	"stop-rules":         {"stop-rules", "help"},
	"help":               {"help", "right-now"},
	"result-red":         {"help", "right-now"},
	"result-amber":       {"help", "stop-rules"},
	"result-green":       {"stop-rules"},
}

// panel makes the view of a panel that a rule may show.
func (e *environment) panel(name string) *PanelView {
	v := &PanelView{Name: name, Title: e.word("panel-" + name + "-title"), Text: e.word("panel-" + name)}
	if name == "grounding-and-help" {
		for n := range groundingSteps {
			v.Steps = append(v.Steps, e.word("panel-ground-"+strconv.Itoa(n+1)))
		}
	}
	for _, to := range panelLinks[name] {
		if link := e.panelLink(to); link.URL != "" {
			v.Links = append(v.Links, link)
		}
	}
	if kinds := panelKinds[name]; kinds != nil {
		for _, c := range e.program.Countries {
			v.Countries = append(v.Countries, e.numbers(c, kinds))
		}
	}
	return v
}

func (e *environment) panelLink(name string) Link {
	if name == "check" {
		return e.check()
	}
	return Link{e.pageURL(name), e.word(name)}
}

// numbers makes the view of a country's help lines of some kinds, those with a number.
func (e *environment) numbers(c *program.Country, kinds []string) CountryView {
	short := *c
	short.Lines = nil
	for _, kind := range kinds {
		for _, l := range c.Lines {
			if l.Kind == kind && (l.Call != "" || l.Text != "") {
				short.Lines = append(short.Lines, l)
			}
		}
	}
	return e.country(&short)
}

// panelsOf lists the panels that a worksheet's rules may show, each once, in their order.
func panelsOf(s *worksheet.Sheet) []string {
	var out []string
	for _, r := range s.Rules {
		if r.Show != "" && !slices.Contains(out, r.Show) {
			out = append(out, r.Show)
		}
	}
	return out
}
