package live_test

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"goldseam/internal/live"
	"goldseam/internal/overlay"
	"goldseam/internal/preview"
	"goldseam/internal/watch"
	"goldseam/themes"
)

// memory is a folder whose reading can be held up.
type memory struct {
	mu    sync.Mutex
	files fstest.MapFS
	hold  string        // what is opened by this name the next time waits
	held  chan struct{} // closed when it does
	goOn  chan struct{} // takes one to let it go on
}

func newMemory(t *testing.T) *memory {
	m := &memory{files: fstest.MapFS{}, goOn: make(chan struct{}, 1)}
	for name, text := range small().Files(t) {
		m.put(name, text)
	}
	return m
}

func (m *memory) Open(name string) (fs.File, error) {
	m.mu.Lock()
	file, err := m.files.Open(name)
	wait := m.hold == name
	if wait {
		m.hold = ""
	}
	m.mu.Unlock()
	if wait {
		close(m.held)
		<-m.goOn
	}
	return file, err
}

func (m *memory) Stat(name string) (fs.FileInfo, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.files.Stat(name)
}

func (m *memory) put(name, text string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Now()}
}

func (m *memory) holdUp(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hold, m.held = name, make(chan struct{})
}

// wait returns when something is held up.
func (m *memory) wait(t *testing.T) {
	t.Helper()
	select {
	case <-m.held:
	case <-time.After(20 * time.Second):
		t.Fatal("no look at all files began")
	}
}

// release lets what is held up go on.
func (m *memory) release() {
	select {
	case m.goOn <- struct{}{}:
	default:
	}
}

// atDesk serves a program that stands in memory, with hints that the test gives.
func atDesk(t *testing.T) (*desk, *memory, chan watch.Hint) {
	m := newMemory(t)
	d := &desk{tb: t, dir: "/mine", shown: make(chan struct{}), server: preview.New(preview.Options{Addr: addr})}
	d.overlay = overlay.New(overlay.Layer{Mount: ".", FS: m, Dir: d.dir}, overlay.Layer{Mount: "theme", FS: themes.Hearth()})
	hints := make(chan watch.Hint)
	d.serve(live.Options{Hints: hints})
	t.Cleanup(m.release)
	return d, m, hints
}

func lessonWith(n int, sentence string) string {
	return small().Matter(n) + small().Body(n) + sentence + "\n"
}

// change writes a new sentence into a lesson and hints at it by name.
func (d *desk) change(m *memory, hints chan<- watch.Hint, n int, sentence string) {
	m.put(small().Path(n), lessonWith(n, sentence))
	hints <- watch.Hint{Paths: []string{filepath.Join(d.dir, filepath.FromSlash(small().Path(n)))}}
}

// shows waits until an address shows some text.
func (d *desk) shows(address, text string) {
	d.tb.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		if _, body := d.get(address); bytes.Contains(body, []byte(text)) {
			return
		}
		if time.Now().After(deadline) {
			d.tb.Fatalf("%s does not show %q", address, text)
		}
		time.Sleep(time.Millisecond)
	}
}

func TestHintByName(t *testing.T) {
	d, m, hints := atDesk(t)
	m.put(small().Path(6), lessonWith(6, "Nobody hints at this."))
	d.change(m, hints, 4, "This is new.")
	d.shows("/p/5/", "This is new.")
	if _, body := d.get("/p/7/"); bytes.Contains(body, []byte("Nobody hints at this.")) {
		t.Error("a file that no hint names was read again")
	}
	hints <- watch.Hint{All: true}
	d.shows("/p/7/", "Nobody hints at this.")
	if _, builds := d.now(); builds != 3 {
		t.Errorf("%d builds, want 3", builds)
	}
}

// A look at all files takes its time; a save must not wait for it.
func TestSaveDuringLook(t *testing.T) {
	d, m, hints := atDesk(t)
	m.holdUp("content/en")
	hints <- watch.Hint{All: true}
	m.wait(t)
	d.change(m, hints, 4, "This is new.")
	d.shows("/p/5/", "This is new.")
	m.put(small().Path(6), lessonWith(6, "Nobody hints at this."))
	m.release()
	d.shows("/p/7/", "Nobody hints at this.")
	d.shows("/p/5/", "This is new.")
}

// What a look at all files has read may be older than what a hint has led to since.
func TestOldLook(t *testing.T) {
	d, m, hints := atDesk(t)
	before := small().Matter(4) + small().Body(4)
	m.put(small().Path(4), lessonWith(4, "A slip."))
	m.holdUp(small().Path(4))
	hints <- watch.Hint{All: true}
	m.wait(t) // it has the slip in its hands
	m.put(small().Path(4), before)
	hints <- watch.Hint{Paths: []string{filepath.Join(d.dir, filepath.FromSlash(small().Path(4)))}}
	m.release()
	m.holdUp("content/en")
	hints <- watch.Hint{All: true}
	m.wait(t) // the next one has begun, so the first has come to its end
	if _, body := d.get("/p/5/"); bytes.Contains(body, []byte("A slip.")) {
		t.Error("a text is served that had gone when it was shown")
	}
	if _, builds := d.now(); builds != 1 {
		t.Errorf("%d builds, want 1", builds)
	}
}

// Two looks asked for while one goes on are one more.
func TestLooksAreMerged(t *testing.T) {
	d, m, hints := atDesk(t)
	m.holdUp("content/en")
	hints <- watch.Hint{All: true}
	m.wait(t)
	for range 5 {
		hints <- watch.Hint{All: true}
	}
	m.put("content/en/pages/about.md", "---\ntitle: About\n---\n\nSomething else.\n")
	m.release()
	d.shows("/a/", "Something else.")
}

// What is saved without a change is read, and nothing more.
func TestNoBuildWithoutChange(t *testing.T) {
	d, m, hints := atDesk(t)
	m.put(small().Path(4), small().Matter(4)+small().Body(4))
	hints <- watch.Hint{Paths: []string{filepath.Join(d.dir, filepath.FromSlash(small().Path(4)))}}
	hints <- watch.Hint{All: true}
	hints <- watch.Hint{All: true}
	m.holdUp("content/en")
	hints <- watch.Hint{All: true}
	m.wait(t) // the first has come to its end
	if _, builds := d.now(); builds != 1 {
		t.Errorf("%d builds, want 1", builds)
	}
}

// Many editors empty a file before they write it. Nobody wants to see that moment,
// but a file that stays empty is one.
func TestEmptiedFile(t *testing.T) {
	d, m, hints := atDesk(t)
	name := func(n int) string { return filepath.Join(d.dir, filepath.FromSlash(small().Path(n))) }
	m.put(small().Path(4), "")
	m.put(small().Path(6), lessonWith(6, "This is new."))
	hints <- watch.Hint{Paths: []string{name(4), name(6)}}
	d.shows("/p/7/", "This is new.")
	d.change(m, hints, 4, "Saved.")
	d.shows("/p/5/", "Saved.")
	if _, builds := d.now(); builds != 3 {
		t.Errorf("%d builds, want 3", builds)
	}
	m.put(small().Path(4), "")
	hints <- watch.Hint{Paths: []string{name(4)}}
	hints <- watch.Hint{All: true}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		if site, _ := d.now(); site.Problems.Errors() > 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("that a file is empty was not told")
		}
	}
}

func TestErrorsKeepTheLastGoodSite(t *testing.T) {
	d, m, hints := atDesk(t)
	good, _ := d.now()
	d.change(m, hints, 4, "[nowhere](nothing.md)")
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		site, builds := d.now()
		if builds == 2 {
			if site.Tree != good.Tree || site.Problems.Errors() != 1 {
				t.Errorf("with a problem: the same site %v, problems %v", site.Tree == good.Tree, site.Problems)
			}
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the problem was not shown")
		}
	}
	d.change(m, hints, 4, "Mended.")
	d.shows("/p/5/", "Mended.")
	if site, _ := d.now(); site.Problems.Errors() != 0 {
		t.Errorf("mended, and yet there is %v", site.Problems)
	}
}

// TestNotesAreShownNowhere changes notes for counselors: they are read, their
// problems are shown, and the preview serves the same pages as before.
func TestNotesAreShownNowhere(t *testing.T) {
	const marker = "Zauberwort"
	d, m, hints := atDesk(t)
	good, _ := d.now()
	name := strings.TrimSuffix(small().Path(4), ".md") + ".notes.md"
	save := func(body string, build int) preview.Site {
		t.Helper()
		m.put(name, "---\nintroduce: ["+marker+"]\nwatch: ["+marker+"]\nnot_when: ["+marker+"]\nask: ["+marker+"]\n---\n\n"+body+"\n")
		hints <- watch.Hint{All: true}
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
			if site, builds := d.now(); builds == build {
				return site
			}
			if time.Now().After(deadline) {
				t.Fatal("the notes were not read")
			}
		}
	}
	site := save(marker, 2)
	if site.Problems.Errors() != 0 {
		t.Fatal(site.Problems)
	}
	for _, path := range site.Tree.Paths() {
		before, _ := good.Tree.File(path)
		after, _ := site.Tree.File(path)
		if !bytes.Equal(before, after) {
			t.Errorf("%s changed", path)
		}
		if _, body := d.get("/" + strings.TrimSuffix(path, "index.html")); bytes.Contains(body, []byte(marker)) {
			t.Errorf("the preview shows the notes at /%s", path)
		}
	}
	for path, page := range site.Pages {
		if bytes.Contains(page, []byte(marker)) {
			t.Errorf("the preview shows the notes on its own page %s", path)
		}
	}
	for _, path := range []string{"/" + name, "/notes/", "/notes/index.html", "/p/5.notes.md"} {
		if status, body := d.get(path); status != 404 || bytes.Contains(body, []byte(marker)) {
			t.Errorf("the preview answers %s with %d", path, status)
		}
	}
	if site := save("[nowhere](nothing.md)", 3); site.Problems.Errors() != 1 || site.Problems[0].File != name {
		t.Errorf("a broken link in notes: %v", site.Problems)
	}
}

// Where there is no folder to watch, the site is served all the same.
func TestNothingToWatch(t *testing.T) {
	d := &desk{tb: t, shown: make(chan struct{}), server: preview.New(preview.Options{Addr: addr})}
	m := newMemory(t)
	d.overlay = overlay.New(overlay.Layer{Mount: ".", FS: m}, overlay.Layer{Mount: "theme", FS: themes.Hearth()})
	events := make(chan live.Event, 9)
	d.serve(live.Options{Report: func(e live.Event) { events <- e }})
	e := <-events
	if c := e.Result.Counts; !e.First || c.Phases != 3 || c.Lessons != 30 || c.Worksheets != 3 {
		t.Errorf("told of %+v, first %v, want the first of 3 phases, 30 lessons, 3 worksheets", c, e.First)
	}
	d.shows("/p/5/", "number 5")
}
