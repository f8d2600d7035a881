package format

import "goldseam/internal/strictyaml"

// Ledger is content/ledger.yaml, or ledger.yaml of an edition: the worksheets that
// were published. Readers' answers are kept by these names, so none may go.
type Ledger struct {
	Worksheets strictyaml.Map[strictyaml.Map[Published]] `yaml:"worksheets,required" desc:"the fields of each published worksheet, by their permanent names"`
}

// LedgerField is a field that was published, with its permanent name.
type LedgerField = strictyaml.Pair[Published]

// Published is one field that was published.
type Published struct {
	Type    string                          `yaml:"type,required,short" enum:"text longtext choice multi checklist scale date time rows sentence timer agreement tracker calendar show" desc:"the field's type"`
	Each    bool                            `yaml:"each" desc:"true: it has two places, one for each person"`
	Was     string                          `yaml:"was" desc:"the name it had before"`
	Options []string                        `yaml:"options" desc:"names of the choices"`
	Items   []string                        `yaml:"items" desc:"names of the scales in it"`
	Columns strictyaml.Map[PublishedColumn] `yaml:"columns" desc:"the columns"`
	Gaps    strictyaml.Map[[]string]        `yaml:"gaps" desc:"the gaps of a sentence, each with the names of its choices"`
}

// PublishedColumn is one column that was published.
type PublishedColumn struct {
	Type    string   `yaml:"type,required,short" enum:"text longtext choice multi date time scale" desc:"the column's type"`
	Options []string `yaml:"options" desc:"names of the choices"`
}
