package wire

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// newSession makes a discordgo session that reports a loss and does not reconnect
// by itself. It neither logs (its debug log and its errors hold the token) nor
// keeps a state of servers and members, of which nothing is needed.
func (s *shard) newSession(ctx context.Context) (d *discordgo.Session, lost <-chan struct{}, err error) {
	d, err = discordgo.New("Bot " + s.Token)
	if err != nil {
		return nil, nil, fmt.Errorf("make a session: %w", err)
	}
	d.Client = &http.Client{Transport: gatewayTransport(func() (string, error) { return s.address(ctx) })}
	d.Dialer = &websocket.Dialer{HandshakeTimeout: 15 * time.Second, NetDialContext: func(_ context.Context, network, _ string) (net.Conn, error) {
		return s.dial(ctx, network) // discordgo has no context to give
	}}
	d.LogLevel = -1
	d.StateEnabled, d.SyncEvents = false, true
	d.ShouldReconnectOnError, d.ShouldRetryOnRateLimit, d.ShouldReconnectVoiceOnSessionError = false, false, false
	d.MaxRestRetries = 0
	d.Compress, d.Identify.Compress = false, false // so that frames can be read along
	d.Identify.Intents = s.intents()
	d.ShardID, d.ShardCount = s.number, s.of
	gone := make(chan struct{}, 1)
	d.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case gone <- struct{}{}:
		default:
		}
	})
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if e == nil || e.Operation != 0 {
			return
		}
		if e.Type == "READY" {
			s.begin(e.RawData)
		}
		if s.held() {
			s.Event(e.Type, e.RawData)
		}
	})
	return d, gone, nil
}

// begin notes where the session that has begun can be resumed.
func (s *shard) begin(ready json.RawMessage) {
	var r struct {
		URL string `json:"resume_gateway_url"`
	}
	s.resume = gatewayAddress{name: s.to.name}
	if json.Unmarshal(ready, &r) == nil { // without one it is resumed where it began
		if to, err := parseAddress(r.URL); err == nil {
			s.resume = to
		}
	}
}

// address returns the address that discordgo is to connect to, as it may know it.
func (s *shard) address(ctx context.Context) (string, error) {
	if s.begun() && !s.usual && s.resume.hostport != "" {
		s.to = s.resume
		return s.to.plain, nil
	}
	info, err := s.look(ctx)
	if err != nil {
		return "", err
	}
	s.to, err = parseAddress(info.URL)
	return s.to.plain, err
}

// errForget has discordgo forget an address.
var errForget = errors.New("the address is asked for anew")

// dial connects to the gateway, over TLS if its address says so, and monitors
// the connection.
func (s *shard) dial(ctx context.Context, network string) (net.Conn, error) {
	if s.forget {
		return nil, errForget
	}
	connect := s.Dial
	if connect == nil {
		connect = (&net.Dialer{Timeout: 15 * time.Second}).DialContext
	}
	conn, err := connect(ctx, network, s.to.hostport)
	if err != nil {
		return nil, fmt.Errorf("connect to the gateway: %w", err)
	}
	if s.to.tls {
		secure := tls.Client(conn, &tls.Config{ServerName: s.to.name, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}})
		if err := secure.HandshakeContext(ctx); err != nil {
			_ = conn.Close()
			return nil, fmt.Errorf("connect to the gateway: %w", err)
		}
		conn = secure
	}
	patience := s.Hello
	if patience == 0 {
		patience = helloTimeout
	}
	c := monitor(conn, patience, s.ends)
	c.unbind = context.AfterFunc(ctx, func() { _ = c.Conn.Close() })
	s.mu.Lock()
	s.conn = c
	s.mu.Unlock()
	return c, nil
}

// gatewayTransport answers discordgo's one request, for the gateway's address. All other
// requests are made by REST.
type gatewayTransport func() (string, error)

// RoundTrip answers GET /gateway.
func (f gatewayTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/gateway") {
		return nil, errors.New("no request of discordgo but the gateway's is expected")
	}
	found, err := f()
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(map[string]string{"url": found})
	if err != nil {
		return nil, fmt.Errorf("write the gateway's address: %w", err)
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(data)),
		ContentLength: int64(len(data)), Request: r,
	}, nil
}
