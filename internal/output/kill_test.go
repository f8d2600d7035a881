package output

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// With this in the environment the test program is a writer that never ends.
const (
	writerDir  = "GOLDSEAM_TEST_WRITER"
	writerKind = "GOLDSEAM_TEST_SYSTEM"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerDir); dir != "" {
		fmt.Fprintln(os.Stderr, writeForEver(dir, systems()[os.Getenv(writerKind)]))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func writeForEver(dir string, sys system) error {
	for {
		// What a crash between two renames took away comes back with the Write.
		text, err := os.ReadFile(filepath.Join(dir, "version"))
		if os.IsNotExist(err) {
			text, err = os.ReadFile(filepath.Join((place{dir: dir}).old(), "version"))
		}
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(string(text))
		if err != nil {
			return err
		}
		if _, err := write(dir, killSite(n+1), sys); err != nil {
			return err
		}
		fmt.Println("wrote", n+1)
	}
}

// killSite is the nth site: 1,000 pages of 15 kB, some the same in all, some of
// every second one, and the version, which tells them all apart.
func killSite(n int) *Tree {
	out := map[string][]byte{"version": []byte(strconv.Itoa(n))}
	for i := range 950 {
		page := fmt.Sprintf("<p>page %d</p>", i)
		if i%2 == 0 {
			page = fmt.Sprintf("<p>page %d of %d</p>", i, n%2)
		}
		out[fmt.Sprintf("p/%d/%d.html", i/10, i)] = killPage(page)
	}
	for i := range 49 {
		out[fmt.Sprintf("only%d/%d.html", n%2, i)] = killPage("only")
	}
	return NewTree(out)
}

func killPage(text string) []byte { return append([]byte(text), bytes.Repeat([]byte("."), 15_000)...) }

func killOthers() files {
	return files{"CNAME": "steady.example", ".well-known/security.txt": "Contact", "p/1/notes": "mine"}
}

// TestWriteKilled kills a writer again and again while a reader looks on.
// GOLDSEAM_KILLS sets how often.
func TestWriteKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	kills := 40
	if n, err := strconv.Atoi(os.Getenv("GOLDSEAM_KILLS")); err == nil {
		kills = n
	}
	t.Run("this one", func(t *testing.T) { testKilled(t, "this one", kills) })
	t.Run("no exchange", func(t *testing.T) { testKilled(t, "no exchange", kills/4) })
}

func testKilled(t *testing.T, kind string, kills int) {
	dir := filepath.Join(t.TempDir(), "public")
	_, err := Write(dir, killSite(0))
	check(t, err)
	put(t, dir, killOthers())

	r := newReader(dir, kind != "this one")
	stop := r.start()
	k := killer{place: place{dir: dir}, kind: kind}
	for range kills {
		k.kill(t)
		if !r.look() && !(r.mayVanish && newReader(k.old(), false).look()) {
			t.Errorf("after a kill, no whole site: %s", r.failure)
		}
		if r.failed() {
			break
		}
	}
	stop()
	if r.failure != "" {
		t.Error(r.failure)
	}
	t.Logf("%d kills: %d between first write and last rename, %d while the old site was taken apart, %d between writes, %d at some moment of the first write after a kill; "+
		"the reader saw %d whole sites, %d versions, and %d changes under way; no folder for an instant %d times",
		kills, k.building, k.retiring, k.outside, k.mending, r.whole, len(r.versions), r.straddled, r.vanished)
	// How well kills are aimed depends on what else the machine does: asked for only where a number was.
	aimed := os.Getenv("GOLDSEAM_KILLS") != ""
	if aimed && k.building < kills/5 {
		t.Errorf("only %d of %d kills hit a Write before its last rename", k.building, kills)
	}
	if r.whole == 0 || aimed && kind == "this one" && r.whole < kills {
		t.Errorf("the reader saw only %d whole sites", r.whole)
	}
	_, err = Write(dir, killSite(1_000_001))
	check(t, err)
	if !r.look() {
		t.Error("the last site was not seen")
	}
	wantAlone(t, dir)
}

// killer starts writers and kills them, and counts where that hit.
type killer struct {
	place
	kind                                 string
	took                                 time.Duration // a Write, from its first file to its end
	building, retiring, outside, mending int
}

func (k *killer) kill(t *testing.T) {
	t.Helper()
	program, err := os.Executable()
	check(t, err)
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), writerDir+"="+k.dir, writerKind+"="+k.kind)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	wrote, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	mending := k.took > 0 && rand.N(5) == 0
	if !mending {
		// The first Write mends what the last kill left; the later ones are clean.
		_, _ = wrote.Read(make([]byte, 100))
		if k.took == 0 {
			k.measure(t)
		}
		wait(t, "a Write to begin", func() bool { return !missing(filepath.Join(k.next(), "p")) })
	}
	time.Sleep(rand.N(k.took))
	check(t, cmd.Process.Kill())
	_ = cmd.Wait()
	if stderr.Len() > 0 {
		t.Fatalf("the writer says: %s", stderr.String())
	}
	switch {
	case mending:
		k.mending++
	case !missing(k.next()) && !k.exchanged():
		k.building++
		k.took += k.took / 20
	case !missing(k.next()) || !missing(k.old()):
		k.retiring++
	default:
		k.outside++
		k.took -= k.took / 4 // the machine has become faster since it was measured
	}
}

func (k *killer) measure(t *testing.T) {
	building := func() bool { return !missing(k.next()) || !missing(k.old()) }
	wait(t, "a Write to begin", building)
	began := time.Now()
	wait(t, "a Write to end", func() bool { return !building() })
	k.took = time.Since(began)
}

func wait(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(100 * time.Microsecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
