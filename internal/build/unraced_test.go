//go:build !race

package build_test

// raced tells that the race detector watches.
const raced = false
