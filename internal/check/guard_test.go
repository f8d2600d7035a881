package check_test

import (
	"strings"
	"testing"
)

// TestGuards breaks the rules that take more than one change. Each change is a
// file, what stands there and what is written instead.
func TestGuards(t *testing.T) {
	const one, two, rules = "content/en/a/one.md", "content/en/a/two.md", "content/en/pages/stop-rules.md"
	const empty, written = "---\ntitle: Stop\n---\n", "---\ntitle: Stop\n---\n\nStop.\n"
	solo := [3]string{one, "solo: Alone.\n", ""}
	shown := [3]string{one, "on_red: solo", "on_red: shown"}
	together := [3]string{one, "mode: alone", "mode: together"}
	alone := func(file string) [3]string { return [3]string{file, ", with: together", ""} }
	noHelp := func(file string) [3]string { return [3]string{file, "[help](../pages/help.md)", "help"} }
	rank := func(file, ranks string) [3]string {
		return [3]string{file, "{hurt: core, unsure: core}", "{" + ranks + "}"}
	}
	tests := []struct {
		name    string
		changes [][3]string
		want    string
	}{
		{"shown on red", [][3]string{shown, together}, one + ":9:9 couple-gate"},
		{"one step for two, shown on red", [][3]string{shown}, ""},
		{"no words for one", [][3]string{shown, solo}, one + ":10:26 couple-gate"},
		{"no words for one in a lesson for two", [][3]string{shown, solo, together}, one + ":6:7 couple-gate " + one + ":9:9 couple-gate"},
		{"no note on safety", [][3]string{{one, "safety: [Stop.]\n", ""}}, one + ":10:26 couple-gate"},
		{"nothing for two, no note on safety", [][3]string{{one, "safety: [Stop.]\n", ""}, alone(one)}, ""},
		{"no stop rules", [][3]string{{rules, "", empty}}, rules + ":1:1 couple-gate"},
		{"stop rules", [][3]string{{rules, "", written}}, ""},
		{"no stop rules and nothing for two", [][3]string{{rules, "", empty}, alone(one), alone(two)}, ""},
		{"one lesson leads to help", [][3]string{noHelp(one)}, ""},
		{"no lesson leads to help", [][3]string{noHelp(one), noHelp(two)}, "content/en/a/phase.md:1:1 phase-help"},
		{"a link that leads nowhere may be the one", [][3]string{noHelp(one), {two, "pages/help.md", "pages/hlep.md"}}, two + ":19:20 link-file"},
		{"a lesson that cannot be read may be the one", [][3]string{noHelp(one), {two, "---\ntitle", "title"}}, ""},
		{"hidden on one path", [][3]string{rank(one, "hurt: core, unsure: hidden")}, ""},
		{"waits for a hidden one", [][3]string{rank(two, "hurt: core, unsure: hidden")}, one + ":8:1 path-reach"},
		{"waits for one that is hidden, and is so itself", [][3]string{rank(two, "hurt: core, unsure: hidden"), rank(one, "hurt: core, unsure: hidden")}, "content/program.yaml:2:15 path-reach"},
		{"waits for a hidden and a shown one", [][3]string{rank(two, "hurt: core, unsure: hidden"), {one, "after: [two]", "after: [two, three]"}, {"content/program.yaml", "{id: two, page: 2}", "{id: two, page: 2}, {id: three, page: 3}"}}, ""},
		{"hidden everywhere", [][3]string{rank(one, "hurt: hidden, unsure: hidden")}, one + ":7:1 path-reach"},
		{"no core lesson", [][3]string{rank(one, "hurt: core, unsure: helpful"), rank(two, "hurt: core, unsure: optional")}, "content/program.yaml:2:15 path-reach"},
		{"a rank that is not known may be core", [][3]string{rank(one, "hurt: core, unsure: helpful"), rank(two, "hurt: core")}, two + ":7:1 path-missing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := sound()
			files["content/en/a/three.md"] = files[two]
			for _, c := range tt.changes {
				if !strings.Contains(files[c[0]], c[1]) {
					t.Fatalf("%s has no %q", c[0], c[1])
				}
				files[c[0]] = strings.Replace(files[c[0]], c[1], c[2], 1)
			}
			var got []string
			for _, p := range problems(t, files) {
				got = append(got, place(p))
				if p.Hint == "" {
					t.Errorf("%v has no hint", p)
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
		})
	}
}
