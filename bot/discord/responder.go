package discord

import (
	"context"
	"fmt"
	"time"

	"github.com/storybot/storybot/bot/discord/wire"
)

// responder shows one answer. It is used by one goroutine at a time.
type responder interface {
	// draft shows an unfinished answer.
	draft(ctx context.Context, content string) error
	// finish shows the messages, the first in place of the draft, and returns
	// what was posted.
	finish(ctx context.Context, messages []outgoing) ([]posted, error)
	// discard takes back what was shown.
	discard(ctx context.Context) error
}

// messageResponder replies to a message in a channel.
type messageResponder struct {
	bot     *Bot
	channel string
	message string // the ID of the question
	asker   string
	thread  bool
	typing  <-chan struct{} // typing was shown; nil: it is not

	first  string // the ID of what was posted first; empty: nothing yet
	unsure bool   // something may have been posted without a response that says so
}

func (r *messageResponder) draft(ctx context.Context, content string) error {
	if r.first != "" {
		return r.bot.rest.edit(ctx, r.channel, r.first, newOutgoing(content, nil))
	}
	p, err := r.post(ctx, newOutgoing(content, nil), 0)
	r.first, r.unsure = p.ID, err != nil
	return err
}

// post creates the nth message of the answer. Its nonce is made of the question,
// so that no question is answered twice, whatever goes wrong between.
func (r *messageResponder) post(ctx context.Context, m outgoing, n int) (posted, error) {
	if r.typing != nil {
		<-r.typing
	}
	m.Nonce, m.Enforce = fmt.Sprintf("%.20s-%d", r.message, n), true
	if n == 0 {
		m.Reference = &reference{MessageID: r.message}
	}
	return r.bot.rest.post(ctx, r.channel, m)
}

func (r *messageResponder) finish(ctx context.Context, messages []outgoing) ([]posted, error) {
	var all []posted
	for n, m := range messages {
		p, err := r.put(ctx, m, n)
		switch {
		case err == nil:
			all = append(all, p)
		case n == 0 && wire.Refused(err, wire.CodeMissingAccess, wire.CodeMissingPermission):
			return nil, r.whisper(ctx, err)
		case wire.Refused(err, wire.CodeUnknownMessage, wire.CodeUnknownChannel): // taken away: somebody does not want it
			return all, nil
		default:
			return all, err
		}
	}
	return all, nil
}

// put shows the nth message.
func (r *messageResponder) put(ctx context.Context, m outgoing, n int) (posted, error) {
	if n > 0 || r.first == "" {
		p, err := r.post(ctx, m, n)
		if err == nil && n == 0 {
			r.first = p.ID
		}
		if err != nil || n > 0 || !r.unsure || p.Content == m.Content {
			return p, err
		}
	}
	return posted{ID: r.first, ChannelID: r.channel}, r.bot.rest.edit(ctx, r.channel, r.first, m)
}

// whisper says to the asker in private that the bot may not write where it was asked.
func (r *messageResponder) whisper(ctx context.Context, cause error) error {
	c, err := r.bot.rest.private(ctx, r.asker)
	if err != nil {
		return fmt.Errorf("%w, and the asker cannot be told: %w", cause, err)
	}
	m := newOutgoing("I may not write in <#"+r.channel+">, where you asked me. Ask a moderator to let me, or use /ask.", nil)
	m.Nonce, m.Enforce = fmt.Sprintf("%.20s-w", r.message), true
	_, err = r.bot.rest.post(ctx, c.ID, m)
	return err
}

func (r *messageResponder) discard(ctx context.Context) error {
	if r.first == "" {
		return nil
	}
	err := r.bot.rest.remove(ctx, r.channel, r.first)
	if wire.Refused(err, wire.CodeUnknownMessage) {
		return nil
	}
	return err
}

// interactionResponder replies to an interaction that was acknowledged.
type interactionResponder struct {
	bot     *Bot
	i       *interaction
	private bool
}

// tokenLife is how long an interaction can be replied to: Discord's quarter of
// an hour, less a little.
const tokenLife = 14*time.Minute + 30*time.Second

func (r *interactionResponder) late() bool { return time.Since(r.i.came) > tokenLife }

func (r *interactionResponder) draft(ctx context.Context, content string) error {
	if r.late() {
		return nil
	}
	_, err := r.bot.rest.original(ctx, r.i.AppID, r.i.Token, newOutgoing(content, nil))
	return err
}

func (r *interactionResponder) finish(ctx context.Context, messages []outgoing) ([]posted, error) {
	var all []posted
	for n, m := range messages {
		p, err := r.put(ctx, m, n)
		if wire.Refused(err, wire.CodeUnknownMessage) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		all = append(all, p)
	}
	return all, nil
}

func (r *interactionResponder) put(ctx context.Context, m outgoing, n int) (posted, error) {
	switch {
	case r.late():
		m.Nonce, m.Enforce = fmt.Sprintf("%.20s-%d", r.i.ID, n), true
		return r.bot.rest.post(ctx, r.i.ChannelID, m)
	case n == 0:
		return r.bot.rest.original(ctx, r.i.AppID, r.i.Token, m)
	}
	if r.private {
		m.Flags |= ephemeral
	}
	return r.bot.rest.followUp(ctx, r.i.AppID, r.i.Token, m)
}

func (r *interactionResponder) discard(ctx context.Context) error {
	return r.draft(ctx, "This was taken back.")
}
