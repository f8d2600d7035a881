// Package desk answers what the editing page of the preview asks: it opens a
// text as a form, tries answers out without writing anything, and says what is
// to be written.
//
// A request carries the kind, language and name of a text, never a path. Which
// file that is follows from the program's own plan, so that no request can name
// a file that is none of its texts.
package desk

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"time"

	"goldseam/internal/build"
	"goldseam/internal/edit"
)

// Ref names one text of the program.
type Ref struct {
	Kind     string `json:"kind"`
	Language string `json:"language"`
	ID       string `json:"id"`
}

func (r Ref) String() string { return r.Kind + "/" + r.Language + "/" + r.ID }

// Folder is where texts are written: the edition, or the whole program. Paths are those of the overlay.
type Folder interface {
	// Read gives a file of the folder; fs.ErrNotExist where there is none.
	Read(path string) ([]byte, error)
	// Write makes all changes, or none as far as the disk lets it.
	Write(changes []Change) error
}

// Change is one file that is to be as it says.
type Change struct {
	Path string
	Data []byte // nil: there is to be no such file
}

// Options are what a desk needs.
type Options struct {
	Folder Folder // nil: there is nothing to write to, the base alone is shown
	Base   fs.FS  // the files of the base program by overlay path; nil where the folder is a whole program
}

// Desk is the editing page's other side. Its methods may be called from any goroutine.
type Desk struct {
	Options
	asked chan func(context.Context, *build.Result)
}

// New makes a desk that has nothing to say before live.Run answers its questions.
func New(o Options) *Desk {
	return &Desk{Options: o, asked: make(chan func(context.Context, *build.Result))}
}

// Asked is for live.Options.
func (d *Desk) Asked() <-chan func(context.Context, *build.Result) { return d.asked }

// patience is how long a question waits for a build that goes on.
const patience = 30 * time.Second

// errBusy says that nobody answers.
var errBusy = errors.New("the preview is busy with the site; try again in a moment")

// ask runs a question where builds run.
func (d *Desk) ask(ctx context.Context, question func(context.Context, *build.Result)) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	done := make(chan struct{})
	select {
	case d.asked <- func(running context.Context, r *build.Result) { defer close(done); question(running, r) }:
	case <-ctx.Done():
		return errBusy
	}
	<-done
	return nil
}

// Edits gives the pages of a site with the text that each of them shows, as preview.Site has them.
func Edits(r *build.Result) map[string]string {
	out := map[string]string{}
	for _, t := range r.Texts() {
		if t.Address != "" && r.Input().Tree.File(t.Path) != nil {
			out[t.Address] = Ref{t.Kind, t.Language, t.ID}.String()
		}
	}
	return out
}

// Answer is what the page gets.
type Answer struct {
	Said     string    `json:"said,omitempty"`  // why there is nothing else, or what was done
	Form     *Form     `json:"form,omitempty"`  // the text as a form
	Check    *Checked  `json:"check,omitempty"` // what the program says about the answers
	Conflict *Conflict `json:"conflict,omitempty"`
	Saved    bool      `json:"saved,omitempty"`
	Texts    []Listed  `json:"texts,omitempty"`
}

// Listed is one text that can be edited.
type Listed struct {
	Ref
	Title   string `json:"title"`
	Address string `json:"address,omitempty"`
	State   State  `json:"state"`
}

// State says where a text stands.
type State string

// Where a text stands.
const (
	AsBase  State = "base"  // the base's, as it is
	Patched State = "patch" // the base's, with changes
	Whole   State = "whole" // the edition's in place of the base's
	Own     State = "own"   // the edition's own, or that of a whole program
)

// Do answers one request of the page.
func (d *Desk) Do(ctx context.Context, action string, body []byte) (any, error) {
	var q request
	if err := unmarshal(body, &q); err != nil {
		return nil, err
	}
	if d.Folder == nil {
		return Answer{Said: "base"}, nil
	}
	var out *Answer
	var failed error
	err := d.ask(ctx, func(ctx context.Context, r *build.Result) {
		w := &work{desk: d, result: r, request: q}
		switch action {
		case "list":
			out = w.list()
		case "open":
			out, failed = w.open()
		case "check":
			out, failed = w.check(ctx)
		case "save":
			out, failed = w.save(ctx)
		case "undo":
			out, failed = w.undo()
		default:
			failed = ErrUnknown
		}
	})
	if err == nil {
		err = failed
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// request is what the page sends.
type request struct {
	Ref
	Hash   string          `json:"hash"`   // of what the form was made of
	Values json.RawMessage `json:"values"` // the answers
	Body   string          `json:"body"`
	Anyway bool            `json:"anyway"` // save although there are problems
	Small  bool            `json:"small"`  // make a patch of a whole file, so that the rest follows the base again
	Over   bool            `json:"over"`   // save over what somebody else wrote; that is put aside
}

// Mistakes of a request. The page shows their words.
var (
	ErrUnknown = errors.New("the program has no such text")
	ErrRequest = errors.New("this is not what the editing page sends")
)

func unmarshal(data []byte, v any) error {
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil || dec.More() {
		return ErrRequest
	}
	return nil
}

// work is one request in progress.
type work struct {
	desk    *Desk
	result  *build.Result
	request request
}

// list gives all texts.
func (w *work) list() *Answer {
	out := &Answer{Texts: []Listed{}}
	for _, t := range w.result.Texts() {
		if w.result.Input().Tree.File(t.Path) == nil {
			continue
		}
		one := Listed{Ref: Ref{t.Kind, t.Language, t.ID}, Title: t.Title, Address: t.Address}
		if s, err := w.stand(t); err == nil {
			one.State = s.state
		}
		out.Texts = append(out.Texts, one)
	}
	return out
}

// find gives the text that the request names.
func (w *work) find() (build.Text, error) {
	if edit.Format(edit.Kind(w.request.Kind), false) != nil {
		for _, t := range w.result.Texts() {
			if (Ref{t.Kind, t.Language, t.ID}) == w.request.Ref && w.result.Input().Tree.File(t.Path) != nil {
				return t, nil
			}
		}
	}
	return build.Text{}, ErrUnknown
}
