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
	Policy    string // content policy for the meta tag
	Icon      string // address of the icon; "" for none
	Logo      string // address of the edition's logo; "" for none
	Publisher Text   // name of who publishes the edition; "" for the base program
	About     Text   // the publisher in a line
	Contact   string // mail address or web page of the publisher
	ContactTo string // Contact as an address to follow, such as "mailto:…"
	Reviewed  Text   // "Reviewed by … on …"; "" while not reviewed
	Languages []LanguageLink
	Leave     Leave
}

// Link is a link with its words.
type Link struct {
	URL  string
	Text Text
}

// LanguageLink leads to the first page in another language.
type LanguageLink struct {
	URL, Lang, Name string
	Current         bool
}

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
}

// HomeView fills pages/home.html.
type HomeView struct {
	Page
	Body   Text
	Before Link // before you start
	Check  Link // the safety check's lesson or sheet; empty Text if there is none
	Paths  []PathLink
	Phases []PhaseView
}

// PathLink is a way into the program. Its lessons stand on the page itself, so
// that choosing a path leaves no trace in any address.
type PathLink struct {
	ID       string
	Text     Text
	Core     []Link // the path's lessons in order
	Helpful  []Link // lessons that are also good for those on it
	Optional []Link
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
	URL     string
	Number  int
	Title   Text
	Aim     Text
	Minutes int
	For     Text // for whom, in words
	Current bool
}

// OutlineView fills pages/outline.html.
type OutlineView struct {
	Page
	Phases []PhaseView
	Sheets []Link
	Print  Link // the whole program as one page
	Pack   Link // all worksheets blank, to print
}

// LessonView fills pages/lesson.html.
type LessonView struct {
	Page
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
	Previous  Link
}

// Step is one step of a lesson.
type Step struct {
	Text     Text
	Together bool // for two people
	ID       string
}

// SheetCard is a worksheet as it stands within a lesson.
type SheetCard struct {
	Title Text
	URL   string // the worksheet's own page
	Form  Text   // the whole form, from components/sheet/sheet.html; "" where it is not shown inside lessons
}

// SheetView fills pages/sheet.html.
type SheetView struct {
	Page
	Heading Text
	Neutral Text // neutral title, such as "Sheet 21", for print
	Fill    Text // who fills it in, in words
	Intro   Text
	Form    Text // from components/sheet/sheet.html
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
	Minutes  int          // of a timer
	Turns    bool
	Text     Text // of show
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
	Heading Text
	Summary Text
	Body    Text
}

// HelpView fills pages/help.html.
type HelpView struct {
	Page
	Heading   Text
	Summary   Text
	Body      Text
	Countries []CountryView
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
