package llm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/prompts"
)

// grace is how long a finished completion waits for its usage.
const grace = 2 * time.Second

// Write streams the completion of p to tell, piece by piece, and returns when it
// has ended. It asks again, at most twice, only as long as nothing was told; once
// with a smaller limit or p.Shorter where the server says that it was too much. An
// error of tell is returned as it is; every other is a bot.ModelError. A completion
// of which no text comes for too long is ErrSilent; one that did not come to its own
// end is ErrCut, ErrTooLong, ErrFiltered, ErrStopped or ErrEmpty; while the server is left
// alone, ErrDown at once. The usage is that of all tries: what the server told or, where
// it told nothing, what is counted here of prompt, pieces and thoughts, also beside an error.
func (c *Client) Write(ctx context.Context, p bot.Prompt, tell func(piece string) error) (bot.Usage, error) {
	ctx, stop := context.WithTimeout(ctx, c.o.Timeout)
	defer stop()
	return c.complete(ctx, &c.write, p, tell)
}

// Ask returns the whole completion of p by AskModel, as Write would stream it: for
// questions whose answer is a few words. It may be called by many goroutines.
func (c *Client) Ask(ctx context.Context, p bot.Prompt) (string, bot.Usage, error) {
	ctx, stop := context.WithTimeout(ctx, c.o.AskTimeout)
	defer stop()
	var told strings.Builder
	usage, err := c.complete(ctx, &c.ask, p, func(piece string) error {
		told.WriteString(piece)
		return nil
	})
	if err != nil {
		return "", usage, err
	}
	return strings.TrimSpace(told.String()), usage, nil
}

// complete has the model of t complete p.
func (c *Client) complete(ctx context.Context, t *talk, p bot.Prompt, tell func(piece string) error) (bot.Usage, error) {
	w := &writing{show: tell, max: c.o.MaxBytes, conceal: concealer{scrub: c.scrub}}
	err := t.caller.run(ctx, func(ctx context.Context) (bool, error) {
		err := c.attempt(ctx, t, p, w)
		return w.told.Len() > 0, err
	})
	usage := w.spent()
	switch {
	case err == nil:
		return usage, nil
	case w.refused != nil:
		return usage, w.refused
	default:
		return usage, &bot.ModelError{Fault: t.caller.faultOf(err), Err: fmt.Errorf("write with %s: %w", t.model, err)}
	}
}

// attempt asks once, or again at once where the server refused a parameter or a
// size, or the model's thoughts left no room for text.
func (c *Client) attempt(ctx context.Context, t *talk, p bot.Prompt, w *writing) error {
	s := *t.shape.Load()
	for n, shrunk := 0, false; ; n++ {
		err := c.try(ctx, t, s, p, w)
		if err == nil || w.told.Len() > 0 || n > len(parameters()) {
			return err
		}
		smaller, shorter, large := s.smaller(err, t.model, p)
		next, ok := s.after(err, t.model)
		switch {
		case large && shrunk:
			return err
		case large:
			s, p, shrunk = smaller, shorter, true
		case errors.Is(err, ErrTooLong) && w.thinks && !s.thinks && s.tokens(t.model, p) == p.MaxTokens:
			s.thinks = true
		case ok:
			s = next
		default:
			return err
		}
	}
}

// try sends p in the shape s, and reads its completion.
func (c *Client) try(ctx context.Context, t *talk, s shape, p bot.Prompt, w *writing) error {
	ctx, timer := timeText(ctx, c.o.FirstText, c.o.NextText)
	defer timer.stop()
	if s.whole {
		ctx = inOnePiece(ctx)
	}
	w.begin(p)
	stream, err := c.open(ctx, s.request(t.model, p))
	if err != nil {
		w.unanswered(err)
		return err
	}
	defer func() { _ = stream.Close() }()
	s.once = 0
	t.shape.Store(&s) // taken: the next request begins with it
	return w.read(ctx, timer, stream)
}

func (c *Client) open(ctx context.Context, r openai.ChatCompletionRequest) (s *openai.ChatCompletionStream, err error) {
	defer recovered(&err)
	s, err = c.api.CreateChatCompletionStream(ctx, r)
	if err != nil {
		return nil, c.known(err)
	}
	return s, nil
}

// known keeps our own errors and scrubs what is left of the library's.
func (c *Client) known(err error) error {
	var reply *ReplyError
	var gone *lost
	if errors.As(err, &reply) || errors.As(err, &gone) || ended(err) || errors.Is(err, ErrSilent) || errors.Is(err, ErrMalformed) {
		return err
	}
	return errors.New(c.scrub.cut(err.Error()))
}

// writing is a completion on its way.
type writing struct {
	show     func(string) error
	max      int
	told     strings.Builder
	finish   openai.FinishReason
	thought  thought
	conceal  concealer
	thinks   bool      // thoughts came
	declined bool      // the model said why it will not, apart from the content
	refused  error     // what tell returned
	before   bot.Usage // of the tries before the present one

	// Of the present try, for what it cost:
	usage    bot.Usage       // as the server tells it
	prompt   int             // tokens sent, as counted here; 0: the server did not take them
	received strings.Builder // text, thoughts and all
}

// begin begins another try: what the one before cost stays counted.
func (w *writing) begin(p bot.Prompt) {
	w.before = w.spent()
	w.usage, w.prompt = bot.Usage{}, prompts.Count(p.System)+prompts.Count(p.User)
	w.received.Reset()
}

// unanswered tells that no completion came of the try. One that the server refused,
// or that did not reach it, costs nothing; one that it took and was silent about may.
func (w *writing) unanswered(err error) {
	var reply *ReplyError
	var gone *lost
	if errors.As(err, &reply) || errors.As(err, &gone) {
		w.prompt = 0
	}
}

// read passes the stream's pieces on until its end.
func (w *writing) read(ctx context.Context, timer *textTimer, stream *openai.ChatCompletionStream) error {
	w.finish, w.declined, w.thought, w.conceal.held = "", false, thought{}, ""
	for {
		chunk, err := next(stream)
		if err != nil {
			return w.end(ctx, err)
		}
		if chunk.Usage != nil {
			w.usage = bot.Usage{PromptTokens: chunk.Usage.PromptTokens, CompletionTokens: chunk.Usage.CompletionTokens}
		}
		for _, choice := range chunk.Choices { // none in the chunk that has the usage
			if w.finish != "" {
				continue
			}
			if err := w.piece(timer, choice); err != nil {
				return err
			}
			if w.finish != "" {
				defer time.AfterFunc(grace, timer.stop).Stop()
			}
		}
	}
}

// piece tells the text of a chunk, and with finish what was held back.
func (w *writing) piece(timer *textTimer, choice openai.ChatCompletionStreamChoice) error {
	if d := &choice.Delta; w.received.Len() < w.max {
		w.received.WriteString(d.ReasoningContent + d.Content + d.Refusal)
	}
	w.declined = w.declined || choice.Delta.Refusal != ""
	text := w.conceal.take(w.thought.take(choice.Delta.Content))
	w.thinks = w.thinks || choice.Delta.ReasoningContent != "" || w.thought.end != ""
	if choice.FinishReason != openai.FinishReasonNull {
		w.finish = choice.FinishReason
	}
	if w.finish != "" {
		text += w.conceal.take(w.thought.rest()) + w.conceal.rest()
	}
	if text == "" {
		return nil
	}
	w.told.WriteString(text)
	if w.told.Len() > w.max {
		return fmt.Errorf("%w of %d bytes", ErrTooLong, w.max)
	}
	w.refused = timer.during(text, w.show)
	return w.refused
}

// spent is the usage. A server that does not tell it, or a try that broke off
// before, must not make a completion free of charge to the budget, nor must
// thoughts that nobody sees.
func (w *writing) spent() bot.Usage {
	u := w.usage
	if u.PromptTokens == 0 {
		u.PromptTokens = w.prompt
	}
	if u.CompletionTokens == 0 {
		u.CompletionTokens = prompts.Count(w.received.String())
	}
	return bot.Usage{PromptTokens: w.before.PromptTokens + u.PromptTokens, CompletionTokens: w.before.CompletionTokens + u.CompletionTokens}
}

// end judges a stream that has stopped with err. Once the model has said that
// it is done, nothing that comes after takes that back.
func (w *writing) end(ctx context.Context, err error) error {
	switch w.finish {
	case doneMarker:
		if w.told.Len() > 0 && !endsWhole(w.told.String()) {
			return ErrCut
		}
		fallthrough
	case "stop", "eos", "eos_token", "stop_sequence", "end_turn", "stop_token", "complete", "completed", "end", "success":
		switch {
		case w.told.Len() > 0:
			return nil
		case w.declined:
			return ErrFiltered
		default:
			return ErrEmpty
		}
	case "":
	case openai.FinishReasonLength, "max_tokens", "model_length":
		return ErrTooLong
	case openai.FinishReasonContentFilter, "safety", "prohibited_content", "blocklist", "recitation", "spii", "refusal":
		return ErrFiltered
	default:
		return fmt.Errorf("%w, by %.40q", ErrStopped, w.finish)
	}
	var reply *ReplyError
	var gone *lost
	switch {
	case errors.Is(context.Cause(ctx), ErrSilent):
		return context.Cause(ctx) //nolint:wrapcheck // our own
	case ctx.Err() != nil:
		return fmt.Errorf("wait for the completion: %w", ctx.Err())
	case errors.Is(err, io.EOF):
		return ErrCut
	case errors.As(err, &reply), errors.Is(err, ErrSilent), errors.Is(err, ErrTooLong), errors.Is(err, ErrMalformed):
		return err
	case errors.As(err, &gone):
		return fmt.Errorf("%w: %w", ErrCut, gone)
	default:
		return fmt.Errorf("read the stream: %w", err)
	}
}

// next reads one chunk. What the library makes of broken JSON may be anything.
func next(stream *openai.ChatCompletionStream) (chunk openai.ChatCompletionStreamResponse, err error) {
	defer recovered(&err)
	return stream.Recv() //nolint:wrapcheck // judged by end
}

// recovered turns a panic of the library or of a transport into an error.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: a panic in the decoder", ErrMalformed)
	}
}
