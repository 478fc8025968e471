package discordtest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

// answerWith has a bot answer interactions of a type with what do says.
func answerWith(t *testing.T, bot *discordgo.Session, kind discordgo.InteractionType, do func(*discordgo.Interaction) *discordgo.InteractionResponse) {
	bot.AddHandler(func(b *discordgo.Session, i *discordgo.InteractionCreate) {
		if i.Type != kind {
			return
		}
		if err := b.InteractionRespond(i.Interaction, do(i.Interaction)); err != nil {
			t.Error(err)
		}
	})
}

func TestAButtonOpensAModalThatIsSent(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	open(t, s, bot)
	answerWith(t, bot, discordgo.InteractionMessageComponent, func(i *discordgo.Interaction) *discordgo.InteractionResponse {
		if id := i.MessageComponentData().CustomID; id != "follow:1" || i.Message == nil || i.Member.User.Username != "ada" {
			t.Errorf("pressed %q on %v", id, i.Message)
		}
		return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseModal, Data: &discordgo.InteractionResponseData{
			CustomID: "modal", Title: "Follow up", Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
				discordgo.TextInput{CustomID: "q", Label: "Question", Style: discordgo.TextInputParagraph, Required: true},
			}}},
		}}
	})
	answerWith(t, bot, discordgo.InteractionModalSubmit, func(i *discordgo.Interaction) *discordgo.InteractionResponse {
		in := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow).Components[0].(*discordgo.TextInput)
		return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{
			Content: "asked " + in.Value, AllowedMentions: quiet, Flags: discordgo.MessageFlagsEphemeral,
		}}
	})
	m, err := bot.ChannelMessageSendComplex(s.Home.ID, &discordgo.MessageSend{
		Content: "answer", AllowedMentions: quiet, Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "Follow up", CustomID: "follow:1", Style: discordgo.SecondaryButton},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	sent := s.Press(s.AddUser("ada"), m.ID, "follow").SubmitModal(map[string]string{"q": "and then?"})
	if got := sent.WaitContent(nil); got.Content != "asked and then?" || !got.Ephemeral() {
		t.Errorf("answered by %+v", got)
	}
}

func TestAutocompleteAndMessageCommand(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	s.Register("", ask, discordtest.Command{Name: "Ask the stories", Type: 3})
	bot := client(t, s)
	open(t, s, bot)
	answerWith(t, bot, discordgo.InteractionApplicationCommandAutocomplete, func(i *discordgo.Interaction) *discordgo.InteractionResponse {
		typed := i.ApplicationCommandData().GetOption("story")
		return &discordgo.InteractionResponse{Type: discordgo.InteractionApplicationCommandAutocompleteResult, Data: &discordgo.InteractionResponseData{
			Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: typed.StringValue() + " story", Value: "id"}},
		}}
	})
	answerWith(t, bot, discordgo.InteractionApplicationCommand, func(i *discordgo.Interaction) *discordgo.InteractionResponse {
		d := i.ApplicationCommandData()
		return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{
			Content: "about " + d.Resolved.Messages[d.TargetID].Content, AllowedMentions: quiet,
		}}
	})
	ada := s.AddUser("ada")
	if got := s.Autocomplete(ada, s.Home, "ask", "story", "long").WaitAck().Choices; len(got) != 1 || got[0].Name != "long story" {
		t.Errorf("offered %v", got)
	}
	said := s.Say(ada, s.Home, "who won?")
	if got := s.MessageCommand(ada, s.Home, "Ask the stories", said.ID).WaitContent(nil); got.Content != "about who won?" {
		t.Errorf("answered %q: a message command brings the text without any intent", got.Content)
	}
}

func TestEventsComeTwiceAndStrange(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	s.Register("", ask)
	bot := client(t, s)
	messages, gone, asked := make(chan *discordgo.Message, 9), make(chan string, 9), make(chan *discordgo.Interaction, 9)
	bot.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { messages <- m.Message })
	bot.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageDelete) { gone <- m.ID })
	bot.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) { asked <- i.Interaction })
	open(t, s, bot)
	ada := s.AddUser("ada")
	said := s.DM(ada, "hi")
	s.Again(said.ID)
	if a, b := receive(t, messages), receive(t, messages); a.ID != b.ID || a.Content != "hi" {
		t.Errorf("got %s and %s", a.ID, b.ID)
	}
	s.Delete(said)
	if id := receive(t, gone); id != said.ID || len(s.Messages(s.DMChannel(ada))) != 0 {
		t.Errorf("%s is gone, want %s", id, said.ID)
	}
	s.Emit("MESSAGE_CREATE", []byte(`{"id": "1", "channel_id": "2", "author": {"id": "3"}, "components": [{"type": 99}]}`))
	if m := receive(t, messages); m.Author != nil {
		t.Error("discordgo now reads a message with an unknown component; its trap is gone")
	}
	i := s.Invoke(discordtest.Invocation{User: ada, Channel: s.Home, Name: "ask", Options: []discordtest.Option{wordsOf},
		Change: func(p map[string]any) { delete(p, "member") }})
	if got := receive(t, asked); got.ID != i.ID || got.Member != nil {
		t.Errorf("got %s with member %v", got.ID, got.Member)
	}
	s.Post(discordtest.Post{Author: ada, Channel: s.Home, Text: s.Bot.Mention(), Webhook: true})
	if m := receive(t, messages); m.WebhookID == "" || !m.Author.Bot {
		t.Errorf("a webhook's message: %+v", m)
	}
	s.Post(discordtest.Post{Author: ada, Channel: s.Home, Type: 6})
	if m := receive(t, messages); m.Type != discordgo.MessageTypeChannelPinnedMessage {
		t.Errorf("a system message is of type %d", m.Type)
	}
}

func TestDiscordgoResumesWhenToldToReconnect(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	open(t, s, bot)
	// discordgo may reconnect twice at once when a connection ends: what counts is that it resumes
	resumed := func(n int) func() bool {
		return func() bool { g := s.Gateway(); return g.Resumed >= n && g.Beating == 1 && g.Connected == 1 }
	}
	s.WaitFor("a heartbeat", resumed(0))
	s.Reconnect()
	s.WaitFor("a resume", resumed(1))
	if g := s.Gateway(); g.Identified != 1 {
		t.Errorf("%d IDENTIFYs, want one", g.Identified)
	}
	s.FailUpgrades(1)
	s.Disconnect(4000, "Unknown error.")
	// of the two that discordgo then has reconnecting, one may identify anew (seen once in forty times)
	s.WaitFor("a second return", func() bool {
		g := s.Gateway()
		return g.Resumed+g.Identified >= 3 && g.Beating == 1 && g.Connected == 1
	})
}

func TestThreads(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	created := make(chan *discordgo.ThreadCreate, 9)
	bot.AddHandler(func(_ *discordgo.Session, c *discordgo.ThreadCreate) { created <- c })
	open(t, s, bot)
	ada := s.AddUser("ada")
	said := s.Say(ada, s.Home, "long story")
	thread := s.Thread(ada, s.Home, said.ID, "more")
	if c := receive(t, created); c.ID != thread.ID || c.ParentID != s.Home.ID || !c.NewlyCreated {
		t.Errorf("created %+v", c.Channel)
	}
	if _, err := bot.ChannelMessageSendComplex(thread.ID, &discordgo.MessageSend{Content: "in it", AllowedMentions: quiet}); err != nil {
		t.Fatal(err)
	}
	if m := s.WaitMessage(thread, nil); m.Content != "in it" {
		t.Errorf("said %q", m.Content)
	}
	m, err := bot.ChannelMessage(s.Home.ID, said.ID)
	if err != nil || m.Thread == nil || m.Thread.ID != thread.ID || m.Content != "" {
		t.Errorf("got %+v, %v", m, err)
	}
}

func TestNobodyElseSeesAnEphemeralMessage(t *testing.T) {
	t.Parallel()
	r := &recorder{T: t}
	s := discordtest.New(r, discordtest.Options{NoLimits: true})
	s.Register("", ask)
	ada, eve := s.AddUser("ada"), s.AddUser("eve")
	i := s.Slash(ada, s.Home, "ask", wordsOf)
	try(t, s, client(t, s), "POST", callback(i), fields{"type": 4, "data": with(fields{"flags": 64, "components": rows(1)})})
	m := i.WaitContent(nil)
	s.Press(ada, m.ID, "x")
	if len(r.said) != 0 {
		t.Errorf("its own user was told %q", r.said)
	}
	s.Press(eve, m.ID, "x")
	if want := "discordtest: %s sees no message %s to press %q on"; r.end() != want {
		t.Errorf("another was told %q, want %q", r.said, want)
	}
}

// recorder is a test that notes what it is told.
type recorder struct {
	*testing.T
	said []string
	ends []func()
}

func (r *recorder) Cleanup(f func())               { r.ends = append(r.ends, f) }
func (r *recorder) Errorf(format string, _ ...any) { r.said = append(r.said, format) }
func (r *recorder) Fatalf(format string, _ ...any) { r.said = append(r.said, format) }

func (r *recorder) end() string {
	for _, f := range r.ends {
		f()
	}
	return strings.Join(r.said, "\n")
}

func TestWhatFailsATest(t *testing.T) {
	t.Parallel()
	use := func(in discordtest.Invocation) func(*discordtest.Server) {
		return func(s *discordtest.Server) {
			s.Register("", ask)
			s.Register(s.Guild.ID, discordtest.Command{Name: "status", Description: "How it goes"})
			if in.User = s.AddUser("ada"); in.Name == "ask" {
				in.Channel = s.Home
			}
			s.Invoke(in)
		}
	}
	tests := []struct {
		name string
		do   func(*discordtest.Server)
		want string
	}{
		{"nothing", func(*discordtest.Server) {}, ""},
		{"a violation nobody took", func(s *discordtest.Server) { try(t, s, client(t, s), "GET", "nowhere", nil); useless(t, s) }, "discordtest: %s"},
		{"waiting in vain", func(s *discordtest.Server) { s.WaitFor("godot", func() bool { return false }) }, "discordtest: waited %v for %s"},
		{"an unknown command", use(discordtest.Invocation{Name: "nothing"}), "discordtest: /%s: %s"},
		{"a guild's command in a DM", use(discordtest.Invocation{Name: "status"}), "discordtest: /%s: %s"},
		{"a missing option", use(discordtest.Invocation{Name: "ask"}), "discordtest: /%s: %s"},
		{"a number for a text", use(discordtest.Invocation{Name: "ask", Options: []discordtest.Option{{Name: "question", Value: 1}}}), "discordtest: /%s: %s"},
		{"no such option", use(discordtest.Invocation{Name: "ask", Options: []discordtest.Option{wordsOf, {Name: "x", Value: "y"}}}), "discordtest: /%s: %s"},
		{"used as it should", use(discordtest.Invocation{Name: "ask", Options: []discordtest.Option{wordsOf}}), ""},
		{"no autocomplete", use(discordtest.Invocation{Name: "ask", Focus: "question", Options: []discordtest.Option{wordsOf}}), "discordtest: /%s: %s"},
		{"no such button", func(s *discordtest.Server) { s.Press(s.Bot, s.Say(s.Bot, s.Home, "hi").ID, "x") }, "discordtest: message %s has no enabled button %q"},
		{"no such message", func(s *discordtest.Server) { s.Press(s.Bot, "1", "x") }, "discordtest: %s sees no message %s to press %q on"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := &recorder{T: t}
			s := discordtest.New(r, discordtest.Options{Patience: 50 * time.Millisecond})
			test.do(s)
			if got := r.end(); got != test.want {
				t.Errorf("the test was told %q, want %q", got, test.want)
			}
		})
	}
}

// useless breaks a rule and leaves it so.
func useless(t *testing.T, s *discordtest.Server) {
	t.Helper()
	if _, err := client(t, s).ChannelMessageSend(s.Home.ID, "hi"); err != nil {
		t.Fatal(err)
	}
}
