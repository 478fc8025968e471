package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/discord/wire"
	"github.com/storybot/storybot/bot/words"
)

// answer runs work and shows its answer on r. above is a line to begin with.
func (b *Bot) answer(ctx context.Context, r responder, above string, work desk.Work) {
	if i, is := r.(*interactionResponder); is { // of a message it is noted already
		defer b.pend(ctx, i.pending(), "")()
	}
	desk.Respond(ctx, &answerReply{b, r, above}, desk.Pacing{Patience: b.Patience, Pace: b.Pace, Log: b.log(), Words: r.voice().Words()}, work)
}

// answerReply renders an answer on a responder.
type answerReply struct {
	bot   *Bot
	to    responder
	above string
}

// Draft shows the sentences that there are.
func (r *answerReply) Draft(ctx context.Context, text string) error {
	return r.to.draft(ctx, render.Draft(text, r.above))
}

// Finish shows the answer, and records where it was posted. Thanks and small talk get
// a reaction.
func (r *answerReply) Finish(ctx context.Context, a bot.Answer) error {
	m, is := r.to.(*messageResponder)
	if is && m.first == "" && (a.Talk == bot.Thanks || a.Talk == bot.Chat) {
		return r.bot.react(ctx, m, talkEmoji)
	}
	messages := r.to.voice().Answer(a, r.above, time.Now())
	if is && a.Talk == bot.Greeting {
		messages[len(messages)-1].Components = r.bot.examples(ctx, m.at, m.voice())
	}
	all, err := r.to.finish(ctx, messages)
	r.bot.recordPlaces(ctx, a.ID, all, r.to)
	return r.bot.unshown(ctx, err)
}

// Fail shows what went wrong.
func (r *answerReply) Fail(ctx context.Context, f desk.Fault) error {
	if m, is := r.to.(*messageResponder); is && m.first == "" && (f.Kind == desk.Busy || f.Kind == desk.Budget) {
		return r.bot.refuse(ctx, m, f)
	}
	_, err := r.to.finish(ctx, []render.Message{render.Text(r.to.voice().Fault(f))})
	return r.bot.unshown(ctx, err)
}

// unshown has operators told of an answer that could not be shown, where err says so, and
// returns err.
func (b *Bot) unshown(ctx context.Context, err error) error {
	if err != nil && b.Watch != nil && b.Watch.Tell != nil && ctx.Err() == nil {
		at, _, _ := strings.Cut(err.Error(), ":") // it begins with the place
		b.Watch.Happened(ctx, at, func(w *words.Words) string { return words.Fill(w.Chat.Operate.Unshown, "why", err.Error()) })
	}
	return err
}

// tellOperators sends each operator a line in private, in the language of the form that they used
// last, else in that of the home server.
func (b *Bot) tellOperators(ctx context.Context, tell desk.Tell) {
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	b.log().Info("telling the operators", "what", tell(words.English()))
	for _, id := range b.Operators {
		c, err := b.rest.private(ctx, id)
		if err == nil {
			own, _ := b.tongues.Get(id)
			v := b.speak(own, b.voiceAt(place{server: b.Home}).Words().Script.Lang)
			_, err = b.rest.post(ctx, c.ID, outgoing{Message: render.Text("⚠️ " + render.Line(desk.Unrooted(tell(v.Words())), 1500))})
		}
		if err != nil {
			b.log().Warn("an operator could not be told", "err", err)
		}
	}
}

// Reactions: "not now", "I heard you", and "I cannot read that".
const waitEmoji, talkEmoji, hiddenEmoji = "⏳", "👍", "❔"

// refuse tells an asker why their question is not answered now: in words once a
// minute, else by a reaction to it.
func (b *Bot) refuse(ctx context.Context, r *messageResponder, f desk.Fault) error {
	if b.notices.due(r.at.asker, time.Now()) {
		_, err := r.finish(ctx, []render.Message{render.Text(r.voice().Fault(f))})
		return err
	}
	return b.react(ctx, r, waitEmoji)
}

// react reacts to a question in place of an answer.
func (b *Bot) react(ctx context.Context, r *messageResponder, emoji string) error {
	if err := b.rest.react(ctx, r.at.channel, r.message, emoji); err != nil {
		return fmt.Errorf("%v: %w", r.at, err)
	}
	return nil
}

// Discard takes the draft back.
func (r *answerReply) Discard(ctx context.Context) error { return r.to.discard(ctx) }

// deliver shows messages that are no answer on r.
func (b *Bot) deliver(ctx context.Context, r responder, messages []render.Message) {
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	if _, err := r.finish(ctx, messages); err != nil {
		b.log().Warn("an answer could not be shown", "err", err)
	}
}

// recordPlaces records where an answer was posted, for buttons and replies.
func (b *Bot) recordPlaces(ctx context.Context, id int64, all []posted, r responder) {
	if b.Journal == nil || id == 0 {
		return
	}
	var places []string
	for _, p := range all {
		places = append(places, messagePlace(p.ID))
	}
	if m, ok := r.(*messageResponder); ok && m.thread && len(all) > 0 {
		b.threads.Put(m.at.channel, true)
		places = append(places, threadPlace(m.at.channel))
	}
	for _, place := range places {
		if err := b.Journal.Posted(ctx, id, place); err != nil && !errors.Is(err, desk.ErrForgotten) {
			b.log().Warn("it could not be recorded where an answer was posted", "err", err)
		}
	}
}

// typingTimeout is how long an answer waits until typing has been shown: after
// the answer, showing it would be pointless.
const typingTimeout = 1500 * time.Millisecond

// typing shows that an answer is being written until stop is called; shown is
// closed after the first try.
func (b *Bot) typing(ctx context.Context, channel string) (shown <-chan struct{}, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	first, done := make(chan struct{}), make(chan struct{})
	if w, known := b.wallOf(channel); known && w.why != nil {
		return nil, func() { cancel() }
	}
	show := func(ctx context.Context) bool {
		limited, cancel := context.WithTimeout(ctx, typingTimeout)
		defer cancel()
		err := b.rest.typing(limited, channel)
		if err != nil && ctx.Err() == nil {
			b.log().Debug("typing could not be shown", "err", err)
		}
		return !wire.Refused(err)
	}
	go func() {
		defer close(done)
		taken := show(context.WithoutCancel(ctx))
		for close(first); taken && wire.Sleep(ctx, 8*time.Second) == nil; {
			taken = show(ctx)
		}
	}()
	return first, func() {
		cancel()
		<-done
	}
}
