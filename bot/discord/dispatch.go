package discord

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/discord/permit"
)

// dispatch takes one event. discordgo's reader calls it, one event after the
// other, so it must not wait: work is done in goroutines of its own.
func (b *Bot) dispatch(kind string, data json.RawMessage) {
	defer b.rescue("event " + kind)
	switch kind {
	case "READY":
		var r ready
		if b.decode(kind, data, &r) {
			b.joined(r)
		}
	case "MESSAGE_CREATE":
		var m message
		if b.decode(kind, data, &m) {
			b.message(&m)
		}
	case "MESSAGE_UPDATE":
		var m message
		if b.decode(kind, data, &m) {
			b.edited(&m)
		}
	case "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		var d deleted
		if b.decode(kind, data, &d) {
			for _, id := range append(d.IDs, d.ID) {
				b.inflight.Withdraw(id)
			}
		}
	case "GUILD_CREATE":
		b.invited(data)
	case "CHANNEL_DELETE":
		var c channelInfo
		if b.decode(kind, data, &c) {
			b.gone(c.Server, c.ID)
		}
	case "GUILD_UPDATE":
		var g struct {
			ID     string `json:"id"`
			Locale string `json:"preferred_locale"`
		}
		if b.decode(kind, data, &g) {
			b.learn(g.ID, g.Locale)
		}
	case "INTERACTION_CREATE":
		i := interaction{came: time.Now()}
		if b.decode(kind, data, &i) {
			b.interaction(&i)
		}
	}
}

// decode reads an event. A field of an unexpected kind does not make the rest useless.
func (b *Bot) decode(kind string, data json.RawMessage, into any) bool {
	err := json.Unmarshal(data, into)
	var field *json.UnmarshalTypeError
	if err != nil && !errors.As(err, &field) {
		b.log().Warn("an event could not be read", "kind", kind, "err", err)
		return false
	}
	return true
}

// joined notes who the bot is and, the first time, registers its commands.
func (b *Bot) joined(r ready) {
	if r.User.ID == "" {
		return
	}
	app := r.Application.ID
	if app == "" {
		app = r.User.ID // as it is for all but the oldest bots
	}
	if !b.self.set(r.User.ID, app) {
		return
	}
	b.log().Info("joined Discord")
	b.inflight.Start("register", "", func(ctx context.Context) {
		defer b.rescue("register the commands")
		b.registerAll(ctx, app)
	})
	b.inflight.Start("mend", "", func(ctx context.Context) {
		defer b.rescue("mark interrupted answers")
		b.mend(ctx)
	})
}

// newcomer is how long after an invitation the bot still introduces itself: it may have
// been away when it was invited.
const newcomer = 24 * time.Hour

// invited takes GUILD_CREATE, which tells of each server at every start, and of one that
// has just invited the bot. That one is greeted, once for all times.
func (b *Bot) invited(data json.RawMessage) {
	var when struct { // of thousands of servers at a start, no more is read
		ID          string    `json:"id"`
		Locale      string    `json:"preferred_locale"`
		Joined      time.Time `json:"joined_at"`
		Unavailable bool      `json:"unavailable"`
	}
	if !b.decode("GUILD_CREATE", data, &when) || when.Unavailable {
		return
	}
	b.learn(when.ID, when.Locale)
	b.missed(when.ID, data)
	if b.Guilds == nil || time.Since(when.Joined) > newcomer {
		return
	}
	var g permit.Server
	if !b.decode("GUILD_CREATE", data, &g) || g.ID == "" {
		return
	}
	b.inflight.Start("hello "+g.ID, "", func(ctx context.Context) {
		defer b.rescue("hello")
		first, err := b.Guilds.Meet(ctx, g.ID)
		if err == nil && first {
			b.log().Info("invited to a server", "server", g.ID)
			err = b.sayHello(ctx, &g)
		}
		if err != nil {
			b.log().Warn("a new server could not be greeted", "server", g.ID, "err", err)
		}
	})
}

// sayHello introduces the bot to a server that has invited it, where it may write there.
func (b *Bot) sayHello(ctx context.Context, server *permit.Server) error {
	me, app := b.self.get()
	c := server.Open(me)
	if c == nil {
		b.log().Info("a new server lets the bot write nowhere", "server", server.ID)
		return nil
	}
	at := place{server: server.ID, channel: c.ID}
	v := b.voiceAt(at)
	m := v.Welcome(b.examples(ctx, at, v))
	if lacks := permit.Lacks(server.In(c, me), false); len(lacks) > 0 {
		m.Content += "\n" + strings.Join(permit.Lines(&v.Words().Chat.Permissions, []permit.Finding{{Channel: c.ID, Lacks: lacks}}, permit.Invitation(app, server.ID, false)), "\n")
	}
	_, err := b.rest.post(ctx, c.ID, outgoing{Message: m, Nonce: "hello-" + server.ID[max(0, len(server.ID)-18):], Enforce: true})
	return err
}
