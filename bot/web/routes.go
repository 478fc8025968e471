package web

import (
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/storybot/storybot/bot/desk/tally"
	"github.com/storybot/storybot/bot/web/gate"
)

// Handler returns the pages and the API. It may be served by many goroutines.
func (s *Server) Handler() http.Handler {
	s.receipts, s.addresses, s.sourceKeys = newReceipts(s.Secret, "feedback"), newReceipts(s.Secret, "address"), newReceipts(s.Secret, "source")
	s.examples = &examples{}
	s.gate = &gate.Gate{Proxies: s.Proxies, UserHeader: s.UserHeader, Password: s.Password, Admin: s.Admin, Log: s.log(), Refuse: s.refuse}
	s.large = make(chan struct{}, largeAtOnce)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", health)
	mux.HandleFunc("GET /readyz", s.readyz)
	asks, opens := gate.NewLimiter(s.Asks.Or(gate.Pace{PerSecond: 2, Burst: 20})), gate.NewLimiter(s.Opens.Or(gate.Pace{PerSecond: 20, Burst: 120})) // more than a person can type or click
	for pattern, handler := range map[string]http.HandlerFunc{
		"POST /api/ask":      s.ask,
		"POST /api/summary":  s.summary,
		"POST /api/timeline": s.timeline,
		"POST /api/digest":   s.digest,
		"GET /api/search":    s.search,
	} {
		mux.HandleFunc(pattern, s.limited(asks, handler))
	}
	if !s.Operator {
		mux.HandleFunc("GET /search", s.limited(asks, s.searchFor))
	}
	for pattern, handler := range s.MoreAsks {
		mux.HandleFunc(pattern, s.limited(asks, handler))
	}
	for pattern, handler := range s.MoreReads {
		mux.HandleFunc(pattern, s.limited(opens, handler))
	}
	for pattern, handler := range s.readRoutes() {
		mux.HandleFunc(pattern, s.limited(opens, handler))
	}
	if s.Operator {
		mux.HandleFunc("POST /api/reload", s.reload)
		mux.HandleFunc("POST /api/check", s.check)
		if s.Keeper != nil {
			mux.HandleFunc("POST /api/backup", s.keeps(s.Keeper.Backup))
			mux.HandleFunc("POST /api/restore", s.keeps(s.Keeper.Restore))
		}
	} else if s.Metrics != nil {
		mux.HandleFunc("GET /metrics", s.limited(opens, s.gate.Scraped(http.HandlerFunc(s.scrape))))
		operates := gate.NewLimiter(gate.Pace{PerSecond: 5, Burst: 60}) // takes nothing of what readers at that address may do, and bounds guesses
		mux.HandleFunc("GET /status", s.limited(operates, s.operatorOnly(s.status)))
		mux.HandleFunc("POST /status/reload", s.limited(operates, s.operatorOnly(s.reloadFromPage)))
		if s.Sources != nil && s.Test != nil && s.Shelf != nil {
			mux.HandleFunc("POST /status/sources", s.limited(operates, s.operatorOnly(s.changeSource)))
		}
	}
	return s.guard(mux)
}

// refusalAfter is how long a refusal takes. So many can wait for theirs as there may be connections.
const refusalAfter = 250 * time.Millisecond

// limited limits how often whoever asks may reach next.
func (s *Server) limited(l *gate.Limiter, next http.HandlerFunc) http.HandlerFunc {
	if s.Operator {
		return next
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if !l.Allow(r) {
			select { // who asks again at once would have the computer do nothing but refuse
			case <-time.After(refusalAfter):
			case <-r.Context().Done():
			}
			w.Header().Set("Retry-After", "1")
			s.problem(w, r, http.StatusTooManyRequests, problemPage{})
			return
		}
		next(w, r)
	}
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
		routes["GET /a/{key}"] = s.shared
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
		server.ReadHeaderTimeout, server.ReadTimeout = 5*time.Second, 15*time.Second
		server.ConnState = s.gate.Connections()
	}
	return server
}

// scrape writes the metrics for Prometheus.
func (s *Server) scrape(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", tally.ContentType)
	_, _ = io.WriteString(w, s.Metrics.Text(r.Context()))
}
