package render

import (
	"html/template"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/program"
)

// country makes the view of a country's help lines.
func (e *environment) country(c *program.Country) CountryView {
	v := CountryView{ID: "c-" + strings.ToLower(c.Code), Name: Text(e.word(countryKey(c.Code)))}
	if e.lang.Strings[countryKey(c.Code)] == "" {
		v.Name = e.lang.Convert.Text(c.Code)
	}
	for _, n := range c.Emergency {
		v.Emergency = append(v.Emergency, phone("tel:", n))
	}
	for _, l := range c.Lines {
		v.Lines = append(v.Lines, e.line(l))
	}
	return v
}

func (e *environment) line(l format.Line) LineView {
	text := func(s string) Text {
		if s == "" || e.lang == e.program.Source {
			return e.lang.Convert.Text(s)
		}
		// A country's file is the same for all languages and may be written in any.
		return "<bdi>" + e.lang.Convert.Text(s) + "</bdi>"
	}
	v := LineView{
		Kind: e.word("kind-" + l.Kind), Name: text(l.Name), Web: l.Web, Hours: text(l.Hours), Cost: text(l.Cost),
		Languages: text(strings.Join(l.Languages, ", ")), LookFor: text(l.LookFor),
	}
	if l.Call != "" {
		v.Call = []PhoneView{phone("tel:", l.Call)}
	}
	if l.Text != "" {
		v.Message = []PhoneView{phone("sms:", l.Text)}
	}
	if l.Call == "" && l.Text == "" && l.Web == "" {
		return v
	}
	if l.OnBill != "" {
		v.OnBill = e.word("bill-" + l.OnBill)
	}
	if l.VerifiedOn == "" {
		v.Unchecked, v.Verified = true, e.word("not-checked")
	} else {
		v.Verified = e.with("checked-on", e.day(l.VerifiedOn))
	}
	return v
}

// phone makes a link of a number as it is dialled. The number that is shown stays as it was written.
// The address is declared safe, since templates refuse these schemes: nothing but digits is in it.
func phone(scheme, number string) PhoneView {
	var digits strings.Builder
	for i, r := range number {
		if r >= '0' && r <= '9' || r == '+' && i == 0 {
			digits.WriteRune(r)
		}
	}
	return PhoneView{Number: number, URL: template.URL(scheme + digits.String())}
}
