package wording

import (
	"fmt"
	"testing"
)

// A copy of a copy is one of the first, in whatever order they come.
func TestOriginsAreJoined(t *testing.T) {
	t.Parallel()
	first := []int{0, 1, 2, 1}
	join(first, 2, 1)
	join(first, 1, 0)
	if fmt.Sprint(first) != "[0 0 0 0]" {
		t.Errorf("%v", first)
	}
}
