package main

import (
	"errors"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/journal"
)

// parts are the parts of a bot that owns its stories, put together.
type parts struct {
	*desk.Local
	catalogue *catalogue
	journal   *journal.Journal // nil: it is damaged
	closers   []func() error
}

// observe has the metrics count what the bot does from now on.
func (p *parts) observe() {
	p.Metrics = desk.NewMetrics(p.Base, "web", "discord", "cli")
	if p.Bot.Model != nil {
		p.Bot.Model = p.Metrics.Model(p.Bot.Model)
	}
}

// desk is where surfaces bring their questions; every one is counted.
func (p *parts) desk() desk.InProcess { return p.Metrics.Desk(p.Local) }

// Close gives everything back, last opened first.
func (p *parts) Close() error {
	var errs []error
	for i := len(p.closers) - 1; i >= 0; i-- {
		errs = append(errs, p.closers[i]())
	}
	p.closers = nil
	return errors.Join(errs...)
}
