package preview

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// PortError says that a port of this machine cannot be had.
type PortError struct {
	Port  int
	Taken bool // by another program
	err   error
}

func (e *PortError) Error() string {
	if e.Taken {
		return fmt.Sprintf("port %d is in use by another program, perhaps another preview", e.Port)
	}
	return fmt.Sprintf("port %d cannot be used on this computer", e.Port)
}

// Hint gives the next action.
func (e *PortError) Hint() string {
	other := e.Port + 1
	if e.Port < 1024 || other > 65535 {
		other = 1718
	}
	if e.Taken {
		return fmt.Sprintf("close the other program, or choose another port: --port %d", other)
	}
	return fmt.Sprintf("choose another port: --port %d", other)
}

func (e *PortError) Unwrap() error { return e.err }

// Listen opens a port of this machine to programs on this machine. With port 0
// the system chooses one. An error is a *PortError.
func Listen(port int) (net.Listener, error) {
	l, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, &PortError{Port: port, Taken: inUse(err), err: err}
	}
	return l, nil
}

func inUse(err error) bool {
	const windowsInUse = syscall.Errno(10048) // which Go's own EADDRINUSE is not
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windowsInUse)
}

func portOf(addr string) string {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return ""
	}
	return port
}
