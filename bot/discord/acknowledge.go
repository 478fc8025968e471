package discord

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/knowledge"
)

// broken is the fault of what panicked.
func broken(cause any) desk.Fault { return desk.Explain(fmt.Errorf("panic: %v", cause)) }

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

// deferReply acknowledges with "thinking…". If private, only the asker sees what follows.
func (b *Bot) deferReply(ctx context.Context, i *interaction, private bool) (*interactionResponder, bool) {
	d := deferred{}
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

// saidNobody is the reply to an interaction that does not name its user.
const saidNobody = "Discord does not say who you are, so I cannot do that."

// questionOf is the question of an interaction, with the window of its options;
// wrong says to the asker what is wrong with the options, and is empty if nothing is.
func (b *Bot) questionOf(i *interaction, text string, private bool) (q bot.Question, wrong string) {
	q = b.newQuestion(text, i.asker(), i.GuildID, i.ChannelID)
	switch {
	case private: // nobody else's question is completed by it
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
	switch {
	case errors.As(err, &date):
		return q, "`" + date.Option + "`: " + render.Line(date.Text, maxDate) + " is no date; write 2019, 2019-01 or 2019-01-03."
	case desk.EmptyWindow(&q):
		return q, "`since` is after `until`: no day is left between them."
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
	b.deliver(ctx, r, []render.Message{render.Text(render.Fault(b.explained(ctx, err)))})
}

// explained is what is told of an error; the log has what only the operator is to know.
func (b *Bot) explained(ctx context.Context, err error) desk.Fault {
	fault := desk.Explain(err)
	if cause := context.Cause(ctx); cause != nil {
		fault = desk.Explain(cause)
	}
	if fault.Kind == desk.Broken {
		b.log().Error("a command failed", "err", err)
	}
	return fault
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

// saidUnknown is the reply to a button that does not exist.
const saidUnknown = "I do not know this button; it may be one of an earlier version."
