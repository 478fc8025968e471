package discord

import (
	"context"
	"slices"

	"github.com/storybot/storybot/bot/discord/operate"
	"github.com/storybot/storybot/bot/discord/render"
)

// whyNotOperator returns why the asker of i may not use operators' commands; it
// is empty if they may. Only the home server and the IDs in the settings count,
// not what a server allows its admins or what Discord shows to whom.
func (b *Bot) whyNotOperator(i *interaction) string {
	said := &b.voice(i).Words().Chat.Said
	switch {
	case b.Home == "" || len(b.Operators) == 0:
		return said.NoOperators
	case i.GuildID != b.Home:
		return said.OperatorsServer
	case i.asker() == "":
		return said.Nobody
	case !slices.Contains(b.Operators, i.asker()):
		return said.OperatorsOnly
	}
	return ""
}

// operate runs an operator's command.
func (b *Bot) operate(ctx context.Context, i *interaction) {
	if no := b.whyNotOperator(i); no != "" {
		b.reply(ctx, i, no)
		return
	}
	r, ok := b.deferReply(ctx, i, true)
	if !ok {
		return
	}
	b.log().Info("audit: an operator's command", "command", i.Data.Name, "by", i.asker(), "options", i.given())
	b.operations(b.voice(i)).Run(ctx, operate.Command{Name: i.Data.Name, Option: i.option, Yes: i.yes}, operatorReply{b, r})
}

// operations are what operators may do, told by a voice.
func (b *Bot) operations(v render.Voice) *operate.Operations {
	return &operate.Operations{Desk: b.Desk, Voice: v, Sources: b.Sources, Guilds: b.Guilds, Log: b.log(), Pace: b.Pace, Loading: &b.loading}
}

// operatorReply shows an operator what their command did.
type operatorReply struct {
	bot *Bot
	to  *interactionResponder
}

// Draft shows how far a command is.
func (r operatorReply) Draft(ctx context.Context, text string) error { return r.to.draft(ctx, text) }

// Show shows its end.
func (r operatorReply) Show(ctx context.Context, messages []render.Message) {
	r.bot.deliver(ctx, r.to, messages)
}

// Fail shows what went wrong.
func (r operatorReply) Fail(ctx context.Context, err error) { r.bot.failed(ctx, r.to, err) }
