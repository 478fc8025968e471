package discord

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/offer"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/knowledge"
)

// broken is what is told of what panicked.
func broken(v render.Voice, cause any) string {
	return v.Fault(desk.ExplainIn(v.Words(), fmt.Errorf("panic: %v", cause)))
}

// acknowledge sends the first reply, within the three seconds that Discord
// gives, and reports whether it arrived.
func (b *Bot) acknowledge(ctx context.Context, i *interaction, c callback) bool {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), interactionLag*time.Second)
	defer cancel()
	if err := b.rest.callback(ctx, i.ID, i.Token, c); err != nil {
		b.log().Warn("an interaction could not be acknowledged", "in", i.place().String(), "after", time.Since(i.came), "err", err)
		return false
	}
	i.beside = c.Type == callDeferEdit
	return true
}

// deferReply acknowledges with "thinking…". If private, or where the bot is not in the
// server, only the asker sees what follows.
func (b *Bot) deferReply(ctx context.Context, i *interaction, private bool) (*interactionResponder, bool) {
	d := deferred{}
	private = private || i.hushed()
	if private {
		d.Flags = render.Ephemeral
	}
	return &interactionResponder{bot: b, i: i, private: private}, b.acknowledge(ctx, i, callback{Type: callDefer, Data: d})
}

// reply answers at once; only the asker sees it.
func (b *Bot) reply(ctx context.Context, i *interaction, words string) {
	m := render.Text(words)
	m.Flags |= render.Ephemeral
	b.acknowledge(ctx, i, callback{Type: callMessage, Data: m})
}

// questionOf is the question of an interaction, with the window of its options;
// wrong says to the asker what is wrong with the options, and is empty if nothing is.
func (b *Bot) questionOf(i *interaction, text string, private bool) (q bot.Question, wrong string) {
	q = b.newQuestion(text, i.place())
	switch {
	case private, i.away(): // nobody else's question is completed by it
		q.Conversation = conversationKey(i.ChannelID, i.ID)
	case i.GuildID == "":
		q.Conversation = conversationKey(i.ChannelID, "direct")
	case i.Channel != nil && i.Channel.thread():
		q.Conversation = conversationKey(i.ChannelID, "thread")
	default:
		q.Conversation = conversationKey(i.ChannelID, i.ID)
	}
	err := desk.Dates{Since: i.option("since"), Until: i.option("until")}.Apply(&q)
	var date *desk.DateError
	v := b.voice(i)
	chat := &v.Words().Chat
	switch {
	case errors.As(err, &date):
		return q, v.Say(chat.Said.NoDate, "option", offer.OptionName(&chat.Offers, date.Option), "text", render.Line(date.Text, offer.MaxDate))
	case desk.EmptyWindow(&q):
		return q, v.Say(chat.Said.NoDays, "since", chat.Offers.Since.Name, "until", chat.Offers.Until.Name)
	}
	return q, ""
}

// headline is the line above a summary: the title of the story, if the asker may
// be answered from it, else the topic.
func (b *Bot) headline(ctx context.Context, q bot.Question, id string) string {
	if id == "" {
		return render.Quote(q.Text)
	}
	may := knowledge.Filter{Collections: q.Collections}
	if s, _, err := b.Desk.Version(ctx, id, ""); err == nil && may.Allows(&s) {
		return render.Quote(s.Title)
	}
	return render.Quote(q.Text)
}

// failed shows what went wrong.
func (b *Bot) failed(ctx context.Context, r responder, err error) {
	b.deliver(ctx, r, []render.Message{render.Text(b.explained(ctx, r.voice(), err))})
}

// explained is what is told of an error; the log has what only the operator is to know.
func (b *Bot) explained(ctx context.Context, v render.Voice, err error) string {
	fault := desk.ExplainIn(v.Words(), err)
	if cause := context.Cause(ctx); cause != nil {
		fault = desk.ExplainIn(v.Words(), cause)
	}
	if fault.Kind == desk.Broken {
		b.log().Error("a command failed", "err", err)
	}
	return v.Fault(fault)
}

// aside says something to the asker of an interaction alone, beside the message whose
// button they pressed.
func (b *Bot) aside(ctx context.Context, i *interaction, words string) {
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	m := render.Text(words)
	m.Flags |= render.Ephemeral
	if _, err := b.rest.followUp(ctx, i.AppID, i.Token, outgoing{Message: m}); err != nil {
		b.log().Warn("an answer could not be shown", "in", i.place().String(), "err", err)
	}
}

// unknown is the reply to a button that does not exist.
func (b *Bot) unknown(ctx context.Context, i *interaction) {
	b.reply(ctx, i, b.voice(i).Words().Chat.Said.UnknownButton)
}

// nobody is the reply to an interaction that does not name its user.
func (b *Bot) nobody(ctx context.Context, i *interaction) {
	b.reply(ctx, i, b.voice(i).Words().Chat.Said.Nobody)
}
