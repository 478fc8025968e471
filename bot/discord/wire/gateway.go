package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/sync/errgroup"
)

// Gateway keeps the connections to Discord's gateway, one for each shard: a part
// of the servers that the bot is in. discordgo speaks the protocol; when to
// connect, when to give a connection up and when to give up altogether is decided
// here.
type Gateway struct {
	REST  *REST
	Token string
	Log   *slog.Logger
	// Event takes the events of a shard, one after the other; those of several
	// shards at once.
	Event func(kind string, data json.RawMessage)
	Hello time.Duration // how long Discord may take to say hello; zero: helloTimeout
	Dial  Dial          // nil: over TCP
	Part  Part          // zero: all shards that Discord recommends
	// Lease waits for the right to do something, which one process at a time has; nil: this one is alone.
	// Where Part is zero, each shard is run by whoever has the right to it.
	Lease Lease
	// Content asks for the words of all messages, for which the application must be allowed to.
	Content bool

	starts  starts
	looking chan struct{} // holds one while Discord is asked, or what it said is read
	looked  time.Time
	info    gatewayInfo
}

// Lease waits until the right to what is named is had. Its error is that of ctx.
type Lease func(ctx context.Context, name string) (Right, error)

// Right is what one process at a time has; a network hands it out.
type Right interface {
	Held() bool            // at this moment
	Lost() <-chan struct{} // closed when another has it
	Give()                 // gives it back
}

// Dial connects to an address.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

// Part says which of all shards are run here: those of them from First to Last,
// Of of them in all.
type Part struct{ First, Last, Of int }

// The intents: servers that invite the bot, messages in servers and direct messages.
// None of them is privileged.
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// intents are those that are asked for.
func (g *Gateway) intents() discordgo.Intent {
	if g.Content {
		return intents | discordgo.IntentMessageContent
	}
	return intents
}

// ErrRefused says that Discord will not have this bot as it is set up; trying
// again would not help.
var ErrRefused = errors.New("discord refuses")

// fatal returns the error of a close code after which connecting again is
// pointless, else nil.
func fatal(c closing) error {
	why := ""
	switch c.code {
	case 4004:
		why = "the token: DISCORD_TOKEN is wrong or was reset; copy it anew from the developer portal"
	case 4010:
		why = "this part of a sharded bot: there are not so many"
	case 4011:
		why = "so few connections: the bot is in too many servers and must be sharded further"
	case 4012:
		why = "this version of its gateway"
	case 4013:
		why = "the intents asked for: they are not valid"
	case 4014:
		why = "the intents asked for: they are not allowed; with DISCORD_MESSAGE_CONTENT on, Message Content Intent must be on in the developer portal"
	default:
		return nil
	}
	return fmt.Errorf("%w %s (close code %d)", ErrRefused, why, c.code)
}

// wrongToken returns the error of a token that is not taken, else nil.
func wrongToken(err error) error {
	var r *Refusal
	if errors.As(err, &r) && r.Status == http.StatusUnauthorized {
		return fatal(closing{code: 4004})
	}
	return nil
}

// Run stays connected until ctx ends (nil) or Discord refuses for good (ErrRefused).
func (g *Gateway) Run(ctx context.Context) error {
	g.looking = make(chan struct{}, 1)
	part, err := g.part(ctx)
	switch {
	case errors.Is(err, ErrRefused):
		return err
	case err != nil:
		return nil //nolint:nilerr // it was to end while Discord could not be reached
	}
	all, ctx := errgroup.WithContext(ctx)
	for n := part.First; n <= part.Last; n++ {
		all.Go(func() error {
			return g.Lease.While(ctx, fmt.Sprintf("run shard %d of %d", n, part.Of), func(ctx context.Context, held func() bool) error {
				s := &shard{Gateway: g, number: n, of: part.Of, held: held}
				return s.run(ctx)
			})
		})
	}
	return all.Wait() //nolint:wrapcheck // it says what Discord refuses
}

// While does something whenever the right to it is had, until ctx ends or it fails; that of which
// the right is lost has its context ended. held reports whether it is had at this moment: a process that
// was stopped hears of that before anything else. A nil Lease has every right.
func (l Lease) While(ctx context.Context, name string, do func(ctx context.Context, held func() bool) error) error {
	if l == nil {
		return do(ctx, func() bool { return true })
	}
	for ctx.Err() == nil {
		right, err := l(ctx, name)
		if err != nil {
			return nil //nolint:nilerr // it was to end
		}
		err = during(ctx, right, do)
		right.Give()
		if err != nil {
			return err
		}
	}
	return nil
}

// during does something until it ends or the right to it is lost.
func during(ctx context.Context, right Right, do func(ctx context.Context, held func() bool) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var watching sync.WaitGroup
	defer watching.Wait()
	defer stop()
	watching.Go(func() {
		select {
		case <-right.Lost():
			stop()
		case <-ctx.Done():
		}
	})
	return do(ctx, right.Held)
}

// part returns the shards to run, as many as Discord recommends where the settings
// do not say; the error is that of ctx, or ErrRefused.
func (g *Gateway) part(ctx context.Context) (Part, error) {
	if g.Part.Of > 0 {
		return g.Part, nil
	}
	for losses := 0; ; losses++ {
		info, err := g.look(ctx)
		if err == nil {
			n := max(info.Shards, 1)
			return Part{First: 0, Last: n - 1, Of: n}, nil
		}
		if wrong := wrongToken(err); wrong != nil {
			return Part{}, wrong
		}
		if ctx.Err() != nil {
			return Part{}, context.Cause(ctx) //nolint:wrapcheck // only that it ended counts
		}
		g.Log.Warn("Discord cannot be asked for its gateway; asking again", "why", withoutAddress(err).Error())
		if err := Sleep(ctx, backOff(losses, longestPause)); err != nil {
			return Part{}, err
		}
	}
}
