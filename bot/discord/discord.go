// Package discord answers in Discord: mentions, direct messages, replies,
// threads, slash commands and buttons.
//
// # The way of an event
//
// [Bot.Run] keeps a connection to Discord's gateway (gateway.go; discordgo
// speaks the protocol, watch.go reads along and decides when a connection is
// dead). route decodes each event with what it needs and nothing else, and
// drops what it has seen before. A question in a message is found by addressed
// (message.go), an interaction goes to the handler of its kind
// (interaction.go). Each handler works in its own goroutine, with a context that
// ends when its question is deleted or the bot is ended, and is rescued if it
// panics.
//
// An answer is written on a sheet: the reply to a message, or to an
// interaction. answer (answer.go) acknowledges, shows checked sentences while
// they come, and ends in exactly one visible outcome, whatever happens.
// What is shown is made by render (render.go), which is pure and lets no text of
// others become a mention, a link or an invitation. All requests go through
// rest, which knows Discord's limits.
//
// Nothing is remembered here but what a restart may lose; buttons find their
// answer in the [Journal].
package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// Surface is the name that questions from here carry.
const Surface = "discord"

// Desk is where questions are brought and stories looked up. It is an
// interface because the stories belong to the process, not to a channel of it.
type Desk interface {
	// Answer, Summary and Timeline are those of bot.Bot.
	Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error)
	Summary(ctx context.Context, q bot.Question, style bot.Style, show bot.Show) (bot.Answer, error)
	Timeline(ctx context.Context, q bot.Question) (bot.Answer, error)
	// Search finds at most limit passages, of one story at most perStory.
	Search(ctx context.Context, q bot.Question, limit, perStory int) ([]knowledge.Hit, error)
	// Stories lists the stories, without Text, that hold every word of filter, newest first.
	Stories(ctx context.Context, filter string) ([]*knowledge.StoryInfo, error)
	// Story opens the version of a story with that hash, or knowledge.ErrNotFound;
	// present is whether it is the one that is read now.
	Story(ctx context.Context, id, version string) (s knowledge.Story, present bool, err error)
	// Load makes the stories be what the named source holds now, or, for an
	// empty name, what all sources hold.
	Load(ctx context.Context, source string, o knowledge.LoadOptions) (knowledge.Report, error)
	// Sources are the names that Load knows.
	Sources() []string
	// Status tells, line by line, how the bot is doing, for an operator.
	Status(ctx context.Context) ([]string, error)
}

// Entry is what the journal holds about an answer.
type Entry struct {
	Asker, Conversation string
	Standalone          string // the question as it was searched
	Answer              bot.Answer
	Posted              []string // where it was posted
}

// ErrForgotten is returned by a Journal for an answer it does not hold.
var ErrForgotten = errors.New("no such answer")

// Journal is the durable record by which buttons and replies find their
// answer. It is an interface because it is kept on a disk.
type Journal interface {
	// Posted remembers the place of an answer.
	Posted(ctx context.Context, id int64, place string) error
	// Find returns the number of the answer posted at place, or ErrForgotten.
	Find(ctx context.Context, place string) (int64, error)
	// Answer returns what is held of an answer, or ErrForgotten.
	Answer(ctx context.Context, id int64) (Entry, error)
	// Feedback remembers whether an answer helped.
	Feedback(ctx context.Context, id int64, asker string, helpful bool) error
	// Forget deletes everything of an asker and returns how much that was.
	Forget(ctx context.Context, surface, asker string) (int, error)
}

// Bot is a member of Discord's servers. Set its fields before Run; only Desk
// and Token are required.
type Bot struct {
	Desk      Desk
	Journal   Journal // nil: nothing is kept; there are no buttons, and replies begin anew
	Token     string
	API       string            // scheme and host of the REST API; empty: https://discord.com
	Home      string            // the server with the operators' commands; empty: there are none
	Operators []string          // who may use them
	Privacy   string            // what /privacy tells besides: where questions are sent
	Transport http.RoundTripper // nil: http.DefaultTransport
	Log       *slog.Logger      // nil: slog.Default()
	Patience  time.Duration     // how long an answer may take; zero: 2 minutes
	Grace     time.Duration     // how long answers may take once the bot is ended; zero: 15 seconds
	Pace      time.Duration     // between two edits of a message; zero: 1.2 seconds
	Hello     time.Duration     // how long Discord may take to say hello; zero: 20 seconds
	// Audience returns the collections that may be answered from at a place;
	// nil: everything everywhere.
	Audience func(server, channel, asker string) []string

	rest    *rest
	me      identity
	seen    recent[struct{}]
	threads recent[bool]
	kinds   recent[bool] // whether a channel is a thread
	hinted  recent[struct{}]
	work    flights
	loading sync.Mutex
}

// Run joins Discord and answers until ctx ends; then it takes no more
// questions, finishes those under way or tells their askers, and returns nil.
// The error is ErrRefused where Discord will not have the bot.
func (b *Bot) Run(ctx context.Context) error {
	api := b.API
	if api == "" {
		api = "https://discord.com"
	}
	b.rest = newREST(api, b.Token, b.Transport)
	b.seen, b.hinted = newRecent[struct{}](20000), newRecent[struct{}](5000)
	b.threads, b.kinds = newRecent[bool](20000), newRecent[bool](20000)
	b.work.base = context.WithoutCancel(ctx)
	g := &gateway{rest: b.rest, token: b.Token, log: b.log(), event: b.route, hello: b.Hello}
	stopping := context.AfterFunc(ctx, b.work.close)
	defer stopping()
	err := g.run(ctx)
	b.work.close()
	b.work.drain(orElse(b.Grace, 15*time.Second))
	if err != nil {
		return fmt.Errorf("join Discord: %w", err)
	}
	return nil
}

func orElse(d, other time.Duration) time.Duration {
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

// identity is who the bot is, as Discord tells when it has joined.
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
