package llm

import (
	"errors"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
)

// TestFaults: the error of a completion says of which kind it is.
func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		name   string
		answer func(http.ResponseWriter, call)
		want   bot.ModelFault
	}{
		{"hung up", hangUp, bot.FaultUnreachable},
		{"no key", refuse(401, `{"error":{"message":"no"}}`), bot.FaultRefused},
		{"forbidden", refuse(403, "no"), bot.FaultRefused},
		{"no quota", refuse(429, `{"error":{"message":"pay","code":"insufficient_quota"}}`), bot.FaultUnpaid},
		{"payment", refuse(402, "pay"), bot.FaultUnpaid},
		{"no model", refuse(404, `{"error":{"message":"no such model","code":"model_not_found"}}`), bot.FaultMissing},
		{"no model, as a bad request", refuse(400, `{"error":{"message":"x","code":"model_not_found"}}`), bot.FaultMissing},
		{"elsewhere", refuse(302, ""), bot.FaultMissing},
		{"rate", refuse(429, "slow down"), bot.FaultBusy},
		{"overloaded", refuse(529, "x"), bot.FaultBusy},
		{"overloaded in words", refuse(503, `{"error":{"message":"The server is overloaded"}}`), bot.FaultBusy},
		{"within the stream", always(`data: {"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}` + "\n\n"), bot.FaultBusy},
		{"loading", refuse(503, `{"error":{"message":"Loading model","code":503}}`), bot.FaultBusy},
		{"broken", refuse(500, "oops"), bot.FaultBroken},
		{"out of memory", always(`data: {"error":{"message":"out of memory"}}` + "\n\n"), bot.FaultBroken},
		{"bad request", refuse(400, "no"), bot.FaultInvalid},
		{"limit", refuse(400, `{"error":{"message":"max_tokens is too large"}}`), bot.FaultInvalid},
		{"prompt", refuse(400, `{"error":{"message":"x","code":"context_length_exceeded"}}`), bot.FaultPromptTooLong},
		{"a page", always("<html>\n<title>Welcome</title>\n</html>"), bot.FaultMalformed},
		{"broken JSON", always(event(`{"choices":[{`)), bot.FaultMalformed},
		{"broke off", always(piece("a")), bot.FaultCut},
		{"a tool", always(piece("a") + finish("tool_calls")), bot.FaultCut},
		{"limit reached", always(piece("a") + finish("length")), bot.FaultTooLong},
		{"filter", always(finish("content_filter")), bot.FaultFiltered},
		{"empty", always(finish("stop")), bot.FaultEmpty},
		{"silent", hang(""), bot.FaultSilent},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := write(t, serve(t, tt.answer).client(t, func(o *Options) { o.FirstText = 50 * time.Millisecond }))
			if got := bot.FaultOf(err); got != tt.want {
				t.Errorf("%v is %s, want %s", err, got, tt.want)
			}
		})
	}
}

func TestFaultOfTheDeadline(t *testing.T) {
	_, _, err := write(t, serve(t, hang("")).client(t, func(o *Options) { o.Timeout = 50 * time.Millisecond }))
	if got := bot.FaultOf(err); got != bot.FaultSlow {
		t.Errorf("%v is %s, want slow", err, got)
	}
}

func TestFaultOfNobodyThere(t *testing.T) {
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	c := New(Options{BaseURL: "http://" + address + "/v1", pause: time.Millisecond})
	defer c.Close()
	if _, _, err := write(t, c); bot.FaultOf(err) != bot.FaultUnreachable {
		t.Errorf("%v is %s, want unreachable", err, bot.FaultOf(err))
	}
}

// TestFaultWhileDown: a server that is left alone is so for what it last did.
func TestFaultWhileDown(t *testing.T) {
	c := serve(t, refuse(429, "slow down")).client(t, func(o *Options) { o.rest = time.Hour })
	for range giveUpAt {
		_, _, _ = write(t, c)
	}
	if _, _, err := write(t, c); !errors.Is(err, ErrDown) || bot.FaultOf(err) != bot.FaultBusy {
		t.Errorf("%v is %s, want busy", err, bot.FaultOf(err))
	}
}
