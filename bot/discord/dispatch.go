package discord

import (
	"context"
	"encoding/json"
	"errors"
	"time"
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
