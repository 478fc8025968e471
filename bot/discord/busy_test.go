package discord_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/discord/discordtest"
)

// streaming answers like a model: a claim each half second, 16 of them.
func streaming(s *scene) func(context.Context, bot.Question, bot.Show) (bot.Answer, error) {
	return func(_ context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
		q.Reading(make([]bot.Reading, 3))
		for n := range 16 {
			time.Sleep(500 * time.Millisecond)
			show(bot.Shown{Claim: bot.Claim{Text: fmt.Sprintf("Claim %d.", n)}, Opens: " "})
		}
		a := s.desk.quote(q)
		a.ID = s.journal.record(q, a)
		return a, nil
	}
}

// finals asks so many at once in one channel, and returns how long each waited for the end.
func finals(t *testing.T, many int) (took []time.Duration, drafts int) {
	t.Helper()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) { s.bot.Pace = 0 })
		s.registered()
		time.Sleep(10 * time.Second)
		s.desk.answers(streaming(s))
		began := time.Now()
		for n := range many {
			s.Say(s.AddUser(fmt.Sprint("u", n)), s.Home, s.Bot.Mention()+" "+question)
		}
		seen := map[string]bool{}
		s.WaitFor("all answers", func() bool {
			for _, m := range s.BotMessages(s.Home) {
				if final(m) && !seen[m.ID] {
					seen[m.ID] = true
					took = append(took, time.Since(began))
				}
			}
			return len(seen) == many
		})
		for _, m := range s.BotMessages(s.Home) {
			drafts += len(s.History(m.ID)) - 1
		}
	})
	return took, drafts
}

// TestFinalsComeBeforeDrafts: six answers that are written in one channel at a time end
// nearly as soon as one alone.
func TestFinalsComeBeforeDrafts(t *testing.T) {
	t.Parallel()
	alone, drafts := finals(t, 1)
	six, others := finals(t, 6)
	p95 := percentile(six, .95)
	t.Logf("finals in one channel: one alone %v (%d drafts), of six p95 %v (%d drafts), %.2f times", alone[0], drafts, p95, others, float64(p95)/float64(alone[0]))
	if p95 > alone[0]*13/10 {
		t.Errorf("six end within %v, one alone within %v", p95, alone[0])
	}
	if drafts < 3 {
		t.Errorf("one alone had %d drafts", drafts)
	}
}

// TestOneSpammer: somebody's hundred mentions make nobody else wait, and are told of once
// a minute.
func TestOneSpammer(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) { s.bot.Pace = 0 })
		s.registered()
		time.Sleep(10 * time.Second)
		spammer := s.AddUser("spammer")
		var theirs []discordtest.Message
		for range 100 {
			theirs = append(theirs, s.Say(spammer, s.Home, s.Bot.Mention()+" "+question))
		}
		var took []time.Duration
		for n := range 20 {
			time.Sleep(2 * time.Second)
			asked := s.Say(s.AddUser(fmt.Sprint("u", n)), s.Home, s.Bot.Mention()+" "+question)
			began := time.Now()
			s.WaitMessage(s.Home, func(m discordtest.Message) bool {
				return final(m) && m.Reference != nil && m.Reference.MessageID == asked.ID
			})
			took = append(took, time.Since(began))
		}
		notices, reactions := 0, 0
		for _, m := range s.BotMessages(s.Home) {
			if has("Too many questions")(m) {
				notices++
			}
		}
		replied := map[string]bool{}
		for _, m := range s.BotMessages(s.Home) {
			if m.Reference != nil {
				replied[m.Reference.MessageID] = true
			}
		}
		for _, m := range theirs {
			n := len(s.Reactions(m.ID))
			reactions += n
			if n == 0 && !replied[m.ID] {
				t.Error("a message of the spammer has no outcome")
			}
		}
		p95 := percentile(took, .95)
		t.Logf("one spammer of 100: the 20 others' p95 %v, max %v; %d notices, %d reactions", p95, percentile(took, 1), notices, reactions)
		if p95 > 2*time.Second || notices != 1 {
			t.Errorf("others wait %v, %d notices", p95, notices)
		}
	})
}
