package discordtest_test

import (
	"context"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"github.com/storybot/storybot/bot/discord/discordtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

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
}

var quiet = &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
