package discordtest_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

func TestWaitingForWhatOnlyTheBotKnows(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{Patience: time.Minute})
	var done atomic.Bool
	timer := time.AfterFunc(50*time.Millisecond, func() { done.Store(true) })
	defer timer.Stop()
	began := time.Now()
	s.WaitFor("the bot", done.Load)
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("noticed after %v", took)
	}
}

func TestIDsRiseAndTellTheTime(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	seen := map[string]bool{}
	for range 1000 {
		id := s.NewID()
		if seen[id] {
			t.Fatalf("%s twice", id)
		}
		seen[id] = true
	}
	before := s.NewID()
	s.Advance(time.Hour)
	if after := s.NewID(); len(after) != len(before) || after <= before {
		t.Errorf("%s comes after %s", after, before)
	}
}
