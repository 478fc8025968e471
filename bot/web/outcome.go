package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// outcome is where the work for one request is told: as server-sent events,
// or as one JSON document at the end.
type outcome struct {
	w      http.ResponseWriter
	events *http.ResponseController // nil: no events
	mu     sync.Mutex               // work may tell from another goroutine
}

// outcome begins the reply to r.
func (s *Server) outcome(w http.ResponseWriter, r *http.Request) *outcome {
	out := &outcome{w: w}
	if strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		out.events = http.NewResponseController(w)
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		w.Header().Set("X-Accel-Buffering", "no")
		w.WriteHeader(http.StatusOK)
		_ = out.events.Flush()
	}
	return out
}

// tell sends one event now.
func (o *outcome) tell(name string, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		return // our own types can always be written
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	_, _ = fmt.Fprintf(o.w, "event: %s\ndata: %s\n\n", name, data)
	_ = o.events.Flush()
}

// last ends the reply with body.
func (o *outcome) last(name string, body any) {
	if o.events != nil {
		o.tell(name, body)
		return
	}
	reply(o.w, http.StatusOK, body)
}

// sorry ends the reply with what a person may know of err, and logs all of it.
func (s *Server) sorry(o *outcome, r *http.Request, err error) {
	status, words := spoken(err)
	if status == http.StatusInternalServerError {
		s.log().Error("request failed", "path", r.URL.Path, "err", err)
		if s.Operator {
			words = err.Error()
		}
	}
	if o.events != nil {
		o.tell("error", problem{Error: words})
		return
	}
	fail(o.w, status, words)
}

// spoken is the sentence that a person is told for err, and its status.
func spoken(err error) (int, string) {
	switch {
	case errors.Is(err, knowledge.ErrNotFound):
		return http.StatusNotFound, "there is no such story"
	case errors.Is(err, bot.ErrBusy):
		return http.StatusTooManyRequests, "too many questions at once; please ask again in a moment"
	case errors.Is(err, bot.ErrBudget):
		return http.StatusTooManyRequests, "today's budget for answers is used up; please ask again tomorrow"
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusGatewayTimeout, "the answer took too long and was given up"
	case errors.Is(err, context.Canceled):
		return http.StatusServiceUnavailable, "the request was ended before it was answered"
	default:
		return http.StatusInternalServerError, "something went wrong here; the operator's log says what"
	}
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
