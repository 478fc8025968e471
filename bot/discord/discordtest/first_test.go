package discordtest_test

import (
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

func TestABotHearsAndAnswers(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	bot.AddHandler(func(b *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Author.Bot {
			return
		}
		send := &discordgo.MessageSend{Content: "heard " + m.Content, AllowedMentions: quiet, Reference: m.Reference()}
		if _, err := b.ChannelMessageSendComplex(m.ChannelID, send); err != nil {
			t.Error(err)
		}
	})
	open(t, s, bot)
	ada := s.AddUser("ada")
	s.Say(ada, s.Home, s.Bot.Mention()+" who won?")
	m := s.WaitMessage(s.Home, nil)
	if want := "heard " + s.Bot.Mention() + " who won?"; m.Content != want || m.Reference == nil {
		t.Errorf("said %q (reference %v), want %q", m.Content, m.Reference, want)
	}
	s.DM(ada, "and now?")
	if m := s.WaitMessage(s.DMChannel(ada), nil); m.Content != "heard and now?" {
		t.Errorf("said %q", m.Content)
	}
}

func TestACommandIsDeferredThenAnswered(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	bot.AddHandler(func(b *discordgo.Session, i *discordgo.InteractionCreate) {
		deferred := &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}
		if err := b.InteractionRespond(i.Interaction, deferred); err != nil {
			t.Error(err)
		}
		text := "asked " + i.ApplicationCommandData().Options[0].StringValue()
		if _, err := b.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &text, AllowedMentions: quiet}); err != nil {
			t.Error(err)
		}
		more := &discordgo.WebhookParams{Content: "more", AllowedMentions: quiet, Flags: discordgo.MessageFlagsEphemeral}
		if _, err := b.FollowupMessageCreate(i.Interaction, true, more); err != nil {
			t.Error(err)
		}
	})
	open(t, s, bot)
	ask := []*discordgo.ApplicationCommand{{Name: "ask", Description: "Ask the stories", Options: []*discordgo.ApplicationCommandOption{
		{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What to ask", Required: true},
	}}}
	if _, err := bot.ApplicationCommandBulkOverwrite(s.AppID, s.Guild.ID, ask); err != nil {
		t.Fatal(err)
	}
	i := s.Slash(s.AddUser("ada"), s.Home, "ask", discordtest.Option{Name: "question", Value: "who won?"})
	if ack := i.WaitAck(); ack.Type != discordtest.AckDeferred {
		t.Errorf("acknowledged by %d", ack.Type)
	}
	m := i.WaitContent(func(m discordtest.Message) bool { return strings.HasPrefix(m.Content, "asked") })
	if m.Content != "asked who won?" || len(i.Edits()) != 2 {
		t.Errorf("answered %q after %d states", m.Content, len(i.Edits()))
	}
	if f := i.WaitFollowUp(nil); f.Content != "more" || !f.Ephemeral() {
		t.Errorf("followed up by %+v", f)
	}
}

func TestASessionGoesOnWhereItWasCut(t *testing.T) {
	t.Parallel()
	s := start(t, discordtest.Options{})
	bot := client(t, s)
	heard := make(chan string, 10)
	bot.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { heard <- m.ID })
	open(t, s, bot)
	s.StallHello()
	s.Drop()
	s.WaitFor("the client to come back", func() bool { g := s.Gateway(); return g.Connected == 1 && g.Ready == 0 })
	missed := s.DM(s.AddUser("ada"), "while you were away")
	s.ReleaseHello()
	if id := receive(t, heard); id != missed.ID {
		t.Errorf("heard %s, want %s", id, missed.ID)
	}
	s.WaitReady()
	if g := s.Gateway(); g.Resumed != 1 || g.Identified != 1 {
		t.Errorf("%+v, want one resume", g)
	}
}
