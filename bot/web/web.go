// Package web answers over HTTP: the channel, a page to ask at, with the reader
// in which a citation is opened; the JSON API, on the web channel for everybody
// who can reach it, and on a socket beside the data for the operator.
// A [Server] makes the handler; a [Client] speaks to one over the socket. Both
// sides stand on a [desk.Desk], so that a command does the same work and prints the
// same, whether it opened the stories itself or a running bot did.
package web

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web/gate"
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
	Keeper   Keeper                          // for an operator; nil: there is none
	Loopback bool                            // it listens on this computer only
	Patience time.Duration                   // how long one answer may take; zero: desk.Patience
	Log      *slog.Logger                    // nil: slog.Default()

	Proxies    []netip.Prefix // the proxies in front, which are believed whom they ask for
	UserHeader string         // in which those name their user; empty: they name none
	Password   string         // of the channel's readers; empty: it has none
	Frames     []string       // the sites, as a policy names them, that may show the channel in a frame

	Hosts []string  // lower-case names that it answers as, beside those of this computer and numbers
	Shelf Shelf     // of the reader; nil: there is none
	Model string    // the name of the language model; empty: none
	Asks  gate.Pace // of questions from one address; zero: 2 a second after 20 at once
	Opens gate.Pace // of everything else; zero: 20 a second after 120 at once
	// Rate records whether an answer helped; nil: nobody is asked.
	Rate func(ctx context.Context, answer int64, asker string, helpful bool) error
	// Record opens answers at their addresses; nil: they have none. Secret seals those, and what
	// says that an answer helped; nil: until the process ends.
	Record  Record
	Secret  []byte
	Metrics *desk.Metrics                            // nil: nothing is counted
	Past    func(ctx context.Context) (*Past, error) // what the journal holds; nil: nothing
	// Other interfaces served beside the channel's own, by their patterns: those at which
	// something is asked, and those that only read.
	MoreAsks, MoreReads map[string]http.HandlerFunc

	Version string    // of the program, for the status page
	Began   time.Time // when it began
	Dir     string    // where its data is; empty: nobody is told how much that is

	Admin string // the operator's password to the status page; empty: see operatorOnly
	// Sources changes the sources for whoever gives that password; nil: nobody can. Test reads one
	// of them, or one more, changing nothing.
	Sources desk.SourceKeeper
	Test    func(ctx context.Context, name string, more ...knowledge.Source) (knowledge.Report, error)

	examples   *examples
	receipts   receipts // for feedback
	addresses  receipts
	sourceKeys receipts
	gate       *gate.Gate
	large      chan struct{} // holds a token for each large body that is held; see smallBody
}

// largeAtOnce is how many large bodies are held at one time.
const largeAtOnce = 32

// The longest body and the longest line of an address that are read.
const (
	maxBody   = 1 << 20   // of an operator's
	maxAsk    = 256 << 10 // of everybody's
	smallBody = 16 << 10  // of what is longer, or of no known length, few are read at one time
	maxHeader = 64 << 10
)

func (s *Server) patience() time.Duration { return cmp.Or(max(s.Patience, 0), desk.Patience) }

func (s *Server) log() *slog.Logger { return cmp.Or(s.Log, slog.Default()) }

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
