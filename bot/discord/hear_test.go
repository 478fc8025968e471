package discord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

// TestHears the ways in which people address a bot, and point to what they mean.
func TestHears(t *testing.T) {
	t.Parallel()
	const bakers = "and the bakers of Orm?"
	for name, c := range map[string]struct {
		say         func(s *scene, u discordtest.User)
		text, story string // asked
	}{
		"a mention by an edit": {func(s *scene, u discordtest.User) {
			m := s.Say(u, s.Home, bakers)
			time.Sleep(time.Minute)
			s.Change(m, bakers+" "+s.Bot.Mention())
		}, bakers, ""},
		"an answered question edited": {func(s *scene, u discordtest.User) {
			m := s.Say(u, s.Home, s.Bot.Mention()+" "+bakers)
			s.WaitMessage(s.Home, final)
			s.Change(m, s.Bot.Mention()+" who else?")
		}, bakers, ""},
		"two mentions": {func(s *scene, u discordtest.User) { s.Say(u, s.Home, s.Bot.Mention()+" "+bakers+" "+s.Bot.Mention()) }, bakers, ""},
		"emoji and others": {func(s *scene, u discordtest.User) {
			s.Say(u, s.Home, s.Bot.Mention()+" <:bread:12> "+bakers+" "+u.Mention())
		}, bakers, ""},
		"another page": {func(s *scene, u discordtest.User) {
			s.Say(u, s.Home, s.Bot.Mention()+" https://other.example/x "+bakers)
		}, bakers, ""},
		"a story's own page": {func(s *scene, u discordtest.User) {
			s.Say(u, s.Home, s.Bot.Mention()+" what is said in <https://www.news.example/2/?utm_source=x>?")
		}, "what is said in ?", "story-2"},
		"that page alone": {func(s *scene, u discordtest.User) { s.Say(u, s.Home, s.Bot.Mention()+" https://news.example/2") }, "story-2", ""},
		"a file": {func(s *scene, u discordtest.User) {
			s.Post(discordtest.Post{Author: u, Channel: s.Home, Text: s.Bot.Mention(), File: bakers})
		}, bakers, ""},
		"a file in private": {func(s *scene, u discordtest.User) { s.Post(discordtest.Post{Author: u, File: bakers}) }, bakers, ""},
		"is this true?": {func(s *scene, u discordtest.User) {
			m := s.Say(s.AddUser("bob"), s.Home, "Two bakers of Orm went on strike. "+s.Bot.Mention())
			s.WaitMessage(s.Home, final)
			s.Reply(u, s.Home, m.ID, s.Bot.Mention()+" is this true?")
		}, "is this true? Two bakers of Orm went on strike.", ""},
		"a question of its own": {func(s *scene, u discordtest.User) {
			m := s.Say(s.AddUser("bob"), s.Home, "What a day. "+s.Bot.Mention())
			s.WaitMessage(s.Home, nil)
			s.Reply(u, s.Home, m.ID, s.Bot.Mention()+" who of the bakers of Orm went on strike?")
		}, "who of the bakers of Orm went on strike?", ""},
		"a command on a preview": {func(s *scene, u discordtest.User) {
			s.registered()
			m := s.Post(discordtest.Post{Author: s.AddUser("bob"), Channel: s.Home, Text: "https://x.example/1", Embeds: []discordtest.Embed{{Type: "article", Title: "Two bakers of Orm"}}})
			s.MessageCommand(u, s.Home, "Ask the stories", m.ID)
		}, "Two bakers of Orm", ""},
		"a command on a story's page": {func(s *scene, u discordtest.User) {
			s.registered()
			m := s.Say(s.AddUser("bob"), s.Home, "look: https://news.example/2")
			s.MessageCommand(u, s.Home, "Ask the stories", m.ID)
		}, "look:", "story-2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{}, nil)
				ada := s.AddUser("ada")
				c.say(s, ada)
				time.Sleep(30 * time.Second)
				var texts []string
				found := false
				for _, q := range s.desk.questions() {
					texts = append(texts, q.Text)
					found = found || q.Text == c.text && q.Story == c.story
				}
				if !found || strings.HasPrefix(name, "a mention") && len(texts) != 1 || name == "an answered question edited" && len(texts) != 1 {
					t.Errorf("asked %q, want %q of %q", texts, c.text, c.story)
				}
			})
		})
	}
}

// TestOwnRole: whoever pings the role that came with the bot addresses it; Discord does not
// show their words.
func TestOwnRole(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		ada := s.AddUser("ada")
		s.Say(ada, s.Home, "<@&"+s.Guild.ID+"> hello all")
		time.Sleep(time.Second)
		s.Say(ada, s.Home, "<@&"+s.Guild.Role()+"> "+question)
		s.WaitMessage(s.Home, has("Discord does not show me"))
		if n := len(s.RequestsTo("GET", "/guilds/{guild_id}/roles")); n != 1 {
			t.Errorf("the roles were read %d times", n)
		}
		if n := len(s.BotMessages(s.Home)); n != 1 {
			t.Errorf("%d messages, want one", n)
		}
	})
}

// TestHiddenReply: where Discord does not show what is replied to, an answer that the
// stories do not give tells of the command for messages.
func TestHiddenReply(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		m := s.Say(s.AddUser("bob"), s.Home, "the moon is made of cheese")
		s.Reply(s.AddUser("ada"), s.Home, m.ID, s.Bot.Mention()+" is this true?")
		s.WaitMessage(s.Home, has("Ask the stories"))
	})
}
