// Package discord answers in Discord: mentions, direct messages, replies,
// threads, slash commands and buttons.
//
// # The way of an event
//
// [Bot.Run] keeps a connection to Discord's gateway ([wire.Gateway]; discordgo
// speaks the protocol, package wire reads along and decides when a connection
// is dead). dispatch decodes what is needed of each event, and drops what has
// been seen before. addressed (message.go) finds the question in a message; an
// interaction goes to the handler of its kind (interaction.go). Each handler
// works in its own goroutine, with a context that ends when its question is
// deleted or the bot is stopped, and is rescued if it panics.
//
// A responder shows an answer: as the reply to a message (channelreply.go), or to an
// interaction (interactionreply.go). What Discord does not take there is posted plainly,
// sent to the asker in private, or logged with its place.
// Where a server wants it, an answer goes into a thread of its own (threads.go). What a
// killed process left unfinished is marked by the next one (interrupted.go).
// answer (answer.go) shows checked sentences while they come, and ends in
// exactly one visible outcome, whatever happens.
// Whom it speaks to decides in which language it does (voice.go); package words holds what it says.
// What is shown is made by package render, which is pure and lets no text of
// others become a mention, a link or an invitation. All requests go through
// [wire.REST], which knows Discord's limits.
//
// Only what a restart may lose is remembered here; buttons find their answer in
// the journal.
package discord

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/wire"
)

// Run joins Discord and answers until ctx ends. Then it takes no more questions,
// finishes those under way or tells their askers that it stops, and returns nil.
// The error is wire.ErrRefused if Discord refuses the bot for good.
func (b *Bot) Run(ctx context.Context) error {
	api := b.API
	if api == "" {
		api = "https://discord.com"
	}
	b.rest = &rest{wire.NewREST(api, b.Token, b.Transport)}
	b.seen, b.hinted = desk.NewRecent[struct{}](20000), desk.NewRecent[struct{}](5000)
	b.asked, b.roles = desk.NewRecent[struct{}](20000), desk.NewRecent[string](5000)
	b.walls, b.flat = desk.NewRecent[wall](5000), desk.NewRecent[time.Time](5000)
	b.parents, b.tongues = desk.NewRecent[string](20000), desk.NewRecent[string](20000)
	b.threads = desk.NewRecent[bool](20000)
	b.inflight = desk.NewInflight(context.WithoutCancel(ctx))
	g := &wire.Gateway{REST: b.rest.REST, Token: b.Token, Log: b.log(), Event: b.dispatch, Hello: b.Hello, Dial: b.Dial, Part: b.Part, Lease: b.Lease, Content: b.Content}
	b.left = b.unsettled(ctx)
	if b.Watch != nil && b.Part.First == 0 { // one of several processes tells
		b.Watch.Tell, b.Watch.Log = b.tellOperators, b.log()
		var watching sync.WaitGroup
		while, stop := context.WithCancel(ctx)
		watching.Go(func() {
			_ = b.Lease.While(while, "tell operators", func(ctx context.Context, _ func() bool) error { b.Watch.Run(ctx); return nil })
		})
		defer watching.Wait()
		defer stop() // also where Discord refuses the bot
	}
	stopping := context.AfterFunc(ctx, b.inflight.Close)
	defer stopping()
	err := g.Run(ctx)
	b.inflight.Close()
	b.inflight.Drain(durationOr(b.Grace, 15*time.Second))
	if err != nil {
		return fmt.Errorf("join Discord: %w", err)
	}
	return nil
}
