package live_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// operation is one thing that happens to a folder.
type operation struct {
	name string
	do   func(a *author)
}

// operations lists what happens; what is there twice happens more often.
func operations() []operation {
	return []operation{
		{"write", plainSave},
		{"write", plainSave},
		{"save in two parts", slowSave},
		{"vim", vimSave},
		{"rename over", codeSave},
		{"JetBrains", ideaSave},
		{"burst", burst},
		{"delete", remove},
		{"rename", rename},
		{"rename folder", renameFolder},
		{"move folder out", moveOut},
		{"move folders in", moveIn},
		{"delete folder", removeFolder},
		{"new folders", newFolders},
		{"touch", touch},
		{"touch", touch},
		{"permissions", permissions},
		{"what editors leave", litter},
		{"same text again", again},
		{"link to a file", link},
		{"link to a folder", linkFolder},
		{"bad YAML", badYAML},
		{"not UTF-8", badText},
		{"program.yaml", structure},
		{"strings.yaml", words},
		{"edition.yaml", edition},
		{"help lines", helpLines},
		{"picture", picture},
		{"template", template},
		{"style", style},
		{"mend", (*author).mend},
		{"mend", (*author).mend},
		{"mend", (*author).mend},
		{"mend", (*author).mend},
	}
}

func plainSave(a *author) { a.write(a.lesson()) }

func slowSave(a *author) {
	name, text := a.lesson()
	a.write(name, "")
	f, err := os.OpenFile(a.at(name), os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return
	}
	defer f.Close()
	for _, part := range []string{text[:len(text)/2], text[len(text)/2:]} {
		a.pause()
		_, _ = f.WriteString(part)
	}
}

// vimSave tries whether it may write, moves the old file aside, writes a new one and deletes the old.
func vimSave(a *author) {
	name, text := a.lesson()
	probe := path.Join(path.Dir(name), "4913")
	a.write(probe, "")
	_ = os.Remove(a.at(probe))
	_ = os.Rename(a.at(name), a.at(name)+"~")
	a.pause()
	a.write(name, text)
	_ = os.Remove(a.at(name) + "~")
}

func codeSave(a *author) {
	name, text := a.lesson()
	a.write(name+".tmp", text)
	a.pause()
	_ = os.Rename(a.at(name)+".tmp", a.at(name))
}

func ideaSave(a *author) {
	name, text := a.lesson()
	a.write(name+"___jb_tmp___", text)
	_ = os.Rename(a.at(name), a.at(name)+"___jb_old___")
	a.pause()
	_ = os.Rename(a.at(name)+"___jb_tmp___", a.at(name))
	_ = os.Remove(a.at(name) + "___jb_old___")
}

func burst(a *author) {
	for range 30 {
		a.write(a.lesson())
	}
}

func remove(a *author) {
	if name, ok := a.here(); ok {
		_ = os.Remove(a.at(name))
	}
}

// rename gives a file the name of another one, or a new name.
func rename(a *author) {
	if name, ok := a.here(); ok {
		to, _ := a.lesson()
		if a.rng.IntN(2) == 0 {
			to = path.Join(path.Dir(name), fmt.Sprintf("other-%d%s", a.number(), path.Ext(name)))
		}
		_ = os.Rename(a.at(name), a.at(to))
	}
}

// renameFolder renames a folder, and mostly back again.
func renameFolder(a *author) {
	if dir, ok := a.folder(); ok {
		to := fmt.Sprintf("%s-%d", dir, a.number())
		_ = os.Rename(a.at(dir), a.at(to))
		if a.rng.IntN(4) > 0 {
			a.pause()
			name, text := a.lesson()
			a.write(to+"/"+path.Base(name), text)
			_ = os.Rename(a.at(to), a.at(dir))
		}
	}
}

func moveOut(a *author) {
	if dir, ok := a.folder(); ok {
		_ = os.Rename(a.at(dir), filepath.Join(a.away, strings.ReplaceAll(dir, "/", "!")))
	}
}

func moveIn(a *author) {
	found, _ := os.ReadDir(a.away)
	for _, d := range found {
		to := a.at(strings.ReplaceAll(d.Name(), "!", "/"))
		_ = os.MkdirAll(filepath.Dir(to), 0o777)
		if os.Rename(filepath.Join(a.away, d.Name()), to) != nil { // something else is there now
			_ = os.RemoveAll(filepath.Join(a.away, d.Name()))
		}
	}
}

func removeFolder(a *author) {
	if dir, ok := a.folder(); ok {
		_ = os.RemoveAll(a.at(dir))
	}
}

// newFolders makes folders in folders with files in them, at once.
func newFolders(a *author) {
	n := a.number()
	for i := range 3 {
		a.write(fmt.Sprintf("static/a%d/b/c%d/handout %d.txt", n, i, i), fmt.Sprint(n))
	}
	if a.rng.IntN(4) == 0 {
		a.write(fmt.Sprintf("content/en/part-%d/deep/lesson.md", n), "nobody asks for this")
	}
}

func touch(a *author) {
	if name, ok := a.here(); ok {
		now := time.Now()
		_ = os.Chtimes(a.at(name), now, now)
	}
}

func permissions(a *author) {
	if name, ok := a.here(); ok {
		_ = os.Chmod(a.at(name), []os.FileMode{0o600, 0o644, 0o444}[a.rng.IntN(3)])
	}
}

// litter makes files that are nobody's content, where there is a folder for them.
func litter(a *author) {
	for _, name := range []string{".lesson.md.swp", "lesson.md~", "4913", ".#lesson.md", "#lesson.md#", "~$lesson.docx", "x.tmp", ".DS_Store", "Thumbs.db", "desktop.ini"} {
		if dir, ok := a.folder(); ok && a.rng.IntN(2) == 0 {
			_ = os.WriteFile(filepath.Join(a.at(dir), name), fmt.Append(nil, a.number()), 0o666)
		}
	}
	a.write(".git/index", fmt.Sprint(a.number()))
	if info, err := os.Stat(a.at("content")); err == nil && info.IsDir() {
		a.write("content/.obsidian/workspace.json", fmt.Sprint(a.number()))
		a.write("content/node_modules/p/readme.md", fmt.Sprint(a.number()))
	}
}

func again(a *author) {
	if name, ok := a.here(); ok {
		if info, err := os.Lstat(a.at(name)); err != nil || !info.Mode().IsRegular() {
			return
		}
		text, err := os.ReadFile(a.at(name))
		a.must(err)
		_ = os.WriteFile(a.at(name)+".tmp", text, 0o666)
		_ = os.Rename(a.at(name)+".tmp", a.at(name))
	}
}

// link puts a link to another lesson in place of a lesson, or one to nothing, or one out of the folder.
func link(a *author) {
	name, _ := a.lesson()
	other, _ := a.lesson()
	target := "../" + strings.TrimPrefix(other, "content/en/")
	switch a.rng.IntN(6) {
	case 0:
		target = "nothing.md"
	case 1:
		target = a.away
	}
	_ = os.Remove(a.at(name))
	_ = os.Symlink(filepath.FromSlash(target), a.at(name))
}

func linkFolder(a *author) {
	if dir, ok := a.folder(); ok {
		_ = os.Symlink(path.Base(dir), a.at(fmt.Sprintf("%s-link-%d", dir, a.number())))
	}
}

func badYAML(a *author) {
	if name, ok := a.here(); ok {
		a.write(name, "---\ntitle: [\n---\n")
	}
}

func badText(a *author) {
	name, text := a.lesson()
	a.write(name, text+"\xff\xfe")
}

// structure changes program.yaml: a lesson goes, another comes twice, two change places, or it is no YAML at all.
func structure(a *author) {
	text := a.whole["content/program.yaml"]
	lines := strings.SplitAfter(text, "\n")
	i := 6 + a.rng.IntN(8)
	switch a.rng.IntN(5) {
	case 0:
		lines[i] = ""
	case 1:
		lines[i] += lines[i]
	case 2:
		lines = append(lines, "\t: no\n")
	default:
		lines[i], lines[i+1] = lines[i+1], lines[i]
	}
	a.write("content/program.yaml", strings.Join(lines, ""))
}

func words(a *author) {
	text := a.whole["content/en/strings.yaml"]
	at := strings.Index(text, "\noutline:")
	if a.rng.IntN(4) == 0 {
		text = text[:at] + text[at+1:] // a word is missing
	} else {
		end := at + 1 + strings.Index(text[at+1:], "\n")
		text = text[:at] + fmt.Sprintf("\noutline: All lessons %d", a.number()) + text[end:]
	}
	a.write("content/en/strings.yaml", text)
}

func edition(a *author) {
	more := pick(a, []string{
		"", "", "discreet: false\n", "url: https://example.org/program/\n", "theme: {accent: \"#9a6b00\", corner: round}\n",
		"omit: [phase-2]\n", "omit: [lesson-5, lesson-6]\n", "order: {phase-1: [lesson-3, lesson-1]}\n", "leave_to: nowhere\n", "unknown: key\n",
	})
	a.write("edition.yaml", editionText(fmt.Sprint("Ours ", a.number()), more))
}

func helpLines(a *author) {
	text := a.whole["content/help-lines/gb.yaml"]
	a.write("content/help-lines/gb.yaml", strings.Replace(text, `"999"`, fmt.Sprintf(`"%03d"`, a.number()), 1))
}

func picture(a *author) {
	a.write("content/en/phase-1/hand.png", fmt.Sprint("picture ", a.number()))
	a.write(a.corpus.Path(2), a.lessonText(2)+"\n![A hand](hand.png)\n")
}

func template(a *author) {
	a.write("theme/templates/pages/text.html", a.hearth("templates/pages/text.html", "<p>%d</p>\n"))
	if a.rng.IntN(4) == 0 {
		a.write("theme/templates/pages/lesson.html", a.hearth("templates/pages/lesson.html", "{{if %d}}"))
	}
}

func style(a *author) {
	a.write("theme/styles/base.css", a.hearth("styles/base.css", ".n%d { margin: 0; }\n"))
}
