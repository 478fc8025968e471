package discord_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/discord/discordtest"
)

// talking answers as a bot does to talk.
func talking(s *scene, kind bot.Talk) {
	s.desk.answers(func(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
		a := bot.Answer{Mode: bot.ModeList, Text: "Hello.", Talk: kind}
		a.ID = s.journal.record(q, a)
		return a, nil
	})
}

// TestTalkIsQuiet: thanks and small talk get a reaction, a greeting gets three examples.
func TestTalkIsQuiet(t *testing.T) {
	t.Parallel()
	for _, kind := range []bot.Talk{bot.Thanks, bot.Chat, bot.Greeting, bot.Help} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{}, nil)
				talking(s, kind)
				ada := s.AddUser("ada")
				for _, c := range []*discordtest.Channel{s.Home, s.DMChannel(ada)} {
					m := s.Say(ada, c, s.Bot.Mention()+" well")
					if kind == bot.Greeting || kind == bot.Help {
						got := labels(s.WaitMessage(c, has("Hello.")))
						if want := []string{"What is new?", "Summarise: The lighthouse of Faro", "Summarise: Bakers on strike"}; kind == bot.Greeting && !slices.Equal(got, want) || kind == bot.Help && len(got) > 0 {
							t.Errorf("buttons %q, want %q", got, want)
						}
						continue
					}
					s.WaitFor("a reaction", func() bool { return slices.Equal(s.Reactions(m.ID), []string{"👍"}) })
					if n := len(s.BotMessages(c)); n != 0 {
						t.Errorf("%d messages", n)
					}
				}
			})
		})
	}
}

// TestExamplesAreAsked when their buttons are pressed, also after a restart.
func TestExamplesAreAsked(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		talking(s, bot.Greeting)
		ada, bob := s.AddUser("ada"), s.AddUser("bob")
		s.Say(ada, s.Home, s.Bot.Mention()+" hi")
		m := s.WaitMessage(s.Home, final)
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
		s.join(t, nil)
		s.desk.answers(nil)
		s.Press(bob, m.ID, "try:news").WaitContent(has("> What is new?"))
		s.Press(bob, m.ID, "try:summary:story-2").WaitContent(has("> Bakers on strike"))
		s.PressWith(bob, m.ID, "try:news", func(p map[string]any) { p["data"].(map[string]any)["custom_id"] = "try:x" }).WaitContent(has("I do not know this button"))
		if q := s.desk.questions(); len(q) != 3 || q[1].Asker != bob.ID {
			t.Errorf("asked %+v", q)
		}
	})
}

// TestOneHint: whoever replies without a ping is told once what to do.
func TestOneHint(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		ada := s.AddUser("ada")
		s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		first := s.WaitMessage(s.Home, final)
		var last discordtest.Message
		for range 3 {
			last = s.Post(discordtest.Post{Author: ada, Channel: s.Home, Text: "and then?", ReplyTo: first.ID, NoPing: true})
			time.Sleep(time.Second)
		}
		s.WaitFor("a reaction", func() bool { return slices.Equal(s.Reactions(last.ID), []string{"❔"}) })
		if n := len(s.BotMessages(s.Home)); n != 2 {
			t.Errorf("%d messages, want the answer and one hint", n)
		}
	})
}
