package discordtest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// T is the part of testing.TB that the server needs.
type T interface {
	Helper()
	Cleanup(func())
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Logf(format string, args ...any)
}

// Options say how the Discord of a test differs from the usual one. The zero value works.
type Options struct {
	// Token is the bot's token without "Bot "; empty: one of the usual form.
	Token string
	// Heartbeat is the interval HELLO asks for; zero: 41.25 s, as Discord's.
	Heartbeat time.Duration
	// Privileged holds the privileged intents the application has switched on; none by default.
	Privileged int
	// NoLimits switches the rate limits of routes and the global one off.
	NoLimits bool
	// OpenAPI is the path of Discord's OpenAPI description. Empty: it is looked for as
	// shared/discord/openapi.json beside the repository; absent: bodies are not checked
	// by it, which is logged. [NoOpenAPI]: they are not checked by it.
	OpenAPI string
	// Patience is how long the Wait helpers wait; zero: 10 s.
	Patience time.Duration
	// Keep bounds what is kept of each kind (messages of a channel, requests, events to
	// replay): the oldest go first. Zero: 5,000.
	Keep int
	// CheckAnswers checks the server's own answers and message events by the OpenAPI
	// description; what does not hold fails the test.
	CheckAnswers bool
	// Memory has the server listen within the process alone ([Server.Dial]), for tests in
	// a bubble of testing/synctest.
	Memory bool
	// Shards is how many shards the gateway recommends; zero: 1.
	Shards int
	// Concurrency is how many sessions may begin within five seconds; zero: 1. One more
	// is answered with an invalid session.
	Concurrency int
	// NoStartPace takes sessions however soon they begin after each other.
	NoStartPace bool
	// Starts is how many sessions may begin in a day; zero: 1,000. One more resets the
	// token, which is a violation.
	Starts int
	// NoUserInstall has the operator not let people install the bot for themselves.
	NoUserInstall bool
	// AllowViolations keeps violations nobody took from failing the test.
	AllowViolations bool
}

// NoOpenAPI as [Options].OpenAPI leaves bodies to this package's own rules.
const NoOpenAPI = "none"

// Server is a Discord. All its methods may be called concurrently.
type Server struct {
	URL   string   // for DISCORD_API_URL: REST lives under URL/api/v9 and URL/api/v10
	Token string   // the bot's, without "Bot "
	AppID string   // the application's id
	Bot   User     // the bot's own user
	Guild *Guild   // the guild that is there from the start
	Home  *Channel // its channel "general"

	t      T
	opts   Options
	http   *httptest.Server
	schema *schemas
	active sync.WaitGroup // gateway connections

	mu      sync.Mutex
	changed chan struct{} // closed and replaced whenever anything changes
	closed  chan struct{}
	shift   time.Duration
	lastID  int64

	world
	gateway
	rest
}

// New starts a Discord and stops it when the test ends, which fails it for every
// violation left.
func New(t T, opts Options) *Server {
	t.Helper()
	if opts.Token == "" {
		opts.Token = "MTE4NzY1NDMyMTA5ODc2NTQz.GfAkEd.not-a-real-token-of-any-bot-0123456789"
	}
	if opts.Heartbeat == 0 {
		opts.Heartbeat = 41250 * time.Millisecond
	}
	if opts.Patience == 0 {
		opts.Patience = 10 * time.Second
	}
	if opts.Keep == 0 {
		opts.Keep = 5000
	}
	opts.Shards, opts.Concurrency = max(opts.Shards, 1), max(opts.Concurrency, 1)
	if opts.Starts == 0 {
		opts.Starts = 1000
	}
	s := &Server{t: t, opts: opts, Token: opts.Token, changed: make(chan struct{}), closed: make(chan struct{})}
	s.world, s.gateway, s.rest = newWorld(), newGateway(), newREST()
	s.schema = findSchemas(t, opts.OpenAPI)
	s.AppID = s.newID()
	s.Bot = User{ID: s.AppID, Username: "storybot", Discriminator: "0", Bot: true}
	s.users[s.Bot.ID] = &s.Bot
	s.Guild = s.AddGuild("home")
	s.Home = s.AddChannel(s.Guild, "general")
	s.listen()
	t.Cleanup(s.finish)
	return s
}

func (s *Server) listen() {
	s.http = httptest.NewUnstartedServer(s.handler())
	if s.opts.Memory {
		_ = s.http.Listener.Close()
		s.http.Listener = newMemory()
	}
	s.http.Start()
	s.URL = s.http.URL
}

func (s *Server) finish() {
	s.Close()
	if s.opts.AllowViolations {
		return
	}
	for _, v := range s.TakeViolations() {
		s.t.Errorf("discordtest: %s", v)
	}
}

// Close drops every connection and stops listening. It may be called more than once.
func (s *Server) Close() {
	s.mu.Lock()
	select {
	case <-s.closed:
		s.mu.Unlock()
		return
	default:
	}
	close(s.closed)
	for _, c := range s.conns {
		c.ws.Close() //nolint:errcheck,gosec // the end of it all
	}
	s.mu.Unlock()
	s.http.CloseClientConnections()
	s.http.Close()
	s.active.Wait()
}

// GatewayURL is the address GET /gateway gives, with a slash at its end.
func (s *Server) GatewayURL() string {
	return "ws" + strings.TrimPrefix(s.URL, "http") + "/"
}

// Addr is host:port of the server, for a dialer that leads there whatever it is asked for.
func (s *Server) Addr() string { return s.http.Listener.Addr().String() }

func (s *Server) handler() http.Handler {
	api := s.routes()
	mux := http.NewServeMux()
	mux.Handle("/api/v9/", http.StripPrefix("/api/v9", api))
	mux.Handle("/api/v10/", http.StripPrefix("/api/v10", api))
	mux.HandleFunc(filesHost+"/attachments/", s.serveFile)
	mux.HandleFunc("/", s.serveGateway)
	return mux
}
