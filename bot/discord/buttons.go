package discord

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

// saidUnknown is told of a button that does not exist.
const saidUnknown = "I do not know this button; it may be one of an earlier version."

// pressed does what a button is for. Its ID says what and on which answer, so
// that it works after a restart.
func (b *Bot) pressed(ctx context.Context, i *interaction) {
	what, rest, _ := strings.Cut(i.Data.CustomID, ":")
	if what == doStories {
		b.turned(ctx, i, rest)
		return
	}
	id, err := strconv.ParseInt(rest, 10, 64)
	switch {
	case err != nil || id <= 0:
		b.reply(ctx, i, saidUnknown)
	case i.asker() == "":
		b.reply(ctx, i, saidNobody)
	case b.Journal == nil:
		b.reply(ctx, i, said(desk.Explain(desk.ErrForgotten)))
	case what == doFollow: // a modal must come at once; what it asks is checked when it is filled in
		b.acknowledge(ctx, i, callback{Type: callModal, Data: followModal(id)})
	case what == doEvidence:
		b.evidence(ctx, i, id)
	case what == doHelpful, what == doUseless:
		b.feedback(ctx, i, id, what == doHelpful)
	default:
		b.reply(ctx, i, saidUnknown)
	}
}

// askedIn is the text input of the modal.
const askedIn = "question"

func followModal(id int64) modal {
	return modal{CustomID: doFollow + ":" + strconv.FormatInt(id, 10), Title: "Follow up", Components: []row{{Type: rowType, Components: []component{{
		Type: inputType, CustomID: askedIn, Style: paragraph, Label: "Your question", Required: true, MinLength: 1, MaxLength: questionMost,
		Placeholder: "It may lean on the answer: \"And when was that?\"",
	}}}}}
}

// filled asks what was written into the modal, in the answer's conversation.
func (b *Bot) filled(ctx context.Context, i *interaction) {
	what, rest, _ := strings.Cut(i.Data.CustomID, ":")
	id, err := strconv.ParseInt(rest, 10, 64)
	question := text(i.Data.Components, askedIn)
	switch {
	case what != doFollow || err != nil || b.Journal == nil:
		b.reply(ctx, i, saidUnknown)
		return
	case i.asker() == "":
		b.reply(ctx, i, saidNobody)
		return
	case question == "":
		b.reply(ctx, i, saidNothing)
		return
	}
	private := i.Message != nil && i.Message.Flags&ephemeral != 0
	s, ok := b.think(ctx, i, private)
	if !ok {
		return
	}
	e, err := b.entry(ctx, i, id)
	if err != nil {
		b.failed(ctx, s, err)
		return
	}
	q := b.question(question, i.asker(), i.GuildID, i.ChannelID)
	q.Conversation = e.Conversation
	b.answer(ctx, s, asked(question), func(ctx context.Context, show bot.Show) (bot.Answer, error) {
		return b.Desk.Answer(ctx, q, show)
	})
}

// entry is what the journal holds of the answer whose button was pressed. An
// answer of another message is as good as none: a number in a button can be
// forged.
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
		if err := sleep(ctx, 200*time.Millisecond); err != nil {
			return desk.Entry{}, err
		}
	}
}

// feedback keeps whether an answer helped.
func (b *Bot) feedback(ctx context.Context, i *interaction, id int64, helpful bool) {
	s, ok := b.think(ctx, i, true)
	if !ok {
		return
	}
	_, err := b.entry(ctx, i, id)
	if err == nil {
		err = b.Journal.Feedback(ctx, id, i.asker(), helpful)
	}
	if err != nil {
		b.failed(ctx, s, err)
		return
	}
	words := "Thank you. I noted that this answer did not help."
	if helpful {
		words = "Thank you. I noted that this answer helped."
	}
	b.tell(ctx, s, []outgoing{newOutgoing(words, nil)})
}

// forget erases what the journal holds of the asker, what is under way included.
func (b *Bot) forget(ctx context.Context, i *interaction) {
	s, ok := b.think(ctx, i, true)
	if !ok {
		return
	}
	if b.Journal == nil {
		b.tell(ctx, s, []outgoing{newOutgoing("I keep nothing of anybody.", nil)})
		return
	}
	waiting, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	err := b.work.WithdrawAll(waiting, i.asker(), i.ID)
	n := 0
	if err == nil {
		n, err = b.Journal.Forget(ctx, Surface, i.asker())
	}
	if err != nil {
		b.log().Error("an asker could not be forgotten", "err", err)
		b.tell(ctx, s, []outgoing{newOutgoing("That failed, and the operator's log says why. Please try again; what I keep of you may still be there.", nil)})
		return
	}
	words := "I kept nothing of you."
	if n > 0 {
		words = "Erased: all that I kept of you, " + counted(n, "answer or rating", "answers and ratings") + ". What I posted stays in Discord until you or a moderator delete it."
	}
	b.tell(ctx, s, []outgoing{newOutgoing(words, nil)})
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
