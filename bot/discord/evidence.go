package discord

import (
	"context"
	"slices"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/discord/wire"
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
	question := e.Standalone
	if e.Answer.Mode == bot.ModeList {
		question = ""
	}
	b.deliver(ctx, r, r.voice().Evidence(question, proofs))
}

// entry returns what the journal holds of the answer whose button was pressed.
// The number in a button can be forged: an answer that was posted elsewhere is
// treated as forgotten.
func (b *Bot) entry(ctx context.Context, i *interaction, id int64) (desk.Entry, error) {
	for try := 0; ; try++ {
		e, err := b.Journal.Answer(ctx, id)
		if err != nil {
			return desk.Entry{}, err //nolint:wrapcheck // the journal says what was tried
		}
		if i.Message != nil && slices.Contains(e.Posted, messagePlace(i.Message.ID)) {
			return e, nil
		}
		if try == 3 { // where it was posted is recorded a moment after it was
			return desk.Entry{}, desk.ErrForgotten
		}
		if err := wire.Sleep(ctx, 200*time.Millisecond); err != nil {
			return desk.Entry{}, err //nolint:wrapcheck // only that it ended counts
		}
	}
}
