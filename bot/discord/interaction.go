package discord

import (
	"context"
	"runtime/debug"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/offer"
	"github.com/storybot/storybot/bot/discord/operate"
	"github.com/storybot/storybot/bot/discord/render"
)

// interaction handles the use of a command, a button or a modal.
func (b *Bot) interaction(i *interaction) {
	if i.ID == "" || i.Token == "" || b.seen.Put(i.ID, struct{}{}) {
		return
	}
	if i.AppID == "" {
		_, i.AppID = b.self.get()
	}
	b.learn(i.asker(), i.Locale)
	if !i.away() {
		b.learn(i.GuildID, i.GuildLocale)
	}
	b.inflight.Start(i.ID, i.asker(), func(ctx context.Context) {
		defer b.rescueInteraction(ctx, i)
		if i.Channel != nil {
			i.in.channel = i.Channel.outside()
		} else {
			i.in = b.inside(ctx, i.place())
		}
		if !b.mayUse(ctx, i) {
			return
		}
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
	told := broken(b.voice(i), cause)
	if i.beside {
		b.aside(ctx, i, told)
		return
	}
	telling, cancel := desk.Outlast(ctx)
	defer cancel()
	if _, err := b.rest.original(telling, i.AppID, i.Token, outgoing{Message: render.Text(told)}); err != nil {
		b.reply(ctx, i, told) // it was not acknowledged yet
	}
}

// command does what a slash or message command asks for.
func (b *Bot) command(ctx context.Context, i *interaction) {
	if i.asker() == "" {
		b.nobody(ctx, i)
		return
	}
	v := b.voice(i)
	switch i.Data.Name {
	case offer.Ask:
		b.ask(ctx, i, i.option("question"), i.yes("private"))
	case offer.Message:
		b.askMessage(ctx, i)
	case offer.Summary:
		b.summary(ctx, i)
	case offer.Timeline:
		b.timeline(ctx, i)
	case offer.Search:
		b.search(ctx, i)
	case offer.Stories:
		b.stories(ctx, i)
	case offer.Help:
		b.reply(ctx, i, v.Help(render.Reader{Manager: b.whyNotManager(i) == "", Operator: b.whyNotOperator(i) == ""}, b.Content))
	case offer.Privacy:
		b.reply(ctx, i, v.Privacy(b.Journal != nil, b.Content, b.ModelHost))
	case offer.Forget:
		b.forget(ctx, i)
	case offer.Settings:
		b.settings(ctx, i)
	case operate.Reload, operate.Status, operate.Block, operate.Sources:
		b.operate(ctx, i)
	default:
		b.reply(ctx, i, v.Say(v.Words().Chat.Said.UnknownCommand))
	}
}

// ask answers the question of an interaction.
func (b *Bot) ask(ctx context.Context, i *interaction, text string, private bool) {
	if text == "" {
		b.nothing(ctx, i)
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
	b.answer(ctx, r, render.Quote(text), func(ctx context.Context, d *desk.Draft) (bot.Answer, error) {
		return b.Desk.Answer(ctx, d.Attach(q), d.Show)
	})
}

// askMessage asks with the text of the message that the command was used on.
func (b *Bot) askMessage(ctx context.Context, i *interaction) {
	m := i.Data.Resolved.Messages[i.Data.TargetID]
	h := hearAll(&m)
	of := asks{text: render.Shorten(h.text, offer.MaxQuestion), story: b.storyOf(ctx, i.place(), h.links)}
	if of.text == "" && of.story == "" {
		b.reply(ctx, i, b.voice(i).Words().Chat.Said.NoText)
		return
	}
	q, _ := b.questionOf(i, of.text, false)
	r, ok := b.deferReply(ctx, i, false)
	if !ok {
		return
	}
	above := render.Quote(of.text)
	if of.text == "" {
		above = b.headline(ctx, q, of.story)
	}
	b.answer(ctx, r, above, func(ctx context.Context, d *desk.Draft) (bot.Answer, error) {
		return b.answerTo(ctx, of, d.Attach(q), d)
	})
}

// summary summarises a story or a topic.
func (b *Bot) summary(ctx context.Context, i *interaction) {
	about, story := i.option("topic"), i.option("story")
	if story != "" {
		about = story
	}
	if about == "" {
		b.reply(ctx, i, b.voice(i).Words().Chat.Said.NoStory)
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

// timeline lists the events of a topic.
func (b *Bot) timeline(ctx context.Context, i *interaction) {
	topic := i.option("topic")
	if topic == "" {
		b.reply(ctx, i, b.voice(i).Words().Chat.Said.NoTopic)
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
	b.answer(ctx, r, render.Quote(topic), func(ctx context.Context, _ *desk.Draft) (bot.Answer, error) {
		return b.Desk.Timeline(ctx, q)
	})
}
