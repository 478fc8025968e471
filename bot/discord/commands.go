package discord

import (
	"context"

	"github.com/storybot/storybot/bot/discord/offer"
)

// registerAll registers the commands of all servers and those of the home
// server where they differ from what Discord has.
func (b *Bot) registerAll(ctx context.Context, app string) {
	all := offer.Everywhere()
	if !b.forPeople(ctx) {
		all = offer.ForServersAlone(all)
	}
	lists := map[string][]offer.Command{"": all}
	if b.Home != "" {
		lists[b.Home] = offer.AtHome()
	}
	for guild, want := range lists {
		if err := b.register(ctx, app, guild, want); err != nil {
			b.log().Error("the commands could not be registered", "server", guild, "err", err)
		}
	}
}

// forPeople reports whether the operator lets people install the bot for themselves: the
// developer portal can switch that off, and Discord then takes no command for it.
func (b *Bot) forPeople(ctx context.Context) bool {
	ways, err := b.rest.installs(ctx)
	if err != nil {
		b.log().Debug("it could not be read who may install the bot", "err", err)
	}
	_, people := ways["1"]
	return people || len(ways) == 0
}

func (b *Bot) register(ctx context.Context, app, guild string, want []offer.Command) error {
	have, err := b.rest.commands(ctx, app, guild)
	if err != nil {
		return err
	}
	if !offer.Same(have, want, guild != "") {
		if have, err = b.rest.register(ctx, app, guild, want); err != nil {
			return err
		}
		b.log().Info("commands registered", "server", guild, "commands", len(want))
	}
	b.offered.add(have)
	return nil
}
