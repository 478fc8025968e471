// Package web answers over HTTP: the channel, a page to ask at, with the reader
// in which a citation is opened; the JSON API, on the web channel for everybody
// who can reach it, and on a socket beside the data for the operator.
// A [Server] makes the handler; a [Client] speaks to one over the socket. Both
// sides stand on a [desk.Desk], so that a command does the same work and prints the
// same, whether it opened the stories itself or a running bot did.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// Shelf opens stories for reading. It is an interface so that pages can be
// tested on few, chosen stories; a knowledge.Base is one.
type Shelf interface {
	bot.Searcher
	// Info returns what is loaded.
	Info(ctx context.Context) (knowledge.Info, error)
	// Versions returns the versions of a story, oldest first, or knowledge.ErrNotFound.
	Versions(ctx context.Context, id string) ([]knowledge.Version, error)
	// Text returns the text of one version, or knowledge.ErrNotFound.
	Text(ctx context.Context, id, hash string) (string, error)
}

// Server turns requests into work for a Desk. Set its fields before Handler.
type Server struct {
	Desk     desk.Desk
	Operator bool                            // whoever can reach it has an operator's rights: the socket
	Ready    func(ctx context.Context) error // why it cannot answer yet; nil: it always can
	Loopback bool                            // it listens on this computer only
	Patience time.Duration                   // how long one answer may take; zero: 2 minutes
	Log      *slog.Logger                    // nil: slog.Default()

	Hosts []string // lower-case names that it answers as, beside those of this computer and numbers
	Shelf Shelf    // of the reader; nil: there is none
	Model string   // the name of the language model; empty: none
	Asks  Pace     // of questions from one address; zero: 2 a second after 20 at once
	Opens Pace     // of everything else; zero: 20 a second after 120 at once
	// Rate records whether an answer helped; nil: nobody is asked.
	Rate    func(ctx context.Context, answer int64, asker string, helpful bool) error
	Metrics *desk.Metrics                            // nil: nothing is counted
	Past    func(ctx context.Context) (*Past, error) // what the journal holds; nil: nothing
	Admin   string                                   // the operator's password to the status page; empty: see operatorOnly

	examples *examples
	receipts receipts
}

// The longest body and the longest line of an address that are read.
const (
	maxBody   = 1 << 20
	maxHeader = 64 << 10
)

// Handler returns the pages and the API. It may be served by many goroutines.
func (s *Server) Handler() http.Handler {
	s.receipts, s.examples = newReceipts(), &examples{}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", health)
	mux.HandleFunc("GET /readyz", s.readyz)
	asks, opens := newLimiter(s.Asks.or(askPace, askBurst)), newLimiter(s.Opens.or(openPace, openBurst))
	for pattern, handler := range map[string]http.HandlerFunc{
		"POST /api/ask":      s.ask,
		"POST /api/summary":  s.summary,
		"POST /api/timeline": s.timeline,
		"GET /api/search":    s.search,
	} {
		mux.HandleFunc(pattern, s.limited(asks, handler))
	}
	for pattern, handler := range s.readRoutes() {
		mux.HandleFunc(pattern, s.limited(opens, handler))
	}
	if s.Operator {
		mux.HandleFunc("POST /api/reload", s.reload)
		mux.HandleFunc("POST /api/check", s.check)
	} else if s.Metrics != nil {
		mux.Handle("GET /metrics", promhttp.HandlerFor(s.Metrics.Gatherer(), promhttp.HandlerOpts{}))
		mux.HandleFunc("GET /status", s.limited(asks, s.operatorOnly(s.status)))
		mux.HandleFunc("POST /status/reload", s.limited(asks, s.operatorOnly(s.reloadFromPage)))
	}
	return s.guard(mux)
}

// readRoutes are the routes on which nothing is asked.
func (s *Server) readRoutes() map[string]http.HandlerFunc {
	routes := map[string]http.HandlerFunc{
		"GET /api/stories":      s.stories,
		"GET /api/stories/{id}": s.story,
	}
	if !s.Operator {
		routes["GET /{$}"] = s.page
		routes["GET /assets/{name}"] = asset
		routes["GET /story/{id}"] = s.readStory
		routes["GET /api/openapi.json"] = describe
		routes["GET /api/examples"] = s.serveExamples
		routes["POST /api/feedback"] = s.feedback
	}
	return routes
}

// HTTP returns a server of the Handler with time limits that let no slow or
// idle client keep a connection. Its Addr is not set.
func (s *Server) HTTP() *http.Server {
	server := &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(s.log().Handler(), slog.LevelDebug),
	}
	if s.Operator { // whose loads take as long as they take, and whose searches may be long
		server.MaxHeaderBytes = maxBody
	} else {
		server.WriteTimeout = s.patience() + 30*time.Second
	}
	return server
}

func (s *Server) patience() time.Duration {
	if s.Patience > 0 {
		return s.Patience
	}
	return 2 * time.Minute
}

func (s *Server) log() *slog.Logger {
	if s.Log != nil {
		return s.Log
	}
	return slog.Default()
}

func health(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, statusReply{Status: "ok"})
}

// readyz replies whether questions can be answered now.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	if s.Ready != nil {
		if err := s.Ready(r.Context()); err != nil {
			fail(w, http.StatusServiceUnavailable, err.Error())
			return
		}
	}
	reply(w, http.StatusOK, statusReply{Status: "ready"})
}

type statusReply struct {
	Status string `json:"status"`
}
