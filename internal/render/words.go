package render

import (
	"strconv"
	"strings"
)

// ownWords lists the keys of the interface's words that are used outside templates.
func ownWords() []string {
	words := []string{
		"callout-note", "callout-tip", "callout-important", "callout-warning", "callout-caution", "table", "footnotes", "footnote-back",
		"neutral-title", "leave-title", "outline", "missing", "print-book", "print-pack", "me", "other-person", "row", "entry",
		"agreement-line", "agreement-choice", "agreement-keep", "agreement-change", "agreement-stop", "agreement-review", "entry-date",
		"notebook", "search", "help", "right-now", "stop-rules", "neutral-name", "leave-to-weather", "leave-to-encyclopedia", "leave-to-maps",
		"checked-on", "not-checked", "reviewed-by", "bill-yes", "bill-no", "bill-unknown", "language-name", "not-translated", "notes-borrowed", "moved", "moved-notice",
		"not-translated-parts", "translation-stale", "translation-stale-parts", "translation-older",
	}
	for _, red := range []string{"shown", "solo", "hidden"} {
		words = append(words, "notes-red-"+red)
	}
	for _, p := range []string{"broke", "hurt", "both", "unsure"} {
		words = append(words, "path-"+p, "chosen-"+p)
	}
	for _, f := range []string{"broke", "hurt", "both", "everyone"} {
		words = append(words, "for-"+f)
	}
	for _, f := range []string{"alone", "hurt", "broke", "both", "together"} {
		words = append(words, "fill-"+f)
	}
	for _, k := range []string{"emergency", "suicide", "domestic-abuse", "sexual-violence", "people-who-harm", "child", "lgbtq", "deaf", "migrants", "addiction", "sexual-health", "debt", "legal", "therapist"} {
		words = append(words, "kind-"+k)
	}
	for _, p := range []string{"crisis-help", "grounding-and-help", "leave-only", "safety-check", "stop-rules", "help", "result-red", "result-amber", "result-green"} {
		words = append(words, "panel-"+p, "panel-"+p+"-title")
	}
	for n := range groundingSteps {
		words = append(words, "panel-ground-"+strconv.Itoa(n+1))
	}
	return words
}

// countryKey is the key of a country's name.
func countryKey(code string) string { return "country-" + strings.ToLower(code) }

func replaceN(s, n string) string { return strings.ReplaceAll(s, "{n}", n) }
