//go:build race

package web

import "testing"

// measured skips a test that measures time or memory, or reads much data: under
// the race detector both are ten times what they are, and without it the test
// runs as well.
func measured(t *testing.T) {
	t.Helper()
	t.Skip("under the race detector nothing is measured: go test runs it without")
}
