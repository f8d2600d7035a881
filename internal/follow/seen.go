package follow

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strconv"
	"strings"

	"goldseam/internal/format"
	"goldseam/internal/merge"
	"goldseam/internal/program"
	"goldseam/internal/snapshot"
	"goldseam/internal/strictyaml"
)

// SeenFile is the place of the list that [Seen] writes, in an edition's folder.
const SeenFile = seenFile

// Seen writes base/seen.yaml: what the base says now. The same base gives the same bytes.
//
// Whoever begins an edition writes it, and "update" after it has shown what the
// base changed. All others write it only where it is missing: to write it
// earlier would take a change of safety text away unseen.
func Seen(base *snapshot.Tree) []byte {
	e := Open(base, base, snapshot.Of(nil))
	var b strings.Builder
	b.WriteString("# What the base program said when this edition last took it over: \"goldseam update\" compares with it.\nfiles:\n")
	files := e.baseFiles()
	for _, f := range files {
		fmt.Fprintf(&b, "  %s: %q\n", quoted(f.Path), hash(f.Data))
	}
	if len(files) == 0 {
		b.WriteString("  {}\n")
	}
	safety := false
	for _, f := range files {
		list := e.safety(f.Path, f.Data)
		if len(list) == 0 {
			continue
		}
		if !safety {
			b.WriteString("safety:\n")
			safety = true
		}
		fmt.Fprintf(&b, "  %s:\n", quoted(f.Path))
		for _, p := range list {
			fmt.Fprintf(&b, "    %s:\n", quoted(p.Key))
			for _, text := range p.Value {
				fmt.Fprintf(&b, "      - %s\n", quoted(text))
			}
		}
	}
	return []byte(b.String())
}

// quoted writes a text in double quotes. Go's escapes are YAML's as well.
func quoted(s string) string { return strconv.Quote(strings.ToValidUTF8(s, "\uFFFD")) }

// hash names the state of a file.
func hash(text []byte) string {
	sum := sha256.Sum256([]byte(strings.Join(merge.Lines(text), "\n")))
	return hex.EncodeToString(sum[:4])
}

// baseFiles lists the files of the base that an edition may follow.
func (e *Edition) baseFiles() []*snapshot.File {
	var out []*snapshot.File
	for _, f := range e.Base.Files() {
		if f.Err == nil && follows(f.Path) {
			out = append(out, f)
		}
	}
	return out
}

// follows tells the files that an edition can replace or change.
func follows(name string) bool {
	if k, _ := kindOf(name); k != none {
		return !strings.HasSuffix(name, patchEnd)
	}
	return strings.HasPrefix(name, "content/") && program.IsPicture(name) && path.Dir(name) != "content"
}

// seen reads base/seen.yaml. It gives why it cannot, if it cannot.
func (e *Edition) seen() (format.Seen, string) {
	var s format.Seen
	f := e.Kept.File(seenFile)
	switch {
	case f == nil:
		return s, "it is missing"
	case f.Err != nil:
		return s, "it cannot be read"
	}
	src := strictyaml.Source{File: seenFile, Line: 1, Text: bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf"))}
	if problems := strictyaml.Decode(src, strictyaml.Of[format.Seen](), &s); problems.Errors() > 0 {
		p := problems.Sorted()[0]
		return format.Seen{}, fmt.Sprintf("line %d: %s", p.Line, p.Message)
	}
	return s, ""
}

// Said is one text about safety that the base has in other words now.
type Said struct {
	File string `json:"file"`
	Part string `json:"part"` // what it is for
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`
}

// SafetyChanges lists what the base says otherwise about safety since the edition
// looked last; unknown says why nobody can tell, if so.
func (e *Edition) SafetyChanges() (out []Said, unknown string) {
	if e.unknown != "" {
		return nil, e.unknown
	}
	before := e.before
	for _, pair := range before.Safety {
		f := e.Base.File(pair.Key)
		if old, _ := before.Files.Get(pair.Key); f != nil && old == hash(f.Data) {
			continue
		}
		var now said
		if f != nil {
			now = e.safety(pair.Key, f.Data)
		}
		out = append(out, compareSaid(pair.Key, pair.Value, now)...)
	}
	for _, f := range e.baseFiles() {
		if _, had := before.Safety.Get(f.Path); had {
			continue
		}
		if _, known := before.Files.Get(f.Path); known { // a file that said nothing about safety before
			out = append(out, compareSaid(f.Path, nil, e.safety(f.Path, f.Data))...)
		}
	}
	return out, ""
}

func compareSaid(file string, old, now said) []Said {
	var out []Said
	parts := old.Keys()
	for _, key := range now.Keys() {
		if _, had := old.Get(key); !had {
			parts = append(parts, key)
		}
	}
	for _, part := range parts {
		before, _ := old.Get(part)
		after, _ := now.Get(part)
		for _, c := range merge.Changes(before, after) {
			for i := range max(c.End-c.Start, c.NewEnd-c.NewStart) {
				s := Said{File: file, Part: part}
				if c.Start+i < c.End {
					s.Old = before[c.Start+i]
				}
				if c.NewStart+i < c.NewEnd {
					s.New = after[c.NewStart+i]
				}
				out = append(out, s)
			}
		}
	}
	return out
}

// Added lists the lessons, worksheets, pages and other files that the base has
// now and did not have when the edition looked last.
func (e *Edition) Added() []string {
	if e.unknown != "" {
		return nil
	}
	var out []string
	for _, f := range e.baseFiles() {
		if _, known := e.before.Files.Get(f.Path); !known && !strings.HasPrefix(f.Path, "theme/") {
			out = append(out, f.Path)
		}
	}
	return out
}
