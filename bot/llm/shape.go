package llm

import (
	"errors"
	"net/http"
	"strings"

	"github.com/sashabaranov/go-openai"

	"github.com/storybot/storybot/bot"
)

// The parameters that servers and models differ about.
const (
	newLimit    = "max_completion_tokens"
	oldLimit    = "max_tokens"
	temperature = "temperature"
	usageOption = "stream_options"
	effort      = "reasoning_effort"
)

func parameters() []string { return []string{newLimit, oldLimit, temperature, usageOption, effort} }

const (
	// coldest stands for temperature 0, which the library would leave out. It is
	// not the smallest number there is, since servers that divide by it would
	// leave the range of a float32.
	coldest = 1e-6
	// thinking is what a reasoning model may use before it writes: its limit
	// covers both, and one meant for the text alone would leave no text.
	thinking = 4096
)

// shape is which of these parameters a request has. Its limit is the name of
// the parameter that limits the completion; empty: none does.
type shape struct {
	limit       string
	temperature bool
	usage       bool
	effort      bool
	swapped     bool // limit is the second name: there is no third
	thinks      bool // a model thinks though its name does not tell: the limit leaves room for it
	most        int  // tokens that the limit may be; 0: any number
	once        int  // the same for the present prompt alone
	joined      bool // the system message goes before the user's, in one
	whole       bool // the completion is asked for in one piece
}

// shapeFor goes by the model's name, as the library itself does.
func shapeFor(model string) shape {
	if reasons(model) {
		return shape{limit: newLimit, usage: true, effort: true}
	}
	return shape{limit: oldLimit, temperature: true, usage: true}
}

// reasons says whether a model of that name thinks before it writes, and so
// refuses max_tokens and temperature. For these names the library refuses them
// too, before anything is sent.
func reasons(model string) bool {
	name := strings.ToLower(model[strings.LastIndexByte(model, '/')+1:])
	for _, prefix := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// request writes p in the shape.
func (s shape) request(model string, p bot.Prompt) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{Model: model, Stream: true}
	if s.joined && p.System != "" {
		p.User, p.System = p.System+"\n\n"+p.User, ""
	}
	if p.System != "" {
		r.Messages = append(r.Messages, openai.ChatCompletionMessage{
			Role: openai.ChatMessageRoleSystem, Content: p.System,
		})
	}
	r.Messages = append(r.Messages, openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: p.User})
	if s.temperature {
		r.Temperature = coldest
	}
	if s.usage && !s.whole {
		r.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	if s.effort {
		r.ReasoningEffort = openai.ReasoningEffortLow
	}
	switch s.limit {
	case newLimit:
		r.MaxCompletionTokens = s.tokens(model, p)
	case oldLimit:
		//lint:ignore SA1019 deprecated by OpenAI, yet all that others know
		r.MaxTokens = s.tokens(model, p) //nolint:staticcheck // as above
	}
	return r
}

// tokens is what the completion of p is limited to; 0: it is not.
func (s shape) tokens(model string, p bot.Prompt) int {
	n := p.MaxTokens
	if n <= 0 || s.limit == "" {
		return 0
	}
	if s.thinks || s.limit == newLimit && reasons(model) {
		n += thinking
	}
	for _, most := range []int{s.most, s.once} {
		if most > 0 {
			n = min(n, most)
		}
	}
	return n
}

// after returns the shape to try when err refused this one by naming one of its
// parameters. ok is false where err did not.
func (s shape) after(err error, model string) (next shape, ok bool) {
	var reply *ReplyError
	if !errors.As(err, &reply) {
		return s, false
	}
	next = s
	next.joined = s.joined || noSystem.MatchString(reply.Text)
	next.whole = s.whole || noStream.MatchString(reply.Text)
	if reply.Status != http.StatusBadRequest && reply.Status != http.StatusUnprocessableEntity {
		return next, next != s
	}
	for _, name := range reply.names {
		switch {
		case name == usageOption:
			next.usage = false
		case name == temperature:
			next.temperature = false
		case name == effort:
			next.effort = false
		case name == s.limit && !s.swapped:
			next.limit, next.swapped = otherLimit(name, model), true
		}
	}
	return next, next != s
}

// otherLimit is the other name of the limit, or none where the library would
// refuse to send it.
func otherLimit(name, model string) string {
	switch {
	case name == oldLimit:
		return newLimit
	case reasons(model):
		return ""
	default:
		return oldLimit
	}
}
