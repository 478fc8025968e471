package discord_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/discord"
	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/bot/discord/wire"
	"github.com/storybot/storybot/bot/guild"
)

const threadsRoute = "/channels/{channel_id}/messages/{message_id}/threads"

// inThreads has each answer in the server go into a thread of its own.
func inThreads(s *scene) {
	s.bot.Guilds = newBook()
	if _, err := s.bot.Guilds.Change(context.Background(), s.Guild.ID, func(set *guild.Settings) { set.Place = guild.InThread }); err != nil {
		panic(err)
	}
}

// newBook is a book in memory.
func newBook() *guild.Book {
	b, err := guild.Open(context.Background(), &memoryStore{kept: map[string]string{}})
	if err != nil {
		panic(err)
	}
	return b
}

// threadIn has answers in a channel go into threads of their own.
func (s *scene) threadIn(t *testing.T, channel string) {
	t.Helper()
	if _, err := s.bot.Guilds.ChangeChannel(t.Context(), s.Guild.ID, channel, func(o *guild.Own) { o.Place = guild.InThread }); err != nil {
		t.Fatal(err)
	}
}

// TestThreadOfItsOwn: where a server wants it, a question gets a thread, named after it, in
// which the conversation goes on.
func TestThreadOfItsOwn(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, inThreads)
		ada := s.AddUser("ada")
		long := question + " " + strings.Repeat("And does anybody know it for sure? ", 10)
		asked := s.Say(ada, s.Home, s.Bot.Mention()+" "+long)
		s.WaitFor("a thread", func() bool { return s.ThreadOn(asked.ID) != nil })
		thread := s.ThreadOn(asked.ID)
		first := s.WaitMessage(thread, final)
		if n := utf8.RuneCountInString(thread.Name); n > 100 || !strings.HasPrefix(thread.Name, question) || first.Reference != nil {
			t.Errorf("thread %q of %d characters, reply to %v", thread.Name, n, first.Reference)
		}
		s.kept(t, "discord:thread:"+thread.ID)
		s.Say(ada, thread, s.Bot.Mention()+" and the bakers of Orm?")
		s.WaitMessage(thread, has("Two bakers"))
		s.Reply(ada, s.Home, asked.ID, "look below")
		if q := s.desk.questions(); len(q) != 2 || q[0].Conversation != "discord:"+thread.ID+":thread" || q[1].Conversation != q[0].Conversation {
			t.Errorf("asked %+v", q)
		}
		if n := len(s.BotMessages(s.Home)); n != 0 {
			t.Errorf("%d messages in the channel", n)
		}
		talking(s, bot.Thanks)
		thanks := s.Say(ada, s.Home, s.Bot.Mention()+" thanks!")
		s.WaitFor("a reaction", func() bool { return slices.Equal(s.Reactions(thanks.ID), []string{"👍"}) })
		if s.ThreadOn(thanks.ID) != nil {
			t.Error("thanks got a thread")
		}
		s.desk.answers(nil)
		s.DM(ada, question)
		s.WaitMessage(s.DMChannel(ada), final)
	})
}

// TestNoThread: where no thread can be, the answer is a reply, and the next question does
// not try again.
func TestNoThread(t *testing.T) {
	t.Parallel()
	usual := discordtest.ViewChannel | discordtest.SendMessages | discordtest.ReadMessageHistory | discordtest.AddReactions
	for name, c := range map[string]struct {
		refuse func(s *scene)
		tries  int // of two questions
	}{
		"may start none":       {func(s *scene) { s.Permit(s.Home, usual|discordtest.SendInThreads) }, 1},
		"may not write in one": {func(s *scene) { s.Permit(s.Home, usual|discordtest.CreatePublicThreads) }, 1},
		"a forbidden title":    {func(s *scene) { s.AutoMod(s.Home, "who painted") }, 1},
		"its server is ill": {func(s *scene) {
			s.Break(discordtest.Fault{Path: "/threads", Times: 20, Status: 500, Body: "{}"})
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{AllowViolations: true}, inThreads)
				c.refuse(s)
				ada := s.AddUser("ada")
				for range 2 {
					asked := s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
					s.WaitMessage(s.Home, func(m discordtest.Message) bool {
						return final(m) && m.Reference != nil && m.Reference.MessageID == asked.ID
					})
				}
				if n := len(s.RequestsTo("POST", threadsRoute)); c.tries > 0 && n != c.tries {
					t.Errorf("%d threads were tried, want %d", n, c.tries)
				}
				if q := s.desk.questions(); !strings.HasPrefix(q[1].Conversation, "discord:"+s.Home.ID+":") {
					t.Errorf("the second question is of %s", q[1].Conversation)
				}
			})
		})
	}
}

// TestThreadThatIsThere: an answer goes into the thread that somebody has started meanwhile.
func TestThreadThatIsThere(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, inThreads)
		proceed := make(chan struct{})
		s.desk.answers(func(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
			<-proceed
			a := s.desk.quote(q)
			a.ID = s.journal.record(q, a)
			return a, nil
		})
		ada := s.AddUser("ada")
		asked := s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		time.Sleep(time.Second)
		thread := s.Thread(ada, s.Home, asked.ID, "mine")
		close(proceed)
		s.WaitMessage(thread, final)
		s.TakeViolations() // that there is one is how it is learnt
	})
}

// content lets the bot see all messages.
const content = 1 << 15

// TestThreadsTalk: with the intent, every message of a thread that the bot is in is a
// question, but for what people say to each other there.
func TestThreadsTalk(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{Privileged: content}, func(s *scene) { s.bot.Content = true })
		ada, bob := s.AddUser("ada"), s.AddUser("bob")
		s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		first := s.WaitMessage(s.Home, final)
		thread := s.Thread(ada, s.Home, first.ID, "the lighthouse")
		s.Say(ada, thread, s.Bot.Mention()+" "+question)
		s.WaitMessage(thread, final)
		s.kept(t, "discord:thread:"+thread.ID)
		said := s.Say(bob, thread, "And the bakers of Orm?")
		answer := s.WaitMessage(thread, has("Two bakers"))
		if answer.Reference == nil || answer.Reference.MessageID != said.ID {
			t.Errorf("a reply to %v", answer.Reference)
		}
		s.Post(discordtest.Post{Author: bob, Channel: thread, Text: "A week, or how long?", ReplyTo: answer.ID, NoPing: true})
		s.WaitMessage(thread, has("a week"))
		asked, shown := len(s.desk.questions()), len(s.BotMessages(thread))
		s.Say(ada, thread, bob.Mention()+" what did the bakers of Orm want?")
		s.Post(discordtest.Post{Author: ada, Channel: thread, Text: "What do you think of the bakers?", ReplyTo: said.ID, NoPing: true})
		s.Say(bob, thread, "<:bread:"+bob.ID+">")
		s.Say(bob, thread, "<@&4242> what did the bakers of Orm want?")
		s.Say(bob, s.Home, "And the bakers of Orm?")
		other := s.Thread(ada, s.Home, "", "of others")
		s.Say(bob, other, "And the bakers of Orm?")
		time.Sleep(time.Minute)
		if a, b := len(s.desk.questions()), len(s.BotMessages(thread)); a != asked || b != shown || len(s.BotMessages(s.Home)) != 1 || len(s.BotMessages(other)) != 0 {
			t.Errorf("talk among people: %d more questions, %d more messages", a-asked, b-shown)
		}
		s.Slash(ada, s.Home, "privacy").WaitContent(has("Discord shows me the other messages"))
		s.Slash(ada, s.Home, "help").WaitContent(has("just write"))
	})
}

// TestContentNotAllowed: where the application may not see all messages, the bot ends and
// says what to switch on.
func TestContentNotAllowed(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := discordtest.New(t, discordtest.Options{Memory: true, AllowViolations: true})
		j := newMemoryJournal()
		b := &discord.Bot{Desk: newQuoter(j), Journal: j, Token: s.Token, API: s.URL, Transport: s.Transport(), Dial: s.Dial, Log: slog.New(slog.DiscardHandler), Content: true}
		err := b.Run(t.Context())
		if !errors.Is(err, wire.ErrRefused) || !strings.Contains(err.Error(), "DISCORD_MESSAGE_CONTENT") {
			t.Errorf("ended with %v", err)
		}
	})
}
