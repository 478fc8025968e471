package llm

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/storybot/storybot/bot"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const key = "s3cr3t/key+of=the operator"

// fake is a model server on loopback. It refuses a request that lacks what every
// server wants, and answers by the test's own handler otherwise.
type fake struct {
	*httptest.Server
	mu   sync.Mutex
	sent []map[string]any
}

// call is one request as the fake sees it.
type call struct {
	sent map[string]any
	n    int             // from 0
	gone <-chan struct{} // closed when the client has left
}

// serve answers every request by answer.
func serve(t *testing.T, answer func(w http.ResponseWriter, c call)) *fake {
	t.Helper()
	f := &fake{}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var sent map[string]any
		if err != nil || json.Unmarshal(body, &sent) != nil || sent["model"] == "" ||
			r.Header.Get("Authorization") != "Bearer "+key {
			http.Error(w, "bad request", http.StatusTeapot)
			return
		}
		f.mu.Lock()
		n := len(f.sent)
		f.sent = append(f.sent, sent)
		f.mu.Unlock()
		answer(w, call{sent, n, r.Context().Done()})
	}))
	t.Cleanup(f.Close)
	return f
}

func (f *fake) requests() []map[string]any {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]map[string]any(nil), f.sent...)
}

// client asks the fake, with pauses too short to be noticed.
func (f *fake) client(t *testing.T, change ...func(*Options)) *Client {
	t.Helper()
	o := Options{Key: key, BaseURL: f.URL + "/v1", Model: "test-model", EmbeddingModel: "test-embedding", pause: time.Millisecond}
	for _, c := range change {
		c(&o)
	}
	c := New(o)
	t.Cleanup(c.Close)
	return c
}

// always answers every request with the same stream.
func always(stream string) func(http.ResponseWriter, call) {
	return func(w http.ResponseWriter, _ call) { stream200(w, stream) }
}

func stream200(w http.ResponseWriter, stream string) {
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = io.WriteString(w, stream)
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}

func piece(text string) string {
	return fmt.Sprintf("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%q},\"finish_reason\":null}]}\n\n", text)
}

func finish(reason string) string {
	return fmt.Sprintf("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":%q}]}\n\n", reason)
}

const (
	usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}\n\n"
	done  = "data: [DONE]\n\n"
)

func whole(text string) string { return piece(text) + finish("stop") + usage + done }

var prompt = bot.Prompt{System: "Be brief.", User: "Who?", MaxTokens: 50}

// write collects what Write tells.
func write(t *testing.T, c *Client) (string, bot.Usage, error) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	var b strings.Builder
	u, err := c.Write(ctx, prompt, func(p string) error {
		b.WriteString(p)
		return nil
	})
	return b.String(), u, err
}
