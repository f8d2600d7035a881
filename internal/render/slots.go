package render

// SlotTexts are an edition's own texts in one language, ready for a page; "" for
// one that is not there. All pages have them in common: whichever changes, all
// pages are made again, which is what most of them ask for in any case.
type SlotTexts struct {
	HeaderNote      Text // below the header of each page
	Footer          Text // in the footer of each page
	Contact         Text // on the pages help and about
	Consent         Text // where notes stay, and on the page limits
	BeforeWorksheet Text // above each worksheet
	AfterLesson     Text // below each lesson
	HelpIntro       Text // on the help page
}

// slots makes the own texts. Where they have headings, these have ids of their
// own beside those of the page's text.
func (e *environment) slots() SlotTexts {
	text := func(name, prefix string) Text {
		s := e.lang.Slot(name)
		if s == nil {
			return ""
		}
		return e.html(s.LinksFrom(e.lang), s.Body, prefix)
	}
	return SlotTexts{
		HeaderNote: text("header-note", ""), Footer: text("footer", ""), Contact: text("contact", "oc"), Consent: text("consent", ""),
		BeforeWorksheet: text("before-worksheet", ""), AfterLesson: text("after-lesson", "oa"), HelpIntro: text("help-intro", "oh"),
	}
}
