// Package format is everything an author may write in YAML, as Go types.
//
// The tags say what is required, which values are known and what a key is for.
// The decoder refuses all else, and the schemas for editors are made of the
// same types, so that what an editor offers is what a build accepts.
package format

import "goldseam/internal/strictyaml"

// Program is content/program.yaml: structure, in one place.
type Program struct {
	Language   string     `yaml:"language,required" desc:"language in which structure is written; other languages give words only" example:"en"`
	Languages  []string   `yaml:"languages" desc:"languages of the program, the first one first"`
	Paths      []string   `yaml:"paths,required" enum:"broke hurt both unsure" desc:"ways into the program"`
	Phases     []Phase    `yaml:"phases,required" desc:"phases in order, each with its lessons in order"`
	Worksheets []Numbered `yaml:"worksheets" desc:"worksheets with their permanent numbers"`
}

// Phase is one phase of program.yaml.
type Phase struct {
	ID      string     `yaml:"id,required" desc:"name of the phase's folder" example:"steady-the-ground"`
	Lessons []Numbered `yaml:"lessons,required" desc:"the phase's lessons in order"`
}

// Numbered is a lesson or worksheet with its permanent number.
type Numbered struct {
	ID   string `yaml:"id,required,short" desc:"name of the file without .md" example:"say-sorry"`
	Page int    `yaml:"page,required" desc:"permanent number for neutral addresses; never used again, never changed" example:"11"`
}

// Home is the front matter of program.md.
type Home struct {
	Title   string `yaml:"title,required" desc:"title of the program" example:"Steady Ground"`
	Tagline string `yaml:"tagline" desc:"what it is, in a line"`
}

// PhaseText is the front matter of phase.md.
type PhaseText struct {
	Title   string `yaml:"title,required" desc:"title of the phase" example:"Steady the ground"`
	Summary string `yaml:"summary,required" desc:"what the phase is for, in a sentence or two" example:"Understand the shock and stop new harm."`
}

// Page is the front matter of a page.
type Page struct {
	Title   string `yaml:"title,required" desc:"title of the page" example:"Help"`
	Summary string `yaml:"summary" desc:"what the page is for, in a line"`
}

// Lesson is the front matter of a lesson.
type Lesson struct {
	Title      string            `yaml:"title,required" desc:"title of the lesson" example:"Make a real apology"`
	Aim        string            `yaml:"aim,required" desc:"what the lesson is for, in one sentence" example:"Offer a full apology."`
	Minutes    int               `yaml:"minutes,required" desc:"minutes to read it and fill in its worksheet" example:"15"`
	For        string            `yaml:"for,required" enum:"broke hurt both everyone" desc:"whom the lesson is for"`
	Mode       string            `yaml:"mode,required" enum:"alone offered together" desc:"done alone, written alone and given if wanted, or done together"`
	Paths      map[string]string `yaml:"paths,required" keys:"broke hurt both unsure" enum:"core helpful optional hidden" desc:"its place on each path"`
	After      []string          `yaml:"after" desc:"lessons to read before this one"`
	OnRed      string            `yaml:"on_red,required" enum:"shown solo hidden" desc:"what is left of it after a red safety result"`
	Heavy      bool              `yaml:"heavy" desc:"true: a content note stands above the lesson"`
	Steps      []Step            `yaml:"steps,required" desc:"three to six things to do now"`
	Do         []string          `yaml:"do,required" desc:"two or more things to do"`
	Dont       []string          `yaml:"dont,required" desc:"two or more things not to do"`
	Signs      []string          `yaml:"signs,required" desc:"two or more signs of healing that one can see"`
	Worksheets []string          `yaml:"worksheets" desc:"worksheets that belong to the lesson"`
	Solo       string            `yaml:"solo" desc:"what to do when on one's own"`
	Safety     []string          `yaml:"safety" desc:"short notes on safety, shown in a box"`
}

// Step is one step of a lesson: a text, or a text and whom it is done with.
type Step struct {
	Text string `yaml:"text,required,short" desc:"what to do"`
	With string `yaml:"with" enum:"together" desc:"together: shown only where two-person parts are shown"`
}

// Notes is the front matter of the notes that only counselors see of a lesson.
type Notes struct {
	Introduce []string `yaml:"introduce,required" desc:"how to bring the lesson in"`
	Watch     []string `yaml:"watch,required" desc:"what to watch for"`
	NotWhen   []string `yaml:"not_when,required" desc:"when not to use the lesson"`
	Ask       []string `yaml:"ask,required" desc:"questions to ask"`
}

// Sheet is the front matter of a worksheet.
type Sheet struct {
	Title   string                `yaml:"title,required" desc:"title of the worksheet" example:"My steady plan"`
	Neutral string                `yaml:"neutral_title,required" desc:"title that gives nothing away, for files and print" example:"Sheet 3"`
	Fill    string                `yaml:"fill,required" enum:"alone hurt broke both together" desc:"who fills it in"`
	Keep    string                `yaml:"keep,required" enum:"never ask" desc:"never: no answer is ever kept; ask: the reader chooses"`
	Print   *bool                 `yaml:"print" desc:"false: there is no paper version"`
	Share   string                `yaml:"share,required" enum:"none chosen page" desc:"what of it may be given to the other person"`
	Kind    string                `yaml:"kind,required" enum:"form tracker" desc:"tracker: its entries are dated"`
	OnAmber string                `yaml:"on_amber" enum:"shown held" desc:"held: not offered while the safety check has no clear result; left out: shown"`
	Fields  strictyaml.Map[Field] `yaml:"fields,required" desc:"the questions, each with a permanent name"`
	Rules   []Rule                `yaml:"rules" desc:"what happens when answers say something"`
	Summary Summary               `yaml:"summary" desc:"what is shown of the answers at the end"`
	Privacy []string              `yaml:"privacy" desc:"what not to write down here"`
}

// Field is one question of a worksheet. Which keys belong to it depends on its type.
type Field struct {
	Type     string                 `yaml:"type,required" enum:"text longtext choice multi checklist scale date time rows sentence timer agreement tracker calendar show" desc:"what the reader gets"`
	Label    string                 `yaml:"label" desc:"the question"`
	Help     string                 `yaml:"help" desc:"a line below the question"`
	Optional bool                   `yaml:"optional" desc:"true: said in words beside the question"`
	Private  bool                   `yaml:"private" desc:"true: left out of print and of what is shared unless the reader ticks it"`
	Keep     string                 `yaml:"keep" enum:"never ask" desc:"never: this answer is never kept"`
	Each     bool                   `yaml:"each" desc:"true: two places, one for me and one for the other person"`
	Was      string                 `yaml:"was" desc:"the name it had before"`
	Retired  bool                   `yaml:"retired" desc:"true: no longer asked; old answers stay readable"`
	Limit    int                    `yaml:"limit" desc:"how many characters, rows, lines or sentences"`
	Default  string                 `yaml:"default" desc:"what stands there at first: a text, today, in 6 weeks, 21:00"`
	Words    []string               `yaml:"words" desc:"words to notice while writing"`
	Say      string                 `yaml:"say" desc:"what is said when one of the words is there"`
	Options  strictyaml.Map[string] `yaml:"options" desc:"the choices, each with a permanent name"`
	Other    bool                   `yaml:"other" desc:"true: own words are welcome"`
	Low      string                 `yaml:"low" desc:"words at the low end of a scale"`
	High     string                 `yaml:"high" desc:"words at the high end of a scale"`
	Items    strictyaml.Map[string] `yaml:"items" desc:"several scales in one question, each with a permanent name"`
	Columns  strictyaml.Map[Column] `yaml:"columns" desc:"the columns of a row, each with a permanent name"`
	Pick     string                 `yaml:"pick" desc:"the multi field whose ticks say which columns of a tracker are asked; those named as its options"`
	Text     string                 `yaml:"text" desc:"a sentence with gaps in braces, or the text that is shown"`
	Gaps     strictyaml.Map[Gap]    `yaml:"gaps" desc:"more about the gaps of a sentence"`
	Minutes  int                    `yaml:"minutes" desc:"minutes of a timer"`
	Turns    int                    `yaml:"turns" desc:"2: two people take turns"`
	Stages   strictyaml.Map[Stage]  `yaml:"stages" desc:"in place of minutes: the parts of a timer one after another, each with a permanent name"`
	Review   string                 `yaml:"review" desc:"when to look back at an agreement, such as in 6 weeks"`
	Title    string                 `yaml:"title" desc:"neutral title of a calendar entry"`
	Every    string                 `yaml:"every" enum:"once week month" desc:"how often a calendar entry returns"`
	From     string                 `yaml:"from" desc:"the date field that a calendar entry takes its day from"`
	Both     string                 `yaml:"both" desc:"of show: a multi field or checklist with two places; what both people ticked is shown, and nothing that only one did"`
	Panel    string                 `yaml:"panel" enum:"crisis-help grounding-and-help leave-only safety-check stop-rules help result-red result-amber result-green" desc:"a panel that is shown"`
}

// Column is one column of rows or of a tracker.
type Column struct {
	Type     string                 `yaml:"type,required" enum:"text longtext choice multi date time scale" desc:"what the reader gets"`
	Label    string                 `yaml:"label,required" desc:"the column's name"`
	Optional bool                   `yaml:"optional" desc:"true: said in words beside the name"`
	Limit    int                    `yaml:"limit" desc:"how many characters"`
	Options  strictyaml.Map[string] `yaml:"options" desc:"the choices, each with a permanent name"`
	Low      string                 `yaml:"low" desc:"words at the low end of a scale"`
	High     string                 `yaml:"high" desc:"words at the high end of a scale"`
	Private  bool                   `yaml:"private" desc:"true: left out of print and of what is shared unless the reader ticks it"`
	Keep     string                 `yaml:"keep" enum:"never ask" desc:"never: this answer is never kept"`
}

// Stage is one part of a timer.
type Stage struct {
	Minutes int    `yaml:"minutes,required" desc:"how long it is" example:"5"`
	Label   string `yaml:"label,required" desc:"what it is for, in a word or two" example:"Thanks"`
}

// Gap is more about one gap of a sentence.
type Gap struct {
	Label   string                 `yaml:"label" desc:"what belongs in the gap"`
	Options strictyaml.Map[string] `yaml:"options" desc:"words to choose from"`
}

// Rule is something that happens when a condition holds.
type Rule struct {
	When    Condition `yaml:"when,required" desc:"the condition"`
	Show    string    `yaml:"show" enum:"crisis-help grounding-and-help leave-only safety-check stop-rules help result-red result-amber result-green" desc:"a panel that is shown"`
	Say     string    `yaml:"say" desc:"a text that is shown"`
	Link    string    `yaml:"link" desc:"where it leads: worksheet:…, lesson:… or page:…"`
	Reveal  string    `yaml:"reveal" desc:"a field that is shown only then"`
	Suggest string    `yaml:"suggest" desc:"a field to fill from another worksheet, if the reader agrees"`
	From    string    `yaml:"from" desc:"the answer to suggest: worksheet.field, of the same type, or words and rows for rows or an agreement"`
}

// Condition is one condition, or several joined.
type Condition struct {
	Field   string      `yaml:"field" desc:"the field that is looked at; scale.item or rows.column within one"`
	Path    string      `yaml:"path" enum:"broke hurt both unsure" desc:"the path the reader is on"`
	Role    string      `yaml:"role" enum:"broke hurt both unsure" desc:"the role the reader chose"`
	Is      string      `yaml:"is" desc:"the answer is this option or text"`
	IsNot   string      `yaml:"is_not" desc:"the answer is not this one"`
	AnyOf   []string    `yaml:"any_of" desc:"the answer is one of these"`
	Has     string      `yaml:"has" desc:"this option is ticked"`
	AtLeast *int        `yaml:"at_least" desc:"the number is this or more"`
	AtMost  *int        `yaml:"at_most" desc:"the number is this or less"`
	Filled  bool        `yaml:"filled" desc:"true: there is an answer"`
	Empty   bool        `yaml:"empty" desc:"true: there is no answer"`
	Entries *Entries    `yaml:"entries" desc:"how often, among the last entries of a tracker"`
	All     []Condition `yaml:"all" desc:"all of these hold"`
	Any     []Condition `yaml:"any" desc:"one of these holds"`
	Not     *Condition  `yaml:"not" desc:"this does not hold"`
}

// Entries counts entries of a tracker.
type Entries struct {
	Last  int `yaml:"last,required" desc:"how many of the last entries are looked at"`
	Times int `yaml:"times,required" desc:"how many of them the condition must hold for"`
}

// Summary is what is shown of the answers at the end.
type Summary struct {
	Chart *Chart   `yaml:"chart" desc:"a chart over time"`
	Table bool     `yaml:"table" desc:"true: a table of all entries"`
	Card  []string `yaml:"card" desc:"fields that stand on the card at the end"`
}

// Chart is a chart over time.
type Chart struct {
	Y            string   `yaml:"y,required" desc:"the field that is drawn, asked again and again: week.tempt"`
	Also         []string `yaml:"also" desc:"more fields of the same tracker, drawn below"`
	Marks        string   `yaml:"marks" desc:"a choice or multi field of the same tracker, whose answers are marked by their days"`
	AverageAfter int      `yaml:"average_after" desc:"entries before an average is drawn; left out: 4"`
}

// Country is one file of help lines.
type Country struct {
	Country   string   `yaml:"country,required" desc:"country code, such as GB" example:"GB"`
	Emergency []string `yaml:"emergency" desc:"emergency numbers as dialled, in quotes"`
	Lines     []Line   `yaml:"lines,required" desc:"the services"`
}

// Line is one help line.
type Line struct {
	ID         string   `yaml:"id,required" desc:"permanent name of the service" example:"samaritans"`
	Kind       string   `yaml:"kind,required" enum:"emergency suicide domestic-abuse sexual-violence people-who-harm child lgbtq deaf migrants addiction sexual-health debt legal therapist" desc:"what it is for"`
	Name       string   `yaml:"name" desc:"name of the service"`
	Call       string   `yaml:"call" desc:"number as dialled, in quotes"`
	Text       string   `yaml:"text" desc:"number for text messages as dialled, in quotes"`
	Web        string   `yaml:"web" desc:"web address, beginning with https://"`
	Hours      string   `yaml:"hours" desc:"when it answers"`
	Languages  []string `yaml:"languages" desc:"languages spoken"`
	Cost       string   `yaml:"cost" desc:"what a call costs"`
	OnBill     string   `yaml:"on_bill" enum:"yes no unknown" desc:"whether a call shows on a phone bill"`
	LookFor    string   `yaml:"look_for" desc:"what to look for, where no service is named"`
	Source     string   `yaml:"source" desc:"where the publisher verified it"`
	VerifiedOn string   `yaml:"verified_on" desc:"day it was verified: 2026-01-31"`
	VerifiedBy []string `yaml:"verified_by" desc:"who verified it; two names"`
}

// Edition is edition.yaml.
type Edition struct {
	Goldseam  string              `yaml:"goldseam,required" desc:"the version of Goldseam it was last published with" example:"1.0.0"`
	Title     string              `yaml:"title" desc:"title of the edition"`
	Publisher Publisher           `yaml:"publisher" desc:"who publishes it"`
	URL       string              `yaml:"url" desc:"address of the site" example:"https://example.org/program/"`
	Languages []string            `yaml:"languages" desc:"languages of the site, the first one first"`
	Help      []string            `yaml:"help" desc:"countries whose help lines are shown, the first one first"`
	LeaveTo   string              `yaml:"leave_to" desc:"where the leave button leads, beginning with https://"`
	Discreet  *bool               `yaml:"discreet" desc:"false: addresses and titles say what a page is about"`
	Review    Review              `yaml:"review" desc:"who reviewed it, and when"`
	Theme     Theme               `yaml:"theme" desc:"colours, type, corners, logo"`
	Omit      []string            `yaml:"omit" desc:"phases or lessons to leave out"`
	Add       []Addition          `yaml:"add" desc:"own lessons, worksheets and pages"`
	Order     map[string][]string `yaml:"order" desc:"another order of a phase's lessons"`
}

// Publisher is who publishes an edition.
type Publisher struct {
	Name    string `yaml:"name" desc:"name of the practice"`
	Contact string `yaml:"contact" desc:"mail address or web page"`
	About   string `yaml:"about" desc:"who you are, in a line"`
}

// Review is who reviewed an edition.
type Review struct {
	By string `yaml:"by" desc:"name and licence of the counselor"`
	On string `yaml:"on" desc:"day of the review: 2026-01-31"`
}

// Theme is what an edition changes of the look.
type Theme struct {
	Accent string  `yaml:"accent" desc:"the colour of the gold seam and of numbers, such as \"#9a6b00\""`
	Link   string  `yaml:"link" desc:"the colour of links and buttons, such as \"#1f5f5b\""`
	Paper  string  `yaml:"paper" desc:"the colour of the page, such as \"#fbf8f3\""`
	Ink    string  `yaml:"ink" desc:"the colour of the text, such as \"#2b2724\""`
	Night  Colours `yaml:"night" desc:"the colours on devices that are set to dark; left out: made of those above"`
	Type   string  `yaml:"type" enum:"system serif large" desc:"serif: reading text in a book face; system: in the device's own; large: the book face, one step larger"`
	Size   string  `yaml:"size" enum:"regular large" desc:"large: all reading text one step larger, in either face"`
	Scale  string  `yaml:"scale" enum:"even clear bold" desc:"how much larger a heading is than the text: even, clear (the theme's own) or bold"`
	Corner string  `yaml:"corner" enum:"soft round square" desc:"the corners of cards and buttons"`
	Logo   string  `yaml:"logo" desc:"a picture in the folder static: svg, png, jpg or webp, 200 kB at most, shown 40 by 40" example:"static/logo.svg"`
}

// Colours are the colours an edition names for one mode; all else is made of them.
type Colours struct {
	Accent string `yaml:"accent" desc:"the colour of the gold seam and of numbers"`
	Link   string `yaml:"link" desc:"the colour of links and buttons"`
	Paper  string `yaml:"paper" desc:"the colour of the page"`
	Ink    string `yaml:"ink" desc:"the colour of the text"`
}

// Day gives the colours that are not for the night.
func (t Theme) Day() Colours { return Colours{t.Accent, t.Link, t.Paper, t.Ink} }

// Addition is an own lesson, worksheet or page of an edition.
type Addition struct {
	Lesson    string `yaml:"lesson" desc:"name of the lesson's file without .md"`
	Worksheet string `yaml:"worksheet" desc:"name of the worksheet's file without .md"`
	Text      string `yaml:"text" desc:"name of the page's file without .md"`
	Phase     string `yaml:"phase" desc:"the lesson's phase"`
	After     string `yaml:"after" desc:"the lesson it follows; left out: it is the last of its phase"`
	Page      int    `yaml:"page,required" desc:"permanent number, 500 or more" example:"500"`
}
