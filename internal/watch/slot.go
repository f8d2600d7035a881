package watch

// maxPaths is how many paths a hint holds; with more, looking at everything is as quick.
const maxPaths = 1000

// slot is the one hint that waits for the consumer. New paths are merged into it
// for as long as it was not taken, so that the consumer is never behind by more
// than one hint and the sender never waits.
type slot struct {
	ch    chan Hint       // room for one; only the keeper sends
	paths map[string]bool // those of the hint that waits
}

func newSlot(ch chan Hint) slot {
	return slot{ch: ch, paths: map[string]bool{}}
}

func (s *slot) add(path string) {
	h := s.take()
	if !s.paths[path] && len(s.paths) <= maxPaths {
		s.paths[path] = true
		h.Paths = append(h.Paths, path)
	}
	if len(s.paths) > maxPaths {
		h = Hint{All: true}
	}
	s.ch <- h
}

func (s *slot) all() {
	h := s.take()
	h.All = true
	s.ch <- h
}

// take takes the waiting hint back, or begins a new one.
func (s *slot) take() Hint {
	select {
	case h := <-s.ch:
		return h
	default:
		clear(s.paths)
		return Hint{}
	}
}
