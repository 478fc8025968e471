package discord_test

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/bot/discord/wire"
)

// TestShards: all shards that Discord recommends are run, their sessions begin as it
// allows, and a question is answered once on whichever shard it is asked.
func TestShards(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		part        wire.Part
		concurrency int
		shards      int
		within      time.Duration
	}{
		"all, one after the other": {wire.Part{}, 1, 4, 17 * time.Second},
		"all, two at a time":       {wire.Part{}, 2, 4, 6 * time.Second},
		"some of them":             {wire.Part{First: 1, Last: 2, Of: 4}, 4, 2, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				began := time.Now()
				s := stage(t, discordtest.Options{Shards: 4, Concurrency: c.concurrency}, func(s *scene) { s.bot.Part = c.part })
				s.WaitFor("the shards", func() bool { return s.Gateway().Shards == c.shards })
				if took := time.Since(began); took > c.within {
					t.Errorf("joined within %v, want %v", took, c.within)
				}
				if g := s.Gateway(); g.Tried != c.shards {
					t.Errorf("%d IDENTIFYs for %d shards", g.Tried, c.shards)
				}
				ada, answered, ours := s.AddUser("ada"), 0, 0
				for n := range 8 {
					g := s.AddGuild(fmt.Sprint("g", n))
					id, err := strconv.Atoi(g.ID)
					if shard := (id >> 22) % 4; err != nil || c.part.Of == 0 || shard >= c.part.First && shard <= c.part.Last {
						ours++
					}
					ch := s.AddChannel(g, "general")
					s.Say(ada, ch, s.Bot.Mention()+" "+question)
					time.Sleep(10 * time.Second)
					answered += len(s.BotMessages(ch))
				}
				if answered != ours {
					t.Errorf("%d answers, want one for each of %d servers", answered, ours)
				}
				s.Drop()
				s.WaitFor("all again", func() bool { g := s.Gateway(); return g.Resumed == c.shards && g.Shards == c.shards })
				if g := s.Gateway(); g.Tried != c.shards {
					t.Errorf("%d IDENTIFYs after a loss", g.Tried)
				}
			})
		})
	}
}

// TestSixteenShards measures 16 shards of 2,500 servers each (STORYBOT_LOAD=20s).
func TestSixteenShards(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("STORYBOT_LOAD"))
	if err != nil {
		t.Skip("set STORYBOT_LOAD=20s to measure 16 shards")
	}
	const shards, servers = 16, 2500
	s := stageOn(t, discordtest.Options{Shards: shards, Concurrency: shards, Keep: 1000, Patience: time.Minute}, func(s *scene) {
		for n := range shards*servers - 1 {
			s.AddGuild(fmt.Sprint("g", n))
		}
		s.bot.Log, s.bot.Pace = nil, 0
	})
	s.WaitFor("the shards", func() bool { return s.Gateway().Shards == shards })
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc >> 20
	}
	var channels []*discordtest.Channel
	for n := range shards {
		channels = append(channels, s.AddChannel(s.AddGuild(fmt.Sprint("asked", n)), "general"))
	}
	ada, before := s.AddUser("ada"), heap()
	began, events := time.Now(), 0
	for time.Since(began) < length {
		for range 100 {
			s.Say(ada, channels[events%shards], "people talk with each other here")
			events++
		}
	}
	took := time.Since(began)
	for _, c := range channels {
		asked := s.Say(s.AddUser(c.ID), c, s.Bot.Mention()+" "+question)
		s.WaitMessage(c, func(m discordtest.Message) bool { return m.Reference != nil && m.Reference.MessageID == asked.ID })
	}
	t.Logf("%d shards of %d servers: %d events in %v (%.0f a second, with the fake's own work), heap %d to %d MiB (with the fake's own %d servers)",
		shards, servers, events, took.Round(time.Millisecond), float64(events)/took.Seconds(), before, heap(), shards*servers)
	if g := s.Gateway(); g.Tried != shards || !slices.Contains([]int{shards}, g.Ready) {
		t.Errorf("%d IDENTIFYs, %d sessions", g.Tried, g.Ready)
	}
}
