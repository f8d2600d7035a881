package locale

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Day writes a day, given as 2026-01-31, as the language does in words, with
// Western digits, which CLDR has for all languages listed. It gives the day as
// it is where the language is not listed, or where it is no day.
//
// The forms are the long ones of CLDR, which the client's Intl.DateTimeFormat
// has too; a test in the client's folder compares them.
func Day(tag, iso string) string {
	m := dayForm.FindStringSubmatch(iso)
	if m == nil {
		return iso
	}
	y, month, d := number(m[1]), number(m[2])-1, number(m[3])
	switch base(tag) {
	case "en":
		if strings.EqualFold(tag, "en") || strings.EqualFold(tag, "en-US") {
			return fmt.Sprintf("%s %d, %d", months(english, month), d, y)
		}
		return fmt.Sprintf("%d %s %d", d, months(english, month), y)
	case "es":
		return fmt.Sprintf("%d de %s de %d", d, months(spanish, month), y)
	case "ar":
		return fmt.Sprintf("%d %s %d", d, months(arabic, month), y)
	}
	return iso
}

const (
	english = "January February March April May June July August September October November December"
	spanish = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
	arabic  = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
)

// dayForm is a day of some year; that the month has so many days is checked where days are read.
var dayForm = regexp.MustCompile(`^([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)

func months(names string, n int) string { return strings.Fields(names)[n] }

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // nothing but digits
	return n
}
