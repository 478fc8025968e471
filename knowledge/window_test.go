package knowledge

import (
	"testing"
	"time"
)

func TestWindowFits(t *testing.T) {
	t.Parallel()
	day := func(s string) time.Time {
		d, err := time.Parse("2006-01-02 15:04 -0700", s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	at := day("2024-03-13 12:00 +0000")
	w := &Window{Since: day("2024-03-04 00:00 +0000"), Until: day("2024-03-11 00:00 +0000"), Before: 1, After: 3}
	since := &Window{Since: w.Since, After: 3}
	for _, c := range []struct {
		name      string
		w         *Window
		published time.Time
		named     bool
		want      float64
	}{
		{"no window", nil, at, false, 1},
		{"its first day", w, day("2024-03-04 00:00 +0000"), false, windowInside},
		{"its last evening", w, day("2024-03-10 23:59 +0000"), false, windowInside},
		{"the last evening of its outlet", w, day("2024-03-10 22:00 -0500"), false, windowInside},
		{"the day before", w, day("2024-03-03 00:00 +0000"), false, windowGrace},
		{"two days before", w, day("2024-03-02 00:00 +0000"), false, windowOutside},
		{"three days after", w, day("2024-03-13 11:00 +0000"), false, windowGrace},
		{"a later one that names it", w, day("2024-03-12 00:00 +0000"), true, windowNamed},
		{"an undated one", w, time.Time{}, false, windowOutside},
		{"an open end", since, day("2024-03-12 00:00 +0000"), false, windowInside},
		{"an open end, ahead of the clock", since, day("2024-05-01 00:00 +0000"), false, windowInside},
		{"ahead of the clock", w, day("2024-05-01 00:00 +0000"), false, windowGrace}, // as of now, the third day after
	} {
		if got := c.w.Fit(c.published, at, func() bool { return c.named }); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAhead(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 3, 9, 22, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		published, now time.Time
		want           bool
	}{
		{now.Add(time.Hour), now, true},
		{now.Add(-time.Hour), now, false},
		{time.Date(2024, 3, 10, 0, 0, 0, 0, time.UTC), now, true},
		{time.Date(2024, 3, 10, 0, 0, 0, 0, time.UTC), now.In(time.FixedZone("", 3*3600)), false},
		{time.Time{}, now, false},
	} {
		if got := Ahead(c.published, c.now); got != c.want {
			t.Errorf("Ahead(%v, %v) = %v", c.published, c.now, got)
		}
	}
}
