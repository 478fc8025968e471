package discord

import (
	"context"
	"fmt"
	"time"

	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/discord/wire"
)

// interactionResponder replies to an interaction that was acknowledged. What Discord
// does not take as a reply is posted in the channel, or where it is for the asker
// alone, or the bot is not there, sent to them in private.
type interactionResponder struct {
	bot     *Bot
	i       *interaction
	private bool
	noted   bool // that its draft is shown
}

// tokenLife is how long an interaction can be replied to: Discord's quarter of
// an hour, less a little.
const tokenLife = 14*time.Minute + 30*time.Second

func (r *interactionResponder) late() bool { return time.Since(r.i.came) > tokenLife }

func (r *interactionResponder) voice() render.Voice { return r.bot.voice(r.i) }

func (r *interactionResponder) draft(ctx context.Context, content string) error {
	if r.late() {
		return nil
	}
	m := outgoing{Message: render.Text(content), drop: true, spare: 1}
	p, err := r.bot.rest.original(ctx, r.i.AppID, r.i.Token, m)
	if p.ID != "" && !r.private && !r.noted && !r.i.away() { // it can be edited when the token is no longer good
		r.noted = true
		r.bot.note(ctx, r.pending(), r.i.ChannelID+" "+p.ID)
	}
	return later(err)
}

func (r *interactionResponder) finish(ctx context.Context, messages []render.Message) ([]posted, error) {
	if r.late() {
		return r.elsewhere(ctx, messages, nil)
	}
	var all []posted
	for n, m := range messages {
		p, err := r.put(ctx, m, n)
		switch {
		case err == nil:
			all = append(all, p)
		case wire.Refused(err, wire.CodeUnknownMessage):
			r.bot.log().Info("an answer was taken away", "in", r.i.place().String()) // somebody does not want it
			return all, nil
		case wire.Refused(err):
			rest, err := r.elsewhere(ctx, messages[n:], err)
			return append(all, rest...), err
		default:
			return all, fmt.Errorf("%v: %w", r.i.place(), err)
		}
	}
	return all, nil
}

func (r *interactionResponder) put(ctx context.Context, m render.Message, n int) (posted, error) {
	if n == 0 {
		return r.bot.rest.original(ctx, r.i.AppID, r.i.Token, outgoing{Message: m})
	}
	if r.private {
		m.Flags |= render.Ephemeral
	}
	return r.bot.rest.followUp(ctx, r.i.AppID, r.i.Token, outgoing{Message: m})
}

// elsewhere shows what is no longer taken as a reply (why nil: it came too late).
func (r *interactionResponder) elsewhere(ctx context.Context, messages []render.Message, why error) ([]posted, error) {
	at := r.i.place()
	if !at.away && (!r.private || at.server == "") {
		to := &messageResponder{bot: r.bot, at: at, message: r.i.ID}
		return to.finish(ctx, messages)
	}
	v := r.voice()
	because := v.Words().Chat.Away.Late
	if why != nil {
		because = whyNotThere(&v.Words().Chat.Away, why)
	}
	all, err := r.bot.whisper(ctx, at, whispered{v, r.i.ID, because}, messages)
	if err != nil {
		err = fmt.Errorf("%v: for the asker alone, in private: %w", at, err)
	}
	return all, err
}

func (r *interactionResponder) discard(ctx context.Context) error {
	if r.late() {
		return nil
	}
	_, err := r.bot.rest.original(ctx, r.i.AppID, r.i.Token, outgoing{Message: render.Text(r.voice().Words().Chat.Shown.Taken)})
	return err
}
