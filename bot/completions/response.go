package completions

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/markup"
)

// response is one completion on its way: as chunks, each a server-sent event, or as one
// document. The answer's claims are shown one at a time.
type response struct {
	w       http.ResponseWriter
	stream  bool
	usage   bool // a chunk of the usage is wanted, too
	began   bool
	id      string
	created int64
	known   map[int]*bot.Citation // the citations that claims shown so far have brought
	said    strings.Builder       // what was shown
}

func newResponse(w http.ResponseWriter, body *openai.ChatCompletionRequest) *response {
	return &response{w: w, stream: body.Stream, usage: body.StreamOptions != nil && body.StreamOptions.IncludeUsage,
		id: "chatcmpl-" + rand.Text(), created: time.Now().Unix(), known: make(map[int]*bot.Citation)}
}

// message is what a choice holds: the message whole, or the next part of it.
type message struct {
	Role    string `json:"role,omitempty"`
	Content string `json:"content"`
}

type choice struct {
	Index        int      `json:"index"`
	Message      *message `json:"message,omitempty"`
	Delta        *message `json:"delta,omitempty"`
	FinishReason *string  `json:"finish_reason"`
}

type usage struct {
	bot.Usage

	TotalTokens int `json:"total_tokens"`
}

// document is a completion, or a chunk of one.
type document struct {
	ID       string      `json:"id"`
	Object   string      `json:"object"`
	Created  int64       `json:"created"`
	Model    string      `json:"model"`
	Choices  []choice    `json:"choices"`
	Usage    *usage      `json:"usage,omitempty"`
	Storybot *bot.Answer `json:"storybot,omitempty"`
}

func (o *response) document(object string, choices ...choice) document {
	return document{ID: o.id, Object: object, Created: o.created, Model: Model, Choices: choices}
}

// show sends the next checked claim; it is a bot.Show.
func (o *response) show(c bot.Shown) {
	maps.Copy(o.known, markup.ByNumber(c.Added))
	o.say(c.Opens + markup.Cited(c.Text, o.known))
}

// say sends more of the message.
func (o *response) say(text string) {
	m := &message{Content: text}
	if !o.began {
		m.Role = openai.ChatMessageRoleAssistant
	}
	o.said.WriteString(text)
	o.event(o.document("chat.completion.chunk", choice{Delta: m}))
}

// event sends one event now.
func (o *response) event(body any) {
	if !o.began {
		o.began = true
		o.w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		o.w.Header().Set("X-Accel-Buffering", "no")
		o.w.WriteHeader(http.StatusOK)
	}
	data, err := json.Marshal(body)
	if err != nil {
		return // our own types can always be written
	}
	_, _ = fmt.Fprintf(o.w, "data: %s\n\n", data)
	_ = http.NewResponseController(o.w).Flush()
}

// finish ends the response with the answer, and returns the whole message.
func (o *response) finish(a *bot.Answer) string {
	text, stop := markup.Cited(a.Text, markup.ByNumber(a.Citations)), "stop"
	spent := &usage{a.Usage, a.Usage.PromptTokens + a.Usage.CompletionTokens}
	if !o.stream {
		text += markup.Below(a)
		whole := o.document("chat.completion", choice{Message: &message{openai.ChatMessageRoleAssistant, text}, FinishReason: &stop})
		whole.Usage, whole.Storybot = spent, a
		reply(o.w, http.StatusOK, whole)
		return text
	}
	rest, goesOn := strings.CutPrefix(text, o.said.String())
	if !goesOn { // what was shown cannot be taken back, only followed by what stands
		rest = "\n\n---\n\n" + text
	}
	o.say(rest + markup.Below(a))
	last := o.document("chat.completion.chunk", choice{Delta: &message{}, FinishReason: &stop})
	last.Storybot = a
	o.event(last)
	if o.usage {
		last = o.document("chat.completion.chunk")
		last.Choices, last.Usage = []choice{}, spent
		o.event(last)
	}
	_, _ = fmt.Fprint(o.w, "data: [DONE]\n\n")
	return o.said.String()
}

// fail ends the response with what went wrong.
func (o *response) fail(f desk.Fault) {
	if o.began {
		o.event(problemOf(f.Kind.Status(), f.Sentence()))
		return
	}
	fail(o.w, f.Kind.Status(), f.Sentence())
}

// problem is the JSON of every failure.
type problem struct {
	Error struct {
		Message string  `json:"message"`
		Type    string  `json:"type"`
		Param   *string `json:"param"`
		Code    *string `json:"code"`
	} `json:"error"`
}

func problemOf(status int, words string) (p problem) {
	p.Error.Message, p.Error.Type = words, "server_error"
	switch {
	case status == http.StatusTooManyRequests:
		p.Error.Type = "rate_limit_error"
	case status < http.StatusInternalServerError:
		p.Error.Type = "invalid_request_error"
	}
	return p
}

func fail(w http.ResponseWriter, status int, words string) {
	reply(w, status, problemOf(status, words))
}

// reply sends one JSON document.
func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(body) // the client is gone; nobody is left to be told
}
