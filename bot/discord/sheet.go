package discord

import (
	"context"
	"fmt"
	"time"
)

// sheet is where one answer is written. It is used by one goroutine at a time.
type sheet interface {
	// draft shows an unfinished answer.
	draft(ctx context.Context, content string) error
	// finish shows the messages, the first in place of the draft, and returns
	// what was posted.
	finish(ctx context.Context, messages []outgoing) ([]posted, error)
	// discard takes back what was shown.
	discard(ctx context.Context) error
}

// messageSheet is the reply to a message in a channel.
type messageSheet struct {
	bot      *Bot
	channel  string
	question string // the message
	asker    string
	thread   bool
	typed    <-chan struct{} // typing was shown; nil: it is not

	first  string // the ID of what was posted first; empty: nothing yet
	unsure bool   // something may have been posted that we were not told of
}

func (s *messageSheet) draft(ctx context.Context, content string) error {
	if s.first != "" {
		return s.bot.rest.edit(ctx, s.channel, s.first, newOutgoing(content, nil))
	}
	p, err := s.post(ctx, newOutgoing(content, nil), 0)
	s.first, s.unsure = p.ID, err != nil
	return err
}

// post creates the nth message of the answer. Its nonce is of the question, so
// that no question is answered twice, whatever goes wrong between.
func (s *messageSheet) post(ctx context.Context, m outgoing, n int) (posted, error) {
	if s.typed != nil {
		<-s.typed
	}
	m.Nonce, m.Enforce = fmt.Sprintf("%.20s-%d", s.question, n), true
	if n == 0 {
		m.Reference = &reference{MessageID: s.question}
	}
	return s.bot.rest.post(ctx, s.channel, m)
}

func (s *messageSheet) finish(ctx context.Context, messages []outgoing) ([]posted, error) {
	var all []posted
	for n, m := range messages {
		p, err := s.put(ctx, m, n)
		switch {
		case err == nil:
			all = append(all, p)
		case n == 0 && refused(err, codeMissingAccess, codeMissingPermission):
			return nil, s.whisper(ctx, err)
		case refused(err, codeUnknownMessage, codeUnknownChannel): // taken away: somebody does not want it
			return all, nil
		default:
			return all, err
		}
	}
	return all, nil
}

// put shows the nth message.
func (s *messageSheet) put(ctx context.Context, m outgoing, n int) (posted, error) {
	if n > 0 || s.first == "" {
		p, err := s.post(ctx, m, n)
		if err == nil && n == 0 {
			s.first = p.ID
		}
		if err != nil || n > 0 || !s.unsure || p.Content == m.Content {
			return p, err
		}
	}
	return posted{ID: s.first, ChannelID: s.channel}, s.bot.rest.edit(ctx, s.channel, s.first, m)
}

// whisper tells the asker in private that the bot may not write where it was asked.
func (s *messageSheet) whisper(ctx context.Context, cause error) error {
	c, err := s.bot.rest.private(ctx, s.asker)
	if err != nil {
		return fmt.Errorf("%w, and the asker cannot be told: %w", cause, err)
	}
	m := newOutgoing("I may not write in <#"+s.channel+">, where you asked me. Ask a moderator to let me, or use /ask.", nil)
	m.Nonce, m.Enforce = fmt.Sprintf("%.20s-w", s.question), true
	_, err = s.bot.rest.post(ctx, c.ID, m)
	return err
}

func (s *messageSheet) discard(ctx context.Context) error {
	if s.first == "" {
		return nil
	}
	err := s.bot.rest.remove(ctx, s.channel, s.first)
	if refused(err, codeUnknownMessage) {
		return nil
	}
	return err
}

// interactionSheet is the reply to an interaction that was acknowledged.
type interactionSheet struct {
	bot     *Bot
	i       *interaction
	private bool
}

// tokenLife is how long an interaction can be replied to: Discord's quarter of
// an hour, less a little.
const tokenLife = 14*time.Minute + 30*time.Second

func (s *interactionSheet) late() bool { return time.Since(s.i.came) > tokenLife }

func (s *interactionSheet) draft(ctx context.Context, content string) error {
	if s.late() {
		return nil
	}
	_, err := s.bot.rest.original(ctx, s.i.AppID, s.i.Token, newOutgoing(content, nil))
	return err
}

func (s *interactionSheet) finish(ctx context.Context, messages []outgoing) ([]posted, error) {
	var all []posted
	for n, m := range messages {
		p, err := s.put(ctx, m, n)
		if refused(err, codeUnknownMessage) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		all = append(all, p)
	}
	return all, nil
}

func (s *interactionSheet) put(ctx context.Context, m outgoing, n int) (posted, error) {
	switch {
	case s.late():
		m.Nonce, m.Enforce = fmt.Sprintf("%.20s-%d", s.i.ID, n), true
		return s.bot.rest.post(ctx, s.i.ChannelID, m)
	case n == 0:
		return s.bot.rest.original(ctx, s.i.AppID, s.i.Token, m)
	}
	if s.private {
		m.Flags |= ephemeral
	}
	return s.bot.rest.followUp(ctx, s.i.AppID, s.i.Token, m)
}

func (s *interactionSheet) discard(ctx context.Context) error {
	return s.draft(ctx, "This was taken back.")
}
