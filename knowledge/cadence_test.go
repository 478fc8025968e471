package knowledge

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const day = 24 * time.Hour

// TestHabit plays feeds of every kind, and the silence after them.
func TestHabit(t *testing.T) {
	start := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC) // a Monday
	every := func(step time.Duration, n int) (list []time.Time) {
		for i := range n {
			list = append(list, start.Add(time.Duration(i)*step))
		}
		return list
	}
	office := func(days int) (list []time.Time) { // 8 to 17 h from Monday to Friday
		for d := range days {
			at := start.AddDate(0, 0, d)
			for h := range 10 {
				if w := at.Weekday(); w != time.Saturday && w != time.Sunday {
					list = append(list, at.Add(time.Duration(h)*time.Hour))
				}
			}
		}
		return list
	}
	for _, c := range []struct {
		name           string
		dates          []time.Time
		healthy, quiet time.Duration // still well, and silent, so long after the last; 0: not asked, never
	}{
		{"hourly, round the clock", every(time.Hour, 60), 23 * time.Hour, 25 * time.Hour},
		{"hourly, for half a day", every(time.Hour, 12), 71 * time.Hour, 73 * time.Hour},
		{"office hours, four days", office(4), 63 * time.Hour, 73 * time.Hour},
		{"office hours, three weeks", office(19), 4 * day, 6 * day},
		{"daily", every(day, 20), 2*day - time.Hour, 2*day + time.Hour},
		{"weekly", every(7*day, 10), 13 * day, 15 * day},
		{"too few to tell", every(day, 5), 400 * day, 0},
		{"all at once", every(time.Second, 30), 400 * day, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := &far{shelf: shelf{name: "web"}}
			for i, d := range c.dates {
				a.put(fmt.Sprintf("s%d", i), "T", fmt.Sprintf("Bridge %d is closed.", i), "")
				a.items[i].Story.Published = d
			}
			last := c.dates[len(c.dates)-1]
			now := last
			b := &Base{Index: newMemory(), Now: func() time.Time { return now }}
			after := func(pause time.Duration) SourceStatus {
				now = last.Add(pause)
				loadWith(t, b, LoadOptions{}, a)
				return b.mustStatus(t)["web"]
			}
			if s := after(0); s.Warning(last.Add(c.healthy)) != "" || c.quiet > 0 && !strings.Contains(s.Warning(last.Add(c.quiet)), "was last read on") {
				t.Errorf("nobody read it: %q, %q", s.Warning(last.Add(c.healthy)), s.Warning(last.Add(c.quiet)))
			}
			if s := after(c.healthy); s.Silent() || s.Warning(now) != "" {
				t.Errorf("silent after %s: %+v", c.healthy, s)
			}
			if c.quiet == 0 {
				return
			}
			if s := after(c.quiet); !s.Silent() || !strings.Contains(s.Warning(now), "nothing new since") {
				t.Errorf("not silent after %s: patience %s", c.quiet, s.Patience)
			}
		})
	}
}

// TestArchiveIsNotSilent: what was out of use when it was first read is no news
// to anybody, until it brings something.
func TestArchiveIsNotSilent(t *testing.T) {
	a := &far{shelf: shelf{name: "web"}}
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	for i := range 20 {
		a.put(fmt.Sprintf("s%d", i), "T", fmt.Sprintf("Bridge %d is closed.", i), Day(now.AddDate(-1, 0, i)))
	}
	b := &Base{Index: newMemory(), Now: func() time.Time { return now }}
	for range 2 {
		loadWith(t, b, LoadOptions{}, a)
		if s := b.mustStatus(t)["web"]; s.Warning(now) != "" || !s.Archive {
			t.Errorf("an archive is warned of: %+v", s)
		}
		now = now.Add(100 * day)
	}
	for i := range 8 {
		now = now.Add(day)
		a.put(fmt.Sprintf("n%d", i), "T", fmt.Sprintf("Bridge %d is open.", i), Day(now))
		loadWith(t, b, LoadOptions{}, a)
	}
	now = now.Add(1200 * day) // its longest pause was of 547 days
	loadWith(t, b, LoadOptions{}, a)
	if s := b.mustStatus(t)["web"]; !s.Silent() || s.Archive {
		t.Errorf("it was in use again, and is silent: %+v", s)
	}
}

// TestHabitOfAFolder: a folder has no habit but the loads that found something
// new in it, on several days.
func TestHabitOfAFolder(t *testing.T) {
	a := shelfOf("a", 30)
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	b := &Base{Index: newMemory(), Now: func() time.Time { return now }}
	loadWith(t, b, LoadOptions{}, a)
	if s := b.mustStatus(t)["a"]; s.Warning(now.AddDate(3, 0, 0)) != "" {
		t.Errorf("an archive is called silent: %+v", s)
	}
	add := func(step time.Duration, n int) {
		for range n {
			now = now.Add(step)
			a.put(fmt.Sprintf("n%d", now.Unix()), "T", "It is new at "+now.String(), "2020-01-01")
			loadWith(t, b, LoadOptions{}, a)
		}
	}
	add(5*time.Minute, 10)
	if s := b.mustStatus(t)["a"]; s.Warning(now.AddDate(3, 0, 0)) != "" || len(s.Arrivals) != 10 {
		t.Errorf("one busy afternoon makes a habit: %+v", s)
	}
	add(day, 9)
	s := b.mustStatus(t)["a"]
	for _, pause := range []struct {
		now    time.Time
		silent bool
	}{{now.Add(2*day - time.Hour), false}, {now.Add(2*day + time.Hour), true}} {
		now = pause.now
		loadWith(t, b, LoadOptions{}, a)
		again := b.mustStatus(t)["a"]
		if again.Silent() != pause.silent || len(again.Arrivals) != len(s.Arrivals) {
			t.Errorf("after a pause until %s: %+v", now, again)
		}
	}
}

func (b *Base) mustStatus(t *testing.T) map[string]SourceStatus {
	t.Helper()
	states, err := b.SourceStatus(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return states
}
