package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/discordtest"
	"github.com/storybot/storybot/bot/llm/modeltest"
)

// paperTrail is what serve tells, readable while it runs.
type paperTrail struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (p *paperTrail) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(b)
}

func (p *paperTrail) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

// serving runs the bot without a subcommand in dir, until the returned func
// ends it as a signal does and tells its exit code.
func serving(t *testing.T, dir string, env map[string]string) (told *paperTrail, stop func() int) {
	t.Helper()
	told = &paperTrail{}
	a := &app{in: strings.NewReader(""), out: told, errs: told, lookup: func(name string) (string, bool) { v, ok := env[name]; return v, ok }}
	env["DATA_DIR"] = filepath.Join(dir, "data")
	if _, set := env["HTTP_ADDR"]; !set {
		env["HTTP_ADDR"] = "" // on the socket only
	}
	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() {
		root := a.root()
		root.SetArgs([]string{})
		err := root.ExecuteContext(ctx)
		if err != nil {
			a.complain(ctx, err)
		}
		code <- exitCode(err)
	}()
	t.Cleanup(cancel)
	return told, func() int {
		cancel()
		select {
		case c := <-code:
			return c
		case <-time.After(25 * time.Second):
			t.Error("the bot does not end")
			return -1
		}
	}
}

// TestServeDiscord goes from a token to an answer, its evidence, an operator's
// reload of one source, and being forgotten; then it ends as a signal ends it.
func TestServeDiscord(t *testing.T) {
	s := discordtest.New(t, discordtest.Options{Patience: 30 * time.Second})
	dir, err := os.MkdirTemp("", "sb") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	write("news/faro.txt", "The lighthouse of Faro\n\nMette Olsen painted the lighthouse of Faro in May. It took her a week.\n")
	write("more/bakers.txt", "Bakers on strike\n\nTwo bakers of Orm went on strike on Monday. They want a later morning.\n")
	ada, op := s.AddUser("ada"), s.AddUser("op")
	press := newTestSite(t)
	press.put("/well", "<html><head><title>A well in Orm</title></head><body><article><h1>A well in Orm</h1><p>Jonna Berg dug a well in Orm in spring. It is twelve metres deep, and its water is clear. "+
		"The town had waited for it for ten years, as the old one had run dry in a hot summer. Anybody may draw water there.</p></article></body></html>")
	told, stop := serving(t, dir, map[string]string{
		"STORIES": filepath.Join(dir, "news") + " " + filepath.Join(dir, "more"), "DISCORD_TOKEN": s.Token, "DISCORD_API_URL": s.URL,
		"DISCORD_GUILD_ID": s.Guild.ID, "OPERATOR_IDS": op.ID, "ALLOW_HOSTS": strings.TrimPrefix(press.URL, "http://"),
	})
	s.WaitFor("the commands", func() bool { return s.Overwrites("") > 0 && s.Overwrites(s.Guild.ID) > 0 })

	s.Say(ada, s.Home, s.Bot.Mention()+" Who painted the lighthouse of Faro?")
	m := s.WaitMessage(s.Home, func(m discordtest.Message) bool { return len(m.Buttons()) > 0 })
	if !strings.Contains(m.Content, "Mette Olsen painted the lighthouse of Faro in May. [1]") {
		t.Errorf("answered %q", m.Content)
	}
	e := s.Press(ada, m.ID, "evidence:").WaitContent(nil)
	if !strings.Contains(e.Content, "**Mette Olsen painted the lighthouse of Faro in May.** It took her a week.") {
		t.Errorf("evidence %q", e.Content)
	}
	s.Press(ada, m.ID, "helpful:").WaitContent(nil)

	write("more/ship.txt", "A ship\n\nA ship ran aground off Orm on Friday. Nobody was hurt.\n")
	write("news/port.txt", "A port\n\nThe port of Faro is to close in winter. Nobody was asked.\n")
	r := s.Slash(op, s.Home, "reload", discordtest.Option{Name: "source", Value: filepath.Join(dir, "more")})
	got := r.WaitContent(func(m discordtest.Message) bool { return strings.Contains(m.Content, "Loaded") })
	if !strings.Contains(got.Content, "3 stories now; 1 added, 0 updated, 0 removed, 0 failed") || !strings.Contains(got.Content, "ship") {
		t.Errorf("a source reloaded: %q", got.Content)
	}
	r = s.Slash(op, s.Home, "reload")
	if got := r.WaitContent(func(m discordtest.Message) bool { return strings.Contains(m.Content, "Loaded") }); !strings.Contains(got.Content, "4 stories now; 1 added") {
		t.Errorf("all reloaded: %q", got.Content)
	}
	st := s.Slash(op, s.Home, "status").WaitContent(nil)
	if !strings.Contains(st.Content, "4 stories") || !strings.Contains(st.Content, "asked in the last week: 1, of which the stories answered 1; helpful: 1") || strings.Contains(st.Content, dir) {
		t.Errorf("status %q", st.Content)
	}
	sources := func(want string, not string, options ...discordtest.Option) {
		t.Helper()
		m := s.Slash(op, s.Home, "sources", options...).WaitContent(func(m discordtest.Message) bool { return strings.Contains(m.Content, want) })
		if not != "" && strings.Contains(m.Content, not) {
			t.Errorf("sources: %q", m.Content)
		}
	}
	option := func(name, value string) discordtest.Option { return discordtest.Option{Name: name, Value: value} }
	sources("Only an address of the web", "", option("do", "add"), option("address", filepath.Join(dir, "more")))
	sources("A well in Orm", dir, option("do", "add"), option("address", press.URL+"/well"), option("name", "The well"))
	s.Slash(op, s.Home, "ask", option("question", "Who dug a well in Orm?")).WaitContent(func(m discordtest.Message) bool { return strings.Contains(m.Content, "Jonna Berg dug a well") })
	sources("is paused", "", option("do", "pause"), option("source", "more"))
	sources("more, paused", dir)
	sources("named in STORIES", dir, option("do", "remove"), option("source", "more"))
	sources("is removed", "", option("do", "remove"), option("source", "The well"))
	s.Slash(op, s.Home, "ask", option("question", "Who dug a well in Orm?")).WaitContent(func(m discordtest.Message) bool { return !m.Loading() && !strings.Contains(m.Content, "Jonna Berg") })
	if !strings.Contains(told.String(), "audit: an operator's command") {
		t.Error("nothing tells of the operators' commands")
	}

	s.Empower(op, 1<<5)
	if m := s.Slash(op, s.Home, "settings").WaitContent(nil); !strings.Contains(m.Content, "I answer in: all channels") {
		t.Errorf("settings: %q", m.Content)
	}
	panel := s.Slash(op, s.Home, "settings").WaitContent(func(m discordtest.Message) bool { return strings.Contains(m.Content, "as a reply") })
	s.Press(op, panel.ID, "set:place").WaitContent(func(m discordtest.Message) bool { return strings.Contains(m.Content, "into a thread") })
	asked := s.Say(op, s.Home, s.Bot.Mention()+" Who went on strike in Orm?")
	s.WaitFor("a thread for the question", func() bool { return s.ThreadOn(asked.ID) != nil })
	s.Slash(op, s.Home, "block", discordtest.Option{Name: "user", Value: ada.ID}).WaitContent(func(m discordtest.Message) bool { return strings.Contains(m.Content, "Blocked") })
	s.Slash(ada, s.Home, "ask", discordtest.Option{Name: "question", Value: "Who painted the lighthouse?"}).
		WaitContent(func(m discordtest.Message) bool { return m.Content == "I do not answer here." })
	if m := s.Slash(ada, s.Home, "forget").WaitContent(nil); !strings.Contains(m.Content, "Erased: all that I kept of you, 2 ") {
		t.Errorf("forgotten: %q", m.Content)
	}
	if code := stop(); code != exitDone {
		t.Errorf("ended with %d:\n%s", code, told)
	}
	files, err := filepath.Glob(filepath.Join(dir, "data", "journal*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no journal: %v", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil || bytes.Contains(data, []byte(ada.ID)) || bytes.Contains(data, []byte("Who painted")) {
			t.Errorf("%s holds something of who was forgotten (%v)", f, err)
		}
	}
	if strings.Contains(told.String(), s.Token) {
		t.Error("the token is told")
	}
}

// TestKilledWhileAnswering: what the bot was writing in Discord when it was killed is marked
// when it runs again.
func TestKilledWhileAnswering(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t, discordtest.Options{Patience: time.Minute, NoStartPace: true})
	model := modeltest.New(t, modeltest.Options{First: 10 * time.Minute})
	dir, err := os.MkdirTemp("", "sb") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.WriteFile(filepath.Join(dir, "faro.txt"), []byte("The lighthouse of Faro\n\nMette Olsen painted the lighthouse of Faro in May. It took her a week.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	l := newLiving(t, filepath.Join(dir, "data"), []string{filepath.Join(dir, "faro.txt")},
		"DISCORD_TOKEN="+s.Token, "DISCORD_API_URL="+s.URL, "OPENAI_BASE_URL="+model.URL, "MODEL_PATIENCE=0")
	l.serve()
	ada := s.AddUser("ada")
	s.WaitFor("the commands", func() bool { return s.Overwrites("") > 0 })
	s.Say(ada, s.Home, s.Bot.Mention()+" Who painted the lighthouse of Faro?")
	said := func(words string) func(discordtest.Message) bool {
		return func(m discordtest.Message) bool { return strings.Contains(m.Content, words) }
	}
	draft := s.WaitMessage(s.Home, said("Reading 1 story"))
	l.kill()
	l.serve()
	if m := s.WaitMessage(s.Home, said("Interrupted")); m.ID != draft.ID || len(s.BotMessages(s.Home)) != 1 {
		t.Errorf("marked is %s, not %s, of %d messages", m.ID, draft.ID, len(s.BotMessages(s.Home)))
	}
}

// TestServeRefused: Discord refuses the token for good; the bot ends with 1 and
// one clear line.
func TestServeRefused(t *testing.T) {
	s := discordtest.New(t, discordtest.Options{AllowViolations: true})
	dir, err := os.MkdirTemp("", "sb")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	told, stop := serving(t, dir, map[string]string{"DISCORD_TOKEN": "not-the-token", "DISCORD_API_URL": s.URL})
	for end := time.Now().Add(10 * time.Second); !strings.Contains(told.String(), "discord refuses") && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	if code := stop(); code != exitFailed {
		t.Errorf("ended with %d, want 1", code)
	}
	if n := strings.Count(told.String(), "discord refuses the token: DISCORD_TOKEN is wrong"); n != 1 || strings.Contains(told.String(), "not-the-token") {
		t.Errorf("told %d times:\n%s", n, told)
	}
}

func TestPostingsTellOfTheForgotten(t *testing.T) {
	t.Parallel()
	if err := forgotten(nil); err != nil {
		t.Error(err)
	}
	if other := errors.New("x"); forgotten(other) != other || errors.Is(forgotten(other), desk.ErrForgotten) { //nolint:errorlint // the same one
		t.Error("another error is told as forgotten")
	}
}

// TestOperatorsNeedAHome: whoever names operators, but no server for their commands, is warned;
// and where questions are sent is told to whoever asks what is kept.
func TestOperatorsNeedAHome(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config Config
		warns  bool
		host   string
	}{
		"nobody":            {Config{DiscordGuild: "1"}, false, ""},
		"operators at home": {Config{DiscordGuild: "1", Operators: []string{"2"}}, false, ""},
		"operators nowhere": {Config{Operators: []string{"2"}}, true, ""},
		"with a model":      {Config{Model: "m", BaseURL: "https://model.example:8443/v1"}, false, "model.example:8443"},
		"without one":       {Config{BaseURL: openAI}, false, ""},
	} {
		var told bytes.Buffer
		c.config.Zone = time.UTC
		b := discordBot(&c.config, &parts{Local: &desk.Local{}, catalogue: &catalogue{}}, slog.New(slog.NewTextHandler(&told, nil)))
		if got := strings.Contains(told.String(), "level=WARN msg=\"OPERATOR_IDS names operators"); got != c.warns || b.ModelHost != c.host {
			t.Errorf("%s: warned: %v, of %q: %s", name, got, b.ModelHost, told.String())
		}
	}
}
