package llm

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/bot"
)

// slow is a server whose reply is that stream, written over time.
type slow func(w io.Writer)

func (s slow) RoundTrip(r *http.Request) (*http.Response, error) {
	read, write := io.Pipe()
	go func() {
		s(write)
		_ = write.Close()
	}()
	stop := context.AfterFunc(r.Context(), func() { _ = read.CloseWithError(r.Context().Err()) })
	return &http.Response{StatusCode: http.StatusOK, Body: pipe{read, stop}, Header: http.Header{}, Request: r}, nil
}

type pipe struct {
	*io.PipeReader
	stop func() bool
}

func (p pipe) Close() error {
	p.stop()
	return p.PipeReader.Close()
}

// every writes text again and again.
func every(pause time.Duration, text string) slow {
	return func(w io.Writer) {
		for {
			if _, err := io.WriteString(w, text); err != nil {
				return
			}
			time.Sleep(pause)
		}
	}
}

// after writes before at once, and then goes on.
func after(before string, then slow) slow {
	return func(w io.Writer) {
		_, _ = io.WriteString(w, before)
		then(w)
	}
}

// letters writes text a byte at a time.
func letters(pause time.Duration, text string) slow {
	return func(w io.Writer) {
		for _, b := range []byte(text) {
			if _, err := w.Write([]byte{b}); err != nil {
				return
			}
			time.Sleep(pause)
		}
	}
}

// TestProgress: what counts is text that a reader sees. Whatever else a server
// sends, a model that writes none is given up soon, and one that does not end
// after a minute and a half.
func TestProgress(t *testing.T) {
	thought := event(`{"choices":[{"delta":{"reasoning_content":"hm"}}]}`)
	for _, tt := range []struct {
		name   string
		server slow
		reader time.Duration // that it takes to read each piece
		after  time.Duration // zero: it ends well
		fault  bot.ModelFault
	}{
		{name: "silent", server: func(io.Writer) { time.Sleep(time.Hour) }, after: time.Minute, fault: bot.FaultSilent},
		{name: "keep-alive comments", server: every(time.Second, ": still here\n\n"), after: time.Minute, fault: bot.FaultSilent},
		{name: "comments as data", server: every(time.Second, "data: : still here\n\n"), after: time.Minute, fault: bot.FaultSilent},
		{name: "a byte a second", server: letters(time.Second, whole(strings.Repeat("Yes. ", 40))), after: time.Minute, fault: bot.FaultSilent},
		{name: "endless thought", server: every(time.Second, thought), after: time.Minute, fault: bot.FaultSilent},
		{name: "endless thought in tags", server: after(piece("<think>"), every(time.Second, piece("hm "))), after: time.Minute, fault: bot.FaultSilent},
		{name: "endless space", server: every(time.Second, piece(" \n")), after: time.Minute, fault: bot.FaultSilent},
		{name: "silent after text", server: after(piece("Yes."), func(io.Writer) { time.Sleep(time.Hour) }), after: 20 * time.Second, fault: bot.FaultSilent},
		{name: "comments after text", server: after(piece("Yes."), every(time.Second, ": here\n\n")), after: 20 * time.Second, fault: bot.FaultSilent},
		{name: "space after text", server: after(piece("Yes."), every(time.Second, piece(" "))), after: 20 * time.Second, fault: bot.FaultSilent},
		{name: "endless text", server: every(time.Second, piece("a ")), after: 90 * time.Second, fault: bot.FaultSlow},
		{name: "a long thought", server: func(w io.Writer) {
			for range 50 {
				_, _ = io.WriteString(w, thought)
				time.Sleep(time.Second)
			}
			_, _ = io.WriteString(w, whole("Yes."))
		}},
		{name: "a slow writer", server: func(w io.Writer) {
			for range 4 {
				_, _ = io.WriteString(w, piece("Yes. "))
				time.Sleep(19 * time.Second)
			}
			_, _ = io.WriteString(w, whole("Yes."))
		}},
		{name: "a slow reader", reader: 30 * time.Second, server: after(piece("Yes."), func(w io.Writer) { _, _ = io.WriteString(w, whole("Yes.")) })},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := New(Options{Key: key, Model: "m", HTTP: tt.server, Log: slog.New(slog.DiscardHandler)})
				began := time.Now()
				_, err := c.Write(t.Context(), prompt, func(string) error {
					time.Sleep(tt.reader)
					return nil
				})
				took := time.Since(began)
				if tt.after == 0 && err != nil || tt.after != 0 && (took != tt.after || bot.FaultOf(err) != tt.fault) {
					t.Errorf("after %s: %v, a fault of the kind %s; want %s, %s", took, err, bot.FaultOf(err), tt.after, tt.fault)
				}
				if tt.fault == bot.FaultSilent && !errors.Is(err, ErrSilent) {
					t.Errorf("error is %v, want ErrSilent", err)
				}
				time.Sleep(2 * time.Hour) // the server ends
			})
		})
	}
}
