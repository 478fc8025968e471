package llm

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/prompts"
)

var (
	_ bot.Model       = (*Client)(nil)
	_ knowledge.Embed = (*Client)(nil).Embed
)

func TestStreams(t *testing.T) {
	tests := []struct {
		name   string
		stream string
		text   string
		usage  bot.Usage // zero: as counted here
		err    error     // wanted of errors.Is
		says   string    // wanted in the error's text
	}{
		{name: "whole", stream: piece("Seoul") + whole("."), text: "Seoul.", usage: bot.Usage{PromptTokens: 7, CompletionTokens: 3}},
		{name: "without usage", stream: piece("Yes.") + finish("stop") + done, text: "Yes."},
		{name: "without the last marker", stream: piece("Yes.") + finish("stop"), text: "Yes."},
		{name: "without the last newline", stream: strings.TrimRight(piece("Yes.")+finish("stop"), "\n"), text: "Yes."},
		{name: "finish beside the last piece", text: "Yes.",
			stream: `data: {"choices":[{"index":0,"delta":{"content":"Yes."},"finish_reason":"stop"}]}` + "\n\n"},
		{name: "CRLF, no space after the colon", text: "Yes.",
			stream: strings.ReplaceAll(strings.ReplaceAll(whole("Yes."), "data: ", "data:"), "\n", "\r\n"), usage: bot.Usage{PromptTokens: 7, CompletionTokens: 3}},
		{name: "reasoning is not told", stream: `data: {"choices":[{"index":0,"delta":{"reasoning_content":"hm"}}]}` + "\n\n" + piece("Yes.") + finish("stop"), text: "Yes.", usage: bot.Usage{PromptTokens: 5, CompletionTokens: 3}},
		{name: "a second choice is not told", stream: `data: {"choices":[{"index":1,"delta":{"content":"No."}}]}` + "\n\n" + piece("Yes.") + finish("stop"), text: "Yes."},
		{name: "nothing after the end is told", stream: piece("Yes.") + finish("stop") + piece("No."), text: "Yes."},
		{name: "error null is none", stream: `data: {"error":null,"choices":[{"index":0,"delta":{"content":"Yes."}}]}` + "\n\n" + finish("stop"), text: "Yes."},
		{name: "many keep-alive comments", stream: strings.Repeat(": still here\n\n", 400) + piece("Yes.") + finish("stop"), text: "Yes."},
		{name: "the word error in a piece", stream: piece(`an "error" was made`) + finish("stop"), text: `an "error" was made`},

		{name: "no finish", stream: piece("Seo") + done, text: "Seo", err: ErrCut},
		{name: "no finish, no marker", stream: piece("Seo"), text: "Seo", err: ErrCut},
		{name: "length", stream: piece("Seo") + finish("length") + done, text: "Seo", err: ErrTooLong},
		{name: "content filter", stream: piece("Seo") + finish("content_filter") + done, text: "Seo", err: ErrFiltered},
		{name: "tool call", stream: piece("Seo") + finish("tool_calls") + done, text: "Seo", err: ErrStopped},
		{name: "empty", stream: finish("stop") + done, err: ErrEmpty},
		{name: "declined", stream: `data: {"choices":[{"index":0,"delta":{"refusal":"no"}}]}` + "\n\n" + finish("stop"), err: ErrFiltered},

		{name: "error object", stream: piece("Seo") + `data: {"error":{"message":"out of memory","code":500}}` + "\n\n" + done, text: "Seo", says: "500 Internal Server Error: out of memory"},
		{name: "error object with spaces", stream: piece("Seo") + `data: { "error" : {"message":"out of memory"}}` + "\n\n" + finish("stop"), text: "Seo", says: "out of memory"},
		{name: "error after a comment", stream: piece("Seo") + ": ping\n\n" + `data: {"error":{"message":"out of memory"}}` + "\n\n", text: "Seo", says: "out of memory"},
		{name: "error as a string", stream: piece("Seo") + `data: {"error":"out of memory"}` + "\n\n" + finish("stop"), text: "Seo", says: "out of memory"},
		{name: "error of vLLM", stream: piece("Seo") + `data: {"object":"error","message":"out of memory","code":400}` + "\n\n" + finish("stop"), text: "Seo", says: "out of memory"},
		{name: "error field of llama.cpp", stream: `error: {"code":400,"message":"context size exceeded"}` + "\n\n" + done, says: "400 Bad Request: context size exceeded"},
		{name: "error event", stream: "event: error\ndata: {\"message\":\"out of memory\"}\n\n" + finish("stop"), says: "out of memory"},
		{name: "error with status 200", stream: `{"error":{"message":"no such model"}}`, says: "200 OK: no such model"},
		{name: "a page", stream: "<html>\n<title>Welcome</title>\n</html>", says: "is OPENAI_BASE_URL right?"},
		{name: "broken JSON", stream: piece("Seo") + "data: {\"choices\":[{\n\n", text: "Seo", says: "unexpected end of JSON"},
		{name: "a chunk of another shape", stream: "data: {\"choices\":\"none\"}\n\n", says: "cannot unmarshal"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := serve(t, always(tt.stream)).client(t)
			text, u, err := write(t, c)
			if text != tt.text {
				t.Errorf("told %q, want %q", text, tt.text)
			}
			if tt.err == nil && tt.says == "" {
				if tt.usage == (bot.Usage{}) {
					tt.usage = bot.Usage{PromptTokens: 5, CompletionTokens: prompts.Count(tt.text)}
				}
				if err != nil || u != tt.usage {
					t.Fatalf("got %+v, %v; want %+v", u, err, tt.usage)
				}
				return
			}
			if u.PromptTokens != 5 || u.CompletionTokens < prompts.Count(text) {
				t.Errorf("%q was told and the usage is %+v", text, u)
			}
			if err == nil || tt.err != nil && !errors.Is(err, tt.err) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error is %v, want %v %q", err, tt.err, tt.says)
			}
		})
	}
}

func TestTellEndsIt(t *testing.T) {
	f := serve(t, always(piece("a")+piece("b")+whole("c")))
	enough := errors.New("enough")
	var told []string
	_, err := f.client(t).Write(t.Context(), prompt, func(p string) error {
		told = append(told, p)
		if p == "b" {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || len(told) != 2 {
		t.Errorf("told %q, error %v; want two pieces and tell's own error", told, err)
	}
	if n := len(f.requests()); n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
}

func TestCancelIsSeen(t *testing.T) {
	f := serve(t, hang(piece("a")))
	ctx, stop := context.WithCancel(t.Context())
	_, err := f.client(t).Write(ctx, prompt, func(string) error {
		stop()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v, want that the context was cancelled", err)
	}
}

func TestManyAtOnce(t *testing.T) {
	c := serve(t, strict(oldLimit, usageOption)).client(t) // they learn its ways while others ask
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				var told strings.Builder
				_, err := c.Write(t.Context(), prompt, func(p string) error {
					told.WriteString(p)
					return nil
				})
				if told.String() != "Yes." || err != nil {
					t.Errorf("%q, %v", told.String(), err)
				}
			}
		})
	}
	wg.Wait()
}

// hang sends what it has and then nothing until the client leaves.
func hang(before string) func(http.ResponseWriter, call) {
	return func(w http.ResponseWriter, c call) {
		if before != "" {
			stream200(w, before)
		}
		<-c.gone
	}
}

func TestSilence(t *testing.T) {
	for name, before := range map[string]string{"before headers": "", "between chunks": piece("Seo")} {
		t.Run(name, func(t *testing.T) {
			f := serve(t, hang(before))
			start := time.Now()
			_, _, err := write(t, f.client(t, func(o *Options) { o.Silence = 60 * time.Millisecond }))
			if !errors.Is(err, ErrSilent) || time.Since(start) > 8*time.Second {
				t.Errorf("error is %v after %s, want ErrSilent soon", err, time.Since(start))
			}
		})
	}
}

func TestSilenceDoesNotCountTheReader(t *testing.T) {
	read := make(chan struct{})
	f := serve(t, func(w http.ResponseWriter, c call) {
		stream200(w, piece("a"))
		select {
		case <-read:
		case <-c.gone:
		}
		stream200(w, piece("b")+finish("stop"))
	})
	c := f.client(t, func(o *Options) { o.Silence = 100 * time.Millisecond })
	_, err := c.Write(t.Context(), prompt, func(p string) error {
		if p == "a" {
			time.Sleep(150 * time.Millisecond) // a slow reader is the point
			close(read)
		}
		return nil
	})
	if err != nil {
		t.Errorf("a slow reader ended the stream: %v", err)
	}
}

func TestTimeoutOfTheWhole(t *testing.T) {
	f := serve(t, hang(""))
	_, _, err := write(t, f.client(t, func(o *Options) { o.Timeout = 60 * time.Millisecond }))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error is %v, want DeadlineExceeded", err)
	}
}

func TestFinishedDoesNotWaitForUsage(t *testing.T) {
	f := serve(t, hang(piece("Yes.")+finish("stop")))
	start := time.Now()
	text, _, err := write(t, f.client(t))
	if text != "Yes." || err != nil || time.Since(start) > grace+5*time.Second {
		t.Errorf("got %q, %v after %s; want the completion after %s at most", text, err, time.Since(start), grace)
	}
}

func TestSizes(t *testing.T) {
	long := strings.Repeat("x", 600)
	c := serve(t, always(piece(long)+piece(long)+finish("stop"))).client(t, func(o *Options) { o.MaxBytes = 1000 })
	text, _, err := write(t, c)
	if !errors.Is(err, ErrTooLong) || text != long {
		t.Errorf("told %d bytes, error %v; want the first piece and ErrTooLong", len(text), err)
	}
	c = serve(t, always("data: {"+strings.Repeat(" ", 2*maxLine))).client(t)
	if _, _, err := write(t, c); !errors.Is(err, ErrTooLong) {
		t.Errorf("an endless line: %v, want ErrTooLong", err)
	}
}

// panics is a transport whose reply cannot be read.
type panics struct{ onRead bool }

func (p panics) RoundTrip(r *http.Request) (*http.Response, error) {
	if !p.onRead {
		panic("with " + key)
	}
	return &http.Response{StatusCode: 200, Body: io.NopCloser(p), Request: r, Header: http.Header{}}, nil
}

func (panics) Read([]byte) (int, error) { panic("with " + key) }

func TestPanicIsAnError(t *testing.T) {
	for _, onRead := range []bool{false, true} {
		c := New(Options{Key: key, EmbeddingModel: "e", HTTP: panics{onRead}})
		_, err := c.Write(t.Context(), prompt, func(string) error { return nil })
		_, err2 := c.Embed(t.Context(), []string{"a"})
		for _, err := range []error{err, err2} {
			if err == nil || !strings.Contains(err.Error(), "panic") || strings.Contains(err.Error(), key) {
				t.Errorf("on read %v: %v", onRead, err)
			}
		}
	}
}
