package discord

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/offer"
	"github.com/storybot/storybot/bot/discord/panel"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/words"
)

// buttonPressed does what a button is for. Its ID names the action and the
// answer, so that it works after a restart.
func (b *Bot) buttonPressed(ctx context.Context, i *interaction) {
	if strings.HasPrefix(i.Data.CustomID, panel.Prefix) {
		b.settingPressed(ctx, i)
		return
	}
	says := &b.voice(i).Words().Chat
	what, rest, _ := strings.Cut(i.Data.CustomID, ":")
	switch {
	case what == render.DoStories:
		b.pageTurned(ctx, i, rest)
	case i.asker() == "":
		b.nobody(ctx, i)
	case what == render.DoExample:
		b.tried(ctx, i, rest)
	case what == render.DoOpen:
		b.open(ctx, i)
	case what == render.DoRead:
		b.read(ctx, i, rest)
	case what == render.DoAbout:
		b.acknowledge(ctx, i, callback{Type: callModal, Data: askModal(i.Data.CustomID, &says.Buttons, says.Buttons.AboutStory)})
	default:
		b.answerButton(ctx, i, what, rest)
	}
}

// answerButton does what a button below an answer is for.
func (b *Bot) answerButton(ctx context.Context, i *interaction, what, rest string) {
	id, err := strconv.ParseInt(rest, 10, 64)
	v := b.voice(i)
	says := &v.Words().Chat
	switch {
	case err != nil || id <= 0:
		b.unknown(ctx, i)
	case b.Journal == nil:
		b.reply(ctx, i, v.Fault(desk.ExplainIn(v.Words(), desk.ErrForgotten)))
	case what == render.DoFollow: // a modal must come at once; what it asks is checked when it is filled in
		b.acknowledge(ctx, i, callback{Type: callModal, Data: askModal(i.Data.CustomID, &says.Buttons, says.Buttons.FollowUp)})
	case what == render.DoEvidence:
		b.evidence(ctx, i, id)
	case what == render.DoHelpful, what == render.DoUseless:
		b.feedback(ctx, i, id, what == render.DoHelpful)
	default:
		b.unknown(ctx, i)
	}
}

// questionInput is the ID of the modal's text input.
const questionInput = "question"

func askModal(id string, says *words.Buttons, title string) modal {
	return modal{CustomID: id, Title: title, Components: []render.Row{
		render.Input(questionInput, says.Question, says.Lean, offer.MaxQuestion)}}
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
		b.unknown(ctx, i)
		return
	case i.asker() == "":
		b.nobody(ctx, i)
		return
	case question == "":
		b.nothing(ctx, i)
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
	q := b.newQuestion(question, i.place())
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
		b.aside(ctx, i, b.explained(ctx, b.voice(i), err))
		return
	}
	rows := i.Message.Components
	if e.Answer.ID = id; len(rows) == 0 {
		rows = b.voice(i).AnswerButtons(e.Answer)
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
	v := r.voice()
	says := &v.Words().Chat.Kept
	b.tongues.Forget(i.asker())
	if b.Journal == nil {
		b.deliver(ctx, r, []render.Message{render.Text(says.Never)})
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
		b.deliver(ctx, r, []render.Message{render.Text(says.Failed)})
		return
	}
	told := says.None
	if n > 0 {
		told = v.Words().Say(says.Erased, n)
	}
	b.deliver(ctx, r, []render.Message{render.Text(told)})
}
