package discord

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/panel"
	"github.com/storybot/storybot/bot/discord/render"
)

// buttonPressed does what a button is for. Its ID names the action and the
// answer, so that it works after a restart.
func (b *Bot) buttonPressed(ctx context.Context, i *interaction) {
	if strings.HasPrefix(i.Data.CustomID, panel.Prefix) {
		b.settingPressed(ctx, i)
		return
	}
	what, rest, _ := strings.Cut(i.Data.CustomID, ":")
	switch {
	case what == render.DoStories:
		b.pageTurned(ctx, i, rest)
	case i.asker() == "":
		b.reply(ctx, i, saidNobody)
	case what == render.DoExample:
		b.tried(ctx, i, rest)
	case what == render.DoOpen:
		b.open(ctx, i)
	case what == render.DoRead:
		b.read(ctx, i, rest)
	case what == render.DoAbout:
		b.acknowledge(ctx, i, callback{Type: callModal, Data: askModal(i.Data.CustomID, "Ask about the story")})
	default:
		b.answerButton(ctx, i, what, rest)
	}
}

// answerButton does what a button below an answer is for.
func (b *Bot) answerButton(ctx context.Context, i *interaction, what, rest string) {
	id, err := strconv.ParseInt(rest, 10, 64)
	switch {
	case err != nil || id <= 0:
		b.reply(ctx, i, saidUnknown)
	case b.Journal == nil:
		b.reply(ctx, i, render.Fault(desk.Explain(desk.ErrForgotten)))
	case what == render.DoFollow: // a modal must come at once; what it asks is checked when it is filled in
		b.acknowledge(ctx, i, callback{Type: callModal, Data: askModal(i.Data.CustomID, "Follow up")})
	case what == render.DoEvidence:
		b.evidence(ctx, i, id)
	case what == render.DoHelpful, what == render.DoUseless:
		b.feedback(ctx, i, id, what == render.DoHelpful)
	default:
		b.reply(ctx, i, saidUnknown)
	}
}

// questionInput is the ID of the modal's text input.
const questionInput = "question"

func askModal(id, title string) modal {
	return modal{CustomID: id, Title: title, Components: []render.Row{
		render.Input(questionInput, "Your question", "It may lean on the answer: \"And when was that?\"", maxQuestion)}}
}

// modalFilled asks what was written into the modal, in the answer's conversation.
func (b *Bot) modalFilled(ctx context.Context, i *interaction) {
	if strings.HasPrefix(i.Data.CustomID, panel.Prefix) {
		b.settingFilled(ctx, i)
		return
	}
	what, rest, _ := strings.Cut(i.Data.CustomID, ":")
	id, err := strconv.ParseInt(rest, 10, 64)
	question := typed(i.Data.Components, questionInput)
	switch {
	case what != render.DoAbout && (what != render.DoFollow || err != nil || b.Journal == nil):
		b.reply(ctx, i, saidUnknown)
		return
	case i.asker() == "":
		b.reply(ctx, i, saidNobody)
		return
	case question == "":
		b.reply(ctx, i, saidNothing)
		return
	case what == render.DoAbout:
		b.askAbout(ctx, i, rest, question)
		return
	}
	r, ok := b.deferReply(ctx, i, i.private())
	if !ok {
		return
	}
	e, err := b.entry(ctx, i, id)
	if err != nil {
		b.failed(ctx, r, err)
		return
	}
	q := b.newQuestion(question, i.asker(), i.GuildID, i.ChannelID)
	q.Conversation = e.Conversation
	b.answer(ctx, r, render.Quote(question), func(ctx context.Context, d *desk.Draft) (bot.Answer, error) {
		return b.Desk.Answer(ctx, d.Attach(q), d.Show)
	})
}

// feedback records whether an answer helped, and marks the button that said so.
func (b *Bot) feedback(ctx context.Context, i *interaction, id int64, helpful bool) {
	if !b.acknowledge(ctx, i, callback{Type: callDeferEdit}) {
		return
	}
	e, err := b.entry(ctx, i, id)
	if err == nil {
		err = b.Journal.Feedback(ctx, id, i.asker(), helpful)
	}
	if err != nil {
		b.aside(ctx, i, render.Fault(b.explained(ctx, err)))
		return
	}
	rows := i.Message.Components
	if e.Answer.ID = id; len(rows) == 0 {
		rows = render.AnswerButtons(e.Answer)
	}
	what, style := render.DoUseless, render.Danger
	if helpful {
		what, style = render.DoHelpful, render.Success
	}
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	if err := b.rest.mark(ctx, i.AppID, i.Token, render.Pressed(rows, what, style)); err != nil {
		b.log().Debug("a button could not be marked", "err", err)
	}
}

// forget erases what the journal holds of the asker, questions under way included.
func (b *Bot) forget(ctx context.Context, i *interaction) {
	r, ok := b.deferReply(ctx, i, true)
	if !ok {
		return
	}
	if b.Journal == nil {
		b.deliver(ctx, r, []render.Message{render.Text("I keep nothing of anybody.")})
		return
	}
	waiting, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	err := b.inflight.WithdrawAll(waiting, i.asker(), i.ID)
	n := 0
	if err == nil {
		n, err = b.Journal.Forget(ctx, Surface, i.asker())
	}
	if err != nil {
		b.log().Error("an asker could not be forgotten", "err", err)
		b.deliver(ctx, r, []render.Message{render.Text("That failed, and the operator's log says why. Please try again; what I keep of you may still be there.")})
		return
	}
	words := "I kept nothing of you."
	if n > 0 {
		words = "Erased: all that I kept of you, " + counted(n, "answer or rating", "answers and ratings") + ". What I posted stays in Discord until you or a moderator delete it."
	}
	b.deliver(ctx, r, []render.Message{render.Text(words)})
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
