package program

import "strings"

// safetyWords are the words of the interface that a reader in danger depends
// on, by what they are for. The kinds stand in lines, a line for each part of a page.
const safetyWords = `
	leave leave-two-more leave-one-more leave-continue leave-practise leave-no-script leave-title neutral-name
	help right-now not-therapy not-reviewed print-help

	heavy-title heavy safety solo step-together stop-rules
	callout-important callout-warning callout-caution
	path-unsure chosen-unsure

	sheet-not-kept sheet-never sheet-no-paper js-never
	js-rule-above js-rule-above-go js-leave-only-back js-result-ask
	js-agreed-title js-agreed-how js-free-me js-free-other js-agreed js-agreed-off

	panel-crisis-help panel-crisis-help-title panel-grounding-and-help panel-grounding-and-help-title
	panel-leave-only panel-leave-only-title panel-safety-check panel-safety-check-title
	panel-stop-rules panel-stop-rules-title panel-help panel-help-title
	panel-result-red panel-result-red-title panel-result-amber panel-result-amber-title
	panel-result-green panel-result-green-title
	panel-ground-1 panel-ground-2 panel-ground-3 panel-ground-4 panel-numbers

	js-gate-title js-gate-solo js-gate-anyway js-gate-wait js-gate-wait-go js-gate-held js-gate-sheet js-gate-sheet-go
	js-gate-check js-gate-stop js-gate-help js-gate-now

	emergency call message not-checked checked-on bill-yes bill-no bill-unknown
	kind-emergency kind-suicide kind-domestic-abuse kind-sexual-violence kind-people-who-harm kind-child kind-lgbtq
	kind-deaf kind-migrants kind-addiction kind-sexual-health kind-debt kind-legal kind-therapist

	js-place-tab js-place-tab-is js-place-device js-place-device-is js-place-locked js-place-locked-is js-only-tab js-lock-lost
	nb-protects nb-protects-tab nb-protects-device nb-protects-locked nb-protects-none nb-protects-cleared
	nb-share-free nb-share-not nb-share-check nb-share-help nb-share-care nb-print-care nb-backup-where
	nb-erase nb-erase-what nb-erase-first nb-erase-sure nb-erase-go nb-erase-done nb-erase-left nb-erase-left-help nb-erase-remains
`

// SafetyStrings lists the keys of the interface's words that a reader in danger
// depends on: leaving, help, the panels, what is held back, what is never kept.
// No language may be published without them, and no edition may empty them.
func SafetyStrings() []string { return strings.Fields(safetyWords) }

// SafetyPages lists the pages, by name, that a reader in danger depends on. Each must say something.
func SafetyPages() []string {
	return []string{"before-you-start", "help", "right-now", "limits", "stop-rules", "people-who-harm", "children"}
}
