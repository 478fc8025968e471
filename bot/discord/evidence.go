package discord

import (
	"context"

	"github.com/storybot/storybot/bot/discord/render"
)

// evidence shows what an answer rests on; only who asks for it sees it.
func (b *Bot) evidence(ctx context.Context, i *interaction, id int64) {
	r, ok := b.deferReply(ctx, i, true)
	if !ok {
		return
	}
	e, err := b.entry(ctx, i, id)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	proofs := make([]render.Proof, 0, len(e.Answer.Citations))
	for _, c := range e.Answer.Citations {
		p := render.Proof{Citation: c}
		story, present, err := b.Desk.Version(ctx, c.Story, c.Version)
		if err == nil && c.Start >= 0 && c.Start <= c.End && c.End <= len(story.Text) && story.Text[c.Start:c.End] == c.Quote {
			p.Cited, p.Found, p.Present = story, true, present
		}
		proofs = append(proofs, p)
	}
	b.deliver(ctx, r, render.Evidence(e.Standalone, proofs))
}
