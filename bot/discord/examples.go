package discord

import (
	"context"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/knowledge"
)

// What an example asks: the news, or a summary of the story with the ID that follows.
const (
	tryNews    = "news"
	trySummary = "summary:"
	newsWords  = "What is new?"
)

// examples are buttons that ask what is known to have an answer: the news, and summaries
// of the newest two stories that whoever greeted may be answered from.
func (b *Bot) examples(ctx context.Context, at place) []render.Row {
	all := []render.Component{render.Button(render.DoExample+":"+tryNews, newsWords, render.Secondary)}
	stories, err := b.visibleAt(ctx, at, "")
	if err != nil {
		b.log().Debug("no examples could be made", "err", err)
	}
	for i := range stories {
		id := render.DoExample + ":" + trySummary + stories[i].ID
		if l := stories[i].Label; l == knowledge.Sponsored || l == knowledge.Retracted {
			continue
		}
		if title := strings.Join(strings.Fields(stories[i].Title), " "); len(all) < 3 && title != "" && render.Chars(id) <= render.MaxID {
			all = append(all, render.Button(id, "Summarise: "+title, render.Secondary))
		}
	}
	return render.Buttons(all...)
}

// tried asks what the button of an example is for.
func (b *Bot) tried(ctx context.Context, i *interaction, what string) {
	id, isSummary := strings.CutPrefix(what, trySummary)
	switch {
	case !isSummary && what != tryNews:
		b.reply(ctx, i, saidUnknown)
		return
	case i.asker() == "":
		b.reply(ctx, i, saidNobody)
		return
	}
	text := newsWords
	if isSummary {
		text = id
	}
	q, _ := b.questionOf(i, text, false)
	r, ok := b.deferReply(ctx, i, false)
	if !ok {
		return
	}
	above := render.Quote(text)
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
