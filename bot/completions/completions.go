// Package completions serves the interface of OpenAI's chat completions, so that programs
// that talk to a language model can use the bot as if it were one: POST /v1/chat/completions,
// streamed too, and GET /v1/models. The last message of the user is the question, the ones
// before it are the turns of the conversation; what the program itself wants of a model (system
// messages, tools, temperatures) is passed over. Citations are Markdown links, with the sources
// below, and the whole Answer stands in the field "storybot".
package completions

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

// Model is the name by which the bot is asked. It answers to every other name too.
const Model = "storybot"

// Server answers requests from a Desk. Its fields are set before the first request; then it
// may be used by many goroutines.
type Server struct {
	Desk     desk.Desk
	Journal  desk.Journal  // by which earlier answers are known; nil: by their text alone
	Began    time.Time     // since when the model exists, told to clients
	Patience time.Duration // how long one answer may take; zero: desk.Patience
	Log      *slog.Logger  // nil: slog.Default()

	given *desk.Recent[int64] // the number of an answer in the journal, by who was given which words
}

// remembered is how many answers are recognised when a program sends them back.
const remembered = 4096

// New returns a server of d.
func New(d desk.Desk) *Server {
	return &Server{Desk: d, Began: time.Now(), given: desk.NewRecent[int64](remembered)}
}

// Routes are the handlers by their patterns, for a mux. Handlers that are asked a question
// are in asks, the rest in reads.
func (s *Server) Routes() (asks, reads map[string]http.HandlerFunc) {
	return map[string]http.HandlerFunc{"POST /v1/chat/completions": s.complete},
		map[string]http.HandlerFunc{"GET /v1/models": s.models, "GET /v1/models/{id}": s.model}
}

func (s *Server) patience() time.Duration { return cmp.Or(max(s.Patience, 0), desk.Patience) }

func (s *Server) log() *slog.Logger { return cmp.Or(s.Log, slog.Default()) }

// modelInfo is a model in a list.
type modelInfo struct {
	ID      string `json:"id"`
	Object  string `json:"object"`
	Created int64  `json:"created"`
	OwnedBy string `json:"owned_by"`
}

func (s *Server) info() modelInfo {
	return modelInfo{ID: Model, Object: "model", Created: s.Began.Unix(), OwnedBy: Model}
}

func (s *Server) models(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, struct {
		Object string      `json:"object"`
		Data   []modelInfo `json:"data"`
	}{"list", []modelInfo{s.info()}})
}

func (s *Server) model(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") != Model {
		fail(w, http.StatusNotFound, "there is no such model; there is "+Model)
		return
	}
	reply(w, http.StatusOK, s.info())
}

// complete answers the last message of the user.
func (s *Server) complete(w http.ResponseWriter, r *http.Request) {
	var body openai.ChatCompletionRequest
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		var tooBig *http.MaxBytesError
		if errors.As(err, &tooBig) {
			fail(w, http.StatusRequestEntityTooLarge, "the conversation is too long")
			return
		}
		fail(w, http.StatusBadRequest, `the body is not the JSON that is expected here, such as {"model": "storybot", "messages": [{"role": "user", "content": "..."}]}`)
		return
	}
	asker := desk.Asker(r)
	q, err := s.question(r.Context(), body.Messages, asker)
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.patience())
	defer cancel()
	out := newResponse(w, &body)
	var show bot.Show
	if out.stream {
		show = out.show
	}
	var a bot.Answer
	err = desk.Rescue(func() (err error) {
		a, err = s.Desk.Answer(ctx, q, show)
		return err //nolint:wrapcheck // desk.Explain puts it into words
	})
	if err != nil {
		s.fail(out, err)
		return
	}
	s.remember(asker, out.finish(&a), a.ID)
}

// fail ends the response with what a person may know of err.
func (s *Server) fail(out *response, err error) {
	fault := desk.Explain(err)
	if fault.Kind == desk.Broken {
		s.log().Error("a completion failed", "error", err)
	}
	out.fail(fault)
}
