package discord_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/knowledge"
)

// answered asks and returns the answer, once it is recorded where it stands.
func (s *scene) answered(t *testing.T, by discordtest.User) discordtest.Message {
	t.Helper()
	s.Say(by, s.Home, s.Bot.Mention()+" "+question)
	m := s.WaitMessage(s.Home, final)
	s.kept(t, "discord:"+m.ID)
	return m
}

func TestEvidence(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		ada, bob := s.AddUser("ada"), s.AddUser("bob")
		m := s.answered(t, ada)
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
		s.join(t, nil)
		e := s.Press(bob, m.ID, "evidence:").WaitContent(nil)
		if !e.Ephemeral() {
			t.Error("the evidence is for all to see")
		}
		if !has("[1] **The lighthouse of Faro** (Faro Post, 3 Jan 2019), updated 1 Feb 2019",
			"**Mette Olsen painted the lighthouse of Faro.**", "It took her a week.",
			"what was asked about: painted, lighthouse, faro", "<https://news.example/1#:~:text=")(e) {
			t.Errorf("evidence %q", e.Content)
		}
		s.desk.stories[0].Hash = "another"
		if e := s.Press(bob, m.ID, "evidence:").WaitContent(nil); !has("**Mette Olsen painted the lighthouse of Faro.**")(e) || has("It took")(e) {
			t.Errorf("evidence of a version that is gone: %q", e.Content)
		}
	})
}

func TestFeedback(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		ada, bob := s.AddUser("ada"), s.AddUser("bob")
		m := s.answered(t, ada)
		marked := func(want ...string) func(discordtest.Message) bool {
			return func(now discordtest.Message) bool { return now.Content == m.Content && slices.Equal(labels(now), want) }
		}
		s.Press(bob, m.ID, "helpful:").WaitContent(marked("Evidence", "Follow up", "Helpful ✓", "Not helpful"))
		s.Press(ada, m.ID, "useless:").WaitContent(marked("Evidence", "Follow up", "Helpful", "Not helpful ✓"))
		want := map[string]bool{"1 " + bob.ID: true, "1 " + ada.ID: false}
		for k, v := range want {
			if got, ok := s.journal.feedback[k]; !ok || got != v {
				t.Errorf("feedback %v, want %v", s.journal.feedback, want)
			}
		}
	})
}

// TestForgedButton: a number in a button is not believed: an answer is told of
// on its own message only.
func TestForgedButton(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		s.registered()
		ada, eve := s.AddUser("ada"), s.AddUser("eve")
		secret := s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: question}, discordtest.Option{Name: "private", Value: true})
		secret.WaitContent(final)
		m := s.answered(t, eve)
		forge := func(id string) func(map[string]any) {
			return func(p map[string]any) { p["data"].(map[string]any)["custom_id"] = id }
		}
		for _, id := range []string{"evidence:1", "helpful:1", "evidence:99", "evidence:x", "evidence", "nonsense:1", "stories:x"} {
			i := s.PressWith(eve, m.ID, "evidence:", forge(id))
			var got discordtest.Message
			if i.WaitAck().Type == discordtest.AckDeferredEdit {
				got = i.WaitFollowUp(nil)
			} else {
				got = i.WaitContent(nil)
			}
			if has("Mette Olsen")(got) || !has("I ")(got) || !got.Ephemeral() {
				t.Errorf("%s: told %q", id, got.Content)
			}
		}
		if len(s.journal.feedback) != 0 {
			t.Error("feedback on another's answer was kept")
		}
	})
}

func TestForget(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		s.registered()
		ada := s.AddUser("ada")
		m := s.answered(t, ada)
		if m := s.Slash(ada, s.Home, "forget").WaitContent(nil); !has("Erased", "1 answer")(m) || !m.Ephemeral() {
			t.Errorf("told %q", m.Content)
		}
		if len(s.journal.entries)+len(s.journal.posted) != 0 {
			t.Errorf("kept %v", s.journal.entries)
		}
		s.Slash(ada, s.Home, "forget").WaitContent(has("I kept nothing"))
		s.Press(ada, m.ID, "evidence:").WaitContent(has("no longer keep"))
		s.Press(ada, m.ID, "follow:").SubmitModal(map[string]string{"question": "and?"}).WaitContent(has("no longer keep"))
	})
}

func TestCommandsThatTell(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) { s.bot.ModelHost = "model.example" })
		s.registered()
		ada := s.AddUser("ada")
		option := func(name, value string) discordtest.Option {
			return discordtest.Option{Name: name, Value: value}
		}
		for _, c := range []struct {
			name    string
			options []discordtest.Option
			want    []string
			private bool
		}{
			{"help", nil, []string{"/ask", "Ask the stories"}, true},
			{"privacy", nil, []string{"your user ID", "model.example", "/forget"}, true},
			{"search", []discordtest.Option{option("words", "lighthouse")}, []string{"1. [**The lighthouse of Faro**]", "Mette Olsen"}, true},
			{"search", []discordtest.Option{option("words", "zebra")}, []string{"nothing with these words"}, true},
			{"stories", nil, []string{"2 stories", "1. [**The lighthouse", "2. [**Bakers on strike**]", "*opinion*"}, true},
			{"stories", []discordtest.Option{option("filter", "zebra")}, []string{"no stories"}, true},
			{"summary", []discordtest.Option{option("story", "story-2"), option("style", "bullets")}, []string{"> Bakers on strike"}, false},
			{"summary", []discordtest.Option{option("topic", "lighthouse")}, []string{"> lighthouse", "Mette Olsen"}, false},
			{"summary", nil, []string{"Choose a story"}, true},
			{"timeline", []discordtest.Option{option("topic", "lighthouse")}, []string{"> lighthouse", "Mette Olsen"}, false},
		} {
			m := s.Slash(ada, s.Home, c.name, c.options...).WaitContent(nil)
			if !has(c.want...)(m) || m.Ephemeral() != c.private {
				t.Errorf("/%s %v: private %v, %q", c.name, c.options, m.Ephemeral(), m.Content)
			}
		}
	})
}

func TestPages(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) {
			for range 23 {
				s.desk.stories = append(s.desk.stories, s.desk.stories[1])
			}
		})
		s.registered()
		ada := s.AddUser("ada")
		i := s.Slash(ada, s.Home, "stories", discordtest.Option{Name: "filter", Value: "bakers"})
		m := i.WaitContent(has("24 stories", "page 1 of 3", "10. "))
		if want := []string{"Older"}; !slices.Equal(labels(m), want) {
			t.Errorf("buttons %q, want %q", labels(m), want)
		}
		s.Press(ada, m.ID, "stories:1")
		m = i.WaitContent(has("page 2 of 3", "20. "))
		s.Press(ada, m.ID, "stories:2")
		m = i.WaitContent(has("page 3 of 3", "24. "))
		if want := []string{"Newer"}; !slices.Equal(labels(m), want) {
			t.Errorf("buttons %q, want %q", labels(m), want)
		}
	})
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, func(s *scene) {
			secret := s.desk.stories[1]
			secret.ID, secret.Title, secret.Collection = "secret", "Bakers in secret", "board"
			for range 30 {
				s.desk.stories = append(s.desk.stories, s.desk.stories[0])
			}
			s.desk.stories = append(s.desk.stories, secret)
			s.bot.Audience = func(_, _, asker string) []string {
				if asker == "board member" {
					return nil
				}
				return []string{""}
			}
		})
		s.registered()
		ada := s.AddUser("ada")
		other := discordtest.Option{Name: "question", Value: "x"}
		names := func(typed string) []string {
			a := s.Autocomplete(ada, s.Home, "ask", "story", typed, other).WaitAck()
			var all []string
			for _, c := range a.Choices {
				all = append(all, c.Name)
			}
			return all
		}
		if got, want := names("bakers"), []string{"Bakers on strike · Faro Post 2019-01-04"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		if got := names(""); len(got) != 25 {
			t.Errorf("%d choices, want 25", len(got))
		}
		if got := names("zebra"); len(got) != 0 {
			t.Errorf("got %q", got)
		}
		m := s.Slash(ada, s.Home, "summary", discordtest.Option{Name: "story", Value: "secret"}).WaitContent(nil)
		if has("Bakers in secret")(m) {
			t.Errorf("the headline of a story that is not for the asker: %q", m.Content)
		}
		s.Slash(ada, s.Home, "ask", other).WaitContent(nil)
		if q := s.desk.questions()[0]; !slices.Equal(q.Collections, []string{""}) {
			t.Errorf("asked from %q", q.Collections)
		}
	})
}

// TestOperators: only who is in the settings, and only in the home server,
// whatever a server's admins may do and whatever a payload claims.
func TestOperators(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		var op discordtest.User
		s := stage(t, discordtest.Options{}, func(s *scene) {
			op = s.AddUser("op")
			s.bot.Operators = []string{op.ID}
		})
		s.registered()
		admin := s.AddUser("admin")
		s.Empower(admin, 8)
		away := s.AddChannel(s.AddGuild("away"), "general")
		set := func(key string, value any) func(map[string]any) {
			return func(p map[string]any) {
				if value == nil {
					delete(p, key)
					return
				}
				p[key] = value
			}
		}
		for name, c := range map[string]struct {
			user   discordtest.User
			change func(map[string]any)
			want   string
		}{
			"an operator":    {op, nil, "2 stories"},
			"an admin":       {admin, nil, "operators only"},
			"no member":      {op, set("member", nil), "who you are"},
			"another server": {op, set("guild_id", away.GuildID), "own server only"},
			"direct messages": {op, func(p map[string]any) {
				delete(p, "guild_id")
				delete(p, "member")
				p["user"] = map[string]any{"id": op.ID}
			}, "own server only"},
			"a user beside a member":      {admin, set("user", map[string]any{"id": op.ID}), "operators only"},
			"a user in place of a member": {op, func(p map[string]any) { delete(p, "member"); p["user"] = map[string]any{"id": op.ID} }, "who you are"},
			"a member without a user":     {op, set("member", map[string]any{"permissions": "8"}), "who you are"},
		} {
			i := s.Invoke(discordtest.Invocation{User: c.user, Channel: s.Home, Name: "status", Change: c.change})
			if m := i.WaitContent(nil); !has(c.want)(m) || !m.Ephemeral() {
				t.Errorf("%s: told %q, want %q", name, m.Content, c.want)
			}
		}
		for _, cmd := range s.Commands("") {
			if cmd.Name == "reload" || cmd.Name == "status" {
				t.Errorf("/%s is offered everywhere", cmd.Name)
			}
		}
		got := s.Autocomplete(op, s.Home, "reload", "source", "more").WaitAck().Choices
		if len(got) != 1 || got[0].Value != "more news" {
			t.Errorf("sources proposed: %v", got)
		}
		if got := s.Autocomplete(admin, s.Home, "reload", "source", "").WaitAck().Choices; len(got) != 0 {
			t.Errorf("sources proposed to an admin: %v", got)
		}
	})
}

// TestReload: progress by edits, a second one refused, the outcome by name.
func TestReload(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		var op discordtest.User
		release := make(chan struct{})
		s := stage(t, discordtest.Options{}, func(s *scene) {
			op = s.AddUser("op")
			s.bot.Operators = []string{op.ID}
			s.desk.load = func(_ context.Context, source string, o knowledge.LoadOptions) (knowledge.Report, error) {
				if source != "news" || !o.Confirm || !o.Retry {
					t.Errorf("loaded %q, %+v", source, o)
				}
				o.Progress("news/a.md @everyone", 7)
				<-release
				return knowledge.Report{Stories: 3, Added: []string{"a-1"}, Updated: []string{"b-2"}, Removed: []string{"c-3"},
					Failed: []knowledge.Failure{{Item: "news/d.md", Error: "has no text"}}}, nil
			}
		})
		s.registered()
		source := discordtest.Option{Name: "source", Value: "news"}
		i := s.Slash(op, s.Home, "reload", source, discordtest.Option{Name: "confirm", Value: true})
		i.WaitContent(has("7 read", "news/a.md"))
		s.Slash(op, s.Home, "reload", source).WaitContent(has("under way already"))
		s.Slash(op, s.Home, "reload", discordtest.Option{Name: "source", Value: "nothing"}).WaitContent(has("no source"))
		close(release)
		i.WaitContent(has("3 stories now", "a-1", "b-2", "c-3", "news/d.md: has no text"))
		if m, _ := i.Response(); strings.Contains(m.Content, "@everyone") {
			t.Errorf("told %q", m.Content)
		}
	})
}

// TestRegisters: commands are registered when they changed, and only then.
func TestRegisters(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		s := stage(t, discordtest.Options{}, nil)
		s.registered()
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
		s.join(t, nil)
		s.WaitFor("a second look", func() bool {
			return len(s.RequestsTo("GET", "/applications/{application_id}/commands")) == 2 &&
				len(s.RequestsTo("GET", "/applications/{application_id}/guilds/{guild_id}/commands")) == 2
		})
		time.Sleep(time.Minute)
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
		if n, home := s.Overwrites(""), s.Overwrites(s.bot.Home); n != 1 || home != 1 {
			t.Errorf("registered %d and %d times, want once", n, home)
		}
		s.Register("", discordtest.Command{Name: "old", Description: "of an earlier version"})
		s.join(t, nil)
		s.WaitFor("the new ones", func() bool { return len(s.Commands("")) > 1 })
		names := map[string]bool{}
		for _, c := range s.Commands("") {
			names[c.Name] = true
		}
		for _, want := range []string{"ask", "summary", "timeline", "search", "stories", "help", "privacy", "forget", "Ask the stories"} {
			if !names[want] {
				t.Errorf("%s is not registered", want)
			}
		}
	})
}

// TestOperatorsDeedsAreLogged: each of them is a line with who did what, without the secrets of addresses; what is
// refused to others is none.
func TestOperatorsDeedsAreLogged(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T) {
		var op discordtest.User
		s := stage(t, discordtest.Options{}, func(s *scene) {
			op = s.AddUser("op")
			s.bot.Operators = []string{op.ID}
		})
		s.registered()
		option := func(name string, value any) discordtest.Option { return discordtest.Option{Name: name, Value: value} }
		lines := func() []string {
			var audited []string
			for line := range strings.Lines(s.log.String()) {
				if strings.Contains(line, "audit: an operator's command") {
					audited = append(audited, line)
				}
			}
			return audited
		}
		for n, c := range []struct {
			name    string
			options []discordtest.Option
			want    []string
		}{
			{"reload", []discordtest.Option{option("source", "news"), option("confirm", true)}, []string{"command=reload", "source=", "news", "confirm=true"}},
			{"sources", []discordtest.Option{option("do", "add"), option("address", "https://ada:s3cret@a.example/feed?key=s3cret")}, []string{"command=sources", "do=", "a.example/feed?key=xxxxx"}},
			{"block", []discordtest.Option{option("user", s.AddUser("pest").ID)}, []string{"command=block", "user="}},
			{"status", nil, []string{"command=status"}},
		} {
			s.Slash(op, s.Home, c.name, c.options...).WaitContent(nil)
			all := lines()
			if len(all) != n+1 {
				t.Fatalf("/%s: %d lines: %q", c.name, len(all), all)
			}
			for _, want := range append(c.want, "by="+op.ID) {
				if !strings.Contains(all[n], want) {
					t.Errorf("/%s: %q is not in %q", c.name, want, all[n])
				}
			}
		}
		s.Slash(s.AddUser("other"), s.Home, "reload").WaitContent(has("operators only"))
		if all := lines(); len(all) != 4 || strings.Contains(s.log.String(), "s3cret") {
			t.Errorf("logged: %s", s.log.String())
		}
	})
}
