package discord

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/offer"
	"github.com/storybot/storybot/bot/discord/operate"
	"github.com/storybot/storybot/bot/discord/panel"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/guild"
)

// audience is what may be answered from at a place: what the operators allow there, of
// which the server's managers may want less.
func (b *Bot) audience(at place) []string {
	return b.Guilds.Audience(at.where(), b.operatorsAudience(at))
}

func (b *Bot) operatorsAudience(at place) []string {
	switch {
	case b.Audience == nil:
		return nil
	case at.away: // others may see it, whoever asks
		return b.Audience("", "", "")
	}
	return b.Audience(at.server, at.channel, at.asker)
}

// verdict says whether an asker with these roles is answered at a place.
func (b *Bot) verdict(at place, roles []string) guild.Verdict {
	return b.Guilds.Judge(guild.Event{Where: at.where(), Roles: roles, At: time.Now(), Audience: b.operatorsAudience(at)}, at.asker)
}

// inside returns the channel of the thread that a place is, if it is one and what is set
// there may hang on that.
func (b *Bot) inside(ctx context.Context, at place) within {
	if !b.Guilds.NeedsParent(at.where()) {
		return within{}
	}
	return b.parentOf(ctx, at.channel)
}

// parentOf returns the channel that a thread is in.
func (b *Bot) parentOf(ctx context.Context, channel string) within {
	if parent, known := b.parents.Get(channel); known {
		return within{channel: parent}
	}
	ctx, cancel := context.WithTimeout(ctx, lookupTimeout)
	defer cancel()
	info, err := b.rest.channel(ctx, channel)
	if err != nil {
		b.log().Debug("a channel could not be looked at", "err", err)
		return within{unsure: true}
	}
	b.parents.Put(channel, info.outside())
	return within{channel: info.outside()}
}

// mayAsk reports whether a message that addresses the bot is answered. Its author is told
// why it is not: in words once a minute, else by a reaction. Who is blocked is told
// nothing, nor is anybody in a thread who did not name the bot.
func (b *Bot) mayAsk(ctx context.Context, m *message, how addressing) bool {
	r := b.replyTo(m)
	v := b.verdict(r.at, rolesOf(m.Member))
	switch {
	case v.Reason == guild.Allowed:
		return true
	case v.Reason == guild.Blocked, how == byThread:
		return false
	case b.notices.due(r.at.asker, time.Now()):
		b.deliver(ctx, r, []render.Message{render.Text(r.voice().Refusal(v))})
		return false
	}
	lasting, cancel := desk.Outlast(ctx)
	defer cancel()
	if err := b.react(lasting, r, waitEmoji); err != nil {
		b.log().Info("a question was not answered", "why", v.Reason.String(), "err", err)
	}
	return false
}

// mayUse reports whether what somebody does in Discord's own forms is done; it tells them
// why it is not. What tells of the bot, or forgets somebody, is done for everybody
// everywhere; a change of settings is the managers', and what is below an answer is for
// all who see it.
func (b *Bot) mayUse(ctx context.Context, i *interaction) bool {
	if i.Type == onCommand && slices.Contains([]string{offer.Help, offer.Privacy, offer.Forget}, i.Data.Name) || b.whyNotOperator(i) == "" && b.operators(i) {
		return true
	}
	v := b.verdict(i.place(), rolesOf(i.Member))
	if i.hushed() { // only that it is blocked counts of a server that the bot is not in
		if of := b.Guilds.Judge(guild.Event{Where: guild.Where{Server: i.GuildID}, At: time.Now()}, i.asker()); of.Reason == guild.Blocked {
			v = of
		}
	}
	switch {
	case v.Reason == guild.Allowed, v.Reason != guild.Blocked && !i.asks():
		return true
	case i.Type == onAutocomplete:
		b.acknowledge(ctx, i, callback{Type: callComplete, Data: completion{Choices: []choice{}}})
	default:
		b.reply(ctx, i, b.voice(i).Refusal(v))
	}
	return false
}

// operators reports whether an interaction uses one of the operators' commands.
func (b *Bot) operators(i *interaction) bool {
	return slices.Contains([]string{operate.Reload, operate.Status, operate.Sources, operate.Block}, i.Data.Name)
}

// asks reports whether the interaction wants something of the stories: all do but those
// about settings, and those about an answer that is there.
func (i *interaction) asks() bool {
	if i.Type == onCommand || i.Type == onAutocomplete {
		return i.Data.Name != offer.Settings
	}
	what, _, _ := strings.Cut(i.Data.CustomID, ":")
	return i.Type == onModal && what == render.DoFollow ||
		!slices.Contains([]string{strings.TrimSuffix(panel.Prefix, ":"), render.DoEvidence, render.DoHelpful, render.DoUseless, render.DoFollow}, what)
}
