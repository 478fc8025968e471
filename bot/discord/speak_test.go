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
	"github.com/storybot/storybot/knowledge"
)

// TestSpeaksTheReadersLanguage: who uses one of Discord's forms is spoken to in the language
// of their Discord; the author of a message in that which the server has set, else in its own.
func TestSpeaksTheReadersLanguage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		person, server, set  string // languages: of the asker's Discord, of the server, of its settings
		form, message, later string // the first button below an answer: of a form, of a message, of a direct message after that
	}{
		"nothing known":          {"en-US", "en-US", "", "Evidence", "Evidence", "Evidence"},
		"a person":               {"de", "en-US", "", "Belege", "Evidence", "Belege"},
		"of America":             {"es-419", "en-US", "", "Pruebas", "Evidence", "Pruebas"},
		"a server":               {"en-GB", "fr", "", "Evidence", "Preuves", "Evidence"},
		"a setting":              {"en-US", "fr", "it", "Evidence", "Prove", "Evidence"},
		"not spoken":             {"ja", "pt-BR", "", "Provas", "Provas", "Evidence"},
		"not spoken, but set":    {"ja", "ko", "de", "Belege", "Belege", "Evidence"},
		"nothing spoken":         {"ja", "ko", "", "Evidence", "Evidence", "Evidence"},
		"a person before others": {"fr", "de", "it", "Preuves", "Prove", "Preuves"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				var book *guild.Book
				s := stage(t, discordtest.Options{}, withBook(t, &book, nil))
				s.registered()
				ada := s.AddUser("ada")
				s.Speak(ada.ID, c.person)
				s.Speak(s.Guild.ID, c.server)
				if _, err := book.Change(t.Context(), s.Guild.ID, func(set *guild.Settings) { set.Language = c.set }); err != nil {
					t.Fatal(err)
				}
				first := func(m discordtest.Message) string { return m.Buttons()[0].Label }
				s.Say(ada, s.Home, s.Bot.Mention()+" "+question)
				if got := first(s.WaitMessage(s.Home, final)); got != c.message {
					t.Errorf("a message: %s, want %s", got, c.message)
				}
				i := s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: question})
				if got := first(i.WaitContent(final)); got != c.form {
					t.Errorf("a form: %s, want %s", got, c.form)
				}
				s.DM(ada, question)
				var answer discordtest.Message
				s.WaitFor("an answer in private", func() bool {
					for _, m := range s.BotMessages(s.DMChannel(ada)) {
						if final(m) {
							answer = m
							return true
						}
					}
					return false
				})
				if got := first(answer); got != c.later {
					t.Errorf("a direct message: %s, want %s", got, c.later)
				}
			})
		})
	}
}

// TestSaysAllInGerman: whatever the bot itself says to somebody whose Discord is German, it
// says in German, with commands that can be clicked.
func TestSaysAllInGerman(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		var book *guild.Book
		s := stage(t, discordtest.Options{}, withBook(t, &book, nil))
		s.registered()
		ada := s.AddUser("ada")
		s.Speak(ada.ID, "de")
		text := func(name, value string) discordtest.Option { return discordtest.Option{Name: name, Value: value} }
		for _, c := range []struct {
			command string
			options []discordtest.Option
			want    string
		}{
			{"help", nil, "</ask:"},
			{"help", nil, "Ich beantworte Fragen"},
			{"privacy", nil, "> löscht das alles sofort"},
			{"forget", nil, "nichts von Ihnen aufbewahrt"},
			{"stories", nil, "**2 Artikel**, Seite 1 von 1"},
			{"stories", []discordtest.Option{text("filter", "zebra")}, "keine Artikel mit diesen Wörtern"},
			{"search", []discordtest.Option{text("words", "zebra")}, "nichts mit diesen Wörtern: zebra"},
			{"summary", nil, "Bitte einen Artikel wählen"},
			{"timeline", []discordtest.Option{text("topic", "x"), text("since", "morgen")}, "`seit`: morgen ist kein Datum"},
			{"timeline", []discordtest.Option{text("topic", "x"), text("since", "2020"), text("until", "2019")}, "`seit` liegt nach `bis`"},
			{"settings", nil, "die den Server verwalten dürfen"},
			{"status", nil, "keine Betreiber"},
		} {
			if m := s.Slash(ada, s.Home, c.command, c.options...).WaitContent(nil); !strings.Contains(m.Content, c.want) {
				t.Errorf("/%s: no %q in %q", c.command, c.want, m.Content)
			}
		}
		s.desk.answers(func(context.Context, bot.Question, bot.Show) (bot.Answer, error) { return bot.Answer{}, bot.ErrBudget })
		s.Slash(ada, s.Home, "ask", text("question", "x")).WaitContent(has("Für heute sind die Antworten aufgebraucht"))
		s.desk.answers(func(context.Context, bot.Question, bot.Show) (bot.Answer, error) {
			return bot.Answer{}, knowledge.ErrNotFound
		})
		s.Slash(ada, s.Home, "ask", text("question", "x")).WaitContent(has("Diesen Artikel gibt es nicht. </stories:"))
		s.Empower(ada, manageServer)
		s.Slash(ada, s.Home, "help").WaitContent(has("</settings:"))
		panel := s.Slash(ada, s.Home, "settings").WaitContent(has("Einstellungen dieses Servers"))
		if form := s.Press(ada, panel.ID, "set:quiet").WaitAck().Modal; form == nil || form.Title != "Ruhezeit" {
			t.Errorf("%+v", form)
		}
		if _, err := book.Change(t.Context(), s.Guild.ID, func(set *guild.Settings) { set.Channels = []string{"77"} }); err != nil {
			t.Fatal(err)
		}
		s.Slash(ada, s.Home, "ask", text("question", "x")).WaitContent(has("Auf diesem Server antworte ich in <#77>."))
	})
}

// TestHelpIsForItsReader: nobody hears of commands that are not for them.
func TestHelpIsForItsReader(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		var book *guild.Book
		s := stage(t, discordtest.Options{}, withBook(t, &book, func(s *scene) { s.bot.Operators = []string{"1"} }))
		s.registered()
		member, manager := s.AddUser("member"), s.AddUser("manager")
		s.Empower(manager, manageServer)
		for who, want := range map[string]bool{"member": false, "manager": true} {
			u := map[string]discordtest.User{"member": member, "manager": manager}[who]
			m := s.Slash(u, s.Home, "help").WaitContent(has("</ask:"))
			if strings.Contains(m.Content, "settings") != want || strings.Contains(m.Content, "reload") {
				t.Errorf("%s is told %q", who, m.Content)
			}
		}
		if m := s.Slash(manager, nil, "help").WaitContent(has("</ask:")); strings.Contains(m.Content, "settings") {
			t.Errorf("in private: %q", m.Content)
		}
	})
}

// TestInstalledByPeople: who has installed the bot for themself asks it where it is not: it
// answers by replies alone, from what a stranger may be answered from, and in a server to
// them alone.
func TestInstalledByPeople(t *testing.T) {
	t.Parallel()
	for name, private := range map[string]bool{"in a server": false, "in direct messages": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T) {
				var book *guild.Book
				var at [][]string
				s := stage(t, discordtest.Options{}, withBook(t, &book, func(s *scene) {
					s.bot.Audience = func(server, channel, asker string) []string {
						at = append(at, []string{server, channel, asker})
						return []string{"", "public"}
					}
				}))
				s.registered()
				ada, bob := s.AddUser("ada"), s.AddUser("bob")
				c := s.AddForeign("elsewhere")
				if private {
					c = s.AddPrivate(bob)
				} else if _, err := book.Change(t.Context(), c.GuildID, func(set *guild.Settings) { set.Channels, set.Language = []string{"1"}, "fr" }); err != nil {
					t.Fatal(err) // what was set there before the bot was thrown out
				}
				said := s.Say(bob, c, question)
				for _, i := range []*discordtest.Interaction{
					s.MessageCommand(ada, c, "Ask the stories", said.ID),
					s.Slash(ada, c, "ask", discordtest.Option{Name: "question", Value: question}),
					s.Slash(ada, c, "summary", discordtest.Option{Name: "topic", Value: "lighthouse"}),
				} {
					m := i.WaitContent(final)
					if m.Ephemeral() == private {
						t.Errorf("only for the asker's eyes: %v", m.Ephemeral())
					}
					s.kept(t, "discord:"+m.ID)
					s.Press(ada, m.ID, "evidence:").WaitContent(has("[1]"))
				}
				for _, q := range s.desk.questions() {
					if q.Asker != ada.ID || q.Server != "" || q.Into != "" || !slices.Equal(q.Collections, []string{"", "public"}) {
						t.Errorf("asked: %+v", q)
					}
				}
				for _, who := range at {
					if !slices.Equal(who, []string{"", "", ""}) {
						t.Errorf("an audience of %q", who)
					}
				}
				s.desk.answers(func(context.Context, bot.Question, bot.Show) (bot.Answer, error) {
					time.Sleep(15 * time.Minute)
					return bot.Answer{Mode: bot.ModeModel, Text: "Late."}, nil
				})
				s.bot.Patience = time.Hour
				s.Slash(ada, c, "ask", discordtest.Option{Name: "question", Value: question})
				time.Sleep(16 * time.Minute)
				var told []string
				for _, m := range s.BotMessages(s.DMChannel(ada)) {
					told = append(told, m.Content)
				}
				if all := strings.Join(told, "|"); !strings.Contains(all, "Late.") || strings.Contains(all, "<#") {
					t.Errorf("what came too late is told in private: %q", all)
				}
				for _, r := range s.Requests() {
					if strings.Contains(r.Path, "/channels/"+c.ID) {
						t.Errorf("the bot is not there, and tries %s %s", r.Method, r.Path)
					}
				}
				if !private {
					if err := book.BlockServer(t.Context(), c.GuildID, true); err != nil {
						t.Fatal(err)
					}
					s.Slash(bob, c, "ask", discordtest.Option{Name: "question", Value: question}).WaitContent(has("I do not answer here."))
				}
				if err := book.BlockUser(t.Context(), ada.ID, true); err != nil {
					t.Fatal(err)
				}
				s.Slash(ada, c, "ask", discordtest.Option{Name: "question", Value: question}).WaitContent(has("I do not answer here."))
				s.Slash(ada, c, "privacy").WaitContent(has("> erases"))
			})
		})
	}
}

// TestNobodyInstallsForThemself: where the developer portal does not let people install the
// bot, its commands are registered for servers alone, once.
func TestNobodyInstallsForThemself(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{NoUserInstall: true}, nil)
		s.registered()
		if !s.Described() {
			t.Log("no ../shared/discord/openapi.json: the commands are not held to Discord's description")
		}
		for _, c := range s.Commands("") {
			if !slices.Equal(c.Types, []int{0}) || slices.Contains(c.Contexts, 2) {
				t.Errorf("%s: %v %v", c.Name, c.Contexts, c.Types)
			}
		}
		_ = s.stop()
		s.join(t, nil)
		time.Sleep(time.Minute)
		if n := s.Overwrites(""); n != 1 {
			t.Errorf("registered %d times", n)
		}
	})
}
