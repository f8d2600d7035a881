package render

import "html/template"

// The structs below are what templates see. Texts are ready to stand in a page:
// escaped, and with the language's quotes. Addresses are complete, with the
// site's base path. A test holds every template against the struct it is given.

// Text is a text ready to stand in a page.
type Text = template.HTML

// Shell is what all pages of one language have in common.
type Shell struct {
	Lang      string // BCP 47 tag of the page, such as "en"
	Dir       string // "ltr" or "rtl"
	Site      Text   // the edition's title
	Tagline   Text
	Home      string // address of the home page
	Outline   string // address of the list of all lessons
	Help      string
	RightNow  string
	Menu      []Link // pages in the header's menu
	Foot      []Link // pages in the footer
	Style     string // address of the style sheet
	Script    string // address of the client's module; "" while the client bundle was not made
	HeadJS    template.JS
	Policy    string         // content policy for the meta tag
	Preload   []string       // addresses of modules that Script cannot begin without
	Touch     string         // address of the same for a home screen; "" for none
	Manifest  string         // address of what describes the site to a home screen
	Icon      string         // address of the icon; "" for none
	Logo      string         // address of the edition's logo; "" for none
	Publisher Text           // name of who publishes the edition; "" for the base program
	About     Text           // the publisher in a line
	Contact   string         // mail address or web page of the publisher
	ContactTo string         // Contact as an address to follow, such as "mailto:…"
	Reviewed  Text           // "Reviewed by … on …"; "" while not reviewed
	Languages []LanguageLink // the first pages of the other languages
	Notebook  string         // address of all that a reader wrote
	Search    string
	Leave     Leave
	Slots     SlotTexts // an edition's own texts
	Data      PageData  // what the scripts are told
}

// Link is a link with its words.
type Link struct {
	URL  string
	Text Text
}

// LanguageLink leads to a page in another language.
type LanguageLink struct{ URL, Lang, Dir, Name string }

// Leave is the leave button.
type Leave struct {
	URL     string // where it leads, https
	Neutral string // the page title that history keeps after leaving
}

// Page is the part of a view that the layout reads.
type Page struct {
	*Shell
	Title   Text   // for <title>: neutral in a discreet edition
	Name    string // kind of page for styles: home, outline, lesson, sheet, text, help, missing, print
	Current string // address of the page itself
	Notice  Text   // shown at the top, such as "not translated yet"; "" for none
	// Languages are the same page in the other languages; nothing where there is one language.
	Languages []LanguageLink
}

// HomeView fills pages/home.html.
type HomeView struct {
	Page
	Body   Text
	First  LessonLink // the first lesson; empty Title if there is none
	Before Link       // before you start
	Check  Link       // the safety check's lesson or sheet; empty Text if there is none
	Paths  []PathLink
	Phases []PhaseView
}

// PathLink is a way into the program. Its lessons stand on the page itself, so
// that choosing a path leaves no trace in any address.
type PathLink struct {
	ID       string
	Text     Text
	Core     []LessonLink // the path's lessons in order
	Helpful  []LessonLink // lessons that are also good for those on it
	Optional []LessonLink
}

// PhaseView is one phase with its lessons.
type PhaseView struct {
	Number  int
	Title   Text
	Summary Text
	Lessons []LessonLink
}

// LessonLink is a lesson as a line of a list.
type LessonLink struct {
	ID       string
	URL      string
	Number   int
	Title    Text
	Aim      Text
	Minutes  int
	For      Text   // for whom, in words
	Ranks    string // its place on each path, such as "broke:core hurt:helpful"
	Red      string // what is left of it after a red safety result: shown, solo or hidden
	Together bool   // it has a two-person part
	Away     bool   // some path leaves it out
	Current  bool
}

// OutlineView fills pages/outline.html.
type OutlineView struct {
	Page
	Paths  []Choice // ways into the program
	Phases []PhaseView
	Sheets []SheetCard
	Print  Link // the whole program as one page
	Pack   Link // all worksheets blank, to print
}

// Choice is one of several, by its id.
type Choice struct {
	ID   string
	Text Text
}

// LessonView fills pages/lesson.html.
type LessonView struct {
	Page
	ID        string
	Ranks     string    // its place on each path, such as "broke:core hurt:helpful"
	Red       string    // what is left of it after a red safety result: shown, solo or hidden
	Phase     PhaseView // the lesson's own phase, with this lesson marked
	Heading   Text      // the lesson's title, the page's h1
	Aim       Text
	Minutes   int
	For       Text
	Heavy     bool // a content note stands above the lesson
	Together  bool // it has a two-person part: stop rules are shown
	Safety    []Text
	Steps     []Step
	Do        []Text
	Dont      []Text
	Signs     []Text
	Solo      Text // what to do when on one's own; "" for none
	StopRules Text // the stop rules' text, where Together
	Body      Text
	Sheets    []SheetCard
	After     []Link // lessons to read before
	Next      Link   // empty Text for none
	NextOn    []PathNext
	Previous  Link
}

// PathNext is the lesson that comes next on a path where that is another one than for all.
type PathNext struct {
	Path string
	Link // empty for none
}

// Step is one step of a lesson.
type Step struct {
	Text     Text
	Together bool // for two people
	ID       string
}

// SheetCard is a worksheet as it stands within a lesson.
type SheetCard struct {
	ID    string
	Who   string // who fills it in: alone, hurt, broke, both or together
	Title Text
	URL   string // the worksheet's own page
	Form  Text   // the whole form, from components/sheet/sheet.html; "" where it is not shown inside lessons
	Live  Text   // what its scripts work with, from components/sheet/live.html
}

// SheetView fills pages/sheet.html.
type SheetView struct {
	Page
	ID      string
	Who     string // who fills it in: alone, hurt, broke, both or together
	Heading Text
	Neutral Text // neutral title, such as "Sheet 21", for print
	Fill    Text // who fills it in, in words
	Intro   Text
	Form    Text // from components/sheet/sheet.html
	Live    Text // from components/sheet/live.html; "" on paper
	Print   bool // it may be printed
	UsedIn  []Link
}

// SheetForm fills components/sheet/sheet.html: the form itself, the same on its own page and inside lessons.
type SheetForm struct {
	Number  int
	Sheet   string // id, for the client
	Title   Text
	Never   bool // nothing of it is ever kept
	Print   bool
	Fields  []FieldView
	Privacy []Text
}

// LiveView fills components/sheet/live.html: what a form's scripts work with.
type LiveView struct {
	Data   SheetData
	Panels []Text // from components/panel/panel.html, hidden
}

// PanelView fills components/panel/panel.html: help that a rule may show.
type PanelView struct {
	Name      string // by which rules name it
	Title     Text
	Text      Text
	Steps     []Text // what to do on the spot
	Links     []Link
	Countries []CountryView // emergency numbers, and the lines that fit
}

// FieldView fills components/field/field.html. Which of its parts are set depends on Type.
type FieldView struct {
	Type     string // text longtext choice multi checklist scale date time rows sentence timer agreement tracker calendar show
	ID       string // id on the page, such as "s7-3"
	Name     string // name of the inputs; tells nothing
	Field    string // the permanent id, for the client
	Label    Text
	Help     Text
	Optional bool
	Private  bool
	Never    bool // never kept
	Pick     bool // a cell: asked only if it is ticked in another field, once scripts run
	PickFrom Text // of a tracker with such cells: the label of that field
	Hidden   bool // shown by a rule once scripts run; always shown without
	Limit    int  // characters, rows, sentences or lines; 0 for none
	Default  string
	Options  []OptionView
	Other    bool   // own words are welcome
	OtherID  string // id of the input for own words
	Low      Text   // words at the ends of a scale
	High     Text
	Steps    []OptionView // 0 to 10 of a scale
	Items    []FieldView  // several scales in one field, or the two places "me" and "the other person"
	Columns  []ColumnView // of rows, agreements and trackers
	Rows     []RowView    // the rows that are there without scripts
	Parts    []PartView   // of a sentence
	Lang     string       // of a sentence that is lent from another language; "" otherwise
	Dir      string       // the direction it runs in
	Minutes  int          // of a timer
	Turns    bool
	Stages   []StageView // parts of a timer, one after another
	Both     bool        // show what two people both ticked
	Text     Text        // of show
}

// StageView is one part of a timer.
type StageView struct {
	Label   Text
	Minutes int
}

// OptionView is one option of a choice, or one step of a scale.
type OptionView struct {
	ID    string // id of the input on the page
	Value string // the permanent option id
	Label Text
}

// ColumnView is a column of a table to fill in.
type ColumnView struct {
	Field string
	Label Text
}

// RowView is one row of a table to fill in: a cell for each column.
type RowView struct {
	Label Text // row's name for those who hear the page, such as "row 2"
	Cells []FieldView
}

// PartView is a part of a sentence with gaps: words, or a gap to fill.
type PartView struct {
	Text Text       // words; "" for a gap
	Gap  *FieldView // a text field; nil for words
}

// TextView fills pages/text.html.
type TextView struct {
	Page
	Heading  Text
	Summary  Text
	Body     Text
	Practice bool // it ends with a button to practice leaving
	Contact  bool // it shows how to reach the publisher, if the edition says so
	Consent  bool // it shows what the edition says of where notes stay
}

// HelpView fills pages/help.html.
type HelpView struct {
	Page
	Heading   Text
	Summary   Text
	Body      Text
	Countries []CountryView
	Emergency []CountryView // the numbers to call at once, shown before an edition's own words; none without such words
}

// CountryView is the help lines of one country.
type CountryView struct {
	ID        string
	Name      Text
	Emergency []PhoneView
	Lines     []LineView
}

// PhoneView is a number as it is dialled.
type PhoneView struct {
	Number string
	URL    template.URL // "tel:" or "sms:" and the digits
}

// LineView is one service.
type LineView struct {
	Kind      Text // what it is for, in words
	Name      Text
	Call      []PhoneView
	Message   []PhoneView
	Web       string
	Hours     Text
	Cost      Text
	Languages Text
	LookFor   Text // what to look for, where no service is named
	OnBill    Text // whether a call shows on a phone bill, in words
	Verified  Text // "Checked on …", or that it was not checked yet
	Unchecked bool
}

// NotebookView fills pages/notebook.html.
type NotebookView struct {
	Page
	Heading Text
	Sheets  string            // address of the module of all worksheets
	Words   map[string]string // the notebook's own words
	Pack    string            // address of all worksheets, blank, to print; "" for none
}

// SearchView fills pages/search.html.
type SearchView struct {
	Page
	Heading Text
	Index   string // address of the index
}

// MissingView fills pages/missing.html, the page for an address that does not exist.
type MissingView struct {
	Page
	Heading Text
}

// BookView fills pages/book.html: the whole program as one page to print.
type BookView struct {
	Page
	Heading Text
	Phases  []BookPhase
}

// BookPhase is one phase of the book.
type BookPhase struct {
	Number  int
	Title   Text
	Summary Text
	Lessons []LessonView
}

// PackView fills pages/pack.html: every worksheet that has a paper version, blank.
type PackView struct {
	Page
	Heading Text
	Sheets  []SheetView
}

// NotesView fills pages/notes.html: the counselor's notes as a book that stands
// alone. It is no page of the site and shares nothing with them.
type NotesView struct {
	Lang      string // BCP 47 tag of the book, such as "en"
	Dir       string // "ltr" or "rtl"
	Site      Text   // the edition's title
	Name      Text   // the same for <title>
	Publisher Text   // name of who publishes the edition; "" for the base program
	About     Text   // the publisher in a line
	Reviewed  Text   // "Reviewed by … on …"; "" while not reviewed
	Policy    string // content policy for the meta tag
	Style     template.CSS
	Languages []LanguageLink // the other books
	Phases    []NotesPhase   // those with notes
}

// NotesPhase is one phase of the counselor's notes.
type NotesPhase struct {
	Number  int
	Title   Text
	Summary Text
	Lessons []NotesLesson
}

// NotesLesson is a lesson with its notes for counselors.
type NotesLesson struct {
	ID        string // on the page
	Number    int    // permanent: the number of the lesson's page
	Title     Text
	Aim       Text
	Minutes   int
	For       Text // for whom, in words
	Red       Text // what is left of it after a red safety result, in words
	Notice    Text // that the notes are not translated; "" for none
	Introduce []Text
	Watch     []Text
	NotWhen   []Text
	Ask       []Text
	Body      Text
	Sheets    []Text // titles of its worksheets
}
