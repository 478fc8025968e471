package discord_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

const question = "who painted the lighthouse of Faro?"

func TestMention(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		ada := s.AddUser("ada")
		asked := s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		m := s.WaitMessage(s.Home, final)
		if !has("Mette Olsen painted the lighthouse of Faro. [1]", "[1] [**The lighthouse of Faro**](<https://news.example/1>) (Faro Post, 3 Jan 2019)", "-# ")(m) {
			t.Errorf("answered %q", m.Content)
		}
		if m.Reference == nil || m.Reference.MessageID != asked.ID {
			t.Errorf("the answer is no reply to the question: %+v", m.Reference)
		}
		if want := []string{"Evidence", "Follow up", "Helpful", "Not helpful"}; !slices.Equal(labels(m), want) {
			t.Errorf("buttons %q, want %q", labels(m), want)
		}
		if m.Flags&discordtest.FlagSuppressEmbeds == 0 {
			t.Error("links are previewed")
		}
		if s.Typing(s.Home.ID) == 0 {
			t.Error("no typing was shown")
		}
		q := s.desk.questions()[0]
		if q.Text != question || q.Asker != ada.ID || q.Channel != s.Home.ID || q.Server != s.Guild.ID || q.Surface != "discord" {
			t.Errorf("asked %+v", q)
		}
		if want := "discord:" + s.Home.ID + ":" + asked.ID; q.Conversation != want {
			t.Errorf("conversation %q, want %q", q.Conversation, want)
		}
		if q.Once != asked.ID {
			t.Errorf("the journal is to keep one answer to %q, want %q", q.Once, asked.ID)
		}
	})
}

func TestDirectMessages(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		ada := s.AddUser("ada")
		s.DM(ada, question)
		s.WaitMessage(s.DMChannel(ada), has("Mette Olsen"))
		s.DM(ada, "and the bakers of Orm?")
		s.WaitMessage(s.DMChannel(ada), has("Two bakers"))
		q := s.desk.questions()
		if q[0].Conversation != q[1].Conversation || q[0].Server != "" {
			t.Errorf("two conversations: %+v", q)
		}
	})
}

// TestReply: a reply to an answer goes on with its conversation, also for the
// bot that comes after a restart; a reply elsewhere to something else does not.
func TestReply(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		ada := s.AddUser("ada")
		s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		first := s.WaitMessage(s.Home, final)
		s.kept(t, "discord:"+first.ID)
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
		s.join(t, nil)
		s.Reply(ada, s.Home, first.ID, "and the bakers of Orm?")
		s.WaitMessage(s.Home, has("Two bakers", "*opinion*"))
		s.Say(ada, s.Home, s.Bot.Mention()+" and the harbour?")
		s.WaitMessage(s.Home, has("The harbour paid"))
		q := s.desk.questions()
		if q[0].Conversation != q[1].Conversation || q[2].Conversation == q[0].Conversation {
			t.Errorf("conversations %q, %q, %q", q[0].Conversation, q[1].Conversation, q[2].Conversation)
		}
	})
}

// TestWithheld: Discord shows no words of a reply that does not ping, nor of
// messages in a thread; the bot says what to do, in a thread once.
func TestWithheld(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		ada := s.AddUser("ada")
		s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		first := s.WaitMessage(s.Home, final)
		s.Post(discordtest.Post{Author: ada, Channel: s.Home, Text: "and then?", ReplyTo: first.ID, NoPing: true})
		s.WaitMessage(s.Home, has("Discord does not show me", "Follow up"))

		thread := s.Thread(ada, s.Home, first.ID, "the lighthouse")
		s.Say(ada, thread, s.Bot.Mention()+" "+question)
		s.WaitMessage(thread, final)
		s.kept(t, "discord:thread:"+thread.ID)
		s.Say(ada, thread, "one")
		s.WaitMessage(thread, has("Discord does not show me"))
		s.Say(ada, thread, "two")
		s.Say(ada, thread, s.Bot.Mention()+" and the bakers of Orm?")
		s.WaitMessage(thread, has("Two bakers"))
		if n := len(s.BotMessages(thread)); n != 3 {
			t.Errorf("%d messages in the thread, want 3: two answers and one hint", n)
		}
		q := s.desk.questions()
		if q[1].Conversation != "discord:"+thread.ID+":thread" || q[2].Conversation != q[1].Conversation {
			t.Errorf("conversations %q, %q", q[1].Conversation, q[2].Conversation)
		}
	})
}

// TestIgnored: what is not for the bot, or not from a person, is not answered.
func TestIgnored(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		ada, other := s.AddUser("ada"), s.AddBot("other")
		s.Say(ada, s.Home, "nobody is asked "+question)
		s.Say(other, s.Home, s.Bot.Mention()+" "+question)
		s.Post(discordtest.Post{Author: ada, Channel: s.Home, Text: s.Bot.Mention() + " " + question, Webhook: true})
		s.Post(discordtest.Post{Author: ada, Channel: s.Home, Text: s.Bot.Mention() + " " + question, Type: 7})
		s.Say(s.Bot, s.Home, s.Bot.Mention()+" "+question)
		last := s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		m := s.WaitMessage(s.Home, final)
		if n := len(s.desk.questions()); n != 1 || m.Reference.MessageID != last.ID {
			t.Errorf("%d questions were answered, want the last one", n)
		}
		s.Say(ada, s.Home, s.Bot.Mention())
		s.WaitMessage(s.Home, has("write your question after my name"))
	})
}

// TestReplay: an event that the gateway sends again is not answered again.
func TestReplay(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		s.registered()
		ada := s.AddUser("ada")
		m := s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		i := s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: question})
		s.Again(m.ID)
		s.Again(i.ID)
		i.WaitContent(final)
		s.WaitMessage(s.Home, func(m discordtest.Message) bool { return final(m) && m.Reference != nil })
		s.Say(ada, s.Home, s.Bot.Mention()+" and the bakers of Orm?")
		s.WaitMessage(s.Home, has("Two bakers"))
		if n := len(s.desk.questions()); n != 3 {
			t.Errorf("%d answers, want 3", n)
		}
	})
}

func TestAskCommand(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		s.registered()
		ada := s.AddUser("ada")
		ask := func(options ...discordtest.Option) *discordtest.Interaction {
			return s.Slash(ada, s.Home, "ask", append(options, discordtest.Option{Name: "question", Value: question})...)
		}
		i := ask(discordtest.Option{Name: "since", Value: "2018"}, discordtest.Option{Name: "until", Value: "2019-06"}, discordtest.Option{Name: "story", Value: "story-1"})
		if a := i.WaitAck(); a.Type != discordtest.AckDeferred || a.Ephemeral {
			t.Errorf("acknowledged %+v", a)
		}
		m := i.WaitContent(final)
		if !has("> "+question, "Mette Olsen")(m) {
			t.Errorf("answered %q", m.Content)
		}
		q := s.desk.questions()[0]
		if q.Since.Year() != 2018 || q.Until.Format("2006-01-02") != "2019-07-01" || q.Story != "story-1" {
			t.Errorf("asked %+v", q)
		}
		ask(discordtest.Option{Name: "until", Value: "2019-01-03T10:00:00.5+02:00"}).WaitContent(final)
		if q := s.desk.questions()[1]; !q.Until.Equal(time.Date(2019, 1, 3, 8, 0, 0, 500_000_000, time.UTC)) {
			t.Errorf("until a moment: asked %+v", q)
		}
		if i := ask(discordtest.Option{Name: "private", Value: true}); !i.WaitAck().Ephemeral || !i.WaitContent(final).Ephemeral() {
			t.Error("a private answer is for all to see")
		}
		if m := ask(discordtest.Option{Name: "since", Value: "tomorrow"}).WaitContent(nil); !has("no date")(m) || !m.Ephemeral() {
			t.Errorf("a bad date: %q", m.Content)
		}
		said := s.Say(s.AddUser("bob"), s.Home, question)
		if m := s.MessageCommand(ada, s.Home, "Ask the stories", said.ID).WaitContent(final); !has("Mette Olsen")(m) {
			t.Errorf("the message command: %q", m.Content)
		}
		empty := s.Say(s.AddUser("eve"), s.Home, " ")
		if m := s.MessageCommand(ada, s.Home, "Ask the stories", empty.ID).WaitContent(nil); !has("no text")(m) {
			t.Errorf("the message command on nothing: %q", m.Content)
		}
	})
}

func TestFollowUp(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		ada, bob := s.AddUser("ada"), s.AddUser("bob")
		s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		m := s.WaitMessage(s.Home, final)
		i := s.Press(bob, m.ID, "follow:").SubmitModal(map[string]string{"question": "And the bakers of Orm?"})
		if m := i.WaitContent(final); !has("> And the bakers of Orm?", "Two bakers")(m) {
			t.Errorf("answered %q", m.Content)
		}
		q := s.desk.questions()
		if q[1].Conversation != q[0].Conversation || q[1].Asker != bob.ID {
			t.Errorf("followed up by %+v", q[1])
		}
		if !strings.HasPrefix(q[0].Conversation, "discord:") {
			t.Errorf("conversation %q", q[0].Conversation)
		}
	})
}
