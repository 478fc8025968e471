package discord_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/knowledge"
)

// answers sets how the desk answers from now on.
func (d *quoter) answers(f func(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.answer = f
}

// TestStreams: checked sentences appear as they come, by edits of one message,
// and no more often than the pace.
func TestStreams(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		const pace = 300 * time.Millisecond
		s := stage(t, discordtest.Options{}, func(s *scene) { s.bot.Pace = pace })
		s.registered()
		step := make(chan struct{})
		s.desk.answers(func(_ context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
			var all []string
			for n := range 30 {
				all = append(all, fmt.Sprintf("Sentence %d stands.", n+1))
				show(bot.Shown{Claim: bot.Claim{Text: all[n]}, Opens: " "})
				if n == 0 {
					<-step
				}
				time.Sleep(30 * time.Millisecond)
			}
			return bot.Answer{ID: 1, Mode: bot.ModeModel, Text: strings.Join(all, " ")}, nil
		})
		i := s.Slash(s.AddUser("ada"), s.Home, "ask", discordtest.Option{Name: "question", Value: question})
		i.WaitContent(has("Sentence 1 stands. …"))
		close(step)
		i.WaitContent(func(m discordtest.Message) bool { return final(m) && has("Sentence 30 stands.")(m) })
		edits := i.Edits()
		if len(edits) < 4 || len(edits) > 8 {
			t.Errorf("%d states, want a few", len(edits))
		}
		var last time.Time
		for _, r := range s.RequestsTo("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original")[:len(edits)-2] {
			if gap := r.At.Sub(last); gap < pace*9/10 {
				t.Errorf("two edits within %v", gap)
			}
			last = r.At
		}

		s.Say(s.AddUser("bob"), s.Home, s.Bot.Mention()+" "+question)
		m := s.WaitMessage(s.Home, func(m discordtest.Message) bool { return final(m) && m.Reference != nil })
		if h := s.History(m.ID); len(h) < 3 || has("Sentence 30")(h[0]) {
			t.Errorf("a mention's answer had %d states", len(h))
		}
	})
}

// TestStandsIn: the stories being read show at once, then what stands in for a slow
// model's answer, and the answer in its place: one message all along.
func TestStandsIn(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) { s.bot.Pace = 30 * time.Millisecond })
		step := make(chan struct{})
		s.desk.answers(func(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
			q.Reading(make([]bot.Reading, 3))
			<-step
			q.Interim(bot.Answer{Text: "Quoted. [1]", Notes: []bot.Note{{Kind: "fallback", Text: "The model is still writing."}}})
			<-step
			return bot.Answer{ID: 1, Mode: bot.ModeModel, Text: "Written."}, nil
		})
		s.Say(s.AddUser("ada"), s.Home, s.Bot.Mention()+" "+question)
		s.WaitMessage(s.Home, has("Reading 3 stories …"))
		step <- struct{}{}
		s.WaitMessage(s.Home, func(m discordtest.Message) bool { return has("The model is still writing.")(m) && has("Quoted.")(m) })
		step <- struct{}{}
		s.WaitMessage(s.Home, func(m discordtest.Message) bool { return has("Written.")(m) && !has("Quoted.")(m) })
		if n := len(s.BotMessages(s.Home)); n != 1 {
			t.Errorf("%d messages, want 1", n)
		}
	})
}

// TestLongAnswer: what does not fit goes on in further messages.
func TestLongAnswer(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		s.registered()
		var text strings.Builder
		for n := range 60 {
			fmt.Fprintf(&text, "The council of the %dth harbour decided on another dredger that day [%d]. ", n, n%3+1)
		}
		a := bot.Answer{ID: 7, Mode: bot.ModeModel, Text: strings.TrimSpace(text.String()), Citations: []bot.Citation{
			{N: 1, Title: "One", URL: "https://news.example/1"}, {N: 2, Title: "Two", URL: "https://news.example/2"}, {N: 3, Title: "Three", URL: "https://news.example/3"}}}
		s.desk.answers(func(context.Context, bot.Question, bot.Show) (bot.Answer, error) { return a, nil })
		ada := s.AddUser("ada")
		i := s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: question}, discordtest.Option{Name: "private", Value: true})
		f := i.WaitFollowUp(final)
		first, _ := i.Response()
		if !f.Ephemeral() || !first.Ephemeral() {
			t.Error("a private answer is for all to see")
		}
		s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		s.WaitMessage(s.Home, final)
		for _, m := range append(append(s.BotMessages(s.Home), i.FollowUps()...), first) {
			if regexp.MustCompile(`\[\d*$|^\d*\]|<https[^>]*$`).MatchString(m.Content) || !strings.HasSuffix(strings.TrimSpace(m.Content), ".") && !strings.HasSuffix(m.Content, "]") && !strings.HasSuffix(m.Content, ")") {
				t.Errorf("cut badly: …%q", m.Content[max(0, len(m.Content)-80):])
			}
		}
		// A reply to any of its messages goes on with the conversation.
		eventually(t, "the places", func() bool {
			s.journal.mu.Lock()
			defer s.journal.mu.Unlock()
			return len(s.journal.posted) >= 2*len(s.BotMessages(s.Home))
		})
	})
}

// TestDeleted: a question that is deleted is no longer answered.
func TestDeleted(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		gone := make(chan error, 1)
		s.desk.answers(func(ctx context.Context, _ bot.Question, show bot.Show) (bot.Answer, error) {
			show(bot.Shown{Claim: bot.Claim{Text: "So far."}, Opens: " "})
			<-ctx.Done()
			gone <- context.Cause(ctx)
			return bot.Answer{}, ctx.Err()
		})
		asked := s.Say(s.AddUser("ada"), s.Home, s.Bot.Mention()+" "+question)
		s.WaitMessage(s.Home, has("So far."))
		s.Delete(asked)
		if err := <-gone; err == nil || !strings.Contains(err.Error(), "deleted") {
			t.Errorf("ended because %v", err)
		}
		s.WaitFor("the draft to be taken back", func() bool { return len(s.BotMessages(s.Home)) == 0 })
	})
}

// TestSafety: whatever titles and text say, nobody is mentioned and no link but
// the stories' own can be followed. The fake refuses a request that would mention.
func TestSafety(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		s.registered()
		const evil = "@everyone <@123456789012345678> [win](https://evil.example/x) discord.gg/abc https://evil.example\n# Big\n-# small <#5> </ask:1> `x` **b**"
		s.desk.answers(func(_ context.Context, _ bot.Question, show bot.Show) (bot.Answer, error) {
			show(bot.Shown{Claim: bot.Claim{Text: evil}, Opens: " "})
			return bot.Answer{ID: 1, Mode: bot.ModeModel, Text: evil + " [1](https://evil.example/y)", Notes: []bot.Note{{Kind: "window", Text: evil}},
				Citations: []bot.Citation{{N: 1, Title: evil, Outlet: evil, Label: knowledge.Label(evil), URL: "https://news.example/1"}}}, nil
		})
		i := s.Slash(s.AddUser("ada"), s.Home, "ask", discordtest.Option{Name: "question", Value: evil})
		i.WaitContent(final)
		forbidden := regexp.MustCompile(`@everyone|<@|https://evil|discord\.gg|\]\(http|(?m)^# |(?m)^-# small|<#|</`)
		for _, m := range i.Edits() {
			content := strings.ReplaceAll(m.Content, "\\<", "‹")
			if found := forbidden.FindString(content); found != "" {
				t.Errorf("%q stands in %q", found, m.Content)
			}
		}
		for _, r := range s.Requests() {
			if (r.Method == "POST" || r.Method == "PATCH") && strings.Contains(r.Body, `"content"`) && !strings.Contains(r.Body, `"allowed_mentions":{"parse":[]}`) {
				t.Errorf("%s %s mentions: %s", r.Method, r.Route, r.Body)
			}
		}
	})
}

// TestTold: each error has its words.
func TestTold(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{NoLimits: true}, func(s *scene) { s.bot.Patience = 100 * time.Millisecond })
		for want, err := range map[string]error{
			"Too many questions": bot.ErrBusy, "Today's budget": bot.ErrBudget, "took too long": nil,
			"no such story": fmt.Errorf("x: %w", knowledge.ErrNotFound), "Something went wrong": fmt.Errorf("secret path"),
		} {
			s.desk.answers(func(ctx context.Context, _ bot.Question, _ bot.Show) (bot.Answer, error) {
				if err == nil {
					<-ctx.Done()
					return bot.Answer{}, ctx.Err()
				}
				return bot.Answer{}, fmt.Errorf("answer: %w", err)
			})
			asked := s.Say(s.AddUser("ada"), s.Home, s.Bot.Mention()+" "+question)
			m := s.WaitMessage(s.Home, func(m discordtest.Message) bool { return m.Reference != nil && m.Reference.MessageID == asked.ID })
			if !has(want)(m) || has("secret")(m) {
				t.Errorf("%v: told %q, want %q", err, m.Content, want)
			}
		}
	})
}

// TestMayNotWrite: where the bot may not write, the asker is told in private.
func TestMayNotWrite(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{AllowViolations: true}, nil)
		ada := s.AddUser("ada")
		s.Permit(s.Home, 1024)
		s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		s.WaitMessage(s.DMChannel(ada), has("You asked me in <#"+s.Home.ID+">, but I may not write there"))
		s.WaitMessage(s.DMChannel(ada), has("Mette Olsen painted"))
	})
}

// TestShutdown: what is under way is finished, and what does not finish in time
// is told so.
func TestShutdown(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) { s.bot.Grace = 2 * time.Second })
		s.registered()
		quick, slow := make(chan struct{}), make(chan struct{}, 2)
		s.desk.answers(func(ctx context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
			slow <- struct{}{}
			if strings.Contains(q.Text, "quick") {
				<-quick
				return bot.Answer{ID: 1, Mode: bot.ModeModel, Text: "Finished."}, nil
			}
			<-ctx.Done()
			return bot.Answer{}, ctx.Err()
		})
		ada := s.AddUser("ada")
		i := s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: "quick"})
		asked := s.Say(ada, s.Home, s.Bot.Mention()+" slow")
		<-slow
		<-slow
		ended := make(chan error)
		began := time.Now()
		go func() { ended <- s.stop() }()
		s.WaitFor("the end to begin", func() bool { return s.Gateway().Ready == 0 })
		close(quick)
		i.WaitContent(has("Finished."))
		if err := <-ended; err != nil {
			t.Errorf("ended with %v", err)
		}
		m := s.WaitMessage(s.Home, func(m discordtest.Message) bool { return m.Reference != nil && m.Reference.MessageID == asked.ID })
		if !has("restarted")(m) {
			t.Errorf("the slow question was told %q", m.Content)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("ending took %v", took)
		}
	})
}

// TestWithoutJournal: a bot without one answers; there are no buttons that
// would find nothing.
func TestWithoutJournal(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) {
			s.bot.Journal = nil
			s.desk.answer = func(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) { return s.desk.quote(q), nil }
		})
		s.registered()
		ada := s.AddUser("ada")
		s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		m := s.WaitMessage(s.Home, has("Mette Olsen"))
		if len(m.Buttons()) != 0 {
			t.Errorf("buttons %q", labels(m))
		}
		s.Slash(ada, s.Home, "forget").WaitContent(has("I keep nothing"))
		s.Slash(ada, s.Home, "privacy").WaitContent(has("I keep none of it"))
	})
}

var _ desk.Journal = (*memoryJournal)(nil)
