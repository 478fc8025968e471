package discord_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/discord"
	"github.com/storybot/storybot/bot/discord/discordtest"
)

// TestBanIsWaitedOut: while what stands before Discord refuses everything, the edit of an
// interaction waits as long as it was told, and then it comes.
func TestBanIsWaitedOut(t *testing.T) {
	t.Parallel()
	for name, forbid := range map[string]func(s *scene){
		"banned": func(s *scene) { s.Ban(20 * time.Second) },
		"a global limit that holds for interactions": func(s *scene) {
			s.Break(discordtest.Fault{Path: "/webhooks/", Times: 1, Status: 429, Body: `{"message":"x","retry_after":20,"global":true}`})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{AllowViolations: true}, nil)
				s.registered()
				s.desk.answers(func(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
					time.Sleep(100 * time.Millisecond) // until what is refused is refused
					a := s.desk.quote(q)
					a.ID = s.journal.record(q, a)
					return a, nil
				})
				i := s.Slash(s.AddUser("ada"), s.Home, "ask", discordtest.Option{Name: "question", Value: question})
				i.WaitAck()
				began := time.Now()
				before := len(s.Requests())
				forbid(s)
				i.WaitContent(final)
				if n := len(s.Requests()) - before; n > 4 {
					t.Errorf("%d requests, want few", n)
				}
				if took := time.Since(began); took < 20*time.Second || took > 25*time.Second {
					t.Errorf("shown after %v, want the 20 s it was told to wait", took)
				}
			})
		})
	}
}

// TestSessionsBeginSeldom: however Discord ends sessions, a day has few IDENTIFYs.
func TestSessionsBeginSeldom(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		trouble func(s *scene)
		every   time.Duration
		within  time.Duration
		most    int
	}{
		"op 9 to every IDENTIFY, 6 s":     {func(s *scene) { s.InvalidateStarts(-1); s.Disconnect(4009, "") }, 0, 6 * time.Second, 2},
		"op 9 to every IDENTIFY, a day":   {func(s *scene) { s.InvalidateStarts(-1); s.Disconnect(4009, "") }, 0, 24 * time.Hour, 200},
		"sessions that live for a minute": {func(s *scene) { s.Disconnect(4009, "") }, 61 * time.Second, 24 * time.Hour, 300},
		"op 9 to every RESUME":            {func(s *scene) { s.InvalidateNext(1, false); s.Drop() }, 61 * time.Second, 24 * time.Hour, 300},
		"connections that are cut":        {func(s *scene) { s.Drop() }, 10 * time.Second, 24 * time.Hour, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{AllowViolations: true}, nil)
				c.trouble(s)
				for end := time.Now().Add(c.within); c.every > 0 && time.Now().Before(end); {
					time.Sleep(c.every)
					if s.Gateway().Ready > 0 {
						c.trouble(s)
					}
				}
				if c.every == 0 {
					time.Sleep(c.within)
				}
				g := s.Gateway()
				t.Logf("%d IDENTIFYs in %v, %d RESUMEs", g.Tried, c.within, g.Resumed)
				if g.Tried > c.most || g.Strays > 0 {
					t.Errorf("%d IDENTIFYs in %v, want at most %d; %d RESUMEs at another address than READY gave", g.Tried, c.within, c.most, g.Strays)
				}
				s.InvalidateStarts(0)
			})
		})
	}
}

// TestStartLimit: where few sessions are left, none begins until Discord gives more.
func TestStartLimit(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{Starts: 10}, nil)
		for range 60 {
			s.Disconnect(4009, "")
			time.Sleep(time.Minute)
		}
		if n := s.Gateway().Tried; n > 8 {
			t.Errorf("%d IDENTIFYs of 10", n)
		}
	})
}

// TestForbiddenIsQuiet: a flood of questions that nothing may be said to does not get
// the bot banned.
func TestForbiddenIsQuiet(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{AllowViolations: true, Keep: 100}, func(s *scene) { s.bot.Log = slog.New(slog.DiscardHandler) })
		s.TimeOut(s.Guild)
		var all []discordtest.User
		for n := range 50 {
			all = append(all, s.AddUser(fmt.Sprint("u", n)))
			s.CloseDM(all[n])
		}
		for n := range 300 {
			s.Say(all[n%len(all)], s.Home, s.Bot.Mention()+" "+question)
			time.Sleep(100 * time.Millisecond)
		}
		t.Logf("%d invalid requests for 300 questions in half a minute", s.Invalid())
		if n := s.Invalid(); n > 200 {
			t.Errorf("%d invalid requests in half a minute", n)
		}
	})
}

// TestAnHourOfFaults: random faults of the gateway lose no question and answer none twice.
func TestAnHourOfFaults(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{Patience: 30 * time.Minute, Keep: 20000}, nil)
		r := rand.New(rand.NewPCG(1, 2))
		faults := []func(){
			func() { s.Reconnect() },
			func() { s.InvalidateNext(1, true); s.Drop() },
			func() { s.Drop() },
			func() { s.Disconnect(4008, "Rate limited.") },
			func() { s.Disconnect(4000, "") },
			func() { s.FailUpgrades(2); s.Drop() },
			func() { s.StallHello(); s.Drop(); time.Sleep(30 * time.Second); s.ReleaseHello() },
			func() { s.WithholdAcks(true); time.Sleep(90 * time.Second); s.WithholdAcks(false) },
		}
		asked := map[string]bool{}
		var users []discordtest.User
		for n := range 20 {
			users = append(users, s.AddUser(fmt.Sprint("u", n)))
		}
		length := time.Hour
		if discord.Raced {
			length = 10 * time.Minute
		}
		for end, n := time.Now().Add(length), 0; time.Now().Before(end); n++ {
			m := s.Say(users[n%len(users)], s.Home, s.Bot.Mention()+" "+question)
			asked[m.ID] = true
			if r.IntN(3) == 0 {
				s.Again(m.ID)
			}
			if r.IntN(4) == 0 {
				faults[r.IntN(len(faults))]()
			}
			time.Sleep(time.Duration(5+r.IntN(20)) * time.Second)
		}
		replies := func() map[string]int {
			n := map[string]int{}
			for _, m := range s.BotMessages(s.Home) {
				if m.Reference != nil && final(m) {
					n[m.Reference.MessageID]++
				}
			}
			return n
		}
		time.Sleep(10 * time.Minute)
		s.WaitFor("all answers", func() bool { return len(replies()) >= len(asked) })
		doubles := 0
		for _, n := range replies() {
			doubles += n - 1
		}
		g := s.Gateway()
		t.Logf("%d questions, %d lost, %d doubles; %d IDENTIFYs, %d RESUMEs", len(asked), len(asked)-len(replies()), doubles, g.Tried, g.Resumed)
		if doubles > 0 || g.Tried > 10 || g.Strays > g.Resumed/2 {
			t.Errorf("%d doubles, %d IDENTIFYs, %d of %d RESUMEs at the usual address", doubles, g.Tried, g.Strays, g.Resumed)
		}
	})
}

// percentile is the p-th part of the durations.
func percentile(all []time.Duration, p float64) time.Duration {
	slices.Sort(all)
	return all[min(len(all)-1, int(float64(len(all))*p))]
}
