package spelling

import "testing"

func TestNear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		n    int
		want bool
	}{
		{"harbour", "harbour", 0, true}, {"harbour", "harbor", 1, true}, {"harbour", "harbor", 0, false}, {"harbour", "arbor", 2, true},
		{"harbour", "arbor", 1, false}, {"ferry", "merry", 1, true}, {"ferry", "mercy", 1, false}, {"ferry", "mercy", 2, true},
		{"", "ab", 2, true}, {"", "abc", 2, false}, {"abc", "", 3, true}, {"tram", "trma", 1, false}, {"tram", "trma", 2, true},
	} {
		if got := Near(c.a, c.b, c.n); got != c.want {
			t.Errorf("%q and %q within %d: %v, want %v", c.a, c.b, c.n, got, c.want)
		}
	}
}
