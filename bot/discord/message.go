package discord

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

// calling is how a message addresses the bot.
type calling int

const (
	notCalled calling = iota
	calledByName
	calledInPrivate
	calledByReply
	calledInThread // nobody is named, but the bot has answered in this thread
)

// message takes a message that somebody wrote somewhere.
func (b *Bot) message(m *message) {
	me, _ := b.me.get()
	if m.ID == "" || m.Author == nil || m.Author.ID == "" || m.Author.Bot || m.Author.ID == me || m.WebhookID != "" {
		return
	}
	if m.Type != typeDefault && m.Type != typeReply {
		return
	}
	how := addressed(m, me)
	if how == notCalled {
		if answered, known := b.threads.Get(m.ChannelID); known && !answered {
			return
		}
	}
	if b.seen.Put(m.ID, struct{}{}) {
		return
	}
	b.work.Start(m.ID, m.Author.ID, func(ctx context.Context) {
		defer b.rescue("message")
		if how == notCalled && b.answersIn(ctx, m.ChannelID) {
			how = calledInThread
		}
		if how != notCalled {
			b.called(ctx, m, how)
		}
	})
}

// addressed says how a message addresses the bot, as far as the message tells.
func addressed(m *message, me string) calling {
	named := strings.Contains(m.Content, "<@"+me+">") || strings.Contains(m.Content, "<@!"+me+">")
	for _, u := range m.Mentions {
		named = named || u.ID == me
	}
	ours := m.Referenced != nil && m.Referenced.Author != nil && m.Referenced.Author.ID == me
	switch {
	case m.GuildID == "":
		return calledInPrivate
	case ours:
		return calledByReply
	case named:
		return calledByName
	}
	return notCalled
}

// answersIn says whether the bot has answered in a thread; it looks once.
func (b *Bot) answersIn(ctx context.Context, channel string) bool {
	if answered, known := b.threads.Get(channel); known {
		return answered
	}
	if b.Journal == nil {
		b.threads.Put(channel, false)
		return false
	}
	_, err := b.Journal.Find(ctx, threadPlace(channel))
	if err != nil && !errors.Is(err, desk.ErrForgotten) {
		b.log().Warn("a thread could not be looked up", "err", err)
		return false
	}
	b.threads.Put(channel, err == nil)
	return err == nil
}

// The names of places in the journal.
func messagePlace(id string) string { return "discord:" + id }
func threadPlace(id string) string  { return "discord:thread:" + id }

// called answers a message that addresses the bot.
func (b *Bot) called(ctx context.Context, m *message, how calling) {
	me, _ := b.me.get()
	text := question(m.Content, me)
	if text == "" {
		b.wordless(ctx, m, how)
		return
	}
	s := &messageSheet{bot: b, channel: m.ChannelID, question: m.ID, asker: m.Author.ID}
	shown, stop := b.typing(ctx, m.ChannelID)
	defer stop()
	s.typed = shown
	q := b.question(text, m.Author.ID, m.GuildID, m.ChannelID)
	q.Conversation, s.thread = b.conversation(ctx, m)
	b.answer(ctx, s, "", func(ctx context.Context, show bot.Show) (bot.Answer, error) {
		return b.Desk.Answer(ctx, q, show)
	})
}

// question is what a message asks: its content without the bot's name.
func question(content, me string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("<@"+me+">", " ", "<@!"+me+">", " ").Replace(content)), " ")
}

// question shapes what was asked.
func (b *Bot) question(text, asker, server, channel string) bot.Question {
	q := bot.Question{Text: text, Asker: asker, Surface: Surface, Channel: channel, Server: server}
	if b.Audience != nil {
		q.Collections = b.Audience(server, channel, asker)
	}
	return q
}

// conversation is the one that a message belongs to: that of the answer it
// replies to, else its thread's, else that of the direct messages, else a new one.
func (b *Bot) conversation(ctx context.Context, m *message) (key string, thread bool) {
	if m.GuildID == "" {
		return key3(m.ChannelID, "direct"), false
	}
	if thread = b.isThread(ctx, m.ChannelID); thread {
		return key3(m.ChannelID, "thread"), true
	}
	if m.Referenced != nil && b.Journal != nil {
		if id, err := b.Journal.Find(ctx, messagePlace(m.Referenced.ID)); err == nil {
			if e, err := b.Journal.Answer(ctx, id); err == nil && strings.HasPrefix(e.Conversation, key3(m.ChannelID, "")) {
				return e.Conversation, false
			}
		}
	}
	return key3(m.ChannelID, m.ID), false
}

func key3(channel, root string) string { return Surface + ":" + channel + ":" + root }

// lookMost is how long a question waits for what its channel is.
const lookMost = 2 * time.Second

// isThread says whether a channel is one; unknown: it is none.
func (b *Bot) isThread(ctx context.Context, channel string) bool {
	if is, known := b.kinds.Get(channel); known {
		return is
	}
	ctx, cancel := context.WithTimeout(ctx, lookMost)
	defer cancel()
	info, err := b.rest.channel(ctx, channel)
	if err != nil {
		b.log().Debug("a channel could not be looked at", "err", err)
		return false
	}
	b.kinds.Put(channel, info.thread())
	return info.thread()
}

// What is told where there is nothing to answer.
const (
	saidNothing = "Ask me about the stories: write your question after my name, or use /ask. /help tells more."
	saidHidden  = "Discord does not show me what you wrote, as I ask for no access to other people's messages. " +
		"Mention me in it, use the **Follow up** button below an answer, or /ask."
)

// wordless tells who addressed the bot without words, or with words that
// Discord withholds, what to do. In a thread, where people also talk with each
// other, it does so once.
func (b *Bot) wordless(ctx context.Context, m *message, how calling) {
	words := saidNothing
	switch {
	case how == calledInThread && b.hinted.Put(m.ChannelID, struct{}{}):
		return
	case how == calledInThread, how == calledByReply && m.Content == "":
		words = saidHidden
	}
	s := &messageSheet{bot: b, channel: m.ChannelID, question: m.ID, asker: m.Author.ID}
	if _, err := s.finish(ctx, []outgoing{newOutgoing(words, nil)}); err != nil {
		b.log().Warn("a message could not be replied to", "err", err)
	}
}
