package shape

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestClock: what begins a time of day, and what only looks like it.
func TestClock(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"at 10:30 on Monday": true, "by 6 p.m. it was dark": true, "at 9pm sharp": true, "at 9 PM": true, "from 5 o’clock": true, "at 5 O'CLOCK": true, "until 7 am": true,
		"10 AMERICANS were freed": false, "5 PMs resigned": false, "a 50gram bar": false, "6 amateurs": false, "7 o'clocks": false, "9 people": false,
	} {
		l := text.English()
		words := l.Words(line)
		got := false
		for i := range words {
			got = got || words[i].Number && Clock(line, &words[i])
		}
		if got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
