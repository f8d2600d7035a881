package render

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// told are the structs that scripts are told, by the name they have there.
func told() map[string]any {
	return map[string]any{
		"PageData": PageData{}, "PageData.urls": PageURLs{}, "PageData.paths": PathData{}, "PageData.leaveTo": LinkData{}, "Sheet": SheetData{}, "Sheet.chart": ChartData{},
		"Field": FieldData{}, "Option": OptionData{}, "Part": PartData{}, "Stage": StageData{}, "Rule": RuleData{}, "Rule.link": PlaceData{}, "Condition": ConditionData{}, "Condition.entries": EntriesData{},
	}
}

var (
	member   = regexp.MustCompile(`readonly (\w+)(\??):`)
	declared = regexp.MustCompile(`(?s)export interface (\w+) \{\n(.*?)\n\}`)
	within   = regexp.MustCompile(`(?s)readonly (\w+)\??: (?:readonly )?(\{[^{}]*\})`)
)

// members lists what the interfaces of a TypeScript file hold, by their names;
// what stands in braces within one under its own. A member that may be missing ends in "?".
func members(text string) map[string][]string {
	out := map[string][]string{}
	list := func(name, body string) {
		for _, m := range member.FindAllStringSubmatch(body, -1) {
			out[name] = append(out[name], m[1]+m[2])
		}
		slices.Sort(out[name])
	}
	for _, m := range declared.FindAllStringSubmatch(text, -1) {
		for _, inner := range within.FindAllStringSubmatch(m[2], -1) {
			list(m[1]+"."+inner[1], inner[2])
			m[2] = strings.Replace(m[2], inner[2], "", 1)
		}
		list(m[1], m[2])
	}
	return out
}

// names lists the names that a struct has as JSON, in the same form.
func names(of any) []string {
	var out []string
	t := reflect.TypeOf(of)
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if options == "omitempty" {
			name += "?"
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// TestDataNames compares what the build tells scripts with what they read.
func TestDataNames(t *testing.T) {
	text, err := os.ReadFile("../../themes/hearth/client/data.ts")
	if err != nil {
		t.Fatal(err)
	}
	read := members(string(text))
	for name, of := range told() {
		if got, want := names(of), read[name]; !slices.Equal(got, want) {
			t.Errorf("%s: scripts are told %q and read %q", name, got, want)
		}
		delete(read, name)
	}
	for name := range read {
		t.Errorf("scripts read %s, which they are not told", name)
	}
}
