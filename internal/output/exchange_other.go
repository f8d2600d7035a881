//go:build !linux && !darwin

package output

import "errors"

func exchange(string, string) error { return errors.ErrUnsupported }
