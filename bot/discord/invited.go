package discord

import (
	"context"
	"encoding/json"
	"time"

	"github.com/storybot/storybot/bot/discord/permit"
)

// newcomer is how long after an invitation the bot still introduces itself: it may have
// been away when it was invited.
const newcomer = 24 * time.Hour

// invited takes GUILD_CREATE, which tells of each server at every start, and of one that
// has just invited the bot. That one is greeted, once for all times.
func (b *Bot) invited(data json.RawMessage) {
	var g struct {
		permit.Server
		Joined      time.Time `json:"joined_at"`
		Unavailable bool      `json:"unavailable"`
	}
	if b.Guilds == nil || !b.decode("GUILD_CREATE", data, &g) || g.ID == "" || g.Unavailable || time.Since(g.Joined) > newcomer {
		return
	}
	b.inflight.Start("hello "+g.ID, "", func(ctx context.Context) {
		defer b.rescue("hello")
		first, err := b.Guilds.Meet(ctx, g.ID)
		if err == nil && first {
			b.log().Info("invited to a server", "server", g.ID)
			err = b.sayHello(ctx, &g.Server)
		}
		if err != nil {
			b.log().Warn("a new server could not be greeted", "server", g.ID, "err", err)
		}
	})
}
