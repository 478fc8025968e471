package llm

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
)

func TestAsk(t *testing.T) {
	for _, tt := range []struct {
		name  string
		body  string
		text  string
		usage bot.Usage
		fault bot.ModelFault
	}{
		{"a stream", piece("\n Y") + piece("es.") + finish("stop") + usage, "Yes.", bot.Usage{PromptTokens: 7, CompletionTokens: 3}, 0},
		{"a document", `{"choices":[{"message":{"content":" No "},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":1}}`, "No", bot.Usage{PromptTokens: 9, CompletionTokens: 1}, 0},
		{"thoughts", piece("<think>No?</think>Yes") + finish("stop") + usage, "Yes", bot.Usage{PromptTokens: 7, CompletionTokens: 3}, 0},
		{"cut", piece("Ye"), "", bot.Usage{PromptTokens: 5, CompletionTokens: 1}, bot.FaultCut},
		{"empty", finish("stop") + usage, "", bot.Usage{PromptTokens: 7, CompletionTokens: 3}, bot.FaultEmpty},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := serve(t, always(tt.body))
			text, u, err := f.client(t, func(o *Options) { o.AskModel = "checker" }).Ask(t.Context(), prompt)
			if text != tt.text || u != tt.usage || (err == nil) != (tt.fault == 0) || err != nil && bot.FaultOf(err) != tt.fault {
				t.Errorf("got %q, %+v, %v; want %q, %+v, %s", text, u, err, tt.text, tt.usage, tt.fault)
			}
			if sent := f.requests()[0]; sent["model"] != "checker" || sent[temperature] == nil || sent[oldLimit] != 50. {
				t.Errorf("sent %v", sent)
			}
		})
	}
}

// TestAskModel: without one of its own, Ask asks the model that writes.
func TestAskModel(t *testing.T) {
	f := serve(t, always(whole("Yes.")))
	if _, _, err := f.client(t).Ask(t.Context(), prompt); err != nil || f.requests()[0]["model"] != "test-model" {
		t.Errorf("%v, sent %v", err, f.requests()[0])
	}
}

// TestAskApart: what one model's server does not take says nothing of the other's,
// and failures of one do not close the other.
func TestAskApart(t *testing.T) {
	f := serve(t, func(w http.ResponseWriter, c call) {
		if c.sent["model"] == "checker" {
			refuse(500, "oops")(w, c)
			return
		}
		stream200(w, whole("Yes."))
	})
	c := f.client(t, func(o *Options) { o.AskModel = "checker" })
	for range giveUpAt {
		if _, _, err := c.Ask(t.Context(), prompt); bot.FaultOf(err) != bot.FaultBroken {
			t.Fatal(err)
		}
	}
	if text, _, err := write(t, c); text != "Yes." || err != nil {
		t.Errorf("got %q, %v", text, err)
	}
}

func TestAskManyAtOnce(t *testing.T) {
	f := serve(t, func(w http.ResponseWriter, c call) {
		messages, _ := c.sent["messages"].([]any)
		last, _ := messages[len(messages)-1].(map[string]any)
		stream200(w, whole(fmt.Sprint(last["content"])))
	})
	c := f.client(t)
	var wg sync.WaitGroup
	for n := range 20 {
		wg.Go(func() {
			want := fmt.Sprint("claim ", n)
			if text, _, err := c.Ask(t.Context(), bot.Prompt{User: want, MaxTokens: 5}); text != want || err != nil {
				t.Errorf("got %q, %v, want %q", text, err, want)
			}
		})
	}
	wg.Wait()
}

func TestAskIsGivenUp(t *testing.T) {
	c := serve(t, hang("")).client(t, func(o *Options) { o.AskTimeout = 50 * time.Millisecond })
	ctx, stop := context.WithTimeout(t.Context(), 5*time.Second)
	defer stop()
	if _, _, err := c.Ask(ctx, prompt); bot.FaultOf(err) != bot.FaultSlow || ctx.Err() != nil {
		t.Errorf("error is %v, want slow", err)
	}
}
