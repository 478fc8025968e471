package discord_test

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

// TestLoad sends 500 messages a second for 20 seconds (STORYBOT_LOAD=20s), of
// which one in 50 is a question, in 100 channels: none is lost, each is
// acknowledged within a second, and memory stays flat.
func TestLoad(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("STORYBOT_LOAD"))
	if err != nil {
		t.Skip("set STORYBOT_LOAD=20s to measure under load")
	}
	const perSecond, oneIn = 500, 50
	s := stageOn(t, discordtest.Options{Patience: 30 * time.Second}, func(s *scene) {
		s.bot.Log, s.bot.Pace = nil, 0
	})
	s.registered()
	ada := s.AddUser("ada")
	channels := make([]*discordtest.Channel, 100)
	for n := range channels {
		channels[n] = s.AddChannel(s.Guild, fmt.Sprintf("c%d", n))
	}
	asked := make(map[string]time.Time) // by channel and question
	var heap []uint64
	measure := func() {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		heap = append(heap, m.HeapAlloc>>10)
	}
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	order := []string{}
	total := int(length.Seconds() * perSecond)
	for n := range total {
		<-tick.C
		c := channels[n/oneIn%len(channels)]
		if n%oneIn != 0 {
			s.Say(ada, c, "people talk with each other here")
			continue
		}
		m := s.Say(ada, c, s.Bot.Mention()+" "+question)
		asked[m.ID] = time.Now()
		order = append(order, m.ID)
		if n%(total/4) == 0 {
			measure()
		}
	}
	answered := func() map[string]bool {
		done := map[string]bool{}
		for _, c := range channels {
			for _, m := range s.BotMessages(c) {
				if m.Reference != nil && final(m) {
					done[m.Reference.MessageID] = true
				}
			}
		}
		return done
	}
	s.WaitFor("all answers", func() bool { return len(answered()) >= len(order) })
	measure()
	acks := acknowledged(s, channels, order, asked)
	if len(acks) != len(order) || len(answered()) != len(order) {
		t.Errorf("%d questions, %d acknowledged, %d answered", len(order), len(acks), len(answered()))
	}
	slices.Sort(acks)
	p50, p99 := acks[len(acks)/2], acks[len(acks)*99/100]
	if p99 > time.Second {
		t.Errorf("acknowledgement p99 %v, want under 1s", p99)
	}
	if half := heap[len(heap)/2]; heap[len(heap)-1] > half+8<<10 {
		t.Errorf("the heap grew from %d to %d KiB in the second half", half, heap[len(heap)-1])
	}
	t.Logf("%d messages in %v, %d questions, none lost; acknowledged p50 %v, p99 %v, max %v; heap (with the fake's own messages) %v KiB; goroutines %d",
		total, length, len(order), p50.Round(time.Microsecond), p99.Round(time.Microsecond), acks[len(acks)-1].Round(time.Microsecond), heap, runtime.NumGoroutine())
}

// acknowledged is how long each question waited for the first typing in its
// channel after it.
func acknowledged(s *scene, channels []*discordtest.Channel, order []string, asked map[string]time.Time) []time.Duration {
	byChannel := map[string][]time.Time{}
	for _, r := range s.RequestsTo("POST", "/channels/{channel_id}/typing") {
		byChannel[r.Path] = append(byChannel[r.Path], r.At)
	}
	var acks []time.Duration
	for n, id := range order {
		path := fmt.Sprintf("/channels/%s/typing", channels[n%len(channels)].ID)
		for _, at := range byChannel[path] {
			if wait := at.Sub(asked[id]); wait >= 0 {
				acks = append(acks, wait)
				break
			}
		}
	}
	return acks
}
