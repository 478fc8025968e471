//go:build !race

package local_test

import "testing"

// unraced skips nothing here; see race_test.go.
func unraced(testing.TB) {}
