package completions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

var errSecret = errors.New("open /var/secret: broken")

// fakeDesk answers with a cited claim, and by certain questions does what a desk may do. It
// keeps the last question.
type fakeDesk struct {
	desk.Desk

	last *bot.Question
}

func (d fakeDesk) Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	*d.last = q
	a := answer()
	switch q.Text {
	case "fail":
		return bot.Answer{}, errSecret
	case "busy":
		return bot.Answer{}, fmt.Errorf("answer: %w", bot.ErrBusy)
	case "long":
		return bot.Answer{}, bot.ErrLong
	case "panic":
		panic("a fault")
	case "slow":
		<-ctx.Done()
		return bot.Answer{}, ctx.Err()
	case "nothing":
		return bot.Answer{Mode: bot.ModeNone, Text: "The stories do not say."}, nil
	}
	if show != nil {
		show(bot.Shown{Claim: a.Claims[0], Added: a.Citations[:1]})
		if q.Text == "late fault" {
			return bot.Answer{}, errSecret
		}
		if q.Text != "replaced" {
			show(bot.Shown{Claim: a.Claims[1], Opens: "\n- ", Added: a.Citations[1:]})
		}
	}
	if q.Text == "replaced" {
		a.Text = "Another. [2]"
	}
	return a, nil
}

// answer has a link, a hostile story and a note.
func answer() bot.Answer {
	return bot.Answer{ID: 7, Mode: bot.ModeModel, Text: "It sank. [1]\n- See ![x](https://evil.example). [2]",
		Claims: []bot.Claim{{Text: "It sank. [1]", Citations: []int{1}}, {Text: "See ![x](https://evil.example). [2]", Citations: []int{2}}},
		Citations: []bot.Citation{
			{N: 1, Story: "a", Title: "The *ferry*", Outlet: "The Courier", Label: knowledge.Opinion, Published: "2019-01-03", URL: "https://courier.example/a_(b)", Quote: "It\nsank."},
			{N: 2, Story: "b", Title: "<img>", URL: "javascript:alert(1)", Quote: "See."},
		},
		Dropped: []bot.Dropped{}, Notes: []bot.Note{{Kind: "label", Text: "[1] is an opinion piece."}},
		Usage: bot.Usage{PromptTokens: 5, CompletionTokens: 2}}
}

const answered = "It sank. [[1]](https://courier.example/a%5F%28b%29)\n- See \\!\\[x\\](https&#58;//evil.example). [[2]]\n\n**Sources**\n" +
	"\n- [1] [The \\*ferry\\*](https://courier.example/a%5F%28b%29), The Courier, 3 January 2019 (opinion): “It sank.”" +
	"\n- [2] \\<img\\>: “See.”\n\n([[1]](https://courier.example/a%5F%28b%29) is an opinion piece.)"

// journal holds answer 7.
type journal struct{ desk.Journal }

func (journal) Answer(_ context.Context, id int64) (desk.Entry, error) {
	if id != 7 {
		return desk.Entry{}, desk.ErrForgotten
	}
	return desk.Entry{Standalone: "did the ferry sink", Answer: answer()}, nil
}

// serve returns a client of a server, and the question that its desk was last asked.
func serve(t *testing.T) (*openai.Client, *bot.Question, string) {
	t.Helper()
	asked := new(bot.Question)
	s := New(fakeDesk{last: asked})
	s.Journal, s.Log, s.Patience = journal{}, slog.New(slog.DiscardHandler), 300*time.Millisecond
	mux := http.NewServeMux()
	asks, reads := s.Routes()
	for _, routes := range []map[string]http.HandlerFunc{asks, reads} {
		for pattern, handler := range routes {
			mux.HandleFunc(pattern, handler)
		}
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	config := openai.DefaultConfig("no-key")
	config.BaseURL = server.URL + "/v1"
	return openai.NewClientWithConfig(config), asked, server.URL
}

func user(text string) openai.ChatCompletionMessage {
	return openai.ChatCompletionMessage{Role: "user", Content: text}
}

func said(text string) openai.ChatCompletionMessage {
	return openai.ChatCompletionMessage{Role: "assistant", Content: text}
}

// stream asks and returns the message, put together of its parts.
func stream(t *testing.T, c *openai.Client, text string) (message string, parts int, spent *openai.Usage, err error) {
	t.Helper()
	s, err := c.CreateChatCompletionStream(t.Context(), openai.ChatCompletionRequest{Model: Model, Stream: true,
		StreamOptions: &openai.StreamOptions{IncludeUsage: true}, Messages: []openai.ChatCompletionMessage{user(text)}})
	if err != nil {
		return "", 0, nil, err
	}
	defer func() { _ = s.Close() }()
	for {
		chunk, err := s.Recv()
		if errors.Is(err, io.EOF) {
			return message, parts, spent, nil
		}
		if err != nil {
			return message, parts, spent, err
		}
		if chunk.Usage != nil {
			spent = chunk.Usage
		}
		for _, choice := range chunk.Choices {
			if choice.Delta.Content != "" {
				parts++
			}
			message += choice.Delta.Content
		}
	}
}

// TestCompletion holds a completion to its message, whole and in parts.
func TestCompletion(t *testing.T) {
	t.Parallel()
	c, asked, _ := serve(t)
	whole, err := c.CreateChatCompletion(t.Context(), openai.ChatCompletionRequest{Model: "gpt-4", Messages: []openai.ChatCompletionMessage{user("did it sink")}})
	if err != nil {
		t.Fatal(err)
	}
	if got := whole.Choices[0].Message; got.Content != answered || got.Role != "assistant" {
		t.Errorf("whole:\n%s\nwant\n%s", got.Content, answered)
	}
	if whole.Choices[0].FinishReason != "stop" || whole.Usage.TotalTokens != 7 || whole.Usage.PromptTokens != 5 || whole.Model != Model || whole.Object != "chat.completion" {
		t.Errorf("whole: %+v", whole)
	}
	if asked.Text != "did it sink" || asked.Asker != "127.0.0.1" || asked.Surface != "api" || asked.Turns == nil {
		t.Errorf("asked %+v", asked)
	}
	message, parts, spent, err := stream(t, c, "did it sink")
	if err != nil || message != answered || parts != 3 || spent == nil || spent.TotalTokens != 7 {
		t.Errorf("streamed in %d parts, %v, %v:\n%s", parts, spent, err, message)
	}
	message, _, _, err = stream(t, c, "replaced")
	if want := "It sank. [[1]](https://courier.example/a%5F%28b%29)\n\n---\n\nAnother. [[2]]\n\n**Sources**"; err != nil || !strings.HasPrefix(message, want) {
		t.Errorf("replaced: %v\n%s", err, message)
	}
	if message, _, _, err = stream(t, c, "nothing"); err != nil || message != "The stories do not say." {
		t.Errorf("nothing: %v %q", err, message)
	}
}

// TestExtension holds the field storybot to the Answer.
func TestExtension(t *testing.T) {
	t.Parallel()
	_, _, at := serve(t)
	for _, body := range []string{
		`{"model":"storybot","messages":[{"role":"user","content":"did it sink"}]}`,
		`{"stream":true,"messages":[{"role":"user","content":[{"type":"text","text":"did"},{"type":"image_url","image_url":{"url":"x"}},{"type":"text","text":"it sink"}]}]}`,
	} {
		reply := post(t, at, body)
		if !strings.Contains(reply, `"storybot":{"question":`) || !strings.Contains(reply, `"quote":"It\nsank."`) {
			t.Errorf("%s: %s", body, reply)
		}
		if strings.Contains(body, "stream") != strings.HasSuffix(reply, "data: [DONE]\n\n") {
			t.Errorf("%s ends %s", body, reply[max(0, len(reply)-40):])
		}
	}
}

func post(t *testing.T, at, body string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, at+"/v1/chat/completions", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	all, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// TestTurns holds the messages before the question to turns: with what the journal holds of
// an answer that was given in those words, else by the words.
func TestTurns(t *testing.T) {
	t.Parallel()
	c, asked, _ := serve(t)
	ask := func(messages ...openai.ChatCompletionMessage) string {
		whole, err := c.CreateChatCompletion(t.Context(), openai.ChatCompletionRequest{Model: Model, Messages: messages})
		if err != nil {
			t.Fatal(err)
		}
		return whole.Choices[0].Message.Content
	}
	given := ask(user("did it sink"))
	ask(openai.ChatCompletionMessage{Role: "system", Content: "obey"}, user("did it sink"), said(given+"\n"), user("when"))
	if len(asked.Turns) != 1 || asked.Turns[0].Standalone != "did the ferry sink" || asked.Turns[0].Answer != answer().Text || len(asked.Turns[0].Stories) != 2 {
		t.Errorf("an answer of ours: %+v", asked.Turns)
	}
	ask(user("did it sink"), said("It did.\n\n**Sources**\n\n- x"), user("when"))
	if want := (bot.Turn{Question: "did it sink", Standalone: "did it sink", Answer: "It did.", Mode: bot.ModeExtract}); len(asked.Turns) != 1 || fmt.Sprint(asked.Turns[0]) != fmt.Sprint(want) {
		t.Errorf("words: %+v", asked.Turns)
	}
	var many []openai.ChatCompletionMessage
	for n := range 20 {
		many = append(many, user(fmt.Sprint("question ", n)), said("answer"))
	}
	ask(append(many, user("when"))...)
	if len(asked.Turns) != bot.MostTurns || asked.Turns[0].Question != "question 14" || asked.Text != "when" {
		t.Errorf("many: %d turns from %q", len(asked.Turns), asked.Turns[0].Question)
	}
	ask(said("Hello!"), user("when"), said("x"))
	if asked.Text != "when" || len(asked.Turns) != 0 {
		t.Errorf("a greeting first: %+v", asked)
	}
}

// TestFaults holds each fault to its status and to words without secrets, whole and streamed.
func TestFaults(t *testing.T) {
	t.Parallel()
	c, _, at := serve(t)
	for question, want := range map[string]struct {
		status int
		err    error
	}{
		"fail": {500, errSecret}, "panic": {500, errSecret}, "busy": {429, bot.ErrBusy}, "long": {413, bot.ErrLong}, "slow": {504, context.DeadlineExceeded},
	} {
		_, err := c.CreateChatCompletion(t.Context(), openai.ChatCompletionRequest{Model: Model, Messages: []openai.ChatCompletionMessage{user(question)}})
		_, _, _, streamed := stream(t, c, question)
		for _, err := range []error{err, streamed} {
			var api *openai.APIError
			if !errors.As(err, &api) || api.HTTPStatusCode != want.status || api.Message != desk.Explain(want.err).Sentence() {
				t.Errorf("%s: %v, want %d %s", question, err, want.status, desk.Explain(want.err).Sentence())
			}
		}
	}
	if message, _, _, err := stream(t, c, "late fault"); err == nil || strings.Contains(err.Error(), "secret") || message == "" {
		t.Errorf("a late fault: %v after %q", err, message)
	}
	for _, body := range []string{"", "[]", "{}", `{"messages":[]}`, `{"messages":[{"role":"system","content":"x"}]}`, `{"messages":[{"role":"user","content":" "}]}`, `{"messages":[{"role":"user"}]}`} {
		var p problem
		if reply := post(t, at, body); json.Unmarshal([]byte(reply), &p) != nil || p.Error.Type != "invalid_request_error" || p.Error.Message == "" {
			t.Errorf("%s: %s", body, reply)
		}
	}
}

// TestModels holds the list of models to the one there is.
func TestModels(t *testing.T) {
	t.Parallel()
	c, _, _ := serve(t)
	list, err := c.ListModels(t.Context())
	if err != nil || len(list.Models) != 1 || list.Models[0].ID != Model {
		t.Errorf("%v, %v", list, err)
	}
	if m, err := c.GetModel(t.Context(), Model); err != nil || m.ID != Model {
		t.Errorf("%v, %v", m, err)
	}
	if _, err := c.GetModel(t.Context(), "gpt-4"); err == nil {
		t.Error("a model that is not there is told of")
	}
}
