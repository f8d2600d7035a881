package patch

import (
	"slices"
	"strings"

	"goldseam/internal/strictyaml"
)

// value tells a value from another.
func (d *differ) value(f *strictyaml.Format, was, now *part) (*part, bool) {
	switch {
	case !fits(f, was) || !fits(f, now):
		return now, f.Kind != strictyaml.Mapping && f.Kind != strictyaml.Struct
	case named(f):
		return d.named(f, was, now)
	case f.Kind == strictyaml.List:
		return d.list(f, was, now), true
	case now.shape == strictyaml.GroupNode && was.shape == strictyaml.GroupNode:
		return d.group(f, was, now)
	}
	return now, true
}

// named tells things with permanent names from others.
func (d *differ) named(f *strictyaml.Format, was, now *part) (*part, bool) {
	base, next := entries(f, was), entries(f, now)
	if repeated(names(base)) || repeated(names(next)) {
		return now, listed(f)
	}
	out := group()
	stays := map[string]bool{}
	for _, pair := range common(len(base), len(next), func(i, j int) bool { return base[i].name == next[j].name }) {
		a, b := base[pair[0]], next[pair[1]]
		if same(f.Items, a.value, b.value) {
			stays[a.name] = true
		} else if change, ok := d.value(f.Items, a.value, b.value); ok && !b.value.empty() {
			stays[a.name] = true
			out.verb("change", a.name, change)
		}
	}
	for _, e := range base {
		if !stays[e.name] {
			out.gone(e.name)
		}
	}
	added := map[string]*part{}
	last := ""
	var places []string
	for i, e := range next {
		if stays[e.name] {
			last = e.name
			continue
		}
		verb := "after " + last
		if !slices.ContainsFunc(next[i:], func(l entry) bool { return stays[l.name] }) {
			verb = "add"
		} else if last == "" {
			verb = "before " + next[i+slices.IndexFunc(next[i:], func(l entry) bool { return stays[l.name] })].name
		}
		if added[verb] == nil {
			added[verb] = group()
			places = append(places, verb)
		}
		value := e.value
		if f.Kind == strictyaml.List {
			value = value.without(idKey)
		}
		added[verb].put(e.name, value)
	}
	for _, place := range places {
		if verb, name, ok := strings.Cut(place, " "); ok {
			out.verb(verb, name, added[place])
		} else {
			out.put(place, added[place])
		}
	}
	return out, true
}

// without gives a group without one of its keys.
func (p *part) without(name string) *part {
	i := p.index(name)
	if i < 0 {
		return p
	}
	return p.with(slices.Delete(slices.Clone(p.keys), i, i+1), slices.Delete(slices.Clone(p.items), i, i+1))
}

// longestName is the length, in bytes, above which YAML does not take a text for a name.
const longestName = 900

// list tells a list from another: the changes, or the new one if that is said in fewer words.
func (d *differ) list(f *strictyaml.Format, was, now *part) *part {
	if len(was.items) == 0 || len(now.items) == 0 {
		return now
	}
	eq := func(i, j int) bool { return same(f.Items, was.items[i], now.items[j]) }
	pairs := append(common(len(was.items), len(now.items), eq), [2]int{len(was.items), len(now.items)})
	all := texts(f, was)
	out := group()
	changes := 0
	sound := true
	name := func(i int) string {
		if all[i] == "" || len(all[i]) > longestName || slices.Index(all, all[i]) != i || slices.Contains(all[i+1:], all[i]) || !known(f.Items) {
			sound = false
		}
		return all[i]
	}
	i, j := 0, 0
	for _, pair := range pairs {
		for ; i < pair[0] && j < pair[1]; i, j = i+1, j+1 {
			out.verb("replace", name(i), now.items[j])
			changes++
		}
		if fresh := now.items[j:pair[1]]; len(fresh) > 0 {
			switch {
			case i == 0:
				out.put("prepend", list(fresh...))
			case i == len(was.items):
				out.put("append", list(fresh...))
			default:
				out.verb("after", name(i-1), list(fresh...))
			}
			changes += len(fresh)
		}
		for ; i < pair[0]; i++ {
			out.gone(name(i))
			changes++
		}
		i, j = pair[0]+1, pair[1]+1
	}
	if !sound || changes >= len(now.items) && len(now.items) > 1 {
		return now
	}
	return out
}

func repeated(list []string) bool {
	list = slices.Sorted(slices.Values(list))
	return len(slices.Compact(slices.Clone(list))) < len(list)
}

// common gives the longest run of pairs, in the order of both, that are equal.
func common(n, m int, equal func(i, j int) bool) [][2]int {
	best := make([][]int, n+1)
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if best[i][j] = max(best[i+1][j], best[i][j+1]); equal(i, j) {
				best[i][j] = max(best[i][j], best[i+1][j+1]+1)
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case equal(i, j) && best[i][j] == best[i+1][j+1]+1:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	return out
}
