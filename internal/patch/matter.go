package patch

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"goldseam/internal/diag"
	"goldseam/internal/nearest"
	"goldseam/internal/strictyaml"
)

const (
	bodyKey   = "body"
	removeKey = "remove"
)

// root gives the front matter with the changes of a patch.
func (a *applier) root(f *file, patch *strictyaml.Node) *part {
	fm, base := a.formats[a.kind], partOf(f.root, false)
	var then *part
	if a.then != nil {
		then = partOf(a.then.root, false)
	}
	if a.kind == Strings {
		return a.strings(fm, base, then, patch)
	}
	own := *patch
	own.Keys, own.Items = nil, nil
	for i, key := range patch.Keys {
		if key.Text != bodyKey || !a.kind.body() {
			own.Keys, own.Items = append(own.Keys, key), append(own.Items, patch.Items[i])
		}
	}
	more := []string{removeKey}
	if a.kind.body() {
		more = append(more, bodyKey)
	}
	return a.group(fm, base, then, &own, more...)
}

// strings changes words of the interface. Their names are the program's, so
// there are no verbs: each line says what stands there.
func (a *applier) strings(f *strictyaml.Format, base, then *part, patch *strictyaml.Node) *part {
	out := base.with(slices.Clone(base.keys), slices.Clone(base.items))
	for i, key := range patch.Keys {
		value := patch.Items[i]
		at := base.index(key.Text)
		if at < 0 && base.index(pluralOf(key.Text)) < 0 {
			a.unknown(key, "word of the interface", names(entries(f, base)), names(entries(f, then)))
			continue
		}
		if !a.sound(value, f.Items, strconv.Quote(key.Text)) {
			continue
		}
		if at < 0 {
			out.keys, out.items = append(out.keys, partOf(key, true)), append(out.items, partOf(value, true))
			continue
		}
		out.keys[at], out.items[at] = a.touched(base.keys[at], key), partOf(value, true)
	}
	return out
}

// pluralOf gives the word that a plural form belongs to: minutes.one belongs to minutes.
func pluralOf(key string) string {
	word, form, ok := strings.Cut(key, ".")
	if ok && slices.Contains([]string{"zero", "one", "two", "few", "many"}, form) {
		return word
	}
	return key
}

// touched gives the base's name of something that a patch changes: what is wrong with it is wrong in the patch.
func (a *applier) touched(key *part, n *strictyaml.Node) *part {
	out := *key
	out.patch, out.at, out.style = true, n.Pos, n.Style
	return &out
}

// sound checks a whole value of a patch.
func (a *applier) sound(n *strictyaml.Node, f *strictyaml.Format, what string, given ...string) bool {
	if n.Empty() {
		a.problems.Add(n.Pos, diag.EmptyValue, what+" is empty", "write it after the colon; an empty text is written \"\"")
		return false
	}
	problems := strictyaml.Check(a.src, n, f, what, given...)
	a.problems = append(a.problems, problems...)
	return len(problems) == 0
}

// value gives a value with the changes of a patch. Old is nil where the base has none.
func (a *applier) value(f *strictyaml.Format, old, then *part, n *strictyaml.Node, what string) *part {
	if old != nil && !fits(f, old) {
		old = nil
	}
	if then != nil && !fits(f, then) {
		then = nil
	}
	switch {
	case named(f) && n.Shape == strictyaml.GroupNode && (old != nil || a.onlyAdds(f, n)):
		return a.named(f, old, then, n, what)
	case f.Kind == strictyaml.List && n.Shape == strictyaml.GroupNode:
		return a.list(f, old, then, n, what)
	case old != nil && old.shape == strictyaml.GroupNode && n.Shape == strictyaml.GroupNode && !named(f):
		return a.group(f, old, then, n)
	case !a.sound(n, f, what):
		return old
	}
	return partOf(n, true)
}

// onlyAdds tells names that are added to nothing with a verb, as one adds to others.
func (a *applier) onlyAdds(f *strictyaml.Format, n *strictyaml.Node) bool {
	return len(n.Keys) == 1 && n.Keys[0].Text == "add" && len(strictyaml.Check(a.src, n.Items[0], f.Items, "")) > 0
}

// group changes a group of known keys, key by key.
func (a *applier) group(f *strictyaml.Format, old, then *part, n *strictyaml.Node, more ...string) *part {
	if more == nil {
		more = []string{removeKey}
	}
	out := old.with(slices.Clone(old.keys), slices.Clone(old.items))
	for i, key := range n.Keys {
		value := n.Items[i]
		if key.Text == removeKey {
			a.leaveOut(f, old, out, value)
			continue
		}
		item := a.field(f, n, key, value, more)
		if item == nil {
			continue
		}
		now := a.value(item, old.get(key.Text), then.get(key.Text), value, strconv.Quote(key.Text))
		at := out.index(key.Text)
		switch {
		case now == nil:
		case at < 0:
			out.keys, out.items = append(out.keys, partOf(key, true)), append(out.items, now)
		default:
			out.keys[at], out.items[at] = a.touched(out.keys[at], key), now
		}
	}
	return out
}

// field gives the format of a key; nil if there is no such key.
func (a *applier) field(f *strictyaml.Format, in, key, value *strictyaml.Node, more []string) *strictyaml.Format {
	if f.Kind == strictyaml.Mapping {
		if !slices.Contains(f.Keys, key.Text) {
			a.problems.Add(key.Pos, diag.UnknownKey, fmt.Sprintf("unknown key %q", key.Text), nearest.Hint(key.Text, append(slices.Clone(f.Keys), more...), "keys here"))
			return nil
		}
		return f.Items
	}
	field, problems := f.Key(a.src, in, key, value, more...)
	a.problems = append(a.problems, problems...)
	if field == nil {
		return nil
	}
	return field.Format
}

// leaveOut takes keys away that need not be there.
func (a *applier) leaveOut(f *strictyaml.Format, old, out *part, n *strictyaml.Node) {
	for _, name := range a.nameList(n) {
		required := slices.ContainsFunc(f.Fields, func(k strictyaml.Field) bool { return k.Name == name.Text && k.Required })
		at := out.index(name.Text)
		switch {
		case required:
			a.problems.Add(name.Pos, diag.PatchItem, fmt.Sprintf("%q cannot be left out", name.Text), fmt.Sprintf("write what it should say instead: \"%s: …\"", name.Text))
		case old.index(name.Text) < 0 || at < 0:
			a.unknown(name, "key that the base has here", names(entries(f, old)), nil)
		default:
			out.keys, out.items = slices.Delete(out.keys, at, at+1), slices.Delete(out.items, at, at+1)
		}
	}
}

// nameList gives the names below a verb that takes away.
func (a *applier) nameList(n *strictyaml.Node) []*strictyaml.Node {
	if !a.sound(n, a.names, strconv.Quote(removeKey)) {
		return nil
	}
	return n.Items
}

// unknown reports a name that the base does not have. Then are the names it had when the patch was made.
func (a *applier) unknown(name *strictyaml.Node, what string, now, then []string) {
	hint := nearest.Hint(name.Text, now, "names here")
	if nearest.Name(name.Text, now) == "" && slices.ContainsFunc(now, func(s string) bool { return strings.Contains(s, " ") }) {
		hint = "write it as it stands in the base: " + quotedList(now)
		for _, whole := range now {
			if strings.HasPrefix(whole, name.Text+",") || strings.HasSuffix(whole, ", "+name.Text) {
				hint = fmt.Sprintf("a text with a comma in it goes in quotes: %q", whole)
			}
		}
	}
	message := fmt.Sprintf("%q is no %s", short(name.Text), what)
	if at := slices.Index(then, name.Text); at >= 0 && !slices.Contains(now, name.Text) {
		message = fmt.Sprintf("%q is not in the base any more", short(name.Text))
		if became := became(at, then, now); became != "" {
			hint = fmt.Sprintf("the base now says: %q; write that here if the change is still wanted", became)
		}
	}
	a.problems.Add(name.Pos, diag.PatchItem, message, hint)
}

// quotedList lists texts as far as a line can hold them.
func quotedList(list []string) string {
	const most = 5
	var out []string
	for _, s := range list[:min(len(list), most)] {
		out = append(out, strconv.Quote(short(s)))
	}
	if len(list) > most {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}

// became gives what has taken the place of a name: one that is new, near it in words or in place.
func became(at int, then, now []string) string {
	var fresh []string
	for _, name := range now {
		if !slices.Contains(then, name) {
			fresh = append(fresh, name)
		}
	}
	if best := nearest.Name(then[at], fresh); best != "" {
		return best
	}
	if at < len(now) && len(now) == len(then) && slices.Contains(fresh, now[at]) {
		return now[at]
	}
	return ""
}
