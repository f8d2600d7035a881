package program

import "strconv"

// KnownPages are the pages every program has, each with the letter of its
// neutral address, in the order of menus.
var KnownPages = []struct{ Name, Letter string }{
	{"before-you-start", "b"},
	{"help", "h"},
	{"right-now", "r"},
	{"limits", "l"},
	{"about", "a"},
	{"stop-rules", "x"},
	{"people-who-harm", "w"},
	{"children", "c"},
	{"counselors", "k"},
}

// Addresses gives the addresses of a program's pages below the site's top. A
// neutral address says nothing about the page, since it stays in the history of
// the browser; it has a permanent number instead.
type Addresses struct {
	Base     string // the site's base path, with a slash at both ends
	Discreet bool
}

// Home is the address of a language's first page.
func (a Addresses) Home(l *Language) string { return a.Base + l.Prefix }

// Lesson is a lesson's address.
func (a Addresses) Lesson(l *Language, lesson *Lesson) string {
	if a.Discreet {
		return a.Base + l.Prefix + "p/" + strconv.Itoa(lesson.Number) + "/"
	}
	return a.Base + l.Prefix + lesson.Phase + "/" + lesson.ID + "/"
}

// Worksheet is a worksheet's address.
func (a Addresses) Worksheet(l *Language, id string, number int) string {
	if a.Discreet {
		return a.Base + l.Prefix + "s/" + strconv.Itoa(number) + "/"
	}
	return a.Base + l.Prefix + "worksheets/" + id + "/"
}

// Page is the address of a page beside the lessons.
func (a Addresses) Page(l *Language, p *Page) string {
	if !a.Discreet {
		return a.Base + l.Prefix + p.Name + "/"
	}
	for _, k := range KnownPages {
		if k.Name == p.Name {
			return a.Base + l.Prefix + k.Letter + "/"
		}
	}
	return a.Base + l.Prefix + "i/" + strconv.Itoa(p.Number) + "/"
}

// Outline is the address of the list of all lessons.
func (a Addresses) Outline(l *Language) string { return a.made(l, "o", "outline") }

// Book is the address of the whole program as one page to print.
func (a Addresses) Book(l *Language) string { return a.made(l, "q", "print") }

// Pack is the address of all worksheets, blank.
func (a Addresses) Pack(l *Language) string { return a.made(l, "z", "worksheets") }

// Notebook is the address of all that a reader wrote.
func (a Addresses) Notebook(l *Language) string { return a.made(l, "n", "notebook") }

// Search is the address of the search.
func (a Addresses) Search(l *Language) string { return a.made(l, "g", "search") }

// Manifest is the address of what describes the site to a home screen.
func (a Addresses) Manifest(l *Language) string { return a.Base + l.Prefix + "site.webmanifest" }

// IsMade tells the names, as addresses in words have them, of pages that no file is written for.
func IsMade(name string) bool {
	switch name {
	case "outline", "print", "worksheets", "notebook", "search":
		return true
	}
	return false
}

func (a Addresses) made(l *Language, letter, name string) string {
	if a.Discreet {
		return a.Base + l.Prefix + letter + "/"
	}
	return a.Base + l.Prefix + name + "/"
}

// Anchor is the anchor of a text's heading: its place in a discreet program, the author's id otherwise.
func (a Addresses) Anchor(index int, id string) string {
	if a.Discreet {
		return "s" + strconv.Itoa(index+1)
	}
	return id
}
