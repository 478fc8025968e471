package llm

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
)

// TestExcess reads what servers say of a request of 4,000 tokens at most.
func TestExcess(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		body   string
		want   excess // zero: none
	}{
		{"OpenAI, limit", 400, `{"error":{"message":"max_tokens is too large: 4000. This model supports at most 1024 completion tokens, whereas you provided 4000.","param":"max_tokens","code":"invalid_value"}}`, excess{limit: 1024}},
		{"OpenAI, context and completion", 400, `{"error":{"message":"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (1000 in the messages, 4000 in the completion).","code":"context_length_exceeded"}}`, excess{limit: 3080, once: true}},
		{"OpenAI, prompt", 400, `{"error":{"message":"Your input exceeds the context window of this model.","code":"context_length_exceeded"}}`, excess{prompt: true}},
		{"OpenAI, prompt alone", 400, `{"error":{"message":"This model's maximum context length is 4096 tokens. However, your messages resulted in 6000 tokens.","code":"context_length_exceeded"}}`, excess{prompt: true}},
		{"vLLM, limit", 400, `{"object":"error","message":"'max_tokens' or 'max_completion_tokens' is too large: 4000. This model's maximum context length is 4096 tokens and your request has 1000 input tokens (4000 > 4096 - 1000).","code":400}`, excess{limit: 3080, once: true}},
		{"vLLM, prompt", 400, `{"object":"error","message":"This model's maximum context length is 2048 tokens. However, your request has 6000 input tokens.","code":400}`, excess{prompt: true}},
		{"llama.cpp", 400, `{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":6000,"n_ctx":4096}}`, excess{prompt: true}},
		{"LM Studio", 200, `{"error":"Trying to keep the first 6000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens"}`, excess{prompt: true}},
		{"Anthropic, limit", 400, `{"error":{"type":"invalid_request_error","message":"max_tokens: 4000 > 2048, which is the maximum allowed number of output tokens"}}`, excess{limit: 2048}},
		{"Anthropic, prompt", 400, `{"error":{"type":"invalid_request_error","message":"prompt is too long: 208310 tokens > 200000 maximum"}}`, excess{prompt: true}},
		{"Groq, limit", 400, "{\"error\":{\"message\":\"`max_tokens` must be less than or equal to `2048`, the maximum value for `max_tokens`\"}}", excess{limit: 2048}},
		{"Groq, a minute's tokens", 413, `{"error":{"message":"Request too large for model on tokens per minute (TPM): Limit 6000, Requested 7000","code":"rate_limit_exceeded"}}`, excess{prompt: true}},
		{"DeepSeek", 400, `{"error":{"message":"Invalid max_tokens value, the valid range of max_tokens is [1, 2048]"}}`, excess{limit: 2048}},
		{"TGI", 422, "{\"error\":\"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 1000 `inputs` tokens and 4000 `max_new_tokens`\"}", excess{limit: 3080, once: true}},
		{"Mistral", 400, `{"object":"error","message":"Prompt contains 40000 tokens, too large for model with 32768 maximum context length"}`, excess{prompt: true}},
		{"Gemini", 400, `{"error":{"code":400,"message":"The input token count (1048577) exceeds the maximum number of tokens allowed (1048576)."}}`, excess{prompt: true}},
		{"no number", 400, `{"error":{"message":"max_tokens is too large"}}`, excess{limit: 1000}},
		{"FastAPI", 422, `{"detail":[{"loc":["body","max_tokens"],"msg":"Input should be less than or equal to 2048"}]}`, excess{limit: 2048}},

		{"another name is wanted", 400, `{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."}}`, excess{}},
		{"too many requests", 429, `{"error":{"message":"Rate limit reached: tokens per minute"}}`, excess{}},
		{"no key", 401, `{"error":{"message":"Incorrect API key"}}`, excess{}},
		{"another value", 400, `{"error":{"message":"temperature must be less than 2"}}`, excess{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reply, _ := parseReply([]byte(tt.body), newScrub(key, ""))
			reply.Status = tt.status
			x, ok := excessOf(fmt.Errorf("ask: %w", reply), 4000)
			if x != tt.want || ok != (x != excess{}) {
				t.Errorf("got %+v, %v; want %+v", x, ok, tt.want)
			}
		})
	}
}

// TestLimitIsLowered: a limit that the server takes no more of is lowered once,
// and the next request begins with what was taken.
func TestLimitIsLowered(t *testing.T) {
	f := serve(t, func(w http.ResponseWriter, c call) {
		if n, _ := c.sent[oldLimit].(float64); n > 30 {
			refuse(400, `{"error":{"message":"max_tokens is too large. This model supports at most 30 completion tokens.","param":"max_tokens"}}`)(w, c)
			return
		}
		stream200(w, whole("Yes."))
	})
	c := f.client(t)
	for range 2 {
		if text, _, err := write(t, c); text != "Yes." || err != nil {
			t.Fatalf("got %q, %v", text, err)
		}
	}
	var sent []any
	for _, r := range f.requests() {
		sent = append(sent, r[oldLimit])
	}
	if got := fmt.Sprint(sent); got != "[50 30 30]" {
		t.Errorf("limits of %s were sent, want [50 30 30]", got)
	}
}

// TestPromptIsShortened: a prompt that is more than the context holds is sent once
// more, shorter; if that is too long as well, the error says so.
func TestPromptIsShortened(t *testing.T) {
	tooLong := `{"error":{"message":"This model's maximum context length is 4096 tokens.","code":"context_length_exceeded"}}`
	for _, tt := range []struct {
		name     string
		refuse   func(http.ResponseWriter, call)
		most     int // characters that the server takes
		shorter  func() bot.Prompt
		text     string
		requests int
	}{
		{"shorter", refuse(400, tooLong), 10, func() bot.Prompt { return bot.Prompt{User: "Who?"} }, "Yes.", 2},
		{"within the stream", always("data: " + tooLong + "\n\n"), 10, func() bot.Prompt { return bot.Prompt{User: "Who?"} }, "Yes.", 2},
		{"not short enough", refuse(400, tooLong), 1, func() bot.Prompt { return bot.Prompt{User: "Who?"} }, "", 2},
		{"none shorter", refuse(400, tooLong), 10, nil, "", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := serve(t, func(w http.ResponseWriter, c call) {
				if len(fmt.Sprint(c.sent["messages"].([]any)[0].(map[string]any)["content"])) > tt.most {
					tt.refuse(w, c)
					return
				}
				stream200(w, whole("Yes."))
			})
			var told strings.Builder
			_, err := f.client(t).Write(t.Context(), bot.Prompt{User: strings.Repeat("x", 20), Shorter: tt.shorter}, func(p string) error {
				told.WriteString(p)
				return nil
			})
			if told.String() != tt.text || (err == nil) != (tt.text != "") || err != nil && bot.FaultOf(err) != bot.FaultPromptTooLong {
				t.Errorf("got %q, %v", told.String(), err)
			}
			if n := len(f.requests()); n != tt.requests {
				t.Errorf("%d requests, want %d", n, tt.requests)
			}
		})
	}
}

// TestRoomForThoughts: a model that thinks though its name does not tell, and
// comes to its limit before it has written, is asked again with room for that.
func TestRoomForThoughts(t *testing.T) {
	thoughts := map[string]string{
		"apart":    event(`{"choices":[{"delta":{"reasoning_content":"hm"}}]}`),
		"reasoned": event(`{"choices":[{"delta":{"reasoning":"hm"}}]}`),
		"in tags":  piece("<think>hm"),
	}
	for name, thought := range thoughts {
		f := serve(t, func(w http.ResponseWriter, c call) {
			if n, _ := c.sent[oldLimit].(float64); n < thinking {
				stream200(w, thought+finish("length")+usage)
				return
			}
			stream200(w, whole("Yes."))
		})
		c := f.client(t)
		text, u, err := write(t, c)
		if text != "Yes." || err != nil || u != (bot.Usage{PromptTokens: 14, CompletionTokens: 6}) {
			t.Errorf("%s: got %q, %+v, %v; both tries are to be counted", name, text, u, err)
		}
		if _, _, err := write(t, c); err != nil || len(f.requests()) != 3 {
			t.Errorf("%s: %v after %d requests, want 3: that it thinks is remembered", name, err, len(f.requests()))
		}
	}
	f := serve(t, always(finish("length")))
	if _, _, err := write(t, f.client(t)); !errors.Is(err, ErrTooLong) || len(f.requests()) != 1 {
		t.Errorf("%v after %d requests", err, len(f.requests()))
	}
}
