package preview

import (
	"strings"
	"testing"

	"goldseam/internal/diag"
)

// TestWarningsStayOffPages holds that a page is not covered by what can wait.
func TestWarningsStayOffPages(t *testing.T) {
	var list diag.List
	list.Warn(diag.Pos{File: "w.md", Line: 1, Column: 1}, diag.HelpUnverified, "can wait", "")
	s := New(Options{Addr: "127.0.0.1:1717"})
	defer s.Close()
	if got := s.newState(Site{Problems: list}).problems; strings.Contains(got, "can wait") {
		t.Errorf("a warning is shown over the page: %s", got)
	}
	list.Add(diag.Pos{File: "e.md", Line: 1, Column: 1}, diag.LinkFile, "must be mended", "")
	if got := s.newState(Site{Problems: list}).problems; !strings.Contains(got, "must be mended") {
		t.Errorf("an error is not shown over the page: %s", got)
	}
}
