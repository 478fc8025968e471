package discord

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/discord/wire"
	"github.com/storybot/storybot/bot/words"
)

// responder shows one answer. It is used by one goroutine at a time.
type responder interface {
	// draft shows an unfinished answer; desk.ErrLater: requests are scarce.
	draft(ctx context.Context, content string) error
	// finish shows the messages, the first in place of the draft, and returns
	// what was posted. Where Discord does not take them, they are shown elsewhere.
	finish(ctx context.Context, messages []render.Message) ([]posted, error)
	// discard takes back what was shown.
	discard(ctx context.Context) error
	// voice is how whoever asked is spoken to.
	voice() render.Voice
}

// messageResponder replies to a message in a channel. What Discord does not take as a
// reply is posted plainly, else sent to the asker in private, and at the worst logged.
type messageResponder struct {
	bot     *Bot
	at      place
	message string // the ID of the question
	thread  bool
	name    string          // of the thread to start for the answer; empty: none
	parent  string          // the channel in which that was started; empty: none was
	typing  <-chan struct{} // typing was shown; nil: it is not
	spare   int             // how many requests to leave to others

	first  string // the ID of what was posted first; empty: nothing yet
	unsure bool   // something may have been posted without a response that says so
}

func (r *messageResponder) voice() render.Voice { return r.bot.voiceAt(r.at) }

func (r *messageResponder) draft(ctx context.Context, content string) error {
	m := outgoing{Message: render.Text(content), drop: true}
	m.spare = r.bot.crowd.in(r.at.channel)
	if r.first != "" {
		return later(r.bot.rest.edit(ctx, r.at.channel, r.first, m))
	}
	if w, known := r.bot.wallOf(r.at.channel); known && w.why != nil {
		return nil //nolint:nilerr // the end of the answer tells of it
	}
	p, err := r.post(ctx, m, 0)
	if r.first, r.unsure = p.ID, err != nil && !errors.Is(err, wire.ErrScarce); r.first != "" {
		r.bot.note(ctx, r.pending(), r.at.channel+" "+r.first)
	}
	return later(err)
}

// later tells that what was not sent, as requests are scarce, may be tried again.
func later(err error) error {
	if errors.Is(err, wire.ErrScarce) {
		return desk.ErrLater
	}
	return err
}

// post creates the nth message of the answer. Its nonce is made of the question,
// so that no question is answered twice, whatever goes wrong between. Where the bot may
// not reply, as it may not read what was said before, the first message names the asker.
func (r *messageResponder) post(ctx context.Context, m outgoing, n int) (posted, error) {
	if r.typing != nil {
		<-r.typing
	}
	m.Nonce, m.Enforce = fmt.Sprintf("%.20s-%d", r.message, n), true
	if n > 0 {
		return r.bot.rest.post(ctx, r.at.channel, m)
	}
	r.enter(ctx)
	if r.parent != "" { // there is nothing to reply to in a thread of its own
		p, err := r.bot.rest.post(ctx, r.at.channel, m)
		if !r.leave(err) {
			return p, err
		}
	}
	if _, plain := r.bot.wallOf(r.at.channel); !plain {
		m.Reference = &reference{MessageID: r.message}
		p, err := r.bot.rest.post(ctx, r.at.channel, m)
		if !wire.Refused(err, wire.CodeNoHistory) {
			return p, err
		}
		r.bot.walls.Put(r.at.channel, wall{nil, time.Now().Add(wallLasts)})
		m.Reference = nil
	}
	if named := "<@" + r.at.asker + ">\n" + m.Content; r.at.asker != "" && render.Chars(named) <= render.MaxContent {
		m.Content = named
	}
	return r.bot.rest.post(ctx, r.at.channel, m)
}

func (r *messageResponder) finish(ctx context.Context, messages []render.Message) ([]posted, error) {
	if w, known := r.bot.wallOf(r.at.channel); known && w.why != nil && r.first == "" {
		return r.inPrivate(ctx, messages, w.why)
	}
	var all []posted
	for n, m := range messages {
		p, err := r.put(ctx, outgoing{Message: m, spare: r.spare}, n)
		switch {
		case err == nil:
			all = append(all, p)
		case n == 0 && r.first != "" && wire.Refused(err, wire.CodeUnknownMessage):
			r.bot.log().Info("an answer was taken away", "in", r.at.String()) // somebody does not want it
			return nil, nil
		case n == 0:
			return r.inPrivate(ctx, messages, err)
		default:
			return all, fmt.Errorf("%v: %w", r.at, err)
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
	return posted{ID: r.first, ChannelID: r.at.channel}, r.bot.rest.edit(ctx, r.at.channel, r.first, m)
}

// inPrivate sends the asker what their channel did not take.
func (r *messageResponder) inPrivate(ctx context.Context, messages []render.Message, why error) ([]posted, error) {
	if r.at.server == "" || r.at.asker == "" { // there is nowhere else
		return nil, fmt.Errorf("%v: %w", r.at, why)
	}
	if shutsOut(why) {
		r.bot.walls.Put(r.at.channel, wall{why, time.Now().Add(wallLasts)})
	}
	v := r.voice()
	says := &v.Words().Chat.Away
	because := whyNotThere(says, why)
	all, err := r.bot.whisper(ctx, r.at, whispered{v, r.message, because}, messages)
	told := v.Say(says.Sent, "why", because)
	if err != nil {
		err = fmt.Errorf("%v: %w; nor in private: %w", r.at, why, err)
		told = v.Say(says.Lost, "why", because)
	}
	if r.first != "" { // else the draft would wait for ever
		_ = r.bot.rest.edit(ctx, r.at.channel, r.first, outgoing{Message: render.Text(told)}) // the outcome is told elsewhere
	}
	return all, err
}

// shutsOut reports whether a channel that refused one message will refuse all.
func shutsOut(err error) bool {
	return wire.Refused(err, wire.CodeMissingAccess, wire.CodeMissingPermission, wire.CodeUnknownChannel,
		wire.CodeLocked, wire.CodeArchived, wire.CodeSlowMode)
}

// whyNotThere says why an answer is not where it was asked for.
func whyNotThere(says *words.Away, err error) string {
	switch {
	case wire.Refused(err, wire.CodeMissingAccess, wire.CodeMissingPermission):
		return says.Forbidden
	case wire.Refused(err, wire.CodeUnknownChannel):
		return says.Gone
	case wire.Refused(err, wire.CodeLocked):
		return says.Locked
	case wire.Refused(err, wire.CodeArchived):
		return says.Archived
	case wire.Refused(err, wire.CodeSlowMode):
		return says.Slow
	case wire.Refused(err, wire.CodeAutoMod, wire.CodeAutoModTitle):
		return says.AutoMod
	}
	return says.Refused
}

// whispered is what is said before messages that are sent in private: of which question,
// and why they are not where it was asked.
type whispered struct {
	voice         render.Voice
	question, why string
}

// whisper sends messages to the asker of a place in private, after a line that says why.
func (b *Bot) whisper(ctx context.Context, at place, of whispered, messages []render.Message) ([]posted, error) {
	if w, known := b.wallOf("private " + at.asker); known {
		return nil, w.why
	}
	all, err := b.inPrivate(ctx, at, of, messages)
	if wire.Refused(err) {
		b.walls.Put("private "+at.asker, wall{err, time.Now().Add(wallLasts)})
	}
	return all, err
}

func (b *Bot) inPrivate(ctx context.Context, at place, of whispered, messages []render.Message) ([]posted, error) {
	c, err := b.rest.private(ctx, at.asker)
	if err != nil {
		return nil, err
	}
	says := of.voice.Words().Chat.Away.Asked
	if at.away {
		says = of.voice.Words().Chat.Away.Elsewhere
	}
	head := render.Text(of.voice.Say(says, "channel", "<#"+at.channel+">", "why", of.why))
	var all []posted
	for n, m := range append([]render.Message{head}, messages...) {
		p, err := b.rest.post(ctx, c.ID, outgoing{Message: m, Nonce: fmt.Sprintf("%.20s-w%d", of.question, n), Enforce: true})
		if err != nil {
			return all, err
		}
		if n > 0 {
			all = append(all, p)
		}
	}
	return all, nil
}

func (r *messageResponder) discard(ctx context.Context) error {
	if r.first == "" {
		return nil
	}
	err := r.bot.rest.remove(ctx, r.at.channel, r.first)
	if wire.Refused(err, wire.CodeUnknownMessage) {
		return nil
	}
	return err
}
