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
	UnknownKey    Code = "unknown-key"
	RepeatedKey   Code = "repeated-key"
	MissingKey    Code = "missing-key"
	EmptyValue    Code = "empty-value"
	WrongType     Code = "wrong-type"
	UnknownValue  Code = "unknown-value"
)
