package discord

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/offer"
	"github.com/storybot/storybot/bot/discord/render"
)

// addressing is how a message addresses the bot.
type addressing int

const (
	notAddressed addressing = iota
	byName
	byDirectMessage
	byReply
	byThread // nobody is named, but the bot has answered in this thread
	byRole   // the role that Discord made for the bot is
)

// message handles a message in any channel.
func (b *Bot) message(m *message) {
	me, _ := b.self.get()
	if m.ID == "" || m.Author == nil || m.Author.ID == "" || m.Author.Bot || m.Author.ID == me || m.WebhookID != "" {
		return
	}
	if m.Type != typeDefault && m.Type != typeReply {
		return
	}
	how := addressed(m, me)
	if how != notAddressed {
		b.asked.Put(m.ID, struct{}{})
	}
	if how == notAddressed && (len(m.Roles) == 0 || m.GuildID == "") {
		if answered, known := b.threads.Get(m.ChannelID); known && !answered {
			return
		}
	}
	if b.seen.Put(m.ID, struct{}{}) {
		return
	}
	b.inflight.Start(m.ID, m.Author.ID, func(ctx context.Context) {
		defer b.rescue("message")
		if how == notAddressed && b.ownRolePinged(ctx, m, me) {
			how = byRole
		}
		if how == notAddressed && !amongPeople(m, me) && b.answersIn(ctx, m.ChannelID) {
			how = byThread
		}
		if how == notAddressed {
			return
		}
		if m.in = b.inside(ctx, b.replyTo(m).at); b.mayAsk(ctx, m, how) {
			b.answerMessage(ctx, m, how)
		}
	})
}

// addressed returns how a message addresses the bot, as far as the message itself shows.
func addressed(m *message, me string) addressing {
	named := strings.Contains(m.Content, "<@"+me+">") || strings.Contains(m.Content, "<@!"+me+">")
	for _, u := range m.Mentions {
		named = named || u.ID == me
	}
	ours := m.Referenced != nil && m.Referenced.Author != nil && m.Referenced.Author.ID == me
	switch {
	case m.GuildID == "":
		return byDirectMessage
	case ours:
		return byReply
	case named:
		return byName
	}
	return notAddressed
}

// edited handles the change of a message: where the bot is named only now, it is asked now.
func (b *Bot) edited(m *message) {
	at, err := time.Parse(time.RFC3339, m.Edited)
	me, _ := b.self.get()
	if err != nil || time.Since(at) > lateEdit || addressed(m, me) != byName {
		return // a change of Discord's own, such as a preview, or nothing to us
	}
	if _, asked := b.asked.Get(m.ID); asked {
		return
	}
	b.seen.Forget(m.ID)
	b.message(m)
}

// lateEdit is how long after an edit it is still news.
const lateEdit = 10 * time.Minute

// ownRolePinged reports whether a message pings the role that Discord made for the bot,
// which is looked up once for each server.
func (b *Bot) ownRolePinged(ctx context.Context, m *message, me string) bool {
	if len(m.Roles) == 0 || m.GuildID == "" {
		return false
	}
	role, known := b.roles.Get(m.GuildID)
	if !known {
		ctx, cancel := context.WithTimeout(ctx, lookupTimeout)
		defer cancel()
		var err error
		if role, err = b.rest.ownRole(ctx, m.GuildID, me); err != nil {
			b.log().Debug("the roles of a server could not be read", "err", err)
			return false
		}
		b.roles.Put(m.GuildID, role)
	}
	return role != "" && slices.Contains(m.Roles, role)
}

// answersIn reports whether the bot has answered in a thread; the journal is asked once.
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

// answerMessage answers a message that addresses the bot.
func (b *Bot) answerMessage(ctx context.Context, m *message, how addressing) {
	r := b.replyTo(m)
	asks := b.listen(ctx, m, how)
	if asks.text == "" && asks.story == "" {
		b.wordless(ctx, m, how)
		return
	}
	wait, done, free := b.turns.take(m.Author.ID)
	if !free {
		if err := b.refuse(ctx, r, desk.ExplainIn(r.voice().Words(), bot.ErrBusy)); err != nil {
			b.log().Info("a question was not answered", "err", err)
		}
		return
	}
	defer done()
	defer b.pend(ctx, r.pending(), "")()
	defer b.crowd.join(m.ChannelID)()
	shown, stop := b.typing(ctx, m.ChannelID)
	defer stop()
	r.typing = shown
	wait(ctx.Done()) // where that ended, answer says so
	if b.turns.many(m.Author.ID) {
		r.spare = spareForOthers
	}
	q := b.newQuestion(asks.text, r.at)
	q.Once = m.ID // who loses a shard, and who gets it, may both answer
	q.Conversation, r.thread = b.conversation(ctx, m)
	if !r.thread && b.opensThread(m, how) {
		q.Conversation, r.name = conversationKey(m.ID, "thread"), b.threadName(ctx, r.at, asks)
	}
	b.answer(ctx, r, "", func(ctx context.Context, d *desk.Draft) (bot.Answer, error) {
		a, err := b.answerTo(ctx, asks, d.Attach(q), d)
		if asks.hidden && a.Mode == bot.ModeNone {
			a.Notes = append(a.Notes, bot.Note{Kind: "hidden", Text: r.voice().Words().Chat.Shown.HiddenReply})
		}
		return a, err
	})
}

// asks is what somebody asks, and of which story; without words it is to be summarised.
type asks struct {
	text, story string
	hidden      bool // it replies to a message that Discord does not show
}

// listen reads what a message asks: its own words, else those of a text attached to it.
// What it replies to is what few words speak of.
func (b *Bot) listen(ctx context.Context, m *message, how addressing) asks {
	h := hear(m.Content)
	if h.text == "" {
		more := hear(b.attached(ctx, m))
		h.add(more.text, more.links...)
	}
	var a asks
	me, _ := b.self.get()
	if r := m.Referenced; r != nil && (r.Author == nil || r.Author.ID != me) && how != byThread {
		said := hearAll(r)
		h.links = append(h.links, said.links...)
		a.hidden = said.text == ""
		if len(strings.Fields(h.text)) <= fewWords {
			h.text = render.Shorten(strings.TrimSpace(h.text+" "+said.text), offer.MaxQuestion)
		}
	}
	a.text, a.story = h.text, b.storyOf(ctx, b.replyTo(m).at, h.links)
	return a
}

// fewWords is how many words may speak of the message that they reply to: "is this true?"
const fewWords = 5

// answerTo answers what is asked, of its story where there is one.
func (b *Bot) answerTo(ctx context.Context, of asks, q bot.Question, d *desk.Draft) (bot.Answer, error) {
	if of.text == "" {
		q.Text = of.story
		return b.Desk.Summary(ctx, q, bot.Brief, d.Show) //nolint:wrapcheck // the desk says what was tried
	}
	q.Story = of.story
	return b.Desk.Answer(ctx, q, d.Show) //nolint:wrapcheck // the desk says what was tried
}

// spareForOthers is how many of a channel's posts somebody with several questions
// leaves to others.
const spareForOthers = 2

// newQuestion makes the question that is asked at a place.
func (b *Bot) newQuestion(text string, at place) bot.Question {
	return bot.Question{Text: text, Asker: at.asker, Surface: Surface, Channel: at.channel, Server: at.server,
		Collections: b.audience(at), Into: b.Guilds.At(at.where()).English()}
}

// conversation is the one that a message belongs to: that of the answer it
// replies to, else its thread's, else that of the direct messages, else a new one.
func (b *Bot) conversation(ctx context.Context, m *message) (key string, thread bool) {
	if m.GuildID == "" {
		return conversationKey(m.ChannelID, "direct"), false
	}
	if thread = b.isThread(ctx, m.ChannelID); thread {
		return conversationKey(m.ChannelID, "thread"), true
	}
	if m.Referenced != nil && b.Journal != nil {
		if id, err := b.Journal.Find(ctx, messagePlace(m.Referenced.ID)); err == nil {
			if e, err := b.Journal.Answer(ctx, id); err == nil && strings.HasPrefix(e.Conversation, conversationKey(m.ChannelID, "")) {
				return e.Conversation, false
			}
		}
	}
	return conversationKey(m.ChannelID, m.ID), false
}

func conversationKey(channel, root string) string { return Surface + ":" + channel + ":" + root }

// lookupTimeout is how long a question waits to learn what its channel is.
const lookupTimeout = 2 * time.Second

// isThread reports whether a channel is a thread; false if that is unknown.
func (b *Bot) isThread(ctx context.Context, channel string) bool {
	return b.parentOf(ctx, channel).channel != ""
}

// nothing is the reply to an interaction that asks nothing.
func (b *Bot) nothing(ctx context.Context, i *interaction) {
	v := b.voice(i)
	b.reply(ctx, i, v.Say(v.Words().Chat.Shown.Ask))
}

// wordless says what to do to somebody who addressed the bot without words, or
// with words that Discord withholds: once to whoever replies in a channel, after
// that by a reaction, and once in a thread, where people also talk with each other.
func (b *Bot) wordless(ctx context.Context, m *message, how addressing) {
	v := b.replyTo(m).voice()
	told := v.Words().Chat.Shown.Ask
	switch {
	case how == byThread && (b.Content || b.hinted.Put(m.ChannelID, struct{}{})):
		return
	case how == byReply && m.Content == "" && b.hinted.Put(m.ChannelID+" "+m.Author.ID, struct{}{}):
		if err := b.react(ctx, b.replyTo(m), hiddenEmoji); err != nil {
			b.log().Info("a message was not answered", "err", err)
		}
		return
	case how == byThread, (how == byReply || how == byRole) && m.Content == "":
		told = v.Words().Chat.Shown.Hidden
	}
	b.deliver(ctx, b.replyTo(m), []render.Message{render.Text(v.Say(told))})
}

func (b *Bot) replyTo(m *message) *messageResponder {
	return &messageResponder{bot: b, at: place{server: m.GuildID, channel: m.ChannelID, asker: m.Author.ID, in: m.in}, message: m.ID}
}
