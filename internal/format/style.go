package format

import "goldseam/internal/strictyaml"

// Style is content/LANGUAGE/style.yaml: how texts of that language are to be
// written. What it lists is found as whole words, small letters or capitals;
// other forms of a word are found only if they are listed.
type Style struct {
	Avoid        strictyaml.Map[string] `yaml:"avoid" desc:"words and phrases that no text should have, each with what to write instead"`
	Instructions strictyaml.Map[string] `yaml:"instructions" desc:"words that steps, do and don't should not have, each with what to write instead"`
	AboutPeople  AboutPeople            `yaml:"about_people" desc:"words that should not be said about a person"`
	Idioms       strictyaml.Map[string] `yaml:"idioms" desc:"phrases that a learner of the language may not know, each in plain words"`
	Steps        []string               `yaml:"steps" desc:"words that a step may begin with; left out: any"`
	Dont         []string               `yaml:"dont" desc:"beginnings that a don't may have; left out: any" example:"Don't"`
}

// AboutPeople says which words should not be said about a person, and where a text speaks about one.
type AboutPeople struct {
	Words     strictyaml.Map[string] `yaml:"words" desc:"the words, each with what to write instead"`
	After     []string               `yaml:"after" desc:"words for a person, one of which must stand right before" example:"you are"`
	NotAfter  []string               `yaml:"not_after" desc:"words that make it no blame if they stand before the person, such as if"`
	NotBefore []string               `yaml:"not_before" desc:"words that make it no blame if they follow, such as have to"`
}
