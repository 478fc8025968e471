package discord

import (
	"context"
	"errors"
	"time"

	"github.com/storybot/storybot/bot/discord/wire"
	"github.com/storybot/storybot/bot/guild"
)

// flatLasts is how long it is remembered that no thread could be started in a channel.
const flatLasts = time.Hour

// opensThread reports whether the answer to a message in a server's channel goes into a
// thread of its own. A reply to an answer goes on where that is.
func (b *Bot) opensThread(m *message, how addressing) bool {
	if how != byName && how != byRole || b.Guilds.At(b.replyTo(m).at.where()).Place != guild.InThread {
		return false
	}
	at, flat := b.flat.Get(m.ChannelID)
	return !flat || time.Since(at) > flatLasts
}

// threadName names a thread after what is asked.
func (b *Bot) threadName(ctx context.Context, at place, of asks) string {
	if of.text == "" {
		if s, err := b.storyFor(ctx, at, of.story); err == nil {
			return b.voiceAt(at).ThreadName(s.Title)
		}
	}
	return b.voiceAt(at).ThreadName(of.text)
}

// enter starts the thread that the answer is to go into, where there is one to start:
// only now, for what gets but a reaction needs none. Where that is not possible, the answer
// is a reply, and so are the next ones in the channel.
func (r *messageResponder) enter(ctx context.Context) {
	name := r.name
	if r.name = ""; name == "" {
		return
	}
	id, err := r.bot.rest.startThread(ctx, r.at.channel, r.message, name)
	switch {
	case err == nil && id != "":
		r.bot.parents.Put(id, r.at.channel)
		r.at.in = within{channel: r.at.channel}
		r.parent, r.at.channel, r.thread = r.at.channel, id, true
	case errors.Is(err, context.Canceled):
	default:
		r.bot.log().Info("no thread could be started", "in", r.at.String(), "err", err)
		r.bot.flat.Put(r.at.channel, time.Now())
	}
}

// leave has the answer be a reply after all where the thread that was started does not
// take it, and reports whether that is so.
func (r *messageResponder) leave(err error) bool {
	if r.parent == "" || !wire.Refused(err, wire.CodeMissingAccess, wire.CodeMissingPermission) {
		return false
	}
	r.at.channel, r.at.in, r.parent, r.thread = r.parent, within{}, "", false
	r.bot.flat.Put(r.at.channel, time.Now())
	return true
}

// amongPeople reports whether a message in a thread is said to somebody else there: it
// mentions them or a role, or replies to them.
func amongPeople(m *message, me string) bool {
	for _, u := range m.Mentions {
		if u.ID != me {
			return true
		}
	}
	r := m.Referenced
	return len(m.Roles) > 0 || m.Everyone || r != nil && r.Author != nil && r.Author.ID != me
}
