package discord

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/discord/operate"
	"github.com/storybot/storybot/bot/discord/wire"
	"github.com/storybot/storybot/bot/guild"
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
	ModelHost string            // where questions are sent to be answered; empty: nowhere
	Transport http.RoundTripper // nil: http.DefaultTransport
	Part      wire.Part         // the shards to run; zero: all that Discord recommends
	Lease     wire.Lease        // the right to run each of those, where several processes are there; nil: this one is alone
	Dial      wire.Dial         // how the gateway is connected to; nil: over TCP
	Log       *slog.Logger      // nil: slog.Default()
	Patience  time.Duration     // how long an answer may take; zero: 2 minutes
	Grace     time.Duration     // how long answers may take once the bot is stopped; zero: 15 seconds
	Pace      time.Duration     // between two edits of a message; zero: 1.2 seconds
	Hello     time.Duration     // how long Discord may take to say hello; zero: 20 seconds
	// Content says that the bot is allowed to be shown all messages, a privileged intent:
	// threads that it has answered in then simply talk.
	Content bool
	Pending Pending // nil: what a killed process leaves unfinished stays so
	// Audience returns the collections that may be answered from at a place;
	// nil: everything everywhere.
	Audience func(server, channel, asker string) []string
	Guilds   *guild.Book       // what servers' managers have set, and who is blocked; nil: nothing, nobody
	Zone     string            // of quiet hours that name none; empty: UTC
	Sources  desk.SourceKeeper // of /sources; nil: none can be changed
	Watch    *operate.Watch    // tells operators of troubles, in private, by the Tell that Run sets; nil: nobody is told

	rest     *rest
	self     identity
	seen     *desk.Recent[struct{}]
	threads  *desk.Recent[bool] // whether the bot has answered in a thread
	hinted   *desk.Recent[struct{}]
	walls    *desk.Recent[wall] // what channels did not take of late
	notices  notices
	flat     *desk.Recent[time.Time] // channels that took no thread, and when
	asked    *desk.Recent[struct{}]  // messages that addressed the bot
	roles    *desk.Recent[string]    // the bot's own role in a server
	parents  *desk.Recent[string]    // the channel that a thread is in; empty: it is none
	tongues  *desk.Recent[string]    // the languages of servers and users, but for English
	offered  offered
	crowd    crowd
	turns    turns
	inflight *desk.Inflight
	loading  sync.Mutex
	left     map[string]string // what the process before this one left unfinished
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

// Pending is the durable record of the answers that are being written: what a process
// that was killed has left is found there by the next. It is an interface because it is
// kept on a disk.
type Pending interface {
	// Pending remembers a place, and what is shown there, in place of what was before.
	Pending(ctx context.Context, place, shown string) error
	// Settled forgets a place.
	Settled(ctx context.Context, place string) error
	// Unsettled returns the places that were not forgotten, with what is shown there.
	Unsettled(ctx context.Context) (map[string]string, error)
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

// rescue keeps a panic from ending the process.
func (b *Bot) rescue(what string) {
	if cause := recover(); cause != nil {
		b.log().Error("panic", "at", what, "cause", cause, "stack", string(debug.Stack()))
	}
}

func (b *Bot) wallOf(channel string) (wall, bool) {
	w, known := b.walls.Get(channel)
	return w, known && time.Now().Before(w.until)
}
