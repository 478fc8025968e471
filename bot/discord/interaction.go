package discord

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// interaction handles the use of a command, a button or a modal.
func (b *Bot) interaction(i *interaction) {
	if i.ID == "" || i.Token == "" || b.seen.Put(i.ID, struct{}{}) {
		return
	}
	if i.AppID == "" {
		_, i.AppID = b.self.get()
	}
	b.inflight.Start(i.ID, i.asker(), func(ctx context.Context) {
		defer b.rescueInteraction(ctx, i)
		switch i.Type {
		case onAutocomplete:
			b.complete(ctx, i)
		case onCommand:
			b.command(ctx, i)
		case onButton:
			b.buttonPressed(ctx, i)
		case onModal:
			b.modalFilled(ctx, i)
		}
	})
}

// rescueInteraction keeps a panic from ending the process, and the asker from
// waiting forever.
func (b *Bot) rescueInteraction(ctx context.Context, i *interaction) {
	cause := recover()
	if cause == nil {
		return
	}
	b.log().Error("panic", "at", "interaction", "cause", cause, "stack", string(debug.Stack()))
	if i.Type == onAutocomplete {
		return
	}
	if i.beside {
		b.aside(ctx, i, faultText(broken(cause)))
		return
	}
	telling, cancel := desk.Outlast(ctx)
	defer cancel()
	if _, err := b.rest.original(telling, i.AppID, i.Token, newOutgoing(faultText(broken(cause)), nil)); err != nil {
		b.reply(ctx, i, faultText(broken(cause))) // it was not acknowledged yet
	}
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

// deferReply acknowledges with "thinking…". If private, only the asker sees what follows.
func (b *Bot) deferReply(ctx context.Context, i *interaction, private bool) (*interactionResponder, bool) {
	d := deferred{}
	if private {
		d.Flags = ephemeral
	}
	return &interactionResponder{bot: b, i: i, private: private}, b.acknowledge(ctx, i, callback{Type: callDefer, Data: d})
}

// reply answers at once; only the asker sees it.
func (b *Bot) reply(ctx context.Context, i *interaction, words string) {
	m := newOutgoing(words, nil)
	m.Flags |= ephemeral
	b.acknowledge(ctx, i, callback{Type: callMessage, Data: m})
}

// saidNobody is the reply to an interaction that does not name its user.
const saidNobody = "Discord does not say who you are, so I cannot do that."

// command does what a slash or message command asks for.
func (b *Bot) command(ctx context.Context, i *interaction) {
	if i.asker() == "" {
		b.reply(ctx, i, saidNobody)
		return
	}
	switch i.Data.Name {
	case cmdAsk:
		b.ask(ctx, i, i.option("question"), i.yes("private"))
	case cmdMessage:
		b.askMessage(ctx, i)
	case cmdSummary:
		b.summary(ctx, i)
	case cmdTimeline:
		b.timeline(ctx, i)
	case cmdSearch:
		b.search(ctx, i)
	case cmdStories:
		b.stories(ctx, i)
	case cmdHelp:
		b.reply(ctx, i, b.help())
	case cmdPrivacy:
		b.reply(ctx, i, b.privacy())
	case cmdForget:
		b.forget(ctx, i)
	case cmdReload, cmdStatus:
		b.operate(ctx, i)
	default:
		b.reply(ctx, i, "I do not know this command; it may be one of an earlier version. /help lists those I know.")
	}
}

// ask answers the question of an interaction.
func (b *Bot) ask(ctx context.Context, i *interaction, text string, private bool) {
	if text == "" {
		b.reply(ctx, i, saidNothing)
		return
	}
	q, wrong := b.questionOf(i, text, private)
	if wrong != "" {
		b.reply(ctx, i, wrong)
		return
	}
	q.Story = i.option("story")
	r, ok := b.deferReply(ctx, i, private)
	if !ok {
		return
	}
	b.answer(ctx, r, quoteLine(text), func(ctx context.Context, d *desk.Draft) (bot.Answer, error) {
		return b.Desk.Answer(ctx, d.Attach(q), d.Show)
	})
}

// askMessage asks with the text of the message that the command was used on.
func (b *Bot) askMessage(ctx context.Context, i *interaction) {
	m := i.Data.Resolved.Messages[i.Data.TargetID]
	h := hearAll(&m)
	of := asks{text: shorten(h.text, maxQuestion), story: b.storyOf(ctx, i.place(), h.links)}
	if of.text == "" && of.story == "" {
		b.reply(ctx, i, "There is no text in this message that I could ask the stories with.")
		return
	}
	q, _ := b.questionOf(i, of.text, false)
	r, ok := b.deferReply(ctx, i, false)
	if !ok {
		return
	}
	above := quoteLine(of.text)
	if of.text == "" {
		above = b.headline(ctx, q, of.story)
	}
	b.answer(ctx, r, above, func(ctx context.Context, d *desk.Draft) (bot.Answer, error) {
		return b.answerTo(ctx, of, d.Attach(q), d)
	})
}

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
		return q, "`" + date.Option + "`: " + plainLine(date.Text) + " is no date; write 2019, 2019-01 or 2019-01-03."
	case desk.EmptyWindow(&q):
		return q, "`since` is after `until`: no day is left between them."
	}
	return q, ""
}

// summary summarises a story or a topic.
func (b *Bot) summary(ctx context.Context, i *interaction) {
	about, story := i.option("topic"), i.option("story")
	if story != "" {
		about = story
	}
	if about == "" {
		b.reply(ctx, i, "Choose a story, or name a topic.")
		return
	}
	private := i.yes("private")
	q, wrong := b.questionOf(i, about, private)
	if wrong != "" {
		b.reply(ctx, i, wrong)
		return
	}
	style := bot.Brief
	if s := bot.Style(i.option("style")); s == bot.Bullets || s == bot.Long {
		style = s
	}
	r, ok := b.deferReply(ctx, i, private)
	if !ok {
		return
	}
	b.answer(ctx, r, b.headline(ctx, q, story), func(ctx context.Context, d *desk.Draft) (bot.Answer, error) {
		return b.Desk.Summary(ctx, d.Attach(q), style, d.Show)
	})
}

// headline is the line above a summary: the title of the story, if the asker may
// be answered from it, else the topic.
func (b *Bot) headline(ctx context.Context, q bot.Question, id string) string {
	if id == "" {
		return quoteLine(q.Text)
	}
	may := knowledge.Filter{Collections: q.Collections}
	if s, _, err := b.Desk.Version(ctx, id, ""); err == nil && may.Allows(&s) {
		return quoteLine(s.Title)
	}
	return quoteLine(q.Text)
}

// timeline lists the events of a topic.
func (b *Bot) timeline(ctx context.Context, i *interaction) {
	topic := i.option("topic")
	if topic == "" {
		b.reply(ctx, i, "Name a topic.")
		return
	}
	private := i.yes("private")
	q, wrong := b.questionOf(i, topic, private)
	if wrong != "" {
		b.reply(ctx, i, wrong)
		return
	}
	r, ok := b.deferReply(ctx, i, private)
	if !ok {
		return
	}
	b.answer(ctx, r, quoteLine(topic), func(ctx context.Context, _ *desk.Draft) (bot.Answer, error) {
		return b.Desk.Timeline(ctx, q)
	})
}
