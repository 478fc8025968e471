package discord

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/discord/wire"
)

// unsettled is what the process before this one left unfinished.
func (b *Bot) unsettled(ctx context.Context) map[string]string {
	if b.Pending == nil {
		return nil
	}
	left, err := b.Pending.Unsettled(ctx)
	if err != nil {
		b.log().Warn("it could not be read which answers were interrupted", "err", err)
	}
	return left
}

// mend marks what the process before this one left unfinished.
func (b *Bot) mend(ctx context.Context) {
	n := 0
	for place, shown := range b.left {
		if !strings.HasPrefix(place, Surface+":") {
			continue
		}
		err := b.interrupted(ctx, place, shown)
		if err != nil && !wire.Refused(err) && ctx.Err() != nil {
			return // the next process tries again
		}
		if err != nil {
			b.log().Info("an interrupted answer could not be marked", "err", err)
		} else {
			n++
		}
		b.pend(ctx, place, shown)()
	}
	if n > 0 {
		b.log().Info("interrupted answers marked", "answers", n)
	}
}

// lateMending is how long after a question of which nothing was shown its asker is told.
const lateMending = time.Hour

// interrupted marks one answer, unless it is there: then the process was killed before it
// could note that. Where nothing was shown of it yet, or that is not known, the nonce of the
// question keeps two messages from answering it.
func (b *Bot) interrupted(ctx context.Context, at, shown string) error {
	rest, ofInteraction := strings.CutPrefix(at, pendingInteraction)
	part := strings.Split(strings.TrimPrefix(rest, pendingMessage), ":")
	voice := b.speak(part[len(part)-1])
	if !ofInteraction {
		of := place{server: part[0], channel: part[min(1, len(part)-1)]}
		of.in = b.inside(ctx, of)
		voice = b.voiceAt(of)
	}
	told := outgoing{Message: render.Text(voice.Words().Chat.Shown.Interrupted)}
	if ofInteraction && len(part) >= 3 {
		if came, err := strconv.ParseInt(part[2], 10, 64); err == nil && time.Since(time.UnixMilli(came)) < tokenLife {
			p, err := b.rest.replied(ctx, part[0], part[1])
			if err == nil && p.unfinished() {
				_, err = b.rest.original(ctx, part[0], part[1], told)
			}
			return err
		}
	}
	if channel, message, is := strings.Cut(shown, " "); is {
		p, err := b.rest.message(ctx, channel, message)
		if err == nil && p.unfinished() {
			err = b.rest.edit(ctx, channel, message, told)
		}
		return err
	}
	if ofInteraction || len(part) != 3 || time.Since(momentOf(part[2])) > lateMending {
		return nil
	}
	r := &messageResponder{bot: b, at: place{server: part[0], channel: part[1]}, message: part[2]}
	p, err := r.post(ctx, told, 0)
	if err == nil && p.unfinished() { // it was there already
		err = b.rest.edit(ctx, part[1], p.ID, told)
	}
	return err
}

// unfinished reports whether the message is but a draft.
func (p *posted) unfinished() bool { return render.Unfinished(p.Content, p.Components) }

// momentOf is when an ID of Discord's was made; the zero time: it is none.
func momentOf(id string) time.Time {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return time.Time{}
	}
	const epoch = 1420070400000 // 2015
	return time.UnixMilli(int64(n>>22) + epoch)
}

// The places of answers under way: of a message its server, channel and own ID follow, of
// an interaction the application's ID, the token that it can be replied to with, when it came,
// and the language of whoever used it.
const (
	pendingMessage     = "discord:message:"
	pendingInteraction = "discord:interaction:"
)

func (r *messageResponder) pending() string {
	channel := r.at.channel
	if r.parent != "" {
		channel = r.parent
	}
	return pendingMessage + r.at.server + ":" + channel + ":" + r.message
}

func (r *interactionResponder) pending() string {
	return pendingInteraction + r.i.AppID + ":" + r.i.Token + ":" + strconv.FormatInt(r.i.came.UnixMilli(), 10) + ":" + r.voice().Words().Script.Lang
}

// pend remembers an answer under way until settled is called.
func (b *Bot) pend(ctx context.Context, place, shown string) (settled func()) {
	b.note(ctx, place, shown)
	return func() {
		if b.Pending == nil {
			return
		}
		ctx, cancel := desk.Outlast(ctx)
		defer cancel()
		if err := b.Pending.Settled(ctx, place); err != nil {
			b.log().Warn("it could not be noted that an answer is no longer under way", "err", err)
		}
	}
}

func (b *Bot) note(ctx context.Context, place, shown string) {
	if b.Pending == nil {
		return
	}
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	if err := b.Pending.Pending(ctx, place, shown); err != nil {
		b.log().Warn("it could not be noted that an answer is under way", "err", err)
	}
}
