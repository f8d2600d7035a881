package follow

import (
	"goldseam/internal/format"
	"goldseam/internal/frontmatter"
	"goldseam/internal/strictyaml"
)

// Title gives the title that stands in a base file; "" if it has none.
func (e *Edition) Title(name string) string {
	f := e.Base.File(name)
	if f == nil {
		return ""
	}
	if k, _ := kindOf(name); k == country || k == words || k == style || k == theme || k == notes || k == none {
		return ""
	}
	file, problems := frontmatter.Split(name, f.Data)
	if problems != nil {
		return ""
	}
	var m format.TextWords // whatever else is there is not asked for
	strictyaml.Decode(file.Matter, strictyaml.Of[format.TextWords](), &m)
	return m.Title
}
