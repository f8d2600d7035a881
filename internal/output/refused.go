package output

import "fmt"

// RefusedError says why a folder is not written to and what to do about it. The
// folder is as it was, unless the error is about a file that came into it while
// Write was at work.
type RefusedError struct {
	message string
	hint    string
}

func (e *RefusedError) Error() string { return e.message }

// Hint is the next action, for somebody who is no programmer.
func (e *RefusedError) Hint() string { return e.hint }

const otherFolder = "choose another folder with --out"

func refuse(hint, format string, args ...any) error {
	return &RefusedError{message: fmt.Sprintf(format, args...), hint: hint}
}
