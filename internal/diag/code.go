package diag

// Code names a kind of problem, the same for ever, for editors and scripts.
type Code string

// Problems in the form of a file.
const (
	YAMLSyntax    Code = "yaml-syntax"
	YAMLTab       Code = "yaml-tab"
	YAMLColon     Code = "yaml-colon"
	YAMLUnclosed  Code = "yaml-unclosed"
	YAMLIndent    Code = "yaml-indent"
	YAMLAnchor    Code = "yaml-anchor"
	YAMLTag       Code = "yaml-tag"
	YAMLDocuments Code = "yaml-documents"
	NotUTF8       Code = "not-utf8"
	EmptyFile     Code = "empty-file"
	TooLarge      Code = "too-large"
	MergeConflict Code = "merge-conflict"

	FrontMatterMissing  Code = "front-matter-missing"
	FrontMatterUnclosed Code = "front-matter-unclosed"
	FrontMatterIndented Code = "front-matter-indented"

	UnknownKey   Code = "unknown-key"
	RepeatedKey  Code = "repeated-key"
	MissingKey   Code = "missing-key"
	EmptyValue   Code = "empty-value"
	WrongType    Code = "wrong-type"
	UnknownValue Code = "unknown-value"
)

// Problems in a text.
const (
	RawHTML         Code = "raw-html"
	HeadingOrder    Code = "heading-order"
	HeadingEmpty    Code = "heading-empty"
	HeadingID       Code = "heading-id"
	LinkText        Code = "link-text"
	LinkNothing     Code = "link-nothing"
	LinkAddress     Code = "link-address"
	LinkScheme      Code = "link-scheme"
	LinkFile        Code = "link-file"
	LinkHeading     Code = "link-heading"
	ImageText       Code = "image-text"
	ImageFile       Code = "image-file"
	CalloutKind     Code = "callout-kind"
	FootnoteMissing Code = "footnote-missing"
	FootnoteUnused  Code = "footnote-unused"
	PlaceholderText Code = "placeholder-text"
)

// Problems in how a text is written.
const (
	ReadingGrade Code = "reading-grade"
	WordAvoid    Code = "word-avoid"
	WordIdiom    Code = "word-idiom"
	StepVerb     Code = "step-verb"
	DontForm     Code = "dont-form"
)

// Problems in worksheets.
const (
	FieldID       Code = "field-id"
	FieldKey      Code = "field-key"
	FieldValue    Code = "field-value"
	OptionID      Code = "option-id"
	SentenceGap   Code = "sentence-gap"
	SheetShare    Code = "sheet-share"
	UnknownField  Code = "unknown-field"
	UnknownOption Code = "unknown-option"
	RuleAction    Code = "rule-action"
	RuleCondition Code = "rule-condition"
	RuleNever     Code = "rule-never"
)

// Problems in the structure of a program.
const (
	MissingFile     Code = "missing-file"
	UnknownFile     Code = "unknown-file"
	UnreadableFile  Code = "unreadable-file"
	UnknownLesson   Code = "unknown-lesson"
	UnknownSheet    Code = "unknown-worksheet"
	UnknownPhase    Code = "unknown-phase"
	UnknownPage     Code = "unknown-page"
	UnknownLanguage Code = "unknown-language"
	UnknownCountry  Code = "unknown-country"
	RepeatedID      Code = "repeated-id"
	RepeatedNumber  Code = "repeated-number"
	BadID           Code = "bad-id"
	BadNumber       Code = "bad-number"
	Cycle           Code = "cycle"
	MissingString   Code = "missing-string"
	PluralForm      Code = "plural-form"
)

// Problems in translations, and in what was published before.
const (
	TranslationStructure Code = "translation-structure"
	TranslationLength    Code = "translation-length"
	TranslationStale     Code = "translation-stale"
	TranslationSource    Code = "translation-source"
	LanguageSafety       Code = "language-safety"
	LedgerGone           Code = "ledger-gone"
	LedgerType           Code = "ledger-type"
	LedgerWas            Code = "ledger-was"
)

// Problems in lessons.
const (
	ListLength   Code = "list-length"
	RedSolo      Code = "red-solo"
	PathMissing  Code = "path-missing"
	PathTogether Code = "path-together"
	BadMinutes   Code = "bad-minutes"
	CoupleGate   Code = "couple-gate"
	PhaseHelp    Code = "phase-help"
	PathReach    Code = "path-reach"
)

// Problems in help lines and editions.
const (
	HelpNumber     Code = "help-number"
	HelpEmpty      Code = "help-empty"
	HelpUnverified Code = "help-unverified"
	HelpOld        Code = "help-old"
	BadDate        Code = "bad-date"
	EditionURL     Code = "edition-url"
	EditionLeave   Code = "edition-leave"
	EditionColour  Code = "edition-colour"
	EditionLogo    Code = "edition-logo"
	ThemeContrast  Code = "theme-contrast"
	UnknownSlot    Code = "unknown-slot"
	SlotPlace      Code = "slot-place"
	SlotForm       Code = "slot-form"
	EditionAdd     Code = "edition-add"
	EditionVersion Code = "edition-version"
	EditionOrigin  Code = "edition-origin"
	PatchTarget    Code = "patch-target"
	PatchItem      Code = "patch-item"
	PatchText      Code = "patch-text"
	TemplateError  Code = "template-error"
	StyleError     Code = "style-error"
)

// What an edition may not lose or weaken of the base, since readers in danger depend on it.
const (
	SafetyLesson  Code = "safety-lesson"  // what is held back in a lesson, its notes on safety, its words for one person
	SafetySheet   Code = "safety-sheet"   // what is never kept, printed or shared, and rules that lead to help
	SafetyCheck   Code = "safety-check"   // the questions of the safety check and what follows from them
	SafetyOrder   Code = "safety-order"   // the safety check before anything for two people
	SafetyPage    Code = "safety-page"    // pages and numbers that help
	SafetyWords   Code = "safety-words"   // words of the interface that lead out or to help
	SafetyDropped Code = "safety-dropped" // parts of a finished page
	ForeignScript Code = "foreign-script" // scripts that this build did not make
	ForeignPlace  Code = "foreign-place"  // whatever would be loaded from elsewhere, or sent there
	StyleHides    Code = "style-hides"    // styles that hide or uncover what they must not
)

// Problems of a site where its readers find it.
const (
	ServedNothing  Code = "served-nothing"
	ServedMissing  Code = "served-missing"
	ServedChanged  Code = "served-changed"
	ServedExtra    Code = "served-extra"
	ServedHeader   Code = "served-header"
	ServedType     Code = "served-type"
	ServedSize     Code = "served-size"
	ServedForeign  Code = "served-foreign"
	ServedCookie   Code = "served-cookie"
	ServedRedirect Code = "served-redirect"
	ServedSecure   Code = "served-secure"
	ServedSafety   Code = "served-safety"
)
