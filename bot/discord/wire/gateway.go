package wire

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Gateway keeps a connection to Discord's gateway. discordgo speaks the
// protocol; when to connect, when to give a connection up and when to give up
// altogether is decided here.
type Gateway struct {
	REST  *REST
	Token string
	Log   *slog.Logger
	Event func(kind string, data json.RawMessage) // called one after the other
	Hello time.Duration                           // zero: helloMost

	mu   sync.Mutex
	last closing        // how the last connection ended
	conn *monitoredConn // the present one
}

// The intents: messages in servers and direct messages. None of them is
// privileged.
const intents = discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

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
	case 4010, 4011:
		why = "a single connection: the bot is in too many servers and would have to be sharded"
	case 4012:
		why = "this version of its gateway"
	case 4013:
		why = "the intents asked for: they are not valid"
	case 4014:
		why = "the intents asked for: they are not allowed"
	default:
		return nil
	}
	return fmt.Errorf("%w %s (close code %d)", ErrRefused, why, c.code)
}

// Run stays connected until ctx ends (nil) or Discord refuses for good (ErrRefused).
func (g *Gateway) Run(ctx context.Context) error {
	session, lost, err := g.session(ctx)
	if err != nil {
		return err
	}
	for wait := firstWait; ; {
		began := time.Now()
		select {
		case <-lost: // discordgo's reader and its heartbeat may both report one loss
		default:
		}
		err := session.Open()
		if err == nil || errors.Is(err, discordgo.ErrWSAlreadyOpen) {
			g.settled()
			select {
			case <-lost:
			case <-ctx.Done():
				_ = session.Close()
				return nil
			}
		}
		if ctx.Err() != nil {
			return nil //nolint:nilerr // it was to end; that Open failed is of no interest
		}
		c := g.ended()
		if err := fatal(c); err != nil {
			return err
		}
		if time.Since(began) > time.Minute {
			wait = firstWait
		}
		g.Log.Warn("the connection to Discord is lost; connecting again", "why", c.words(err), "code", c.code)
		if Sleep(ctx, wait/2+rand.N(wait/2)) != nil { //nolint:gosec // not a secret
			return nil //nolint:nilerr // it was to end
		}
		wait = min(2*wait, lastWait)
	}
}

// The pause between two attempts to connect doubles from the first to the last.
const (
	firstWait = time.Second
	lastWait  = 2 * time.Minute
)

// words is why a connection ended.
func (c closing) words(err error) string {
	switch {
	case c.reason != "":
		return c.reason
	case err != nil:
		return withoutAddress(err).Error()
	}
	return "it broke off"
}

// ended returns how the last connection ended, and forgets it.
func (g *Gateway) ended() closing {
	g.mu.Lock()
	defer g.mu.Unlock()
	c := g.last
	g.last = closing{}
	return c
}

func (g *Gateway) ends(c closing) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last = c
}

// session makes a discordgo session that reports a loss and does not reconnect
// by itself. It neither logs (its debug log and its errors hold the token) nor
// keeps a state of servers and members, of which nothing is needed.
func (g *Gateway) session(ctx context.Context) (s *discordgo.Session, lost <-chan struct{}, err error) {
	s, err = discordgo.New("Bot " + g.Token)
	if err != nil {
		return nil, nil, fmt.Errorf("make a session: %w", err)
	}
	var to gatewayAddress
	s.Client = &http.Client{Transport: gatewayTransport(func() (string, error) {
		var plain string
		if plain, to, err = g.lookUp(ctx); err != nil {
			return "", err
		}
		return plain, nil
	})}
	s.Dialer = &websocket.Dialer{HandshakeTimeout: 15 * time.Second, NetDialContext: func(_ context.Context, network, _ string) (net.Conn, error) {
		return g.dial(ctx, network, to) // discordgo has no context to give
	}}
	s.LogLevel = -1
	s.StateEnabled, s.SyncEvents = false, true
	s.ShouldReconnectOnError, s.ShouldRetryOnRateLimit, s.ShouldReconnectVoiceOnSessionError = false, false, false
	s.MaxRestRetries = 0
	s.Compress, s.Identify.Compress = false, false // so that frames can be read along
	s.Identify.Intents = intents
	gone := make(chan struct{}, 1)
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case gone <- struct{}{}:
		default:
		}
	})
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if e != nil && e.Operation == 0 {
			g.Event(e.Type, e.RawData)
		}
	})
	return s, gone, nil
}

// dial connects to the gateway, over TLS if its address says so, and monitors
// the connection.
func (g *Gateway) dial(ctx context.Context, network string, to gatewayAddress) (net.Conn, error) {
	dialer := net.Dialer{Timeout: 15 * time.Second}
	conn, err := dialer.DialContext(ctx, network, to.hostport)
	if err != nil {
		return nil, fmt.Errorf("connect to the gateway: %w", err)
	}
	if to.tls {
		secure := tls.Client(conn, &tls.Config{ServerName: to.name, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}})
		if err := secure.HandshakeContext(ctx); err != nil {
			_ = conn.Close()
			return nil, fmt.Errorf("connect to the gateway: %w", err)
		}
		conn = secure
	}
	patience := g.Hello
	if patience == 0 {
		patience = helloTimeout
	}
	c := monitor(conn, patience, g.ends)
	c.unbind = context.AfterFunc(ctx, func() { _ = c.Conn.Close() })
	g.mu.Lock()
	g.conn = c
	g.mu.Unlock()
	return c, nil
}

// settled unbinds the connection from its context: once a session has begun, it
// is closed with a closing frame.
func (g *Gateway) settled() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.conn != nil {
		g.conn.unbind()
	}
}
