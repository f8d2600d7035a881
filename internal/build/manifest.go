package build

import (
	"encoding/json"

	"goldseam/internal/program"
)

// manifest says how the site is called and looks on a home screen. It is shown in
// the browser, so that no browser offers to install it by itself.
type manifest struct {
	Name      string         `json:"name"`
	ShortName string         `json:"short_name"`
	Lang      string         `json:"lang"`
	Dir       string         `json:"dir"`
	Start     string         `json:"start_url"`
	Scope     string         `json:"scope"`
	Display   string         `json:"display"`
	Icons     []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Src   string `json:"src"`
	Sizes string `json:"sizes"`
	Type  string `json:"type"`
}

// manifests adds one for each language, all with a name that tells nothing.
func (r *Result) manifests(files map[string][]byte, p *program.Program, a program.Addresses) {
	icons := []manifestIcon{}
	if r.assets.Icon != "" {
		icons = append(icons, manifestIcon{a.Base + r.assets.Icon, "any", "image/svg+xml"})
	}
	if r.assets.Touch != "" {
		icons = append(icons, manifestIcon{a.Base + r.assets.Touch, "512x512", "image/png"})
	}
	for _, lang := range p.Languages {
		name := lang.Convert.Plain(lang.Strings["neutral-name"])
		text, err := json.Marshal(manifest{name, name, lang.Tag, lang.Dir, a.Home(lang), a.Base, "browser", icons})
		if err != nil {
			panic(err) // texts only
		}
		files[a.Manifest(lang)[len(a.Base):]] = text
	}
}
