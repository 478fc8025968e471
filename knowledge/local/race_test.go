//go:build race

package local_test

import "testing"

// unraced skips a test that measures, or computes for long on one goroutine: under the
// race detector that takes ten times as long and finds nothing, and without it the test
// runs as well.
func unraced(t testing.TB) {
	t.Helper()
	t.Skip("under the race detector nothing is measured: go test runs it without")
}
