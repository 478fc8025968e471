package discord

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/storybot/storybot/bot/discord/offer"
	"github.com/storybot/storybot/bot/discord/panel"
	"github.com/storybot/storybot/bot/discord/permit"
	"github.com/storybot/storybot/bot/discord/render"
	"github.com/storybot/storybot/bot/discord/wire"
)

// rest are the requests that the bot makes.
type rest struct{ *wire.REST }

// call makes one of them; its error names it.
func (r *rest) call(ctx context.Context, to wire.Route, body, into any) error {
	return r.Call(ctx, to, body, into) //nolint:wrapcheck // it says what was tried
}

// posted is what is read of a message of ours.
type posted struct {
	ID         string       `json:"id"`
	ChannelID  string       `json:"channel_id"`
	Content    string       `json:"content"`
	Components []render.Row `json:"components"`
}

// message reads a message of ours.
func (r *rest) message(ctx context.Context, channel, id string) (posted, error) {
	var p posted
	err := r.call(ctx, wire.Route{
		Method: http.MethodGet, Name: "read a message", Path: "/channels/" + url.PathEscape(channel) + "/messages/" + url.PathEscape(id),
		Bucket: "read " + channel, Again: true,
	}, nil, &p)
	return p, err
}

// replied reads the first reply to an interaction.
func (r *rest) replied(ctx context.Context, app, token string) (posted, error) {
	var p posted
	err := r.call(ctx, wire.Route{
		Method: http.MethodGet, Name: "read the reply to an interaction", Free: true, Again: true,
		Path: webhook(app, token) + "/messages/@original", Bucket: "original " + token,
	}, nil, &p)
	return p, err
}

// post creates a message in a channel. With a nonce it may be sent again.
func (r *rest) post(ctx context.Context, channel string, m outgoing) (posted, error) {
	var p posted
	err := r.call(ctx, wire.Route{
		Method: http.MethodPost, Name: "post a message", Path: "/channels/" + url.PathEscape(channel) + "/messages",
		Bucket: "post " + channel, Again: m.Nonce != "" && m.Enforce, Drop: m.drop, Spare: m.spare,
	}, m, &p)
	return p, err
}

// edit changes a message of ours.
func (r *rest) edit(ctx context.Context, channel, message string, m outgoing) error {
	return r.call(ctx, wire.Route{
		Method: http.MethodPatch, Name: "edit a message", Path: "/channels/" + url.PathEscape(channel) + "/messages/" + url.PathEscape(message),
		Bucket: "edit " + channel, Again: true, Drop: m.drop, Spare: m.spare,
	}, m, nil)
}

// remove deletes a message of ours.
func (r *rest) remove(ctx context.Context, channel, message string) error {
	return r.call(ctx, wire.Route{
		Method: http.MethodDelete, Name: "delete a message", Path: "/channels/" + url.PathEscape(channel) + "/messages/" + url.PathEscape(message),
		Bucket: "delete " + channel, Again: true,
	}, nil, nil)
}

// typing shows for about ten seconds that something is written.
func (r *rest) typing(ctx context.Context, channel string) error {
	return r.call(ctx, wire.Route{
		Method: http.MethodPost, Name: "show typing", Path: "/channels/" + url.PathEscape(channel) + "/typing",
		Bucket: "typing " + channel, Again: true,
	}, nil, nil)
}

// react adds a reaction of ours to a message.
func (r *rest) react(ctx context.Context, channel, message, emoji string) error {
	return r.call(ctx, wire.Route{
		Method: http.MethodPut, Name: "react to a message", Bucket: "react " + channel, Again: true,
		Path: "/channels/" + url.PathEscape(channel) + "/messages/" + url.PathEscape(message) + "/reactions/" + url.PathEscape(emoji) + "/@me",
	}, nil, nil)
}

// channelInfo is what is read of a channel.
type channelInfo struct {
	ID     string `json:"id"`
	Server string `json:"guild_id"`
	Type   int    `json:"type"`
	Parent string `json:"parent_id"` // of a thread: the channel that it is in
}

// thread reports whether the channel is a thread.
func (c channelInfo) thread() bool { return c.Type >= 10 && c.Type <= 12 }

// outside is the channel that a thread is in; empty: it is none.
func (c channelInfo) outside() string {
	if !c.thread() {
		return ""
	}
	return cmp.Or(c.Parent, c.ID)
}

func (r *rest) channel(ctx context.Context, id string) (channelInfo, error) {
	var c channelInfo
	err := r.call(ctx, wire.Route{
		Method: http.MethodGet, Name: "look at a channel", Path: "/channels/" + url.PathEscape(id),
		Bucket: "channel " + id, Again: true,
	}, nil, &c)
	return c, err
}

// startThread makes a thread on a message and returns its ID.
func (r *rest) startThread(ctx context.Context, channel, message, name string) (string, error) {
	var c channelInfo
	err := r.call(ctx, wire.Route{
		Method: http.MethodPost, Name: "start a thread", Path: "/channels/" + url.PathEscape(channel) + "/messages/" + url.PathEscape(message) + "/threads",
		Bucket: "threads " + channel, Again: true,
	}, struct {
		Name string `json:"name"`
	}{name}, &c)
	if wire.Refused(err, wire.CodeThreadThere) {
		return message, nil // that is its ID
	}
	return c.ID, err
}

// ownRole returns the role that Discord made for the bot in a server; empty: there is none.
func (r *rest) ownRole(ctx context.Context, guild, me string) (string, error) {
	var list []struct {
		ID   string `json:"id"`
		Tags struct {
			Bot string `json:"bot_id"`
		} `json:"tags"`
	}
	err := r.call(ctx, wire.Route{
		Method: http.MethodGet, Name: "read the roles of a server", Path: "/guilds/" + url.PathEscape(guild) + "/roles",
		Bucket: "roles " + guild, Again: true,
	}, nil, &list)
	for _, role := range list {
		if role.Tags.Bot == me {
			return role.ID, nil
		}
	}
	return "", err
}

// private opens the direct messages with a user.
func (r *rest) private(ctx context.Context, user string) (channelInfo, error) {
	var c channelInfo
	err := r.call(ctx, wire.Route{
		Method: http.MethodPost, Name: "open direct messages", Path: "/users/@me/channels", Bucket: "direct", Again: true,
	}, struct {
		Recipient string `json:"recipient_id"`
	}{user}, &c)
	return c, err
}

// callback sends the first reply to an interaction. It is no error if Discord has it already.
func (r *rest) callback(ctx context.Context, id, token string, c callback) error {
	err := r.call(ctx, wire.Route{
		Method: http.MethodPost, Name: "reply to an interaction", Free: true, Again: true,
		Path:   "/interactions/" + url.PathEscape(id) + "/" + url.PathEscape(token) + "/callback",
		Bucket: "callback " + id,
	}, c, nil)
	if wire.Refused(err, wire.CodeAcknowledged) {
		return nil
	}
	return err
}

// original edits the first reply to an interaction. Each interaction has a
// bucket of its own.
func (r *rest) original(ctx context.Context, app, token string, m outgoing) (posted, error) {
	var p posted
	err := r.call(ctx, wire.Route{
		Method: http.MethodPatch, Name: "edit the reply to an interaction", Free: true, Again: true,
		Path:   webhook(app, token) + "/messages/@original",
		Bucket: "original " + token, Drop: m.drop, Spare: m.spare,
	}, m, &p)
	return p, err
}

// mark changes only the buttons of the message that an interaction is about.
func (r *rest) mark(ctx context.Context, app, token string, rows []render.Row) error {
	return r.call(ctx, wire.Route{
		Method: http.MethodPatch, Name: "mark a button", Free: true, Again: true,
		Path:   webhook(app, token) + "/messages/@original",
		Bucket: "original " + token,
	}, struct {
		Mentions   render.Mentions `json:"allowed_mentions"`
		Components []render.Row    `json:"components"`
	}{Components: rows}, nil)
}

// followUp adds a message to the reply to an interaction. It has no nonce, so
// it is not sent again when nobody knows whether it arrived.
func (r *rest) followUp(ctx context.Context, app, token string, m outgoing) (posted, error) {
	var p posted
	err := r.call(ctx, wire.Route{
		Method: http.MethodPost, Name: "add to the reply to an interaction", Free: true,
		Path:   webhook(app, token) + "?wait=true",
		Bucket: "follow " + token,
	}, m, &p)
	return p, err
}

func webhook(app, token string) string {
	return "/webhooks/" + url.PathEscape(app) + "/" + url.PathEscape(token)
}

// commands reads the commands that Discord has, of a server or (guild empty) of all.
func (r *rest) commands(ctx context.Context, app, guild string) ([]offer.Command, error) {
	var list []offer.Command
	err := r.call(ctx, wire.Route{
		Method: http.MethodGet, Name: "read the commands", Again: true, Bucket: "commands",
		Path: commandsPath(app, guild) + "?with_localizations=true",
	}, nil, &list)
	return list, err
}

// installs tells in which ways the bot may be installed: "0" by servers, "1" by people for
// themselves.
func (r *rest) installs(ctx context.Context) (map[string]struct{}, error) {
	var app struct {
		Ways map[string]struct{} `json:"integration_types_config"`
	}
	err := r.call(ctx, wire.Route{Method: http.MethodGet, Name: "read how the bot may be installed", Path: "/applications/@me", Bucket: "application", Again: true}, nil, &app)
	return app.Ways, err
}

// register replaces all commands at once, and returns them as Discord has them now.
func (r *rest) register(ctx context.Context, app, guild string, list []offer.Command) (now []offer.Command, err error) {
	if list == nil {
		return nil, fmt.Errorf("register: no commands")
	}
	err = r.call(ctx, wire.Route{
		Method: http.MethodPut, Name: "register the commands", Again: true, Bucket: "register", Path: commandsPath(app, guild),
	}, list, &now)
	return now, err
}

func commandsPath(app, guild string) string {
	if guild == "" {
		return "/applications/" + url.PathEscape(app) + "/commands"
	}
	return "/applications/" + url.PathEscape(app) + "/guilds/" + url.PathEscape(guild) + "/commands"
}

// server reads what tells what the bot may do in a server; of its members, the bot alone.
func (r *rest) server(ctx context.Context, id, me string) (permit.Server, error) {
	var s permit.Server
	var own permit.Member
	path := "/guilds/" + url.PathEscape(id)
	for _, part := range []struct {
		path string
		into any
	}{{path, &s}, {path + "/channels", &s.Channels}, {path + "/members/" + url.PathEscape(me), &own}} {
		err := r.call(ctx, wire.Route{Method: http.MethodGet, Name: "read what may be done in a server", Path: part.path, Bucket: part.path, Again: true}, nil, part.into)
		if err != nil {
			return s, err
		}
	}
	s.Members = []permit.Member{own}
	return s, nil
}

// show puts the settings in place of the first reply to an interaction, or of the message
// that it is about.
func (r *rest) show(ctx context.Context, app, token string, m panel.Message) error {
	return r.call(ctx, wire.Route{
		Method: http.MethodPatch, Name: "show the settings", Free: true, Again: true,
		Path:   webhook(app, token) + "/messages/@original",
		Bucket: "original " + token,
	}, m, nil)
}
