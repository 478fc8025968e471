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
// has ended. It asks again, at most twice, only as long as nothing was told. An
// error of tell is returned as it is. A completion that did not come to its own
// end is ErrCut, ErrTooLong, ErrFiltered, ErrStopped or ErrEmpty; while the server is left
// alone, ErrDown at once. The usage is what the server told or, where it told
// nothing, what is counted here of prompt and pieces, also beside an error.
func (c *Client) Write(ctx context.Context, p bot.Prompt, tell func(piece string) error) (bot.Usage, error) {
	ctx, stop := context.WithTimeout(ctx, c.o.Timeout)
	defer stop()
	w := &writing{tell: tell, max: c.o.MaxBytes}
	err := c.chat.run(ctx, func(ctx context.Context) (bool, error) {
		err := c.attempt(ctx, p, w)
		return w.told.Len() > 0, err
	})
	usage := w.spent(p)
	switch {
	case err == nil:
		return usage, nil
	case w.refused != nil:
		return usage, w.refused
	default:
		return usage, fmt.Errorf("write with %s: %w", c.o.Model, err)
	}
}

// attempt asks once, or again at once where the server refused a parameter.
func (c *Client) attempt(ctx context.Context, p bot.Prompt, w *writing) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := *c.shape.Load()
	for n := 0; ; n++ {
		stream, err := c.open(ctx, s.request(c.o.Model, p))
		if err == nil {
			c.shape.Store(&s) // taken: the next request begins with it
			defer func() { _ = stream.Close() }()
			return w.read(ctx, stop, stream)
		}
		next, ok := s.after(err, c.o.Model)
		if !ok || n == len(parameters()) {
			return err
		}
		s = next
	}
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
	if errors.As(err, &reply) || errors.As(err, &gone) || ended(err) || errors.Is(err, ErrSilent) {
		return err
	}
	return errors.New(c.scrub.cut(err.Error()))
}

// writing is a completion on its way.
type writing struct {
	tell     func(string) error
	max      int
	told     strings.Builder
	finish   openai.FinishReason
	thought  thought
	declined bool // the model said why it will not, apart from the content
	usage    bot.Usage
	refused  error // what tell returned
}

// read passes the stream's pieces on until its end.
func (w *writing) read(ctx context.Context, stop func(), stream *openai.ChatCompletionStream) error {
	w.finish, w.declined, w.thought = "", false, thought{}
	for {
		chunk, err := next(stream)
		if err != nil {
			return w.end(ctx, err)
		}
		if chunk.Usage != nil {
			w.usage = bot.Usage{PromptTokens: chunk.Usage.PromptTokens, CompletionTokens: chunk.Usage.CompletionTokens}
		}
		for _, choice := range chunk.Choices { // none in the chunk that has the usage
			if choice.Index != 0 || w.finish != "" {
				continue
			}
			if err := w.piece(choice); err != nil {
				return err
			}
			if w.finish != "" {
				defer time.AfterFunc(grace, stop).Stop()
			}
		}
	}
}

// piece tells the text of a chunk, and with finish what was held back.
func (w *writing) piece(choice openai.ChatCompletionStreamChoice) error {
	w.declined = w.declined || choice.Delta.Refusal != ""
	text := w.thought.take(choice.Delta.Content)
	if choice.FinishReason != openai.FinishReasonNull {
		w.finish = choice.FinishReason
	}
	if w.finish != "" {
		text += w.thought.rest()
	}
	if text == "" {
		return nil
	}
	w.told.WriteString(text)
	if w.told.Len() > w.max {
		return fmt.Errorf("%w of %d bytes", ErrTooLong, w.max)
	}
	w.refused = w.tell(text)
	return w.refused
}

// spent is the usage. A server that does not tell it, or a stream that broke off
// before, must not make a completion free of charge to the budget.
func (w *writing) spent(p bot.Prompt) bot.Usage {
	if w.usage != (bot.Usage{}) || w.told.Len() == 0 {
		return w.usage
	}
	return bot.Usage{
		PromptTokens:     prompts.Count(p.System) + prompts.Count(p.User),
		CompletionTokens: prompts.Count(w.told.String()),
	}
}

// end judges a stream that has stopped with err. Once the model has said that
// it is done, nothing that comes after takes that back.
func (w *writing) end(ctx context.Context, err error) error {
	switch w.finish {
	case "stop", "eos", "eos_token", "stop_sequence", "end_turn":
		switch {
		case w.told.Len() > 0:
			return nil
		case w.declined:
			return ErrFiltered
		default:
			return ErrEmpty
		}
	case "":
	case openai.FinishReasonLength, "max_tokens":
		return ErrTooLong
	case openai.FinishReasonContentFilter:
		return ErrFiltered
	default:
		return fmt.Errorf("%w, by %.40q", ErrStopped, w.finish)
	}
	var reply *ReplyError
	var gone *lost
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("wait for the completion: %w", ctx.Err())
	case errors.Is(err, io.EOF):
		return ErrCut
	case errors.As(err, &reply), errors.Is(err, ErrSilent), errors.Is(err, ErrTooLong):
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
		*err = errors.New("the reply could not be read: a panic in the decoder")
	}
}
