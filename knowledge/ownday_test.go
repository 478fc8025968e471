package knowledge

import (
	"testing"
	"time"
)

// TestOwnDay: a story is of the day that its outlet's clock shows, wherever that is asked for.
func TestOwnDay(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for published, want := range map[string]string{
		"2024-03-04T00:00:00+08:00": "2024-03-04",
		"2024-03-04T00:30:00+09:00": "2024-03-04",
		"2024-03-04T19:40:00-08:00": "2024-03-04",
		"2024-03-04T23:59:59-05:00": "2024-03-04",
		"2024-03-04T00:00:00Z":      "2024-03-04",
		"2024-03-04T23:30:00Z":      "2024-03-04",
	} {
		at, err := time.Parse(time.RFC3339, published)
		if err != nil {
			t.Fatal(err)
		}
		s := Story{Published: at}
		first := day(want)
		if got := Day(at); got != want {
			t.Errorf("%s is of %s", published, got)
		}
		if f := (Filter{Since: first, Until: first.AddDate(0, 0, 1)}); !f.Allows(&s) {
			t.Errorf("%s is not found on %s", published, want)
		}
		for _, other := range []int{-1, 1} {
			since := first.AddDate(0, 0, other)
			if f := (Filter{Since: since, Until: since.AddDate(0, 0, 1)}); f.Allows(&s) {
				t.Errorf("%s is found on %s", published, Day(since))
			}
			if w := (Window{Since: since, Until: since.AddDate(0, 0, 1)}); w.Holds(at, time.Time{}, false) {
				t.Errorf("%s is held to be of %s", published, Day(since))
			}
		}
	}
	east, west := Story{}, Story{}
	east.Published, _ = time.Parse(time.RFC3339, "2024-03-04T00:00:00+08:00")
	west.Published, _ = time.Parse(time.RFC3339, "2024-03-03T16:00:00Z")
	if east.Fingerprint() == west.Fingerprint() {
		t.Error("another day is no other story")
	}
}
