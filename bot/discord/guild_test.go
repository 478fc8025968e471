package discord_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/bot/discord/operate"
	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/bot/words"
)

// memoryStore keeps settings in memory; it outlives a bot.
type memoryStore struct {
	mu   sync.Mutex
	kept map[string]string
}

func (s *memoryStore) Kept(context.Context) (map[string]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.kept), nil
}

func (s *memoryStore) Secret(context.Context) ([]byte, error) { return []byte("a secret"), nil }

func (s *memoryStore) Keep(_ context.Context, key, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if delete(s.kept, key); text != "" {
		s.kept[key] = text
	}
	return nil
}

// withBook gives the bot a book, and returns it.
func withBook(t *testing.T, book **guild.Book, more func(s *scene)) func(s *scene) {
	t.Helper()
	store := &memoryStore{kept: map[string]string{}}
	return func(s *scene) {
		b, err := guild.Open(t.Context(), store)
		if err != nil {
			t.Fatal(err)
		}
		s.bot.Guilds, *book = b, b
		if more != nil {
			more(s)
		}
	}
}

const manageServer = 1 << 5

// TestSettingsHold: what a server's managers set holds for messages, commands and
// buttons, there and nowhere else; who asks hears why they are not answered.
func TestSettingsHold(t *testing.T) {
	t.Parallel()
	const role = "4242"
	for name, c := range map[string]struct {
		set  func(s *guild.Settings, here, there string)
		says string // to whoever is refused
		role bool   // the asker has the role
		into string // the language to be answered in
	}{
		"another channel":   {func(s *guild.Settings, _, there string) { s.Channels = []string{there} }, "I answer in <#", false, ""},
		"this channel":      {func(s *guild.Settings, here, _ string) { s.Channels = []string{here} }, "", false, ""},
		"a role":            {func(s *guild.Settings, _, _ string) { s.Roles = []string{role} }, "one of these roles: <@&4242>", false, ""},
		"a role they have":  {func(s *guild.Settings, _, _ string) { s.Roles = []string{role} }, "", true, ""},
		"a language":        {func(s *guild.Settings, _, _ string) { s.Language = "it" }, "", false, "Italian"},
		"quiet now":         {func(s *guild.Settings, _, _ string) { s.Quiet = guild.Hours{From: 8 * 60, Until: 10 * 60, Zone: "UTC"} }, "rest until 10:00", false, ""},
		"quiet at night":    {func(s *guild.Settings, _, _ string) { s.Quiet = guild.Hours{From: 22 * 60, Until: 7 * 60, Zone: "UTC"} }, "", false, ""},
		"other collections": {func(s *guild.Settings, _, _ string) { s.Collections = []string{"sports"} }, "There are no stories", false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				var book *guild.Book
				s := stage(t, discordtest.Options{}, withBook(t, &book, func(s *scene) {
					s.bot.Audience = func(string, string, string) []string { return []string{"news"} }
				}))
				s.registered()
				there := s.AddChannel(s.Guild, "there")
				if _, err := book.Change(t.Context(), s.Guild.ID, func(set *guild.Settings) { c.set(set, s.Home.ID, there.ID) }); err != nil {
					t.Fatal(err)
				}
				ada := s.AddUser("ada")
				if c.role {
					s.GiveRole(ada, role)
				}
				right := func(m discordtest.Message) bool {
					if c.says == "" {
						return final(m)
					}
					return strings.Contains(m.Content, c.says)
				}
				s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
				s.WaitMessage(s.Home, right)
				time.Sleep(2 * time.Minute)
				s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: question}).WaitContent(right)
				s.Slash(ada, s.Home, "summary", discordtest.Option{Name: "topic", Value: "lighthouse"}).WaitContent(right)
				choices := s.Autocomplete(ada, s.Home, "ask", "story", "", discordtest.Option{Name: "question", Value: "x"}).WaitAck().Choices
				if c.says != "" && len(choices) > 0 {
					t.Errorf("titles are proposed: %v", choices)
				}
				s.Slash(ada, s.Home, "privacy").WaitContent(has("</forget:", "> erases"))
				s.Slash(ada, s.Home, "forget").WaitContent(has("of you"))
				if c.says == "" {
					for _, q := range s.desk.questions() {
						if !slices.Equal(q.Collections, []string{"news"}) || q.Into != c.into {
							t.Errorf("asked of %q, to be answered in %q", q.Collections, q.Into)
						}
					}
					return
				}
				if n := len(s.desk.questions()); n > 0 {
					t.Errorf("%d questions were answered", n)
				}
				s.Say(ada, nil, question) // direct messages are no server's
				s.WaitFor("an answer in private", func() bool { return len(s.desk.questions()) == 1 })
				other := s.AddChannel(s.AddGuild("another"), "general")
				s.Say(ada, other, s.Bot.Mention()+" "+question)
				s.WaitMessage(other, final)
				s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
				s.WaitFor("words", func() bool { return len(s.BotMessages(s.Home)) > 1 })
				again := s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
				s.WaitFor("a reaction", func() bool { return slices.Equal(s.Reactions(again.ID), []string{"⏳"}) })
			})
		})
	}
}

// TestBlocked: who is blocked, or whose server is, gets nothing but what is kept of them
// told and erased.
func TestBlocked(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		var book *guild.Book
		s := stage(t, discordtest.Options{}, withBook(t, &book, nil))
		s.registered()
		eve, ada := s.AddUser("eve"), s.AddUser("ada")
		bad := s.AddChannel(s.AddGuild("bad"), "general")
		if err := book.BlockUser(t.Context(), eve.ID, true); err != nil {
			t.Fatal(err)
		}
		if err := book.BlockServer(t.Context(), bad.GuildID, true); err != nil {
			t.Fatal(err)
		}
		var said []discordtest.Message
		for _, p := range []discordtest.Post{{Author: eve, Channel: s.Home}, {Author: eve}, {Author: ada, Channel: bad}} {
			p.Text = s.Bot.Mention() + " " + question
			said = append(said, s.Post(p))
		}
		time.Sleep(time.Minute)
		for _, m := range said {
			if r := s.Reactions(m.ID); len(r) > 0 {
				t.Errorf("a reaction: %v", r)
			}
		}
		if n := len(s.desk.questions()) + len(s.BotMessages(s.Home)) + len(s.BotMessages(bad)); n > 0 {
			t.Errorf("%d answers", n)
		}
		s.Empower(ada, manageServer)
		for _, i := range []*discordtest.Interaction{
			s.Slash(eve, s.Home, "ask", discordtest.Option{Name: "question", Value: question}), s.Slash(eve, nil, "stories"), s.Slash(ada, bad, "settings"),
		} {
			i.WaitContent(has("I do not answer here."))
		}
		s.Slash(eve, s.Home, "privacy").WaitContent(has("</forget:", "> erases"))
		s.Slash(eve, s.Home, "forget").WaitContent(has("I kept nothing of you"))
		s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
		m := s.WaitMessage(s.Home, final)
		s.Press(eve, m.ID, "evidence").WaitContent(has("I do not answer here."))
	})
}

// TestThreadsOfChannels: a channel that is set is set with its threads, and a refusal is
// no reason to talk in a thread where nobody named the bot.
func TestThreadsOfChannels(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		var book *guild.Book
		s := stage(t, discordtest.Options{}, withBook(t, &book, nil))
		ada, there := s.AddUser("ada"), s.AddChannel(s.Guild, "there")
		thread := s.Thread(ada, s.Home, "", "a thread")
		set := func(channel string) {
			if _, err := book.Change(t.Context(), s.Guild.ID, func(set *guild.Settings) { set.Channels = []string{channel} }); err != nil {
				t.Fatal(err)
			}
		}
		set(s.Home.ID)
		s.Say(ada, thread, s.Bot.Mention()+" "+question)
		s.WaitMessage(thread, final)
		set(there.ID)
		before := len(s.BotMessages(thread))
		s.Say(ada, thread, "people talk with each other")
		time.Sleep(time.Minute)
		if n := len(s.BotMessages(thread)); n != before {
			t.Errorf("%d messages in a thread where nobody asked", n-before)
		}
		s.Say(ada, thread, s.Bot.Mention()+" "+question)
		s.WaitMessage(thread, has("I answer in <#"+there.ID+">"))
	})
}

// TestSettingsPanel: managers see what is set and change it, each thing by its menu,
// button or form; nobody else does, however they come to it.
func TestSettingsPanel(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		var book *guild.Book
		s := stage(t, discordtest.Options{}, withBook(t, &book, nil))
		s.desk.stories[0].Collection = "news"
		s.registered()
		ada, eve := s.AddUser("ada"), s.AddUser("eve")
		s.Empower(ada, manageServer)
		there := s.AddChannel(s.Guild, "there")
		s.Slash(eve, s.Home, "settings").WaitContent(has("may manage the server"))
		i := s.Slash(ada, s.Home, "settings")
		m := i.WaitContent(has("I answer in: all channels", "Who may ask: everybody", "Quiet hours: none", "✅ I may do all"))
		if !m.Ephemeral() {
			t.Error("the settings are shown to all")
		}
		shown := func(parts ...string) discordtest.Message {
			t.Helper()
			return i.WaitContent(has(parts...))
		}
		s.Choose(ada, m.ID, "set:channels", s.Home.ID, there.ID)
		shown("I answer in: <#"+s.Home.ID+">, <#"+there.ID+">", "Saved")
		s.Choose(ada, m.ID, "set:roles", "777")
		shown("Who may ask: <@&777>")
		s.Choose(ada, m.ID, "set:collections", "cnews")
		shown("Stories: news")
		s.Choose(ada, m.ID, "set:language", "it")
		shown("Replies are in: Italiano")
		s.Press(ada, m.ID, "set:place")
		shown("Answers go: into a thread")
		s.Press(ada, m.ID, "set:quiet").SubmitModal(map[string]string{"hours": "22-7"})
		shown("Quiet hours: 22:00-07:00 UTC")
		s.Press(ada, m.ID, "set:quiet").SubmitModal(map[string]string{"hours": "at night"}).WaitContent(has("Write the hours as"))
		want := guild.Settings{Channels: []string{s.Home.ID, there.ID}, Roles: []string{"777"}, Collections: []string{"news"}, Language: "it",
			Place: guild.InThread, Quiet: guild.Hours{From: 22 * 60, Until: 7 * 60, Zone: "UTC"}}
		if got := book.Settings(s.Guild.ID); got.Quiet != want.Quiet || got.Place != want.Place || got.Language != want.Language ||
			!slices.Equal(got.Channels, want.Channels) || !slices.Equal(got.Roles, want.Roles) || !slices.Equal(got.Collections, want.Collections) {
			t.Errorf("set is %+v, want %+v", got, want)
		}
		if !strings.Contains(s.log.String(), "audit: settings changed") || !strings.Contains(s.log.String(), "by="+ada.ID) {
			t.Error("the log does not say who changed what")
		}
		s.Permit(there, discordtest.ViewChannel|discordtest.SendMessages)
		s.Permit(s.Home, discordtest.ViewChannel)
		s.Press(ada, m.ID, "set:check")
		shown("<#"+s.Home.ID+">: **Send Messages** is missing", "<#"+there.ID+">: **Read Message History** is missing: answers cannot be replies", "**Create Public Threads**",
			"https://discord.com/oauth2/authorize?", "client_id="+s.AppID, "guild_id="+s.Guild.ID)
		s.Press(ada, m.ID, "set:own")
		shown("**Settings of <#"+s.Home.ID+">**", "Answers go: as the server (into a thread")
		s.Choose(ada, m.ID, "set:own-place:"+s.Home.ID, "reply")
		shown("Saved", "Answers go: as a reply")
		s.Choose(ada, m.ID, "set:of", there.ID)
		shown("**Settings of <#"+there.ID+">**", "- <#"+s.Home.ID+">: as a reply")
		s.Choose(ada, m.ID, "set:own-language:"+there.ID, "fr")
		shown("Replies are in: Français")
		s.Choose(ada, m.ID, "set:own-collections:"+there.ID, "cnews")
		shown("Stories: news")
		if own := book.Channels(s.Guild.ID)[there.ID]; own.Place != "" || own.Language != "fr" || !slices.Equal(own.Collections, []string{"news"}) {
			t.Errorf("of its own: %+v", own)
		}
		s.Press(ada, m.ID, "set:own-none:"+there.ID)
		shown("Saved", "Replies are in: as the server (Italiano)")
		s.Press(ada, m.ID, "set:all")
		shown("Channels with settings of their own: <#" + s.Home.ID + ">\n")
		if own := book.Channels(s.Guild.ID); len(own) != 1 || own[s.Home.ID].Place != guild.AsReply {
			t.Errorf("of their own: %+v", own)
		}
		if !strings.Contains(s.log.String(), "audit: settings of a channel changed") {
			t.Error("the log does not say who changed a channel")
		}
		thread := s.Thread(ada, there, "", "a thread")
		in := s.Slash(ada, thread, "settings")
		s.Press(ada, in.WaitContent(has("of their own")).ID, "set:own")
		in.WaitContent(has("**Settings of <#" + there.ID + ">**"))
		s.Choose(ada, m.ID, "set:channels")
		shown("I answer in: all channels")
		s.Choose(ada, m.ID, "set:roles")
		shown("I answer in: all channels", "Who may ask: everybody")
		s.Empower(ada, 0) // she no longer is a manager, but still has the message
		s.Press(ada, m.ID, "set:place").WaitContent(has("may manage the server"))
		s.Press(ada, m.ID, "set:own").WaitContent(has("may manage the server"))
		s.Choose(ada, m.ID, "set:roles", "778").WaitContent(has("may manage the server"))
		if got := book.Settings(s.Guild.ID); len(got.Roles) > 0 || got.Place != guild.InThread {
			t.Errorf("somebody else changed it to %+v", got)
		}
	})
}

// TestWelcome: a server that invites the bot is greeted once, where the bot may write,
// with questions to try and with what it lacks there.
func TestWelcome(t *testing.T) {
	t.Parallel()
	usual := discordtest.ViewChannel | discordtest.SendMessages | discordtest.ReadMessageHistory | discordtest.AddReactions | discordtest.SendInThreads
	for name, c := range map[string]struct {
		may    int64
		ago    time.Duration // of the invitation
		says   []string      // none: nothing is said
		silent string        // is not said
	}{
		"all it needs":       {usual, 0, []string{"Hello!", "</settings:"}, "❗"},
		"too little":         {discordtest.ViewChannel | discordtest.SendMessages, 0, []string{"Hello!", "**Read Message History** is missing", "oauth2/authorize"}, "✅"},
		"nothing":            {discordtest.ViewChannel, 0, nil, ""},
		"while it was away":  {usual, 3 * time.Hour, []string{"Hello!"}, "❗"},
		"a server of old":    {usual, 48 * time.Hour, nil, ""},
		"administrators may": {discordtest.Administrator, 0, nil, ""}, // a channel does not make one an administrator
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				var book *guild.Book
				change := withBook(t, &book, nil)
				s := stage(t, discordtest.Options{}, change)
				s.registered()
				g, ch := s.Invite("new", c.may, time.Now().Add(-c.ago))
				time.Sleep(time.Minute)
				said := s.BotMessages(ch)
				if len(said) != min(len(c.says), 1) {
					t.Fatalf("%d messages, want %d: %v", len(said), min(len(c.says), 1), said)
				}
				if len(said) == 0 {
					return
				}
				if m := said[0]; !has(c.says...)(m) || strings.Contains(m.Content, c.silent) || len(m.Buttons()) != 3 {
					t.Errorf("%q, %d buttons", m.Content, len(m.Buttons()))
				}
				s.Press(s.AddUser("ada"), said[0].ID, "try:news").WaitContent(final)
				_ = s.stop()
				s.join(t, change)
				s.Again(g.ID)
				time.Sleep(time.Minute)
				if n := len(s.BotMessages(ch)); n != 2 { // the greeting and what was tried
					t.Errorf("%d messages after the next start", n)
				}
				greetings := slices.DeleteFunc(s.RequestsTo("POST", "/channels/{channel_id}/messages"), func(r discordtest.Request) bool { return !strings.Contains(r.Body, "Hello!") })
				if len(greetings) != 1 {
					t.Errorf("%d greetings were sent", len(greetings))
				}
			})
		})
	}
}

// TestOperatorsAreTold: in private, each of them, once of a trouble that lasts and once of
// a channel that takes no answers.
func TestOperatorsAreTold(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		var ops []discordtest.User
		s := stage(t, discordtest.Options{}, func(s *scene) {
			ops = []discordtest.User{s.AddUser("op"), s.AddUser("op2")}
			s.bot.Operators = []string{ops[0].ID, ops[1].ID}
			s.bot.Watch = &operate.Watch{Troubles: func(context.Context) ([]desk.Trouble, error) {
				return []desk.Trouble{{Key: "source news", Tell: func(w *words.Words) string { return w.Script.Lang + ": could not be read: open /srv/news: *denied*" }}}, nil
			}}
		})
		s.registered()
		s.Speak(s.Guild.ID, "de")
		s.Speak(ops[0].ID, "en-GB")
		s.Slash(ops[0], s.Home, "privacy").WaitContent(nil)
		time.Sleep(10 * time.Minute)
		told := func(u discordtest.User, part string) int {
			n := 0
			for _, m := range s.BotMessages(s.DMChannel(u)) {
				if strings.Contains(m.Content, part) {
					n++
				}
			}
			return n
		}
		for n, lang := range []string{"en", "de"} { // of whose Discord nothing is known, in the server's language
			if times := told(ops[n], lang+`: could not be read: open news: \*denied\*`); times != 1 {
				t.Errorf("%s was told %d times of the source", ops[n].Username, times)
			}
		}
		shut := s.AddChannel(s.Guild, "shut")
		s.Permit(shut, discordtest.ViewChannel)
		eve := s.AddUser("eve")
		s.CloseDM(eve)
		for range 3 {
			s.Say(eve, shut, s.Bot.Mention()+" "+question)
			time.Sleep(2 * time.Minute)
		}
		for n, begin := range []string{"An answer could not be shown: ", "Eine Antwort ließ sich nicht zeigen: "} {
			if times := told(ops[n], begin+"server "+s.Guild.ID+", channel "+shut.ID); times != 1 {
				t.Errorf("%s was told %d times of the channel", ops[n].Username, times)
			}
		}
	})
}
