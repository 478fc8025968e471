package discord

import (
	"context"
	"strconv"

	"github.com/storybot/storybot/bot/desk"
)

// The places of answers under way: of a message its server, channel and own ID follow, of
// an interaction the application's ID, the token that it can be replied to with, and when it came.
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
	return pendingInteraction + r.i.AppID + ":" + r.i.Token + ":" + strconv.FormatInt(r.i.came.UnixMilli(), 10)
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
