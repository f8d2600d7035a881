package format

import "goldseam/internal/strictyaml"

// Seen is base/seen.yaml of an edition: what the base program said when the
// edition last took it over. The program writes it; nobody else need.
type Seen struct {
	Files  strictyaml.Map[string]                   `yaml:"files,required" desc:"each file of the base, with a short hash of its text"`
	Safety strictyaml.Map[strictyaml.Map[[]string]] `yaml:"safety" desc:"what each file says about safety, by what it is for"`
}

// Begun is base/update.yaml of an edition, which is there only while an update
// is under way, or after one that was cut short.
type Begun struct {
	Files strictyaml.Map[string] `yaml:"files,required" desc:"each file that is written, with a short hash of it as it will be and one of the base's file"`
}
