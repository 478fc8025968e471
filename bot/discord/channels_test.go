package discord_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/bot/guild"
)

// TestOwnOfChannels tries what a server and a channel have set on each surface: where the
// answer goes, from which collections it is, and in which language.
func TestOwnOfChannels(t *testing.T) {
	t.Parallel()
	const asked = "ask"
	type outcome struct {
		into        string // the language that is asked for
		collections string
		thread      bool   // a mention in the channel itself gets a thread
		says        string // a label of a button, in the language of the reply to a message
	}
	for name, c := range map[string]struct {
		server guild.Settings
		own    guild.Own
		want   outcome // in the channel and its threads
		other  outcome // in another channel
	}{
		"nothing is set": {want: outcome{"", "news sports", false, "Evidence"}, other: outcome{"", "news sports", false, "Evidence"}},
		"the server alone": {server: guild.Settings{Place: guild.InThread, Language: "de", Collections: []string{"news"}},
			want: outcome{"German", "news", true, "Belege"}, other: outcome{"German", "news", true, "Belege"}},
		"the channel alone": {own: guild.Own{Place: guild.InThread, Language: "fr", Collections: []string{"sports"}},
			want: outcome{"French", "sports", true, "Preuves"}, other: outcome{"", "news sports", false, "Evidence"}},
		"both": {server: guild.Settings{Place: guild.InThread, Language: "de", Collections: []string{"news"}}, own: guild.Own{Place: guild.AsReply, Language: "it", Collections: []string{"sports"}},
			want: outcome{"Italian", "sports", false, "Prove"}, other: outcome{"German", "news", true, "Belege"}},
		"some of it": {server: guild.Settings{Language: "de", Collections: []string{"news"}}, own: guild.Own{Place: guild.InThread, Language: guild.AnyLanguage},
			want: outcome{"", "news", true, "Evidence"}, other: outcome{"German", "news", false, "Belege"}},
		"no wider than the operators": {server: guild.Settings{Collections: []string{"news"}}, own: guild.Own{Collections: []string{"sports", "secret"}},
			want: outcome{"", "sports", false, "Evidence"}, other: outcome{"", "news", false, "Evidence"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				s := stage(t, discordtest.Options{NoLimits: true}, func(s *scene) {
					s.bot.Guilds = newBook()
					s.bot.Audience = func(string, string, string) []string { return []string{"news", "sports"} }
				})
				s.registered()
				s.desk.answers(func(_ context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
					show(bot.Shown{Claim: bot.Claim{Text: "So far."}, Opens: " "})
					time.Sleep(2 * time.Second) // the draft is shown, in its thread
					a := s.desk.quote(q)
					a.ID = s.journal.record(q, a)
					return a, nil
				})
				there := s.AddChannel(s.Guild, "there")
				_, err := s.bot.Guilds.Change(t.Context(), s.Guild.ID, func(set *guild.Settings) { *set = c.server })
				if err == nil {
					_, err = s.bot.Guilds.ChangeChannel(t.Context(), s.Guild.ID, s.Home.ID, func(o *guild.Own) { *o = c.own })
				}
				if err != nil {
					t.Fatal(err)
				}
				ada := s.AddUser("ada")
				check := func(surface string, want outcome) {
					t.Helper()
					list := s.desk.questions()
					if q := list[len(list)-1]; q.Into != want.into || strings.Join(q.Collections, " ") != want.collections {
						t.Errorf("%s: asked of %q, in %q, want %q and %q", surface, q.Collections, q.Into, want.collections, want.into)
					}
				}
				option := discordtest.Option{Name: "question", Value: question}
				for where, in := range map[*discordtest.Channel]outcome{s.Home: c.want, there: c.other} {
					m := s.Say(ada, where, s.Bot.Mention()+" "+question)
					s.WaitFor("an answer", func() bool {
						return in.thread && s.ThreadOn(m.ID) != nil && len(s.BotMessages(s.ThreadOn(m.ID))) > 0 || !in.thread && len(s.BotMessages(where)) > 0
					})
					at := where
					if in.thread {
						at = s.ThreadOn(m.ID)
					}
					if got := s.WaitMessage(at, final); !slices.Contains(labels(got), in.says) {
						t.Errorf("a mention in %s: buttons %q, want %q", where.Name, labels(got), in.says)
					}
					check("a mention in "+where.Name, in)
					s.Slash(ada, where, asked, option).WaitContent(final)
					check("a command in "+where.Name, in)
					thread := s.Thread(ada, where, "", "people's thread")
					s.Say(ada, thread, s.Bot.Mention()+" "+question)
					if got := s.WaitMessage(thread, final); !slices.Contains(labels(got), in.says) {
						t.Errorf("a mention in a thread of %s: buttons %q, want %q", where.Name, labels(got), in.says)
					}
					check("a mention in a thread of "+where.Name, in)
					s.Slash(ada, thread, asked, option).WaitContent(final)
					check("a command in a thread of "+where.Name, in)
				}
				s.DM(ada, question)
				s.WaitMessage(s.DMChannel(ada), final)
				check("direct messages", outcome{collections: "news sports"})
			})
		})
	}
}

// TestUnknownParent: where Discord does not tell which channel a thread is in, it is answered
// from what all channels may be answered from, and no more.
func TestUnknownParent(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{AllowViolations: true}, func(s *scene) { s.bot.Guilds = newBook() })
		ada := s.AddUser("ada")
		thread := s.Thread(ada, s.Home, "", "a thread")
		_, err := s.bot.Guilds.ChangeChannel(t.Context(), s.Guild.ID, s.Home.ID, func(o *guild.Own) { o.Collections = []string{"children"} })
		if err != nil {
			t.Fatal(err)
		}
		s.Break(discordtest.Fault{Method: "GET", Path: "/channels/" + thread.ID, Times: 50, Status: 500, Body: "{}"})
		s.Say(ada, thread, s.Bot.Mention()+" "+question)
		s.WaitMessage(thread, final)
		if q := s.desk.questions(); len(q) != 1 || !slices.Equal(q[0].Collections, []string{"children"}) {
			t.Errorf("asked %+v", q)
		}
	})
}

// TestDeletedChannels: what was set for a channel goes with it, also where it was deleted while
// the bot was away; a channel that is hidden from the bot keeps it.
func TestDeletedChannels(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		store := &memoryStore{kept: map[string]string{}}
		change := func(s *scene) {
			b, err := guild.Open(context.Background(), store)
			if err != nil {
				t.Fatal(err)
			}
			s.bot.Guilds = b
		}
		s := stage(t, discordtest.Options{}, change)
		s.registered()
		time.Sleep(time.Second) // until it has heard which channels there are
		here, there, hidden := s.AddChannel(s.Guild, "here"), s.AddChannel(s.Guild, "there"), s.AddChannel(s.Guild, "hidden")
		for _, c := range []*discordtest.Channel{s.Home, here, there, hidden} {
			s.threadIn(t, c.ID)
		}
		kept := func() int { return len(s.bot.Guilds.Channels(s.Guild.ID)) }
		s.RemoveChannel(here)
		s.WaitFor("it to be forgotten", func() bool { return kept() == 3 })
		_ = s.stop()
		s.RemoveChannel(there)
		s.Permit(hidden, 0)
		s.join(t, change)
		s.WaitFor("it to be forgotten", func() bool { return kept() == 2 })
		time.Sleep(time.Minute)
		rows, _ := store.Kept(t.Context())
		_, home := rows["channel:"+s.Guild.ID+":"+s.Home.ID]
		if _, also := rows["channel:"+s.Guild.ID+":"+hidden.ID]; !home || !also || kept() != 2 {
			t.Errorf("kept are %v", rows)
		}
	})
}
