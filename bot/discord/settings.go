package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/discord/panel"
	"github.com/storybot/storybot/bot/discord/permit"
	"github.com/storybot/storybot/bot/discord/wire"
	"github.com/storybot/storybot/bot/guild"
)

// whyNotManager returns why the asker of i may not change the settings of the server; it
// is empty if they may. What Discord shows to whom does not count.
func (b *Bot) whyNotManager(i *interaction) string {
	v := b.voice(i)
	said := &v.Words().Chat.Said
	switch {
	case i.asker() == "":
		return said.Nobody
	case i.GuildID == "" || i.away() || i.Member == nil:
		return v.Say(said.ServersOnly)
	case !i.Member.May.Has(permit.ManageServer):
		return said.ManagersOnly
	case b.Guilds == nil:
		return said.NoSettings
	}
	return ""
}

// settings shows a manager what is set for the server.
func (b *Bot) settings(ctx context.Context, i *interaction) {
	if no := b.whyNotManager(i); no != "" {
		b.reply(ctx, i, no)
		return
	}
	if _, ok := b.deferReply(ctx, i, true); ok {
		b.showSettings(ctx, i, "")
	}
}

// settingPressed does what a button or menu of the settings is for.
func (b *Bot) settingPressed(ctx context.Context, i *interaction) {
	change, known := panel.Change(i.Data.CustomID, i.Data.Values)
	channel, own, ofOne := panel.ForChannel(i.Data.CustomID, i.Data.Values)
	says := &b.voice(i).Words().Chat.Panel
	no := b.whyNotManager(i)
	switch {
	case no != "":
		b.reply(ctx, i, no)
	case panel.AsksHours(i.Data.CustomID):
		b.acknowledge(ctx, i, callback{Type: callModal, Data: panel.HoursForm(says, b.Guilds.Settings(i.GuildID))})
	case !known && !ofOne:
		b.unknown(ctx, i)
	case !b.acknowledge(ctx, i, callback{Type: callDeferEdit}):
	case ofOne:
		b.changeChannel(ctx, i, cmp.Or(channel, i.in.channel, i.ChannelID), own)
	default:
		b.changeSettings(ctx, i, change)
	}
}

// settingFilled takes the form of the quiet hours.
func (b *Bot) settingFilled(ctx context.Context, i *interaction) {
	zone := b.Zone
	if zone == "" || zone == "Local" {
		zone = "UTC"
	}
	change, err := panel.SetHours(typed(i.Data.Components, panel.HoursField), zone)
	no := b.whyNotManager(i)
	switch {
	case no != "":
		b.reply(ctx, i, no)
	case !panel.AsksHours(i.Data.CustomID):
		b.unknown(ctx, i)
	case err != nil:
		b.reply(ctx, i, panel.Wrong(&b.voice(i).Words().Chat.Panel, err))
	case b.acknowledge(ctx, i, callback{Type: callDeferEdit}):
		b.changeSettings(ctx, i, change)
	}
}

// changeSettings keeps a change, and shows what is set now; the log says who changed what.
func (b *Bot) changeSettings(ctx context.Context, i *interaction, change func(*guild.Settings)) {
	said, says := "", &b.voice(i).Words().Chat.Panel
	if change != nil {
		now, err := b.Guilds.Change(ctx, i.GuildID, change)
		if said = "✅ " + says.Saved; err != nil {
			said = "❗ " + says.NotSaved
			b.log().Error("settings could not be kept", "in", i.place().String(), "err", err)
		} else {
			b.log().Info("audit: settings changed", "in", i.place().String(), "by", i.asker(), "what", i.Data.CustomID, "settings", now)
		}
	}
	b.showSettings(ctx, i, said)
}

// changeChannel keeps a change of what a channel has of its own, and shows what holds there now.
func (b *Bot) changeChannel(ctx context.Context, i *interaction, channel string, change func(*guild.Own)) {
	said, says := "", &b.voice(i).Words().Chat.Panel
	if change != nil {
		now, err := b.Guilds.ChangeChannel(ctx, i.GuildID, channel, change)
		switch said = "✅ " + says.Saved; {
		case errors.Is(err, guild.ErrFull):
			said = "❗ " + says.Full
		case err != nil:
			said = "❗ " + says.NotSaved
			b.log().Error("settings could not be kept", "in", i.place().String(), "err", err)
		default:
			b.log().Info("audit: settings of a channel changed", "in", i.place().String(), "by", i.asker(), "what", i.Data.CustomID, "channel", channel, "settings", now)
		}
	}
	b.showPanel(ctx, i, panel.OfChannel(says, panel.Channel{ID: channel, Server: b.Guilds.Settings(i.GuildID), Own: b.Guilds.Channels(i.GuildID),
		Collections: b.collections(ctx, place{server: i.GuildID, channel: channel, asker: i.asker()})}, said))
}

// showSettings shows what is set in place of what is shown, with what was found about
// permissions: of the channel it is asked in, and of those that are set.
func (b *Bot) showSettings(ctx context.Context, i *interaction, said string) {
	s := b.Guilds.Settings(i.GuildID)
	_, app := b.self.get()
	own, says := b.Guilds.Channels(i.GuildID), &b.voice(i).Words().Chat
	threads := s.Place == guild.InThread
	for _, o := range own {
		threads = threads || o.Place == guild.InThread
	}
	checks := permit.Lines(&says.Permissions, b.checkUp(ctx, i, s, own), permit.Invitation(app, i.GuildID, threads))
	b.showPanel(ctx, i, panel.New(&says.Panel, panel.Server{Settings: s, Own: own, Collections: b.collections(ctx, i.place()), Checks: checks}, said))
}

func (b *Bot) showPanel(ctx context.Context, i *interaction, m panel.Message) {
	if err := b.rest.show(ctx, i.AppID, i.Token, m); err != nil {
		b.log().Warn("settings could not be shown", "in", i.place().String(), "err", err)
	}
}

// collections are those that the operators allow at a place, in the order of their names.
func (b *Bot) collections(ctx context.Context, at place) []string {
	list, err := b.Desk.Stories(ctx, "")
	if err != nil {
		b.log().Debug("no collections could be proposed", "err", err)
		return nil
	}
	var names []string
	seen := make(map[string]bool)
	for _, s := range list.In(b.operatorsAudience(at)).Stories {
		if !seen[s.Collection] {
			seen[s.Collection] = true
			names = append(names, s.Collection)
		}
	}
	slices.SortFunc(names, strings.Compare)
	return names
}

// checkUp finds what the bot lacks where it is to answer: in the channel where it is asked, in
// those that are set, and in those that have something of their own.
func (b *Bot) checkUp(ctx context.Context, i *interaction, s guild.Settings, own map[string]guild.Own) []permit.Finding {
	answers := func(channel string) bool { return len(s.Channels) == 0 || slices.Contains(s.Channels, channel) }
	lacks := func(channel string, may permit.Set) permit.Finding {
		at := place{server: i.GuildID, channel: channel}
		if channel == i.ChannelID {
			at = i.place()
		}
		return permit.Finding{Channel: channel, Lacks: permit.Lacks(may, b.Guilds.At(at.where()).Place == guild.InThread)}
	}
	others := slices.DeleteFunc(append(slices.Clone(s.Channels), slices.Sorted(maps.Keys(own))...), func(c string) bool { return c == i.ChannelID || !answers(c) })
	var found []permit.Finding
	if answers(i.ChannelID) {
		found = append(found, lacks(i.ChannelID, i.May))
	}
	if len(others) == 0 {
		return found
	}
	me, _ := b.self.get()
	ctx, cancel := context.WithTimeout(ctx, lookupTimeout)
	defer cancel()
	server, err := b.rest.server(ctx, i.GuildID, me)
	if err != nil {
		b.log().Debug("the permissions in a server could not be read", "err", err)
		return found
	}
	for n := range server.Channels {
		if c := &server.Channels[n]; slices.Contains(others, c.ID) {
			found = append(found, lacks(c.ID, server.In(c, me)))
		}
	}
	return found
}

// gone forgets what is set for a channel that was deleted.
func (b *Bot) gone(server, channel string) {
	if b.Guilds == nil || server == "" {
		return
	}
	b.inflight.Start("gone "+channel, "", func(ctx context.Context) {
		defer b.rescue("forget a channel")
		if err := b.Guilds.Gone(ctx, server, channel); err != nil {
			b.log().Error("what is set for a channel that was deleted could not be forgotten", "server", server, "channel", channel, "err", err)
		}
	})
}

// missed forgets what is set for channels that were deleted while the bot was away: Discord
// lists those that there are at each start. One that is but hidden from the bot stays.
func (b *Bot) missed(server string, data json.RawMessage) {
	set := b.Guilds.Channels(server)
	var there struct {
		Channels []channelInfo `json:"channels"`
	}
	if len(set) == 0 || !b.decode("GUILD_CREATE", data, &there) {
		return
	}
	for _, c := range there.Channels {
		delete(set, c.ID)
	}
	for channel := range set {
		b.inflight.Start("missed "+channel, "", func(ctx context.Context) {
			defer b.rescue("look for a channel")
			if _, err := b.rest.channel(ctx, channel); wire.Refused(err, wire.CodeUnknownChannel) {
				b.gone(server, channel)
			}
		})
	}
}
