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
