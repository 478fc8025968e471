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
// answer (answer.go) shows checked sentences while they come, and ends in
// exactly one visible outcome, whatever happens.
// What is shown is made by render (render.go), which is pure and lets no text of
// others become a mention, a link or an invitation. All requests go through
// [wire.REST], which knows Discord's limits.
//
// Only what a restart may lose is remembered here; buttons find their answer in
// the journal.
package discord

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/wire"
)

// Surface is the name that questions from here carry.
const Surface = "discord"

// Bot is a member of Discord's servers. Set its fields before Run; only Desk
// and Token are required.
type Bot struct {
	Desk      desk.InProcess
	Journal   desk.Journal // nil: nothing is kept; there are no buttons, and replies begin anew
	Token     string
	API       string            // scheme and host of the REST API; empty: https://discord.com
	Home      string            // the server with the operators' commands; empty: there are none
	Operators []string          // who may use them
	Privacy   string            // what /privacy adds: where questions are sent
	Transport http.RoundTripper // nil: http.DefaultTransport
	Part      wire.Part         // the shards to run; zero: all that Discord recommends
	Dial      wire.Dial         // how the gateway is connected to; nil: over TCP
	Log       *slog.Logger      // nil: slog.Default()
	Patience  time.Duration     // how long an answer may take; zero: 2 minutes
	Grace     time.Duration     // how long answers may take once the bot is stopped; zero: 15 seconds
	Pace      time.Duration     // between two edits of a message; zero: 1.2 seconds
	Hello     time.Duration     // how long Discord may take to say hello; zero: 20 seconds
	// Audience returns the collections that may be answered from at a place;
	// nil: everything everywhere.
	Audience func(server, channel, asker string) []string

	rest     *rest
	self     identity
	seen     *desk.Recent[struct{}]
	threads  *desk.Recent[bool] // whether the bot has answered in a thread
	kinds    *desk.Recent[bool] // whether a channel is a thread
	hinted   *desk.Recent[struct{}]
	walls    *desk.Recent[wall] // what channels did not take of late
	notices  notices
	asked    *desk.Recent[struct{}] // messages that addressed the bot
	roles    *desk.Recent[string]   // the bot's own role in a server
	crowd    crowd
	turns    turns
	inflight *desk.Inflight
	loading  sync.Mutex
}

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
	b.walls = desk.NewRecent[wall](5000)
	b.threads, b.kinds = desk.NewRecent[bool](20000), desk.NewRecent[bool](20000)
	b.inflight = desk.NewInflight(context.WithoutCancel(ctx))
	g := &wire.Gateway{REST: b.rest.REST, Token: b.Token, Log: b.log(), Event: b.dispatch, Hello: b.Hello, Dial: b.Dial, Part: b.Part}
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

func durationOr(d, other time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return other
}

func (b *Bot) log() *slog.Logger {
	if b.Log != nil {
		return b.Log
	}
	return slog.Default()
}

// identity is who the bot is, as Discord says when it has joined.
type identity struct {
	mu        sync.Mutex
	user, app string
}

func (i *identity) set(user, app string) (first bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	first = i.user == ""
	i.user, i.app = user, app
	return first
}

func (i *identity) get() (user, app string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.user, i.app
}
