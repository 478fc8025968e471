package web

import (
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot/storybot/bot/desk"
)

// guard handles every request first: it refuses other sites' pages, other names
// for this computer and endless bodies, and turns a panic into a reply.
func (s *Server) guard(next *http.ServeMux) http.Handler {
	handler := http.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.route(next, w, r) }))
	if !s.Operator {
		cross := http.NewCrossOriginProtection()
		cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			s.refuse(w, r, http.StatusForbidden, "this was sent by another site's page")
		}))
		handler = cross.Handler(s.gate.Readers(handler))
	}
	inner := s.logged(next, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer s.rescue(w, r)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Referrer-Policy", "no-referrer")
		if !s.Operator && !s.named(r.Host) {
			s.refuse(w, r, http.StatusMisdirectedRequest, "this bot does not answer as "+strconv.Quote(desk.Host(r.Host))+"; its operator can add that name to HTTP_HOSTS")
			return
		}
		free, most := s.roomFor(r)
		if free == nil {
			w.Header().Set("Retry-After", "2")
			s.refuse(w, r, http.StatusServiceUnavailable, "too much is being sent at once; please try again in a moment")
			return
		}
		defer free()
		r.Body = http.MaxBytesReader(w, r.Body, most)
		handler.ServeHTTP(w, r)
	}))
	if s.Operator {
		return inner
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { inner.ServeHTTP(w, s.gate.Identify(r)) })
}

// roomFor takes the room that the body of a request needs until free is called, and
// returns how long it may be. free is nil where so many others are held already: a body
// that is sent slowly is held for as long as its sender likes.
func (s *Server) roomFor(r *http.Request) (free func(), most int64) {
	if s.Operator {
		return func() {}, maxBody
	}
	if r.ContentLength >= 0 && r.ContentLength <= smallBody {
		return func() {}, smallBody
	}
	select {
	case s.large <- struct{}{}:
		return func() { <-s.large }, maxAsk
	default:
		return nil, 0
	}
}

// named reports whether the Host of a request is a name of this bot. A page
// whose own name was made to point here sends that name.
func (s *Server) named(name string) bool {
	if local(name) {
		return true
	}
	name = strings.ToLower(strings.TrimSuffix(desk.Host(name), "."))
	return slices.Contains(s.Hosts, name) || !s.Loopback && net.ParseIP(name) != nil
}

// rescue replies in place of a handler that panicked.
func (s *Server) rescue(w http.ResponseWriter, r *http.Request) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler { //nolint:errorlint // net/http's own sentinel, panicked as it is
		panic(cause)
	}
	s.log().Error("panic", "path", r.URL.Path, "cause", cause, "stack", string(debug.Stack()))
	fault := desk.ExplainIn(said(r), fmt.Errorf("panic: %v", cause))
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/event-stream") {
		out := &response{w: w, events: http.NewResponseController(w)}
		out.event("error", problem{Error: fault.Words})
		return
	}
	s.problem(w, r, fault.Kind.Status(), problemPage{Detail: fault.Words})
}

// route serves r; where there is nothing to serve, with a page for a person and JSON for a program.
func (s *Server) route(mux *http.ServeMux, w http.ResponseWriter, r *http.Request) {
	if _, pattern := mux.Handler(r); pattern != "" {
		mux.ServeHTTP(w, r)
		return
	}
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := mux.Handler(other); pattern != "" {
			w.Header().Set("Allow", method)
			s.refuse(w, r, http.StatusMethodNotAllowed, "this address wants "+method)
			return
		}
	}
	s.lost(w, r)
}

// local reports whether the Host of a request names this computer itself. A page
// of another site whose name was made to point here still sends its own name.
func local(name string) bool {
	name = strings.ToLower(strings.TrimSuffix(desk.Host(name), "."))
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}
