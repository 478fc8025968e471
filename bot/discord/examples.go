package discord

import (
	"context"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/knowledge"
)

// What an example asks: the news, or a summary (render.TrySummary).
const (
	tryNews   = "news"
	newsWords = "What is new?" // as the bot understands it; the button says it in the reader's language
)

// examples are buttons that ask what is known to have an answer: the news, and summaries
// of the newest two stories that whoever greeted may be answered from.
func (b *Bot) examples(ctx context.Context, at place, v render.Voice) []render.Row {
	says := &v.Words().Chat.Buttons
	all := []render.Component{render.Button(render.DoExample+":"+tryNews, says.New, render.Secondary)}
	stories, err := b.visibleAt(ctx, at, "")
	if err != nil {
		b.log().Debug("no examples could be made", "err", err)
	}
	for i := range stories {
		if l := stories[i].Label; l == knowledge.Sponsored || l == knowledge.Retracted {
			continue
		}
		if c, ok := render.Summarise(stories[i].ID, v.Say(says.SummariseThis, "title", stories[i].Title)); ok && len(all) < 3 && strings.TrimSpace(stories[i].Title) != "" {
			all = append(all, c)
		}
	}
	return render.Buttons(all...)
}

// tried asks what the button of an example is for.
func (b *Bot) tried(ctx context.Context, i *interaction, what string) {
	id, isSummary := strings.CutPrefix(what, render.TrySummary)
	if !isSummary && what != tryNews {
		b.unknown(ctx, i)
		return
	}
	text := newsWords
	if isSummary {
		text = id
	}
	q, _ := b.questionOf(i, text, i.private())
	r, ok := b.deferReply(ctx, i, i.private())
	if !ok {
		return
	}
	above := render.Quote(b.voice(i).Words().Chat.Buttons.New)
	if isSummary {
		above = b.headline(ctx, q, id)
	}
	b.answer(ctx, r, above, func(ctx context.Context, d *desk.Draft) (bot.Answer, error) {
		if isSummary {
			return b.Desk.Summary(ctx, d.Attach(q), bot.Brief, d.Show)
		}
		return b.Desk.Answer(ctx, d.Attach(q), d.Show)
	})
}
