package locale

import (
	"fmt"
	"strings"
	"time"
)

// Day writes a day, given as 2026-01-31, as the language does in words, with
// Western digits, which CLDR has for all languages listed. It gives the day as
// it is where the language is not listed, or where it is no day.
//
// The forms are the long ones of CLDR, which the client's Intl.DateTimeFormat
// has too; a test in the client's folder compares them.
func Day(tag, iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	d, y := day.Day(), day.Year()
	switch base(tag) {
	case "en":
		if strings.EqualFold(tag, "en") || strings.EqualFold(tag, "en-US") {
			return fmt.Sprintf("%s %d, %d", day.Month(), d, y)
		}
		return fmt.Sprintf("%d %s %d", d, day.Month(), y)
	case "es":
		return fmt.Sprintf("%d de %s de %d", d, month(day, "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"), y)
	case "ar":
		return fmt.Sprintf("%d %s %d", d, month(day, "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"), y)
	}
	return iso
}

func month(day time.Time, names string) string { return strings.Fields(names)[day.Month()-1] }
