// Package llm speaks to an OpenAI-compatible server: OpenAI, Ollama, vLLM,
// llama.cpp, LocalAI and their like. A [Client] writes text as a stream
// ([Client.Write], a bot.Model), answers short questions in one piece
// ([Client.Ask]) and turns texts into vectors ([Client.Embed], a knowledge.Embed).
//
// The requests are made by github.com/sashabaranov/go-openai. Between it and
// the network stands a wire (wire.go) that knows what the library leaves out:
// time limits, size limits, Retry-After, errors in the middle of a stream, and
// the forms in which servers send a completion. Whether a model is still writing
// is measured in text that a reader sees (texttimer.go). What went wrong is a
// bot.ModelError, which tells the kinds apart.
package llm

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/sashabaranov/go-openai"
)

// Options says which server and models a Client uses. The zero Options means
// OpenAI, without a key.
type Options struct {
	Key            string // sent as a bearer token; empty: none is sent
	BaseURL        string // with its /v1; empty: https://api.openai.com/v1
	Model          string // writes text; empty: gpt-5-mini
	AskModel       string // answers Ask; empty: Model
	EmbeddingModel string // makes vectors; empty: Embed fails

	Timeout      time.Duration // a whole completion, retries included; zero: 90 s
	FirstText    time.Duration // the longest wait for a completion's first visible text, thoughts before it included; zero: 60 s
	NextText     time.Duration // the longest wait for more of it; zero: 20 s
	AskTimeout   time.Duration // a whole Ask, retries included; zero: 20 s
	BatchTimeout time.Duration // a whole batch of vectors, retries included; zero: 3 minutes
	Silence      time.Duration // the longest wait for headers, and between two parts of any reply; zero: 90 s
	MaxBytes     int           // the longest completion in bytes; zero: 64 KB
	Batch        int           // texts in one embedding request; zero: 128

	HTTP http.RoundTripper // carries the requests; nil: a transport with time limits of its own
	Log  *slog.Logger      // hears of retries and of a server given up on; nil: nobody does

	pause time.Duration // before the first retry
	rest  time.Duration // how long a failing server is left alone
}

// Client writes with one model of one server and embeds with another. It may
// be used by many goroutines.
type Client struct {
	o     Options
	api   *openai.Client
	http  *http.Client
	scrub scrub
	write talk
	ask   talk
	embed *caller
	query *caller // one text: a search that is given up early says nothing of whole batches
}

// talk is one model that writes, with what is known of it.
type talk struct {
	model  string
	caller *caller
	shape  atomic.Pointer[shape] // what its server is known to take
}

// New returns a Client. It makes no request yet.
func New(o Options) *Client {
	o = o.withDefaults()
	s := newScrub(o.Key, o.BaseURL)
	hc := &http.Client{Transport: o.HTTP, CheckRedirect: noRedirect}
	config := openai.DefaultConfig(o.Key)
	config.BaseURL = o.BaseURL
	config.HTTPClient = &wire{http: hc, scrub: s, silence: o.Silence, base: o.BaseURL}
	c := &Client{
		o: o, http: hc, scrub: s, api: openai.NewClientWithConfig(config),
		embed: newCaller("embeddings", o), query: newCaller("the embedding of a question", o),
	}
	c.write.begin("chat", o.Model, o)
	c.ask.begin("questions", o.AskModel, o)
	return c
}

func (t *talk) begin(what, model string, o Options) {
	t.model, t.caller = model, newCaller(what, o)
	first := shapeFor(model)
	t.shape.Store(&first)
}

// Close lets go of idle connections. The Client must not be used afterwards.
func (c *Client) Close() { c.http.CloseIdleConnections() }

func (o Options) withDefaults() Options {
	o.Key = strings.TrimSpace(o.Key)
	o.BaseURL = strings.TrimRight(strings.TrimSpace(o.BaseURL), "/")
	if o.BaseURL == "" {
		o.BaseURL = "https://api.openai.com/v1"
	}
	if o.Model == "" {
		o.Model = "gpt-5-mini"
	}
	if o.AskModel == "" {
		o.AskModel = o.Model
	}
	o.Timeout = orElse(o.Timeout, 90*time.Second)
	o.FirstText = orElse(o.FirstText, 60*time.Second)
	o.NextText = orElse(o.NextText, 20*time.Second)
	o.AskTimeout = orElse(o.AskTimeout, 20*time.Second)
	o.BatchTimeout = orElse(o.BatchTimeout, 3*time.Minute)
	o.Silence = orElse(o.Silence, 90*time.Second)
	o.MaxBytes = orElse(o.MaxBytes, 64<<10)
	o.Batch = orElse(o.Batch, 128)
	o.pause = orElse(o.pause, 500*time.Millisecond)
	o.rest = orElse(o.rest, 30*time.Second)
	if o.HTTP == nil {
		o.HTTP = transport(o.Silence)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelError + 1}))
	}
	return o
}

func orElse[T int | time.Duration](v, otherwise T) T {
	if v <= 0 {
		return otherwise
	}
	return v
}

// transport limits every step of a request that the body is not part of: the
// library's own HTTP client would wait for ever.
func transport(silence time.Duration) *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: silence + time.Second, // the wire is quicker and says it better
		ExpectContinueTimeout: time.Second,
		IdleConnTimeout:       90 * time.Second,
		MaxIdleConnsPerHost:   8,
		ForceAttemptHTTP2:     true,
	}
}

// noRedirect keeps the prompt and the key where the operator sent them.
func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
