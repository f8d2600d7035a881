package output

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"
)

func makeList(f files) list {
	var l list
	for _, name := range f.tree().Paths() {
		l = append(l, listed{sha256.Sum256([]byte(f[name])), int64(len(f[name])), name})
	}
	return l
}

func listText(f files) string { return string(makeList(f).encode(Site)) }

func TestParseList(t *testing.T) {
	sum := strings.Repeat("0a", sha256.Size)
	tests := map[string]struct {
		text string
		line int // of the first that cannot be read, 0 if all can
	}{
		"empty site":        {"goldseam site 1\n", 0},
		"files":             {"goldseam site 1\n" + sum + " 0 a b\n" + sum + " 12 c/d\n", 0},
		"notes":             {"goldseam notes 1\n" + sum + " 0 index.html\n", 0},
		"other kind":        {"goldseam poems 1\n", 1},
		"nothing":           {"", 1},
		"other version":     {"goldseam site 2\n", 1},
		"cut off":           {"goldseam site 1\n" + sum + " 0 a", 1},
		"outside":           {"goldseam site 1\n" + sum + " 0 ../a\n", 2},
		"from the root":     {"goldseam site 1\n" + sum + " 0 /etc/passwd\n", 2},
		"twice":             {"goldseam site 1\n" + sum + " 0 a\n" + sum + " 0 a\n", 3},
		"out of order":      {"goldseam site 1\n" + sum + " 0 b\n" + sum + " 0 a\n", 3},
		"no path":           {"goldseam site 1\n" + sum + " 0 \n", 2},
		"no size":           {"goldseam site 1\n" + sum + " a\n", 2},
		"less than no size": {"goldseam site 1\n" + sum + " -1 a\n", 2},
		"short sum":         {"goldseam site 1\n0a 0 a\n", 2},
		"no sum":            {"goldseam site 1\n" + strings.Repeat("zz", sha256.Size) + " 0 a\n", 2},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, _, err := parseList([]byte(test.text))
			bad, _ := err.(errBadList)
			if bad.line != test.line {
				t.Errorf("parseList = %v, want line %d", err, test.line)
			}
		})
	}
}

func FuzzParseList(f *testing.F) {
	f.Add([]byte(listText(files{"index.html": "home", "p/1/index.html": "one"})))
	f.Add([]byte(listHead + "\n"))
	f.Add([]byte(bookHead + "\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		kind, l, err := parseList(text)
		if err != nil {
			return
		}
		same, again, err := parseList(l.encode(kind))
		if err != nil || same != kind || !bytes.Equal(again.encode(kind), l.encode(kind)) {
			t.Errorf("list %q does not survive: %v", text, err)
		}
		for _, e := range l {
			if !l.has(e.path) {
				t.Errorf("list %q does not find %q", text, e.path)
			}
		}
	})
}
