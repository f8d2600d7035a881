package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"goldseam/content"
	"goldseam/internal/build"
	"goldseam/internal/desk"
	"goldseam/internal/overlay"
	"goldseam/internal/snapshot"
	"goldseam/themes"
)

// memory is an edition's folder in memory.
type memory struct {
	mu    sync.Mutex
	files map[string]string
	fresh bool // nothing was written since the last build
}

func (m *memory) Read(name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if text, ok := m.files[name]; ok {
		return []byte(text), nil
	}
	return nil, fs.ErrNotExist
}

func (m *memory) Write(changes []desk.Change) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fresh = false
	for _, c := range changes {
		if c.Data == nil {
			delete(m.files, c.Path)
		} else {
			m.files[c.Path] = string(c.Data)
		}
	}
	return nil
}

func (m *memory) names() []string { return slices.Sorted(maps.Keys(m.files)) }

// room is a desk at work on an edition in memory.
type room struct {
	t *testing.T
	*memory
	desk *desk.Desk
}

type base struct{}

func (base) Open(name string) (fs.File, error) {
	if rest, ok := strings.CutPrefix(name, "content/"); ok {
		return content.FS.Open(rest)
	}
	return nil, fs.ErrNotExist
}

func newRoom(t *testing.T, files map[string]string) *room {
	t.Helper()
	m := &memory{files: map[string]string{"edition.yaml": "goldseam: 1.0.0\ntitle: Ours\nhelp: [US]\n"}}
	maps.Copy(m.files, files)
	r := &room{t, m, desk.New(desk.Options{Folder: m, Base: base{}})}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		var last *build.Result
		for {
			select {
			case <-ctx.Done():
				return
			case question := <-r.desk.Asked():
				last = r.build(ctx, last)
				question(ctx, last)
			}
		}
	}()
	t.Cleanup(func() { stop(); <-ended })
	return r
}

func (r *room) build(ctx context.Context, last *build.Result) *build.Result {
	own := fstest.MapFS{}
	r.mu.Lock()
	if r.fresh {
		r.mu.Unlock()
		return last
	}
	r.fresh = true
	for name, text := range r.files {
		own[name] = &fstest.MapFile{Data: []byte(text)}
	}
	r.mu.Unlock()
	sub := func(name string) fs.FS {
		f, err := fs.Sub(own, name)
		if err != nil {
			panic(err)
		}
		return f
	}
	o := overlay.New(
		overlay.Layer{Mount: ".", FS: own, Show: "", Only: []string{"edition.yaml", "ledger.yaml"}, Edition: true},
		overlay.Layer{Mount: "content", FS: sub("content"), Show: "content", Edition: true},
		overlay.Layer{Mount: "content", FS: content.FS, Show: "(base) content"},
		overlay.Layer{Mount: "theme", FS: themes.Hearth(), Show: "(base) themes/hearth"},
	)
	tree, err := snapshot.Read(ctx, o)
	if err == nil {
		var result *build.Result
		if result, err = build.Site(ctx, build.Input{Tree: tree, Texts: true}, last); err == nil {
			return result
		}
	}
	r.t.Error(err)
	return last
}

// ask sends what the editing page would.
func (r *room) ask(action string, request map[string]any) (desk.Answer, error) {
	r.t.Helper()
	data, err := json.Marshal(request)
	if err != nil {
		r.t.Fatal(err)
	}
	got, err := r.desk.Do(r.t.Context(), action, data)
	if err != nil {
		return desk.Answer{}, err
	}
	switch a := got.(type) {
	case desk.Answer:
		return a, nil
	case *desk.Answer:
		return *a, nil
	}
	r.t.Fatalf("%s gives %T", action, got)
	return desk.Answer{}, nil
}

// open gives the form of a text as the page has it, ready to be changed and sent.
func (r *room) open(kind, id string) (form *desk.Form, request map[string]any) {
	r.t.Helper()
	request = map[string]any{"kind": kind, "language": "en", "id": id}
	got, err := r.ask("open", request)
	if err != nil || got.Form == nil {
		r.t.Fatalf("open %s: %+v %v", id, got, err)
	}
	return got.Form, map[string]any{"kind": kind, "language": "en", "id": id, "hash": got.Form.Hash, "values": got.Form.Values, "body": got.Form.Body}
}

func (r *room) must(action string, request map[string]any) desk.Answer {
	r.t.Helper()
	got, err := r.ask(action, request)
	if err != nil {
		r.t.Fatalf("%s: %v", action, err)
	}
	return got
}

const (
	sorry      = "content/en/face-what-happened/say-sorry.md"
	sorryPatch = "content/en/face-what-happened/say-sorry.patch.yaml"
)

func TestUnknownTexts(t *testing.T) {
	r := newRoom(t, nil)
	for _, ref := range [][3]string{
		{"lesson", "en", "none"},
		{"lesson", "xx", "say-sorry"},
		{"page", "en", "say-sorry"},
		{"lesson", "en", "../face-what-happened/say-sorry"},
		{"lesson", "en", ""},
		{"", "", ""},
		{"strings", "en", ""},
		{"notes", "en", "say-sorry"},
		{"lesson", "en", "SAY-SORRY"},
		{"lesson", "../en", "say-sorry"},
		{"edition", "", ""},
		{"lesson", "en", "say-sorry.md"},
		{"lesson", "en", "say-sorry\x00"},
	} {
		for _, action := range []string{"open", "check", "save", "undo"} {
			_, err := r.ask(action, map[string]any{"kind": ref[0], "language": ref[1], "id": ref[2], "values": map[string]any{}, "body": "evil"})
			if !errors.Is(err, desk.ErrUnknown) {
				t.Errorf("%s %q = %v, want %v", action, ref, err, desk.ErrUnknown)
			}
		}
	}
	for _, body := range []string{"", "{", "[]", `{"path":"x"}`, `{"kind":1}`, `{} {}`, `null x`} {
		if _, err := r.desk.Do(t.Context(), "open", []byte(body)); !errors.Is(err, desk.ErrRequest) {
			t.Errorf("Do(%q) = %v", body, err)
		}
	}
	_, request := r.open("lesson", "say-sorry")
	for _, values := range []any{nil, "x", []any{}, map[string]any{"title": 1}, map[string]any{"unheard": "x"}, map[string]any{"steps": "x"}, map[string]any{"paths": map[string]any{}}, map[string]any{"rules": []any{}}} {
		request["values"] = values
		if _, err := r.ask("save", request); !errors.Is(err, desk.ErrRequest) && values != nil {
			t.Errorf("save of %v = %v", values, err)
		}
	}
	if len(r.names()) != 1 {
		t.Errorf("written: %q", r.names())
	}
}

func TestBaseAlone(t *testing.T) {
	got, err := desk.New(desk.Options{}).Do(t.Context(), "open", []byte(`{"kind":"lesson","language":"en","id":"say-sorry"}`))
	if answer, ok := got.(desk.Answer); err != nil || !ok || answer.Said != "base" || answer.Form != nil {
		t.Errorf("Do = %+v, %v", got, err)
	}
}

func TestStory(t *testing.T) {
	r := newRoom(t, nil)
	form, request := r.open("lesson", "say-sorry")
	if form.State != desk.AsBase || form.Base != form.Text || form.Base == "" {
		t.Errorf("form = %+v", form)
	}
	form.Values["title"] = "Say sorry well"
	steps := form.Values["steps"]
	form.Values["steps"] = []any{}
	request["body"] = form.Body + "\nSee [nothing](../no/where.md).\n"
	checked := r.must("check", request).Check
	var paths []string
	for _, p := range checked.Here {
		data, _ := json.Marshal(p.Place)
		if p.Severity == "error" {
			paths = append(paths, string(data))
		}
	}
	if len(paths) != 2 || !strings.Contains(paths[0], `["steps"]`) || !strings.HasPrefix(paths[1], `{"path":null,"line":`) || checked.Errors != 2 {
		t.Errorf("problems at %q, %d errors: %+v", paths, checked.Errors, checked.Here)
	}
	if got := r.must("save", request); got.Saved || got.Check == nil || len(r.names()) != 1 {
		t.Errorf("saved with problems: %q", r.names())
	}
	form.Values["steps"] = steps
	request["body"] = form.Body
	got := r.must("save", request)
	if !got.Saved || got.Form.State != desk.Patched || got.Check.Errors > 0 {
		t.Fatalf("save = %+v", got)
	}
	if want := []string{"base/" + sorry, sorryPatch, "edition.yaml"}; !slices.Equal(r.names(), want) {
		t.Errorf("written: %q, want %q", r.names(), want)
	}
	if r.files[sorryPatch] != "title: Say sorry well\n" || r.files["base/"+sorry] != form.Base {
		t.Errorf("the patch is %q", r.files[sorryPatch])
	}

	// The same form once more is out of date now, as for a second tab.
	form.Values["title"] = "Another title"
	got = r.must("save", request)
	if got.Conflict == nil || !strings.Contains(got.Conflict.Mine, "Another title") || got.Conflict.Theirs.Form.Values["title"] != "Say sorry well" {
		t.Fatalf("no conflict: %+v", got)
	}
	if r.files[sorryPatch] != "title: Say sorry well\n" {
		t.Errorf("a conflict wrote %q", r.files[sorryPatch])
	}
	request["hash"], request["over"] = got.Conflict.Theirs.Form.Hash, true
	if got = r.must("save", request); !got.Saved || r.files[sorryPatch] != "title: Another title\n" {
		t.Errorf("save over = %+v, %q", got.Said, r.files[sorryPatch])
	}
	if text := r.files["base/undone/"+sorryPatch]; text != "title: Say sorry well\n" {
		t.Errorf("what was there before is %q", text)
	}

	// And back to the base; nothing is lost.
	if stale := r.must("undo", map[string]any{"kind": "lesson", "language": "en", "id": "say-sorry", "hash": "x"}); stale.Conflict == nil {
		t.Error("undo of something else than was shown")
	}
	undone := r.must("undo", map[string]any{"kind": "lesson", "language": "en", "id": "say-sorry", "hash": got.Form.Hash})
	if undone.Form == nil || undone.Form.State != desk.AsBase || undone.Form.Text != form.Base {
		t.Errorf("undo = %+v", undone)
	}
	want := []string{"base/undone/content/en/face-what-happened/say-sorry-2.patch.yaml", "base/undone/" + sorryPatch, "edition.yaml"}
	if !slices.Equal(r.names(), want) || r.files[want[0]] != "title: Another title\n" {
		t.Errorf("after undo: %q, want %q", r.names(), want)
	}
}

// TestSaveAnyway holds that what has a problem is written when it is wanted, and can be opened again.
// TestFormWords holds that a form speaks of its questions, not of the file's lines.
func TestFormWords(t *testing.T) {
	r := newRoom(t, nil)
	form, request := r.open("lesson", "say-sorry")
	form.Values["title"] = ""
	got := r.must("check", request)
	if len(got.Check.Here) == 0 {
		t.Fatalf("check = %+v, want a problem", got.Check)
	}
	for _, p := range got.Check.Here {
		if strings.Contains(p.Message+p.Hint, "colon") || strings.Contains(p.Hint, "line") {
			t.Errorf("the form says %q, %q", p.Message, p.Hint)
		}
	}
	form, request = r.open("lesson", "say-sorry")
	form.Values["steps"] = []any{}
	for _, p := range r.must("check", request).Check.Here {
		if strings.Contains(p.Hint, "line") {
			t.Errorf("without steps the form says %q, %q", p.Message, p.Hint)
		}
	}
}

func TestSaveAnyway(t *testing.T) {
	r := newRoom(t, nil)
	form, request := r.open("lesson", "say-sorry")
	form.Values["minutes"] = "a while"
	request["anyway"] = true
	if got := r.must("save", request); !got.Saved || got.Check.Errors == 0 {
		t.Fatalf("save = %+v", got)
	}
	again, request := r.open("lesson", "say-sorry")
	if again.Values["minutes"] != "a while" {
		t.Fatalf("values = %v", again.Values)
	}
	again.Values["minutes"] = "15"
	if got := r.must("save", request); !got.Saved || got.Form.State != desk.AsBase || len(r.names()) != 1 {
		t.Errorf("the base's text again is kept as a change: %+v, %q", got.Said, r.names())
	}
}

// TestWholeFile holds that a whole file stays one, and all of it that nobody changed stays as it is.
func TestWholeFile(t *testing.T) {
	text, _ := content.FS.ReadFile(strings.TrimPrefix(sorry, "content/"))
	own := strings.Replace(string(text), "minutes: 15\n", "minutes: 20   # longer here\n# why it is offered\n", 1)
	r := newRoom(t, map[string]string{sorry: own})
	form, request := r.open("lesson", "say-sorry")
	if form.State != desk.Whole {
		t.Errorf("state = %s", form.State)
	}
	form.Values["minutes"] = "25"
	if got := r.must("save", request); !got.Saved {
		t.Fatalf("save = %+v", got)
	}
	want := strings.Replace(own, "20   #", "25  #", 1)
	if r.files[sorry] != want || len(r.names()) != 2 {
		t.Errorf("%q, the file is now %s", r.names(), r.files[sorry])
	}
	// It can become a patch, so that the rest follows the base again.
	_, request = r.open("lesson", "say-sorry")
	request["small"] = true
	if got := r.must("save", request); !got.Saved || got.Form.State != desk.Patched || r.files[sorryPatch] != "minutes: 25\n" || r.files["base/undone/"+sorry] != want || r.files[sorry] != "" {
		t.Errorf("save small = %+v: %q", got.Said, r.names())
	}
}

// TestBrokenFile holds that a text which is no form shows why, and leads back to the base.
func TestBrokenFile(t *testing.T) {
	r := newRoom(t, map[string]string{sorry: "---\ntitle: [\n---\nBody\n"})
	got := r.must("open", map[string]any{"kind": "lesson", "language": "en", "id": "say-sorry"})
	if got.Said != "broken" || got.Check == nil || got.Check.Errors == 0 {
		t.Fatalf("open = %+v", got)
	}
	if back := r.must("undo", map[string]any{"kind": "lesson", "language": "en", "id": "say-sorry", "hash": got.Form.Hash}); back.Form == nil || back.Form.State != desk.AsBase {
		t.Errorf("undo = %+v", back)
	}
}

// TestElsewhere holds that what a change does to other files is told.
func TestElsewhere(t *testing.T) {
	r := newRoom(t, nil)
	form, request := r.open("worksheet", "apology-builder")
	fields := form.Values["fields"]
	if fields == nil || len(form.Fixed) == 0 {
		t.Fatalf("form = %+v", form)
	}
	if !slices.ContainsFunc(form.Places, func(p desk.Place) bool { return p.Kind == "lesson" && p.Link == "../face-what-happened/say-sorry.md" }) {
		t.Errorf("places = %+v", form.Places)
	}
	_, other := r.open("lesson", "own-it")
	other["body"] = "## Other\n\nNothing of the old headings.\n"
	checked := r.must("check", other).Check
	for _, p := range checked.Here {
		if strings.Contains(p.File, "(base)") {
			t.Errorf("problem of %s is told as one of the text", p.File)
		}
	}
	_ = request
}

func TestList(t *testing.T) {
	r := newRoom(t, map[string]string{sorryPatch: "title: Ours\n"})
	got := r.must("list", map[string]any{})
	kinds := map[string]int{}
	for _, one := range got.Texts {
		kinds[one.Kind]++
		if want := map[bool]desk.State{true: desk.Patched, false: desk.AsBase}[one.ID == "say-sorry"]; one.State != want {
			t.Errorf("%s is %s, want %s", one.Ref, one.State, want)
		}
		if one.ID == "say-sorry" && one.Title != "Ours" {
			t.Errorf("title = %q", one.Title)
		}
	}
	if kinds["home"] != 1 || kinds["phase"] != 8 || kinds["lesson"] != 36 || kinds["worksheet"] != 26 || kinds["page"] != 9 {
		t.Errorf("kinds = %v", kinds)
	}
}
