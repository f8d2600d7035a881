package render

// The structs below are what the scripts of a page are told, as JSON. Their
// names are those of themes/hearth/client/data.ts. Texts are plain.

// PageData is what every page of a language tells its scripts. Nothing in it
// depends on a lesson's text, since it stands in all pages.
type PageData struct {
	Lang    string            `json:"lang"`
	Site    string            `json:"site"`
	Neutral string            `json:"neutral"`
	Base    string            `json:"base"`
	Program string            `json:"program"`
	URLs    PageURLs          `json:"urls"`
	Paths   []PathData        `json:"paths"`
	Worker  string            `json:"worker"`
	LeaveTo []LinkData        `json:"leaveTo"`
	Words   map[string]string `json:"words"`
}

// PageURLs are the addresses that scripts lead to; "" for a page that is not there.
type PageURLs struct {
	Home      string `json:"home"`
	Outline   string `json:"outline"`
	Help      string `json:"help"`
	RightNow  string `json:"rightNow"`
	Before    string `json:"before"`
	Limits    string `json:"limits"`
	StopRules string `json:"stopRules"`
	Check     string `json:"check"`
	Notebook  string `json:"notebook"`
	Search    string `json:"search"`
}

// PathData is a way into the program.
type PathData struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// LinkData is a link with its words.
type LinkData struct {
	URL  string `json:"url"`
	Text string `json:"text"`
}

// PlaceData is a link to a place of the site, with what the reader's way asks to know of it.
type PlaceData struct {
	URL  string `json:"url"`
	Text string `json:"text"`
	Red  string `json:"red,omitempty"`  // of a lesson: shown, solo or hidden
	Fill string `json:"fill,omitempty"` // of a worksheet: who fills it in
	Held bool   `json:"held,omitempty"` // of a worksheet
}

// SheetData is a worksheet.
type SheetData struct {
	ID      string      `json:"id"`
	Number  int         `json:"number"`
	Title   string      `json:"title"`
	Neutral string      `json:"neutral"`
	URL     string      `json:"url"`
	Fill    string      `json:"fill"`
	Never   bool        `json:"never"`
	Print   bool        `json:"print"`
	Share   string      `json:"share"`
	Tracker bool        `json:"tracker"`
	Held    bool        `json:"held"`
	Privacy []string    `json:"privacy"`
	Fields  []FieldData `json:"fields"`
	Rules   []RuleData  `json:"rules"`
	Card    []string    `json:"card"`
	Table   bool        `json:"table"`
	Chart   *ChartData  `json:"chart,omitempty"`
}

// ChartData is a chart over time.
type ChartData struct {
	Y            string   `json:"y"`
	Also         []string `json:"also,omitempty"`
	Marks        string   `json:"marks,omitempty"`
	AverageAfter int      `json:"averageAfter"`
}

// FieldData is one question, or a column of one.
type FieldData struct {
	ID       string       `json:"id"`
	Type     string       `json:"type"`
	Label    string       `json:"label"`
	Help     string       `json:"help,omitempty"`
	Optional bool         `json:"optional,omitempty"`
	Private  bool         `json:"private,omitempty"`
	Never    bool         `json:"never,omitempty"`
	Each     bool         `json:"each,omitempty"`
	Was      string       `json:"was,omitempty"`
	Retired  bool         `json:"retired,omitempty"`
	Limit    int          `json:"limit,omitempty"`
	Default  string       `json:"default,omitempty"`
	Words    []string     `json:"words,omitempty"`
	Say      string       `json:"say,omitempty"`
	Options  []OptionData `json:"options,omitempty"`
	Other    bool         `json:"other,omitempty"`
	Low      string       `json:"low,omitempty"`
	High     string       `json:"high,omitempty"`
	Items    []OptionData `json:"items,omitempty"`
	Columns  []FieldData  `json:"columns,omitempty"`
	Parts    []PartData   `json:"parts,omitempty"`
	Minutes  int          `json:"minutes,omitempty"`
	Turns    bool         `json:"turns,omitempty"`
	Stages   []StageData  `json:"stages,omitempty"`
	Review   string       `json:"review,omitempty"`
	Title    string       `json:"title,omitempty"`
	Every    string       `json:"every,omitempty"`
	From     string       `json:"from,omitempty"`
	Panel    string       `json:"panel,omitempty"`
	Pick     string       `json:"pick,omitempty"`
	Both     string       `json:"both,omitempty"`
	Text     string       `json:"text,omitempty"`
}

// OptionData is one choice, or one scale of several.
type OptionData struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// StageData is one part of a timer.
type StageData struct {
	Label   string `json:"label"`
	Minutes int    `json:"minutes"`
}

// PartData is words of a sentence, or a gap.
type PartData struct {
	Text    string       `json:"text,omitempty"`
	Gap     string       `json:"gap,omitempty"`
	Label   string       `json:"label,omitempty"`
	Options []OptionData `json:"options,omitempty"`
}

// RuleData is something that happens when a condition holds.
type RuleData struct {
	When    ConditionData `json:"when"`
	Show    string        `json:"show,omitempty"`
	Say     string        `json:"say,omitempty"`
	Link    *PlaceData    `json:"link,omitempty"`
	Reveal  string        `json:"reveal,omitempty"`
	Suggest string        `json:"suggest,omitempty"`
	From    string        `json:"from,omitempty"`
	// Take says which part of the answers is offered for which part of the field.
	Take map[string]string `json:"take,omitempty"`
}

// ConditionData is one condition, or several joined.
type ConditionData struct {
	Field   string          `json:"field,omitempty"`
	Path    string          `json:"path,omitempty"`
	Role    string          `json:"role,omitempty"`
	Is      string          `json:"is,omitempty"`
	IsNot   string          `json:"isNot,omitempty"`
	AnyOf   []string        `json:"anyOf,omitempty"`
	Has     string          `json:"has,omitempty"`
	AtLeast *int            `json:"atLeast,omitempty"`
	AtMost  *int            `json:"atMost,omitempty"`
	Filled  bool            `json:"filled,omitempty"`
	Empty   bool            `json:"empty,omitempty"`
	Entries *EntriesData    `json:"entries,omitempty"`
	All     []ConditionData `json:"all,omitempty"`
	Any     []ConditionData `json:"any,omitempty"`
	Not     *ConditionData  `json:"not,omitempty"`
}

// EntriesData counts entries of a tracker.
type EntriesData struct {
	Last  int `json:"last"`
	Times int `json:"times"`
}
