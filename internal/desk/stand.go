package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/edit"
)

// stand is what the disk holds of one text.
type stand struct {
	state State
	text  []byte // as the site shows it: the base's with the changes of a patch, or the own
	base  []byte // nil if the base has no such text
	own   []byte // the own file or the patch as it lies on the disk
	at    string // its path; "" if there is neither
	hash  string // of what is the folder's own
	bad   diag.List
}

// patchPath is where a patch of a text stands.
func patchPath(file string) string { return strings.TrimSuffix(file, path.Ext(file)) + ".patch.yaml" }

// stand looks at what there is of a text.
func (w *work) stand(t build.Text) (*stand, error) {
	s := &stand{}
	var err error
	if w.desk.Base != nil {
		s.base, err = fs.ReadFile(w.desk.Base, t.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("read the base's %s: %w", t.Path, err)
		}
	}
	whole, err := w.desk.read(t.Path)
	if err != nil {
		return nil, err
	}
	changes, err := w.desk.read(patchPath(t.Path))
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%t %d ", whole != nil, len(whole))
	sum.Write(whole)
	fmt.Fprintf(sum, "%t %d ", changes != nil, len(changes))
	sum.Write(changes)
	s.hash = hex.EncodeToString(sum.Sum(nil)[:16])
	switch {
	case whole != nil && s.base != nil:
		s.state, s.text, s.own, s.at = Whole, whole, whole, t.Path
	case whole != nil:
		s.state, s.text, s.own, s.at = Own, whole, whole, t.Path
	case s.base == nil:
		return nil, ErrUnknown
	case changes != nil:
		s.state, s.own, s.at = Patched, changes, patchPath(t.Path)
		s.text, s.bad = patched(t, s.base, s.at, changes)
	default:
		s.state, s.text = AsBase, s.base
	}
	return s, nil
}

// read gives a file of the folder, nil if there is none.
func (d *Desk) read(file string) ([]byte, error) {
	data, err := d.Folder.Read(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case data == nil:
		data = []byte{}
	}
	return data, nil
}

// Form is a text as a form.
type Form struct {
	Ref
	Title     string           `json:"title"`
	Address   string           `json:"address,omitempty"`
	File      string           `json:"file"` // as the author knows it
	State     State            `json:"state"`
	Whole     bool             `json:"program"` // the folder is a whole program: there is no base to go back to
	Hash      string           `json:"hash"`
	Questions []*edit.Question `json:"questions"`
	Values    edit.Group       `json:"values"`
	Aside     []string         `json:"aside"`
	Body      string           `json:"body"`
	Fixed     []string         `json:"fixed"` // names that answers of readers depend on, as paths such as fields/when
	Places    []Place          `json:"places"`
	Base      string           `json:"base"` // the base's text, "" if it has none
	Text      string           `json:"text"`
	Dir       string           `json:"dir"`
}

// Place is a text that a link may lead to.
type Place struct {
	Kind  string `json:"kind"`
	Title string `json:"title"`
	Link  string `json:"link"`
}

// begin finds the text of a request, and how it stands.
func (w *work) begin() (build.Text, *stand, error) {
	t, err := w.find()
	if err != nil {
		return t, nil, err
	}
	s, err := w.stand(t)
	return t, s, err
}

// open gives a text as a form.
func (w *work) open() (*Answer, error) {
	t, s, err := w.begin()
	if err != nil {
		return nil, err
	}
	return w.form(t, s)
}

func (w *work) form(t build.Text, s *stand) (*Answer, error) {
	shown := w.result.Input().Tree.Shown(t.Path)
	f := &Form{
		Ref: w.request.Ref, Title: t.Title, Address: t.Address, File: shown, State: s.state, Whole: w.desk.Base == nil,
		Hash: s.hash, Base: string(s.base), Text: string(s.text), Fixed: []string{}, Places: []Place{}, Aside: []string{}, Dir: "ltr",
	}
	for _, lang := range w.result.Program().Languages {
		if lang.Tag == t.Language {
			f.Dir = lang.Dir
		}
	}
	problems := s.bad
	var parts *edit.Text
	if len(s.bad) == 0 {
		parts, problems = edit.Read(edit.Kind(t.Kind), t.Translation, t.Path, s.text)
	}
	if parts == nil { // whoever wrote it in an editor mends it there, or goes back
		f.Questions, f.Values, f.Text = []*edit.Question{}, edit.Group{}, string(s.own)
		return &Answer{Said: "broken", Form: f, Check: w.only(problems, shown)}, nil
	}
	lessons, sheets := w.choices(t)
	f.Questions = edit.Form(edit.Kind(t.Kind), t.Translation, lessons, sheets)
	f.Values, f.Body = parts.Values, parts.Body
	f.Aside = append(f.Aside, parts.Aside...)
	f.Places = w.places(t)
	f.Fixed = append(f.Fixed, w.fixed(t, s)...)
	return &Answer{Form: f}, nil
}

// only makes a check of problems alone.
func (w *work) only(problems diag.List, file string) *Checked {
	c := &Checked{Here: []Problem{}, Elsewhere: []Problem{}}
	for _, p := range problems {
		p.File = file
		c.Here = append(c.Here, problem(p, edit.Place{}))
		c.Errors++
	}
	return c
}

// choices lists the lessons and worksheets of a text's language by id.
func (w *work) choices(t build.Text) (lessons, sheets []edit.Choice) {
	lessons, sheets = []edit.Choice{}, []edit.Choice{}
	for _, o := range w.result.Texts() {
		title := o.Title
		if title == "" {
			title = o.ID
		}
		switch {
		case o.Language != t.Language:
		case o.Kind == "lesson" && o.ID != t.ID:
			lessons = append(lessons, edit.Choice{Value: o.ID, Label: title})
		case o.Kind == "worksheet":
			sheets = append(sheets, edit.Choice{Value: o.ID, Label: title})
		}
	}
	return lessons, sheets
}

// places lists what a link of the text may lead to, and what to write for it.
func (w *work) places(t build.Text) []Place {
	out := []Place{}
	for _, o := range w.result.Texts() {
		if o.Language == t.Language && o.Path != t.Path && o.Title != "" && o.Kind != "phase" && o.Kind != "home" {
			out = append(out, Place{o.Kind, o.Title, relative(path.Dir(t.Path), o.Path)})
		}
	}
	return out
}

// relative gives the way from a folder to a file.
func relative(from, to string) string {
	up := ""
	for from != "." && !strings.HasPrefix(to, from+"/") {
		from, up = path.Dir(from), up+"../"
	}
	return up + strings.TrimPrefix(to, from+"/")
}

// fixed lists the names within a worksheet that answers of readers depend on:
// those that were published, and those of the base program.
func (w *work) fixed(t build.Text, s *stand) []string {
	if t.Kind != string(edit.Sheet) {
		return nil
	}
	var out []string
	if s.base != nil {
		if base, _ := edit.Read(edit.Sheet, t.Translation, t.Path, s.base); base != nil {
			out = names(out, "", base.Values)
		}
	}
	if p := w.result.Program(); p != nil {
		for _, sheet := range p.Ledger {
			if sheet.ID != t.ID {
				continue
			}
			for _, f := range sheet.Fields {
				out = append(out, "fields/"+f.ID)
				for _, o := range f.Options {
					out = append(out, "fields/"+f.ID+"/options/"+o.ID)
				}
				for _, c := range f.Columns {
					out = append(out, "fields/"+f.ID+"/columns/"+c.ID)
				}
				for _, i := range f.Items {
					out = append(out, "fields/"+f.ID+"/items/"+i.ID)
				}
			}
		}
	}
	return out
}

// names lists the names in a value by their paths.
func names(out []string, at string, v any) []string {
	switch v := v.(type) {
	case edit.Group:
		for key, part := range v {
			out = names(out, at+"/"+key, part)
		}
	case edit.Map:
		for _, e := range v {
			out = append(out, strings.TrimPrefix(at+"/"+e.Key, "/"))
			out = names(out, at+"/"+e.Key, e.Value)
		}
	}
	return out
}
