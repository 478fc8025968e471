package discord_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/discord/discordtest"
)

// refusals are what Discord may say to a message, by its own codes.
var refusals = map[string]discordtest.Fault{
	"unknown channel":      {Status: 404, Body: `{"message":"Unknown Channel","code":10003}`},
	"unknown message":      {Status: 404, Body: `{"message":"Unknown Message","code":10008}`},
	"slow mode":            {Status: 429, Body: `{"message":"slowmode","code":20016,"retry_after":21600}`},
	"missing access":       {Status: 403, Body: `{"message":"Missing Access","code":50001}`},
	"no direct messages":   {Status: 403, Body: `{"message":"Cannot send messages to this user","code":50007}`},
	"missing permissions":  {Status: 403, Body: `{"message":"Missing Permissions","code":50013}`},
	"invalid token":        {Status: 401, Body: `{"message":"Invalid Webhook Token","code":50027}`},
	"invalid form":         {Status: 400, Body: `{"message":"Invalid Form Body","code":50035}`},
	"archived":             {Status: 400, Body: `{"message":"Thread is archived","code":50083}`},
	"no history":           {Status: 403, Body: `{"message":"Cannot reply without permission","code":160002}`},
	"locked":               {Status: 403, Body: `{"message":"The thread is locked","code":160005}`},
	"blocked":              {Status: 400, Body: `{"message":"Blocked by automatic moderation","code":200000}`},
	"a code nobody knows":  {Status: 400, Body: `{"message":"No","code":999999}`},
	"Discord being broken": {Status: 500, Body: `{}`},
}

// TestEveryRefusalHasAnOutcome: whatever Discord says to the messages that answer,
// on every surface the asker is shown something, in private at the latest, or the log
// names the server and the channel; and nobody is answered twice.
func TestEveryRefusalHasAnOutcome(t *testing.T) {
	t.Parallel()
	for name, refusal := range refusals {
		for _, private := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, direct messages %v", name, private), func(t *testing.T) {
				t.Parallel()
				bubble(t, func(t *testing.T) { refuse(t, refusal, private) })
			})
		}
	}
}

// refuse asks on all surfaces while all answers there are refused.
func refuse(t *testing.T, refusal discordtest.Fault, private bool) {
	t.Helper()
	opened := "" // the ID of the thread of its own
	s := stage(t, discordtest.Options{AllowViolations: true, NoLimits: true}, func(s *scene) {
		s.bot.Guilds = newBook()
	})
	s.registered()
	asked := discordtest.Option{Name: "question", Value: question}
	option := discordtest.Option{Name: "private", Value: true}
	surfaces := map[string]func(u discordtest.User, c *discordtest.Channel){
		"mention":  func(u discordtest.User, c *discordtest.Channel) { s.Say(u, c, s.Bot.Mention()+" "+question) },
		"no words": func(u discordtest.User, c *discordtest.Channel) { s.Say(u, c, s.Bot.Mention()) },
		"thread": func(u discordtest.User, c *discordtest.Channel) {
			s.Say(u, s.Thread(u, c, "", "a thread"), s.Bot.Mention()+" "+question)
		},
		"a thread of its own": func(u discordtest.User, c *discordtest.Channel) {
			opened = s.Say(u, c, s.Bot.Mention()+" "+question).ID
		},
		"slash":   func(u discordtest.User, c *discordtest.Channel) { s.Slash(u, c, "ask", asked) },
		"private": func(u discordtest.User, c *discordtest.Channel) { s.Slash(u, c, "ask", asked, option) },
		"search": func(u discordtest.User, c *discordtest.Channel) {
			s.Slash(u, c, "search", discordtest.Option{Name: "words", Value: "lighthouse"})
		},
		"command on a message": func(u discordtest.User, c *discordtest.Channel) {
			s.MessageCommand(u, c, "Ask the stories", s.Say(s.AddUser("bob"), c, question).ID)
		},
		"direct message": func(u discordtest.User, _ *discordtest.Channel) { s.DM(u, question) },
	}
	f := refusal
	f.Times, f.Path = -1, "/messages"
	type asker struct {
		user    discordtest.User
		channel *discordtest.Channel
	}
	askers := map[string]asker{}
	for surface := range surfaces {
		a := asker{s.AddUser(surface), s.AddChannel(s.Guild, surface)}
		if !private {
			s.CloseDM(a.user)
		}
		askers[surface] = a
	}
	s.threadIn(t, askers["a thread of its own"].channel.ID)
	s.BreakChannels(f, surfaces2channels(askers["direct message"].user, s))
	for surface, ask := range surfaces {
		ask(askers[surface].user, askers[surface].channel)
	}
	for surface, a := range askers {
		where := "channel " + a.channel.ID
		if surface == "thread" {
			where = "server " + s.Guild.ID
		}
		if surface == "direct message" {
			where = "direct messages " + s.DMChannel(a.user).ID
		}
		outcome := func() bool {
			return strings.Contains(s.log.String(), where) || len(s.BotMessages(s.DMChannel(a.user))) > 0 || len(shown(s, a.channel)) > 0
		}
		if surface == "a thread of its own" {
			told, inside := outcome, "channel "+opened
			outcome = func() bool { return told() || strings.Contains(s.log.String(), inside) }
		}
		if surface == "direct message" {
			outcome = func() bool { return strings.Contains(s.log.String(), where) }
		}
		s.WaitFor("an outcome of "+surface, outcome)
	}
	time.Sleep(time.Minute)
	for surface, a := range askers {
		if n := len(answers(s.BotMessages(s.DMChannel(a.user)))) + len(answers(shown(s, a.channel))); n > 1 {
			t.Errorf("%s: answered %d times", surface, n)
		}
	}
}

// surfaces2channels tells that only what is sent to the DM of a user is met, of all DMs.
func surfaces2channels(u discordtest.User, s *scene) func(c *discordtest.Channel) bool {
	direct := s.DMChannel(u).ID
	return func(c *discordtest.Channel) bool { return c == nil || c.GuildID != "" || c.ID == direct }
}

// shown are the bot's messages in a channel that say something.
func shown(s *scene, c *discordtest.Channel) []discordtest.Message {
	var list []discordtest.Message
	for _, m := range s.BotMessages(c) {
		if !m.Loading() && m.Content != "" {
			list = append(list, m)
		}
	}
	return list
}

func answers(all []discordtest.Message) []discordtest.Message {
	var list []discordtest.Message
	for _, m := range all {
		if has("Mette Olsen painted")(m) {
			list = append(list, m)
		}
	}
	return list
}

// TestRefusedAsDiscordDoes: what is refused by the rules of the channel ends as a plain
// post, in private, or in the log.
func TestRefusedAsDiscordDoes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		refuse  func(s *scene, c *discordtest.Channel, u discordtest.User)
		channel string // what is shown there
		private string // and in private
		log     string
	}{
		"no history": {func(s *scene, c *discordtest.Channel, _ discordtest.User) {
			s.Permit(c, discordtest.ViewChannel|discordtest.SendMessages|discordtest.SendInThreads)
		}, "Mette Olsen painted", "", ""},
		"locked":   {func(s *scene, c *discordtest.Channel, _ discordtest.User) { s.Lock(c) }, "", "the thread is locked", ""},
		"archived": {func(s *scene, c *discordtest.Channel, _ discordtest.User) { s.Archive(c) }, "", "the thread is archived", ""},
		"AutoMod":  {func(s *scene, c *discordtest.Channel, _ discordtest.User) { s.AutoMod(c, "Mette") }, "", "AutoMod does not let it through", ""},
		"slow mode": {func(s *scene, c *discordtest.Channel, u discordtest.User) {
			s.SlowMode(c, time.Hour)
			s.Say(u, c, s.Bot.Mention())
			s.WaitMessage(c, nil)
		}, "", "slow mode lets me write there only now and then", ""},
		"timed out":  {func(s *scene, _ *discordtest.Channel, _ discordtest.User) { s.TimeOut(s.Guild) }, "", "a moderator can let me", ""},
		"closed too": {func(s *scene, _ *discordtest.Channel, u discordtest.User) { s.TimeOut(s.Guild); s.CloseDM(u) }, "", "", "code 50007"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{AllowViolations: true}, nil)
				ada := s.AddUser("ada")
				thread := s.Thread(ada, s.Home, "", "a thread")
				c.refuse(s, thread, ada)
				s.Say(ada, thread, s.Bot.Mention()+" "+question)
				switch {
				case c.channel != "":
					m := s.WaitMessage(thread, has(c.channel))
					if m.Reference != nil || !has("<@"+ada.ID+">")(m) {
						t.Errorf("a plain post is %+v", m)
					}
				case c.private != "":
					s.WaitMessage(s.DMChannel(ada), has("You asked me in <#"+thread.ID+">", c.private))
					s.WaitMessage(s.DMChannel(ada), has("Mette Olsen painted"))
				default:
					s.WaitFor("a line of the log", func() bool {
						return strings.Contains(s.log.String(), c.log) && strings.Contains(s.log.String(), "server "+s.Guild.ID+", channel "+thread.ID)
					})
				}
			})
		})
	}
}

// TestRefusedMeanwhile: a channel that changes while an answer is written.
func TestRefusedMeanwhile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(s *scene, c *discordtest.Channel)
		why    string
	}{
		"archived": {func(s *scene, c *discordtest.Channel) { s.Archive(c) }, "the thread is archived"},
		"AutoMod":  {func(s *scene, c *discordtest.Channel) { s.AutoMod(c, "Mette") }, "AutoMod"},
		"gone":     {func(s *scene, c *discordtest.Channel) { s.RemoveChannel(c) }, "the channel is gone"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{AllowViolations: true}, nil)
				step := make(chan struct{})
				s.desk.answers(func(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
					q.Reading(make([]bot.Reading, 3))
					<-step
					return s.desk.quote(q), nil
				})
				ada := s.AddUser("ada")
				thread := s.Thread(ada, s.Home, "", "a thread")
				s.Say(ada, thread, s.Bot.Mention()+" "+question)
				s.WaitMessage(thread, has("Reading 3 stories"))
				c.change(s, thread)
				close(step)
				s.WaitMessage(s.DMChannel(ada), has(c.why))
				s.WaitMessage(s.DMChannel(ada), has("Mette Olsen painted"))
				if name == "AutoMod" {
					s.WaitMessage(thread, has("I have sent you the answer in private"))
				}
			})
		})
	}
}

// TestRestOfAnAnswer: what Discord does not take of an answer after its first message is
// shown elsewhere: in the channel, or to the asker alone where it is for them alone.
func TestRestOfAnAnswer(t *testing.T) {
	t.Parallel()
	for _, private := range []bool{true, false} {
		bubble(t, func(t *testing.T) {
			s := stage(t, discordtest.Options{AllowViolations: true}, nil)
			s.registered()
			s.desk.answers(func(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
				a := bot.Answer{Mode: bot.ModeModel, Text: strings.Repeat("The first part is long. ", 100) + "Here is the rest."}
				a.ID = s.journal.record(q, a)
				return a, nil
			})
			ada := s.AddUser("ada")
			s.Break(discordtest.Fault{Method: "POST", Path: "/webhooks/", Times: 1, Status: 401, Body: `{"message":"Invalid Webhook Token","code":50027}`})
			i := s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: question}, discordtest.Option{Name: "private", Value: private})
			i.WaitContent(has("The first part"))
			in := s.Home
			if private {
				in = s.DMChannel(ada)
			}
			s.WaitMessage(in, has("Here is the rest."))
			if m := answers(s.BotMessages(s.Home)); private && len(m) > 0 {
				t.Errorf("%d messages of a private answer are in the channel", len(m))
			}
		})
	}
}

// TestPrivateStaysPrivate: what only the asker was to see does not turn public when the
// interaction can no longer be replied to.
func TestPrivateStaysPrivate(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{AllowViolations: true}, func(s *scene) { s.bot.Patience = time.Hour })
		s.registered()
		s.desk.answers(func(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
			time.Sleep(14*time.Minute + 40*time.Second)
			return s.desk.quote(q), nil
		})
		ada := s.AddUser("ada")
		for _, private := range []bool{true, false} {
			s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: question}, discordtest.Option{Name: "private", Value: private})
		}
		time.Sleep(15 * time.Minute)
		s.WaitMessage(s.DMChannel(ada), has("Mette Olsen painted"))
		s.CloseDM(ada)
		s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: question}, discordtest.Option{Name: "private", Value: true})
		time.Sleep(15 * time.Minute)
		if n := len(answers(s.BotMessages(s.Home))); n != 1 {
			t.Errorf("%d answers in the channel, want the one that is for all", n)
		}
		if !strings.Contains(s.log.String(), "for the asker alone, in private") {
			t.Error("the log does not tell of an answer that nobody was shown")
		}
	})
}
