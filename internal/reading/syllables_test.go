package reading_test

import (
	"strings"
	"testing"

	"goldseam/internal/reading"
)

// TestSyllables holds words to their syllables, as dictionaries part them.
func TestSyllables(t *testing.T) {
	known := map[int]string{
		1: `the be me a I trust hurt make makes made named stopped eyes eye quit guilt guess guide friend friends don't can't won't you're they're I've
			world through though whole scared played owed called goes does tried clothes queue sleep voice years fought please aren't 1 2 10 12 knife fire hour
			phone thought strength pause view blame`,
		2: `table trouble couples handled trampled being doing seeing saying going trying buying player flyer quiet diet poem fuel cruel chaos someone something
			sometimes safely hopeless careful statement closeness lonely safety didn't couldn't haven't isn't it'll Sam's-own worried worries worry moment comment
			question nation social special patient only rely people seven 7 20 14 TV okay message notice changes promise feeling before agreed needed ended
			follow followed yourself today lion science really evening business every hundred naked beyond loyal royal lately forgive maybe 30th rhythm`,
		3: `Alex's idea area radio video period curious serious violent violence obvious media reliance medium therapy relative example somebody family
			every-day everyone anyone usual actual sexual mutual forgiveness completely advisor behavior familiar opinion suicide continue
			influence employer earlier easier worrying carrying studying remember important tomorrow disagree yesterday racism genuine theory
			quietly quieter museum realize agreement beloved 17 100 21 piano different patiently together`,
		4: `anxiety society variety reality situation experience information everybody emotional usually actually responsible January
			relationship reliable community apology naturally 101 capacity ability material`,
		5: `opportunity communication immediately university uncomfortable`,
	}
	for want, list := range known {
		for _, word := range strings.Fields(list) {
			if got := reading.Syllables(word); got != want {
				t.Errorf("Syllables(%q) = %d, want %d", word, got, want)
			}
		}
	}
}
