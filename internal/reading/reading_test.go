package reading_test

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"goldseam/internal/reading"
)

// counted are texts whose words, sentences and syllables were counted by hand.
// Numbers and abbreviations are counted as they are read out: 20 is twen·ty, Dr. is doc·tor.
func counted() []struct {
	name, text string
	want       reading.Count
} {
	return []struct {
		name, text string
		want       reading.Count
	}{
		{"plain", "The cat sat on the mat.", reading.Count{6, 1, 6}},
		{"two sentences", "You may feel tired today. That is normal.", reading.Count{8, 2, 10}},
		{"long words", "Responsibility for communication belongs to both individuals.", reading.Count{7, 1, 21}},
		{"dialogue", `"I'm back," says Alex. "Can we try?" Sam nods.`, reading.Count{9, 3, 10}},
		{"question within", `"Why now?" she asks. "I was afraid," he says, "and I hid it."`, reading.Count{13, 2, 14}},
		{"abbreviations", "Dr. Reed and Mrs. Stone meet at 5 p.m. on Monday. Bring a pen, e.g. a blue one.", reading.Count{18, 2, 23}},
		{"decimals", "It costs 3.50 now. That is 1,200 in all.", reading.Count{9, 2, 16}},
		{"ellipses", "Wait... and breathe. Then … Rest.", reading.Count{5, 3, 5}},
		{"contractions", "Don't rush. You couldn’t know, and it isn't your fault. They'll wait.", reading.Count{12, 3, 14}},
		{"hyphens", "A well-known self-help plan is a day-to-day thing.", reading.Count{8, 1, 12}},
		{"exclamations", `Stop! "No more lies!" he shouted. It was over.`, reading.Count{9, 3, 11}},
		{"silent e", "She hoped, named the places, changed the rules and walked home.", reading.Count{11, 1, 12}},
		{"-le and -ted", "A little couple handled the trouble and waited at the table.", reading.Count{11, 1, 17}},
		{"two vowels", "Being quiet is an idea. Doing it is a science.", reading.Count{10, 2, 16}},
		{"initials", "Ann J. Reed wrote it. That is plan B. Then comes lunch.", reading.Count{12, 3, 12}},
		{"numbers", "Walk for 20 minutes at 9:30. Rest 2 days.", reading.Count{9, 2, 13}},
		{"list item", "Slow breath out", reading.Count{3, 1, 3}},
		{"colon and semicolon", "Write three things: what you did, who was hurt; what you will mend.", reading.Count{13, 1, 13}},
		{"round brackets", "Call a friend (or a helper). (It is free.) Go on.", reading.Count{11, 3, 12}},
		{"mixed", "Forgiveness is never a duty. Some people forgive in a year, others in ten, and some do not; every one of these is a whole life.", reading.Count{26, 2, 34}},
	}
}

// TestOf compares with counts made by hand. Words and sentences must be the same;
// syllables may be one off in twenty. All twenty texts are exact now.
func TestOf(t *testing.T) {
	exact := 0
	for _, tt := range counted() {
		t.Run(tt.name, func(t *testing.T) {
			got := reading.Of(tt.text)
			if got.Words != tt.want.Words || got.Sentences != tt.want.Sentences {
				t.Errorf("Of(%q) = %d words, %d sentences; want %d and %d", tt.text, got.Words, got.Sentences, tt.want.Words, tt.want.Sentences)
			}
			if off := math.Abs(float64(got.Syllables - tt.want.Syllables)); off*20 > float64(tt.want.Syllables) {
				t.Errorf("Of(%q) = %d syllables, want %d", tt.text, got.Syllables, tt.want.Syllables)
			}
			if got.Syllables == tt.want.Syllables {
				exact++
			}
		})
	}
	if exact < 20 {
		t.Errorf("of %d texts %d have the right number of syllables, and 20 had", len(counted()), exact)
	}
}

func TestGrade(t *testing.T) {
	tests := []struct {
		count reading.Count
		want  float64
	}{
		{reading.Count{}, 0},
		{reading.Count{Words: 100, Sentences: 10, Syllables: 130}, 3.65}, // 3.9 + 15.34 - 15.59
		{reading.Count{Words: 100, Sentences: 5, Syllables: 170}, 12.27}, // 7.8 + 20.06 - 15.59
		{reading.Count{Words: 4, Sentences: 2, Syllables: 4}, -3.01},     // 0.78 + 11.8 - 15.59
	}
	for _, tt := range tests {
		if got := tt.count.Grade(); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%+v.Grade() = %v, want %v", tt.count, got, tt.want)
		}
	}
}

func TestEnglish(t *testing.T) {
	for tag, want := range map[string]bool{"en": true, "en-GB": true, "EN": true, "es": false, "enm": false} {
		if got := reading.English(tag); got != want {
			t.Errorf("English(%q) = %t, want %t", tag, got, want)
		}
	}
}

// TestPlaces holds that a sentence is what stands between its first letter and its last sign.
func TestPlaces(t *testing.T) {
	const text = `  "Stay." He did (so I think). And then: "Why?"`
	want := []string{"Stay.", "He did (so I think).", `And then: "Why?`}
	var got []string
	for _, s := range reading.Sentences(text) {
		got = append(got, text[s.Start:s.End])
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("Sentences(%q) = %q, want %q", text, got, want)
	}
}

// FuzzOf holds what is true of every text.
func FuzzOf(f *testing.F) {
	for _, tt := range counted() {
		f.Add(tt.text)
	}
	f.Add("a.b.c… ’’ 12:30,5 Ünïcödé — \xff 'tis it's.It")
	f.Fuzz(func(t *testing.T, text string) {
		words, sentences, count := reading.Words(text), reading.Sentences(text), reading.Of(text)
		if count.Words != len(words) || count.Sentences != len(sentences) || count.Words < count.Sentences || count.Syllables < count.Words || count.Words > 0 && count.Sentences == 0 {
			t.Fatalf("Of(%q) = %+v of %d words and %d sentences", text, count, len(words), len(sentences))
		}
		end, n := 0, 0
		for _, s := range sentences {
			if s.Start < end || s.End <= s.Start || s.End > len(text) || s.Words == 0 {
				t.Fatalf("Sentences(%q): %+v after %d", text, s, end)
			}
			end, n = s.End, n+s.Words
		}
		if n != len(words) {
			t.Fatalf("Sentences(%q) hold %d words of %d", text, n, len(words))
		}
		plain := strings.Map(func(r rune) rune { // letters and spaces: the words are those between the spaces
			if r >= 'a' && r <= 'z' || r == ' ' {
				return r
			}
			return -1
		}, text)
		if got := reading.Of(plain); got.Words != len(strings.Fields(plain)) || got.Sentences > 1 {
			t.Fatalf("Of(%q) = %+v", plain, got)
		}
		if !utf8.ValidString(text) || count.Words == 0 {
			return
		}
		twice := reading.Of(text + ".\n" + "Xo " + text) // a word more, and a sentence for each
		if twice.Words != 2*count.Words+1 || twice.Sentences < count.Sentences {
			t.Fatalf("Of(%q) = %+v, and with itself after it %+v", text, count, twice)
		}
		long := reading.Count{Words: count.Words, Sentences: count.Sentences, Syllables: count.Syllables + 1}
		short := reading.Count{Words: count.Words, Sentences: count.Sentences + 1, Syllables: count.Syllables}
		if long.Grade() <= count.Grade() || short.Grade() >= count.Grade() {
			t.Fatalf("%+v: grade %v, with a syllable more %v, with a sentence more %v", count, count.Grade(), long.Grade(), short.Grade())
		}
	})
}
