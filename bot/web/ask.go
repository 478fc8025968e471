package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

// Ask is the body of a question: only Question is required.
type Ask struct {
	Question     string     `json:"question"`
	Conversation string     `json:"conversation,omitempty"`
	Since        string     `json:"since,omitempty"`
	Until        string     `json:"until,omitempty"`
	At           string     `json:"at,omitempty"`
	Story        string     `json:"story,omitempty"`
	Collection   stringList `json:"collection,omitempty"`
	Style        string     `json:"style,omitempty"`   // of a summary
	Surface      string     `json:"surface,omitempty"` // the operator's only
	Lang         string     `json:"lang,omitempty"`    // in which the bot says what it says itself; empty: English, and that the stories do not say in the question's
}

// stringList is a list that may be written as one string.
type stringList []string

// UnmarshalJSON reads "a" or ["a", "b"].
func (n *stringList) UnmarshalJSON(data []byte) error {
	var one string
	if err := json.Unmarshal(data, &one); err == nil {
		*n = nil
		if one != "" {
			*n = stringList{one}
		}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(n)) //nolint:wrapcheck // json itself calls this
}

// newAsk writes q for the socket.
func newAsk(q bot.Question) Ask {
	return Ask{
		Question: q.Text, Conversation: q.Conversation, Story: q.Story, Collection: q.Collections, Surface: q.Surface,
		Since: rfc3339(q.Since), Until: rfc3339(q.Until), At: rfc3339(q.At),
	}
}

func rfc3339(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

// questionOf makes the bot's question of a. On the web channel nobody may pass
// for another surface, or continue a conversation of another surface or visitor.
func (s *Server) questionOf(a *Ask, w http.ResponseWriter, r *http.Request) (bot.Question, error) {
	q := bot.Question{Text: a.Question, Conversation: a.Conversation, Surface: a.Surface, Asker: "operator",
		Story: a.Story, Collections: a.Collection}
	if !s.Operator {
		q.Surface, q.Asker = "web", desk.Asker(r)
		if q.Conversation != "" {
			q.Conversation = conversation(s.visitor(w, r), q.Conversation)
		}
	}
	err := desk.Dates{Since: a.Since, Until: a.Until, At: a.At}.Apply(&q)
	return q, err //nolint:wrapcheck // it is told as it is
}

// readQuestion reads the question of a request. If ok is false, it has replied
// with the reason.
func (s *Server) readQuestion(w http.ResponseWriter, r *http.Request) (a Ask, q bot.Question, ok bool) {
	if err := decode(r, &a); err != nil {
		fail(w, status4xx(err), err.Error())
		return a, q, false
	}
	q, err := s.questionOf(&a, w, r)
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return a, q, false
	}
	return a, q, true
}

// decode decodes the JSON body of r; the error is in words for its sender.
func decode(r *http.Request, body any) error {
	decoder := json.NewDecoder(r.Body)
	err := decoder.Decode(body)
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(err, &tooBig):
		return tooBig
	case errors.Is(err, io.EOF):
		return errors.New(`the body is empty; it must be JSON such as {"question": "..."}`)
	case err != nil:
		return errors.New(`the body is not the JSON that is expected here, such as {"question": "..."}`)
	case decoder.More():
		return errors.New("more follows the JSON of the body")
	}
	return nil
}

func status4xx(err error) int {
	var tooBig *http.MaxBytesError
	if errors.As(err, &tooBig) {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusBadRequest
}

func (s *Server) ask(w http.ResponseWriter, r *http.Request) {
	if a, q, ok := s.readQuestion(w, r); ok {
		s.answer(w, r, a.Lang, q, s.Desk.Answer)
	}
}

func (s *Server) summary(w http.ResponseWriter, r *http.Request) {
	a, q, ok := s.readQuestion(w, r)
	if !ok {
		return
	}
	style, err := desk.ReadStyle(a.Style)
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	s.answer(w, r, a.Lang, q, func(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
		return s.Desk.Summary(ctx, q, style, show)
	})
}

func (s *Server) timeline(w http.ResponseWriter, r *http.Request) {
	if a, q, ok := s.readQuestion(w, r); ok {
		s.answer(w, r, a.Lang, q, func(ctx context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
			return s.Desk.Timeline(ctx, q)
		})
	}
}

func (s *Server) digest(w http.ResponseWriter, r *http.Request) {
	if a, q, ok := s.readQuestion(w, r); ok {
		s.answer(w, r, a.Lang, q, func(ctx context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
			return s.Desk.Digest(ctx, q)
		})
	}
}

// sourcesEvent tells which stories are being read.
type sourcesEvent struct {
	Stories []bot.Reading `json:"stories"`
}

// answer runs work on q and sends its answer: as events while it comes, if r asks
// for them, else as one JSON document; told in a language, if that is spoken.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, lang string, q bot.Question,
	work func(context.Context, bot.Question, bot.Show) (bot.Answer, error),
) {
	ctx, cancel := context.WithTimeout(r.Context(), s.patience())
	defer cancel()
	lang = spokenTag(lang)
	var show bot.Show
	out := s.respond(w, r)
	if out.events != nil {
		show = func(c bot.Shown) { out.event("claim", c) }
		q.Reading = func(stories []bot.Reading) { out.event("sources", sourcesEvent{stories}) }
		q.Interim = func(a bot.Answer) { out.event("interim", a.In(lang)) }
	}
	a, err := work(ctx, q, show)
	if err != nil {
		s.failWith(out, r, err)
		return
	}
	if out.events != nil && !s.Operator {
		out.event("receipt", s.receipt(ctx, &a))
	}
	out.finish("answer", a.In(lang))
}
