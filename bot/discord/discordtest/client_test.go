package discordtest_test

import (
	"context"
	"errors"
	"flag"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

// TestMain lets many tests wait at once: discordgo sleeps for a second where it closes.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// toServer sends every request to the server under test, whatever host it is for.
type toServer struct {
	addr string
	next *http.Transport
}

func (t toServer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = "http", t.addr
	return t.next.RoundTrip(r)
}

// client is a real discordgo session that speaks to the server.
func client(t *testing.T, s *discordtest.Server) *discordgo.Session {
	t.Helper()
	session, err := discordgo.New("Bot " + s.Token)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	session.Client = &http.Client{Transport: toServer{s.Addr(), transport}, Timeout: 20 * time.Second}
	session.Dialer = &websocket.Dialer{NetDialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, s.Addr())
	}}
	session.LogLevel = -1
	session.Identify.Intents = discordgo.IntentGuilds | discordgo.IntentGuildMessages | discordgo.IntentDirectMessages
	return session
}

// open connects a session and closes it when the test ends.
func open(t *testing.T, s *discordtest.Server, session *discordgo.Session) {
	t.Helper()
	if err := session.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		session.ShouldReconnectOnError = false
		if err := session.Close(); err != nil {
			t.Log(err)
		}
	})
	s.WaitReady()
	// A session that is cut before its first heartbeat is out may take itself for cut again once it is back, and reconnects.
	s.WaitFor("the first heartbeat", func() bool {
		session.RLock()
		defer session.RUnlock()
		return session.DataReady
	})
}

var quiet = &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}

// start is a server whose own answers are checked by Discord's description too.
func start(t *testing.T, opts discordtest.Options) *discordtest.Server {
	t.Helper()
	opts.CheckAnswers, opts.NoStartPace = true, true
	return discordtest.New(t, opts)
}

// refusal is what became of a request.
type refusal struct {
	Status int
	Code   int
	Rule   string // of the first violation
}

// try sends a request as discordgo would and tells what became of it.
func try(t *testing.T, s *discordtest.Server, bot *discordgo.Session, method, path string, body any) refusal {
	t.Helper()
	_, err := bot.Request(method, discordgo.EndpointAPI+path, body)
	got := refusal{Status: http.StatusOK}
	var rest *discordgo.RESTError
	switch {
	case errors.As(err, &rest):
		got.Status = rest.Response.StatusCode
		if rest.Message != nil {
			got.Code = rest.Message.Code
		}
	case err != nil:
		t.Fatal(err)
	}
	for _, v := range s.TakeViolations() {
		if got.Rule == "" {
			got.Rule = v.Rule
		}
	}
	return got
}

// fields is a JSON object.
type fields map[string]any

// with is a message body that breaks no rule, but for these fields.
func with(more fields) fields {
	body := fields{"content": "hello", "allowed_mentions": fields{"parse": []string{}}}
	for key, value := range more {
		body[key] = value
	}
	return body
}

// receive takes the next value, which must come soon.
func receive[V any](t *testing.T, from <-chan V) V {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came in 10 s")
		panic("unreachable")
	}
}

// both runs a test with Discord's description and without it: our own rules must hold alone.
func both(t *testing.T, do func(t *testing.T, opts discordtest.Options)) {
	t.Helper()
	t.Run("described", func(t *testing.T) { do(t, discordtest.Options{NoLimits: true}) })
	t.Run("alone", func(t *testing.T) { do(t, discordtest.Options{NoLimits: true, OpenAPI: discordtest.NoOpenAPI}) })
}

// here is what is to become of a request where the description may be missing: our own
// rules refuse what it would have refused, and let pass a field only it knows nothing of.
func (r refusal) here(s *discordtest.Server) refusal {
	switch {
	case s.Described() || r.Rule != "openapi":
		return r
	case r.Status == http.StatusOK:
		return taken
	}
	r.Rule = "refused"
	return r
}
