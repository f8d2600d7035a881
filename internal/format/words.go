package format

import "goldseam/internal/strictyaml"

// A translation gives words only. What follows is the front matter of the files
// in all languages but the one that structure is written in. A word that is left
// out is shown in that language.

// HomeWords is the front matter of a translated program.md.
type HomeWords struct {
	Title   string `yaml:"title" desc:"title of the program" example:"Tierra firme"`
	Tagline string `yaml:"tagline" desc:"what it is, in a line"`
	Source  string `yaml:"source" desc:"short hash of what it was translated from, as goldseam check gives it" example:"1a2b3c4d"`
}

// TextWords is the front matter of a translated page or phase.
type TextWords struct {
	Title   string `yaml:"title" desc:"title of the page or phase" example:"Ayuda"`
	Summary string `yaml:"summary" desc:"what it is for, in a sentence or two"`
	Source  string `yaml:"source" desc:"short hash of what it was translated from, as goldseam check gives it" example:"1a2b3c4d"`
}

// LessonWords is the front matter of a translated lesson.
type LessonWords struct {
	Title  string      `yaml:"title" desc:"title of the lesson" example:"Pedir perdón de verdad"`
	Aim    string      `yaml:"aim" desc:"what the lesson is for, in one sentence"`
	Steps  []StepWords `yaml:"steps" desc:"the same steps in the same order"`
	Do     []string    `yaml:"do" desc:"the same things to do in the same order"`
	Dont   []string    `yaml:"dont" desc:"the same things not to do in the same order"`
	Signs  []string    `yaml:"signs" desc:"the same signs of healing in the same order"`
	Solo   string      `yaml:"solo" desc:"what to do when on one's own"`
	Safety []string    `yaml:"safety" desc:"the same notes on safety in the same order"`
	Source string      `yaml:"source" desc:"short hash of what it was translated from, as goldseam check gives it" example:"1a2b3c4d"`
}

// StepWords is one step of a translated lesson. With whom it is done is structure.
type StepWords struct {
	Text string `yaml:"text,required,short" desc:"what to do"`
}

// SheetWords is the front matter of a translated worksheet.
type SheetWords struct {
	Title   string                     `yaml:"title" desc:"title of the worksheet" example:"Mi plan"`
	Neutral string                     `yaml:"neutral_title" desc:"title that gives nothing away, for files and print" example:"Hoja 3"`
	Fields  strictyaml.Map[FieldWords] `yaml:"fields" desc:"the words of the questions, by their permanent names"`
	Say     []string                   `yaml:"say" instead:"rules" desc:"the text of each rule that says something, in order"`
	Privacy []string                   `yaml:"privacy" desc:"the same notes on what not to write down, in the same order"`
	Source  string                     `yaml:"source" desc:"short hash of what it was translated from, as goldseam check gives it" example:"1a2b3c4d"`
}

// FieldWords is the words of one question. Which of them belong to it depends on its type.
type FieldWords struct {
	Label   string                      `yaml:"label" desc:"the question"`
	Help    string                      `yaml:"help" desc:"a line below the question"`
	Default string                      `yaml:"default" desc:"what stands in a text field at first"`
	Words   []string                    `yaml:"words" desc:"words to notice while writing; a language has its own"`
	Say     string                      `yaml:"say" desc:"what is said when one of the words is there"`
	Options strictyaml.Map[string]      `yaml:"options" desc:"the words of the choices, by their permanent names"`
	Low     string                      `yaml:"low" desc:"words at the low end of a scale"`
	High    string                      `yaml:"high" desc:"words at the high end of a scale"`
	Items   strictyaml.Map[string]      `yaml:"items" desc:"the words of several scales in one question, by their permanent names"`
	Columns strictyaml.Map[ColumnWords] `yaml:"columns" desc:"the words of the columns, by their permanent names"`
	Text    string                      `yaml:"text" desc:"the sentence with the same gaps in braces, or the text that is shown"`
	Gaps    strictyaml.Map[GapWords]    `yaml:"gaps" desc:"more about the gaps of a sentence"`
	Stages  strictyaml.Map[StageWords]  `yaml:"stages" desc:"the words of a timer's parts, by their permanent names"`
	Title   string                      `yaml:"title" desc:"neutral title of a calendar entry"`
}

// ColumnWords is the words of one column of rows or of a tracker.
type ColumnWords struct {
	Label   string                 `yaml:"label" desc:"the column's name"`
	Options strictyaml.Map[string] `yaml:"options" desc:"the words of the choices, by their permanent names"`
	Low     string                 `yaml:"low" desc:"words at the low end of a scale"`
	High    string                 `yaml:"high" desc:"words at the high end of a scale"`
}

// StageWords is the words of one part of a timer.
type StageWords struct {
	Label string `yaml:"label" desc:"what it is for, in a word or two"`
}

// GapWords is the words of one gap of a sentence.
type GapWords struct {
	Label   string                 `yaml:"label" desc:"what belongs in the gap"`
	Options strictyaml.Map[string] `yaml:"options" desc:"words to choose from, by their permanent names"`
}

// HomeTranslation is the format of a translated program.md.
func HomeTranslation() *strictyaml.Format { return translation[HomeWords, Home]() }

// PhaseTranslation is the format of a translated phase.md.
func PhaseTranslation() *strictyaml.Format { return translation[TextWords, PhaseText]() }

// PageTranslation is the format of a translated page.
func PageTranslation() *strictyaml.Format { return translation[TextWords, Page]() }

// LessonTranslation is the format of a translated lesson.
func LessonTranslation() *strictyaml.Format { return translation[LessonWords, Lesson]() }

// SheetTranslation is the format of a translated worksheet.
func SheetTranslation() *strictyaml.Format { return translation[SheetWords, Sheet]() }

func translation[W, T any]() *strictyaml.Format {
	return strictyaml.Translation(strictyaml.Of[W](), strictyaml.Of[T]())
}

// Origin is what the file says it was translated from.
func (w HomeWords) Origin() string { return w.Source }

// Origin is what the file says it was translated from.
func (w TextWords) Origin() string { return w.Source }

// Origin is what the file says it was translated from.
func (w LessonWords) Origin() string { return w.Source }

// Origin is what the file says it was translated from.
func (w SheetWords) Origin() string { return w.Source }
