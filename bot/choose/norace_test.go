//go:build !race

package choose

import "testing"

// unraced skips nothing here; see race_test.go.
func unraced(testing.TB) {}
