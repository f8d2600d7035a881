package edit

import "strings"

// label names a question. What is not in the list is named by its key.
func label(key string) string {
	switch key {
	case "for":
		return "Who it is for"
	case "mode":
		return "How it is done"
	case "paths":
		return "Place on each path"
	case "after":
		return "Lessons to read first"
	case "on_red":
		return "After a red safety result"
	case "heavy":
		return "Heavy content"
	case "with":
		return "For two people together"
	case "dont":
		return "Don't"
	case "signs":
		return "Signs of healing"
	case "solo":
		return "On one's own"
	case "safety":
		return "Safety notes"
	case "neutral_title":
		return "Neutral title"
	case "fill":
		return "Who fills it in"
	case "keep":
		return "Keeping answers"
	case "print":
		return "Paper version"
	case "share":
		return "Giving it to the other person"
	case "on_amber":
		return "While the safety check is not clear"
	case "fields":
		return "Questions"
	case "privacy":
		return "What not to write down"
	case "label":
		return "Words"
	case "was":
		return "Former name"
	case "each":
		return "Two places"
	case "retired":
		return "No longer asked"
	case "words":
		return "Words to notice"
	case "say":
		return "What is said"
	case "limit":
		return "Limit"
	case "other":
		return "Own words"
	case "turns":
		return "Turns"
	}
	text := strings.ReplaceAll(key, "_", " ")
	return strings.ToUpper(text[:1]) + text[1:]
}

// one names one entry of a list.
func one(key string) string {
	switch key {
	case "steps":
		return "Step"
	case "signs":
		return "Sign"
	case "safety":
		return "Safety note"
	case "privacy":
		return "Note"
	case "do":
		return "Thing to do"
	case "dont":
		return "Thing not to do"
	case "fields":
		return "Question"
	case "options":
		return "Choice"
	case "items":
		return "Scale"
	case "columns":
		return "Column"
	case "gaps":
		return "Gap"
	case "stages":
		return "Part"
	case "words":
		return "Word"
	}
	return label(key)
}

// said names a choice.
func said(key, value string) string {
	switch key + " " + value {
	case "path broke":
		return "I broke trust"
	case "path hurt":
		return "I was hurt"
	case "path both":
		return "Both of us"
	case "path unsure":
		return "Not sure"
	case "for broke", "fill broke":
		return "Whoever broke trust"
	case "for hurt", "fill hurt":
		return "Whoever was hurt"
	case "for both", "fill both":
		return "Both, each by themselves"
	case "mode alone", "fill alone":
		return "Alone"
	case "mode offered":
		return "Written alone, given if wanted"
	case "mode together", "fill together":
		return "Together"
	case "on_red shown":
		return "Shown as it is"
	case "on_red solo":
		return "Only the part for one person"
	case "on_red hidden":
		return "Not offered"
	case "on_amber held":
		return "Not offered"
	case "keep never":
		return "Never kept"
	case "keep ask":
		return "The reader chooses"
	case "print true", "print false":
		return map[string]string{"true": "Yes", "false": "No"}[value]
	case "share none":
		return "Nothing"
	case "share chosen":
		return "What the reader ticks"
	case "share page":
		return "The whole page"
	case "kind form":
		return "Filled in once"
	case "kind tracker":
		return "Filled in again and again, with dates"
	case "type text":
		return "One line of text"
	case "type longtext":
		return "Several lines of text"
	case "type choice":
		return "One of several choices"
	case "type multi":
		return "Several of several choices"
	case "type checklist":
		return "Ticks"
	case "type scale":
		return "A scale from 0 to 10"
	case "type date":
		return "A day"
	case "type time":
		return "A time of day"
	case "type rows":
		return "Rows that can be added"
	case "type sentence":
		return "A sentence with gaps"
	case "type timer":
		return "A timer"
	case "type agreement":
		return "Lines to agree on"
	case "type tracker":
		return "Dated entries"
	case "type calendar":
		return "An entry for a calendar"
	case "type show":
		return "A text that is shown"
	}
	text := strings.ReplaceAll(value, "-", " ")
	return strings.ToUpper(text[:1]) + text[1:]
}
