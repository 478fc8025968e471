package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/storybot/storybot/bot/desk"
)

// response is where the result of one request is sent: as server-sent events,
// or as one JSON document at the end.
type response struct {
	w      http.ResponseWriter
	events *http.ResponseController // nil: no events
	mu     sync.Mutex               // work may send events from another goroutine
}

// respond begins the response to r.
func (s *Server) respond(w http.ResponseWriter, r *http.Request) *response {
	out := &response{w: w}
	if strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		out.events = http.NewResponseController(w)
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		w.Header().Set("X-Accel-Buffering", "no")
		w.WriteHeader(http.StatusOK)
		_ = out.events.Flush()
	}
	return out
}

// event sends one event now.
func (o *response) event(name string, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		return // our own types can always be written
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	_, _ = fmt.Fprintf(o.w, "event: %s\ndata: %s\n\n", name, data)
	_ = o.events.Flush()
}

// finish ends the response with body.
func (o *response) finish(name string, body any) {
	if o.events != nil {
		o.event(name, body)
		return
	}
	reply(o.w, http.StatusOK, body)
}

// failWith ends the response with what a person may know of err, and logs all of it.
func (s *Server) failWith(o *response, r *http.Request, err error) {
	fault := desk.ExplainIn(said(r), err)
	words := fault.Words
	if fault.Kind == desk.Broken {
		s.log().Error("request failed", "path", r.URL.Path, "err", err)
		if s.Operator {
			words = err.Error()
		}
	}
	if o.events != nil {
		o.event("error", problem{Error: words})
		return
	}
	s.problem(o.w, r, fault.Kind.Status(), problemPage{Detail: words})
}

// problem is the JSON of every failure.
type problem struct {
	Error string `json:"error"`
}

func fail(w http.ResponseWriter, status int, words string) {
	reply(w, status, problem{Error: words})
}

// reply sends one JSON document.
func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(body) // the client is gone; nobody is left to be told
}
